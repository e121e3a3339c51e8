"""One commit of the output folder, made in a repository of its own that lasts as long as needed.

The repository that the site is in only lends its objects, so whatever goes wrong, its branches, its
index and its working tree are as they were.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from pathlib import Path

from msgspec import Struct

from generator.publish.git import Git

_BRANCH = "published"
"""The one branch of the repository for the time being."""
REFERENCE = f"refs/heads/{_BRANCH}"


class Change(Struct, frozen=True):
    """How many files differ from what was published before."""

    added: int
    changed: int
    removed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


class Commit(Struct, frozen=True):
    """A commit on top of what was published before."""

    id: str
    change: Change
    folder: Path
    """The repository that it is in, as REFERENCE."""


def commit_of(
    output: Path, site: Git, tip: str | None, identity: str, message: str, folder: Path
) -> Commit:
    """Commit the output folder on top of `tip`, in a repository made in an empty `folder`.

    `site` runs git in the repository that has `tip`; None begins a history. `identity` is git's
    own: name, address and time. A CNAME that only `tip` has stays: a host that is told of a domain
    in its settings puts that file there itself.
    Raise Rejected where git or ghp-import fails.
    """
    beside = _repository(folder, site, identity)
    kept = None
    if tip is not None:
        beside.must("update-ref", REFERENCE, tip)
        published = site.ask("cat-file", "blob", f"{tip}:CNAME")
        kept = published.text if published.well and not (output / "CNAME").exists() else None
    _import(output, beside, message, kept)
    return Commit(beside.must("rev-parse", REFERENCE), _change(beside), folder)


def _repository(folder: Path, site: Git, identity: str) -> Git:
    """Make a repository that borrows the objects of another one."""
    form = site.must("rev-parse", "--show-object-format")
    site.must("init", "--quiet", "--bare", "--template=", f"--object-format={form}", str(folder))
    place = site.folder / site.must("rev-parse", "--git-path", "objects")
    (folder / "objects" / "info").mkdir(exist_ok=True)
    (folder / "objects" / "info" / "alternates").write_bytes(os.fsencode(place.resolve()) + b"\n")
    shallow = site.folder / site.must("rev-parse", "--git-path", "shallow")
    if shallow.exists():  # it says where a history that was cut off ends
        shutil.copy(shallow, folder)
    name, _, rest = identity.partition(" <")
    address, _, when = rest.partition("> ")
    return site.on(
        folder,
        GIT_COMMITTER_NAME=name,
        GIT_COMMITTER_EMAIL=address,
        GIT_COMMITTER_DATE=when,
    )


def _import(output: Path, git: Git, message: str, cname: str | None) -> None:
    """Have ghp-import commit the folder on top of its branch; it never says whether it could."""
    # In a process of its own, as it works on the repository that the environment names.
    kept = () if cname is None else (f"--cname={cname}",)
    before = git.ask("rev-parse", "--verify", "--quiet", REFERENCE)
    done = git.run(
        sys.executable,
        "-m",
        "ghp_import",
        f"--branch={_BRANCH}",
        f"--message={message}",
        *kept,
        str(output.resolve()),
    )
    after = git.ask("rev-parse", "--verify", "--quiet", REFERENCE)
    if not done.well or after == before:
        # Of a traceback, its last line; git's own words come before it.
        fatal = [line for line in done.words if line.startswith("fatal: ")]
        why = [done.reason, *done.words, *fatal][-1]
        raise git.wrong("cannot-import", f"git could not take {output}: {why}")


def _change(git: Git) -> Change:
    listed = git.must("diff-tree", "--root", "-r", "--no-renames", "--name-status", "-z", REFERENCE)
    # The commit, then a letter and a name in turn.
    kinds = Counter(listed.split("\0")[1::2])
    return Change(kinds["A"], kinds["M"] + kinds["T"], kinds["D"])
