"""Where prose mentions a term of the glossary: in words that readers read as the editors' own.

Not in links, headings, code and quotations, and never within a longer word. What is searched is
HTML that Markdown was turned into, so all of it is well-formed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from unicodedata import normalize

from msgspec import Struct

from generator.prose.forms import LONGEST, inflects, stem
from generator.prose.word_ends import begins_within_word, ends_within_word
from generator.scripts import APOSTROPHES, is_unspaced

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?(\w+)")
_LEFT_OUT = frozenset(
    ("a", "blockquote", "code", "h1", "h2", "h3", "h4", "h5", "h6", "mark", "pre", "q", "s", "th")
)
"""Elements in which no term is explained."""
_INLINE = _LEFT_OUT.intersection(("a", "code", "mark", "q", "s")).union(
    ("br", "em", "strong", "sup")
)
"""Elements that end no paragraph."""
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s\b")
_WORD = re.compile(rf"[^\W\d_][^\W\d_{APOSTROPHES}]*(?:[{APOSTROPHES}]?[^\W\d_])+")
_APOSTROPHE = f"[{APOSTROPHES}]"
_HYPHEN = "[-‐‑]"


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


class Terms:
    """The terms of a glossary, to be found in texts of one language."""

    def __init__(self, words: Mapping[str, tuple[str, ...]], language: str) -> None:
        """Take the words for each term, by its key, and the language (BCP 47) of the texts."""
        self._inflects = inflects(language)
        names = [(name, key) for key, names in words.items() for name in names]
        # Where one term is part of another, the longer one is meant.
        names.sort(key=lambda pair: -len(pair[0]))
        self._keys = [key for _, key in names]
        patterns = (f"({self._pattern(name)})" for name, _ in names)
        self._any = re.compile("|".join(patterns), re.IGNORECASE)

    def __bool__(self) -> bool:
        """Return whether there is any term."""
        return bool(self._keys)

    def mentions(self, html: str, known: set[str]) -> list[str | Mention]:
        """Return HTML cut at the first mention of each term that is not `known`, and add these.

        A NUL stands for something that is no text; it may be within a tag.
        """
        if not self or self._any.search(unescape(html)) is None:
            return [html]
        pieces = _TAG.split(html)
        tokens: list[str | list[str | Mention]] = [*pieces]
        for paragraph in _paragraphs(pieces):
            text = "".join(piece.words for piece in paragraph)
            cuts: dict[int, list[tuple[int, int, str]]] = {}
            for start, end, key in self._found(text):
                piece = next((p for p in paragraph if p.start <= start and _end(p) >= end), None)
                if key not in known and piece is not None and piece.is_open:
                    known.add(key)
                    found = (start - piece.start, end - piece.start, key)
                    cuts.setdefault(piece.token, []).append(found)
            for piece in paragraph:
                if piece.token in cuts:
                    tokens[piece.token] = _cut(piece.words, cuts[piece.token])
        return [part for one in tokens for part in ([one] if isinstance(one, str) else one)]

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yield where in a paragraph each term is mentioned, from where up to where."""
        plain = text.replace("\x00", " ")
        quoted: list[tuple[int, int]] | None = None
        for match in self._any.finditer(plain):
            start, end = match.span()
            possessive = _POSSESSIVE.match(plain, end)
            whole_end = possessive.end() if possessive else end
            if begins_within_word(plain, start) or ends_within_word(plain, whole_end):
                continue
            if quoted is None:
                # Imported here, as few texts mention any term.
                from generator.prose.quoted import places  # noqa: PLC0415

                quoted = places(plain)
            if not any(start < to and end > at for at, to in quoted):
                yield start, end, self._keys[(match.lastindex or 1) - 1]

    def _pattern(self, name: str) -> str:
        """Return the pattern of a term: abbreviations are in capitals, other words in any case."""
        both = dict.fromkeys(normalize(form, name) for form in ("NFC", "NFD"))
        return "|".join(r"\s+".join(map(self._word, one.split())) for one in both)

    def _word(self, word: str) -> str:
        if is_unspaced(word[-1]):
            return re.escape(word)
        pattern, ending = _escaped(word), "s?"
        always = stem(word)
        if self._inflects and always != word and _WORD.fullmatch(word):
            pattern, ending = _escaped(always), rf"[\w{APOSTROPHES}]{{0,{LONGEST}}}"
        is_abbreviation = len(word) > 1 and word.isupper()
        return f"(?-i:{pattern}s?)" if is_abbreviation else f"{pattern}{ending}"


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
