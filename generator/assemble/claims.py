"""Claims that count, each with what is needed of its article to compare it with others.

Points (`points.py`) and developments (`developments.py`) are derived from these. Who speaks for
whom is settled here, so that both only compare parties.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import time, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from generator.assemble.records import ArticleRecord, sortable
from generator.assemble.values import Comparison, fold_value
from generator.moments import Moment, parse_period
from generator.store.tables import ClaimRow
from generator.validate.models import FACTS, ClaimStatus
from generator.validate.register_models import ActorFront, SiteFront, SourceFront

ClaimKey = tuple[str, str]
"""The id of the article and the id of the claim in it: together unique on the site."""


class CountedClaim(Struct, frozen=True):
    """A claim of a public article that was not superseded.

    A superseded claim is shown on the page of its article and left out of everything else.
    """

    theme: str
    point: str
    """Empty if the claim does not answer a point."""
    sort: str
    """Orders claims from old to new: by `instant`, then by precision (a month comes before its
    days), then by article, then by place in the article. No two claims have the same."""
    article: str
    id: str
    article_sort: str
    """Orders articles from old to new."""
    kind: str
    parties: tuple[str, ...]
    """The actors that the claim names, each replaced by the party that it speaks for in the end: a
    spokesman's president's state."""
    value: str | None
    answer: str | None
    """The value as `fold_value` returns it: equal for equal answers."""
    source: str
    """The outlet that published the article."""
    origin: str
    """Where the claim comes from: the outlet that the claim or else its article relays, else the
    source. Two claims are independent if their origins differ."""
    status: str
    moment: Moment
    """When it happened or was said; for an undated claim, when its article was published."""
    instant: str
    """The same in UTC, as `sortable` writes it."""
    dated: bool
    """Whether the editor gave a date for the claim itself."""

    @property
    def key(self) -> ClaimKey:
        """The ids of article and claim."""
        return self.article, self.id

    @property
    def is_fact(self) -> bool:
        """Whether the claim is a fact, told by the source, and not a position held by an actor."""
        return self.kind in FACTS


class Grouping(Struct, frozen=True):
    """What decides how claims are grouped, besides the claims: if it changes, all are regrouped."""

    zone: tzinfo
    """The time zone of the site, in which times without an offset are read."""
    speaks_for: Mapping[str, str | None]
    """For each actor, in the order of the register, the actor that it speaks for (`of`), if any.
    Nobody speaks for itself, directly or through others: validation refuses that."""
    language: str = "en"
    """The language of the site, in which values are unless their article has another."""
    groups: Mapping[str, tuple[str, ...]] = {}
    """For each group, the parties of its members."""
    unidentified: frozenset[str] = frozenset()
    """The sources that nobody knows: what they tell as their own may be another's."""

    @classmethod
    def of_site(
        cls,
        site: SiteFront,
        actors: Mapping[str, ActorFront],
        sources: Mapping[str, SourceFront] = {},
    ) -> Grouping:
        """Return the grouping that follows from the settings and the registers."""
        speaks_for = {key: actor.of for key, actor in actors.items()}
        grouping = cls(ZoneInfo(site.timezone), speaks_for, site.language)
        groups = {
            key: grouping.parties(actor.members) for key, actor in actors.items() if actor.members
        }
        unidentified = frozenset(key for key, source in sources.items() if source.unidentified)
        return replace(grouping, groups=groups, unidentified=unidentified)

    def represented_by(self, actor: str) -> tuple[str, ...]:
        """Return those whom an actor represents, the nearest first: a president, then his state."""
        found: list[str] = []
        at = self.speaks_for[actor]
        while at is not None:
            found.append(at)
            at = self.speaks_for[at]
        return tuple(found)

    def parties(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Return the parties of actors, each once, in the order of the actors.

        A party is an actor that represents nobody. All who represent it, directly or through
        others, belong to it.
        """
        return tuple(dict.fromkeys((actor, *self.represented_by(actor))[-1] for actor in actors))

    def is_upper_bound(self, origins: Set[str]) -> bool:
        """Return whether a number of distinct origins may be too high, as one may copy another."""
        return len(origins) > 1 and not self.unidentified.isdisjoint(origins)

    def are_one(self, one: str, other: str) -> bool:
        """Return whether one of two parties is a group that the other belongs to."""
        return one in self.groups.get(other, ()) or other in self.groups.get(one, ())

    def credited(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Return the actors, and those whom they represent, each once."""
        return tuple(
            dict.fromkeys(one for actor in actors for one in (actor, *self.represented_by(actor)))
        )


def counted_claims(
    article: ArticleRecord, grouping: Grouping
) -> Iterable[tuple[CountedClaim, tuple[str, ...]]]:
    """Yield the claims of an article that count, each with the actors who said or did it."""
    order = article.sort_key(grouping.zone)
    # Values are in the words of editors, but may have the numbers of the report.
    languages = dict.fromkeys((article.language or grouping.language, grouping.language))
    for position, claim in enumerate(article.claims):
        if claim.status is ClaimStatus.SUPERSEDED:
            continue
        moment = claim.on or article.published
        instant = sortable(moment.instant(grouping.zone))
        counted = CountedClaim(
            theme=claim.theme,
            point=claim.point or "",
            # Padded, because the order is that of text: claim 10 comes after claim 9.
            sort=f"{instant} {moment.rank} {order} {position:05}",
            article=article.id,
            id=claim.id,
            article_sort=order,
            kind=claim.kind.value,
            parties=grouping.parties(claim.by),
            value=claim.value,
            answer=None if claim.value is None else fold_value(claim.value, *languages),
            source=article.source,
            # One article may relay several outlets, claim by claim.
            origin=claim.via or article.origin,
            status=claim.status.value,
            moment=moment,
            instant=instant,
            dated=claim.on is not None,
        )
        yield counted, grouping.credited(claim.by)


def compared(claim: CountedClaim, comparison: Comparison) -> CountedClaim:
    """Return a claim with the answer that it gives by the comparison of its point."""
    if claim.answer is None or claim.value is None:
        return claim
    answer, shown = comparison.canonical(claim.answer)
    if answer == claim.answer and shown is None:
        return claim
    return replace(claim, answer=answer, value=shown or claim.value)


def month_of(claim: CountedClaim) -> str:
    """Return the month or year that a claim is about, "" if it is undated.

    Only dated claims are developments: when the others happened is not known.
    """
    return claim.moment.month if claim.dated else ""


def to_row(claim: CountedClaim) -> ClaimRow:
    """Return the row of the index that holds a claim."""
    clock = claim.moment.clock
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
        day=claim.moment.written,
        clock=None if clock is None else clock.isoformat(),
        instant=claim.instant,
        month=month_of(claim),
    )


def from_row(row: ClaimRow) -> CountedClaim:
    """Return the claim that `to_row` turned into this row."""
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
        moment=_moment(row.day, row.clock),
        instant=row.instant,
        dated=bool(row.month),
    )


# Many claims share a day, and parsing dates is slow.
@lru_cache(maxsize=4096)
def _moment(day: str, clock: str | None) -> Moment:
    moment = parse_period(day)
    return moment if clock is None else Moment(moment.day, time.fromisoformat(clock))
