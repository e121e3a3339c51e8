"""All that is public, as data: for those who count, compare and archive."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assemble.data import (
    COLUMNS,
    HERE,
    ArticleData,
    address_of,
    article_data,
    dated,
    json_line,
)
from generator.assemble.points import Answer, PointRecord
from generator.plan import addresses
from generator.plan.cards import Cards
from generator.plan.machines import ClaimsTableView, DataTable, DataView
from generator.plan.views import DataPageView
from generator.prose.model import Ref
from generator.validate.content import Theme
from generator.validate.models import Point

VERSION = 1
"""Of what the fields are called and mean; a new field leaves it as it is."""


def data_view(cards: Cards) -> DataView:
    """Show everything public."""
    names = cards.corpus.names
    site = names.site
    themes = [cards.corpus.theme(theme.name) for theme in names.themes]
    articles = list(_articles(cards))
    return DataView(
        version=VERSION,
        here=HERE,
        site=json_line(
            {
                "id": site.id,
                "title": site.title,
                "tagline": site.tagline,
                "language": site.language,
                "timezone": site.timezone,
                "editor": site.editor.name if site.editor else None,
                "repository": site.repository,
            }
        ),
        tables=(
            DataTable("themes", tuple(_theme(theme, cards) for theme in themes)),
            DataTable("points", tuple(_points(themes, cards))),
            DataTable("actors", tuple(_actors(cards))),
            DataTable("sources", tuple(_sources(cards))),
            DataTable("articles", tuple(data.article for data in articles)),
            DataTable("claims", tuple(data.claims for data in articles if data.claims)),
        ),
    )


def claims_table_view(cards: Cards) -> ClaimsTableView:
    """Show every public claim as a row."""
    return ClaimsTableView(COLUMNS, HERE, tuple(data.table for data in _articles(cards)))


def data_page_view(cards: Cards) -> DataPageView:
    """Show what data there is, and how to use it."""
    return DataPageView(
        site=cards.site,
        path=addresses.DATA,
        title=cards.language.say("data"),
        description=cards.language.say("data-about", site=cards.site.title),
        json=addresses.DATA_JSON,
        schema=addresses.DATA_SCHEMA,
        csv=addresses.DATA_CSV,
        columns=COLUMNS,
    )


def _articles(cards: Cards) -> Iterator[ArticleData]:
    """Return the data of every article, old to new; few have to be put together here."""
    corpus = cards.corpus
    zone = corpus.names.zone

    def public(ref: Ref) -> bool:
        return corpus.article(ref.key) is not None

    for id, data in corpus.data():
        yield data or article_data(corpus.the_article(id), zone, cards.words, public)


def _theme(theme: Theme, cards: Cards) -> str:
    front, zone = theme.front, cards.corpus.names.zone
    counts = cards.counts(theme.name)
    return json_line(
        {
            "id": theme.name,
            "page": address_of(addresses.theme(theme.name)),
            "title": front.title,
            "question": front.question,
            "status": {"state": front.status.state.value, "text": front.status.text},
            "as_of": front.as_of.isoformat(zone),
            "review_by": front.review_by.isoformat(zone) if front.review_by else None,
            "bottom_line": cards.words(theme.bottom_line),
            "reports": counts.reports,
            "outlets": counts.outlets,
            "independent": counts.independent,
            "unknowns": tuple(map(cards.words, theme.unknowns)),
            "watch": tuple(dated(entry, zone, cards.words) for entry in theme.watch),
            "corrections": tuple(dated(entry, zone, cards.words) for entry in theme.corrections),
        }
    )


def _points(themes: list[Theme], cards: Cards) -> Iterator[str]:
    for theme in themes:
        for point in theme.front.points:
            yield _point(theme.name, point, cards.corpus.point(theme.name, point.id))


def _point(theme: str, point: Point, record: PointRecord) -> str:
    stands = record.positions.stands if record.positions else ()
    return json_line(
        {
            "id": f"{theme}#{point.id}",
            "page": address_of(addresses.point(theme, point.id)),
            "theme": theme,
            "point": point.id,
            "title": point.title,
            "question": point.question,
            "unit": point.unit,
            "place": {"lat": point.place.lat, "lon": point.place.lon} if point.place else None,
            "states": tuple(state.value for state in record.states),
            "reports": record.reports,
            "independent": record.independent,
            "facts": tuple(_answer(one) for one in record.facts.answers) if record.facts else (),
            "positions": tuple(
                {"party": stand.party, **_answer(answer)}
                for stand in stands
                for answer in stand.answers
            ),
        }
    )


def _answer(answer: Answer) -> dict[str, object]:
    """Show what is answered, and how much stands behind it."""
    value = {"value": answer.value} if answer.value is not None else {}
    return {**value, "claims": answer.count, "independent": answer.independent}


def _actors(cards: Cards) -> Iterator[str]:
    for key, actor in cards.corpus.names.actors.items():
        yield json_line(
            {
                "id": key,
                "page": address_of(addresses.actor(key)),
                "name": actor.name,
                "kind": actor.kind,
                "role": actor.role,
                "of": actor.of,
                "aliases": actor.aliases,
            }
        )


def _sources(cards: Cards) -> Iterator[str]:
    for key, source in cards.corpus.names.sources.items():
        yield json_line(
            {
                "id": key,
                "page": address_of(addresses.source(key)),
                "name": source.name,
                "kind": source.kind,
                "url": source.url,
                "country": source.country,
                "ownership": source.ownership,
                "note": source.note,
            }
        )
