"""Disk to text to untyped documents. Imports nothing of the later stages."""
