"""Other words for the same: aliases of actors, and synonyms of themes and points.

Wherever a text has one of them, search finds it by all others. They are compared without regard to
marks above letters, and to capitals, except that a name is written with one and that an
abbreviation ("US") is all capitals, as either may be an ordinary word otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from generator.prose.forms import LONGEST, inflects, stem
from generator.search import endings, han
from generator.search.marks import (
    AFTER,
    BEFORE,
    HIDDEN,
    SHOWN,
    SPACELESS,
    SPACELESS_SIGNS,
    folded,
    sent,
    units,
    words_in,
)
from generator.search.names import Group

_COMBINING = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u0900-\u0963\u0966-\u0dff"
)
_LETTER = f"[^\\W_{SPACELESS}]"
WORD = re.compile(f"{_LETTER}+(?:[{_COMBINING}]+{_LETTER}*)*")
"""A word of a script that has spaces."""
_WORD_OR_RUN = re.compile(f"{WORD.pattern}|[{SPACELESS}{SPACELESS_SIGNS}]+")
_SPACELESS = re.compile(f"[{SPACELESS}]")
_NEXT_WORD = re.compile(rf"[^\w<]{{1,3}}({WORD.pattern})")

Phrase = tuple[str, ...]


class Spellings:
    """All groups of a site, looked up by the words of a text."""

    def __init__(self, groups: Iterable[Group], language: str) -> None:
        """Take the groups, and the language of the site."""
        code = language.partition("-")[0]
        self._inflects = inflects(language)
        self._simple = han.simplified() if code in han.LANGUAGES else {}
        self._sent = endings.without_ending if code in endings.LANGUAGES else sent
        self._phrases: dict[str, list[tuple[Phrase, bool, str]]] = {}
        """By the first letters of their first word: the words, whether they are a proper name, and
        what is added where they stand."""
        self._candidates: dict[str, list[tuple[Phrase, bool, str]]] = {}
        """By a word as it stands in a text."""
        self._beginnings: dict[str, frozenset[str]] = {}
        """The words that names begin with, by what has them between white space."""
        spaceless: dict[str, str] = {}
        for group in groups:
            for written in group.names:
                name = written.translate(self._simple)
                phrase = _without_initials(WORD.findall(name))
                added = self._added(group, name)
                if added and _SPACELESS.search(name):
                    spaceless.setdefault(name, _more(AFTER, len(units(name)[0])) + added)
                elif added and phrase:
                    key = folded(phrase[0])[:2]
                    self._phrases.setdefault(key, []).append((phrase, group.is_proper, added))
        longest_first = sorted(spaceless, key=len, reverse=True)
        self._spaceless = re.compile("|".join(map(re.escape, longest_first))) if spaceless else None
        self._spaceless_added = spaceless

    def beginnings_in(self, words: Set[str]) -> Set[str]:
        """Return the words that names begin with, among those that a text is made of.

        What it is made of may have punctuation around.
        """
        if not self._phrases:
            return frozenset()
        known = self._beginnings
        for word in words:
            if word not in known:
                parts = WORD.findall(word)
                known[word] = frozenset(part for part in parts if self._beginning_with(part))
        return frozenset[str]().union(*map(known.__getitem__, words))

    def in_run(self, run: str) -> Iterator[tuple[int, str]]:
        """Yield where in a run without spaces a name begins, and what is added there."""
        if self._spaceless is not None:
            for match in self._spaceless.finditer(run):
                yield match.start(), self._spaceless_added[match[0]]

    def added_to(self, text: str, beginnings: Set[str]) -> Iterator[tuple[int, str]]:
        """Yield where in a text a name ends, and what is added there, in order.

        `beginnings` are all words of the text that names begin with.
        """
        if not beginnings:
            return
        done = 0
        for at in sorted(_places(text, beginnings)):
            found = max(self._names_at(text, at), default=None) if at >= done else None
            if found is not None:
                done, _ = found
                yield found

    def _names_at(self, text: str, at: int) -> Iterator[tuple[int, str]]:
        """Yield where each name ends that begins at a place, and what is added there."""
        first = WORD.match(text, at)
        if first is None or (at and WORD.match(text, at - 1)):
            return
        for phrase, is_proper, added in self._beginning_with(first[0]):
            words, end = [first[0]], first.end()
            for name in phrase[1:]:
                word = _NEXT_WORD.match(text, end)
                if word is None or not self._is_form(word[1], name, is_proper=is_proper):
                    break
                words.append(word[1])
                end = word.end()
            else:
                # "Зеленського" is found by "Зеленський" as well.
                pairs = zip(words, phrase, strict=True)
                bare = [self._sent(name) for word, name in pairs if folded(word) != folded(name)]
                yield end, "".join((_more(BEFORE, len(words)), *map(HIDDEN.__add__, bare), added))

    def _added(self, group: Group, name: str) -> str:
        """Return what is added where a name of a group stands: the words that only others have."""
        seen = {folded(word) for word in _WORD_OR_RUN.findall(name)}
        words = []
        for other in group.names:
            for word in _WORD_OR_RUN.findall(other.translate(self._simple)):
                if folded(word) not in seen:
                    seen.add(folded(word))
                    words += words_in(word) if _SPACELESS.match(word) else [self._sent(word)]
        return "".join(f"{HIDDEN}{word}" for word in words) + SHOWN if words else ""

    def _beginning_with(self, word: str) -> list[tuple[Phrase, bool, str]]:
        known = self._candidates.get(word)
        if known is None:
            known = self._candidates[word] = [
                one
                for one in self._phrases.get(folded(word)[:2], ())
                if self._is_form(word, one[0][0], is_proper=one[1])
            ]
        return known

    def _is_form(self, word: str, name: str, *, is_proper: bool) -> bool:
        """Return whether a word of a text is a word of a name, perhaps with an ending."""
        if len(name) > 1 and name.isupper() and word not in (name, f"{name}s"):
            return False
        if is_proper and name[0].isupper() and not word[0].isupper():
            return False
        given, wanted = folded(word), folded(name)
        if given in (wanted, f"{wanted}s"):
            return True
        always = stem(wanted)
        if not self._inflects or always == wanted:
            return False
        return given.startswith(always) and len(given) - len(always) <= LONGEST


def _without_initials(words: list[str]) -> Phrase:
    """Return the words of a name without the initials that it begins with."""
    first = next((at for at, word in enumerate(words) if len(word) > 1), 0)
    return tuple(words[first:])


def _places(text: str, words: Iterable[str]) -> Iterator[int]:
    """Yield where a text has some words, or what looks like them within others."""
    for word in words:
        at = text.find(word)
        while at >= 0:
            yield at
            at = text.find(word, at + len(word))


def _more(mark: str, words: int) -> str:
    """Return the mark that a name has some words, of which this is the last or the first."""
    return f"\\{mark * (words - 1)}" if words > 1 else ""
