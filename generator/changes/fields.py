"""Which keys of a claim or a report have another value, as programs and as readers see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.assemble.records import ArticleRecord
from generator.changes.model import NOTHING, Field, Shown
from generator.moments import Moment
from generator.plan.presenter import Presenter
from generator.plan.views.components import DateView
from generator.validate.content import Claim, Dated
from generator.validate.models import Publish

ViewedClaim = tuple[Presenter, ArticleRecord, Claim]
"""A claim with its article, and what knows the names in it."""


def of_claim(
    before: ViewedClaim, after: ViewedClaim, former: Mapping[str, str]
) -> tuple[Field, ...]:
    """Return what changed of a claim; `former` has the former names of themes.

    What has another key but is called what it was has not changed, nor what has another name alone:
    a renamed actor is no change of all that he said.
    """
    old, new = dict(_claim_values(*before)), dict(_claim_values(*after))
    stays = former.get(after[2].theme) == before[2].theme
    if not stays or before[2].point != after[2].point:
        old["point"] = _point(before[0], before[2], stays)
        new["point"] = _point(after[0], after[2], stays)
    return changed_fields(old, new)


def changed_fields(old: Mapping[str, Shown], new: Mapping[str, Shown]) -> tuple[Field, ...]:
    """Return what is another value, and is called something else than before."""
    return tuple(
        Field(name, old[name], new[name])
        for name in new
        if old[name].value != new[name].value and old[name].words != new[name].words
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
    # Where only links are allowed, pages have no quotations.
    quote = claim.quote if article.publish is not Publish.LINK else None
    yield "quote", Shown(quote or "", language.say("quoted", text=quote) if quote else "")
    # Of one that is the article's own, the report tells.
    yield "origin", _source(presenter, claim.via)


def _point(presenter: Presenter, claim: Claim, stays: bool) -> Shown:
    """Return the point of a claim, with its theme unless it stays on that."""
    theme = "" if stays else presenter.theme(claim.theme).text
    point = presenter.point(claim.theme, claim.point).text if claim.point else ""
    value = f"{claim.theme}/{claim.point}" if claim.point else claim.theme
    return Shown(value, " · ".join(filter(None, (theme, point))))


def of_report(
    before: ArticleRecord,
    after: ArticleRecord,
    old: Presenter,
    new: Presenter,
    former: Mapping[str, str],
) -> tuple[Field, ...]:
    """Return what changed of a report besides its claims and corrections.

    `former` has the former names of themes.
    """
    values = dict(_report_values(before, old)), dict(_report_values(after, new))
    now = {name: theme for theme, name in former.items()}
    # One that is no longer followed is told by itself.
    values[0]["themes"] = _themes((now[name] for name in before.themes if name in now), new)
    values[1]["themes"] = _themes(after.themes, new)
    found = [*changed_fields(*values)]
    bodies = old.corpus.body(before.id), new.corpus.body(after.id)
    # Marks of quotations are part of a body, so its words decide.
    if (
        before.publish is after.publish
        and bodies[0] != bodies[1]
        and old.plain_text(bodies[0]) != new.plain_text(bodies[1])
    ):
        found.append(Field("body", NOTHING, NOTHING))
    return tuple(found)


def _report_values(article: ArticleRecord, presenter: Presenter) -> Iterator[tuple[str, Shown]]:
    yield "title", Shown(article.title, article.title)
    yield "source", _source(presenter, article.source)
    yield "origin", _source(presenter, article.via)
    yield "published", shown_date(article.published, presenter)
    summary = presenter.plain_text(article.summary) if article.summary else ""
    yield "summary", Shown(summary, summary)


def _themes(names: Iterable[str], presenter: Presenter) -> Shown:
    found = sorted(set(names))
    return Shown(" ".join(found), ", ".join(presenter.theme(name).text for name in found))


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
