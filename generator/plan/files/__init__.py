"""Planners of files for machines: data, feeds, sitemaps, social cards."""
