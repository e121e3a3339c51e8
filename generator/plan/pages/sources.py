"""The list of sources, and a page for each: what it is, what it reported, where others differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.assemble.points import Answer
from generator.plan import limits
from generator.plan.kind import Entry, Page
from generator.plan.lists import Parts, cut, part_entries
from generator.plan.presenter import Presenter
from generator.plan.views.components import LinkTo
from generator.plan.views.registers import (
    Difference,
    ReportedValue,
    SourceCard,
    SourcesView,
    SourceView,
)
from generator.read.layout import SOURCES_FILE


def source_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the page of every public source; its subject is the key."""
    for key in corpus.public_sources():
        yield Entry(addresses.source(key), key, SOURCES_FILE)


def sources_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the list of sources, or its parts; the subject is the number."""
    yield from part_entries(addresses.SOURCES, len(_parts(corpus)), "the list of sources")


def _parts(corpus: Corpus) -> list[Sequence[str]]:
    sources = corpus.public_sources()
    order = sorted(sources, key=lambda key: (sources[key].name.casefold(), key))
    return cut(order, limits.SOURCES_PER_LIST)


def sources_view(page: Page, presenter: Presenter) -> SourcesView:
    """Return the view of the list of sources, sorted by name, or of a part of it."""
    corpus = presenter.corpus
    sources = corpus.public_sources()
    parts = Parts(
        addresses.SOURCES, int(page.subject), _parts(corpus), lambda key: sources[key].name
    )
    return SourcesView(
        site=presenter.site,
        path=page.address,
        title=parts.title(presenter.language.say("sources")),
        description=presenter.language.say("sources-about"),
        sources=tuple(
            SourceCard(
                about=presenter.source_profile(key),
                reports=corpus.counts_of_source(key)[0],
                relayed=corpus.count_articles_relaying(key),
            )
            for key in parts.entries
        ),
        parts=parts.links(),
    )


def source_view(page: Page, presenter: Presenter) -> SourceView:
    """Return the view of the page of a source."""
    corpus, key = presenter.corpus, page.subject
    name = corpus.names.sources[key].name
    reports, claims = corpus.counts_of_source(key)
    relayed = corpus.count_articles_relaying(key)
    return SourceView(
        site=presenter.site,
        path=page.address,
        title=name,
        description=presenter.language.say("source-about", source=name),
        about=presenter.source_profile(key),
        reports=reports,
        claims=claims,
        latest=presenter.articles(corpus.articles_of_source(key, limits.ARTICLES_PER_SOURCE)),
        relayed=presenter.articles(corpus.articles_relaying(key, limits.ARTICLES_PER_SOURCE)),
        more_relayed=max(0, relayed - limits.ARTICLES_PER_SOURCE),
        differences=tuple(islice(_differences(key, presenter), limits.DIFFERENCES_PER_SOURCE)),
    )


def _differences(source: str, presenter: Presenter) -> Iterator[Difference]:
    """Yield the points on which sources differ and the given source is on one side.

    There may be several on one point: on its facts, and on what each party said.
    """
    corpus = presenter.corpus
    for theme in corpus.names.themes:
        for point, _ in theme.points:
            at = theme.name, point
            record = corpus.point(*at)
            if record.facts:
                yield from _compare(source, at, None, record.facts.answers, presenter)
            for stand in record.positions.stands if record.positions else ():
                if stand.differs:
                    party = presenter.actor(stand.party)
                    yield from _compare(source, at, party, stand.answers, presenter)


def _compare(
    source: str,
    at: tuple[str, str],
    party: LinkTo | None,
    answers: tuple[Answer, ...],
    presenter: Presenter,
) -> Iterator[Difference]:
    """Yield the difference between a source and all others, if there is one.

    `at` is the theme and the point; `party` said it, or is None for a fact.
    """
    # What is relayed is told by its origin, not by whoever relays it.
    valued = [(answer.value, answer.origins) for answer in answers if answer.value is not None]
    own = tuple(value for value, origins in valued if source in origins)
    # Limited as on the briefing page; `own` is not, or a source could seem to agree with others.
    others = tuple(
        ReportedValue(value, tuple(map(presenter.source, origins)))
        for value, origins in valued[: limits.VALUES_OF_SOURCE]
        if source not in origins
    )
    if own and others:
        yield Difference(presenter.point(*at), presenter.theme(at[0]), party, own, others)
