"""Checks that a build does without: links of the finished pages, quotations against evidence."""
