"""What themes owe: a review, an entry of `watch` that is past, a bottom line that is short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from generator import addresses
from generator.problems import AtKey, AtWords, KeyPath, Spot
from generator.scripts import is_unspaced
from generator.status.debt import Debt, Group, Kind
from generator.status.query import Query, as_written
from generator.validate.content import Theme

LONGEST = 120
"""Words of a bottom line, at most: what a reader with one minute reads."""
MOST_POINTS = 7
"""Points of a theme that stand open, at most."""
_LETTERS_OF_WORD = 2
"""How many characters make a word, where there are no spaces between words."""
_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")


def of_theme(theme: Theme, query: Query) -> Iterator[Debt]:
    """Yield what a theme owes, apart from its points."""
    owe = partial(_debt, theme)
    front = theme.front
    if front.review_by and (group := query.when(front.review_by)):
        day = as_written(front.review_by)
        what = "review was due" if group is Group.OVERDUE else "review is due"
        yield owe(group, Kind.REVIEW, f"{what} {day}", ("review_by",), due=day)
    for position, entry in enumerate(theme.front.watch):
        if entry.date and (group := query.when(entry.date)):
            day = as_written(entry.date)
            what = "say what came of" if group is Group.OVERDUE else "to watch:"
            text = f"{day}, {what} “{_plain(entry.text)}”"
            yield owe(group, Kind.WATCH, text, ("watch", position), due=day)
    if (words := count_words(theme.bottom_line.text)) > LONGEST:
        text = f"bottom line of {words} words; {LONGEST} at most"
        yield owe(Group.TIDY, Kind.LONG, text, AtWords(1, _first_words(theme)))
    number = sum(not point.aside for point in front.points)
    if number > MOST_POINTS:
        text = f"{number} points stand open; {MOST_POINTS} at most, so mark some as 'aside'"
        yield owe(Group.TIDY, Kind.MANY_POINTS, text, AtKey(("points",), name=True))
    if front.status.since is None:
        text = "the status does not say since when ('since')"
        yield owe(Group.TIDY, Kind.NO_SINCE, text, AtKey(("status",), name=True))


def count_words(text: str) -> int:
    """Return how many words a text has; where there are no spaces, two characters count as one."""
    unspaced = sum(map(is_unspaced, text))
    spaced = "".join(" " if is_unspaced(one) else one for one in text) if unspaced else text
    return len(_WORD.findall(spaced)) + unspaced // _LETTERS_OF_WORD


def _debt(
    theme: Theme, group: Group, kind: Kind, text: str, at: KeyPath | Spot, due: str | None = None
) -> Debt:
    return Debt(
        group,
        kind,
        (theme.name,),
        theme.path,
        text,
        AtKey(at) if isinstance(at, tuple) else at,
        due,
        addresses.theme(theme.name),
    )


def _first_words(theme: Theme) -> str:
    return " ".join(theme.bottom_line.text.split()[:3])


def _plain(text: str) -> str:
    """Return a text without citations."""
    return " ".join(re.sub(r"\s*\[@[^\]]*\]", "", text).split())
