"""Keep the search index up to date: make it, keep it or remove it.

Whether it is up to date is not recorded anywhere: its entry file has a key, as every file in a
manifest, made from the keys of all pages that it indexes. So an index that a killed build left half
in place is known to be out of date, as the entry file is moved last.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from generator.digests import digest_of
from generator.problems import AtLine, Finding, Rejected, Severity
from generator.request import Request, Search
from generator.search.names import Group
from generator.search.order import put_in_order
from generator.search.pagefind import ENTRY, NoIndexError, make_index
from generator.store.version import indexer_version
from generator.write.manifest import Manifest
from generator.write.output import is_intact, write_all

FOLDER = "pagefind/"


class SearchTarget(Struct, frozen=True):
    """An output folder, and which of its pages are searched."""

    output: Path
    manifest: Manifest
    """The files of the site, as they are in the output now."""
    search_manifest: Manifest
    """The files of the search index."""
    state: Path
    """A folder that is never published."""
    language: str
    """The site's, and so that of the words that readers look for."""
    files: Sequence[str]
    """The pages that are searched, relative to the output folder, sorted."""
    groups: tuple[Group, ...]
    """Words that stand for each other."""


def update(target: SearchTarget, request: Request) -> tuple[int, tuple[Finding, ...]]:
    """Make the search index if that is asked for, and remove one that is out of date.

    Return the number of pages in a new index, 0 if none was made, and what went wrong. As pages
    work without search, that is a single warning.
    """
    if request.search is not Search.NONE and not request.clean and _is_up_to_date(target):
        return 0, ()
    try:
        if request.search is Search.MAKE and target.files:
            _make(target, clean=request.clean)
            return len(target.files), ()
        _remove(target)
    except (NoIndexError, Rejected, OSError) as error:
        # An old index must not stay: it leads to pages that are gone, or names what is not public.
        with suppress(Rejected):
            _remove(target)
        return 0, (_no_search(target, error),)
    return 0, ()


def _no_search(target: SearchTarget, error: NoIndexError | Rejected | OSError) -> Finding:
    at, why = str(target.output), str(error)
    if isinstance(error, Rejected):
        at, why = error.findings[0].file, error.findings[0].message
    message = f"the site was written, but without search: {why}"
    return Finding(at, AtLine(), "no-search", message, Severity.WARNING)


def _is_up_to_date(target: SearchTarget) -> bool:
    """Return whether the output has the index of the pages as they are now."""
    entry = target.search_manifest.files.get(f"{FOLDER}{ENTRY}")
    is_current = entry is not None and entry.key == _key(target)
    return is_current and is_intact(target.output, target.search_manifest)


def _key(target: SearchTarget) -> str:
    """Return a digest of everything that the index depends on.

    The keys of the pages depend on this generator, its templates and the base URL in turn.
    """
    entries = target.manifest.files
    pages = [(file, entries[file].key) for file in target.files]
    words = [(group.names, group.is_proper) for group in target.groups]
    return digest_of(json.dumps([indexer_version(), target.language, words, pages]).encode())


def _make(target: SearchTarget, *, clean: bool) -> None:
    """Make the index and move it into place; with `clean`, write all its files anew.

    Raise NoIndexError, Rejected.
    """
    # Their regular expressions are large, and a build that keeps its index needs none of them.
    from generator.search import endings, han, marks, vocabulary  # noqa: PLC0415
    from generator.search.cutting import Cutter  # noqa: PLC0415
    from generator.search.spellings import Spellings  # noqa: PLC0415

    known = vocabulary.Vocabulary(len(target.files))
    for group in target.groups:
        for name in group.names:
            known.add(name)
    code = target.language.partition("-")[0]
    cuts_endings, simplifies = code in endings.LANGUAGES, code in han.LANGUAGES
    cutter = Cutter(
        Spellings(target.groups, target.language),
        known,
        cuts_endings=cuts_endings,
        simplifies=simplifies,
    )

    def read(page: str) -> str:
        return cutter.cut((target.output / page).read_text(encoding="utf-8"))

    made = put_in_order(make_index(target.files, read, target.language, target.state))
    tables = marks.tables(
        (endings.PATTERN, endings.CODES) if cuts_endings else None,
        han.variants() if simplifies else None,
    )
    made |= {marks.FILE: tables, vocabulary.FILE: known.file()}
    # The entry file is moved last, and has the key of the whole index.
    names = sorted(made, key=lambda name: (name == ENTRY, name))
    key = _key(target)
    files = {
        f"{FOLDER}{name}": (key if name == ENTRY else digest_of(made[name]), made[name])
        for name in names
    }
    write_all(target.output, target.search_manifest, files, clean)


def _remove(target: SearchTarget) -> None:
    write_all(target.output, target.search_manifest, {})
