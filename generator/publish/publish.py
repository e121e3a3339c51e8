"""Build a site if needed, and publish its output as a commit on a branch of a remote repository.

Nothing else is changed: not a branch, the index or the working tree of the site's own repository.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from generator.build import STATE_FOLDER, Built, build, to_problems
from generator.check.check import check
from generator.problems import AtLine, Finding, Problem, Rejected, Severity
from generator.publish.commit import Change, commit_of
from generator.publish.git import Git, git_at
from generator.publish.ready import Expected, output_findings
from generator.publish.remote import (
    Branch,
    committer_identity,
    fetch_tip,
    push,
    remote_url,
    require_publishable,
)
from generator.publish.uncommitted import uncommitted_files, uncommitted_finding
from generator.request import Request, Search
from generator.validate.unfit import NOT_FOR_READERS
from generator.write.guard import site_lock
from generator.write.output import Written


class PublishRequest(Struct, frozen=True, kw_only=True):
    """What to publish, and where."""

    site: Request
    """The site; the output has to be what a build of it would write."""
    output: Path
    branch: Branch
    message: str
    """The message of the commit."""
    search: bool = True
    """Whether the output must have a search index."""
    build: bool = True
    """Whether to build first what is not up to date; else the output is taken or refused as is."""
    uncommitted: bool = False
    """Whether to publish what editors wrote and did not commit."""
    dry_run: bool = False
    """Whether to stop before the push, and only report what would change."""


class Published(Struct, frozen=True):
    """The outcome of a publish."""

    change: Change | None
    """What changed on the branch, or would have; None if nothing was published."""
    problems: tuple[Problem, ...]
    """An error beside a change is of a dry run: it would keep the site from being published."""
    to: str = ""
    """The remote, the branch and the URL, for people."""
    address: str = ""
    """Where readers will find the site."""
    written: Written | None = None
    """What was built for it; None if nothing was to be built."""


def publish(
    request: PublishRequest, environment: Mapping[str, str], on_wait: Callable[[], None]
) -> Published:
    """Publish the output folder of a site as a commit on top of a branch.

    `environment` are the environment variables of git; `on_wait` is called if a build is under way.
    Nothing is published if the site has errors, if its output is not what a build would write now,
    or if editors have not committed what they wrote and nobody said that it may go out.
    """
    root = request.site.root
    problems: tuple[Problem, ...] = ()
    uncommitted: tuple[Problem, ...] = ()
    built: Written | None = None
    try:
        git = git_at(root, environment)
        require_publishable(git, request.branch)
        identity = committer_identity(git)
        problems = uncommitted = _uncommitted(request, git)
        if request.build:
            made = _built(request, on_wait)
            problems += made.problems
            built = made.written
            if built is None:
                return Published(None, problems)
        _require_output(request)
        # One pass renders the site, both to check its links and to compare its files.
        checked = check(request.site, None, digests=True)
        # Most of what a build finds, a check finds as well.
        problems = tuple(dict.fromkeys(map(_for_readers, (*problems, *checked.problems))))
        digests, searched = checked.digests, checked.searched
        is_wrong = any(one.severity is Severity.ERROR for one in problems if one not in uncommitted)
        if digests is None or searched is None or is_wrong:
            return Published(None, problems)
        expected = Expected(digests, searched)
        change = _publish(request, git, identity, expected, on_wait)
        to = f"{request.branch} ({remote_url(git, request.branch)})"
        return Published(change, problems, to, checked.base_url, built)
    except Rejected as rejected:
        return Published(None, (*problems, *to_problems(root, rejected.findings)))


def _for_readers(problem: Problem) -> Problem:
    """Return a problem as it is where readers are to see the site."""
    if problem.code in NOT_FOR_READERS:
        return replace(problem, severity=Severity.ERROR)
    return problem


def _uncommitted(request: PublishRequest, git: Git) -> tuple[Problem, ...]:
    """Return a warning of what is not committed, if it may be published all the same.

    Raise Rejected if it may not; a dry run goes on, with the error that a publish would end with.
    """
    files = uncommitted_files(git)
    if not files:
        return ()
    finding = uncommitted_finding(git, files, told=request.uncommitted)
    if not (request.uncommitted or request.dry_run):
        raise Rejected([finding])
    return to_problems(request.site.root, [finding])


def _built(request: PublishRequest, on_wait: Callable[[], None]) -> Built:
    """Build the site, as the command `build` would, if it is not up to date."""
    search = Search.MAKE if request.search else Search.KEEP
    return build(replace(request.site, search=search), request.output, on_wait)


def _publish(
    request: PublishRequest,
    git: Git,
    identity: str,
    expected: Expected,
    on_wait: Callable[[], None],
) -> Change:
    """Publish a site without errors, if its output is as expected. Raise Rejected."""
    output, branch = request.output, request.branch
    tip = fetch_tip(git, branch)
    with TemporaryDirectory(prefix="briefing-publish-") as folder:
        # No build may change the output between its check and its commit.
        with site_lock(request.site.root / STATE_FOLDER, output, on_wait):
            remedy = _build_command(request)
            found = output_findings(request.site, output, expected, remedy, search=request.search)
            if findings := tuple(found):
                raise Rejected(findings)
            commit = commit_of(output, git, tip, identity, request.message, Path(folder))
        if commit.change and not request.dry_run:
            push(git, branch, tip, commit)
        return commit.change


def _require_output(request: PublishRequest) -> None:
    """Raise Rejected if there is no output folder."""
    if not request.output.is_dir():
        message = f"there is nothing to publish; run `{_build_command(request)}` first"
        raise Rejected([Finding(str(request.output), AtLine(), "no-output", message)])


def _build_command(request: PublishRequest) -> str:
    """Return the command that builds what is to be published."""
    words = ["briefing", "build"]
    if request.output.resolve() != request.site.root / "site":
        words += ["--output", str(request.output)]
    if request.site.base_url:
        words += ["--base-url", request.site.base_url]
    return shlex.join(words)
