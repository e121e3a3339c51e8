"""The ledger of corrections: of all articles and themes, by month, and those of one theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from generator import addresses
from generator.assemble.corpus import Corpus, News
from generator.assemble.records import sortable
from generator.plan import limits
from generator.plan.kind import Entry, Page
from generator.plan.months import Part, month_links, neighbours, number_of_parts, parts_of
from generator.plan.presenter import Bibliography, Presenter, link_to
from generator.plan.views.components import DatedView, LinkTo
from generator.plan.views.pages import CorrectionsMonthView, CorrectionsView
from generator.validate.content import Dated, Theme


class LedgerEntry(Struct, frozen=True):
    """A correction, and the page that was corrected."""

    at: str
    """When it was made, as `sortable` writes it; "" without a date."""
    entry: Dated
    page: LinkTo


def corrections_month_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the months of the ledger; the subject is the month, and the number of a part."""
    for part in _parts(corpus):
        address = part.address(addresses.corrections_month(part.month))
        yield Entry(address, part.subject, "the ledger of corrections")


def _parts(corpus: Corpus) -> list[Part]:
    most = limits.CORRECTIONS_PER_PART
    return parts_of((month, number_of_parts(n, most)) for month, n in _months(corpus).items())


def corrections_view(page: Page, presenter: Presenter) -> CorrectionsView:
    """Return the view of the latest corrections, with links to the months that have all of them."""
    corpus, bibliography = presenter.corpus, Bibliography(presenter)
    # The latest of both are among the latest of each.
    entries = _sorted_entries(
        corpus.article_corrections("", limits.LEDGER_CORRECTIONS),
        corpus.theme_corrections(),
        presenter,
    )[: limits.LEDGER_CORRECTIONS]
    months = tuple(_months(corpus).items())
    return CorrectionsView(
        site=presenter.site,
        path=page.address,
        title=presenter.language.say("corrections"),
        description=presenter.language.say("corrections-about"),
        corrections=ledger_views(entries, page.address, presenter, bibliography),
        months=month_links(months, addresses.corrections_month, presenter.language),
        sources=bibliography.entries(),
    )


def corrections_month_view(page: Page, presenter: Presenter) -> CorrectionsMonthView:
    """Return the view of a month of the ledger, or of a part of one."""
    corpus, bibliography = presenter.corpus, Bibliography(presenter)
    part, here, earlier, later = neighbours(
        page.subject, _parts(corpus), addresses.corrections_month, presenter.language
    )
    of_themes = [
        (theme, entry)
        for theme, entry in corpus.theme_corrections()
        if entry.date and entry.date.month == part.month
    ]
    of_articles = corpus.article_corrections_in("", part.month)
    entries = part.entries(
        _sorted_entries(of_articles, of_themes, presenter), limits.CORRECTIONS_PER_PART
    )
    return CorrectionsMonthView(
        site=presenter.site,
        path=page.address,
        title=presenter.language.say("corrections-of", month=here.text),
        description=presenter.language.say("corrections-of-about", month=here.text),
        month=here.text,
        corrections=ledger_views(entries, page.address, presenter, bibliography),
        sources=bibliography.entries(),
        earlier=earlier,
        later=later,
    )


class Ledger(NamedTuple):
    """Corrections as a page shows them, from new to old, and how many more there are."""

    shown: tuple[DatedView, ...]
    more: int


def ledger_of_theme(
    theme: Theme, here: str, presenter: Presenter, bibliography: Bibliography
) -> Ledger:
    """Return the latest corrections of a theme and of articles on it, on the page `here`."""
    corpus, name, most = presenter.corpus, theme.name, limits.THEME_CORRECTIONS
    own = [(name, entry) for entry in theme.corrections]
    entries = _sorted_entries(corpus.article_corrections(name, most), own, presenter)[:most]
    shown = ledger_views(entries, here, presenter, bibliography)
    # Counted, because no more are read than the page shows.
    return Ledger(shown, len(own) + corpus.count_article_corrections(name) - len(shown))


def ledger_views(
    entries: Iterable[LedgerEntry], here: str, presenter: Presenter, bibliography: Bibliography
) -> tuple[DatedView, ...]:
    """Return the views of entries on the page at the address `here`.

    Each has a link to the page that was corrected, unless it is this one.
    """
    return tuple(
        dated_view(e.entry, presenter, bibliography, None if e.page.path == here else e.page)
        for e in entries
    )


def dated_view(
    entry: Dated,
    presenter: Presenter,
    bibliography: Bibliography | None,
    page: LinkTo | None = None,
) -> DatedView:
    """Return the view of a correction or of something to watch for.

    `page` is the page that was corrected, if it is not the one that shows the correction.
    """
    date = presenter.date(entry.date) if entry.date else None
    return DatedView(date, presenter.prose(entry.text, bibliography), page)


def _sorted_entries(
    of_articles: Iterable[News], of_themes: Sequence[tuple[str, Dated]], presenter: Presenter
) -> list[LedgerEntry]:
    """Return corrections from new to old; those of one instant by page, in the order written."""
    zone = presenter.corpus.names.zone
    entries = [
        LedgerEntry(
            sortable(entry.date.instant(zone)) if entry.date else "", entry, presenter.theme(name)
        )
        for name, entry in of_themes
    ]
    for news in of_articles:
        article = presenter.corpus.article(news.id)
        card = presenter.article(article)
        entries.append(LedgerEntry(news.at, article.corrections[news.position], link_to(card)))
    # Sorting is stable, so the second sort keeps the order of the first among equals.
    entries.sort(key=lambda entry: entry.page.path)
    entries.sort(key=lambda entry: entry.at, reverse=True)
    return entries


def _months(corpus: Corpus) -> Mapping[str, int]:
    """Count the corrections of articles and of themes in each month, from new to old."""
    counts = Counter(corpus.count_article_corrections_by_month(""))
    # An entry without a date is on no page of a month; the ledger itself has it, last.
    counts.update(entry.date.month for _, entry in corpus.theme_corrections() if entry.date)
    return dict(sorted(counts.items(), reverse=True))
