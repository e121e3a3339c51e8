"""Whether an output folder may be published: it is what a build would write now."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from generator.build import STATE_FOLDER
from generator.check.check import files_to_be
from generator.digests import digest_of
from generator.problems import AtLine, Finding
from generator.request import Request
from generator.write.manifest import Manifest
from generator.write.output import is_intact

SHOWN = 3
"""Files that a message names, of however many it is about."""


def wrong_output(
    request: Request, output: Path, to_be: Mapping[str, str], remedy: str, *, search: bool
) -> Iterator[Finding]:
    """Find what keeps an output folder from being published.

    `to_be` are the files that a build would write now, with digests; `remedy` is the command that
    writes them. With `search` there has to be a search index; one that is there is right, as builds
    see to that.
    """
    there = set(_files(output))
    unlike = {file for file in to_be.keys() & there if _digest(output / file) != to_be[file]}
    missing = to_be.keys() - there
    place, state = output.resolve(), request.root / STATE_FOLDER
    ours = Manifest(place, state).files
    found = Manifest(place, state, "search")
    index = found.files
    too_many = there & (ours.keys() - to_be.keys())
    if hidden := _not_public(request, there - to_be.keys() - index.keys()):
        message = (
            f"holds drafts or embargoed articles: {_named(hidden)}; "
            f"run `{remedy}` first, and keep --drafts to previews"
        )
        yield Finding(str(output), AtLine(), "holds-drafts", message)
    elif wrong := unlike | missing | too_many:
        message = (
            f"is not what a build would write now: {_named(wrong)} "
            f"{'differs' if len(wrong) == 1 else 'differ'}; run `{remedy}` first"
        )
        yield Finding(str(output), AtLine(), "not-up-to-date", message)
    elif search and not (index and is_intact(output, found)):
        message = (
            f"holds no search index, as a preview makes none; run `{remedy}` first, "
            "or publish without it: --no-search"
        )
        yield Finding(str(output), AtLine(), "no-search-index", message)
    yield from _unfit(output, there)


def _files(output: Path) -> Iterator[str]:
    """Return every file of the output, and links to folders, relative to it."""
    for folder, folders, files in os.walk(output):
        place = Path(folder)
        links = [name for name in folders if (place / name).is_symlink()]
        yield from ((place / name).relative_to(output).as_posix() for name in (*files, *links))


def _not_public(request: Request, others: set[str]) -> list[str]:
    """Return those of the files that a site has only with what is not public."""
    if not others:
        return []
    return sorted(others & files_to_be(replace(request, drafts=True)))


def _unfit(output: Path, files: Iterable[str]) -> Iterator[Finding]:
    """Find files, whoever put them there, that git or its import cannot take as they are."""
    for file in sorted(files):
        if reason := _why_unfit(output, file):
            shown = file.encode(errors="backslashreplace").decode()
            yield Finding(str(output / shown), AtLine(), "cannot-be-published", reason)


def _why_unfit(output: Path, file: str) -> str:
    parts = file.split("/")
    if (output / file).is_symlink():
        return "is a symbolic link; put there what it leads to, or take it away"
    if ".git" in (part.lower() for part in parts):
        return "belongs to git: the output is a checkout of its own; build to another with --output"
    if parts[0].endswith(".briefing-stage"):
        return "was left behind by a build that was ended; delete that folder"
    if file.startswith('"') or "\n" in file or not _is_text(file):
        return "has a name that cannot be published; rename it or take it away"
    return ""


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _digest(file: Path) -> str:
    try:
        return digest_of(file.read_bytes())
    except OSError:  # a link that leads nowhere, or a file that we may not read
        return ""


def _named(files: Iterable[str]) -> str:
    names = sorted(files)
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"
