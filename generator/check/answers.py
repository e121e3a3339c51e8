"""What other sites answer when they are asked for an address, and what is remembered of it."""

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
    """How asking for an address ended."""

    WORKS = "works"
    MOVED = "moved"
    """It works, and leads elsewhere for good."""
    GONE = "gone"
    """The host says that there is nothing any more."""
    FAILED = "failed"
    """The host is there and cannot give it."""
    UNREACHABLE = "unreachable"
    """The host is not there."""
    REFUSED = "refused"
    """The host does not let programs look: nothing is known of the address."""
    LATE = "late"
    """Time was up before it could be asked."""


class Answer(Struct, frozen=True):
    """What came of asking for one address."""

    outcome: Outcome
    detail: str = ""
    """Where it has moved to; else what the host said, or what kept it from answering."""


KEPT = {
    Outcome.WORKS: timedelta(days=7),
    Outcome.MOVED: timedelta(days=7),
    Outcome.GONE: timedelta(days=1),
}
"""For how long answers are believed; others may be of the moment and are asked for again."""

_VERSION = 1


class Memory:
    """The answers of earlier checks, in one file.

    It may vanish or be damaged at any time: then everything is asked for again.
    """

    def __init__(self, file: Path, now: datetime) -> None:
        """Read it. `now` is when this check began; it decides what is too old."""
        self._file = file
        self._now = now
        self._kept = dict(_read(file, now))

    def recall(self, addresses: Iterable[str]) -> Mapping[str, Answer]:
        """Return what is still known of some addresses."""
        known = ((address, self._kept.get(address)) for address in addresses)
        return {address: kept[0] for address, kept in known if kept is not None}

    def keep(self, answers: Mapping[str, Answer]) -> None:
        """Remember answers for later checks, as far as they last; whatever stops us, all or none.

        Where they cannot be kept, the next check asks again.
        """
        lasting = {url: answer for url, answer in answers.items() if answer.outcome in KEPT}
        if not lasting:
            return
        self._kept |= {url: (answer, self._now) for url, answer in lasting.items()}
        links = {
            url: {**asdict(answer), "at": at.isoformat()}
            for url, (answer, at) in sorted(self._kept.items())
        }
        text = json.dumps({"version": _VERSION, "links": links}, ensure_ascii=False, indent=1)
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            beside.write_text(text, encoding="utf-8", errors="backslashreplace")
            beside.replace(self._file)


def _read(file: Path, now: datetime) -> Iterable[tuple[str, tuple[Answer, datetime]]]:
    """Return the answers of a file that are not too old, with when they were given."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        if kept["version"] != _VERSION:
            return
        for url, one in kept["links"].items():
            answer = Answer(Outcome(one["outcome"]), str(one["detail"]))
            at = datetime.fromisoformat(one["at"])
            if timedelta(0) <= now - at < KEPT[answer.outcome]:
                yield url, (answer, at)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return
