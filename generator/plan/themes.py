"""The briefing pages and their months."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from generator.assemble.points import PointRecord
from generator.assemble.records import ArticleRecord
from generator.plan import addresses, limits
from generator.plan.cards import Bibliography, Cards
from generator.plan.claims import answer_view, badges, development_view, stand_views
from generator.plan.corrections import dated_view, ledger, ledger_views
from generator.plan.months import beside, month_links
from generator.plan.parts import LinkTo, MapView
from generator.plan.timeline import latest_developments
from generator.plan.views import (
    MonthArticle,
    MonthView,
    PartyPoint,
    PartyView,
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
    points = tuple(
        _point_view(point, note, corpus.point(name, point.id), cards, bibliography)
        for point, note in zip(front.points, theme.notes, strict=True)
    )
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
        description=front.question,
        question=front.question,
        state=front.status.state.value,
        status=front.status.text,
        as_of=cards.date(front.as_of),
        review_by=cards.date(front.review_by) if front.review_by else None,
        counts=cards.counts(name),
        last_development=cards.date(last[-1].on) if last else None,
        bottom_line=bottom_line,
        points=points,
        parties=_parties(points, theme, cards),
        map=_map_view(theme, cards),
        timeline=timeline,
        earlier=len(last) > len(shown),
        months=month_links(corpus.months(name), partial(addresses.theme_month, name)),
        unknowns=unknowns,
        watch=watch,
        sources=bibliography.entries(),
        corrections=corrected,
        more_corrections=all_corrections - len(entries),
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
        badges=badges(record),
        reports=record.reports,
        independent=record.independent,
        answers=tuple(
            answer_view(answer, cards, bibliography)
            for answer in answers[: limits.ANSWERS_PER_POINT]
        ),
        more_answers=max(0, len(answers) - limits.ANSWERS_PER_POINT),
        stands=stand_views(stands[: limits.PARTIES_PER_POINT], cards, bibliography),
        more_stands=max(0, len(stands) - limits.PARTIES_PER_POINT),
        note=cards.prose(note, bibliography) if note else None,
    )


def _parties(points: Sequence[PointView], theme: Theme, cards: Cards) -> tuple[PartyView, ...]:
    """Turn the points around: what each party says, the most outspoken first.

    Parties that say everything together stand together.
    """
    said: dict[LinkTo, list[PartyPoint]] = {}
    for point in points:
        for stand in point.stands:
            here = PartyPoint(cards.point(theme.name, point.id), stand.answers, stand.differs)
            for party in stand.parties:
                said.setdefault(party, []).append(here)
    together: dict[tuple[bytes, ...], list[LinkTo]] = {}
    for party, told in said.items():
        together.setdefault(tuple(point.digest for point in told), []).append(party)
    views = [PartyView(tuple(group), tuple(said[group[0]])) for group in together.values()]
    return tuple(sorted(views, key=lambda view: (-len(view.points), view.parties[0].text)))


def _map_view(theme: Theme, cards: Cards) -> MapView | None:
    if not any(point.place for point in theme.front.points):
        return None
    from generator.plan.maps import map_view  # noqa: PLC0415 - most sites have no map

    return map_view(theme, cards)


def month_view(name: str, month: str, cards: Cards) -> MonthView:
    """Show every article about a theme of one month."""
    corpus, link = cards.corpus, cards.theme(name)
    here, earlier, later = beside(
        month, [month for month, _ in corpus.months(name)], partial(addresses.theme_month, name)
    )
    return MonthView(
        site=cards.site,
        path=here.path,
        title=f"{link.text}, {here.text}",
        description=f"Every report on {link.text} that was published in {here.text}",
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
