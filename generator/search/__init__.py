"""The search index, which Pagefind makes of the finished pages."""
