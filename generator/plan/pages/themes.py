"""The briefing pages of themes, and the pages of their months."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.assemble.records import ArticleRecord
from generator.plan import limits
from generator.plan.briefing.answers import point_view
from generator.plan.briefing.events import key_events
from generator.plan.briefing.filters import filter_view
from generator.plan.briefing.sides import sides_view
from generator.plan.introductions import Introductions
from generator.plan.kind import Entry, Page
from generator.plan.last_modified import last_change
from generator.plan.months import Part, month_links, neighbours, number_of_parts, parts_of
from generator.plan.pages.corrections import dated_view, ledger_of_theme
from generator.plan.pages.timeline import development_view, latest_developments
from generator.plan.parties import Parties
from generator.plan.presenter import Presenter, content_key
from generator.plan.views.briefing import FormerStatusView, ThemeView
from generator.plan.views.components import MonthLink, Reference
from generator.plan.views.maps import MapView
from generator.plan.views.pages import (
    MonthArticle,
    MonthView,
)
from generator.validate.content import Theme
from generator.validate.models import ClaimStatus, Status


def theme_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the briefing page of every theme; its subject is the name."""
    for theme in corpus.names.themes:
        yield Entry(addresses.theme(theme.name), theme.name, _file(theme.name))


def month_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the months of all themes; the subject is `THEME MONTH`, and the number of a part."""
    for theme in corpus.names.themes:
        for part in parts_of_theme(theme.name, corpus):
            address = part.address(addresses.theme_month(theme.name, part.month))
            yield Entry(address, f"{theme.name} {part.subject}", _file(theme.name))


def parts_of_theme(name: str, corpus: Corpus) -> list[Part]:
    """Return all pages of the months of a theme, from new to old."""
    most = limits.ARTICLES_PER_PART
    months = corpus.months(name)
    return parts_of((month, number_of_parts(count, most)) for month, count in months)


def _file(name: str) -> str:
    return f"themes/{name}.md"


def theme_view(page: Page, presenter: Presenter) -> ThemeView:
    """Return the view of a briefing page."""
    name = page.subject
    corpus, theme = presenter.corpus, presenter.corpus.theme(name)
    front = theme.front
    language, parties = presenter.theme(name).language, Parties(theme, presenter)
    bibliography = Introductions(presenter, language=language)
    # In the order in which they are on the page: sources are numbered when they are first cited.
    bottom_line = presenter.prose(theme.bottom_line, bibliography)
    chosen = key_events(theme, corpus)
    shown = chosen or latest_developments(corpus, [name], limits.THEME_DEVELOPMENTS)
    events = tuple(development_view(one, presenter, bibliography) for one in shown)
    sides = sides_view(theme, parties, presenter, bibliography)
    points = tuple(
        point_view(theme, point, parties, presenter, bibliography) for point in front.points
    )
    unknowns = tuple(presenter.prose(text, bibliography) for text in theme.unknowns)
    watch = tuple(dated_view(entry, presenter, bibliography) for entry in theme.watch)
    corrections = ledger_of_theme(theme, page.address, presenter, bibliography)
    return ThemeView(
        site=presenter.site,
        path=page.address,
        title=front.title,
        description=presenter.first_paragraph(theme.bottom_line)
        or f"{front.question} {front.status.text}",
        language=language,
        question=front.question,
        state=front.status.state.value,
        status=front.status.text,
        since=presenter.date(front.status.since) if front.status.since else None,
        history=_history(front.status, presenter),
        key=content_key(front.status.text, front.status.state.value),
        as_of=presenter.date(front.as_of),
        review_by=presenter.date(front.review_by) if front.review_by else None,
        counts=presenter.counts(name),
        bottom_line=bottom_line,
        events=events,
        chosen=bool(chosen),
        developments=corpus.count_developments(name),
        sides=sides,
        points=points,
        filter=filter_view(points, parties, presenter),
        map=_map_view(theme, parties, presenter),
        months=_months(name, presenter),
        unknowns=unknowns,
        watch=watch,
        sources=bibliography.entries(),
        explanations=bibliography.explanations(),
        corrections=corrections.shown,
        more_corrections=corrections.more,
        feed=addresses.feed(name),
        json_feed=addresses.json_feed(name),
        modified=last_change(name, presenter),
        reference=Reference(
            title=front.title,
            as_of=presenter.date(front.as_of),
            language=language or presenter.site.language,
        ),
    )


def _months(name: str, presenter: Presenter) -> tuple[MonthLink, ...]:
    months = presenter.corpus.months(name)
    return month_links(months, partial(addresses.theme_month, name), presenter.language)


def _history(status: Status, presenter: Presenter) -> tuple[FormerStatusView, ...]:
    zone = presenter.corpus.names.zone
    former = sorted(status.history, key=lambda one: one.date.instant(zone), reverse=True)
    return tuple(
        FormerStatusView(presenter.date(one.date), one.state.value, one.text) for one in former
    )


def _map_view(theme: Theme, parties: Parties, presenter: Presenter) -> MapView | None:
    if not any(point.place for point in theme.front.points):
        return None
    from generator.plan.briefing.theme_map import map_view  # noqa: PLC0415 - most sites have no map

    return map_view(theme, parties, presenter)


def month_view(page: Page, presenter: Presenter) -> MonthView:
    """Return the view of a month of a theme, or of a part: articles on it, with claims."""
    name, _, subject = page.subject.partition(" ")
    corpus, link = presenter.corpus, presenter.theme(name)
    review_by = corpus.theme(name).front.review_by
    part, here, earlier, later = neighbours(
        subject,
        parts_of_theme(name, corpus),
        partial(addresses.theme_month, name),
        presenter.language,
    )
    return MonthView(
        site=presenter.site,
        path=here.path,
        title=f"{link.text}, {here.text}",
        description=presenter.language.say("month-about", theme=link.text, month=here.text),
        theme=link,
        month=here.text,
        earlier=earlier,
        later=later,
        articles=tuple(
            _month_article(corpus.article(id), name, presenter)
            for id in part.entries(
                corpus.articles_of_month(name, part.month), limits.ARTICLES_PER_PART
            )
        ),
        counts=presenter.counts(name, part.month),
        review_by=presenter.date(review_by) if review_by else None,
    )


def _month_article(article: ArticleRecord, theme: str, presenter: Presenter) -> MonthArticle:
    claims = [
        claim.id
        for claim in article.claims
        if claim.theme == theme and claim.status is not ClaimStatus.SUPERSEDED
    ]
    shown = claims[: limits.CLAIMS_PER_ENTRY]
    cards = tuple(presenter.claim((article.id, id)) for id in shown)
    return MonthArticle(presenter.article(article), cards, len(claims) - len(shown))
