"""Corrections of articles and themes, from new to old: the ledger, and what a theme shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from generator.assemble.records import sortable
from generator.plan import addresses
from generator.plan.cards import Bibliography, Cards
from generator.plan.parts import DatedView, LinkTo
from generator.plan.views import CorrectionsView
from generator.validate.content import Dated


class LedgerEntry(Struct, frozen=True):
    """One correction and the page that it belongs to."""

    at: str
    """The instant that it was made at, sortable."""
    entry: Dated
    page: LinkTo


def ledger(cards: Cards, themes: Sequence[str], number: int | None = None) -> list[LedgerEntry]:
    """Return corrections, new to old; those of one day by page, in the order written.

    With one theme those of the theme and of articles about it, the latest `number` of each; with
    several all there are.
    """
    corpus = cards.corpus
    zone = corpus.names.zone
    entries = [
        LedgerEntry(
            sortable(entry.date.instant(zone)) if entry.date else "", entry, cards.theme(name)
        )
        for name in themes
        for entry in corpus.theme(name).corrections
    ]
    about = themes[0] if number is not None else ""
    for at, id, position in corpus.corrected(about, -1 if number is None else number):
        article = corpus.the_article(id)
        card = cards.article(article)
        link = LinkTo(card.path, card.title)
        entries.append(LedgerEntry(at, article.corrections[position], link))
    entries.sort(key=lambda entry: entry.page.path)
    entries.sort(key=lambda entry: entry.at, reverse=True)
    return entries


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


def corrections_view(cards: Cards) -> CorrectionsView:
    """Show the ledger of all corrections."""
    bibliography = Bibliography(cards)
    entries = ledger(cards, [theme.name for theme in cards.corpus.names.themes])
    shown = ledger_views(entries, addresses.CORRECTIONS, cards, bibliography)
    return CorrectionsView(
        site=cards.site,
        path=addresses.CORRECTIONS,
        title=cards.language.say("corrections"),
        description=cards.language.say("corrections-about"),
        corrections=shown,
        sources=bibliography.entries(),
    )
