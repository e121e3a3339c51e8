"""A claim that counts, with what its article knows: what points and developments are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time, tzinfo
from functools import lru_cache

from msgspec import Struct

from generator.assemble.records import ArticleRecord, sortable
from generator.assemble.values import fold_value
from generator.moments import Moment
from generator.store.tables import ClaimRow
from generator.validate.models import FACTS, ActorFront, ClaimStatus

ClaimKey = tuple[str, str]
"""The ids of its article and its own: unique on the site."""


class CountedClaim(Struct, frozen=True):
    """One claim of a public article; a superseded claim counts for nothing and is none of these."""

    theme: str
    point: str
    """Empty for a claim that answers none."""
    sort: str
    """Sorts by the instant that it is about, then by article and place in it: a total order."""
    article: str
    id: str
    article_sort: str
    kind: str
    parties: tuple[str, ...]
    """Who holds it, in the end: an envoy's word is his state's."""
    value: str | None
    answer: str | None
    """Its value in the form in which values are compared."""
    source: str
    """The outlet that published it."""
    origin: str
    """The wire or outlet that it is relayed from, else its source."""
    status: str
    said: Moment
    """When it happened or was said; where nothing is known, when it was published."""
    instant: str
    """That moment, sortable."""
    dated: bool
    """It says when."""

    @property
    def key(self) -> ClaimKey:
        """Its name on the site."""
        return self.article, self.id

    @property
    def fact(self) -> bool:
        """Told by the source, and not a position of those who are named."""
        return self.kind in FACTS


class Grouping(Struct, frozen=True):
    """What decides how claims are grouped, besides the claims themselves."""

    zone: tzinfo
    of: Mapping[str, str | None]
    """For each actor whom it speaks for, in the order of the register."""

    @classmethod
    def of_actors(cls, zone: tzinfo, actors: Mapping[str, ActorFront]) -> Grouping:
        """Take it from the register of actors."""
        return cls(zone, {key: actor.of for key, actor in actors.items()})

    def principals(self, actor: str) -> tuple[str, ...]:
        """Return those that an actor speaks for, the nearest first: a president, then his state."""
        found: list[str] = []
        at = self.of[actor]
        while at is not None:
            found.append(at)
            at = self.of[at]
        return tuple(found)

    def parties(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Return whom actors speak for in the end, each once, in the order written."""
        return tuple(dict.fromkeys((actor, *self.principals(actor))[-1] for actor in actors))

    def holders(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Return everyone who holds a position: its actors and whom these speak for, each once."""
        return tuple(
            dict.fromkeys(holder for actor in actors for holder in (actor, *self.principals(actor)))
        )


def counted_claims(
    article: ArticleRecord, grouping: Grouping
) -> Iterable[tuple[CountedClaim, tuple[str, ...]]]:
    """Return the claims of an article that count; with a position, those who hold it."""
    order = article.order(grouping.zone)
    for position, claim in enumerate(article.claims):
        if claim.status is ClaimStatus.SUPERSEDED:
            continue
        said = claim.on or article.published
        instant = sortable(said.instant(grouping.zone))
        counted = CountedClaim(
            theme=claim.theme,
            point=claim.point or "",
            sort=f"{instant} {order} {position:05}",
            article=article.id,
            id=claim.id,
            article_sort=order,
            kind=claim.kind.value,
            parties=grouping.parties(claim.by),
            value=claim.value,
            answer=None if claim.value is None else fold_value(claim.value),
            source=article.source,
            origin=claim.via or article.origin,
            status=claim.status.value,
            said=said,
            instant=instant,
            dated=claim.on is not None,
        )
        yield counted, () if claim.kind.is_fact else grouping.holders(claim.by)


def to_row(claim: CountedClaim) -> ClaimRow:
    """Return the row of a claim in the index."""
    clock = claim.said.clock
    return ClaimRow(
        theme=claim.theme,
        point=claim.point,
        sort=claim.sort,
        article=claim.article,
        id=claim.id,
        article_sort=claim.article_sort,
        kind=claim.kind,
        parties=" ".join(claim.parties),
        value=claim.value,
        answer=claim.answer,
        source=claim.source,
        origin=claim.origin,
        status=claim.status,
        day=claim.said.day.isoformat(),
        clock=None if clock is None else clock.isoformat(),
        instant=claim.instant,
        month=claim.said.month if claim.dated else "",
    )


def from_row(row: ClaimRow) -> CountedClaim:
    """Return the claim of which `to_row` made a row."""
    return CountedClaim(
        theme=row.theme,
        point=row.point,
        sort=row.sort,
        article=row.article,
        id=row.id,
        article_sort=row.article_sort,
        kind=row.kind,
        parties=tuple(row.parties.split()),
        value=row.value,
        answer=row.answer,
        source=row.source,
        origin=row.origin,
        status=row.status,
        said=_moment(row.day, row.clock),
        instant=row.instant,
        dated=bool(row.month),
    )


@lru_cache(maxsize=4096)
def _moment(day: str, clock: str | None) -> Moment:
    return Moment(date.fromisoformat(day), None if clock is None else time.fromisoformat(clock))
