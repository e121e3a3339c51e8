"""Readings of made-up articles, as validation hands them on."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec.structs import replace

from generator.assemble.readings import reading_row
from generator.moments import parse_moment
from generator.prose.model import Link, Prose, Ref
from generator.store.tables import ReadingRow
from generator.validate import models
from generator.validate.content import Article, ArticleReading, Claim, Dated
from generator.validate.shape import ARTICLE
from tests.assemble.claims import PLAIN


@dataclass(frozen=True)
class Said:
    """A claim, in the words of an editor; the names are those of the front matter."""

    theme: str = "truce"
    point: str | None = "length"
    kind: str = "figure"
    by: tuple[str, ...] = ()
    on: str | None = "2025-05-14"
    value: str | None = "30 days"
    via: str | None = None
    status: str = "reported"

    def claim(self, position: int) -> Claim:
        """Return it as the claim at a position of its article."""
        return replace(
            PLAIN,
            id=f"c{position + 1}",
            theme=self.theme,
            point=self.point,
            kind=models.Kind(self.kind),
            by=self.by,
            on=parse_moment(self.on) if self.on else None,
            value=self.value,
            via=self.via,
            status=models.ClaimStatus(self.status),
        )


@dataclass(frozen=True)
class Report:
    """An article, in the words of an editor; the names are those of the front matter."""

    id: str = "a"
    title: str = "A report"
    source: str = "herald"
    published: str = "2025-05-15"
    themes: tuple[str, ...] = ("truce",)
    via: str | None = None
    updated: str | None = None
    slug: str | None = None
    aliases: tuple[str, ...] = ()
    publish: str = "full"
    draft: bool = False
    publish_at: str | None = None
    expires_at: str | None = None
    linked: bool = False
    """Its summary has a link by key, so its data do not stand alone."""
    body: str = "<p>Text.</p>"
    corrections: tuple[str, ...] = ()
    """The dates of its corrections."""
    claims: tuple[Said, ...] = ()

    def front(self) -> models.ArticleFront:
        """Return its front matter."""
        names = ("title", "source", "published", "themes", "via", "updated", "slug", "aliases")
        gate = ("publish", "publish_at", "expires_at")
        written = {name: getattr(self, name) for name in (*names, *gate)}
        written["draft"] = "true" if self.draft else "false"
        lists = {name: list(value) for name, value in written.items() if isinstance(value, tuple)}
        known = {name: value for name, value in (written | lists).items() if value is not None}
        front, findings = ARTICLE.check("", known)
        assert front is not None, findings
        return front

    def row(self, path: str) -> ReadingRow:
        """Return what is kept of a file at a path that has it."""
        summary = Prose((Link(Ref("theme", "truce"), None),)) if self.linked else None
        article = Article(
            path=path,
            id=self.id,
            front=self.front(),
            claims=tuple(said.claim(position) for position, said in enumerate(self.claims)),
            summary=summary,
            body=Prose((self.body,)),
            corrections=tuple(
                Dated(parse_moment(date), Prose(("Put right.",))) for date in self.corrections
            ),
        )
        ids = frozenset(claim.id for claim in article.claims)
        return reading_row(ArticleReading(path, self.id, ids, article, (), ()))
