"""What prose consists of, and what reading it finds."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

RefKind = Literal["article", "theme", "actor", "source", "page", "term"]


class Ref(Struct, frozen=True, array_like=True):
    """A thing of the site, by its key; with `claim`, one claim of an article."""

    kind: RefKind
    key: str
    claim: str | None = None


class Citation(Struct, frozen=True, array_like=True, tag=True):
    """`[@a; @b#c2]`: numbered marks that lead to articles or claims."""

    refs: tuple[Ref, ...]


class Link(Struct, frozen=True, array_like=True, tag=True):
    """`[[theme:ceasefire|text]]`: a link by key; without text, the thing's own name."""

    ref: Ref
    text: str | None


class Image(Struct, frozen=True, array_like=True, tag=True):
    """An image of the folder `content/media/`."""

    name: str
    """Path below the media folder."""
    description: str
    title: str


class Base(Struct, frozen=True, array_like=True, tag=True):
    """The place in an address that the site's base path goes into."""


Part = str | Citation | Link | Image | Base


class Prose(Struct, frozen=True, array_like=True):
    """Markdown turned into HTML; what depends on other files is still symbolic."""

    parts: tuple[Part, ...]
    """HTML, and the symbolic parts between it, in order."""
    text: str = ""
    """The words alone, an empty line between blocks. Checks need it; the cache does not keep it."""


EMPTY = Prose(())


class Mention(Struct, frozen=True):
    """Something that prose names, to be looked up once all files are known."""

    what: Ref | Image
    words: str
    """As written, to find the place again."""
    line: int
    """Line of the Markdown, from 0, that its block starts on."""
    nth: int
    """Which occurrence of these words in that block, from 0."""


class Remark(Struct, frozen=True):
    """Something wrong in Markdown, whatever other files say."""

    code: str
    """The code of the problem, such as `relative-link`."""
    message: str
    words: str
    """As written, to find the place again."""
    line: int
    """Line of the Markdown, from 0, that its block starts on."""
    nth: int = 0
    """Which occurrence of these words in that block, from 0."""
    skip: int = 0
    """Number of characters of the words before what is wrong."""
    column: int = 0
    """The column (from 1) on the very line, where it is known; else 0."""
    warning: bool = False
    handle: str = ""
    """The article that is meant if there is one with this key; else nothing is wrong."""


class Reading(Struct, frozen=True):
    """What reading one piece of Markdown returns."""

    prose: Prose
    mentions: tuple[Mention, ...] = ()
    remarks: tuple[Remark, ...] = ()
    found: frozenset[str] = frozenset()
    """The names of the quotations that stand in the text."""
