"""Check that an output folder may be published: that it is exactly what a build would write now.

No cache is trusted for that: the bytes of every file are compared, except for the search index.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.build import STATE_FOLDER
from generator.check.check import expected_files
from generator.digests import digest_of
from generator.problems import AtLine, Finding
from generator.read.scan import is_text
from generator.request import Request
from generator.search.index import Searched, SearchTarget, is_up_to_date, outdated_files
from generator.write.manifest import Manifest


class Expected(Struct, frozen=True):
    """What a build would write now."""

    digests: Mapping[str, str]
    """Those of all files but the search index, by their paths."""
    searched: Searched
    """What of the site is searched."""


MAX_NAMED = 3
"""Files that a message names, at most."""


def output_findings(
    request: Request, output: Path, expected: Expected, remedy: str, *, search: bool
) -> Iterator[Finding]:
    """Yield the reasons why an output folder cannot be published.

    `remedy` is the command that writes what is expected. With `search`, a search index is required.
    One that is there must be of these very pages in any case, as a preview keeps older ones.
    """
    digests = expected.digests
    files = set(_files(output))
    changed = {file for file in digests.keys() & files if _digest(output / file) != digests[file]}
    missing = digests.keys() - files
    place, state = output.resolve(), request.root / STATE_FOLDER
    manifest, search_manifest = Manifest(place, state), Manifest(place, state, "search")
    # Other files in the output are the editors' own, and are published as they are.
    obsolete = files & (manifest.files.keys() - digests.keys())
    if hidden := _not_public(request, files - digests.keys() - search_manifest.files.keys()):
        message = (
            f"contains drafts or embargoed articles: {_named(hidden)}; "
            f"run `{remedy}` first, and use --drafts only for previews"
        )
        yield Finding(str(output), AtLine(), "holds-drafts", message)
    elif wrong := changed | missing | obsolete:
        message = (
            f"is not what a build would write now: {_named(wrong)} "
            f"{'differs' if len(wrong) == 1 else 'differ'}; run `{remedy}` first"
        )
        yield Finding(str(output), AtLine(), "not-up-to-date", message)
    else:
        target = SearchTarget(place, manifest, search_manifest, state, expected.searched)
        yield from _of_search(target, files, remedy, required=search)
    yield from _unpublishable(output, files)


def _of_search(
    target: SearchTarget, files: Iterable[str], remedy: str, *, required: bool
) -> Iterator[Finding]:
    """Yield what is wrong with the search index, among some files of the output."""
    at = str(target.output)
    if old := outdated_files(target, files):
        message = (
            f"has a search index of older pages, which may name what is not public: {_named(old)}; "
            f"run `{remedy}` first"
        )
        yield Finding(at, AtLine(), "old-search-index", message)
    elif required and not is_up_to_date(target):
        message = (
            f"has no search index, or not all of it; run `{remedy}` first, "
            "or publish without search: --no-search"
        )
        yield Finding(at, AtLine(), "no-search-index", message)


def _files(output: Path) -> Iterator[str]:
    """Yield every file of the output, and every link to a folder, relative to it."""
    for folder, folders, files in os.walk(output):
        place = Path(folder)
        links = [name for name in folders if (place / name).is_symlink()]
        yield from ((place / name).relative_to(output).as_posix() for name in (*files, *links))


def _not_public(request: Request, unexpected: set[str]) -> list[str]:
    """Return those of the unexpected files that a build would write only with --drafts, sorted.

    The manifest cannot tell: once it was lost, drafts in the output look like files of the editors.
    """
    if not unexpected:
        return []
    return sorted(unexpected & expected_files(replace(request, drafts=True)))


def _unpublishable(output: Path, files: Iterable[str]) -> Iterator[Finding]:
    """Yield a finding for each file that git or ghp-import cannot take as it is."""
    for file in sorted(files):
        if reason := _why_unpublishable(output, file):
            shown = file.encode(errors="backslashreplace").decode()
            yield Finding(str(output / shown), AtLine(), "cannot-be-published", reason)


def _why_unpublishable(output: Path, file: str) -> str:
    """Return why a file cannot be published, and the remedy; "" if it can be."""
    parts = file.split("/")
    if (output / file).is_symlink():
        return "is a symbolic link; replace it with what it points to, or delete it"
    if ".git" in (part.lower() for part in parts):
        return "belongs to git: the output is a repository; build into another folder with --output"
    if parts[0].endswith(".briefing-stage"):
        return f"was left behind by a build that was killed; delete the folder {parts[0]}"
    if file.startswith('"') or "\n" in file or not is_text(file):
        # ghp-import passes names to `git fast-import` without quotes, and as UTF-8.
        return "has a name that cannot be published; rename or delete the file"
    return ""


def _digest(file: Path) -> str:
    try:
        return digest_of(file.read_bytes())
    except OSError:  # a broken link, or a file without permission to read it
        return ""


def _named(files: Iterable[str]) -> str:
    names = sorted(files)
    more = f" and {len(names) - MAX_NAMED} more" if len(names) > MAX_NAMED else ""
    return f"{', '.join(names[:MAX_NAMED])}{more}"
