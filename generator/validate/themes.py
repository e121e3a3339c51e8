"""A theme's document to a theme, its references, and everything wrong within the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator import addresses
from generator.problems import AtKey, AtLine, Finding, Severity
from generator.prose.markdown import Markdown
from generator.read.documents import Document
from generator.read.layout import stem
from generator.read.written import Value
from generator.validate.articles import is_misspelt, name_findings
from generator.validate.content import Reference, Theme, ThemeReading
from generator.validate.fields import is_key
from generator.validate.placeholders import placeholders_in_theme
from generator.validate.prose import ProseReader
from generator.validate.registers import actor_references
from generator.validate.shape import THEME
from generator.validate.unlikely import unlikely_in_theme


def read_theme(document: Document, markdown: Markdown) -> ThemeReading:
    """Return the theme in a document, or as much of it as other files need to be checked."""
    path = document.path
    name = stem(path)
    front, findings = THEME.check(path, document.front, written=document.written)
    findings += name_findings(path, name)
    # From the untyped values, so that claims can be checked against a theme with other mistakes.
    points = _point_ids(document.front)
    findings += _duplicate_points(path, points or [])
    findings += placeholders_in_theme(document)
    prose = ProseReader(document, markdown)
    # The page shows the bottom line under a heading of level 2, so its own headings start at 3.
    body = prose.body({}, heading_shift=1)
    theme = None
    references: list[Reference] = []
    if front is not None:
        references += actor_references(front.principals, "principals")
        findings += unlikely_in_theme(path, front)
        theme = Theme(
            path=path,
            name=name,
            front=front,
            notes=tuple(
                prose.inline(point.note, "points", position, "note") if point.note else None
                for position, point in enumerate(front.points)
            ),
            bottom_line=body.prose,
            unknowns=tuple(
                prose.inline(text, "unknowns", position)
                for position, text in enumerate(front.unknowns)
            ),
            watch=prose.dated("watch", tuple((entry.date, entry.text) for entry in front.watch)),
            corrections=prose.dated(
                "corrections", tuple((entry.date, entry.text) for entry in front.corrections)
            ),
        )
        references += (
            Reference("article", event.key, AtKey(("events", position)), event.claim)
            for position, event in enumerate(theme.events)
        )
    return ThemeReading(
        path=path,
        name=name,
        points=_distinct(points) if document.is_whole else None,
        old_names=tuple(filter(None, map(addresses.theme_name, front.aliases))) if front else (),
        theme=theme,
        references=(*references, *prose.references),
        findings=(*_told_by_yaml(document, findings), *findings, *prose.findings),
    )


def _told_by_yaml(document: Document, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield what reading YAML told, without key events that are hidden: `- #met`.

    What these lack, `findings` tell: the id of the article. Quotes would not mend them.
    """
    events = document.front.get("events")
    wrong = {finding.spot for finding in findings if finding.code == "bad-value"}
    hidden = {
        len(event)
        for position, event in enumerate(events if isinstance(events, list) else ())
        if isinstance(event, str) and event.startswith("#") and AtKey(("events", position)) in wrong
    }
    for finding in document.findings:
        spot = finding.spot
        is_event = isinstance(spot, AtLine) and spot.length in hidden
        if finding.code != "hidden-text" or not is_event:
            yield finding


def old_name_findings(themes: Sequence[ThemeReading]) -> Iterator[Finding]:
    """Yield an error for every old name of a theme that is one of another theme, too."""
    taken = {theme.name: theme.path for theme in themes}
    for reading in themes:
        aliases = reading.theme.front.aliases if reading.theme else ()
        for position, alias in enumerate(aliases):
            old = addresses.theme_name(alias)
            if old in taken:
                message = (
                    f"'{old}' is a name of {taken[old]}, so it cannot lead to this theme; remove it"
                )
                yield Finding(reading.path, AtKey(("aliases", position)), "same-address", message)
            elif old is not None:
                taken[old] = reading.path


def same_order_findings(themes: Sequence[ThemeReading]) -> Iterator[Finding]:
    """Yield a warning for every theme that should be listed at the place of another one."""
    first: dict[int, str] = {}
    for reading in themes:
        order = reading.theme.front.order if reading.theme else 0
        if order and order in first:  # themes without one have 0
            message = (
                f"{first[order]} has the order {order} too, so the names of the files decide which "
                "of the two comes first; give each an order of its own"
            )
            spot = AtKey(("order",))
            yield Finding(reading.path, spot, "same-order", message, Severity.WARNING)
        first.setdefault(order, reading.path)


def _point_ids(front: dict[str, Value]) -> list[tuple[int, str]] | None:
    """Return the ids of points with their indexes, whatever else is wrong.

    Return None if the points are no list, or one has no id, which may be under a misspelt key.
    """
    points = front.get("points", [])
    if not isinstance(points, list) or ("points" not in front and is_misspelt("points", front)):
        return None
    if any(isinstance(point, dict) and "id" not in point for point in points):
        return None
    return [
        (position, id.strip())
        for position, point in enumerate(points)
        if isinstance(point, dict) and isinstance(id := point.get("id"), str)
    ]


def _distinct(points: list[tuple[int, str]] | None) -> tuple[str, ...] | None:
    """Return the ids of points; None if one is taken or cannot be one, as then another is meant."""
    ids = tuple(id for _, id in points or ())
    return ids if points is not None and len({*ids}) == len(ids) and all(map(is_key, ids)) else None


def _duplicate_points(path: str, points: list[tuple[int, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for position, id in points:
        if id in seen:
            message = f"the theme already has a point '{id}'; give this point another id"
            spot = AtKey(("points", position, "id"))
            yield Finding(path, spot, "duplicate-point-id", message)
        seen.add(id)
