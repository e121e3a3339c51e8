"""Untyped documents to typed content, with everything that is wrong with them."""
