"""Bytes to the output folder: beside first, then moved into place."""
