"""Claims on one point, put together as a site would put them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC

from msgspec.structs import replace

from generator.assemble.claims import CountedClaim, Grouping, counted_claims
from generator.assemble.points import PointRecord, derive_point
from generator.assemble.records import article_record
from generator.moments import parse_moment
from generator.prose.model import EMPTY
from generator.validate import models
from generator.validate.content import Article, Claim
from generator.validate.shape import ARTICLE

PLAIN = Claim(
    id="c1",
    text="…",
    theme="truce",
    point="length",
    kind=models.Kind.FIGURE,
    by=(),
    on=None,
    value=None,
    quote=None,
    quoted_from_evidence=False,
    via=None,
    status=models.ClaimStatus.REPORTED,
    superseded_by=None,
)
"""A claim with as little as a claim may have."""


PARTIES = Grouping(UTC, {"north": None, "south": None, "west": None, "envoy": "north"})


@dataclass
class Claims:
    """A point in the making: each call adds an article with a claim, or a claim to one."""

    grouping: Grouping = PARTIES
    """How they are grouped."""
    _articles: dict[str, tuple[models.ArticleFront, list[Claim]]] = field(default_factory=dict)

    def fact(
        self,
        value: str | None,
        *,
        source: str,
        via: str | None = None,
        claim_via: str | None = None,
        status: str = "reported",
        article: str | None = None,
    ) -> Claims:
        """Add a fact."""
        claim = _claim(models.Kind.FIGURE, value, (), "2025-05-15", claim_via, status)
        return self._add(claim, source, via, article)

    def position(
        self,
        value: str | None,
        *,
        by: Sequence[str],
        on: str = "2025-05-15",
        source: str = "herald",
        article: str | None = None,
    ) -> Claims:
        """Add a position."""
        claim = _claim(models.Kind.DEMAND, value, tuple(by), on, None, "reported")
        return self._add(claim, source, None, article)

    def record(self, principals: Sequence[str] = ()) -> PointRecord:
        """Work the point out."""
        return derive_point(self.counted(), self.grouping, principals)

    def counted(self) -> list[CountedClaim]:
        """Return the claims, from old to new."""
        articles = [
            Article(f"content/articles/{id}.md", id, front, tuple(claims), None, EMPTY, ())
            for id, (front, claims) in self._articles.items()
        ]
        rows = [
            row
            for article in articles
            for row, _ in counted_claims(article_record(article), self.grouping)
        ]
        return sorted(rows, key=lambda row: row.sort)

    def states(self, principals: Sequence[str] = ()) -> list[str]:
        """Return the states that the page would show."""
        return [state.value for state in self.record(principals).states]

    def unheard(self, principals: Sequence[str]) -> tuple[str, ...]:
        """Return the principals that the page would say were not heard."""
        positions = self.record(principals).positions
        assert positions
        return positions.unheard

    def _add(self, claim: Claim, source: str, via: str | None, article: str | None) -> Claims:
        id = article or f"a{len(self._articles)}"
        if id not in self._articles:
            written = {"title": "T", "source": source, "published": "2025-05-16"}
            relayed = {"via": via} if via else {}
            front, _ = ARTICLE.check("", {**written, "themes": ["truce"], **relayed})
            assert front
            self._articles[id] = (front, [])
        self._articles[id][1].append(claim)
        return self


def _claim(
    kind: models.Kind,
    value: str | None,
    by: tuple[str, ...],
    on: str,
    via: str | None,
    status: str,
) -> Claim:
    return replace(
        PLAIN,
        kind=kind,
        by=by,
        on=parse_moment(on),
        value=value,
        via=via,
        status=models.ClaimStatus(status),
    )
