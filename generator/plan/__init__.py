"""Corpus to planned pages: an address, a template and a frozen view for each."""
