"""Corrections of articles and themes, from new to old: the ledger, and what a theme shows of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.assemble.corpus import Corpus
from generator.plan import addresses
from generator.plan.cards import Bibliography, Cards
from generator.plan.pages import PlannedPage
from generator.plan.parts import DatedView, LinkTo
from generator.plan.views import CorrectionsView, SiteView
from generator.validate.content import Dated


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One correction and the page that it belongs to."""

    entry: Dated
    page: LinkTo
    themes: tuple[str, ...]


def ledger(corpus: Corpus, cards: Cards) -> tuple[LedgerEntry, ...]:
    """Give all corrections, from new to old; those of one day by page, in the order written."""
    entries = [
        LedgerEntry(entry, cards.theme(theme.name), (theme.name,))
        for theme in corpus.themes
        for entry in theme.corrections
    ]
    for article in corpus.articles.values():
        front = article.article.front
        link = LinkTo(addresses.article(article.article), front.title)
        entries += [LedgerEntry(e, link, front.themes) for e in article.article.corrections]
    entries.sort(key=lambda ledger_entry: ledger_entry.page.path)
    entries.sort(key=lambda ledger_entry: _instant(ledger_entry.entry, corpus), reverse=True)
    return tuple(entries)


def dated_view(
    entry: Dated, cards: Cards, bibliography: Bibliography | None, page: LinkTo | None = None
) -> DatedView:
    """Show a correction or something to watch; `page` says where it belongs, if elsewhere."""
    date = cards.date(entry.date) if entry.date else None
    return DatedView(date, cards.prose(entry.text, bibliography), page)


def ledger_views(
    entries: Iterable[LedgerEntry], here: str, cards: Cards, bibliography: Bibliography
) -> tuple[DatedView, ...]:
    """Show entries of the ledger on the page at `here`."""
    return tuple(
        dated_view(e.entry, cards, bibliography, None if e.page.path == here else e.page)
        for e in entries
    )


def corrections_page(
    entries: tuple[LedgerEntry, ...], corpus: Corpus, cards: Cards, site: SiteView
) -> PlannedPage:
    """Plan the ledger of all corrections."""
    bibliography = Bibliography(corpus, cards)
    shown = ledger_views(entries, addresses.CORRECTIONS, cards, bibliography)
    view = CorrectionsView(
        site=site,
        path=addresses.CORRECTIONS,
        title="Corrections",
        description=f"Every correction made on {site.title}",
        corrections=shown,
        sources=bibliography.entries(),
    )
    return PlannedPage(("corrections.html",), view, "the ledger of corrections")


def _instant(entry: Dated, corpus: Corpus) -> float:
    return entry.date.instant(corpus.zone).timestamp() if entry.date else 0.0
