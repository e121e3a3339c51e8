"""Earlier states of a site's content, from the git repository that it is in.

Git is only asked: no reference, index or file of the repository is touched, and nothing is fetched.
"""

from __future__ import annotations

import errno
import os
import posixpath
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.problems import AtLine, Finding, Severity
from generator.publish.git import Git, git_at
from generator.read.bidi import IN_NAMES
from generator.read.images import IMAGE_TYPES
from generator.read.layout import MEDIA
from generator.read.scan import is_temporary, is_text

_FOLDERS = ("content", "themes")
"""The folders of a site that say what it says; the others say what it looks like."""
_READ_ONLY = {
    "GIT_OPTIONAL_LOCKS": "0",
    # In a partial clone, objects that are asked for would be fetched, and written.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "",
}
_LINK, _SUBMODULE = "120000", "160000"
"""Modes of entries of a tree (git-fast-import(1))."""
_MAX_LINKS = 8
"""Links that may lead to another before a file is given up."""
_BATCH = 2_000
"""Files that are in memory together."""
_ABOUT_THE_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
"""A PNG of one pixel, in place of every image: what a picture shows is not compared."""


class UnknownStateError(ValueError):
    """A state that was asked for is not there; the message says what to write."""


class Commit(Struct, frozen=True):
    """One commit."""

    id: str
    """Its object id, in hexadecimal."""
    at: datetime
    """When it was made, in UTC."""


class _Entry(Struct, frozen=True):
    mode: str
    id: str
    path: str


