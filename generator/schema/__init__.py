"""JSON Schemas of what editors write, for programs that check and complete it."""
