"""Where prose mentions a term of the glossary: in words that readers read as the editors' own.

Not in links, headings, code and quotations, and never within a longer word. What is searched is
HTML that Markdown was turned into, so all of it is well-formed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from unicodedata import normalize

from msgspec import Struct

from generator.patterns import pattern
from generator.prose.forms import LONGEST, inflects, stem
from generator.prose.word_ends import begins_within_word, ends_within_word
from generator.scripts import APOSTROPHES, is_unspaced

_TAG = pattern(r"(<[^>]*>)")
_NAME = pattern(r"</?(\w+)")
_LEFT_OUT = frozenset(
    ("a", "blockquote", "code", "h1", "h2", "h3", "h4", "h5", "h6", "mark", "pre", "q", "s", "th")
)
"""Elements in which no term is explained."""
_INLINE = _LEFT_OUT.intersection(("a", "code", "mark", "q", "s")).union(
    ("br", "em", "strong", "sup")
)
"""Elements that end no paragraph."""
_POSSESSIVE = pattern(rf"[{APOSTROPHES}]s\b")
_WORD = pattern(rf"[^\W\d_][^\W\d_{APOSTROPHES}]*(?:[{APOSTROPHES}]?[^\W\d_])+")
_APOSTROPHE = f"[{APOSTROPHES}]"
_HYPHEN = "[-‐‑]"
_PARTS = pattern(rf"[\s{APOSTROPHES}‐‑-]+")


class Mention(Struct, frozen=True):
    """A word that mentions a term."""

    term: str
    """The key of the term."""
    text: str
    """The word as it stands there, as HTML."""


class _Text(Struct, frozen=True):
    """A piece of a paragraph without markup."""

    token: int
    words: str
    start: int
    """Where it begins in the paragraph."""
    is_open: bool
    """Whether terms may be explained in it."""


class _Name(Struct, frozen=True):
    """A word for a term, or several."""

    term: str
    """The key of the term."""
    hints: tuple[str, ...]
    """Letters of which a text has some, case-folded, if it has the name: quickly looked for."""
    pattern: re.Pattern[str]


class Terms:
    """The terms of a glossary, to be found in texts of one language."""

    def __init__(self, words: Mapping[str, tuple[str, ...]], language: str) -> None:
        """Take the words for each term, by its key, and the language (BCP 47) of the texts."""
        self._inflects = inflects(language)
        self._names = [self._name(key, name) for key, names in words.items() for name in names]

    def __bool__(self) -> bool:
        """Return whether there is any term."""
        return bool(self._names)

    def mentions(self, html: str, known: set[str]) -> list[str | Mention]:
        """Return HTML cut at the first mention of each term that is not `known`, and add these.

        A NUL stands for something that is no text; it may be within a tag.
        """
        folded = unescape(html).casefold()
        names = [name for name in self._names if any(hint in folded for hint in name.hints)]
        if not names:
            return [html]
        pieces = _TAG.split(html)
        tokens: list[str | list[str | Mention]] = [*pieces]
        for paragraph in _paragraphs(pieces):
            text = "".join(piece.words for piece in paragraph)
            cuts: dict[int, list[tuple[int, int, str]]] = {}
            for start, end, key in _found(text, names):
                piece = next((p for p in paragraph if p.start <= start and _end(p) >= end), None)
                if key not in known and piece is not None and piece.is_open:
                    known.add(key)
                    found = (start - piece.start, end - piece.start, key)
                    cuts.setdefault(piece.token, []).append(found)
            for piece in paragraph:
                if piece.token in cuts:
                    tokens[piece.token] = _cut(piece.words, cuts[piece.token])
        return [part for one in tokens for part in ([one] if isinstance(one, str) else one)]

    def _name(self, key: str, name: str) -> _Name:
        """Return a word for a term: abbreviations are in capitals, other words in any case."""
        both = dict.fromkeys(normalize(form, name) for form in ("NFC", "NFD"))
        pattern = "|".join(r"\s+".join(map(self._pattern, one.split())) for one in both)
        hints = (max(map(self._always, _PARTS.split(one)), key=len) for one in both)
        return _Name(key, tuple(map(str.casefold, hints)), re.compile(pattern, re.IGNORECASE))

    def _always(self, word: str) -> str:
        """Return what all forms of a word begin with."""
        return stem(word) if self._inflects and _WORD.fullmatch(word) else word

    def _pattern(self, word: str) -> str:
        if is_unspaced(word[-1]):
            return re.escape(word)
        always, ending = self._always(word), "s?"
        if always != word:
            ending = rf"[\w{APOSTROPHES}]{{0,{LONGEST}}}"
        is_abbreviation = len(word) > 1 and word.isupper()
        return f"(?-i:{_escaped(word)}s?)" if is_abbreviation else f"{_escaped(always)}{ending}"


def _found(text: str, names: Iterable[_Name]) -> Iterator[tuple[int, int, str]]:
    """Yield where in a paragraph each term is mentioned, from where up to where.

    Where one term is part of another, the longer one is meant.
    """
    plain = text.replace("\x00", " ")
    places = sorted(
        (start, -end, name.term)
        for name in names
        for start, end in (match.span() for match in name.pattern.finditer(plain))
        if _is_whole(plain, start, end)
    )
    if not places:
        return
    # Imported here, as few texts mention any term.
    from generator.prose.quoted import places as quoted_places  # noqa: PLC0415

    quoted = quoted_places(plain)
    done = 0
    for start, minus_end, term in places:
        if start >= done:
            done = -minus_end
            if not any(start < to and done > at for at, to in quoted):
                yield start, done, term


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether a stretch cuts no word; an English possessive may follow."""
    possessive = _POSSESSIVE.match(text, end)
    end = possessive.end() if possessive else end
    return not (begins_within_word(text, start) or ends_within_word(text, end))


def _escaped(word: str) -> str:
    """Return the pattern of a word, with any apostrophe and any hyphen for those in it."""
    letters = (
        _APOSTROPHE if one in APOSTROPHES else _HYPHEN if one in "-‐‑" else re.escape(one)
        for one in word
    )
    return "".join(letters)


def _paragraphs(tokens: list[str]) -> Iterator[list[_Text]]:
    """Yield the pieces of text of each paragraph; every other token is a tag."""
    paragraph: list[_Text] = []
    left_out = length = 0
    for index, token in enumerate(tokens):
        if index % 2 == 0:
            words = unescape(token)
            paragraph.append(_Text(index, words, length, left_out == 0))
            length += len(words)
            continue
        found = _NAME.match(token)
        name = found[1] if found else ""
        if name in _LEFT_OUT:
            left_out += -1 if token.startswith("</") else 1
        if name not in _INLINE:
            yield paragraph
            paragraph, length = [], 0
    yield paragraph


def _end(piece: _Text) -> int:
    return piece.start + len(piece.words)


def _cut(words: str, cuts: list[tuple[int, int, str]]) -> list[str | Mention]:
    """Return a text as HTML, cut where it mentions terms."""
    parts: list[str | Mention] = []
    done = 0
    for start, end, key in cuts:
        before = escape(words[done:start], quote=False)
        parts += [before, Mention(key, escape(words[start:end], quote=False))]
        done = end
    return [*parts, escape(words[done:], quote=False)]
