"""What prose consists of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RefKind = Literal["article", "theme", "actor", "source", "page"]


@dataclass(frozen=True, slots=True)
class Ref:
    """A thing of the site, by its key; with `claim`, one claim of an article."""

    kind: RefKind
    key: str
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """`[@a; @b#c2]`: numbered marks that lead to articles or claims."""

    refs: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """`[[theme:ceasefire|text]]`: a link by key; without text, the thing's own name."""

    ref: Ref
    text: str | None


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the folder `content/media/`."""

    name: str
    """Path below the media folder."""
    description: str
    title: str


@dataclass(frozen=True, slots=True)
class Base:
    """Where the site's base path goes into an address."""


Part = str | Citation | Link | Image | Base


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown turned into HTML; what depends on other files is still symbolic."""

    parts: tuple[Part, ...]
    """HTML, and between it the symbolic parts."""
    text: str
    """The words alone, blocks parted by empty lines."""


EMPTY = Prose((), "")


@dataclass(frozen=True, slots=True)
class Mention:
    """Where prose names something: to be checked once all files are known."""

    what: Ref | Image
    words: str
    """As written, to find the place again."""
    line: int
    """Line of the Markdown, from 0, that its block starts on."""
    nth: int
    """Which place of these words in that block, from 0."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something wrong in Markdown, whatever other files say."""

    code: str
    message: str
    words: str
    line: int
    nth: int = 0
    skip: int = 0
    """How many characters of the words stand before what is wrong."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one piece of Markdown gives."""

    prose: Prose
    mentions: tuple[Mention, ...] = ()
    remarks: tuple[Remark, ...] = ()
    found: frozenset[str] = frozenset()
    """The names of the quotations that stand in the text."""
