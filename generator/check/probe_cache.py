"""What probes of other sites found, and a cache of it with a time to live for each outcome."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict


class Outcome(StrEnum):
    """How the probe of an address ended."""

    WORKS = "works"
    MOVED = "moved"
    """It works and redirects permanently."""
    GONE = "gone"
    """The host says that the page does not exist (any more)."""
    FAILED = "failed"
    """The host was reached, but did not deliver the page."""
    UNREACHABLE = "unreachable"
    """No connection to the host."""
    REFUSED = "refused"
    """The host turns programs away, so the page may well work for readers."""
    SKIPPED = "skipped"
    """Not probed, for lack of time or of a network."""


class ProbeResult(Struct, frozen=True):
    """The result of probing one address."""

    outcome: Outcome
    detail: str = ""
    """The new address if it has moved, else the reason, in words: `not found (404)`."""


TTL = {
    Outcome.WORKS: timedelta(days=7),
    Outcome.MOVED: timedelta(days=7),
    Outcome.GONE: timedelta(days=1),
}
"""How long a result is used again. Others may be passing troubles and are never cached."""

_VERSION = 1


class ProbeCache:
    """Results of earlier checks, kept in one JSON file.

    The file may be deleted or damaged at any time; then every address is probed again.
    """

    def __init__(self, file: Path, now: datetime) -> None:
        """Read the file; `now`, when this check began, decides which results have expired."""
        self._file = file
        self._now = now
        self._results = dict(_read(file, now))

    def get(self, addresses: Iterable[str]) -> Mapping[str, ProbeResult]:
        """Return the results that are known of some addresses."""
        known = ((address, self._results.get(address)) for address in addresses)
        return {address: entry[0] for address, entry in known if entry is not None}

    def put(self, results: Mapping[str, ProbeResult]) -> None:
        """Add results that have a time to live, and write the file.

        The file is replaced in one step, so an interrupted check leaves it whole. A file that
        cannot be written is no error: the next check probes again.
        """
        lasting = {url: result for url, result in results.items() if result.outcome in TTL}
        if not lasting:
            return
        self._results |= {url: (result, self._now) for url, result in lasting.items()}
        links = {
            url: {**asdict(result), "at": at.isoformat()}
            for url, (result, at) in sorted(self._results.items())
        }
        text = json.dumps({"version": _VERSION, "links": links}, ensure_ascii=False, indent=1)
        # The process id keeps two checks at the same time from writing to one file.
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            beside.write_text(text, encoding="utf-8", errors="backslashreplace")
            beside.replace(self._file)


def _read(file: Path, now: datetime) -> Iterable[tuple[str, tuple[ProbeResult, datetime]]]:
    """Yield addresses with their results that have not expired, and when these were found.

    A result from the future, left by a clock that was wrong, counts as expired.
    """
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["version"] != _VERSION:
            return
        for url, entry in kept["links"].items():
            result = ProbeResult(Outcome(entry["outcome"]), str(entry["detail"]))
            at = datetime.fromisoformat(entry["at"])
            if timedelta(0) <= now - at < TTL[result.outcome]:
                yield url, (result, at)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return
