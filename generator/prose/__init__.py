"""Markdown to prose: HTML whose links and citations stay symbolic until a page needs them."""
