"""The interface's own words, in the language of the site."""
