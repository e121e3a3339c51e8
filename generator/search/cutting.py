"""Cut a page into the words that readers type: what is sent to Pagefind, not what is published.

All that is changed is text, and `static/search.js` changes it back (`marks.py` says how).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from functools import cache
from html import escape, unescape

from generator.language.borrowed import BORROWED
from generator.search import endings, han
from generator.search.marks import (
    HAN,
    INVISIBLE,
    JOINED,
    LETTERS,
    OVERLAP,
    PUNCTUATION,
    SCRIPTS,
    SPACELESS,
    SPACELESS_SIGNS,
    units,
)
from generator.search.spellings import Spellings
from generator.search.vocabulary import Vocabulary

_BODY, _IGNORED = "data-pagefind-body", "data-pagefind-ignore"
_NAME = re.compile(r"<(\w+)")
_TAG = re.compile(r"<[^>]*>")
_ISOLATED = re.compile(r"<(/?)bdi\b[^>]*>([^<]*)")
"""A tag of what is isolated, as borrowed words are, and the text after it."""
_TITLE = re.compile(r"<h1\b[^>]*>([^\0]*?)</h1>")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time"
    r"|u|var|wbr)\b"
)
"""Tags that words go on across."""

_LETTERS = "".join(LETTERS) + "ʼʻ"
_PUNCTUATION = (
    r"\\\xa1-\xa9\xab-\xb4\xb6-\xb9\xbb-\xbf×÷\u05be\u05c0\u05c3\u05f3\u05f4\u0f0b-\u0f12\u200b"
    r"\u2010-\u2027\u2030-\u205e\u2190-\u2bff\u2e00-\u2e5d\u3001-\u3003\u3008-\u301f\u30fb"
    r"\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
"""What is between words; that of other scripts stands before white space alone."""
_RUN = "|".join(f"(?:[{script.bases}][{script.signs}]*)+" for script in SCRIPTS)
_ALL_SPECIAL = f"{SPACELESS}{SPACELESS_SIGNS}{_LETTERS}{_PUNCTUATION}{INVISIBLE.pattern[1:-2]}"
_SPECIAL = re.compile(f"[{_ALL_SPECIAL}]+")
_KINDS = re.compile(f"(?P<run>{_RUN})|(?P<letter>[{_LETTERS}])|(?P<between>[{_PUNCTUATION}]+)")
_TEXT_TO_CUT = re.compile(r">[\x00-\x3b\x3d-\x5b\x5d-\x7f]*[^<\x00-\x5b\x5d-\x7f][^<]*")
"""A text with a backslash or any character beyond ASCII."""
_TO_LETTERS = str.maketrans({**LETTERS, "ʼ": PUNCTUATION["ʼ"], "ʻ": PUNCTUATION["ʻ"]})
_TO_PUNCTUATION = str.maketrans({**PUNCTUATION, "\u200b": ""})
_IS_PUNCTUATION = re.compile(f"[{_PUNCTUATION}]")
_IS_SPACELESS = re.compile(f"[{SPACELESS}]")
_IS_HAN = re.compile(f"[{HAN}]")
_JOINING = frozenset("’‘′״׳＇–‑‐־")
"""Apostrophes and hyphens: what joins two words to one, so that both it and they are found."""


class Cutter:
    """Cuts the pages of a site, and gathers their words."""

    def __init__(
        self,
        spellings: Spellings,
        vocabulary: Vocabulary,
        *,
        cuts_endings: bool = False,
        simplifies: bool = False,
    ) -> None:
        """Take the words that stand for each other, and where to count words.

        With `cuts_endings`, words go without endings, with `simplifies`, traditional Chinese goes
        as simplified.
        """
        self._spellings = spellings
        self._vocabulary = vocabulary
        self._cuts_endings = cuts_endings
        self._simplifies = simplifies

    def cut(self, page: str) -> str:
        """Return a page as it is sent."""
        page = _without_borrowed(_what_is_indexed(page))
        title = _TITLE.search(page)
        words = _TAG.sub(" ", page).split()
        self._vocabulary.count(words, unescape(_TAG.sub("", title[1])) if title else "")
        names = self._spellings.beginnings_in(set(words))
        texts = {match.start() + 1: match.end() for match in _TEXT_TO_CUT.finditer(page)}
        texts.update(_texts_with(page, names))
        pieces = []
        done = 0
        for begin in sorted(texts):
            end = texts[begin]
            text = unescape(page[begin:end])
            cut = "".join(self._changed(text, page, begin, end, names))
            pieces += [page[done:begin], escape(cut, quote=False)]
            done = end
        return "".join([*pieces, page[done:]])

    def _changed(
        self, text: str, page: str, begin: int, end: int, names: Set[str]
    ) -> Iterator[str]:
        """Yield a text as it is sent, piece by piece; it is between two places of a page."""
        if INVISIBLE.search(text):
            text = INVISIBLE.sub("", text)
        done = 0
        for at, added in self._spellings.added_to(text, names):
            yield from self._marked(text, done, at, page, begin, end)
            yield added
            done = at
        yield from self._marked(text, done, len(text), page, begin, end)

    def _marked(
        self, text: str, start: int, stop: int, page: str, begin: int, end: int
    ) -> Iterator[str]:
        """Yield a part of a text with marks."""
        done = start
        for at, to in endings.endings_in(text, start, stop) if self._cuts_endings else ():
            yield from self._with_codes(text, done, at, page, begin, end)
            yield endings.cut(text[at:to])
            done = to
        yield from self._with_codes(text, done, stop, page, begin, end)

    def _with_codes(
        self, text: str, start: int, stop: int, page: str, begin: int, end: int
    ) -> Iterator[str]:
        """Yield a part of a text with other punctuation and letters."""
        done = start
        for special in _SPECIAL.finditer(text, start, stop):
            for match in _KINDS.finditer(text, *special.span()):
                yield text[done : match.start()]
                yield self._special(page, begin, end, match)
                done = match.end()
        yield text[done:stop]

    def _special(self, page: str, begin: int, end: int, match: re.Match[str]) -> str:
        """Return what is sent for a match in the text between two places of a page."""
        if match.lastgroup == "letter":
            return match[0].translate(_TO_LETTERS)
        text, (at, to) = match.string, match.span()
        last = text[at - 1] if at else _character_before(page, begin)
        first = text[to] if to < len(text) else _character_after(page, end)
        if match.lastgroup == "run":
            return self._run(match[0], last, first)
        is_cut = _is_of_word(last) and _is_of_word(first) and not _joins(match[0], last, first)
        return match[0].translate(_TO_PUNCTUATION) + (JOINED if is_cut else "")

    def _run(self, run: str, last: str, first: str) -> str:
        """Return the words that a run without spaces is sent as: one from each of its letters."""
        shown, size = units(run)
        simplifies = self._simplifies and _IS_HAN.search(run)
        letters = [one.translate(han.simplified()) for one in shown] if simplifies else shown
        first = first.translate(han.simplified()) if simplifies else first
        added = dict(self._spellings.in_run("".join(letters)))
        # A word goes on across tags: "<b>停</b>火".
        beyond = [first] if _IS_SPACELESS.match(first) else []
        words = []
        place = 0
        for at, letter in enumerate(letters):
            more = "".join([*letters[at + 1 : at + size], *beyond][: size - 1])
            overlap = f"\\{OVERLAP * len(more)}" if more else ""
            variant = han.mark(shown[at]) if simplifies else ""
            words.append(f"{letter}{more}{added.get(place, '')}{overlap}{variant}")
            place += len(letter)
        goes_on = last and not last.isspace()
        is_cut = not goes_on or _IS_PUNCTUATION.match(last) or _IS_SPACELESS.match(last)
        after = JOINED if first and not first.isspace() else ""
        return ("" if is_cut else JOINED) + JOINED.join(words) + after


def _what_is_indexed(page: str) -> str:
    """Return a page without what Pagefind would have to parse and then leave out."""
    start = max(0, page.rfind("<", 0, max(0, page.find(_BODY))))
    stop = _end_of_element(page, start) or len(page)
    pieces = ["<!doctype html><html><body>"]
    at = page.find(_IGNORED, start, stop)
    while at >= 0:
        begin = page.rfind("<", start, at)
        end = _end_of_element(page, begin)
        if end:
            pieces.append(page[start:begin])
            start = end
        at = page.find(_IGNORED, max(end, at + 1), stop)
    return "".join([*pieces, page[start:stop]])


def _without_borrowed(page: str) -> str:
    """Return a page without words that its language borrows, but with what stands in them."""
    if BORROWED not in page:
        return page
    inside: list[bool] = []

    def left(found: re.Match[str]) -> str:
        if found[1]:
            del inside[-1:]
        else:
            inside.append(found[0].startswith(BORROWED))
        is_borrowed = inside and inside[-1]
        return found[0][: found.start(2) - found.start()] if is_borrowed else found[0]

    return _ISOLATED.sub(left, page)


def _end_of_element(page: str, begin: int) -> int:
    """Return where an element ends; 0 if that cannot be told."""
    name = _NAME.match(page, begin) if begin >= 0 else None
    depth = 0
    for tag in _tags_named(name[1]).finditer(page, begin) if name else ():
        depth += -1 if tag[1] else 1
        if not depth:
            return page.find(">", tag.end()) + 1
    return 0


@cache
def _tags_named(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?){name}\b")


def _texts_with(page: str, names: Set[str]) -> Iterator[tuple[int, int]]:
    """Yield where texts of a page begin and end that have any of the names."""
    for name in names:
        at = page.find(name)
        while at >= 0:
            begin = page.rfind(">", 0, at) + 1
            end = page.find("<", at)
            if begin and end >= 0 and page.find("<", begin, at) < 0:
                yield begin, end
                at = page.find(name, end)
            else:
                at = page.find(name, at + 1)


def _joins(text: str, last: str, first: str) -> bool:
    """Return whether punctuation between two words makes one word of them."""
    if text == "–" and (last.isdigit() or first.isdigit()):
        return False
    return text in _JOINING and not (_IS_SPACELESS.match(last) or _IS_SPACELESS.match(first))


def _is_of_word(character: str) -> bool:
    return character.isalnum() or (character > "\x7f" and unicodedata.category(character)[0] == "M")


def _character_before(page: str, at: int) -> str:
    """Return the character before a place, if there are no more than inline tags between."""
    while at and page[at - 1] == ">":
        at = page.rfind("<", 0, at)
        if at < 0 or not _INLINE.match(page, at):
            return ""
    return unescape(page[max(0, at - 10) : at])[-1:]


def _character_after(page: str, at: int) -> str:
    """Return the character after a place, if there are no more than inline tags between."""
    while page[at : at + 1] == "<":
        if not _INLINE.match(page, at):
            return ""
        at = page.find(">", at) + 1
    return unescape(page[at : at + 10])[:1]
