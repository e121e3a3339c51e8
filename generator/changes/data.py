"""What changed as JSON. The names of its fields are described in the editor's handbook."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from generator.assemble.data import percent_encoded
from generator.changes.model import (
    Changes,
    Correction,
    Field,
    NamedPoint,
    NewReport,
    PointChange,
    ThemeChanges,
)
from generator.plan.views.components import ArticleCard, ClaimCard, LinkTo

_MISSING: tuple[object, ...] = (None, (), [], "", {})

Fields = dict[str, object]


def as_json(changes: Changes) -> str:
    """Return all that changed as JSON: nothing is left out, as it is in words."""
    fields = {
        "site": changes.site,
        "base_url": changes.base_url,
        "since": _instant(changes.since),
        "until": _instant(changes.until),
        "themes": [_theme(theme, changes.base_url) for theme in changes.themes],
    }
    return json.dumps(fields, ensure_ascii=False, indent=2)


def _theme(theme: ThemeChanges, base: str) -> Fields:
    status, before = theme.status, theme.status_before
    return _known(
        {
            "id": theme.name,
            "title": theme.theme.text,
            "page": _page(base, theme.theme.path) if theme.theme.path else None,
            "change": theme.kind,
            "title_before": theme.title_before,
            "status": {"state": status.state, "text": status.text},
            "status_before": {"state": before.state, "text": before.text} if before else None,
            "bottom_line": theme.bottom_line,
            "bottom_line_shortened": theme.is_bottom_line_cut or None,
            "fields": list(map(_field, theme.fields)),
            "points": [_point(point, base) for point in theme.points],
            "new_points": [_named(point, base) for point in theme.new_points],
            "renamed_points": [
                {**_named(one.point, base), "before": one.before} for one in theme.renamed_points
            ],
            "withdrawn_points": [_named(point, base) for point in theme.withdrawn_points],
            "texts": [
                _known(
                    {"key": one.key, "point": one.point, "before": one.before, "after": one.after}
                )
                for one in theme.texts
            ],
            "new_reports": [_new_report(one, base) for one in theme.new_reports],
            "new_claims": [_claim(one.claim, one.report, base) for one in theme.new_claims],
            "changed_reports": [
                {**_report(one.report, base), "fields": list(map(_field, one.fields))}
                for one in theme.changed_reports
            ],
            "changed_claims": [
                {
                    **_claim(one.claim, one.report, base),
                    "fields": list(map(_field, one.fields)),
                }
                for one in theme.changed_claims
            ],
            "withdrawn_reports": [
                _known({"source": one.outlet, "number": one.number})
                for one in theme.withdrawn_reports
            ],
            "withdrawn_claims": [
                {"text": one.claim.text, "report": _report(one.report, base)}
                for one in theme.withdrawn_claims
            ],
            "corrections": [_correction(one, base) for one in theme.corrections],
        }
    )


def _point(change: PointChange, base: str) -> Fields:
    return _known(
        {
            **_named(change.point, base),
            "aside": change.aside or None,
            "states": change.after,
            "before": change.before,
            "answers": change.answers,
        }
    )


def _named(point: NamedPoint, base: str) -> Fields:
    page = _page(base, point.link.path) if point.link.path else None
    return _known({"id": point.id, "title": point.link.text, "page": page})


def _new_report(new: NewReport, base: str) -> Fields:
    claims = [_claim(claim, None, base) for claim in new.claims]
    return _known({**_report(new.report, base), "claims": claims})


def _report(card: ArticleCard, base: str) -> Fields:
    return _known(
        {
            "id": card.id,
            "title": card.title,
            "page": _page(base, card.path),
            "source": card.source.text,
            "via": card.via.text if card.via else None,
            "published": card.published.iso,
            "url": card.url,
        }
    )


def _claim(claim: ClaimCard, report: ArticleCard | None, base: str) -> Fields:
    return _known(
        {
            "id": claim.id,
            "text": claim.text,
            "page": _page(base, claim.path),
            "kind": claim.kind,
            "by": [link.text for link in claim.by],
            "on": claim.on.iso if claim.on else None,
            "value": claim.value,
            "status": claim.status,
            "report": _report(report, base) if report else None,
        }
    )


def _correction(correction: Correction, base: str) -> Fields:
    return _known(
        {
            "text": correction.text,
            "date": correction.on.iso if correction.on else None,
            **_link(correction.of, base),
            "source": correction.outlet,
        }
    )


def _field(field: Field) -> Fields:
    return _known({"field": field.name, "before": field.before.value, "after": field.after.value})


def _link(link: LinkTo, base: str) -> Fields:
    return {"title": link.text, "page": _page(base, link.path)}


def _page(base: str, path: str) -> str:
    return f"{base}{percent_encoded(path)}"


def _instant(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _known(fields: Mapping[str, object]) -> Fields:
    return {name: value for name, value in fields.items() if value not in _MISSING}
