"""Planned pages to bytes."""
