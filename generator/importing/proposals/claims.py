"""What may become claims: attributed quotations and statements, and figures.

They are proposals for an editor, who decides and finds the words: none is ever published by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from msgspec import Struct

from generator.importing.dates import day_spans, days_named
from generator.importing.model import Candidate
from generator.importing.proposals.mentions import Names
from generator.importing.proposals.outlets import Outlets, relayed_by
from generator.importing.proposals.sayings import Saying, sayings, sentences
from generator.importing.proposals.themes import ThemeWords

_MOST_SAYINGS, _MOST_FIGURES = 24, 12
_FIGURE = re.compile(
    r"(?<![\w.,:/-])(?:[$€£₴₽]\s?)?"
    r"(?P<number>\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+|\d+(?:[.,]\d+)?)"
    r"(?P<rest>\s?%|[- ](?:millions?|billion|thousand|hundred|percent|per cent|Millionen|Milliarden"
    r"|Prozent|milliards?|mil|millones|мільйон\w*|мільярд\w*|тисяч\w*|миллион\w*|миллиард\w*"
    r"|процент\w*|відсотк\w*)(?:\s+(?:de\s+)?[^\W\d_]{3,})?"
    r"|[- ][^\W\d_]{3,}(?:\s+of\s+[^\W\d_]{3,})?)"
)
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_OF_TIME = re.compile(
    r"[- ](?:a\.?m|p\.?m|uhr|год|heures?|o.clock|and|but|und|et|та|и|y|to|the|in|on|for|after|other"
    r"|before|when)\b",
    re.IGNORECASE,
)


class Reading(Struct, frozen=True):
    """What claims of a report are found by."""

    names: Names
    words: ThemeWords
    themes: tuple[str, ...]
    """Those of the article."""
    published: date | None
    """When the report came out, if that is known."""
    outlets: Outlets
    source: str
    via: str


def candidates(paragraphs: Sequence[str], reading: Reading) -> tuple[Candidate, ...]:
    """Return what may become claims: first what is said, then what is counted."""
    said = list(_distinct(sayings(paragraphs, reading.names)))
    spoken = {one.sentence for one in said}
    figures = (one for one in _figures(paragraphs) if one[0] not in spoken)
    return (
        *(_of_saying(one, reading) for one in said[:_MOST_SAYINGS]),
        *(_of_figure(*one, reading) for one in islice(figures, _MOST_FIGURES)),
    )


def _distinct(found: Iterator[Saying]) -> Iterator[Saying]:
    seen: set[str] = set()
    for one in found:
        if one.quote not in seen:
            seen.add(one.quote)
            yield one


def _of_saying(saying: Saying, reading: Reading) -> Candidate:
    theme, point = reading.words.nearest(saying.sentence, reading.themes)
    on, how = _day(saying.sentence, reading.published)
    via = relayed_by(saying.sentence, reading.outlets, reading.source)
    speaker = ", ".join(reading.names.actors[key].names[0] for key in saying.by)
    speaker = speaker or saying.speaker[:1].upper() + saying.speaker[1:]
    notes = [saying.doubt, how, "" if saying.direct else "not in quotation marks in the report"]
    return Candidate(
        text=f"{speaker}: “{saying.quote}”" if saying.direct else saying.sentence,
        kind="statement",
        quote=saying.quote,
        by=saying.by,
        speaker=saying.speaker,
        on=on,
        theme=theme,
        point=point,
        via=via if via != reading.via else "",
        why="; ".join(filter(None, notes)),
    )


def _of_figure(sentence: str, value: str, reading: Reading) -> Candidate:
    theme, point = reading.words.nearest(sentence, reading.themes)
    on, how = _day(sentence, reading.published)
    return Candidate(
        text=sentence,
        kind="figure",
        quote=sentence.rstrip("."),
        on=on,
        theme=theme,
        point=point,
        value=value,
        why=how,
    )


def _day(sentence: str, published: date | None) -> tuple[str, str]:
    """Return on which day something was said or happened, and how that is known."""
    if published is None:
        return "", ""
    named = list(days_named(sentence, published))
    for one in named:
        if one.day:
            return one.day.isoformat(), f"the day is one that the sentence names, “{one.words}”"
    how = "the day is that of the report"
    if named:
        how += f"; whether “{named[0].words}” is meant, and which one that is, is NOT SURE"
    return published.isoformat(), how


def _figures(paragraphs: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield sentences that count something, each with its first number and what it counts."""
    for text in paragraphs:
        dates = day_spans(text)
        for start, end in sentences(text):
            for match in _FIGURE.finditer(text, start, end):
                is_date = any(a <= match.start("number") < b for a, b in dates)
                is_year = _YEAR.fullmatch(match["number"]) and "%" not in match["rest"]
                if not (is_date or is_year or _OF_TIME.match(match["rest"])):
                    yield text[start:end].strip(), match[0].strip()
                    break
