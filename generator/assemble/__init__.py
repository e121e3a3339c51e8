"""Content to a corpus: what is public, put together, and what is worked out from it."""
