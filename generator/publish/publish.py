"""The output folder as a commit on a branch of a remote repository, and nothing else changed."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from generator.build import STATE_FOLDER, to_problems
from generator.check.check import check
from generator.problems import AtLine, Finding, Problem, Rejected, Severity
from generator.publish.commit import Change, commit_of
from generator.publish.git import Git, git_at
from generator.publish.ready import wrong_output
from generator.publish.remote import (
    Branch,
    committer_identity,
    fetch_tip,
    push,
    remote_url,
    require_publishable,
)
from generator.request import Request
from generator.write.guard import site_lock


class Order(Struct, frozen=True, kw_only=True):
    """What to publish where."""

    request: Request
    """The site; its output has to be what it asks for."""
    output: Path
    branch: Branch
    message: str
    """Of the commit."""
    search: bool = True
    """Readers are to have the search index."""
    dry_run: bool = False
    """Only find out what it would change."""


class Published(Struct, frozen=True):
    """The outcome of a publish."""

    change: Change | None
    """What came to the branch, or would have; None where something kept it from that."""
    problems: tuple[Problem, ...]
    to: str = ""
    """Which branch, of which remote, and where that is."""


def publish(order: Order, environment: Mapping[str, str]) -> Published:
    """Publish the output folder of a site as a commit on top of a branch.

    `environment` is what git runs with. Nothing is published if the site has errors or its output
    is not what a build would write now. Whatever happens, branches, index and working tree of the
    site's own repository stay as they are.
    """
    root = order.request.root
    problems: tuple[Problem, ...] = ()
    try:
        site = git_at(root, environment)
        require_publishable(site, order.branch)
        who = committer_identity(site)
        _look_for(order)
        # The site to be is rendered once, for its links and for its digests.
        checked = check(order.request, None, digests=True)
        problems, to_be = checked.problems, checked.digests
        if to_be is None or any(problem.severity is Severity.ERROR for problem in problems):
            return Published(None, problems)
        change = _publish(order, site, who, to_be)
        return Published(change, problems, f"{order.branch} ({remote_url(site, order.branch)})")
    except Rejected as rejected:
        return Published(None, (*problems, *to_problems(root, rejected.findings)))


def _publish(order: Order, site: Git, who: str, to_be: Mapping[str, str]) -> Change:
    """Publish a site without errors, whose files ought to be `to_be`. Raise Rejected."""
    request, output = order.request, order.output
    tip = fetch_tip(site, order.branch)
    with TemporaryDirectory(prefix="briefing-publish-") as folder:
        # What is published has to be what was looked at, so no build may come between.
        with site_lock(request.root / STATE_FOLDER, output):
            wrong = tuple(
                wrong_output(request, output, to_be, _build_of(order), search=order.search)
            )
            if wrong:
                raise Rejected(wrong)
            commit = commit_of(output, site, tip, who, order.message, Path(folder))
        if commit.change and not order.dry_run:
            push(site, order.branch, tip, commit)
        return commit.change


def _look_for(order: Order) -> None:
    if not order.output.is_dir():
        message = f"is not there to be published; run `{_build_of(order)}` first"
        raise Rejected([Finding(str(order.output), AtLine(), "no-output", message)])


def _build_of(order: Order) -> str:
    """Return the command that builds what is to be published."""
    request = order.request
    words = ["briefing", "build"]
    if order.output.resolve() != request.root / "site":
        words += ["--output", str(order.output)]
    if request.base_url:
        words += ["--base-url", request.base_url]
    return shlex.join(words)
