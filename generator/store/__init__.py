"""The cache: what earlier builds worked out, in one SQLite file. All SQL is in this package."""
