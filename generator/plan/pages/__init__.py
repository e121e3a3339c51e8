"""Planners of pages: which there are, and the view of each."""
