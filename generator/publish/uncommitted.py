"""Find what editors wrote and did not commit: nobody else has it, and nobody agreed to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.problems import AtLine, Finding, Severity
from generator.publish.git import Git
from generator.read.scan import FOLDERS

_MAX_NAMED = 3
"""Files that a message names, at most."""
_RENAMED = "RC"
"""What git calls files that have a second name behind the first (git-status(1))."""


def uncommitted_files(site: Git) -> list[str]:
    """Return the files of the site that differ from the last commit, sorted. Raise Rejected."""
    prefix = site.output("rev-parse", "--show-prefix")
    # As git says it, without locks: it would else write to the index.
    said = site.output(
        *("--no-optional-locks", "status", "--porcelain=v1", "-z", "--untracked-files=all"),
        *("--", *FOLDERS),
    )
    return sorted(file.removeprefix(prefix) for file in _named(said))


def _named(said: str) -> Iterator[str]:
    """Yield the files of `git status --porcelain=v1 -z`: two letters, a space and a name each."""
    parts = iter(said.split("\0"))
    for part in parts:
        if part:
            yield part[3:]
            if part[0] in _RENAMED:
                next(parts, None)


def uncommitted_finding(site: Git, files: Sequence[str], *, told: bool) -> Finding:
    """Return that files are not committed: a warning if the editor was `told`, else an error."""
    names = ", ".join(files[:_MAX_NAMED])
    if len(files) > _MAX_NAMED:
        names += f" and {len(files) - _MAX_NAMED} more"
    what = f"has changes that are not committed: {names}"
    if told:
        return Finding(site.subject, AtLine(), "uncommitted", what, Severity.WARNING)
    message = (
        f"{what}; commit them (`git add {' '.join(_folders(files))}`, `git commit`), "
        "or publish what is on this disk with --uncommitted"
    )
    return Finding(site.subject, AtLine(), "uncommitted", message)


def _folders(files: Sequence[str]) -> list[str]:
    return sorted({file.partition("/")[0] for file in files})
