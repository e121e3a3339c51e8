"""The search page, as it is before its script runs."""

from __future__ import annotations

from generator import addresses
from generator.plan.kind import Page
from generator.plan.months import published_months
from generator.plan.pages.timeline import timeline_months
from generator.plan.presenter import Presenter
from generator.plan.views.components import LinkTo
from generator.plan.views.pages import MonthChoice, SearchView


def search_view(page: Page, presenter: Presenter) -> SearchView:
    """Return the view of the search page: its filters, and lists for readers who cannot search."""
    corpus, site, language = presenter.corpus, presenter.site, presenter.language
    sources = map(presenter.source, corpus.public_sources())
    return SearchView(
        site=site,
        path=page.address,
        title=language.say("search"),
        description=language.say("search-about", site=site.title),
        sources=tuple(sorted(sources, key=lambda link: (link.text.casefold(), link.path))),
        published=tuple(
            MonthChoice(month, language.month(month)) for month in published_months(corpus)
        ),
        months=tuple(
            LinkTo(addresses.timeline_month(month), language.month(month))
            for month in timeline_months(corpus)
        ),
    )
