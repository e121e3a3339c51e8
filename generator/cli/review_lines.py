"""What `briefing review` shows before it asks: what came on a theme, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from generator.edit.review import written
from generator.edit.since import Since
from generator.language.language import language_of
from generator.report import counted
from generator.validate.content import Theme

_MOST_REPORTS = 30
"""New reports that are listed; the others are only counted."""


def review_lines(theme: Theme, since: Since) -> Iterator[str]:
    """Yield what came on a theme, and where it stands, in lines."""
    words = language_of("en")
    front = theme.front
    yield f"{front.title}: {front.question}"
    yield ""
    as_of = written(front.as_of)
    when = "So far, as this is its first review" if since.is_first else f"Since {as_of}"
    if since.reports:
        reports = counted(len(since.reports), "report")
        yield f"{when}: {reports}, {counted(since.claims, 'claim')}"
    else:
        yield f"{when}: no report"
    titles = {point.id: point.title for point in front.points}
    for report in since.reports[-_MOST_REPORTS:]:
        article = report.article
        how = f"updated {written(article.updated)}" if report.is_update else "published"
        when = written(article.published)
        dated = when if how == "published" else f"{when}, {how}"
        yield f"  {dated}  {article.source}: {article.title}  ({article.path})"
        for claim in report.claims:
            point = f"{titles.get(claim.point, claim.point)}: " if claim.point else ""
            by = f" [{', '.join(claim.by)}]" if claim.by else ""
            value = f" = {claim.value}" if claim.value else ""
            yield f"    - {point}{claim.text}{by}{value}"
    if (more := len(since.reports) - _MOST_REPORTS) > 0:
        yield f"  and {counted(more, 'earlier report')}"
    if since.points:
        yield ""
        yield "Points whose state changed:"
    for changed in since.points:
        before = ", ".join(words.named(state, "state") for state in changed.before)
        after = ", ".join(words.named(state, "state") for state in changed.after)
        yield f"  {changed.point.title}: {before or 'no claims'} → {after or 'no claims'}"
    yield ""
    status = front.status
    dated = f" since {written(status.since)}" if status.since else ""
    yield f"Now: {status.state}{dated}: {status.text}"
    due = f", review by {written(front.review_by)}" if front.review_by else ""
    yield f"     as of {as_of}{due}"
    yield ""
