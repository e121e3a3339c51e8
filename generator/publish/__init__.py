"""Publish the built site: commit the output to a branch that a host serves, and push it."""
