"""All outlets, and for each what it is, what it reported and where it differs from others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator.assemble.points import Answer
from generator.plan import addresses, limits
from generator.plan.cards import Cards
from generator.plan.chart import chart_view
from generator.plan.parts import LinkTo
from generator.plan.views import (
    Difference,
    ReportedValue,
    SourceCard,
    SourcesView,
    SourceView,
)


def sources_view(cards: Cards) -> SourcesView:
    """Show all outlets."""
    corpus = cards.corpus
    sources = corpus.names.sources
    order = sorted(sources, key=lambda key: (sources[key].name.casefold(), key))
    return SourcesView(
        site=cards.site,
        path=addresses.SOURCES,
        title=cards.language.say("sources"),
        description=cards.language.say("sources-about"),
        chart=chart_view(cards),
        sources=tuple(
            SourceCard(
                about=cards.about_source(key),
                reports=corpus.counts_of_source(key)[0],
                relayed=corpus.count_relaying(key),
            )
            for key in order
        ),
    )


def source_view(key: str, cards: Cards) -> SourceView:
    """Show one outlet."""
    corpus = cards.corpus
    name = corpus.names.sources[key].name
    reports, claims = corpus.counts_of_source(key)
    relayed = corpus.count_relaying(key)
    return SourceView(
        site=cards.site,
        path=addresses.source(key),
        title=name,
        description=cards.language.say("source-about", source=name),
        about=cards.about_source(key),
        reports=reports,
        claims=claims,
        latest=cards.articles(corpus.articles_of_source(key, limits.ARTICLES_PER_SOURCE)),
        relayed=cards.articles(corpus.relaying(key, limits.ARTICLES_PER_SOURCE)),
        more_relayed=max(0, relayed - limits.ARTICLES_PER_SOURCE),
        differences=tuple(islice(_differences(key, cards), limits.DIFFERENCES_PER_SOURCE)),
    )


def _differences(source: str, cards: Cards) -> Iterator[Difference]:
    """Find the points on which others tell it differently than an outlet does."""
    corpus = cards.corpus
    for theme in corpus.names.themes:
        for point, _ in theme.points:
            at = theme.name, point
            record = corpus.point(*at)
            if record.facts:
                yield from _compare(source, at, None, record.facts.answers, cards)
            for stand in record.positions.stands if record.positions else ():
                if stand.differs:
                    party = cards.actor(stand.party)
                    yield from _compare(source, at, party, stand.answers, cards)


def _compare(
    source: str,
    at: tuple[str, str],
    party: LinkTo | None,
    answers: tuple[Answer, ...],
    cards: Cards,
) -> Iterator[Difference]:
    valued = [(answer.value, answer.sources) for answer in answers if answer.value is not None]
    own = tuple(value for value, sources in valued if source in sources)
    others = tuple(
        ReportedValue(value, tuple(map(cards.source, sources)))
        for value, sources in valued[: limits.ANSWERS_PER_POINT]
        if source not in sources
    )
    if own and others:
        yield Difference(cards.point(*at), cards.theme(at[0]), party, own, others)
