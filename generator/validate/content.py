"""The values that validation returns: typed content, with its Markdown parsed.

`Article`, `Theme`, `Page` and `Medium` are files without errors. A class whose name ends in
`Reading` is what is known of a file, valid or not: other files may refer to something in it even if
it has errors.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from generator.moments import Moment
from generator.problems import Finding, Spot
from generator.prose.model import Prose, Ref
from generator.prose.named import Named
from generator.prose.references import may_name
from generator.validate.models import ArticleFront, ClaimStatus, Kind, PageFront, Point, ThemeFront
from generator.validate.register_models import ActorFront, SiteFront, SourceFront, TermFront


# As an array, so that the cache does not repeat the names of the fields in every claim.
class Claim(Struct, frozen=True, array_like=True):
    """One claim of an article, with its defaults filled in."""

    id: str
    text: str
    theme: str
    point: str | None
    kind: Kind
    by: tuple[str, ...]
    on: Moment | None
    value: str | None
    quote: str | None
    quoted_from_evidence: bool
    """Whether the text of the article does not have the quotation, so its evidence must."""
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

    def texts(self) -> Iterator[Prose]:
        """Yield all Markdown in it."""
        yield from (note for note in self.notes if note)
        yield self.bottom_line
        yield from self.unknowns
        yield from (entry.text for entry in (*self.watch, *self.corrections))

    @property
    def events(self) -> tuple[Ref, ...]:
        """The claims that tell the story, in the order of the editor."""
        return tuple(Ref("article", *name.split("#")) for name in self.front.events)

    def point(self, id: str) -> Point:
        """Return the point with an id. Raise KeyError if there is none."""
        for point in self.front.points:
            if point.id == id:
                return point
        raise KeyError(id)


class Page(Struct, frozen=True):
    """One file of content/pages/."""

    path: str
    address: str
    """Its path on the site: `about/`."""
    front: PageFront
    body: Prose


class Term(Struct, frozen=True):
    """One entry of content/glossary.yaml."""

    key: str
    front: TermFront
    meaning: Prose

    @property
    def names(self) -> tuple[str, ...]:
        """The term and all other words for it."""
        return (self.front.term, *self.front.aliases)


class Medium(Struct, frozen=True):
    """One image of content/media/."""

    path: str
    width: int
    """In pixels, as the height."""
    height: int


class Context(Struct, frozen=True):
    """The context of the articles: everything else that editors wrote, without any error."""

    site: SiteFront
    sources: Mapping[str, SourceFront]
    actors: Mapping[str, ActorFront]
    glossary: Mapping[str, Term]
    themes: tuple[Theme, ...]
    """Sorted by their `order`, then by name."""
    pages: tuple[Page, ...]
    media: Mapping[str, Medium]
    """By path below content/media/."""
    named: frozenset[Named] = frozenset()
    """What themes, pages and the glossary name."""


NameKind = Literal[
    "source", "actor", "term", "theme", "point", "article", "page", "image", "handle"
]
"""A `handle` is a name after @ that only is the key of an article if there is such an article."""


Definition = tuple[str, str, str]
"""Something that a file can refer to: its kind, its key and what narrows them, for a point its
theme, for a claim (whose kind and key are those of its article) its id, else ""."""


class Reference(Struct, frozen=True):
    """A place in a file that refers to something that has to exist elsewhere."""

    kind: NameKind
    key: str
    spot: Spot
    within: str | None = None
    """For a point, its theme; for an article, the claim that is meant; else None."""
    among: tuple[str, ...] = ()
    """For the theme of a claim: the themes of its article, which must include it."""
    message: str = ""
    """For a handle: what is wrong if there is an article of this name."""


class ArticleReading(Struct, frozen=True):
    """What is known of an article, valid or not."""

    path: str
    id: str
    claim_ids: frozenset[str] | None
    """None if the file is too broken to tell."""
    article: Article | None
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...]


class FrontReferences(Struct, frozen=True):
    """What an article refers to, as far as that is known without reading its Markdown."""

    references: tuple[Reference, ...]
    texts: str
    """All its texts, those in Markdown among them, one below the other."""

    def are_all_to(self, definitions: Iterable[Definition]) -> bool:
        """Return whether no text can refer to any of these as well."""
        return not any(may_name(self.texts, kind, key) for kind, key, _ in definitions)


class ThemeReading(Struct, frozen=True):
    """What is known of a theme, valid or not."""

    path: str
    name: str
    points: tuple[str, ...] | None
    """None if the file is too broken to tell."""
    old_names: tuple[str, ...]
    theme: Theme | None
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...]


class PageReading(Struct, frozen=True):
    """What is known of a page, valid or not."""

    path: str
    address: str
    page: Page | None
    references: tuple[Reference, ...]
    findings: tuple[Finding, ...]
