"""The values that the steps of a link check pass on: links found, where, and what is wrong."""

from __future__ import annotations

from msgspec import Struct


class Links(Struct, frozen=True):
    """What one file of the site links to, and what can be linked to in it."""

    addresses: tuple[str, ...] = ()
    """All addresses as they are written in the file, without duplicates, in their order."""
    hyperlinks: frozenset[str] = frozenset()
    """Those that readers can follow; browsers load the others by themselves, or programs read them.
    The HTML standard ("Links") draws the same line: hyperlinks, and links to external resources."""
    anchors: frozenset[str] = frozenset()
    """The ids that an address of this file may end in, after the hash mark."""
    duplicate_ids: tuple[str, ...] = ()
    """Ids that more than one element of the file has."""


class FileLinks(Struct, frozen=True, omit_defaults=True):
    """What is kept of the links of one file: all that has to be known to follow those of a site."""

    addresses: tuple[str, ...] = ()
    """As in `Links`, but without anchors of the file itself that are there."""
    loaded: frozenset[str] = frozenset()
    """Those of them that are no hyperlinks."""
    anchors: frozenset[str] = frozenset()
    duplicate_ids: tuple[str, ...] = ()
    unreadable: str = ""
    """Why its links cannot be read; "" if they can."""


class Occurrence(Struct, frozen=True):
    """A file of the site in which an address is written."""

    file: str
    """Relative to the top of the site."""
    origin: str
    """The content file that it is made from, or another name for where it comes from."""


class LinkIssue(Struct, frozen=True):
    """Something wrong with an address, wherever it is written."""

    code: str
    address: str
    """As it is written in the files of the site; empty where a whole file is wrong."""
    reason: str
    """What is wrong, as the end of a sentence: `matches no page or file of the site`."""
    occurrences: tuple[Occurrence, ...]
    """At least one, in the order of the site's files."""
    is_warning: bool = False
    fixed_by_archive: bool = False
    """Whether an article that names an archived copy of the page is free of this issue."""
