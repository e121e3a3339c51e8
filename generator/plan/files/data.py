"""The data files, which have all that is public, and the page about them.

Articles and claims come as text that was written when they were read (`generator.assemble.data`);
themes, points and registers, which are few, are written here.

Two files have everything, up to DATA_REPORTS reports. Of a larger site they have the latest months,
and each month before has two files of its own, which an edit of today's report leaves alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.assemble.data import (
    BASE_URL_PLACEHOLDER,
    COLUMNS,
    ArticleData,
    article_data,
    dated_fields,
    json_line,
    percent_encoded,
)
from generator.assemble.points import Answer, PointRecord
from generator.plan.kind import Entry, Page
from generator.plan.limits import DATA_REPORTS
from generator.plan.presenter import Presenter
from generator.plan.views.files import ClaimsTableView, DataTable, DataView
from generator.plan.views.pages import DataPageView
from generator.prose.model import Ref
from generator.validate.content import Theme
from generator.validate.models import PlaceFront, Point

VERSION = 1
"""Raised when a field is renamed, removed or changes its meaning, not when one is added."""


def data_entries(address: Callable[[str], str], corpus: Corpus) -> Iterator[Entry]:
    """Yield the main file and those of earlier months, whose subject is the month."""
    for month in ("", *earlier_months(corpus)):
        yield Entry(address(month), month, "the data")


def earlier_months(corpus: Corpus) -> dict[str, int]:
    """Return the months that have files of their own, from new to old, and how many reports."""
    reports = 0
    earlier: dict[str, int] = {}
    for position, (month, count) in enumerate(corpus.count_by_month()):
        reports += count
        if earlier or (position and reports > DATA_REPORTS):
            earlier[month] = count
    return earlier


def data_view(page: Page, presenter: Presenter) -> DataView:
    """Return the view of briefing.json, or of the reports of an earlier month."""
    names = presenter.corpus.names
    site, month = names.site, page.subject
    themes = [presenter.corpus.theme(theme.name) for theme in names.themes]
    articles = list(_articles(month, presenter))
    reports = (
        DataTable("articles", tuple(data.article for data in articles)),
        DataTable("claims", tuple(data.claims for data in articles if data.claims)),
    )
    return DataView(
        version=VERSION,
        placeholder=BASE_URL_PLACEHOLDER,
        month=month,
        site=json_line(
            {
                "id": site.id,
                "title": site.title,
                "tagline": site.tagline,
                "language": site.language,
                "timezone": site.timezone,
                "principals": site.principals,
                "editor": site.editor.name if site.editor else None,
                "repository": site.repository,
            }
        ),
        tables=reports
        if month
        else (
            DataTable("themes", tuple(_theme(theme, presenter) for theme in themes)),
            DataTable("points", tuple(_points(themes, presenter))),
            DataTable("actors", tuple(_actors(presenter))),
            DataTable("sources", tuple(_sources(presenter))),
            DataTable("glossary", tuple(_glossary(presenter))),
            *reports,
            *_earlier(presenter.corpus),
        ),
    )


def claims_table_view(page: Page, presenter: Presenter) -> ClaimsTableView:
    """Return the view of claims.csv, or of an earlier month: from old to new by their articles."""
    articles = _articles(page.subject, presenter)
    return ClaimsTableView(COLUMNS, BASE_URL_PLACEHOLDER, tuple(data.csv_rows for data in articles))


def data_page_view(page: Page, presenter: Presenter) -> DataPageView:
    """Return the view of the page that explains the data files."""
    return DataPageView(
        site=presenter.site,
        path=page.address,
        title=presenter.language.say("data"),
        description=presenter.language.say("data-about", site=presenter.site.title),
        json=addresses.DATA_JSON,
        schema=addresses.DATA_SCHEMA,
        csv=addresses.DATA_CSV,
        columns=COLUMNS,
        earlier=tuple(
            (month, addresses.data_json(month), addresses.data_csv(month))
            for month in earlier_months(presenter.corpus)
        ),
    )


def _articles(month: str, presenter: Presenter) -> Iterator[ArticleData]:
    """Yield the data of the public articles of an earlier month, or of the main file."""
    corpus = presenter.corpus
    zone = corpus.names.zone
    earlier = () if month else earlier_months(corpus)
    latest = [one for one, _ in corpus.count_by_month() if one not in earlier]

    def is_public(ref: Ref) -> bool:
        return corpus.find_article(ref.key) is not None

    months = [month] if month else reversed(latest)
    for id, data in chain.from_iterable(map(corpus.data, months)):
        # Without data, an article depends on others, and what is read of these has to be recorded.
        yield data or article_data(corpus.article(id), zone, presenter.plain_text, is_public)


def _earlier(corpus: Corpus) -> Iterator[DataTable]:
    """Yield the table of the months that have files of their own, if there are any."""
    rows = [
        json_line({"month": month, "articles": count, "page": addresses.data_json(month)})
        for month, count in earlier_months(corpus).items()
    ]
    if rows:
        yield DataTable("earlier", tuple(rows))


def _theme(theme: Theme, presenter: Presenter) -> str:
    front, zone, to_text = theme.front, presenter.corpus.names.zone, presenter.plain_text
    counts = presenter.counts(theme.name)
    return json_line(
        {
            "id": theme.name,
            "page": percent_encoded(addresses.theme(theme.name)),
            "title": front.title,
            "question": front.question,
            "status": {
                "state": front.status.state.value,
                "text": front.status.text,
                **({"since": since.isoformat(zone)} if (since := front.status.since) else {}),
                "history": tuple(
                    {
                        "date": former.date.isoformat(zone),
                        "state": former.state.value,
                        "text": former.text,
                    }
                    for former in front.status.history
                ),
            },
            "principals": front.principals,
            "events": tuple(
                f"{event.key}#{event.claim}"
                for event in theme.events
                if presenter.corpus.find_article(event.key)
            ),
            "as_of": front.as_of.isoformat(zone),
            "review_by": front.review_by.isoformat(zone) if front.review_by else None,
            "bottom_line": to_text(theme.bottom_line),
            "reports": counts.reports,
            "outlets": counts.outlets,
            "independent": counts.independent,
            "at_most": counts.at_most or None,
            "unknowns": tuple(map(to_text, theme.unknowns)),
            "watch": tuple(dated_fields(entry, zone, to_text) for entry in theme.watch),
            "corrections": tuple(dated_fields(entry, zone, to_text) for entry in theme.corrections),
        }
    )


def _points(themes: list[Theme], presenter: Presenter) -> Iterator[str]:
    for theme in themes:
        for point in theme.front.points:
            yield _point(theme.name, point, presenter.corpus.point(theme.name, point.id))


def _point(theme: str, point: Point, record: PointRecord) -> str:
    stands = record.positions.stands if record.positions else ()
    return json_line(
        {
            "id": f"{theme}#{point.id}",
            "page": percent_encoded(addresses.point(theme, point.id)),
            "theme": theme,
            "point": point.id,
            "title": point.title,
            "question": point.question,
            "unit": point.unit,
            "alike": point.alike,
            "aside": point.aside or None,
            "place": _place(point.place) if point.place else None,
            "states": tuple(state.value for state in record.states),
            "reports": record.reports,
            "independent": record.independent,
            "at_most": record.at_most or None,
            "facts": tuple(_answer(one) for one in record.facts.answers) if record.facts else (),
            "positions": tuple(
                {"party": stand.party, **_answer(answer)}
                for stand in stands
                for answer in stand.answers
            ),
        }
    )


def _place(place: PlaceFront) -> dict[str, object]:
    known = {"name": place.name, "role": place.role}
    return {
        "lat": place.lat,
        "lon": place.lon,
        **{name: value for name, value in known.items() if value},
    }


def _answer(answer: Answer) -> dict[str, object]:
    """Return an answer with the number of its claims and of their distinct origins."""
    value = {"value": answer.value} if answer.value is not None else {}
    at_most = {"at_most": True} if answer.at_most else {}
    return {**value, "claims": answer.count, "independent": answer.independent, **at_most}


def _actors(presenter: Presenter) -> Iterator[str]:
    public = presenter.corpus.public_actors()
    for key, actor in public.items():
        yield json_line(
            {
                "id": key,
                "page": percent_encoded(addresses.actor(key)),
                "name": actor.name,
                "kind": actor.kind,
                "role": actor.role,
                "of": actor.of,
                "aliases": actor.aliases,
                "members": tuple(member for member in actor.members if member in public),
            }
        )


def _sources(presenter: Presenter) -> Iterator[str]:
    for key, source in presenter.corpus.public_sources().items():
        yield json_line(
            {
                "id": key,
                "page": percent_encoded(addresses.source(key)),
                "name": source.name,
                "kind": source.kind,
                "url": source.url,
                "country": source.country,
                "ownership": source.ownership,
                "note": source.note,
                "unidentified": source.unidentified or None,
            }
        )


def _glossary(presenter: Presenter) -> Iterator[str]:
    for key in presenter.corpus.words_explained():
        term = presenter.corpus.term(key)
        yield json_line(
            {
                "id": key,
                "page": percent_encoded(addresses.term(key)),
                "term": term.front.term,
                "meaning": presenter.plain_text(term.meaning),
                "aliases": term.front.aliases,
            }
        )
