"""When pages changed last, as their content tells it."""

from __future__ import annotations

from datetime import UTC, datetime

from generator.assemble.records import day_in
from generator.plan.cards import Cards


def last_change(theme: str, cards: Cards) -> str:
    """Return the last day on which a theme was looked at or corrected, or a report on it came."""
    corpus = cards.corpus
    zone, says = corpus.names.zone, corpus.theme(theme)
    corrected = [entry.date.day for entry in says.corrections if entry.date]
    came = [
        day_in(zone, datetime.fromisoformat(at).replace(tzinfo=UTC))
        for at, _, _ in corpus.news(theme, 1)
    ]
    return max([says.front.as_of.day, *corrected, *came]).isoformat()
