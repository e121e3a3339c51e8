"""Rebuild a site whenever its files change or an article falls due."""
