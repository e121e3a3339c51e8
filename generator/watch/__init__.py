"""A site built again by itself whenever what editors wrote changes."""
