"""The stages of a build, one function for each; `generator/pipeline.py` calls them in turn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import datetime
from functools import partial

from msgspec import Struct

from generator.assemble import keys
from generator.assemble.claims import Grouping
from generator.assemble.context import comparisons_of
from generator.assemble.index import Index, PointKey
from generator.assemble.look_alikes import look_alike_findings
from generator.assemble.public import update_public, withheld_images
from generator.assemble.readings import Readings, reading_row
from generator.assemble.unlikely import DATE_TO_COME, dates_to_come, repeated_urls
from generator.assemble.unused_alike import unused_alike_findings
from generator.assemble.values import Comparison
from generator.maker import Maker
from generator.plan.collisions import collisions
from generator.plan.kind import Page, contents
from generator.problems import Finding, Rejected, Severity
from generator.read.files import UNREADABLE, DisturbedError, Load, SourceFile
from generator.read.layout import ARTICLES, MEDIA, SiteFiles, is_used, stem
from generator.read.scan import Snapshot
from generator.render.copies import Copy, copies
from generator.render.unused import unused_templates
from generator.request import Request
from generator.session import Session, file_row
from generator.store.file_states import Suspects
from generator.store.tables import FileRow, PageRow, ReadingRow
from generator.store.version import code_version
from generator.validate.content import ArticleReading, Context, Definition, Reference
from generator.validate.names import Names, told_once
from generator.validate.site import broken_article, validate_article
from generator.validate.statics import static_findings
from generator.workers import stream
from generator.write.output import Output, OutputFile


class Planned(Struct, frozen=True):
    """What a site consists of, and which of its pages are dirty."""

    base_url: str
    next_change: datetime | None
    copies: tuple[Copy, ...]
    dirty: tuple[PageRow, ...]
    files: frozenset[str]
    """The paths of all files, relative to the output folder."""
    maker: Maker

    @property
    def items(self) -> list[Page | Copy]:
        """The files that have to be made or checked, in the order in which that is fastest."""
        pages = map(_page, self.dirty)
        return [*self.copies, *sorted(pages, key=self.maker.sort_key)]

    def why(self) -> tuple[tuple[str, str], ...]:
        """Return the files of the dirty pages, each with what changed that it depends on."""
        return tuple((row.file, keys.explain(row.dirty or "")) for row in self.dirty)


def read(session: Session, snapshot: Snapshot, suspects: Suspects) -> SiteFiles:
    """Group the files of a site by what they are for, and read the templates and static files.

    Of these, only what may have changed is read. Articles and their context are read where they are
    validated, as no process could hold the bytes of all. Raise Rejected if this is no site, or if a
    template cannot be read.
    """
    files, cache = session.group_files(snapshot), session.cache
    if session.templates is None or any(map(_is_template, suspects)):
        session.templates = {path: session.load(file) for path, file in files.templates.items()}
        session.renderer = None
    cache.images.remove(path for path in suspects if path.startswith(f"{MEDIA}/"))
    flawed = set(json.loads(cache.facts.get("flawed-statics") or "[]")) - set(suspects)
    for path in suspects.paths:
        if path in files.statics:
            if any(_static_findings(session.load, files.statics[path])):
                flawed.add(path)
        elif not is_used(path):
            # Recorded unread: otherwise it would be a suspect of every build.
            cache.files.record([file_row(path, UNREADABLE, snapshot.files[path])])
    cache.facts.put("flawed-statics", json.dumps(sorted(flawed)))
    return files


def validate(
    session: Session, files: SiteFiles, suspects: Suspects, jobs: int
) -> tuple[Context | None, tuple[Finding, ...]]:
    """Read and validate what may have changed; return the context of the articles, and findings.

    The context is None if there is any error. The findings are those of the whole site: an error in
    a file that did not change is found again, from what the cache has of it.
    """
    cache, readings = session.cache, Readings(session.cache.readings)
    reading = session.last_context()
    lacks_other = reading is not None and reading.lacking != files.lacking
    is_new = reading is None or lacks_other or any(map(_is_of_context, suspects))
    if reading is None or is_new:
        reading = session.read_context(files)
    new = [files.articles[path] for path in suspects.paths if path in files.articles]
    removed = [path for path in suspects.removed if path.startswith(f"{ARTICLES}/")]
    readings.replace((), removed)
    states: list[FileRow] = []
    for _, (state, row) in stream(partial(read_article, session), new, jobs):
        states.append(state)
        if row is not None:
            readings.replace([row], ())  # at once, as it has the whole text
    cache.files.record(states)
    names = reading.names(readings.names())
    if is_new:
        _mark_dependents(session, readings, names)
    again = partial(_read_again, session, files)
    refer = partial(_references, session, files)
    themes = map(stem, files.themes)
    findings = (
        *files.findings,
        *unused_templates(session.templates or {}, themes, (kind.name for kind in session.kinds)),
        *told_once((*reading.check(names), *readings.findings(names, again, refer))),
        *_findings_of_statics(session, files),
    )
    is_valid = not any(finding.severity is Severity.ERROR for finding in findings)
    return (reading.context(reading.site) if reading.site and is_valid else None), findings


def assemble(
    session: Session, context: Context, request: Request
) -> tuple[frozenset[str], datetime | None]:
    """Update the index with the articles that are dirty.

    Return the dependency keys that changed, and when an article next becomes public or ceases to
    be.
    """
    cache = session.cache
    grouping = Grouping.of_site(context.site, context.actors, context.sources)
    comparisons = comparisons_of(context)
    index = Index(cache, grouping, request.gate, comparisons)
    dirty = cache.readings.dirty()
    recompared = _recompared(session, comparisons)
    represent = list(grouping.speaks_for.items()), list(grouping.groups.items())
    who = *represent, sorted(grouping.unidentified)
    depends = context.site.timezone, context.site.language, *who
    if cache.facts.differs("grouping", repr(depends)):
        # Which actors are one party, what day an instant is and which number a text is, is part of
        # many rows.
        cache.public.index.clear()
        dirty = cache.readings.paths()
    changed = index.update(dirty, request.jobs, recompared)
    changed |= _changed_of_context(session, context)
    changed |= update_public(cache.public.memos, context)
    return changed, index.next_change()


def plan(
    session: Session,
    request: Request,
    files: SiteFiles,
    context: Context,
    changed: Set[str],
    next_change: datetime | None,
) -> Planned:
    """List the pages of a site, and mark those dirty that depend on the keys that changed.

    Raise Rejected if two pages have one address, or a template is no valid text.
    """
    cache, facts = session.cache, session.cache.facts
    base_url = request.base_url or context.site.base_url
    maker = Maker(
        cache,
        session.kinds,
        context,
        session.renderer_for(base_url, context.site.language),
        drafts=request.drafts,
    )
    withheld = withheld_images(context.media, cache.public.memos, cache.readings)
    digest = partial(_digest_of_file, session)
    copied = tuple(copies(files, context, withheld, digest, code_version(), drafts=request.drafts))
    # The table of contents is planned like a page, and depends on what its planning read.
    listed = json.loads(facts.get("contents") or "[]")
    beside = [kind.name for kind in session.kinds], [(copy.file, copy.origin) for copy in copied]
    if facts.differs("listed-for", repr(beside)) or not listed or not changed.isdisjoint(listed):
        _list_contents(session, maker, copied)
    pages = cache.pages
    pages.mark_dirty(changed)
    if facts.differs("closure", maker.renderer.closure):
        pages.mark_all_dirty("the templates, the base URL, the language or the generator")
    if facts.differs("drafts", str(request.drafts)):
        pages.mark_all_dirty("whether drafts are shown")
    return Planned(
        base_url,
        next_change,
        copied,
        tuple(pages.dirty()),
        pages.files(frozenset(copy.file for copy in copied)),
        maker,
    )


def make(maker: Maker, out: Output, item: Page | Copy) -> tuple[OutputFile, str]:
    """Plan a file, then render and stage it unless it is up to date.

    Return it, and the dependency keys that planning it read, one on a line. Raise DisturbedError if
    a file to be copied is no longer what was read.
    """
    if isinstance(item, Copy):
        copied = out.find_up_to_date(item.file, item.key)
        return copied or out.stage(item.file, item.key, item.read()), ""
    view, dependencies = maker.plan(item)
    key = maker.renderer.key(item, view)
    made = out.find_up_to_date(item.file, key)
    if made is None:
        made = out.stage(item.file, key, maker.renderer.render(item, view))
    return made, dependencies


# ---- steps of the stages -------------------------------------------------------------------------


def read_article(session: Session, file: SourceFile) -> tuple[FileRow, ReadingRow | None]:
    """Read an article and validate it; return no reading if its bytes did not change."""
    try:
        source = file.read_scanned()
    except Rejected as rejected:
        broken = broken_article(file.path, stem(file.path), rejected)
        return file_row(file.path, UNREADABLE), reading_row(broken)
    state = file_row(file.path, source.digest, source.signature)
    if session.cache.files.digest(file.path) == source.digest:
        return state, None
    return state, reading_row(validate_article(source, session.markdown))


def _findings_of_statics(session: Session, files: SiteFiles) -> Iterator[Finding]:
    """Yield what is wrong with static files, which are read again for that: few are.

    Raise DisturbedError if one is no longer what this build read.
    """
    for path in json.loads(session.cache.facts.get("flawed-statics") or "[]"):
        before = session.cache.files.digest(path)
        yield from _static_findings(session.load, files.statics[path])
        if session.cache.files.digest(path) != before:
            raise DisturbedError


def _static_findings(load: Load, file: SourceFile) -> Iterator[Finding]:
    """Yield what is wrong with a static file, which may be that it cannot be read."""
    try:
        yield from static_findings(load(file))
    except Rejected as rejected:
        yield from rejected.findings


def _read_again(session: Session, files: SiteFiles, path: str) -> ArticleReading:
    return session.read_again(files.articles[path])


def _references(
    session: Session, files: SiteFiles, path: str, definitions: Iterable[Definition]
) -> tuple[Reference, ...]:
    return session.references(files.articles[path], definitions)


def _mark_dependents(session: Session, readings: Readings, names: Names) -> None:
    """Mark the articles dirty that refer to something of the context that is no longer there."""
    known = session.cache.facts.get("definitions")
    before = set(map(tuple, json.loads(known))) if known else set()
    # Of a register that is too broken, nothing is known to be missing.
    registers = {"source": names.sources, "actor": names.actors, "term": names.terms}
    broken = {kind for kind, keys in registers.items() if keys is None}
    there = {
        *(("source", key, "") for key in names.sources or ()),
        *(("actor", key, "") for key in names.actors or ()),
        *(("term", key, "") for key in names.terms or ()),
        *(one for one in before if one[0] in broken),
        *(("theme", key, "") for key in names.themes),
        *(("page", key, "") for key in names.pages),
        *(("image", key, "") for key in names.images),
        *(("point", id, theme) for theme, ids in names.themes.items() for id in ids or ()),
    }
    readings.mark_dirty(frozenset(before - there))
    if before != there:
        session.cache.facts.put("definitions", json.dumps(sorted(there)))


def _changed_of_context(session: Session, context: Context) -> frozenset[str]:
    """Return the dependency keys of the articles' context whose values changed."""
    now = session.digests_of(context)
    before = json.loads(session.cache.facts.get("context") or "{}")
    if now != before:
        session.cache.facts.put("context", json.dumps(now))
    return frozenset(key for key, _ in set(now.items()) ^ set(before.items()))


