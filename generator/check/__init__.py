"""Checks that a build does not make: links of the finished pages, quotations against evidence."""
