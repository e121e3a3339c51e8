"""Raw bytes of every sort to a document: blocks of text, and what the file says of itself."""