def _recompared(
    session: Session, comparisons: Mapping[PointKey, Comparison]
) -> frozenset[PointKey]:
    """Return the points whose comparison is not that of the last build."""
    now = sorted([*at, repr(comparison)] for at, comparison in comparisons.items())
    before = json.loads(session.cache.facts.get("comparisons") or "[]")
    if now != before:
        session.cache.facts.put("comparisons", json.dumps(now))
    changed = set(map(tuple, now)) ^ set(map(tuple, before))
    return frozenset((theme, point) for theme, point, _ in changed)


def _list_contents(session: Session, maker: Maker, copied: Sequence[Copy]) -> None:
    """Store the table of contents, and what it depends on.

    Raise Rejected if two pages have one address.
    """
    corpus = maker.presenter().corpus
    with corpus.recording() as dependencies:
        found = list(contents(session.kinds, corpus))
    wrong = tuple(collisions(((copy.file, copy.origin) for copy in copied), found))
    if wrong:
        raise Rejected(wrong)
    why = "a new page"
    session.cache.pages.replace_all(
        PageRow(page.file, page.address, page.kind, page.subject, page.origin, why, "")
        for page in found
    )
    session.cache.facts.put("contents", json.dumps(sorted(dependencies)))


def left_out(session: Session, files: SiteFiles) -> Iterator[Finding]:
    """Return a warning for every mention of an article that is not public."""
    mentions = session.context.citations() if session.context else ()
    again = partial(_read_again, session, files)
    return told_once(Readings(session.cache.readings).hidden_references(mentions, again))


