"""The briefing pages and their months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from generator.assemble.corpus import Corpus, PublicArticle
from generator.assemble.developments import Development
from generator.assemble.points import PointRecord
from generator.plan import addresses, limits
from generator.plan.cards import Bibliography, Cards
from generator.plan.claims import answer_view, badges, development_view, stand_views
from generator.plan.corrections import LedgerEntry, dated_view, ledger_views
from generator.plan.months import Month, by_month
from generator.plan.pages import PlannedPage
from generator.plan.parts import LinkTo
from generator.plan.views import (
    MonthArticle,
    MonthView,
    PartyPoint,
    PartyView,
    PlaceView,
    PointView,
    SiteView,
    ThemeView,
)
from generator.prose.model import Prose
from generator.validate.content import Theme
from generator.validate.models import Point


def theme_pages(
    corpus: Corpus,
    records: Mapping[tuple[str, str], PointRecord],
    happened: Sequence[Development],
    corrections: tuple[LedgerEntry, ...],
    cards: Cards,
    site: SiteView,
) -> Iterator[PlannedPage]:
    """Plan every theme's briefing page and months."""
    for theme in corpus.themes:
        months = by_month(
            corpus.articles_of_theme.get(theme.name, ()),
            lambda article: article.month,
            partial(addresses.theme_month, theme.name),
        )
        templates = (f"themes/{theme.name}.html", "theme.html")
        view = _theme_view(theme, months, corpus, records, happened, corrections, cards, site)
        yield PlannedPage(templates, view, theme.path)
        yield from _month_pages(theme, months, corpus, cards, site)


def _theme_view(
    theme: Theme,
    months: Sequence[Month[PublicArticle]],
    corpus: Corpus,
    records: Mapping[tuple[str, str], PointRecord],
    happened: Sequence[Development],
    corrections: tuple[LedgerEntry, ...],
    cards: Cards,
    site: SiteView,
) -> ThemeView:
    front = theme.front
    bibliography = Bibliography(corpus, cards)
    own = [development for development in happened if development.theme == theme.name]
    shown = own[-limits.THEME_DEVELOPMENTS :]
    # The order of these decides the numbers of the sources: they run down the page.
    bottom_line = cards.prose(theme.bottom_line, bibliography)
    points = tuple(
        _point_view(point, note, records[theme.name, point.id], cards, bibliography)
        for point, note in zip(front.points, theme.notes, strict=True)
    )
    timeline = tuple(development_view(one, cards, bibliography) for one in shown)
    unknowns = tuple(cards.prose(text, bibliography) for text in theme.unknowns)
    watch = tuple(dated_view(entry, cards, bibliography) for entry in theme.watch)
    ledger = [entry for entry in corrections if theme.name in entry.themes]
    corrected = ledger_views(
        ledger[: limits.THEME_CORRECTIONS], addresses.theme(theme.name), cards, bibliography
    )
    return ThemeView(
        site=site,
        path=addresses.theme(theme.name),
        title=front.title,
        description=front.question,
        question=front.question,
        state=front.status.state.value,
        status=front.status.text,
        as_of=cards.date(front.as_of),
        review_by=cards.date(front.review_by) if front.review_by else None,
        counts=cards.counts(corpus.articles_of_theme.get(theme.name, ())),
        last_development=cards.date(own[-1].on) if own else None,
        bottom_line=bottom_line,
        points=points,
        parties=_parties(points, theme, cards),
        places=_places(theme, cards),
        timeline=timeline,
        earlier=len(own) > len(shown),
        months=tuple(month.link for month in months),
        unknowns=unknowns,
        watch=watch,
        sources=bibliography.entries(),
        corrections=corrected,
        more_corrections=max(0, len(ledger) - limits.THEME_CORRECTIONS),
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


def _places(theme: Theme, cards: Cards) -> tuple[PlaceView, ...]:
    return tuple(
        PlaceView(
            cards.point(theme.name, point.id),
            _degrees(point.place.lat, "N", "S"),
            _degrees(point.place.lon, "E", "W"),
        )
        for point in theme.front.points
        if point.place
    )


def _degrees(angle: float, positive: str, negative: str) -> str:
    return f"{abs(angle):.2f}° {positive if angle >= 0 else negative}"


def _month_pages(
    theme: Theme,
    months: Sequence[Month[PublicArticle]],
    corpus: Corpus,
    cards: Cards,
    site: SiteView,
) -> Iterator[PlannedPage]:
    link = cards.theme(theme.name)
    for month in months:
        name = month.link.name
        view = MonthView(
            site=site,
            path=month.link.path,
            title=f"{link.text}, {name}",
            description=f"Every report on {link.text} that was published in {name}",
            theme=link,
            month=name,
            earlier=month.earlier,
            later=month.later,
            articles=tuple(
                _month_article(article, theme, corpus, cards) for article in month.items
            ),
            counts=cards.counts(month.items),
        )
        yield PlannedPage(("month.html",), view, theme.path)


def _month_article(
    article: PublicArticle, theme: Theme, corpus: Corpus, cards: Cards
) -> MonthArticle:
    claims = (
        cards.claim(claim)
        for claim in corpus.claims_of_article[article.id]
        if claim.claim.theme == theme.name and claim.counts
    )
    return MonthArticle(cards.article(article), tuple(claims))
