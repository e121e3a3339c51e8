"""Find everything that is wrong with a site, its links included, without writing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec import Struct

from generator.build import Builder, to_problems, undisturbed
from generator.check.external_types import LinkCheckOptions
from generator.check.further import Looked, count_pages, look_further, unfit
from generator.check.links import FollowedLinks
from generator.check.made import follow_kept, make_files
from generator.pipeline import distrust_other_output, prepare
from generator.problems import Finding, Problem, Rejected
from generator.read.layout import SiteFiles
from generator.read.scan import Snapshot, scan
from generator.request import Request
from generator.search.index import Searched
from generator.searching import searched_of
from generator.session import Session
from generator.store.cache import Cache
from generator.store.database import CacheError
from generator.store.file_states import Suspects
from generator.target import Target


class Checked(Struct, frozen=True):
    """The outcome of a check."""

    problems: tuple[Problem, ...]
    pages: int
    """The number of pages whose links were checked; 0 if errors stopped the check before."""
    looked: Looked
    """What it found besides; nothing if the content has errors."""
    digests: Mapping[str, str] | None = None
    """The digest of every file that a build would write, by its path; None if there are errors."""
    base_url: str = ""
    """Where the site will be served; "" if errors stopped the check before."""
    unseen: int = 0
    """How many quotations rest on evidence that builds do not look at."""
    searched: Searched | None = None
    """What of the site is searched, for which digests have to be asked for as well."""


def check(
    request: Request,
    archive: Path | None = None,
    options: LinkCheckOptions | None = None,
    *,
    output: Path | None = None,
    digests: bool = False,
    on_wait: Callable[[], None] = lambda: None,
) -> Checked:
    """Check the content of a site and its links.

    With `archive`, quotations are checked against the original texts in it; with `options`, links
    to other sites are followed too. Files that can contain links are made in memory; with
    `digests`, all files of the site are.

    With `output`, what builds into that folder and earlier checks found out is used and added to,
    so that the work is that of what changed since; `on_wait` is called if one of them has to be
    waited for. Without, or where that cannot be used, nothing is trusted that was kept.
    """
    look = partial(_look, request, external=options is not None, all_files=digests)
    found: _Found | None = None
    if output is not None:
        # Whatever is wrong with the site itself, a check without it tells as well.
        with suppress(Rejected, CacheError):
            found = Builder(output, on_wait=on_wait).with_cache(request, look)
    try:
        found = found or undisturbed(
            request.root, partial(_look_afresh, request, look), "check again"
        )
    except Rejected as rejected:
        return Checked(to_problems(request.root, rejected.findings), 0, Looked())
    looked = Looked()
    if found.links is not None and found.files is not None:
        looked = look_further(
            request.root, found.files, found.links, found.base_url, archive, options
        )
    return Checked(
        to_problems(request.root, (*found.findings, *looked.findings)),
        found.pages,
        looked,
        found.digests,
        found.base_url,
        found.unseen,
        found.searched,
    )


def expected_files(request: Request) -> Set[str]:
    """Return the paths of all files that a build would write; none if there are errors."""

    def files() -> Set[str]:
        session, snapshot, suspects = _afresh(request)
        site = prepare(session, request, snapshot, suspects).site
        return site.files if site is not None else frozenset()

    return undisturbed(request.root, files)


class _Found(Struct, frozen=True):
    """What is found in a site without asking anybody else."""

    findings: tuple[Finding, ...]
    """All but those about links."""
    links: FollowedLinks | None = None
    """None, and nothing in all that follows, if errors stopped the check before."""
    files: SiteFiles | None = None
    pages: int = 0
    digests: Mapping[str, str] | None = None
    base_url: str = ""
    unseen: int = 0
    searched: Searched | None = None


def _look(
    request: Request,
    session: Session,
    snapshot: Snapshot,
    suspects: Suspects,
    target: Target | None,
    *,
    external: bool,
    all_files: bool,
) -> _Found:
    """Prepare a site as a build does, and follow its links. Without a target, nothing is known."""
    if target is not None:
        distrust_other_output(session, target)
    prepared = prepare(session, request, snapshot, suspects)
    site = prepared.site
    if site is None:
        return _Found(prepared.findings)
    findings = (*prepared.findings, *unfit(session, site.base_url))
    keys = {file: entry.key for file, entry in target.manifest.files.items()} if target else {}
    try:
        digests = make_files(session, site, keys, request.jobs, all_files=all_files)
    except Rejected as rejected:
        return _Found((*findings, *rejected.findings), base_url=site.base_url)
    links = follow_kept(session, site, external=external)
    return _Found(
        findings,
        links,
        session.group_files(snapshot),
        count_pages(site.files),
        digests if all_files else None,
        site.base_url,
        prepared.unseen,
        searched_of(session, session.context) if all_files else None,
    )


def _look_afresh(request: Request, look: Callable[..., _Found]) -> _Found:
    return look(*_afresh(request), None)


def _afresh(request: Request) -> tuple[Session, Snapshot, Suspects]:
    """Return a session with an empty cache in memory: every file is read, every page is dirty."""
    session, snapshot = Session(Cache(None, "")), scan(request.root)
    return session, snapshot, session.cache.files.suspects(snapshot)