def _digest_of_file(session: Session, path: str) -> str:
    return session.cache.files.digest(path) or UNREADABLE


def unlikely(session: Session, context: Context, request: Request) -> Iterator[Finding]:
    """Return warnings of what is hardly meant, across files and at the time of the build."""
    table, facts = session.cache.readings, session.cache.facts
    known = facts.get("repeated-urls") or "[]"
    repeated = table.repeated_urls(json.loads(known))
    if (written := json.dumps([*repeated])) != known:
        facts.put("repeated-urls", written)
    yield from repeated_urls(repeated)
    yield from dates_to_come(table, context, request.gate)


def are_lasting(findings: Iterable[Finding], snapshot: Snapshot) -> bool:
    """Return whether findings stay as they are while no file changes and the gate decides alike."""
    # What a scan finds by itself, the next one finds anew; and a day to come is there one day.
    found_by_scan = snapshot.findings or snapshot.strays
    return not found_by_scan and all(one.code != DATE_TO_COME for one in findings)


def about_answers(session: Session, context: Context) -> Iterator[Finding]:
    """Return warnings of answers to points that look alike, or that no claim gives."""
    yield from look_alike_findings(session.cache.public)
    yield from unused_alike_findings(session.cache, context)


def _page(row: PageRow) -> Page:
    return Page(row.address, row.kind, row.subject, row.origin)


def pages(session: Session, files: Iterable[str]) -> list[Page]:
    """Return the pages of some files; those that are no pages are left out."""
    rows = map(session.cache.pages.get, files)
    return [_page(row) for row in rows if row is not None]


def _is_template(path: str) -> bool:
    return path.startswith("templates/") or (path.startswith("themes/") and path.endswith(".html"))


def _is_of_context(path: str) -> bool:
    """Return whether a file may be part of the context of the articles."""
    return path.startswith(("content/", "themes/")) and not path.startswith(f"{ARTICLES}/")
