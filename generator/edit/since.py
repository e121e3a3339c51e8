"""What came on a theme since the day up to which its editor has read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from msgspec import Struct
from msgspec.structs import replace

from generator.assemble.claims import CountedClaim, compared, counted_claims
from generator.assemble.context import principals_of
from generator.assemble.corpus import Corpus
from generator.assemble.points import NO_CLAIMS, State, derive_point
from generator.assemble.records import ArticleRecord, day_in
from generator.assemble.values import Comparison
from generator.moments import Moment
from generator.validate.content import Claim, Theme
from generator.validate.models import ClaimStatus, Point
from generator.validate.placeholders import is_placeholder


class NewReport(Struct, frozen=True):
    """A report that came, or was updated, with its claims on the theme."""

    article: ArticleRecord
    claims: tuple[Claim, ...]
    is_update: bool


class ChangedPoint(Struct, frozen=True):
    """A point whose state is another than it was."""

    point: Point
    before: tuple[State, ...]
    """Empty if no claim answered it."""
    after: tuple[State, ...]


class Since(Struct, frozen=True):
    """What came on a theme since a day, or at all."""

    is_first: bool
    """Whether nobody has said yet where the theme stands, so that all there is came since."""
    reports: tuple[NewReport, ...]
    """From old to new."""
    points: tuple[ChangedPoint, ...]

    @property
    def claims(self) -> int:
        """How many claims the new reports have on the theme."""
        return sum(len(report.claims) for report in self.reports)


def what_came(corpus: Corpus, theme: Theme) -> Since:
    """Return what came on a theme since its `as_of`, of what is public; of a new theme, all.

    The states of points before are worked out from the reports that were there; what one of them
    said that newer ones superseded, it still said. Texts that were changed since are taken as they
    are now.
    """
    zone, as_of = corpus.grouping.zone, theme.front.as_of
    is_first = is_placeholder(theme.front.status.text)
    articles = [
        corpus.article(id)
        for month, _ in corpus.months(theme.name)
        for id in corpus.articles_of_month(theme.name, month)
    ]
    articles.sort(key=lambda article: article.sort_key(zone))
    new = {one.id for one in articles if is_first or _is_new(one, as_of, zone)}
    reports = tuple(_reports(articles, new, theme, as_of, zone))
    before = [_as_it_stood(article, new) for article in articles if article.id not in new]
    points = tuple(_changed_points(before, corpus, theme)) if new else ()
    return Since(is_first, reports, points)


def _reports(
    articles: Iterable[ArticleRecord], new: set[str], theme: Theme, as_of: Moment, zone: tzinfo
) -> Iterator[NewReport]:
    for article in articles:
        is_updated = article.updated is not None and _is_after(article.updated, as_of, zone)
        if article.id in new or is_updated:
            claims = tuple(claim for claim in article.claims if claim.theme == theme.name)
            yield NewReport(article, claims, article.id not in new)


def _is_new(article: ArticleRecord, as_of: Moment, zone: tzinfo) -> bool:
    """Return whether readers could first see an article after a day, or time."""
    dates = (article.published, article.publish_at)
    return any(date is not None and _is_after(date, as_of, zone) for date in dates)


def _is_after(moment: Moment, as_of: Moment, zone: tzinfo) -> bool:
    """Return whether something is of a later day than `as_of` or, if that has a time, later."""
    if as_of.clock is None:
        day = moment.day if moment.clock is None else day_in(zone, moment.instant(zone))
        return day > as_of.day
    return moment.instant(zone) > as_of.instant(zone)


def _as_it_stood(article: ArticleRecord, new: set[str]) -> ArticleRecord:
    """Return an article in which nothing is superseded by what came since."""
    claims = tuple(
        replace(claim, status=ClaimStatus.REPORTED, superseded_by=None)
        if claim.superseded_by is not None and claim.superseded_by.key in new
        else claim
        for claim in article.claims
    )
    return article if claims == article.claims else replace(article, claims=claims)


def _changed_points(
    before: Iterable[ArticleRecord], corpus: Corpus, theme: Theme
) -> Iterator[ChangedPoint]:
    counted = [
        claim
        for article in before
        for claim, _ in counted_claims(article, corpus.grouping)
        if claim.theme == theme.name
    ]
    site = corpus.names.site
    principals = principals_of(theme, site)
    for point in theme.front.points:
        comparison = Comparison.of_point(point, site.language)
        claims = [claim for claim in counted if claim.point == point.id]
        if comparison:
            claims = [compared(claim, comparison) for claim in claims]
        then = _states(claims, corpus, principals)
        after = corpus.point(theme.name, point.id).states
        if then != after:
            yield ChangedPoint(point, then, after)


def _states(
    claims: Sequence[CountedClaim], corpus: Corpus, principals: Sequence[str]
) -> tuple[State, ...]:
    ordered = sorted(claims, key=lambda claim: claim.sort)
    return (derive_point(ordered, corpus.grouping, principals) if ordered else NO_CLAIMS).states
