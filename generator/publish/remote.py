"""The branch that readers get: what may become of it, what it has, and a new commit for it.

Nothing here changes a branch, the index or the working tree of the site's own repository.
"""

from __future__ import annotations

import re
import shlex

from msgspec import Struct

from generator.problems import Rejected, nearest
from generator.publish.commit import REFERENCE, Commit
from generator.publish.git import Git
from generator.read.site import SITE_FILE

_OBJECTS_ALONE = (
    "--quiet",
    "--no-tags",
    "--no-prune",
    "--no-recurse-submodules",
    "--no-auto-maintenance",
    "--no-write-fetch-head",
    "--refmap=",
)
"""Has git fetch nothing but objects, whatever it is set up to do besides."""


class Branch(Struct, frozen=True):
    """A branch of a remote repository."""

    remote: str
    """What the repository of the site calls it."""
    name: str

    @property
    def reference(self) -> str:
        """Its full name over there."""
        return f"refs/heads/{self.name}"

    def __str__(self) -> str:
        return f"{self.remote} {self.name}"


def refuse_wrong(site: Git, branch: Branch) -> None:
    """Raise Rejected unless a site is in a repository that may be published to that branch."""
    found = site.ask("rev-parse", "--git-dir")
    if not found.well:
        message = (
            f"is in no git repository ({found.reason}); make one with `git init`, "
            "and tell it where to publish to with `git remote add origin URL`"
        )
        raise site.wrong("no-repository", message)
    if not site.ask("ls-files", "--error-unmatch", "--", SITE_FILE).well:
        # It is in somebody else's repository, perhaps by chance, and that has another remote.
        top = site.ask("rev-parse", "--show-toplevel").text.rstrip("\n") or "this repository"
        message = f"{top} does not have {SITE_FILE} of this site: add and commit its content first"
        raise site.wrong("not-in-repository", message)
    well_named = site.ask("check-ref-format", branch.reference).well
    if not well_named or branch.name.startswith("-") or branch.name == "HEAD":
        raise site.wrong("bad-branch", f"'{branch.name}' cannot be the name of a branch")
    if not site.ask("remote", "get-url", "--", branch.remote).well:
        remedy = nearest(branch.remote, site.must("remote").split()) or (
            f"; add it with `git remote add {shlex.quote(branch.remote)} URL`"
        )
        message = f"its repository has no remote '{branch.remote}'{remedy}"
        raise site.wrong("no-remote", message)
    current = site.ask("symbolic-ref", "--quiet", "--short", "HEAD").text.rstrip("\n")
    if branch.name == current:
        raise _is_of_editors(site, branch)


def address_of(site: Git, branch: Branch) -> str:
    """Return the address of a branch's remote, without any password that is in it."""
    url = site.ask("remote", "get-url", "--push", "--", branch.remote).text.strip()
    return re.sub(r"(?<=://)[^/@]*@", "", url)


def _is_of_editors(site: Git, branch: Branch) -> Rejected:
    message = (
        f"'{branch.name}' holds what editors write, and a publish would replace it; "
        "choose another branch with --branch"
    )
    return site.wrong("branch-of-editors", message)


def identity(site: Git) -> str:
    """Return who publishes, as git knows it. Raise Rejected where it does not."""
    found = site.ask("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
    if not found.well:
        message = (
            "git does not know who you are; tell it with `git config --global user.name NAME` "
            "and `git config --global user.email ADDRESS`"
        )
        raise site.wrong("no-identity", message)
    return found.text.rstrip("\n")


def fetched(site: Git, branch: Branch) -> str | None:
    """Fetch the branch, no reference of ours changed; give its last commit, None without one."""
    tip = _tip(site, branch)
    if tip is None:
        return None
    site.must("fetch", *_OBJECTS_ALONE, branch.remote, branch.reference)
    file = f"{site.must('rev-parse', '--show-prefix')}{SITE_FILE}"
    if site.ask("cat-file", "-e", f"{tip}:{file}").well:
        raise _is_of_editors(site, branch)
    return tip


def _tip(site: Git, branch: Branch) -> str | None:
    """Ask the remote for the last commit of the branch."""
    listed = site.ask("ls-remote", branch.remote, branch.reference)
    if not listed.well:
        message = (
            f"the remote '{branch.remote}' cannot be reached: {listed.reason}; "
            "see to its address, the network and your rights"
        )
        raise site.wrong("no-remote", message)
    lines = (line.split("\t") for line in listed.text.splitlines())
    return next((id for id, name in lines if name == branch.reference), None)


def push(site: Git, branch: Branch, tip: str | None, commit: Commit) -> None:
    """Push a commit to the branch, whose last commit was `tip`. Raise Rejected, nothing changed.

    The site's own repository pushes it, with its settings, its credentials and its hooks.
    """
    site.must("fetch-pack", "--quiet", "--no-progress", str(commit.folder), REFERENCE)
    pushed = site.ask("push", "--no-follow-tags", branch.remote, f"{commit.id}:{branch.reference}")
    if pushed.well:
        return
    try:
        overtaken = _tip(site, branch) != tip
    except Rejected:
        overtaken = False
    remedy = (
        "somebody else has published meanwhile: publish again"
        if overtaken
        else "mend what git says, then publish again"
    )
    message = f"{branch} could not be pushed: {pushed.reason}; nothing was changed; {remedy}"
    raise site.wrong("cannot-push", message)
