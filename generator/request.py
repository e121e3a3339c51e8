"""What a build is asked for."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from generator.gate import Gate


class Search(StrEnum):
    """What becomes of the search index, which can only be made of all pages at once."""

    MAKE = "make"
    """There is one, and it is of the pages as they are."""
    KEEP = "keep"
    """None is made; one that is there stays for as long as it is of the pages as they are."""
    NONE = "none"
    """There is none."""


class Request(Struct, frozen=True, kw_only=True):
    """Which site to work on, and how."""

    root: Path
    now: datetime
    """Aware; decides what is public, and nothing else: see `gate`."""
    base_url: str | None = None
    """In place of that of site.yaml; ended by a slash."""
    drafts: bool = False
    clean: bool = False
    """Trust nothing that an earlier build kept, but which files of the output are ours."""
    jobs: int = 1
    """How many processes may work on it."""
    search: Search = Search.NONE

    @property
    def gate(self) -> Gate:
        """What decides which articles are public."""
        return Gate(self.now, self.drafts)
