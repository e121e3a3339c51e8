"""When a quotation counts as verbatim.

Two texts are the same words if they are equal after folding white space, quotation marks, dashes
and ellipses: what typesetting changes and a speaker does not say. Nothing else is folded; a changed
case, a dropped word or half a word is a false quotation.
"""

from __future__ import annotations

import re

_SPACE = r"[\s\u200b\u2060\ufeff]+"
_MARK = "[\"'`´“”„‟‘’‚‛«»‹›′″]"
_DASH = "[-‐‑‒–—―−]+"
_ELLIPSIS = r"(?:…|\.\s?\.\s?\.)"
_CLASSES = ((_SPACE, " "), (_ELLIPSIS, "…"), (_MARK, "'"), (_DASH, "-"))

_TOKEN = re.compile("|".join(f"({pattern})" for pattern, _ in _CLASSES))
_QUOTED = re.compile(r"“([^“”]+)”|„([^“”„]+)[“”]|«([^«»]+)»|(?<!\w)\"([^\"]+)\"(?!\w)")

_FIRST_SCRIPT_WITHOUT_SPACES = "\u0e00"
"""Thai; from here on words may stand side by side, so a word's end cannot be told."""


def fold(text: str) -> str:
    """Give the form in which quotations are compared."""

    def folded(match: re.Match[str]) -> str:
        return _CLASSES[(match.lastindex or 1) - 1][1]

    return _TOKEN.sub(folded, text.strip())


def verbatim(quote: str) -> re.Pattern[str]:
    """Give the pattern that finds, in a text that is not folded, where `quote` stands verbatim."""
    pieces: list[str] = []
    at = 0
    stripped = quote.strip()
    for match in _TOKEN.finditer(stripped):
        pieces.append(re.escape(stripped[at : match.start()]))
        pieces.append(_CLASSES[(match.lastindex or 1) - 1][0])
        at = match.end()
    pieces.append(re.escape(stripped[at:]))
    before = r"(?<!\w)" if _ends_a_word(stripped[:1]) else ""
    after = r"(?!\w)" if _ends_a_word(stripped[-1:]) else ""
    return re.compile(before + "".join(pieces) + after)


def quotations(text: str) -> list[str]:
    """Give what stands between quotation marks in `text`, in order."""
    return [next(filter(None, match.groups())) for match in _QUOTED.finditer(text)]


def _ends_a_word(character: str) -> bool:
    return character.isalnum() and character < _FIRST_SCRIPT_WITHOUT_SPACES
