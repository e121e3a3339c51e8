"""The built site to a branch that a host serves."""
