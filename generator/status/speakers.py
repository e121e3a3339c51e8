"""Names that look like actors: they speak in several places, and stand in no register.

It is better to miss a name than to show a list of words that are none. So a name is a row of words
with capital letters right beside a verb of saying, in more than one article. Words that also stand
somewhere in small letters are no names, and in German, where every noun has a capital letter, a
single word is no name either. Scripts without capital letters are left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from generator.problems import AtKey, AtWords, Spot
from generator.status.debt import Debt, Group, Kind
from generator.status.query import Query, counted
from generator.status.survey import Survey, Written
from generator.validate.attribution import VERBS_OF_SAYING

_OTHER_VERBS = (
    "afirmó aseguró declaró dijo señaló "  # Spanish
    "afirmou declarou disse "  # Portuguese
    "affermato dichiarato detto "  # Italian
    "oświadczył oświadczyła powiedział powiedziała stwierdził stwierdziła "  # Polish
    "заявил заявила заявили ответил рассказал сказал сказала сообщил сообщила "  # Russian
    "δήλωσε είπε açıkladı dedi söyledi zei sade sagde uvedl řekl řekla"
)
_VERBS = (VERBS_OF_SAYING | frozenset(_OTHER_VERBS.split())) - {"nie"}
"""`nie` denies in French, but is *never* in German and *not* in Polish."""
_PRONOUNS = (
    "he she it they we you who i er sie es wir ich il elle ils elles on nous він вона воно вони ми "
    "он она они мы él ella ellos lui lei loro ona oni"
)
_DATES = (
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december"
)
_NO_NAMES = frozenset(f"{_PRONOUNS} {_DATES}".split())
_PARTICLES = frozenset(re.findall(r"\w+", "al bin da de del della den der di du el ibn la van von"))
_MOST_WORDS = 4
"""How many words of a name are looked at."""
_LEAST_PLACES = 2
"""In how many articles a name speaks, at least."""
_SHORTEST = 2
_SHORTEST_STEM = 3
_POSSESSIVE = re.compile(r"[’']s$")


class _Text(Struct, frozen=True):
    """A text, and where it stands."""

    words: list[str]
    language: str
    spot: Spot
    """That of the whole text."""

    @property
    def is_german(self) -> bool:
        """Whether all its nouns have capital letters."""
        return self.language.partition("-")[0] == "de"


class _Place(Struct, frozen=True):
    """A row of words that speaks, and where."""

    row: tuple[str, ...]
    written: Written
    text: _Text


def unknown_speakers(query: Query) -> Iterator[Debt]:
    """Yield a debt for each name that speaks in several articles and is nobody's who is known."""
    survey = query.survey
    texts = [(one, tuple(_texts(one, survey))) for one in query.articles(public=False)]
    every = {word for _, some in texts for text in some for word in text.words}
    known = _known(survey)
    places: defaultdict[str, list[_Place]] = defaultdict(list)
    for written, some in texts:
        for text in some:
            for row in _speaking(text, every):
                if not _is_known(row[-1], known):
                    places[row[-1]].append(_Place(row, written, text))
    for _, found in sorted(places.items()):
        articles = {place.written.article.id: place.written for place in found}
        name = _common_end([place.row for place in found])
        may_be_noun = len(name) == 1 and any(place.text.is_german for place in found)
        if len(articles) >= _LEAST_PLACES and not may_be_noun:
            yield _debt(" ".join(name), found[0], articles.values())


def _common_end(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words with which all rows end: `Macron` of `But President Macron` and `Macron`."""
    shortest = min(map(len, rows))
    ends = next(n for n in range(shortest, 0, -1) if len({tuple(row[-n:]) for row in rows}) == 1)
    return rows[0][-ends:]


def _debt(name: str, first: _Place, articles: Collection[Written]) -> Debt:
    spot = first.text.spot
    at = AtKey(spot.keys, words=name) if isinstance(spot, AtKey) else AtWords(1, name)
    themes = dict.fromkeys(chain.from_iterable(one.article.themes for one in articles))
    text = f"{name} speaks in {counted(len(articles), 'article')}, and is no actor (or an alias)"
    path = first.written.article.path
    return Debt(Group.TIDY, Kind.UNKNOWN_NAME, tuple(themes), path, text, at)


def _texts(written: Written, survey: Survey) -> Iterator[_Text]:
    """Yield the texts of an article: its claims are in the language of the site."""
    article = written.article
    for position, claim in enumerate(article.claims):
        yield _Text(claim.text.split(), survey.language, AtKey(("claims", position, "text")))
    yield _Text(written.words.split(), article.language or survey.language, AtWords(1, ""))


def _speaking(text: _Text, every: set[str]) -> Iterator[tuple[str, ...]]:
    """Yield the names right before or behind a verb of saying; `every` has all words there are."""
    words = text.words
    for at, word in enumerate(words):
        if word.strip(",.;:").lower() in _VERBS:
            before = _row(reversed(words[max(0, at - _MOST_WORDS) : at]))[::-1]
            yield from _name(before, every)
            if word[-1].isalpha():
                behind = _row(words[at + 1 : at + 1 + _MOST_WORDS])
                yield from _name(behind, every, ends=True)


def _row(words: Iterable[str]) -> list[str]:
    """Return the words with capital letters that come first, with the particles between them."""
    found: list[str] = []
    for word in words:
        if not (word[:1].isupper() or (found and word in _PARTICLES)):
            break
        found.append(word)
    while found and found[-1] in _PARTICLES:
        found.pop()
    return found


def _name(row: list[str], every: set[str], *, ends: bool = False) -> Iterator[tuple[str, ...]]:
    """Yield the name that a row of words is; before a verb a name, with `ends` behind one."""
    # A mark ends the name behind a verb; before the verb, the name begins behind it.
    marks = [at for at, word in enumerate(row) if not word[-1].isalnum()]
    if ends and marks:
        row = [*row[: marks[0]], row[marks[0]].rstrip(",.;:!?”»\"')…")]
    elif marks:
        row = row[marks[-1] + 1 :]
    # `The Kremlin`, `President Macron`: what is also written in small letters is no part of it.
    while row and (row[0].lower() in every or row[0].lower() in _NO_NAMES):
        row = row[1:]
    if not row or any(word.lower() in _NO_NAMES for word in row):
        return
    if len(row[-1]) > _SHORTEST and row[-1][-1].isalnum() and not _POSSESSIVE.search(row[-1]):
        yield tuple(row)


def _known(survey: Survey) -> Mapping[str, None]:
    """Return what is known by name, word by word and in small letters."""
    actors = chain.from_iterable((one.name, *one.aliases) for one in survey.actors.values())
    sources = (one.name for one in survey.sources.values())
    terms = chain.from_iterable(term.names for term in survey.terms.values())
    titles = chain.from_iterable(
        (theme.front.title, *(point.title for point in theme.front.points))
        for theme in survey.themes
    )
    texts = chain(actors, sources, terms, titles, survey.actors, survey.sources)
    return dict.fromkeys(re.findall(r"\w+", " ".join(texts).casefold()))


def _is_known(word: str, known: Mapping[str, None]) -> bool:
    """Return whether the last word of a name is one of what is known, in any of its cases."""
    last = re.findall(r"\w+", word.casefold())[-1]
    stems = (last[:-cut] for cut in (1, 2) if len(last) - cut > _SHORTEST_STEM)
    return last in known or any(stem in known for stem in stems)
