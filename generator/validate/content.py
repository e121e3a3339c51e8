"""What a site's files say, each file typed by itself and the whole known to hold together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from generator.moments import Moment
from generator.problems import Finding, Spot
from generator.prose.model import Prose, Ref
from generator.validate.models import (
    ActorFront,
    ArticleFront,
    ClaimStatus,
    Kind,
    PageFront,
    Point,
    SiteFront,
    SourceFront,
    ThemeFront,
)


class Claim(Struct, frozen=True, array_like=True):
    """One claim of an article, its defaults filled in."""

    id: str
    text: str
    theme: str
    point: str | None
    kind: Kind
    by: tuple[str, ...]
    on: Moment | None
    value: str | None
    quote: str | None
    via: str | None
    status: ClaimStatus
    superseded_by: Ref | None


class Dated(Struct, frozen=True, array_like=True):
    """A correction, or something to watch; only the latter may have no date."""

    date: Moment | None
    text: Prose


class Article(Struct, frozen=True):
    """One file of content/articles/."""

    path: str
    id: str
    front: ArticleFront
    claims: tuple[Claim, ...]
    summary: Prose | None
    body: Prose
    corrections: tuple[Dated, ...]


class Theme(Struct, frozen=True):
    """One file of themes/."""

    path: str
    name: str
    front: ThemeFront
    notes: tuple[Prose | None, ...]
    """The editor's notes, one per point, in the order of the points."""
    bottom_line: Prose
    unknowns: tuple[Prose, ...]
    watch: tuple[Dated, ...]
    corrections: tuple[Dated, ...]

    def point(self, id: str) -> Point:
        """Return a point by its id. Raise KeyError."""
        for point in self.front.points:
            if point.id == id:
                return point
        raise KeyError(id)


class Page(Struct, frozen=True):
    """One file of content/pages/."""

    path: str
    address: str
    """Where it stands on the site: `about/`."""
    front: PageFront
    body: Prose


class Medium(Struct, frozen=True):
    """One image of content/media/."""

    path: str
    width: int
    height: int


class Frame(Struct, frozen=True):
    """Everything that editors wrote but the articles, without a single error left in it."""

    site: SiteFront
    sources: Mapping[str, SourceFront]
    actors: Mapping[str, ActorFront]
    themes: tuple[Theme, ...]
    """By order, then name."""
    pages: tuple[Page, ...]
    media: Mapping[str, Medium]
    """By path below content/media/."""


NameKind = Literal["source", "actor", "theme", "point", "article", "page", "image"]


class Reference(Struct, frozen=True):
    """A place where a file names something that another file has to define."""

    kind: NameKind
    key: str
    spot: Spot
    within: str | None = None
    """For a point its theme; for an article the claim of it that is meant."""
    among: tuple[str, ...] = ()
    """For a claim's theme, those of the article."""


class ArticleReading(Struct, frozen=True):
    """What one article's file gives, right or wrong."""

    path: str
    id: str
    claim_ids: frozenset[str] | None
    """None where the file is too broken to tell."""
    article: Article | None
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...]


class ThemeReading(Struct, frozen=True):
    """What one theme's file gives, right or wrong."""

    path: str
    name: str
    points: tuple[str, ...] | None
    """None where the file is too broken to tell."""
    theme: Theme | None
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...]


class PageReading(Struct, frozen=True):
    """What one page's file gives, right or wrong."""

    path: str
    address: str
    page: Page | None
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...]
