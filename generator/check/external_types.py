"""What a check of external links is told, and what it reports.

Apart from `external.py`, so that the command line can use these without loading the HTTP client.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from msgspec import Struct

from generator.check.link_types import LinkIssue


class RequestLimits(Struct, frozen=True, kw_only=True):
    """How much time to take, and how hard to press a host."""

    total_seconds: float
    """For all requests together."""
    timeout_seconds: float = 10.0
    """For one request."""
    interval_seconds: float = 0.2
    """The pause between two requests to the same host: the rate limit."""


class LinkCheckOptions(Struct, frozen=True, kw_only=True):
    """How to check links to other sites."""

    now: datetime
    """When the check began; decides which cached results have expired."""
    limits: RequestLimits
    progress: Callable[[int, int], None]
    """Called with the number of addresses that are done and of all there are; at the end of the
    check, whatever ends it, with both equal."""


class LinkCheckSummary(Struct, frozen=True):
    """The outcome of a check of links to other sites."""

    issues: tuple[LinkIssue, ...]
    requested: int
    """How many addresses were requested in this check."""
    cached: int
    """How many were known from earlier checks."""
    unverified: Mapping[tuple[str, str], int]
    """How many addresses may or may not work, by host and reason; the host is empty for reasons
    that have nothing to do with one."""

    def closing_lines(self) -> Iterator[str]:
        """Yield lines for people: the counts, then what was not verified and why."""
        unverified = sum(self.unverified.values())
        yield (
            f"external links: {self.requested} requested, {self.cached} known from earlier "
            f"checks, {unverified} not verified"
        )
        for (host, why), count in self.unverified.items():
            yield f"  {count} not verified{f' at {host}' if host else ''}: {why}"
