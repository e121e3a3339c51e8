"""Assemble content into an index of what is public, and derive points and developments from it."""
