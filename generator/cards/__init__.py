"""Social cards: a few words become a picture, the same bytes on every machine."""
