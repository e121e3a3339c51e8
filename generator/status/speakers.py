"""Names that look like actors: they speak in several places, and stand in no register.

It is better to miss a name than to show a list of words that are none. So a name is a row of words
with capital letters right beside a verb of saying, in more than one article. Words that also stand
somewhere in small letters are no names, and in German, where every noun has a capital letter, a
single word is no name either. Scripts without capital letters are left alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgspec import Struct

from generator.problems import AtKey, AtWords, Spot
from generator.status.asked import Asked, counted
from generator.status.debt import Debt, Group, Kind
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
_VERBS = (VERBS_OF_SAYING | frozenset(_OTHER_VERBS.split())) - {"nie", "that", "reporters"}
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
_GERMAN = "de"
_POSSESSIVE = re.compile(r"[’']s$")


class _Text(Struct, frozen=True):
    """A text, and where it stands."""

    words: list[str]
    language: str
    spot: Spot
    """That of the whole text."""


def unknown_speakers(asked: Asked) -> Iterator[Debt]:
    """Yield a debt for each name that speaks in several articles and is nobody's who is known."""
    survey = asked.survey
    texts = [(one, tuple(_texts(one, survey))) for one in asked.articles(public=False)]
    every = {word for _, some in texts for text in some for word in text.words}
    known = _known(survey)
    places: defaultdict[str, list[tuple[Written, Spot]]] = defaultdict(list)
    for written, some in texts:
        for text in some:
            for name in _speaking(text, every):
                if not _is_known(name, known):
                    places[name].append((written, text.spot))
    for name, found in sorted(places.items()):
        articles = {written.article.id: written for written, _ in found}
        if len(articles) >= _LEAST_PLACES:
            yield _debt(name, found[0], tuple(articles.values()))


def _debt(name: str, first: tuple[Written, Spot], articles: tuple[Written, ...]) -> Debt:
    written, spot = first
    at = AtKey(spot.keys, words=name) if isinstance(spot, AtKey) else AtWords(1, name)
    themes = dict.fromkeys(chain.from_iterable(one.article.themes for one in articles))
    text = f"{name} speaks in {counted(len(articles), 'article')}, and is no actor (or an alias)"
    return Debt(Group.TIDY, Kind.UNKNOWN_NAME, tuple(themes), written.article.path, text, at)


def _texts(written: Written, survey: Survey) -> Iterator[_Text]:
    """Yield the texts of an article: its claims are in the language of the site."""
    article = written.article
    for position, claim in enumerate(article.claims):
        yield _Text(claim.text.split(), survey.language, AtKey(("claims", position, "text")))
    yield _Text(written.words.split(), article.language or survey.language, AtWords(1, ""))


def _speaking(text: _Text, every: set[str]) -> Iterator[str]:
    """Yield the names right before or behind a verb of saying; `every` has all words there are."""
    words = text.words
    for at, word in enumerate(words):
        if word.strip(",.;:").lower() in _VERBS:
            before = _row(reversed(words[max(0, at - _MOST_WORDS) : at]))[::-1]
            yield from _name(before, text.language, every)
            if word[-1].isalpha():
                behind = _row(words[at + 1 : at + 1 + _MOST_WORDS])
                yield from _name(behind, text.language, every, ends=True)


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


def _name(row: list[str], language: str, every: set[str], *, ends: bool = False) -> Iterator[str]:
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
    is_german = language.partition("-")[0] == _GERMAN
    if not row or (is_german and len(row) == 1) or any(w.lower() in _NO_NAMES for w in row):
        return
    name = " ".join(row)
    if len(name) > 2 and not _POSSESSIVE.search(name) and name.replace(" ", "")[-1].isalnum():  # noqa: PLR2004
        yield name


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


def _is_known(name: str, known: Mapping[str, None]) -> bool:
    """Return whether the last word of a name is one of what is known, in any of its cases."""
    last = re.findall(r"\w+", name.casefold())[-1]
    return last in known or any(last[:-cut] in known for cut in (1, 2) if len(last) - cut > 3)  # noqa: PLR2004
