"""All outlets, and for each what it is, what it reported and where it differs from others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from generator.assemble.corpus import Corpus, PublicArticle
from generator.assemble.points import Answer, PointRecord
from generator.plan import addresses, limits
from generator.plan.cards import Cards
from generator.plan.pages import PlannedPage
from generator.plan.parts import ArticleCard, LinkTo
from generator.plan.views import (
    Difference,
    ReportedValue,
    SiteView,
    SourceCard,
    SourcesView,
    SourceView,
)
from generator.validate.registers import SOURCES_FILE


def source_pages(
    corpus: Corpus, records: Mapping[tuple[str, str], PointRecord], cards: Cards, site: SiteView
) -> Iterator[PlannedPage]:
    """Plan the list of outlets and a page for each."""
    sources = corpus.content.sources
    relayed = _relayed(corpus)
    differences = _differences(records, cards)
    order = sorted(sources, key=lambda key: (sources[key].name.casefold(), key))
    view = SourcesView(
        site=site,
        path=addresses.SOURCES,
        title="Sources",
        description="Which outlets are followed, and who owns them",
        sources=tuple(
            SourceCard(
                about=cards.about_source(key),
                reports=len(corpus.articles_of_source.get(key, ())),
                relayed=len(relayed.get(key, ())),
            )
            for key in order
        ),
    )
    yield PlannedPage(("sources.html",), view, "the list of sources")
    for key in sources:
        reports = corpus.articles_of_source.get(key, ())
        passed_on = relayed.get(key, ())
        yield PlannedPage(
            ("source.html",),
            SourceView(
                site=site,
                path=addresses.source(key),
                title=sources[key].name,
                description=f"{sources[key].name}: what it is, what it reported, where it differs",
                about=cards.about_source(key),
                reports=len(reports),
                claims=len(corpus.claims_of_source.get(key, ())),
                latest=_cards(reports, cards),
                relayed=_cards(passed_on, cards),
                more_relayed=max(0, len(passed_on) - limits.ARTICLES_PER_SOURCE),
                differences=tuple(differences[key][: limits.DIFFERENCES_PER_SOURCE]),
            ),
            SOURCES_FILE,
        )


def _cards(articles: tuple[PublicArticle, ...], cards: Cards) -> tuple[ArticleCard, ...]:
    return tuple(cards.article(article) for article in articles[: limits.ARTICLES_PER_SOURCE])


def _relayed(corpus: Corpus) -> dict[str, tuple[PublicArticle, ...]]:
    """Group the articles that relay another outlet, whole or in a claim, by that outlet."""
    found: defaultdict[str, list[PublicArticle]] = defaultdict(list)
    for article in corpus.articles.values():
        claimed = (claim.origin for claim in corpus.claims_of_article[article.id])
        for origin in dict.fromkeys((article.origin, *claimed)):
            if origin != article.article.front.source:
                found[origin].append(article)
    return {key: tuple(articles) for key, articles in found.items()}


def _differences(
    records: Mapping[tuple[str, str], PointRecord], cards: Cards
) -> defaultdict[str, list[Difference]]:
    """Find, for every outlet, the points on which others tell it differently."""
    found: defaultdict[str, list[Difference]] = defaultdict(list)
    for at, record in records.items():
        if record.facts:
            _compare(at, None, record.facts.answers, cards, found)
        for stand in record.positions.stands if record.positions else ():
            if stand.differs:
                _compare(at, cards.actor(stand.party), stand.answers, cards, found)
    return found


def _compare(
    at: tuple[str, str],
    party: LinkTo | None,
    answers: tuple[Answer, ...],
    cards: Cards,
    found: defaultdict[str, list[Difference]],
) -> None:
    valued = [(answer.value, answer) for answer in answers if answer.value is not None]
    if len(valued) < 2:  # noqa: PLR2004 - it takes two to differ
        return
    told = {value: sorted({claim.source for claim in answer.claims}) for value, answer in valued}
    for source in sorted({source for sources in told.values() for source in sources}):
        own = tuple(value for value, sources in told.items() if source in sources)
        others = tuple(
            ReportedValue(value, tuple(cards.source(other) for other in sources))
            for value, sources in list(told.items())[: limits.ANSWERS_PER_POINT]
            if source not in sources
        )
        if others:
            difference = Difference(cards.point(*at), cards.theme(at[0]), party, own, others)
            found[source].append(difference)
