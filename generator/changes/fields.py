"""Which keys of a claim or a report have another value, as programs and as readers see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from generator.assemble.records import ArticleRecord
from generator.changes.model import NOTHING, Field, Shown
from generator.moments import Moment
from generator.plan.components import DateView
from generator.plan.presenter import Presenter
from generator.validate.content import Claim, Dated
from generator.validate.models import Publish

ViewedClaim = tuple[Presenter, ArticleRecord, Claim]
"""A claim with its article, and what knows the names in it."""


def of_claim(
    before: ViewedClaim, after: ViewedClaim, former: Mapping[str, str]
) -> tuple[Field, ...]:
    """Return what changed of a claim; `former` has the former names of themes.

    What has another key, but is called what it was, has not changed.
    """
    old, new = dict(_claim_values(*before)), dict(_claim_values(*after))
    at = before[2].theme, before[2].point
    now = former.get(after[2].theme), after[2].point
    if at == now:  # the theme or the point may have another name, which is told by itself
        old["point"] = new["point"]
    return tuple(
        Field(name, old[name], new[name]) for name in new if old[name].words != new[name].words
    )


def _claim_values(
    presenter: Presenter, article: ArticleRecord, claim: Claim
) -> Iterator[tuple[str, Shown]]:
    language = presenter.language
    status = claim.status.value
    said = "status-reported" if status == "reported" else f"status-{status}"
    yield "text", Shown(claim.text, claim.text)
    yield "value", Shown(claim.value or "", claim.value or "")
    yield "status", Shown(status, language.say(said))
    yield "by", Shown(" ".join(claim.by), ", ".join(presenter.actor(one).text for one in claim.by))
    yield "on", shown_date(claim.on, presenter)
    yield "kind", Shown(claim.kind.value, language.named(claim.kind.value, "kind"))
    yield "point", _point(presenter, claim)
    # Where only links are allowed, pages have no quotations.
    quote = claim.quote if article.publish is not Publish.LINK else None
    yield "quote", Shown(quote or "", language.say("quoted", text=quote) if quote else "")
    # Of one that is the article's own, the report tells.
    yield "origin", _source(presenter, claim.via)


def _point(presenter: Presenter, claim: Claim) -> Shown:
    theme = presenter.theme(claim.theme).text
    if claim.point is None:
        return Shown(claim.theme, theme)
    point = presenter.point(claim.theme, claim.point).text
    return Shown(f"{claim.theme}/{claim.point}", f"{theme} · {point}")


def of_report(
    before: ArticleRecord, after: ArticleRecord, old: Presenter, new: Presenter
) -> tuple[Field, ...]:
    """Return what changed of a report besides its claims and corrections."""
    values = dict(_report_values(before, old)), dict(_report_values(after, new))
    found = [
        Field(name, values[0][name], values[1][name])
        for name in values[1]
        if values[0][name].words != values[1][name].words
    ]
    if before.publish is after.publish and old.corpus.body(before.id) != new.corpus.body(after.id):
        found.append(Field("body", NOTHING, NOTHING))
    return tuple(found)


def _report_values(article: ArticleRecord, presenter: Presenter) -> Iterator[tuple[str, Shown]]:
    yield "title", Shown(article.title, article.title)
    yield "source", _source(presenter, article.source)
    yield "origin", _source(presenter, article.via)
    yield "published", shown_date(article.published, presenter)
    summary = presenter.plain_text(article.summary) if article.summary else ""
    yield "summary", Shown(summary, summary)


def _source(presenter: Presenter, key: str | None) -> Shown:
    return Shown(key, presenter.source(key).text) if key else NOTHING


def shown_date(moment: Moment | None, presenter: Presenter) -> Shown:
    """Return a date for programs and in words."""
    if moment is None:
        return NOTHING
    date = presenter.date(moment)
    return Shown(date.iso, date.long)


def new_corrections(
    before: Sequence[Dated], after: Sequence[Dated], old: Presenter, new: Presenter
) -> list[tuple[DateView | None, str]]:
    """Return the corrections that were not there before, with their dates, the latest first."""
    zone = new.corpus.names.zone
    known = Counter((one.date, old.plain_text(one.text)) for one in before)
    found: list[tuple[str, DateView | None, str]] = []
    for one in after:
        text = new.plain_text(one.text)
        if known[one.date, text]:
            known[one.date, text] -= 1
        else:
            at = one.date.instant(zone).isoformat() if one.date else ""
            found.append((at, new.date(one.date) if one.date else None, text))
    found.sort(key=lambda one: (one[0], one[2]), reverse=True)
    return [(on, text) for _, on, text in found]
