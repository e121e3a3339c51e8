"""Commit the output folder, in a temporary repository that borrows the objects of the site's.

ghp-import, which makes the commit, moves a branch before anybody knows whether the push succeeds.
In a repository of its own it may: whatever goes wrong, the branches, the index and the working tree
of the site's repository stay as they are.
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
"""The only branch of the temporary repository."""
REFERENCE = f"refs/heads/{_BRANCH}"


class Change(Struct, frozen=True):
    """How many files differ from the commit before."""

    added: int
    changed: int
    removed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


class Commit(Struct, frozen=True):
    """A commit on top of the last published one."""

    id: str
    """Its object id, in hexadecimal."""
    change: Change
    folder: Path
    """The git folder of the repository that has it, under the name REFERENCE."""


def commit_of(
    output: Path, site: Git, tip: str | None, identity: str, message: str, folder: Path
) -> Commit:
    """Commit the output folder on top of the commit `tip`, in a repository made in `folder`.

    `tip` is in the repository that `site` runs git in; None starts a history. `identity` is the
    committer as git writes it, `NAME <EMAIL> SECONDS OFFSET`. `folder` has to be empty.
    Raise Rejected if git or ghp-import fails.
    """
    temporary = _repository(folder, site, identity)
    cname = None
    if tip is not None:
        temporary.output("update-ref", REFERENCE, tip)
        # GitHub commits this file itself when a domain is entered in the settings of Pages; without
        # it in the next commit, the domain would be given up.
        published = site.run("cat-file", "blob", f"{tip}:CNAME")
        cname = published.stdout if published.ok and not (output / "CNAME").exists() else None
    _import(output, temporary, message, cname)
    return Commit(temporary.output("rev-parse", REFERENCE), _change(temporary), folder)


def _repository(folder: Path, site: Git, identity: str) -> Git:
    """Make a bare repository that borrows objects, and return what runs git on it.

    Source of `alternates` and `shallow`: gitrepository-layout(5).
    """
    form = site.output("rev-parse", "--show-object-format")
    # Without a template, so that no hooks of this machine run on it.
    site.output("init", "--quiet", "--bare", "--template=", f"--object-format={form}", str(folder))
    objects = site.folder / site.output("rev-parse", "--git-path", "objects")
    alternates = folder / "objects" / "info" / "alternates"
    alternates.parent.mkdir(exist_ok=True)
    alternates.write_bytes(os.fsencode(objects.resolve()) + b"\n")
    shallow = site.folder / site.output("rev-parse", "--git-path", "shallow")
    if shallow.exists():  # in a shallow clone: the commits whose parents are not there
        shutil.copy(shallow, folder)
    name, _, rest = identity.partition(" <")
    address, _, when = rest.partition("> ")
    return site.on_repository(
        folder,
        GIT_COMMITTER_NAME=name,
        GIT_COMMITTER_EMAIL=address,
        GIT_COMMITTER_DATE=when,
    )


def _import(output: Path, git: Git, message: str, cname: str | None) -> None:
    """Have ghp-import commit the folder on top of the branch. Raise Rejected if it cannot.

    It exits with 0 even if git fails to take the commit, so the branch is compared as well.
    """
    options = () if cname is None else (f"--cname={cname}",)
    before = git.run("rev-parse", "--verify", "--quiet", REFERENCE)
    # In a process of its own: it works on the repository that the environment names.
    done = git.run_program(
        sys.executable,
        "-m",
        "ghp_import",
        f"--branch={_BRANCH}",
        f"--message={message}",
        *options,
        str(output.resolve()),
    )
    after = git.run("rev-parse", "--verify", "--quiet", REFERENCE)
    if not done.ok or after == before:
        # The reason is git's "fatal:" line, else the last line of ghp-import's traceback.
        fatal = [line for line in done.messages if line.startswith("fatal: ")]
        why = [done.reason, *done.messages, *fatal][-1]
        raise git.rejection("cannot-import", f"git could not commit {output}: {why}")


def _change(git: Git) -> Change:
    """Count the files that the new commit adds, changes and removes."""
    listed = git.output(
        "diff-tree", "--root", "-r", "--no-renames", "--name-status", "-z", REFERENCE
    )
    # The commit's id, then alternately a status letter and a file name (git-diff-tree(1)).
    letters = Counter(listed.split("\0")[1::2])
    return Change(letters["A"], letters["M"] + letters["T"], letters["D"])