class History(Struct, frozen=True):
    """The history of the repository that a site is in."""

    git: Git
    prefix: str
    """The folder of the site below the top of the repository, with a slash at its end, or ""."""
    is_shallow: bool
    """Whether the older part of the history is missing."""

    def revision(self, name: str) -> Commit:
        """Return the commit that a revision names: a hash, a tag, a branch, `main~3`.

        Raise UnknownStateError if there is none.
        """
        # A name that begins with a hyphen would be an option to git.
        found = None
        if name and not name.startswith("-"):
            found = self.git.run("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if found is None or not found.ok:
            raise UnknownStateError(
                f"'{name}' is no revision of this repository, and no date; write a date such as "
                "2025-05-20, a tag, a branch, a hash, or HEAD~3 for three commits ago"
                + self._cut_off()
            )
        return self._commit(found.stdout.strip())

    def is_reference(self, name: str) -> bool:
        """Return whether a tag or a branch has exactly this name."""
        found = self.git.run("show-ref", "--verify", "--quiet", f"refs/tags/{name}")
        return found.ok or self.git.run("show-ref", "--verify", "--quiet", f"refs/heads/{name}").ok

    def last_before(self, instant: datetime) -> Commit | None:
        """Return the last commit of the current branch up to an instant, along first parents.

        Return None if it has none so old. Raise UnknownStateError if that cannot be known.
        """
        seconds = max(0, int(instant.timestamp()))
        found = self.git.run(
            "rev-list", "--first-parent", "--max-count=1", f"--min-age={seconds}", "HEAD"
        )
        if not found.ok:
            raise UnknownStateError(
                "nothing has been committed yet, so there is no earlier state; commit the site: "
                "git add --all && git commit"
            )
        if found.stdout.strip():
            return self._commit(found.stdout.strip())
        if self.is_shallow:
            raise UnknownStateError(f"no commit is so old{self._cut_off()}")
        return None

    def extract(self, commit: Commit, folder: Path) -> tuple[Finding, ...]:
        """Write the content of a site at a commit into an empty folder.

        Images are written as one pixel. Return warnings of what was left out.
        Raise UnknownStateError if the content is in a submodule, Rejected if git fails.
        """
        tree = f"{commit.id}:{self.prefix.rstrip('/')}"
        listed = self.git.run("ls-tree", "-r", "-z", "--full-tree", tree, *_FOLDERS)
        if not listed.ok:  # the folder of the site was not there yet
            return ()
        entries = {entry.path: entry for entry in map(_entry, listed.stdout.split("\0")[:-1])}
        for path in _FOLDERS:
            if path in entries and entries[path].mode == _SUBMODULE:
                raise UnknownStateError(
                    f"{path}/ was a submodule at {commit.id[:10]}, whose history is in a "
                    "repository of its own; it cannot be read from here"
                )
        wanted, findings = _select(entries.values())
        files, lost = self._resolve_links(wanted, entries)
        findings += lost
        for path in files:
            if _is_image(path):
                findings += _write(folder, path, _PIXEL)
        texts = {path: id for path, id in files.items() if not _is_image(path)}
        for path, data in self._read(texts):
            findings += _left_out(path, "git could not read it") if data is None else ()
            findings += _write(folder, path, data) if data is not None else ()
        return tuple(findings)

    def _resolve_links(
        self, wanted: Iterable[_Entry], entries: Mapping[str, _Entry]
    ) -> tuple[dict[str, str], list[Finding]]:
        """Return the object ids of files by path, those of the files that links lead to included.

        No link is written, so that none leads out of the folder.
        """
        links = {entry.path: entry.id for entry in entries.values() if entry.mode == _LINK}
        targets = {path: os.fsdecode(data) for path, data in self._read(links) if data is not None}
        files, findings = {}, list[Finding]()
        for entry in wanted:
            at: _Entry | None = entry
            for _ in range(_MAX_LINKS):
                if at is None or at.mode != _LINK:
                    break
                target = targets.get(at.path, "")
                path = posixpath.normpath(posixpath.join(posixpath.dirname(at.path), target))
                at = entries.get(path)
            if at is None or at.mode in (_LINK, _SUBMODULE):
                findings += _left_out(entry.path, "a link to no file of the content")
            else:
                files[entry.path] = at.id
        return files, findings

    def _read(self, files: Mapping[str, str]) -> Iterator[tuple[str, bytes | None]]:
        """Yield the bytes of objects, given their ids by path; None for one that is missing."""
        paths = list(files)
        for start in range(0, len(paths), _BATCH):
            batch = paths[start : start + _BATCH]
            done = subprocess.run(
                ["git", "cat-file", "--batch"],  # noqa: S607 - whichever git its user has
                cwd=self.git.folder,
                env=self.git.environment,
                input="".join(f"{files[path]}\n" for path in batch).encode(),
                capture_output=True,
                check=False,
            )
            at = 0
            for path in batch:
                # `<id> blob <size>`, then the bytes and a line end; or `<id> missing`.
                end = done.stdout.find(b"\n", at)
                head = done.stdout[at:end].split() if end >= 0 else []
                if len(head) != 3 or head[1] != b"blob":  # noqa: PLR2004
                    at = end + 1 if end >= 0 else len(done.stdout)
                    yield path, None
                    continue
                size = int(head[2])
                yield path, done.stdout[end + 1 : end + 1 + size]
                at = end + size + 2

    def _commit(self, id: str) -> Commit:
        # `commit <id>`, then the time: log would run what log.showSignature and the like ask for.
        listed = self.git.output("rev-list", "--max-count=1", "--format=%ct", id).split("\n")
        try:
            at = datetime.fromtimestamp(int(listed[1]), UTC)
        except (IndexError, ValueError, OverflowError, OSError):
            raise UnknownStateError(f"the commit {id[:10]} has no date that can be read") from None
        return Commit(id, at)

    def _cut_off(self) -> str:
        if not self.is_shallow:
            return ""
        return (
            "; this clone has only the latest part of the history: get the rest with "
            "`git fetch --unshallow` (on GitHub: actions/checkout with fetch-depth: 0)"
        )


def open_history(root: Path, environment: Mapping[str, str]) -> History:
    """Return the history of the repository that a site is in. Raise Rejected if it is in none."""
    git = git_at(root, environment)
    git = replace(git, environment={**git.environment, **_READ_ONLY})
    found = git.run("rev-parse", "--show-prefix")
    if not found.ok:
        message = (
            f"earlier states are read from a git repository, and git finds none here "
            f"({found.reason}); to have one from now on: git init && git add --all && git commit"
        )
        raise git.rejection("no-repository", message)
    shallow = git.run("rev-parse", "--is-shallow-repository").stdout.strip() == "true"
    return History(git, found.stdout.removesuffix("\n"), shallow)


def _entry(line: str) -> _Entry:
    """Return an entry of a tree, as `ls-tree` lists it."""
    of, _, path = line.partition("\t")
    mode, _, id = of.split(" ")
    return _Entry(mode, id, path)


def _select(entries: Iterable[_Entry]) -> tuple[list[_Entry], list[Finding]]:
    """Return the entries that a site reads, and warnings of those that cannot be read."""
    wanted, findings = list[_Entry](), list[Finding]()
    for entry in entries:
        parts = entry.path.split("/")
        if any(map(is_temporary, parts)) or (parts[0] == "themes" and not _is_document(parts[-1])):
            continue
        if entry.mode == _SUBMODULE:
            findings += _left_out(entry.path, "a submodule, whose history is elsewhere")
        elif not is_text(entry.path):
            findings += _left_out(entry.path, "the name is not UTF-8")
        elif IN_NAMES.search(entry.path) or re.search(r"[\\\x00-\x1f]", entry.path):
            findings += _left_out(entry.path, "the name has characters that no name may have")
        else:
            wanted.append(entry)
    return wanted, findings


def _is_document(name: str) -> bool:
    return name.lower().endswith(".md")


def _is_image(path: str) -> bool:
    return path.startswith(f"{MEDIA}/") and path.lower().endswith(IMAGE_TYPES)


def _write(folder: Path, path: str, data: bytes) -> list[Finding]:
    file = folder / path
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    except OSError as error:
        if error.errno in _ABOUT_THE_DISK:
            raise
        return _left_out(path, error.strerror or str(error))
    return []


def _left_out(path: str, why: str) -> list[Finding]:
    shown = os.fsencode(path).decode("utf-8", "replace")
    return [Finding(shown, AtLine(), "not-compared", why, Severity.WARNING)]
