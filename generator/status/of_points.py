"""What the points of themes owe: claims, of more than one source, with values to compare."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator import addresses
from generator.assemble.records import ArticleRecord
from generator.problems import AtKey
from generator.status.debt import Debt, Group, Kind
from generator.status.query import Query, counted
from generator.validate.content import Claim, Theme
from generator.validate.models import ClaimStatus, Point
from generator.validate.register_models import SourceFront


class Told(Struct, frozen=True):
    """A claim that counts, with its article and its place among the claims of that."""

    article: ArticleRecord
    claim: Claim
    position: int

    @property
    def origin(self) -> str:
        """Where it really comes from: the key of a source."""
        return self.claim.via or self.article.origin


def of_points(query: Query) -> Iterator[Debt]:
    """Yield what the points of all themes owe."""
    told: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
    for written in query.articles(public=True):
        for position, claim in enumerate(written.article.claims):
            if claim.point and claim.status is not ClaimStatus.SUPERSEDED:
                at = claim.theme, claim.point
                told[at].append(Told(written.article, claim, position))
    for theme in query.survey.themes:
        for position, point in enumerate(theme.front.points):
            claims = told.get((theme.name, point.id), [])
            text = _weakness(claims, query.survey.sources)
            if text:
                kind = Kind.SINGLE_SOURCE if claims else Kind.UNANSWERED
                yield _of_point(theme, point, position, kind, text)
            yield from _without_value(theme, point, claims)


def _weakness(claims: list[Told], sources: Mapping[str, SourceFront]) -> str:
    """Return how few stand behind claims on a point; "" for more than one source."""
    if not claims:
        return "no claim answers it"
    # As on the page: facts with a value are compared, and others count only if none has one.
    facts = [one for one in claims if one.claim.kind.is_fact]
    facts = [one for one in facts if one.claim.value is not None] or facts
    for some, what in ((claims, counted(len(claims), "claim")), (facts, "its facts")):
        origins = {one.origin for one in some}
        if len(origins) == 1:
            (key,) = origins
            name = sources[key].name if key in sources else key
            return f"{what} from one source: {name}"
    return ""


def _without_value(theme: Theme, point: Point, claims: list[Told]) -> Iterator[Debt]:
    """Yield the claims without a value, on a point where others have one.

    Whoever has a value in another claim on the point is compared by that one, and owes none.
    """
    given = {who for one in claims if one.claim.value is not None for who in _who(one)}
    for one in claims:
        if given and one.claim.value is None and given.isdisjoint(_who(one)):
            yield Debt(
                Group.WEAK,
                Kind.NO_VALUE,
                (theme.name,),
                one.article.path,
                f"{point.id}: claim {one.claim.id} has no value to compare",
                AtKey(("claims", one.position)),
                address=addresses.claim(addresses.article(one.article.address), one.claim.id),
            )


def _who(told: Told) -> set[str]:
    """Return who answers by a claim: for a fact its origin, for a position those who hold it."""
    return {f"source:{told.origin}"} if told.claim.kind.is_fact else {*told.claim.by}


def _of_point(theme: Theme, point: Point, position: int, kind: Kind, text: str) -> Debt:
    return Debt(
        Group.WEAK,
        kind,
        (theme.name,),
        theme.path,
        f"{point.id}: {text}",
        AtKey(("points", position)),
        address=addresses.point(theme.name, point.id),
    )
