"""List the pages of a site, and make the frozen view of each from what the corpus answers."""
