"""What changed between two states of the content, in words."""
