"""Make the draft of an article of whatever an editor has: text, a web page, a Word document."""
