"""What a text quotes: the words between quotation marks, in every style there is.

The styles that Unicode's CLDR lists for all its locales use a few families of marks. Within a
family, languages differ in which mark opens and which one closes („…“, „…”, “…”, ”…”, »…«, «…»),
so a mark closes what is open in its family, unless it plainly opens another quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from unicodedata import category

from msgspec import Struct

from generator.patterns import pattern

_FAMILIES = {
    "double": ("“", "”", "„", "‟", "〝", "〞", "〟", "❝", "❞", "``", ",,"),
    "straight": ('"', "＂", "״"),
    "single": ("‘", "’", "‚", "‛", "'", "''", "＇", "❛", "❜", "`"),
    "guillemet": ("«", "»", "<<", ">>"),
    "small guillemet": ("‹", "›"),
    "corner": ("「", "」", "｢", "｣", "﹁", "﹂"),
    "white corner": ("『", "』", "﹃", "﹄"),
    "title": ("《", "》"),
    "small title": ("〈", "〉"),
}
_FAMILY = {mark: family for family, marks in _FAMILIES.items() for mark in marks}
_MARKS = pattern("|".join(map(re.escape, sorted(_FAMILY, key=len, reverse=True))))

_ONLY_OPEN = frozenset("「｢﹁『﹃《〈")
_ONLY_CLOSE = frozenset("」｣﹂』﹄》〉")
_OPEN_AFTER_LETTERS = frozenset("“„‟‘‚‛«‹❝❛").union(("``", "<<"))
"""Marks that may open a quotation right after a letter, if another follows."""
_CLOSE_ALWAYS = frozenset(
    ("«»", "»«", "‹›", "›‹", "“”", "„”", "‘’", "‚’", "<<>>", "``''", ",,”", ",,''")
)
"""Pairs of which the second never opens a quotation within that of the first."""
_MISTAKEN = {"“": '"’', "„": '"', ",,": '"', '"': "”“"}
"""Marks that close a quotation for want of the right one; “…’ is what CLDR has for Sesotho."""

_BLOCKS = pattern(r"\n[^\S\n]*\n\s*")
_SET_SOLID = pattern(r"[\u0e00-\u0eff\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff01-\uff9f]")
"""Letters that quotation marks follow without a space, and no apostrophe: Chinese, Korean, Thai."""
_HEBREW = pattern(r"[\u05d0-\u05f4]")
_ELISION = pattern(r"\d0s\b|(?:n|em|tis|twas|til)\b|[nst]\s", re.IGNORECASE)
"""What begins with an apostrophe in English and Dutch: ’90s, rock ’n’ roll, ’s avonds."""
_AROUND = " \n\t,.;、。，；،؛۔।\u1362\u1363"
"""What belongs to the sentence around a quotation, as does American style before a closing mark."""
_LETTER = pattern(r"[^\W_]")
_SAID = pattern(r"[:：]\s*\Z")
_EAST_ASIAN_TITLE = pattern(r"[^\uac00-\ud7a3]*[\u3040-\u30ff\u4e00-\u9fff][^\uac00-\ud7a3]*")
_BEFORE_MARKS = frozenset('([{-–—"“‘«‹„‚')
_BEFORE_WORDS = frozenset("([{…$€£¿¡“‘«‹„‚")
"""What may stand between an opening mark and what is before it, or the first word after it."""
_PLAINLY_QUOTING = ("double", "straight", "guillemet", "small guillemet", "corner", "white corner")
_BEGINNING = pattern(r"\s?(?:\S+\s+){0,4}\S+")
_ELIDED = ("’«", "'«")
_DEEPEST = 8
"""How many quotations may be open at once; more are no quotations."""


class Quotation(Struct, frozen=True):
    """Quoted words, and the mark before them."""

    words: str
    mark: str


class _Open(Struct):
    """A mark that opened a quotation which is not closed yet."""

    mark: str
    start: int
    """Where the quoted words begin."""
    other_end: int | None = None
    """Where a mark of another family stands that may have been meant to close it."""


class _Mark(Struct, frozen=True):
    """A quotation mark, or what looks like one, with the characters beside it."""

    text: str
    before: str
    after: str

    @property
    def follows_word(self) -> bool:
        """Return whether it stands right after a word of a script in which that ends it."""
        return _is_of_word(self.before) and not _SET_SOLID.match(self.before)

    @property
    def is_in_word(self) -> bool:
        return _is_of_word(self.before) and _is_of_word(self.after)

    @property
    def begins_word(self) -> bool:
        """Return whether it stands where an opening mark does."""
        follows = not self.before or self.before.isspace() or self.before in _BEFORE_MARKS
        return follows and (self.after.isalnum() or self.after in _BEFORE_WORDS)


def quotations(text: str) -> list[Quotation]:
    """Return what stands between quotation marks in `text`, in order.

    What is quoted within a quotation comes after it. A comma or full stop before the closing mark
    is left out: in American style it belongs to the sentence around the quotation.
    """
    found: list[Quotation] = []
    blocks = _BLOCKS.split(text)
    for block, following in zip_longest(blocks, blocks[1:], fillvalue=""):
        closed = sorted(_closed(block, following), key=lambda span: (span[0].start, -span[1]))
        for opened, end in closed:
            words = block[opened.start : end].strip().rstrip(_AROUND)
            if _LETTER.search(words):
                found.append(Quotation(words, opened.mark))
    return found


def without_end(text: str) -> list[Quotation]:
    """Return the beginnings of quotations that no mark closes, with the mark before each.

    Single marks are left out: most that are left open are apostrophes.
    """
    found: list[Quotation] = []
    blocks = _BLOCKS.split(text)
    for block, following in zip_longest(blocks, blocks[1:], fillvalue=""):
        left: list[_Open] = []
        for _ in _closed(block, following, left):
            pass
        for opened in left:
            words = _BEGINNING.match(block, opened.start)
            is_plain = _FAMILY[opened.mark] in _PLAINLY_QUOTING
            if is_plain and words and _LETTER.search(words[0]):
                found.append(Quotation(words[0].strip(), opened.mark))
    return found


def places(text: str) -> list[tuple[int, int]]:
    """Return where in one paragraph something stands between quotation marks."""
    return [(opened.start, end) for opened, end in _closed(text, "")]


def unquoted(text: str) -> str:
    """Return words without the quotation marks around all of them, and without spaces at the ends.

    Editors put the marks of a quotation into the key for it, too.
    """
    words = text.strip()
    if words[:1].isalnum() or (1, len(words) - 1) not in places(words):
        return words
    return words[1:-1].strip() or words


def _closed(
    text: str, following: str, left_open: list[_Open] | None = None
) -> Iterator[tuple[_Open, int]]:
    """Yield the quotations of one paragraph, with their ends; `following` is the next paragraph.

    What is left open is added to `left_open`.
    """
    opened: list[_Open] = []
    for match in _MARKS.finditer(text):
        at, to = match.span()
        mark = _Mark(match[0], text[at - 1 : at] if at else "", text[to : to + 1])
        typed = mark.text == "''" and any(o.mark in ("``", ",,") for o in opened)
        family = "double" if typed else _FAMILY[mark.text]
        if _is_in_word(mark, family, text[to : to + 8]):
            continue
        inner = next((o for o in reversed(opened) if _FAMILY[o.mark] == family), None)
        if family == "single" and inner is not None and inner is not opened[-1]:
            continue  # an apostrophe in a quotation within that of the single marks
        if inner is not None and not _opens_within(mark, inner.mark):
            del opened[opened.index(inner) :]
            if _is_quotation(inner, text, at):
                yield inner, at
            continue
        if opened and mark.text in _MISTAKEN.get(opened[-1].mark, "") and not mark.begins_word:
            opened[-1].other_end = at
        if _opens(mark):
            opened = [*opened[1 - _DEEPEST :], _Open(mark.text, to)]
    for left in opened:
        # English repeats the opening mark in each paragraph, and closes the last one.
        if following.startswith(left.mark):
            yield left, len(text)
        elif left.other_end is not None:
            yield left, left.other_end
        elif left_open is not None:
            left_open.append(left)


def _is_of_word(character: str) -> bool:
    """Return whether there is a character, and it is a letter, a digit, or a mark of a letter."""
    return character.isalnum() or (character != "" and category(character)[0] == "M")


def _is_in_word(mark: _Mark, family: str, after: str) -> bool:
    """Return whether a mark is an apostrophe, or the sign of a Hebrew abbreviation."""
    if family == "single":
        if mark.is_in_word:
            return not (_SET_SOLID.match(mark.before) or _SET_SOLID.match(mark.after))
        return not _is_of_word(mark.before) and _ELISION.match(after) is not None
    return mark.is_in_word and bool(_HEBREW.match(mark.before) and _HEBREW.match(mark.after))


def _opens(mark: _Mark) -> bool:
    """Return whether a mark opens a quotation where none of its family is open."""
    if mark.text in _ONLY_OPEN:
        return True
    if mark.text in _ONLY_CLOSE or not mark.after:
        return False
    if mark.follows_word:
        return mark.text in _OPEN_AFTER_LETTERS and (
            mark.after.isalnum() or mark.after in _BEFORE_WORDS
        )
    # Set off on both sides it may open, as in French: « mots »; also d’« autres mots ».
    is_set_off = not mark.before or mark.before.isspace()
    return not mark.after.isspace() or is_set_off or mark.before + mark.text in _ELIDED


def _opens_within(mark: _Mark, opened: str) -> bool:
    """Return whether a mark opens another quotation within one that is open in its family."""
    if mark.text in _ONLY_OPEN:
        return True
    if mark.text in _ONLY_CLOSE or opened + mark.text in _CLOSE_ALWAYS:
        return False
    return mark.begins_word


def _is_quotation(opened: _Open, text: str, end: int) -> bool:
    """Return whether words are quoted, and are not the title of a book or a newspaper.

    Chinese and Japanese have marks of their own for titles; in Korean they also quote.
    """
    if not _FAMILY[opened.mark].endswith("title"):
        return True
    if _SAID.search(text[max(opened.start - 8, 0) : opened.start - 1]):
        return True
    return _EAST_ASIAN_TITLE.fullmatch(text, opened.start, end) is None
