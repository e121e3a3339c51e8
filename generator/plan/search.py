"""The search page."""

from __future__ import annotations

from generator.plan import addresses
from generator.plan.cards import Cards
from generator.plan.parts import LinkTo
from generator.plan.sitemaps import published_months
from generator.plan.timeline import eventful_months
from generator.plan.views import MonthChoice, SearchView


def search_view(cards: Cards) -> SearchView:
    """Show what readers can narrow their search to, and lists that lead to the same pages."""
    corpus, site, language = cards.corpus, cards.site, cards.language
    sources = map(cards.source, corpus.names.sources)
    return SearchView(
        site=site,
        path=addresses.SEARCH,
        title=language.say("search"),
        description=language.say("search-about", site=site.title),
        sources=tuple(sorted(sources, key=lambda link: (link.text.casefold(), link.path))),
        published=tuple(
            MonthChoice(month, language.month(month)) for month in published_months(corpus)
        ),
        months=tuple(
            LinkTo(addresses.timeline_month(month), language.month(month))
            for month in eventful_months(corpus)
        ),
    )
