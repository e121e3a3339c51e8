"""One build, stage by stage: read, validate, assemble, plan, render, write, index, remember.

Each stage is fed only what changed, and hands on only what came out differently, so the work of a
build follows the edit, not the size of the site. Two stretches run item by item, in whatever
process is free, because no process could hold everything at once: an article goes from its bytes to
a row of text (`stages.read_article`), and a page from its line in the table of contents to bytes
beside their place (`stages.make`). Only rows, keys and digests travel back.

The cache is committed three times. A build may be killed between any two, and the next one goes on
from what is there:

1. What was read and validated, with the articles marked dirty that are not yet in the index as they
   were read. The next build does not read them again, but takes them from the cache.
2. The index and the table of contents, with the articles clean and the pages dirty that depend on
   what changed. The next build plans these pages again. Those that the killed one had finished are
   found up to date: by the manifest, or by their bytes if it was killed before they were recorded.
3. The pages clean, with what they depend on; and the record that there is nothing to do.

So what is clean was finished, and what was not finished is dirty. A build that is killed before the
first commit has changed nothing; one that is killed during a commit leaves a cache that is not
trusted (`store/database.py`).

`generator/build.py` calls this only if there is anything to do: loading the stages takes longer
than a whole build that finds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from secrets import token_hex
from typing import Protocol

from msgspec import Struct

from generator import searching, stages, up_to_date
from generator.problems import Finding, Rejected
from generator.read.scan import Snapshot
from generator.request import Request, Search
from generator.session import Session
from generator.store.database import CacheError, cannot_save
from generator.store.file_states import Suspects
from generator.target import Look, Target
from generator.validate.registers import domain_findings
from generator.workers import share_out
from generator.write.guard import cannot_write
from generator.write.manifest import Manifest
from generator.write.output import Output, OutputFile, Written


class Outcome(Struct, frozen=True):
    """The outcome of a build."""

    written: Written | None
    """None if errors left the site as it was."""
    findings: tuple[Finding, ...]
    base_url: str | None = None
    """None if the content has errors."""
    next_change: datetime | None = None
    """When an article next becomes public or ceases to be."""
    why: tuple[tuple[str, str], ...] = ()
    """The pages that were dirty, each with what changed that it depends on."""
    indexed: int = 0
    """The number of pages in a new search index; 0 if none was made."""
    is_retryable: bool = False
    """Whether nothing in the content stops the site from being written, but something else did."""
    unseen: int = 0
    """How many quotations rest on evidence that was not looked at."""
    verdict: Verdict | None = None
    """What was said of the made files; None if it did not come to that."""


class Verdict(Struct, frozen=True):
    """What is said of the made files of a site, before any of them is put in place."""

    findings: tuple[Finding, ...]
    approved: bool
    """Whether they may be put in place."""


class Prepared(Struct, frozen=True):
    """A site, worked out up to the pages that have to be made."""

    site: stages.Planned | None
    """None if the content has errors, or two pages have one address."""
    findings: tuple[Finding, ...]
    base_url: str | None = None
    """None if the content has errors."""
    unseen: int = 0
    """How many quotations rest on evidence that was not looked at."""


class Made(Struct, frozen=True):
    """A site whose files are made, before any of them is put in place."""

    session: Session
    snapshot: Snapshot
    site: stages.Planned
    findings: tuple[Finding, ...]
    """What was found so far, also beforehand, and no error among it."""
    out: Output
    """Where the files are: staged, or in the output already."""
    files: Mapping[str, OutputFile]
    """Those that this build made or compared, by their paths."""
    manifest: Manifest
    """It has all others, which are in the output as it says."""


class Judge(Protocol):
    """Looks at a site, and decides whether it may be put in place."""

    def beforehand(self, session: Session, base_url: str) -> tuple[Finding, ...]:
        """Return what is wrong whatever the files will be, and is no error."""

    def judge(self, made: Made) -> Verdict:
        """Return what is said of the made files."""


def run(
    session: Session,
    request: Request,
    snapshot: Snapshot,
    suspects: Suspects,
    target: Target,
    look: Look,
    judge: Judge | None = None,
) -> Outcome:
    """Build a site; `suspects` are the files of the snapshot that may have changed.

    `look` is what `target.looked_at` gives. With `judge`, the output stays as it is unless that
    approves of the made files. Raise DisturbedError if files change meanwhile, CacheError if the
    cache is damaged.
    """
    _begin(session, request, target)
    # Read, validate, assemble, plan
    prepared = prepare(session, request, snapshot, suspects)
    site, findings = prepared.site, prepared.findings
    if site is None:
        return Outcome(None, findings, prepared.base_url)
    base_url, change, why = site.base_url, site.next_change, site.why()
    judged = judge.beforehand(session, base_url) if judge is not None else ()
    verdict: Verdict | None = None
    try:
        with Output(target.output, target.manifest, clean=request.clean) as out:
            # Render
            made = _make(session, request, site, look, out)
            if judge is not None:
                files = {file.path: file for file, _ in made}
                found = (*findings, *judged)
                verdict = judge.judge(
                    Made(session, snapshot, site, found, out, files, target.manifest)
                )
                judged += verdict.findings
                if not verdict.approved:
                    found = (*findings, *judged)
                    return Outcome(None, found, base_url, change, why, verdict=verdict)
            # Write
            searching.withdraw_index(target, site.files, request)
            written = out.move_into_place([file for file, _ in made], site.files)
    except Rejected as rejected:
        found = (*findings, *judged, *rejected.findings)
        return Outcome(None, found, base_url, change, why, is_retryable=True, verdict=verdict)
    # Index for search
    indexed, wrong = searching.index_for_search(session, target, request)
    # Remember
    done = {file.path: dependencies for file, dependencies in made}
    wrong += _remember(session, request, snapshot, target, prepared, done, is_whole=not wrong)
    findings += wrong
    found, unseen = (*findings, *judged), prepared.unseen
    return Outcome(written, found, base_url, change, why, indexed, unseen=unseen, verdict=verdict)


def _make(
    session: Session, request: Request, site: stages.Planned, look: Look, out: Output
) -> list[tuple[OutputFile, str]]:
    """Make the files of a site that are dirty, or not in the output as they should be.

    Return them, each with the dependency keys that planning it read.
    """
    items = site.items
    # Pages that are clean, but that somebody changed or deleted in the output.
    others = look(site.files) - {item.file for item in items}
    items += stages.pages(session, sorted(others))
    if items:
        out.make_staging_folder()
    with session.cache.reading():
        return share_out(partial(stages.make, site.maker, out), items, request.jobs)


def _remember(
    session: Session,
    request: Request,
    snapshot: Snapshot,
    target: Target,
    prepared: Prepared,
    done: Mapping[str, str],
    *,
    is_whole: bool,
) -> tuple[Finding, ...]:
    """Record that files were made, with the dependency keys of each; return what went wrong.

    If the build `is_whole`, with its index, the next one may have nothing to do.
    """
    assert prepared.site is not None  # noqa: S101 - for the type checker
    until, count, findings = prepared.site.next_change, target.file_count, prepared.findings
    try:
        if is_whole and stages.are_lasting(findings, snapshot):
            base_url, unseen = prepared.base_url, prepared.unseen
            up_to_date.save(session.cache, request, base_url, until, count, unseen, findings)
        session.cache.pages.mark_clean(done)
        session.cache.commit()
    except CacheError as error:
        # The site is right, but the next build must not trust what the cache says of it.
        session.cache.invalidate()
        return (cannot_save(target.state, error, written=True),)
    return ()


def _begin(session: Session, request: Request, target: Target) -> None:
    """Give this build a name, in the manifests and in the cache. Raise Rejected."""
    generation = token_hex(8)
    distrust_other_output(session, target)
    session.cache.facts.put("generation", generation)
    try:
        target.begin(generation, search=request.search is Search.MAKE)
    except OSError as error:
        raise cannot_write(error, target.state) from None


def distrust_other_output(session: Session, target: Target) -> None:
    """Take no page to be clean if the output is not that of the last build of this cache."""
    if not target.manifest.follows(session.cache.facts.get("generation")):
        session.cache.pages.mark_all_dirty("whether the output is that of the last build")


def prepare(session: Session, request: Request, snapshot: Snapshot, suspects: Suspects) -> Prepared:
    """Work out what a site consists of, and which of its pages are dirty.

    Raise DisturbedError if files change meanwhile, CacheError if the cache is damaged.
    """
    cache = session.cache
    base_url = None
    findings: tuple[Finding, ...] = ()
    try:
        files = stages.read(session, snapshot, suspects)
        context, findings = stages.validate(session, files, suspects, request.jobs)
        cache.files.accept(snapshot, suspects.removed)
        cache.commit()
        if context is None:
            return Prepared(None, findings)
        base_url = request.base_url or context.site.base_url
        if request.base_url is None:
            findings += tuple(domain_findings(context.site))
        findings += tuple(stages.unlikely(session, context, request))
        changed, next_change = stages.assemble(session, context, request)
        site = stages.plan(session, request, files, context, changed, next_change)
        cache.readings.mark_all_clean()
        cache.commit()
        findings = (
            *findings,
            *stages.left_out(session, files),
            *stages.about_answers(session, context),
        )
        return Prepared(site, findings, base_url, cache.readings.count_unseen())
    except Rejected as rejected:
        # What was read is committed. The index is not, and its articles are dirty, so the next
        # build works it out again.
        cache.rollback()
        return Prepared(None, (*findings, *rejected.findings), base_url)
