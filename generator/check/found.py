"""What is found in a file of the site: addresses, and what they can lead to in it."""

from __future__ import annotations

from msgspec import Struct


class Links(Struct, frozen=True):
    """The links of one file."""

    addresses: tuple[str, ...] = ()
    """All addresses, as they stand in the file, each once."""
    followed: frozenset[str] = frozenset()
    """Those that readers may follow; the others are loaded by browsers, or read by programs."""
    anchors: frozenset[str] = frozenset()
    """The ids that addresses of this file may end in."""
    twice: tuple[str, ...] = ()
    """Ids that several of its elements have."""


class Mention(Struct, frozen=True):
    """A file of the site in which an address stands."""

    file: str
    """Relative to the top of the site."""
    origin: str
    """The file that it comes from, or what else to call it."""


class Flaw(Struct, frozen=True):
    """Something wrong with an address."""

    code: str
    address: str
    """As it stands in the files of the site; empty where a whole file is wrong."""
    reason: str
    """What is wrong with it: `leads to no page of the site`."""
    mentions: tuple[Mention, ...]
    """Where it stands; at least one."""
    only_warns: bool = False
    mended_by_copy: bool = False
    """All is well where an article names an archived copy beside it."""
