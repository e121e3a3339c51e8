"""Texts that a spreadsheet would run as formulas, and the apostrophe that keeps it from doing so.

Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

from generator.patterns import pattern

_SIGNS = "=+@＝＋－＠-"
_BEGINS = frozenset(f"{_SIGNS}\t\r")
"""The characters that a formula may begin with."""
_NUMBER = pattern(r"[+\-]?\d+(?:[.,]\d+)*\s?%?")
"""Numbers begin like formulas, but are harmless."""
_GUARD = "'"
_INSIDE = pattern(f'([;\t\n\r]"*)({_GUARD}*[{_SIGNS}])')
"""Where another cell begins for a program that takes semicolons or tabs for what divides them: it
divides text there even within quotes, as it does not see where these begin."""
_GUARDED_INSIDE = pattern(f'([;\t\n\r]"*){_GUARD}({_GUARD}*[{_SIGNS}])')


def guarded(text: str) -> str:
    """Return the text of a cell, with an apostrophe before all in it that could be a formula.

    So has one that has such an apostrophe of its own, or `unguarded` would take that away.
    """
    # Most cells are names or numbers, and a search costs a quarter of a replacement.
    if _INSIDE.search(text):
        text = _INSIDE.sub(rf"\1{_GUARD}\2", text)
    is_risky = text.lstrip(_GUARD)[:1] in _BEGINS and not _NUMBER.fullmatch(text)
    return f"{_GUARD}{text}" if is_risky else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` made a cell of."""
    if cell.startswith(_GUARD) and cell.lstrip(_GUARD)[:1] in _BEGINS:
        cell = cell[1:]
    return _GUARDED_INSIDE.sub(r"\1\2", cell)
