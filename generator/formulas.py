"""Texts that a spreadsheet would run as formulas, and the apostrophe that keeps it from doing so.

Source: OWASP, "CSV Injection".
"""

from __future__ import annotations

import re

_BEGINS = frozenset("=+-@\t\r＝＋－＠")
"""The characters that a formula may begin with."""
_NUMBER = re.compile(r"[+\-]?\d+(?:[.,]\d+)*\s?%?")
"""Numbers begin like formulas, but are harmless."""
_GUARD = "'"


def guarded(text: str) -> str:
    """Return the text of a cell, with an apostrophe before it if it could be a formula.

    So has one that has such an apostrophe of its own, or `unguarded` would take that away.
    """
    is_risky = text.lstrip(_GUARD)[:1] in _BEGINS and not _NUMBER.fullmatch(text)
    return f"{_GUARD}{text}" if is_risky else text


def unguarded(cell: str) -> str:
    """Return the text that `guarded` made a cell of."""
    is_guarded = cell.startswith(_GUARD) and cell.lstrip(_GUARD)[:1] in _BEGINS
    return cell[1:] if is_guarded else cell
