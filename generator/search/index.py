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
from generator.write.output import all_right, write_all

FOLDER = "pagefind/"


class Searched(Struct, frozen=True):
    """Where a site is, and which of its pages readers search."""

    output: Path
    pages: Manifest
    """The site's own files, as they stand now."""
    index: Manifest
    """The files of its search index."""
    state: Path
    """A folder that is never published."""
    language: str
    """Of the site, and so of the words that readers look for."""
    files: Sequence[str]
    """The pages that the index is of, relative to the output folder, sorted."""


def update(searched: Searched, request: Request) -> tuple[int, tuple[Finding, ...]]:
    """Make the search index if it is asked for, and remove one that is out of date.

    Return of how many pages one was made, and what went wrong: pages do not need it, so that is one
    warning.
    """
    if request.search is not Search.NONE and not request.clean and _is_up_to_date(searched):
        return 0, ()
    try:
        if request.search is Search.MAKE and searched.files:
            _make(searched, clean=request.clean)
            return len(searched.files), ()
        _remove(searched)
    except (NoIndexError, Rejected, OSError) as error:
        with suppress(Rejected):  # an index that is out of date leads readers astray
            _remove(searched)
        return 0, (_no_search(searched, error),)
    return 0, ()


def _no_search(searched: Searched, error: NoIndexError | Rejected | OSError) -> Finding:
    at, why = str(searched.output), str(error)
    if isinstance(error, Rejected):
        at, why = error.findings[0].file, error.findings[0].message
    message = f"the site is written, but without search: {why}"
    return Finding(at, AtLine(), "no-search", message, Severity.WARNING)


def _is_up_to_date(searched: Searched) -> bool:
    """Return whether the index is there as it was made, of the pages as they are now."""
    entry = searched.index.files.get(f"{FOLDER}{ENTRY}")
    there = entry is not None and entry.key == _key(searched)
    return there and all_right(searched.output, searched.index)


def _key(searched: Searched) -> str:
    """Return what stands for all that the index depends on.

    The keys of the pages also stand for this generator, its templates and the base URL.
    """
    known = searched.pages.files
    listed = [(file, known[file].key) for file in searched.files]
    what = json.dumps([indexer_version(), searched.language, listed])
    return digest_of(what.encode())


def _make(searched: Searched, *, clean: bool) -> None:
    """Make the index, and move it into place; with `clean`, all files of it.

    Raise NoIndexError, Rejected.
    """
    output, language = searched.output, searched.language
    made = put_in_order(make_index(output, searched.files, language, searched.state))
    # Its entry file is moved last, and its key stands for all that the whole index depends on.
    names = sorted(made, key=lambda name: (name == ENTRY, name))
    key = _key(searched)
    files = {
        f"{FOLDER}{name}": (key if name == ENTRY else digest_of(made[name]), made[name])
        for name in names
    }
    write_all(output, searched.index, files, clean)


def _remove(searched: Searched) -> None:
    write_all(searched.output, searched.index, {})
