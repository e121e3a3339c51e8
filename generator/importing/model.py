"""The values of an import, one type for each step: raw bytes, document, cleaned text, proposal."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class CannotImportError(Exception):
    """One input cannot become a draft: what is wrong, why, and what to do about it."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(code, message)


class Raw(Struct, frozen=True):
    """What an editor handed over, as it came."""

    name: str
    """How messages call it: the path that was given, the address, or `standard input`."""
    data: bytes
    url: str = ""
    """Where it was fetched, after redirects; "" if it was not."""
    content_type: str = ""
    """What the server called it: `text/html; charset=utf-8`."""


class Form(StrEnum):
    """What the bytes are, whatever their name says."""

    TEXT = "txt"
    MARKDOWN = "md"
    WEB_PAGE = "html"
    WORD = "docx"


class BlockKind(StrEnum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    """Of a list."""
    QUOTE = "quote"


OUTSIDE = "outside the report"
"""Why a block of a web page is hardly part of the report, if nothing else says so."""


class Block(Struct, frozen=True):
    """One paragraph, heading or entry of a list: plain text on one line."""

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    aside: str = ""
    """Why it is hardly part of the report, by where it stands in a web page; "" if nothing says
    so."""


class Found(Struct, frozen=True):
    """A value that was found, and how: what the editor should know before trusting it."""

    value: str
    how: str


class Metadata(Struct, frozen=True, kw_only=True):
    """What a document says of itself, outside its text."""

    title: Found | None = None
    authors: tuple[str, ...] = ()
    published: Found | None = None
    updated: Found | None = None
    outlet: Found | None = None
    """The name of the outlet."""
    perhaps: Found | None = None
    """A name that may be that of the outlet."""
    host: str = ""
    """The host of the outlet, without `www.`."""
    url: Found | None = None
    language: str = ""
    """A language tag; "" if it is not told."""
    via: Found | None = None
    """The name of the agency that is credited."""


class Document(Struct, frozen=True):
    """A text in blocks, with what the file says of it."""

    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    note: str = ""
    """What the editor should know of how it was read: `read as windows-1251`."""


class Cut(Struct, frozen=True):
    """A block that is not part of the report, and why."""

    text: str
    why: str


class Cleaned(Struct, frozen=True):
    """A report without what was around it; all of that is in `cuts`."""

    blocks: tuple[Block, ...]
    metadata: Metadata
    """With what the cut lines say: who wrote it, when, for whom."""
    cuts: tuple[Cut, ...]
    note: str = ""


class Candidate(Struct, frozen=True):
    """What may become a claim."""

    text: str
    kind: str
    quote: str
    by: tuple[str, ...] = ()
    """Keys of actors."""
    speaker: str = ""
    """Who says it, in the words of the report, if that is no actor."""
    on: str = ""
    theme: str = ""
    point: str = ""
    value: str = ""
    via: str = ""
    """A key of sources.yaml."""
    why: str = ""
    """How it was found, and what is uncertain."""


class Likeness(Struct, frozen=True):
    """An article that has much of the same text."""

    name: str
    """The path of the article, relative to the root, or of a text in the archive."""
    percent: int


class Suggestion(Struct, frozen=True):
    """A theme that a report seems to be about, and the words that say so."""

    theme: str
    why: str


class NewSource(Struct, frozen=True):
    """An entry that sources.yaml needs and does not have."""

    key: str
    name: str
    kind: str = "website"
    url: str = ""
    unidentified: bool = False


class Proposal(Struct, frozen=True, kw_only=True):
    """Everything that a draft says, with how it was found."""

    title: Found
    source: Found
    """A key of sources.yaml."""
    published: Found
    date_note: str
    """What readers are told of a date that the report does not give; "" if it does."""
    themes: tuple[Suggestion, ...]
    other_themes: tuple[str, ...]
    """Those that were not suggested."""
    authors: tuple[str, ...] = ()
    url: Found | None = None
    same_url: str = ""
    """The path of the article that has this address already; "" if none has it."""
    retrieved: str = ""
    updated: Found | None = None
    language: Found | None = None
    """Only if it is another one than the site's."""
    via: Found | None = None
    """A key of sources.yaml."""
    new_sources: tuple[NewSource, ...] = ()
    actors: tuple[str, ...] = ()
    """Keys of the actors that the text names, those first that it names most."""
    unknown_names: tuple[str, ...] = ()
    """Who is quoted and is not in actors.yaml."""
    candidates: tuple[Candidate, ...] = ()
    likenesses: tuple[Likeness, ...] = ()
    blocks: tuple[Block, ...] = ()
    cuts: tuple[Cut, ...] = ()
    note: str = ""
