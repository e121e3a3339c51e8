"""The briefing pages and their months."""

from __future__ import annotations

from functools import partial

from generator.assemble.points import PointRecord, State
from generator.assemble.records import ArticleRecord
from generator.plan import addresses, limits
from generator.plan.cards import Bibliography, Cards, key_of
from generator.plan.changes import last_change
from generator.plan.claims import badges, development_view, fact_view, stand_views
from generator.plan.corrections import dated_view, ledger, ledger_views
from generator.plan.figures import MapView
from generator.plan.matrix import matrix_view
from generator.plan.months import beside, month_links
from generator.plan.timeline import latest_developments
from generator.plan.views import (
    MonthArticle,
    MonthView,
    PointView,
    ThemeView,
)
from generator.prose.model import Prose
from generator.validate.content import Theme
from generator.validate.models import ClaimStatus, Point


def theme_view(name: str, cards: Cards) -> ThemeView:
    """Show where a theme stands."""
    corpus, theme = cards.corpus, cards.corpus.theme(name)
    front = theme.front
    bibliography = Bibliography(cards)
    last = latest_developments(corpus, [name], limits.THEME_DEVELOPMENTS + 1)
    shown = last[-limits.THEME_DEVELOPMENTS :]
    # The order of these decides the numbers of the sources: they run down the page.
    bottom_line = cards.prose(theme.bottom_line, bibliography)
    records = [corpus.point(name, point.id) for point in front.points]
    points = tuple(
        _point_view(point, note, record, cards, bibliography)
        for point, note, record in zip(front.points, theme.notes, records, strict=True)
    )
    links = [cards.point(name, point.id) for point in front.points]
    matrix = matrix_view(list(zip(links, records, strict=True)), cards, bibliography)
    timeline = tuple(development_view(one, cards, bibliography) for one in shown)
    unknowns = tuple(cards.prose(text, bibliography) for text in theme.unknowns)
    watch = tuple(dated_view(entry, cards, bibliography) for entry in theme.watch)
    entries = ledger(cards, [name], limits.THEME_CORRECTIONS)[: limits.THEME_CORRECTIONS]
    corrected = ledger_views(entries, addresses.theme(name), cards, bibliography)
    all_corrections = len(theme.corrections) + corpus.count_corrected(name)
    return ThemeView(
        site=cards.site,
        path=addresses.theme(name),
        title=front.title,
        description=f"{front.question} {front.status.text}",
        question=front.question,
        state=front.status.state.value,
        status=front.status.text,
        key=key_of(front.status.text, front.status.state.value),
        as_of=cards.date(front.as_of),
        review_by=cards.date(front.review_by) if front.review_by else None,
        counts=cards.counts(name),
        last_development=cards.date(last[-1].on) if last else None,
        bottom_line=bottom_line,
        points=points,
        matrix=matrix,
        map=_map_view(theme, cards),
        timeline=timeline,
        earlier=len(last) > len(shown),
        months=month_links(
            corpus.months(name), partial(addresses.theme_month, name), cards.language
        ),
        unknowns=unknowns,
        watch=watch,
        sources=bibliography.entries(),
        corrections=corrected,
        more_corrections=all_corrections - len(entries),
        feed=addresses.feed(name),
        json_feed=addresses.json_feed(name),
        modified=last_change(name, cards),
    )


def _point_view(
    point: Point, note: Prose | None, record: PointRecord, cards: Cards, bibliography: Bibliography
) -> PointView:
    answers = record.facts.answers if record.facts else ()
    stands = record.positions.stands if record.positions else ()
    return PointView(
        id=point.id,
        title=point.title,
        question=point.question,
        unit=point.unit,
        badges=badges(record, cards.language),
        reports=record.reports,
        independent=record.independent,
        differs=record.facts is not None and record.facts.state is State.SOURCES_DIFFER,
        facts=tuple(
            fact_view(answer, cards, bibliography) for answer in answers[: limits.ANSWERS_PER_POINT]
        ),
        more_facts=max(0, len(answers) - limits.ANSWERS_PER_POINT),
        stands=stand_views(stands[: limits.PARTIES_PER_POINT], cards, bibliography),
        more_stands=max(0, len(stands) - limits.PARTIES_PER_POINT),
        note=cards.prose(note, bibliography) if note else None,
    )


def _map_view(theme: Theme, cards: Cards) -> MapView | None:
    if not any(point.place for point in theme.front.points):
        return None
    from generator.plan.maps import map_view  # noqa: PLC0415 - most sites have no map

    return map_view(theme, cards)


def month_view(name: str, month: str, cards: Cards) -> MonthView:
    """Show every article about a theme of one month."""
    corpus, link = cards.corpus, cards.theme(name)
    here, earlier, later = beside(
        month,
        [month for month, _ in corpus.months(name)],
        partial(addresses.theme_month, name),
        cards.language,
    )
    return MonthView(
        site=cards.site,
        path=here.path,
        title=f"{link.text}, {here.text}",
        description=cards.language.say("month-about", theme=link.text, month=here.text),
        theme=link,
        month=here.text,
        earlier=earlier,
        later=later,
        articles=tuple(
            _month_article(corpus.the_article(id), name, cards)
            for id in corpus.articles_of_month(name, month)
        ),
        counts=cards.counts(name, month),
    )


def _month_article(article: ArticleRecord, theme: str, cards: Cards) -> MonthArticle:
    claims = (
        cards.claim((article.id, claim.id))
        for claim in article.claims
        if claim.theme == theme and claim.status is not ClaimStatus.SUPERSEDED
    )
    return MonthArticle(cards.article(article), tuple(claims))
