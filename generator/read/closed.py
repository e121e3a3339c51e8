"""What follows a text in quotes that YAML takes for complete."""

from __future__ import annotations

from generator.read.columns import Mistake


def behind_quotes(line: str, number: int, column: int, end: int, mark: str) -> Mistake:
    """Return what is wrong with a line, where something is at `column` behind a text in quotes.

    The text ends at `end`, with `mark`. `number` is that of the line.
    """
    rest, other = line[column:].rstrip(), "'" if mark == '"' else '"'
    if rest.strip() == ",":
        return Mistake(number, column, 1, "a comma behind the text; remove it")
    if column == end and mark == "'" and rest[:1].isalpha():
        message = "the apostrophe ends the text; write it twice, or put the text in double quotes"
        return Mistake(number, end - 1, 1, message)
    if mark in rest:
        message = (
            f"the text ends at this {mark}, and more follows; "
            f"begin and end a text that contains {mark} with {other}"
        )
        return Mistake(number, end - 1, 1, message)
    message = (
        "words after the closing quotation mark; put the whole text in quotes, "
        f"{other} at its start and {other} at its end"
    )
    return Mistake(number, column, len(rest), message)
