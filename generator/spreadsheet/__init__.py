"""Claims as rows of a spreadsheet, and back: nothing is lost, guessed or written by half."""
