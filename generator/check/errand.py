"""What `briefing check --external` is asked for, and what it tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from generator.check.found import Flaw


class Manners(Struct, frozen=True, kw_only=True):
    """How hosts are asked."""

    seconds: float
    """What all questions together may take."""
    patience: float = 10.0
    """Seconds that a host has to answer one request."""
    pause: float = 0.2
    """Seconds between two requests to one host."""


class Errand(Struct, frozen=True, kw_only=True):
    """What to look up of other sites."""

    now: datetime
    """When it was asked for; tells old answers from fresh ones."""
    manners: Manners
    progress: Callable[[int, int], None]
    """Is told how many of how many addresses were asked for; in the end, that all are done with."""


class LookedUp(Struct, frozen=True):
    """What came of it."""

    flaws: tuple[Flaw, ...]
    asked: int
    """How many addresses were asked for, and answered in some way."""
    remembered: int
    """How many had been by an earlier check."""
    unchecked: Mapping[tuple[str, str], int]
    """How many are not known to lead to anything or not: by host, if it is for one, and reason."""

    def closing_lines(self) -> Iterator[str]:
        """Say what was looked up, and what was not, and why."""
        unchecked = sum(self.unchecked.values())
        yield (
            f"external links: {self.asked} looked up, {self.remembered} known from earlier "
            f"checks, {unchecked} not checked"
        )
        for (host, why), count in self.unchecked.items():
            yield f"  not checked: {count}{f' at {host}' if host else ''}: {why}"
