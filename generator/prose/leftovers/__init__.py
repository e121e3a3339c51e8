"""Marks that failed and stay on the page as text, each told at its place."""
