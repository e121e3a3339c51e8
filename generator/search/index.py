"""Whether the search index is right, and what to do where it is not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.digests import digest_of
from generator.problems import AtLine, Finding, Rejected, Severity
from generator.request import Request, Search
from generator.search.order import put_in_order
from generator.search.pagefind import ENTRY, NoIndexError, make_index
from generator.store.version import indexer_version
from generator.write.manifest import Manifest
from generator.write.output import Files, Ready, all_right, write

FOLDER = "pagefind/"


class Place(Struct, frozen=True):
    """Where a site is, and which of its pages readers search."""

    output: Path
    pages: Manifest
    """The site's own files, as they stand now."""
    index: Manifest
    """The files of its search index."""
    state: Path
    """A folder that is never published."""
    language: str
    searched: Sequence[str]
    """The pages that the index is of, relative to the output folder, sorted."""


class _IndexFile(Struct, frozen=True):
    """A file of the index, ready to be moved into place."""

    path: str
    data: bytes
    stands_for: str | None
    """All that the whole index depends on, for the file that is moved last."""

    def ready(self) -> Ready:
        key = self.stands_for or digest_of(self.data)
        return Ready(key, lambda: self.data)


def tend(place: Place, request: Request) -> tuple[int, tuple[Finding, ...]]:
    """Make the search index if it is asked for, and remove one that is not right.

    Gives of how many pages one was made, and what went wrong: pages do not need it, so that is one
    warning.
    """
    if request.search is not Search.NONE and not request.afresh and _is_right(place):
        return 0, ()
    try:
        if request.search is Search.MAKE and place.searched:
            _make(place, request.jobs)
            return len(place.searched), ()
        _remove(place)
    except (NoIndexError, Rejected, OSError) as error:
        with suppress(Rejected):  # an index that is not right leads readers astray
            _remove(place)
        return 0, (_no_search(place, error),)
    return 0, ()


def _no_search(place: Place, error: NoIndexError | Rejected | OSError) -> Finding:
    at, why = str(place.output), str(error)
    if isinstance(error, Rejected):
        at, why = error.findings[0].file, error.findings[0].message
    message = f"the site is written, but without search: {why}"
    return Finding(at, AtLine(), "no-search", message, Severity.WARNING)


def _is_right(place: Place) -> bool:
    """Return whether the index is there as it was made, of the pages as they are now."""
    entry = place.index.files.get(f"{FOLDER}{ENTRY}")
    there = entry is not None and entry.key == _key(place)
    return there and all_right(place.output, place.index)


def _key(place: Place) -> str:
    """Stand for all that the index depends on.

    The keys of the pages also stand for this generator, its templates and the base URL.
    """
    known = place.pages.files
    listed = [(file, known[file].key) for file in place.searched]
    what = json.dumps([indexer_version(), place.language, listed])
    return digest_of(what.encode())


def _make(place: Place, jobs: int) -> None:
    """Make the index, and move it into place. Raise NoIndexError, Rejected."""
    made = put_in_order(make_index(place.output, place.searched, place.language, place.state))
    key = _key(place)
    last_comes_entry = sorted(made, key=lambda name: (name == ENTRY, name))
    files = {
        f"{FOLDER}{name}": _IndexFile(f"{FOLDER}{name}", made[name], key if name == ENTRY else None)
        for name in last_comes_entry
    }
    to_be = Files(tuple(files.values()), files.keys(), files.__getitem__)
    write(place.output, place.index, to_be, jobs=jobs)


def _remove(place: Place) -> None:
    nothing: dict[str, _IndexFile] = {}
    write(place.output, place.index, Files((), frozenset(), nothing.__getitem__))
