"""Social cards (Open Graph images): a few words become a PNG, the same bytes on every machine."""
