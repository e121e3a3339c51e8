"""One build, stage by stage: look, read, validate, assemble, plan, render, write, index, remember.

Each stage is fed only what changed, and hands on only what came out differently, so the work of a
build follows the edit, not the size of the site. Two stretches run item by item, in whatever
process is free, because no process could hold everything at once: an article goes from its bytes to
a row of text (`stages.read_article`), and a page from its line in the table of contents to bytes
beside their place (`stages.make`). Only rows, keys and digests travel back.

`generator/build.py` has looked, and called this only if there is anything to do: loading the stages
takes longer than a whole build that finds nothing.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from msgspec import Struct

from generator import stages, up_to_date
from generator.problems import Finding, Rejected
from generator.read.scan import Snapshot
from generator.request import Request
from generator.session import Session
from generator.store.database import CacheError, cannot_save
from generator.store.file_states import Suspects
from generator.target import Target
from generator.validate.registers import domain_findings
from generator.workers import share_out
from generator.write.output import Output, OutputFile, Written


class Outcome(Struct, frozen=True):
    """What came of a build: `written` is None where errors left the site as it was."""

    written: Written | None
    findings: tuple[Finding, ...]
    base_url: str | None = None
    """None where the content has errors."""
    next_change: datetime | None = None
    """When the next article becomes public, or ceases to be, if nothing is edited."""
    why: tuple[tuple[str, str], ...] = ()
    """The pages that were dirty, each with what changed that it depends on."""
    indexed: int = 0
    """Of how many pages a search index was made."""
    prepared: bool = False
    """Nothing in the content stands in the way of writing."""


class Prepared(Struct, frozen=True):
    """A site worked out up to the pages that have to be made."""

    site: stages.Planned | None
    """None where errors are in the way, of content or of addresses."""
    findings: tuple[Finding, ...]
    base_url: str | None = None
    """None where the content has errors."""


def run(
    session: Session, request: Request, snapshot: Snapshot, suspects: Suspects, target: Target
) -> Outcome:
    """Build a site of which the files `suspects` may have changed.

    Raise DisturbedError where files change meanwhile, CacheError where the cache is damaged.
    """
    # Read, validate, assemble, plan
    prepared = prepare(session, request, snapshot, suspects)
    site, findings = prepared.site, prepared.findings
    if site is None:
        return Outcome(None, findings, prepared.base_url)
    # Render, write
    made: list[tuple[OutputFile, str]] = []
    try:
        with Output(target.output, target.pages, clean=request.clean) as out:
            items = site.items
            if not target.trusted:
                others = site.files - {item.file for item in items}
                items += stages.pages(session, out.missing_or_changed(others))
            if items:
                out.make_staging_folder()
            made = share_out(partial(stages.make, site.maker, out), items, request.jobs)
            written = out.move_into_place([file for file, _ in made], site.files)
    except Rejected as rejected:
        found = (*findings, *rejected.findings)
        return Outcome(None, found, site.base_url, site.next_change, site.why(), prepared=True)
    # Index for search
    indexed, wrong = stages.index_for_search(session, target, request)
    findings += wrong
    # Remember
    try:
        if not findings:
            up_to_date.note(session.cache, request, site.base_url, site.next_change, target.files)
        session.cache.pages.mark_clean({file.path: asked for file, asked in made})
        session.cache.commit()
    except CacheError as error:
        session.cache.invalidate()
        findings += (cannot_save(target.state, error, written=True),)
    return Outcome(
        written, findings, site.base_url, site.next_change, site.why(), indexed, prepared=True
    )


def prepare(session: Session, request: Request, snapshot: Snapshot, suspects: Suspects) -> Prepared:
    """Work out what a site consists of, and what of it may not be right.

    Raise DisturbedError where files change meanwhile, CacheError where the cache is damaged.
    """
    cache = session.cache
    base_url = None
    findings: tuple[Finding, ...] = ()
    try:
        files = stages.read(session, snapshot, suspects)
        frame, findings = stages.validate(session, files, suspects, request.jobs)
        cache.files.accept(snapshot, suspects.removed)
        cache.commit()
        if frame is None:
            return Prepared(None, findings)
        base_url = request.base_url or frame.site.base_url
        if request.base_url is None:
            findings += tuple(domain_findings(frame.site))
        changed, next_change = stages.assemble(session, frame, request)
        site = stages.plan(session, request, files, frame, changed, next_change)
        cache.readings.mark_all_clean()
        cache.commit()
        return Prepared(site, (*findings, *stages.left_out(session, files)), base_url)
    except Rejected as rejected:
        # What is read stays; what was worked out of it is worked out again by the next build.
        cache.rollback()
        return Prepared(None, (*findings, *rejected.findings), base_url)
