"""What changed in the file of a theme, and in the states of its points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from generator.assemble.points import PointRecord
from generator.changes.fields import changed_fields, shown_date
from generator.changes.identity import same_points, same_texts
from generator.changes.model import (
    Field,
    NamedPoint,
    PointChange,
    RenamedPoint,
    Status,
    TextChange,
    ThemeChanges,
)
from generator.language.borrowed import plain
from generator.plan.briefing.answers import point_view
from generator.plan.parties import Parties
from generator.plan.presenter import Bibliography, Presenter
from generator.plan.views.briefing import AnswerLine
from generator.plan.views.components import LinkTo
from generator.validate.content import Theme
from generator.validate.models import Point


def own_changes(
    old: Presenter, new: Presenter, former: str | None, name: str, **of_articles: Any
) -> ThemeChanges:
    """Return what changed on a theme; `former` is its former name, None if it is new.

    `of_articles` are those fields of the result that follow from articles.
    """
    theme = new.corpus.theme(name)
    before = old.corpus.theme(former) if former is not None else None
    status = _status(theme)
    if before is None:
        paragraphs = _paragraphs(theme, new)
        return ThemeChanges(
            name=name,
            theme=new.theme(name),
            kind="new",
            status=status,
            bottom_line=tuple(paragraphs[:1]),
            points=tuple(_changed_points(None, theme, {}, old, new)),
            **of_articles,
        )
    points = same_points(before.front.points, theme.front.points)
    was, now = Counter(_paragraphs(before, old)), Counter(_paragraphs(theme, new))
    title = before.front.title
    return ThemeChanges(
        name=name,
        theme=new.theme(name),
        kind="changed",
        title_before=title if title != theme.front.title else None,
        status=status,
        status_before=_status(before) if _status(before) != status else None,
        bottom_line=tuple((now - was).elements()),
        is_bottom_line_cut=bool(was - now) and not now - was,
        fields=tuple(_dates(before, theme, old, new)),
        points=tuple(_changed_points(before, theme, points, old, new)),
        renamed_points=tuple(
            RenamedPoint(_named(point, new.point(name, point.id)), was_titled)
            for point in theme.front.points
            if point.id in points
            and (was_titled := before.point(points[point.id]).title) != point.title
        ),
        new_points=tuple(
            _named(point, new.point(name, point.id))
            for point in theme.front.points
            if point.id not in points
        ),
        withdrawn_points=tuple(
            _named(point, LinkTo("", point.title))
            for point in before.front.points
            if point.id not in points.values()
        ),
        texts=tuple(_changed_texts(before, theme, points, old, new)),
        **of_articles,
    )


def _named(point: Point, link: LinkTo) -> NamedPoint:
    return NamedPoint(point.id, link)


def _status(theme: Theme) -> Status:
    return Status(theme.front.status.state.value, theme.front.status.text)


def _dates(before: Theme, after: Theme, old: Presenter, new: Presenter) -> Iterator[Field]:
    """Yield the dates of a theme that changed: up to when it is right, when it is reviewed."""
    dates = {
        "since": (before.front.status.since, after.front.status.since),
        "as_of": (before.front.as_of, after.front.as_of),
        "review_by": (before.front.review_by, after.front.review_by),
    }
    for name, (was, now) in dates.items():
        # With another status comes another date of it.
        if name != "since" or _status(before) == _status(after):
            yield from changed_fields({name: shown_date(was, old)}, {name: shown_date(now, new)})


def _paragraphs(theme: Theme, presenter: Presenter) -> list[str]:
    return list(filter(None, presenter.plain_text(theme.bottom_line).split("\n\n")))


def _changed_texts(
    before: Theme, after: Theme, points: Mapping[str, str], old: Presenter, new: Presenter
) -> Iterator[TextChange]:
    """Yield what changed of what is not known, of what to watch, and of the notes on points.

    `points` has the former ids of points.
    """
    lists = {
        "unknowns": (
            [old.plain_text(text) for text in before.unknowns],
            [new.plain_text(text) for text in after.unknowns],
        ),
        "watch": (_watched(before, old), _watched(after, new)),
    }
    for key, texts in lists.items():
        for was, now in same_texts(*texts):
            if was != now:
                yield TextChange(key, None, was, now)
    notes = dict(_notes(before, old)), dict(_notes(after, new))
    for point in after.front.points:
        was, now = notes[0].get(points.get(point.id, "")), notes[1].get(point.id)
        if was != now:
            yield TextChange("note", point.title, was, now)


def _watched(theme: Theme, presenter: Presenter) -> list[str]:
    return [
        (f"{presenter.date(entry.date).long}: " if entry.date else "")
        + presenter.plain_text(entry.text)
        for entry in theme.watch
    ]


def _notes(theme: Theme, presenter: Presenter) -> Iterator[tuple[str, str]]:
    for point, note in zip(theme.front.points, theme.notes, strict=True):
        if note:
            yield point.id, presenter.plain_text(note)


def _changed_points(
    before: Theme | None,
    theme: Theme,
    points: Mapping[str, str],
    old: Presenter,
    new: Presenter,
) -> Iterator[PointChange]:
    """Yield the points whose states changed: those that are not aside first, in their order."""
    for point in sorted(theme.front.points, key=lambda point: point.aside):
        now = new.corpus.point(theme.name, point.id)
        was = None
        if before is not None and point.id in points:
            was = old.corpus.point(before.name, points[point.id])
        states = was.states if was else ()
        if states == now.states:
            continue
        view = point_view(theme, point, Parties(theme, new), new, Bibliography(new))
        yield PointChange(
            point=_named(point, new.point(theme.name, point.id)),
            aside=point.aside,
            before=tuple(state.value for state in states),
            after=tuple(state.value for state in now.states),
            answers=tuple(_answer(line, new) for line in view.lines) if _has_values(now) else (),
        )


def _has_values(record: PointRecord) -> bool:
    """Return whether any claim on a point gives a short answer."""
    facts = record.facts.answers if record.facts else ()
    stands = record.positions.stands if record.positions else ()
    answers = (*facts, *(answer for stand in stands for answer in stand.answers))
    return any(answer.value is not None for answer in answers)


def _answer(line: AnswerLine, presenter: Presenter) -> str:
    """Return an answer with those who give it: `North and 2 others: 30 days`."""
    language = presenter.language
    # Some names have commas, of outlets that others relay.
    who = "; ".join(plain(link.text) for link in line.who.shown)
    if line.who.more:
        who = f"{who} {language.count('and-others', line.who.more)}"
    value = f"{line.value} {line.unit}" if line.unit else line.value
    return plain(language.say("labelled", label=who, text=value))
