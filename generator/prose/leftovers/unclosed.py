"""Emphasis and code that begin and never end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.patterns import pattern
from generator.prose.leftovers.found import Block, Leftover, shortened, stays
from generator.prose.leftovers.visible import OPAQUE, View

_OPENING = pattern(r"(?<![*_~\x04])(?P<mark>\*{1,3}|__|~~)(?P<word>(?=[^\W\d_]|[“«„\"「『《])\S+)")
CALLED = pattern(r"(?<=[^\s*])\*+(?![*\w])")
"""Stars behind words call a note, which begins with as many: a price*, and costs**."""
STARRED = pattern(r"^[ \t>(\\]*\*\\?\*(?![^\n]*\*\*)", re.MULTILINE)
"""What a note begins with that ** calls."""
_ENDING = pattern(r"(?<![^\W\d_])[^\W\d_]+\*\*(?=[\s.,;:!?。，]|\Z)")
_CODE = pattern(r"(?<![\w`´'’‘\x04])(`+)(?=[^\s`])(\S+)")
_CODE_LIKE = pattern(r"[_./=<>{}$\\()\d]")
_QUOTED = pattern(r"\w['’´](?!\w)")
_NAMES = {"*": "words in italics", "**": "bold words", "***": "bold words", "__": "bold words"}
_LONGEST = 200
_LAST_LATIN = "\u024f"
_FIRST_SCRIPT_WITHOUT_SPACES = "\u0e00"


def unclosed(block: Block) -> Iterator[Leftover]:
    """Yield what was begun: `**` at its beginning and nothing, or less, at its end."""
    view = block.view
    begun = {shown: at for shown, at, is_beginning in view.stars if is_beginning}
    ends = {character: _last_end(view.text, character) for character in "*_~"}
    for match in _OPENING.finditer(view.text):
        if found := _uneven(view, match, begun) or _begun(block, match, ends):
            yield found
            break
    ending = None if block.may_call or block.called else _ENDING.search(view.text)
    if ending and view.text.count("*") == len("**"):
        why = (
            "it ends bold words, and ** is missing at their beginning; write ** there, or a "
            "backslash before each mark that is meant"
        )
        written = stays(view.written(*ending.span()), why)
        yield Leftover(*ending.span(), "failed-emphasis", written, warning=True)
    has_code = any(
        view.source.startswith("`", view.place(match.start()))
        for match in re.finditer(OPAQUE, view.text)
    )
    for match in _CODE.finditer(view.text):
        if has_code or _is_code(view, match):
            why = (
                f"it begins code, and {match[1]} is missing at the end; write {match[1]} there, or "
                "’ or “ if an apostrophe or a quotation mark is meant"
            )
            message = stays(view.written(*match.span()), why)
            yield Leftover(*match.span(), "open-code", message, warning=True)
            break


def _uneven(view: View, match: re.Match[str], begun: Mapping[int, int]) -> Leftover | None:
    """Return what is wrong with emphasis that has more stars at its beginning than at its end.

    `begun` has the places in the source where emphasis begins, by those in the text.
    """
    start = match.end("mark")
    if not 0 < begun.get(start, 0) - view.place(start - 1) <= len("**"):
        return None
    end = next(shown for shown, _, begins in view.stars if not begins and shown > start)
    written = view.source[view.place(match.start()) : view.place(end - 1) + 1]
    message = (
        f"'{shortened(written, 40)}…' has more stars at its beginning than at its end, so one "
        "stays on the page; write as many on both sides"
    )
    return Leftover(match.start(), end, "failed-emphasis", message, warning=True)


def _last_end(text: str, character: str) -> int:
    """Return where a character last stands behind anything but a space, or -1."""
    at = text.rfind(character)
    while at > 0 and text[at - 1].isspace():
        at = text.rfind(character, 0, at)
    return at or -1


def _begun(block: Block, match: re.Match[str], ends: Mapping[str, int]) -> Leftover | None:
    """Return what is wrong with emphasis that has no end; marks may end last at `ends`."""
    mark = match["mark"]
    if ends[mark[0]] > match.start("word") or not _is_meant(block, match):
        return None
    what = _NAMES.get(mark, "words struck out")
    why = (
        f"it begins {what}, and {mark} is missing at their end; write {mark} there, or a backslash "
        "before each mark that is meant"
    )
    message = stays(block.view.written(*match.span()), why)
    return Leftover(*match.span(), "failed-emphasis", message, warning=True)


def _is_meant(block: Block, match: re.Match[str]) -> bool:
    """Return whether marks without an end look as if they were to emphasize, and call no note."""
    text, mark, start = block.view.text, match["mark"], match.start()
    before, first = text[start - 1 : start], match["word"][0]
    if mark == "*":
        is_apart = before.isspace() and before != "\n" and block.kind != "cell"
        is_only = text.find("*") == text.rfind("*")
        return is_apart and first.isalpha() and is_only and "*" not in block.called
    if before.isalnum() and (before < _FIRST_SCRIPT_WITHOUT_SPACES or mark == "__"):
        return False
    if mark == "__":  # names in programs begin with them
        return first.isupper() or first > _LAST_LATIN
    begins = not before or before == "\n"
    return not (begins and mark in {*block.called, *CALLED.findall(text, 0, start)})


def _is_code(view: View, match: re.Match[str]) -> bool:
    """Return whether a backtick begins code, and is no apostrophe or quotation mark."""
    word = match[2]
    if word[0].isalpha() and _QUOTED.search(view.text, match.end(1), match.end(1) + _LONGEST):
        return False
    is_code = _CODE_LIKE.search(word.strip(".,;:!?)")) is not None and not word[0].isdigit()
    return is_code or (word[0].isalpha() and (word[0].islower() or word[0] > _LAST_LATIN))
