"""A state of the content: all that was public at one instant, as pages would show it.

Both states that are compared are worked out by the pipeline of builds, in memory, so what is told
of them is what readers found on the pages. What is known already, from the last build or the other
state, is not read again. The present has to be free of errors. The past need not be right by the
rules of today: a file of it that is wrong is exchanged for the same file of the other state, so
that nothing of it is told as a change.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.build import undisturbed
from generator.pipeline import Prepared, prepare
from generator.plan.presenter import Presenter
from generator.problems import Finding, Rejected, Severity
from generator.read.layout import SITE_FILE
from generator.read.scan import scan
from generator.request import Request
from generator.session import Session
from generator.store.cache import Cache

_SETTINGS = b"id: site\ntitle: Site\nbase_url: https://site.example/\n"
"""The settings of a state that has none: their words are those of the other state."""


class State(Struct, frozen=True):
    """All that was public at one instant."""

    at: datetime
    """The instant, with a time zone."""
    presenter: Presenter
    """Answers what was public, as pages show it."""
    unread: tuple[Finding, ...] = ()
    """Why files were not compared."""

    @property
    def unread_files(self) -> frozenset[str]:
        """The paths of the files that were not compared."""
        return frozenset(finding.file for finding in self.unread)


def present_state(request: Request, cache: Cache) -> State:
    """Return the state of a site's folder, which is the cache's from then on.

    Raise Rejected if its content has errors.
    """
    prepared = _prepare(request, cache)
    if prepared.site is None:
        raise Rejected(_errors(prepared))
    return State(request.now, prepared.site.maker.presenter())


def past_state(request: Request, cache: Cache, other: Path, left_out: Iterable[Finding]) -> State:
    """Return the state of a folder that an earlier state was written to; it is the cache's then.

    Files with errors are exchanged, in that folder, for those of `other`, the folder of the state
    that it is compared with, or else removed; they, and what was `left_out`, are not compared.
    Raise Rejected if that does not help.
    """
    unread = {finding.file: finding for finding in left_out}
    if not (request.root / SITE_FILE).exists():  # there was no site yet
        _put(request.root, SITE_FILE, _SETTINGS)
    while (prepared := _prepare(request, cache)).site is None:
        wrong = {finding.file: finding for finding in reversed(_errors(prepared))}
        exchanged = [
            file
            for file in sorted(filter(_is_content, wrong))
            if (file not in unread and _copy(other, request.root, file))
            or _remove(request.root, file)
        ]
        if not exchanged:
            raise Rejected(_errors(prepared))
        unread |= {file: unread.get(file, wrong[file]) for file in exchanged}
    found = tuple(unread[file] for file in sorted(unread))
    return State(request.now, prepared.site.maker.presenter(), found)


def _prepare(request: Request, cache: Cache) -> Prepared:
    """Work out a site from its content alone; the cache, in memory, has what is known of it."""
    return undisturbed(request.root, partial(_prepare_once, request, cache))


def _prepare_once(request: Request, cache: Cache) -> Prepared:
    cache.rollback()  # what was begun before files changed
    whole = scan(request.root)
    snapshot = replace(
        whole,
        files={path: found for path, found in whole.files.items() if _is_content(path)},
        findings=tuple(one for one in whole.findings if _is_content(f"{one.file}/")),
        strays=(),
    )
    return prepare(Session(cache), request, snapshot, cache.files.suspects(snapshot))


def _is_content(path: str) -> bool:
    """Return whether a file or folder says something, and not what the site looks like."""
    return path.startswith(("content/", "themes/")) and not path.lower().endswith(".html")


def _errors(prepared: Prepared) -> tuple[Finding, ...]:
    return tuple(one for one in prepared.findings if one.severity is Severity.ERROR)


def _copy(source: Path, folder: Path, path: str) -> bool:
    """Put a file of another folder in the place of one; return whether there was another one."""
    ours, theirs = folder / path, source / path
    if not theirs.is_file() or (ours.is_file() and ours.read_bytes() == theirs.read_bytes()):
        return False
    _put(folder, path, theirs.read_bytes())
    return True


def _put(folder: Path, path: str, data: bytes) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _remove(folder: Path, path: str) -> bool:
    """Remove a file, or have only what must be in the settings; return whether that is new."""
    file = folder / path
    if not file.is_file():
        return False
    if path == SITE_FILE:
        has_more = file.read_bytes() != _SETTINGS
        _put(folder, path, _SETTINGS)
        return has_more
    file.unlink()
    return True
