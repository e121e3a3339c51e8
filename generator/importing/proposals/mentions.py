"""Which actors a text names, and where: by name and alias, in any script and with endings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from generator.importing.known import KnownActor
from generator.importing.proposals.stems import stem_of
from generator.prose.forms import LONGEST, inflects
from generator.prose.word_ends import begins_within_word, ends_within_word
from generator.scripts import APOSTROPHES, is_unspaced

_ARTICLE = re.compile(r"^(?:the|le|la|les|l[’']|der|die|das|el|los|las)\s+(?=\S)", re.IGNORECASE)
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s?(?!\w)")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_SURNAME = 4
"""How many letters the last word of a person's name has at least to stand for the whole."""
_SHORT = 3
"""Up to how many letters a word has no ending."""


class ActorMention(Struct, frozen=True, order=True):
    """An actor, and where a text names it."""

    start: int
    end: int
    key: str


class Names:
    """All names of the actors of a site, to be found in texts of one language."""

    def __init__(self, actors: Sequence[KnownActor], language: str) -> None:
        """Take the actors, and the language of the texts."""
        self.actors = {actor.key: actor for actor in actors}
        self._language = language
        surnames = Counter(_surname(actor) for actor in actors)
        names = [(name, actor.key) for actor in actors for name in actor.names]
        names += [
            (surname, actor.key)
            for actor in actors
            if (surname := _surname(actor)) and surnames[surname] == 1
        ]
        self._patterns = [
            (re.compile(self._pattern(name)), key)
            for name, key in dict.fromkeys((_ARTICLE.sub("", name), key) for name, key in names)
            if name
        ]

    def mentions(self, text: str) -> list[ActorMention]:
        """Return where a text names actors, in order; of names within names, the longest."""
        found = sorted(
            (match.start(), -_end(text, match.end()), key)
            for pattern, key in self._patterns
            for match in pattern.finditer(text)
            if not begins_within_word(text, match.start())
            and not ends_within_word(text, _end(text, match.end()))
        )
        mentions: list[ActorMention] = []
        for start, minus_end, key in found:
            if not mentions or start >= mentions[-1].end:
                mentions.append(ActorMention(start, -minus_end, key))
        return mentions

    def _pattern(self, name: str) -> str:
        """Return the pattern of a name: with its capital letters, and perhaps with endings."""
        words = name.split()
        parts = [self._word(word) for word in words]
        if len(words) > 1 and all(word[0].islower() for word in words[1:]):
            # `Town council`: its capital letter is that of a beginning.
            parts[0] = self._word(words[0][0].lower() + words[0][1:])
        written = r"\s+".join(parts)
        # Transcripts name speakers in capitals.
        loud = name.upper()
        is_told_apart = loud != name and len(name) > _SHORT
        return f"{written}|{re.escape(loud)}" if is_told_apart else written

    def _word(self, word: str) -> str:
        escaped = re.sub(rf"[{APOSTROPHES}]", f"[{APOSTROPHES}]", re.escape(word))
        if len(word) <= _SHORT or word.isupper() or is_unspaced(word[-1]):
            return _either_case(escaped)
        # A name in Cyrillic may be declined in a text of a language that does not decline Latin.
        language = self._language if inflects(self._language) else "uk"
        if not (inflects(self._language) or _CYRILLIC.match(word)):
            return _either_case(escaped)
        always = stem_of(word, language)
        kept = word[: len(always)]
        return rf"{_either_case(re.escape(kept))}[^\W\d_]{{0,{LONGEST + len(word) - len(kept)}}}"


def _either_case(pattern: str) -> str:
    """Return the pattern of a word that is no name, `mayor`, as it also begins a sentence."""
    first = pattern[0]
    return f"[{first}{first.upper()}]{pattern[1:]}" if first.islower() else pattern


def _end(text: str, end: int) -> int:
    """Return where a name ends, its possessive included."""
    possessive = _POSSESSIVE.match(text, end)
    return possessive.end() if possessive else end


def by_frequency(mentions: Iterable[ActorMention]) -> tuple[str, ...]:
    """Return the keys of actors, those first that are named most."""
    return tuple(key for key, _ in Counter(one.key for one in mentions).most_common())


def _surname(actor: KnownActor) -> str:
    """Return the last word of a person's name; "" if it says too little of whom it means."""
    words = actor.names[0].split()
    is_name = actor.kind == "person" and len(words) > 1 and len(words[-1]) >= _SURNAME
    return words[-1] if is_name and all(word[0].isupper() for word in words) else ""
