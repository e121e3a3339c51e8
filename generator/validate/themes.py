"""A theme's document to a theme, its references, and everything wrong within the file."""

from __future__ import annotations

from collections.abc import Iterator

from generator.problems import AtKey, Finding
from generator.prose.markdown import Markdown
from generator.read.documents import Document
from generator.read.written import Value
from generator.validate.articles import name_findings, stem
from generator.validate.content import Theme, ThemeReading
from generator.validate.prose import ProseReader
from generator.validate.shape import THEME


def read_theme(document: Document, markdown: Markdown) -> ThemeReading:
    """Return the theme in a document, or as much of it as other files need to be checked."""
    path = document.path
    name = stem(path)
    front, findings = THEME.check(path, document.front, written=document.written)
    findings += name_findings(path, name)
    # From the untyped values, so that claims can be checked against a theme with other mistakes.
    points = _point_ids(document.front)
    findings += _duplicate_points(path, points or [])
    prose = ProseReader(document, markdown)
    # The page shows the bottom line under a heading of level 2, so its own headings start at 3.
    body = prose.body({}, heading_shift=1)
    theme = None
    if front is not None:
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
    return ThemeReading(
        path=path,
        name=name,
        points=None if points is None else tuple(id for _, id in points),
        theme=theme,
        references=tuple(prose.references),
        findings=(*document.findings, *findings, *prose.findings),
    )


def _point_ids(front: dict[str, Value]) -> list[tuple[int, str]] | None:
    """Return the ids of points with their indexes, whatever else is wrong; None if unreadable."""
    points = front.get("points", [])
    if not isinstance(points, list):
        return None
    return [
        (position, id.strip())
        for position, point in enumerate(points)
        if isinstance(point, dict) and isinstance(id := point.get("id"), str)
    ]


def _duplicate_points(path: str, points: list[tuple[int, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for position, id in points:
        if id in seen:
            message = f"the theme already has a point '{id}'; give this point another id"
            spot = AtKey(("points", position, "id"))
            yield Finding(path, spot, "duplicate-point-id", message)
        seen.add(id)
