"""The briefing pages of themes, and the pages of their months."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.assemble.points import PointRecord, State
from generator.assemble.records import ArticleRecord
from generator.plan import limits
from generator.plan.answers import badges, fact_view, stand_views
from generator.plan.corrections import dated_view, ledger_of_theme, ledger_views
from generator.plan.figure_views import MapView
from generator.plan.kind import Entry, Page
from generator.plan.last_modified import last_change
from generator.plan.matrix import matrix_view
from generator.plan.months import month_links, neighbours
from generator.plan.presenter import Bibliography, Presenter, content_key
from generator.plan.timeline import development_view, latest_developments
from generator.plan.views import (
    MonthArticle,
    MonthView,
    PointView,
    ThemeView,
)
from generator.prose.model import Prose
from generator.validate.content import Theme
from generator.validate.models import ClaimStatus, Point


def theme_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the briefing page of every theme; its subject is the name."""
    for theme in corpus.names.themes:
        yield Entry(addresses.theme(theme.name), theme.name, _file(theme.name))


def month_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the months of all themes; the subject is `THEME MONTH`."""
    for theme in corpus.names.themes:
        for month, _ in corpus.months(theme.name):
            address = addresses.theme_month(theme.name, month)
            yield Entry(address, f"{theme.name} {month}", _file(theme.name))


def _file(name: str) -> str:
    return f"themes/{name}.md"


def theme_view(page: Page, presenter: Presenter) -> ThemeView:
    """Return the view of a briefing page."""
    name = page.subject
    corpus, theme = presenter.corpus, presenter.corpus.theme(name)
    front = theme.front
    bibliography = Bibliography(presenter)
    # One more than is shown, to know whether there are earlier ones.
    last = latest_developments(corpus, [name], limits.THEME_DEVELOPMENTS + 1)
    shown = last[-limits.THEME_DEVELOPMENTS :]
    # In the order in which they are on the page: sources are numbered when they are first cited.
    bottom_line = presenter.prose(theme.bottom_line, bibliography)
    records = [corpus.point(name, point.id) for point in front.points]
    points = tuple(
        _point_view(point, note, record, presenter, bibliography)
        for point, note, record in zip(front.points, theme.notes, records, strict=True)
    )
    links = [presenter.point(name, point.id) for point in front.points]
    matrix = matrix_view(list(zip(links, records, strict=True)), presenter, bibliography)
    timeline = tuple(development_view(one, presenter, bibliography) for one in shown)
    unknowns = tuple(presenter.prose(text, bibliography) for text in theme.unknowns)
    watch = tuple(dated_view(entry, presenter, bibliography) for entry in theme.watch)
    entries = ledger_of_theme(name, presenter)
    corrected = ledger_views(entries, page.address, presenter, bibliography)
    # Counted, because no more are read than the page shows.
    all_corrections = len(theme.corrections) + corpus.count_article_corrections(name)
    return ThemeView(
        site=presenter.site,
        path=page.address,
        title=front.title,
        description=presenter.first_paragraph(theme.bottom_line)
        or f"{front.question} {front.status.text}",
        language=presenter.theme(name).language,
        question=front.question,
        state=front.status.state.value,
        status=front.status.text,
        key=content_key(front.status.text, front.status.state.value),
        as_of=presenter.date(front.as_of),
        review_by=presenter.date(front.review_by) if front.review_by else None,
        counts=presenter.counts(name),
        last_development=presenter.date(last[-1].on) if last else None,
        bottom_line=bottom_line,
        points=points,
        matrix=matrix,
        map=_map_view(theme, presenter),
        timeline=timeline,
        earlier=len(last) > len(shown),
        months=month_links(
            corpus.months(name), partial(addresses.theme_month, name), presenter.language
        ),
        unknowns=unknowns,
        watch=watch,
        sources=bibliography.entries(),
        corrections=corrected,
        more_corrections=all_corrections - len(entries),
        feed=addresses.feed(name),
        json_feed=addresses.json_feed(name),
        modified=last_change(name, presenter),
    )


def _point_view(
    point: Point,
    note: Prose | None,
    record: PointRecord,
    presenter: Presenter,
    bibliography: Bibliography,
) -> PointView:
    answers = record.facts.answers if record.facts else ()
    stands = record.positions.stands if record.positions else ()
    return PointView(
        id=point.id,
        title=point.title,
        question=point.question,
        unit=point.unit,
        badges=badges(record, presenter.language),
        reports=record.reports,
        independent=record.independent,
        differs=record.facts is not None and record.facts.state is State.SOURCES_DIFFER,
        facts=tuple(
            fact_view(answer, presenter, bibliography)
            for answer in answers[: limits.ANSWERS_PER_POINT]
        ),
        more_facts=max(0, len(answers) - limits.ANSWERS_PER_POINT),
        stands=stand_views(stands[: limits.PARTIES_PER_POINT], presenter, bibliography),
        more_stands=max(0, len(stands) - limits.PARTIES_PER_POINT),
        note=presenter.prose(note, bibliography) if note else None,
    )


def _map_view(theme: Theme, presenter: Presenter) -> MapView | None:
    if not any(point.place for point in theme.front.points):
        return None
    from generator.plan.theme_map import map_view  # noqa: PLC0415 - most sites have no map

    return map_view(theme, presenter)


def month_view(page: Page, presenter: Presenter) -> MonthView:
    """Return the view of a month of a theme: every article on it, with its claims."""
    name, _, month = page.subject.partition(" ")
    corpus, link = presenter.corpus, presenter.theme(name)
    here, earlier, later = neighbours(
        month,
        [month for month, _ in corpus.months(name)],
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
            for id in corpus.articles_of_month(name, month)
        ),
        counts=presenter.counts(name, month),
    )


def _month_article(article: ArticleRecord, theme: str, presenter: Presenter) -> MonthArticle:
    claims = (
        presenter.claim((article.id, claim.id))
        for claim in article.claims
        if claim.theme == theme and claim.status is not ClaimStatus.SUPERSEDED
    )
    return MonthArticle(presenter.article(article), tuple(claims))
