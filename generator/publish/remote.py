"""The branch to publish to: whether it may be published to, its last commit, and the push.

Nothing here changes a branch, the index or the working tree of the site's own repository.
"""

from __future__ import annotations

import re
import shlex

from msgspec import Struct

from generator.problems import Rejected, nearest
from generator.publish.commit import REFERENCE, Commit
from generator.publish.git import Git
from generator.read.layout import SITE_FILE

_OBJECTS_ONLY = (
    "--quiet",
    "--no-tags",
    "--no-prune",
    "--no-recurse-submodules",
    "--no-auto-maintenance",
    "--no-write-fetch-head",
    "--refmap=",
)
"""Options of git-fetch(1) that keep it from changing any reference, whatever the settings say."""


class Branch(Struct, frozen=True):
    """A branch of a remote repository."""

    remote: str
    """The name of the remote in the site's repository, such as `origin`."""
    name: str

    @property
    def reference(self) -> str:
        """Its full name in the remote repository."""
        return f"refs/heads/{self.name}"

    def __str__(self) -> str:
        return f"{self.remote} {self.name}"


def require_publishable(site: Git, branch: Branch) -> None:
    """Raise Rejected unless the site is in a repository that may be published to a branch."""
    found = site.run("rev-parse", "--git-dir")
    if not found.ok:
        message = (
            f"is not in a git repository ({found.reason}); create one with `git init`, "
            "and name the repository to publish to with `git remote add origin URL`"
        )
        raise site.rejection("no-repository", message)
    if not site.run("ls-files", "--error-unmatch", "--", SITE_FILE).ok:
        # The folder may lie in a repository of something else by chance, and pushing to the remote
        # of that one would publish the site in the wrong place.
        top = site.run("rev-parse", "--show-toplevel").stdout.rstrip("\n") or "this one"
        message = (
            f"the git repository {top} does not contain {SITE_FILE} of this site; "
            "add and commit the site's content first"
        )
        raise site.rejection("not-in-repository", message)
    # git-check-ref-format(1) accepts `-x` and `HEAD`, which mean something else to commands.
    well_named = site.run("check-ref-format", branch.reference).ok
    if not well_named or branch.name.startswith("-") or branch.name == "HEAD":
        message = f"'{branch.name}' is not a valid name of a branch; choose another with --branch"
        raise site.rejection("bad-branch", message)
    if not site.run("remote", "get-url", "--", branch.remote).ok:
        remedy = nearest(branch.remote, site.output("remote").split()) or (
            f"; add it with `git remote add {shlex.quote(branch.remote)} URL`"
        )
        message = f"the git repository has no remote '{branch.remote}'{remedy}"
        raise site.rejection("no-remote", message)
    current = site.run("symbolic-ref", "--quiet", "--short", "HEAD").stdout.rstrip("\n")
    if branch.name == current:
        raise _holds_content(site, branch)


def remote_url(site: Git, branch: Branch) -> str:
    """Return the URL that a branch is pushed to, without any user name or password in it."""
    url = site.run("remote", "get-url", "--push", "--", branch.remote).stdout.strip()
    return re.sub(r"(?<=://)[^/@]*@", "", url)


def _holds_content(site: Git, branch: Branch) -> Rejected:
    message = (
        f"the branch '{branch.name}' holds the site's content, which publishing would replace; "
        "choose another branch with --branch"
    )
    return site.rejection("branch-of-editors", message)


def committer_identity(site: Git) -> str:
    """Return who publishes, and when, as `NAME <EMAIL> SECONDS OFFSET`.

    Raise Rejected if git has no name or address set; by default it makes them up from the user and
    the machine.
    """
    found = site.run("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT")
    if not found.ok:
        message = (
            "git does not know who you are; tell it with `git config --global user.name NAME` "
            "and `git config --global user.email ADDRESS`"
        )
        raise site.rejection("no-identity", message)
    return found.stdout.rstrip("\n")


def fetch_tip(site: Git, branch: Branch) -> str | None:
    """Fetch the objects of a branch and return the id of its last commit, None if it is new.

    Raise Rejected if the remote cannot be reached, or the branch holds content.
    """
    tip = _tip(site, branch)
    if tip is None:
        return None
    site.output("fetch", *_OBJECTS_ONLY, branch.remote, branch.reference)
    file = f"{site.output('rev-parse', '--show-prefix')}{SITE_FILE}"
    if site.run("cat-file", "-e", f"{tip}:{file}").ok:
        raise _holds_content(site, branch)
    return tip


def _tip(site: Git, branch: Branch) -> str | None:
    """Ask the remote for the id of the last commit of a branch; return None if it has none."""
    listed = site.run("ls-remote", branch.remote, branch.reference)
    if not listed.ok:
        message = (
            f"the remote '{branch.remote}' cannot be reached: {listed.reason}; "
            "check its URL, your connection and your access rights"
        )
        raise site.rejection("no-remote", message)
    # ls-remote takes the name as a pattern, which longer names may end in as well.
    lines = (line.split("\t") for line in listed.stdout.splitlines())
    return next((id for id, name in lines if name == branch.reference), None)


def push(site: Git, branch: Branch, tip: str | None, commit: Commit) -> None:
    """Push a commit to a branch whose last commit was `tip` when it was fetched.

    Raise Rejected if the push is refused; the remote is then unchanged. There is no force: a push
    on top of a commit that we have not seen has to fail.
    """
    # The commit is copied into the site's repository and pushed from there by its id, so that the
    # settings, credentials and hooks of that repository apply; fetch-pack creates no reference.
    site.output("fetch-pack", "--quiet", "--no-progress", str(commit.folder), REFERENCE)
    pushed = site.run("push", "--no-follow-tags", branch.remote, f"{commit.id}:{branch.reference}")
    if pushed.ok:
        return
    try:
        overtaken = _tip(site, branch) != tip
    except Rejected:
        overtaken = False
    remedy = (
        "somebody else has published in the meantime, publish again"
        if overtaken
        else "fix what git reports, then publish again"
    )
    message = f"could not push to {branch}: {pushed.reason}; nothing was changed; {remedy}"
    raise site.rejection("cannot-push", message)
