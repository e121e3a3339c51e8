"""Read, validate, assemble and plan, what changed.

Each stage takes only what is new and hands on only what came out differently, so the work of a
build follows the edit, not the size of the site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.assemble import cells
from generator.assemble.claims import Grouping
from generator.assemble.corpus import names_of
from generator.assemble.index import Gate, Index
from generator.assemble.readings import ReadingRow, Readings, reading_row
from generator.digests import digest_of
from generator.plan.contents import contents, decides_contents
from generator.plan.pages import PageSpec, collisions
from generator.plan.site import SEARCHED, copies
from generator.prepare.contents import Contents
from generator.prepare.files import Desk, PageFile, ReadyFile, ready_file
from generator.problems import Finding, Rejected, Severity
from generator.prose.markdown import Markdown
from generator.read.files import SourceFile
from generator.read.site import SITE_FILE, SiteFiles, find
from generator.read.tree import Tree
from generator.render.renderer import Renderer
from generator.render.statics import own_statics, static_paths
from generator.request import Request
from generator.store.sources import Sources
from generator.store.store import Store
from generator.store.version import code_version
from generator.validate.content import ArticleReading, Frame
from generator.validate.names import Names
from generator.validate.registers import domain_findings
from generator.validate.site import FrameReading, read_article_file, read_frame
from generator.workers import stream
from generator.write.output import Files


class Prepared(Struct, frozen=True):
    """A site worked out up to the pages that have to be made."""

    files: Files | None
    """None where errors are in the way, of content or of addresses."""
    findings: tuple[Finding, ...]
    base_url: str | None = None
    next_due: datetime | None = None
    """When the next article becomes public, or ceases to be, if nothing is edited."""
    why: tuple[tuple[str, str], ...] = ()
    """The pages that may not be right, each with what changed that it shows."""


class Searched(Struct, frozen=True):
    """What readers search."""

    language: str
    """Of the site, and so of the words that they look for."""
    files: list[str]
    """Of the pages, relative to the output folder, sorted."""


class Workshop:
    """Prepares one site again and again; what it found out is in its store."""

    def __init__(self, store: Store, sources: Sources) -> None:
        self._store = store
        self._sources = sources
        self._readings = Readings(store.db)
        self._files: tuple[Tree, SiteFiles] | None = None
        self._frame: FrameReading | None = None
        self._frame_cells: dict[str, str] = {}
        self._renders: Renderer | None = None
        self._contents = Contents(store)

    @cached_property
    def _markdown(self) -> Markdown:
        return Markdown()

    def prepare(self, request: Request, tree: Tree, changed: frozenset[str]) -> Prepared:
        """Work out what has to be made of the site that was looked at.

        `changed` are the files that came, went or have other bytes since the last time.
        """
        try:
            files = self._find(tree)
        except Rejected as rejected:
            return Prepared(None, rejected.findings)
        if self._frame is None or any(map(_is_of_frame, changed)):
            self._frame = read_frame(files, self._markdown)
            self._frame_cells = {}
        frame = self._frame
        self._read_articles(files, changed, request.jobs)
        names = frame.names(self._readings.names())
        self._note_names(names)
        self._store.commit()
        reader = _Reader(files, self._markdown)
        findings = [*frame.check(names), *self._readings.findings(names, reader.article)]
        if frame.site is None or any(finding.severity is Severity.ERROR for finding in findings):
            return Prepared(None, tuple(findings))
        if request.base_url is None:
            findings += domain_findings(frame.site)
        return self._plan(request, files, frame.frame(frame.site), reader, findings)

    def settle(self, notes: Mapping[str, str]) -> None:
        """Note that files are right; for pages, the notes are the cells that they asked for."""
        self._contents.settle(notes.items())
        self._store.commit()

    def searched(self) -> Searched:
        """Say which pages of the site, prepared just now, readers search."""
        site = self._frame.site if self._frame is not None else None
        return Searched(site.language if site else "", self._contents.of_kinds(SEARCHED))

    def _find(self, tree: Tree) -> SiteFiles:
        """Sort the files by what they are for, anew only if some came or went."""
        same = self._files is not None and _are_the_same(self._files[0], tree)
        files = self._files[1] if self._files is not None and same else find(tree)
        self._files = tree, files
        return files

    # ---- read ------------------------------------------------------------------------------------

    def _read_articles(self, files: SiteFiles, changed: frozenset[str], jobs: int) -> None:
        new = [files.articles[path] for path in sorted(changed) if path in files.articles]
        gone = [path for path in changed if path not in files.articles]
        if not new and not gone:
            return
        markdown = self._markdown

        def read(file: SourceFile) -> ReadingRow:
            return reading_row(read_article_file(file, markdown))

        rows = (row for _, row in stream(read, new, jobs))
        self._readings.replace(rows, gone)

    def _note_names(self, names: Names) -> None:
        """Have those looked into who refer to something of the frame that is no longer there."""
        if names.sources is None or names.actors is None:
            return
        there = {
            *(("source", key, "") for key in names.sources),
            *(("actor", key, "") for key in names.actors),
            *(("theme", key, "") for key in names.themes),
            *(("page", key, "") for key in names.pages),
            *(("image", key, "") for key in names.images),
            *(("point", id, theme) for theme, ids in names.themes.items() for id in ids or ()),
        }
        known = self._store.fact("definitions")
        before = set(map(tuple, json.loads(known))) if known else set()
        if gone := before - there:
            self._readings.soil(self._readings.who_needs(frozenset(gone)))
        if before != there:
            self._store.keep("definitions", json.dumps(sorted(there)))

    # ---- assemble and plan -----------------------------------------------------------------------

    def _plan(
        self,
        request: Request,
        files: SiteFiles,
        frame: Frame,
        reader: _Reader,
        findings: list[Finding],
    ) -> Prepared:
        base_url = request.base_url or frame.site.base_url
        zone = ZoneInfo(frame.site.timezone)
        grouping = Grouping.of_actors(zone, frame.actors)
        index = Index(self._store.db, grouping, Gate(request.now, request.drafts))
        dirty = self._readings.dirty()
        if self._is_new("grouping", repr((frame.site.timezone, list(grouping.of.items())))):
            index.forget()
            dirty = self._readings.paths()
        changed = index.update(dirty, request.jobs) | self._changed_of_frame(frame)
        renderer = self._renderer(request.root, base_url, frame.site.language, files)
        desk = Desk(self._store, frame, renderer, drafts=request.drafts)
        others = self._other_files(files, frame)
        listed = repr([(file.path, file.origin) for file in others])
        if self._is_new("others", listed) or any(map(decides_contents, changed)):
            specs = list(contents(desk.cards().corpus))
            wrong = tuple(collisions(((file.path, file.origin) for file in others), specs))
            if wrong:
                self._store.rollback()
                self._contents.forget()
                return Prepared(None, (*findings, *wrong), base_url)
            self._contents.enter(specs)
        self._contents.mark_due(changed)
        if self._is_new("closure", renderer.closure.hex()):
            self._contents.mark_all_due("what renders it")
        if self._is_new("drafts", str(request.drafts)):
            self._contents.mark_all_due("whether drafts are shown")
        if request.afresh:
            self._contents.mark_all_due("asked for")
        self._readings.clean()
        self._store.commit()
        findings += self._left_out(reader)
        due = self._contents.due()
        in_turn = sorted((spec for spec, _ in due), key=_turn)
        return Prepared(
            Files(
                due=(*others, *(PageFile(spec, desk) for spec in in_turn)),
                all=self._contents.files(frozenset(file.path for file in others)),
                again=lambda file: PageFile(self._contents.page(file), desk),
            ),
            tuple(findings),
            base_url,
            index.next_due(),
            tuple((spec.file, cells.describe(why)) for spec, why in due),
        )

    def _changed_of_frame(self, frame: Frame) -> frozenset[str]:
        """Return the cells of the frame that are not as they were."""
        now = self._frame_cells
        if not now:
            now[cells.NAMES] = digest_of(repr(names_of(frame)).encode())
            for theme in frame.themes:
                now[cells.theme(theme.name)] = digest_of(repr(theme).encode())
            for page in frame.pages:
                now[cells.page(page.address)] = digest_of(repr(page).encode())
        before = json.loads(self._store.fact("frame") or "{}")
        if now != before:
            self._store.keep("frame", json.dumps(now))
        changed = set(now.items()) ^ set(before.items())
        return frozenset(cell for cell, _ in changed)

    def _renderer(self, root: Path, base_url: str, language: str, files: SiteFiles) -> Renderer:
        theirs = self._sources.digests(files.templates)
        renderer = Renderer(root, base_url, language, code_version(), theirs)
        if self._renders is None or self._renders.closure != renderer.closure:
            for file in files.templates.values():
                file.text()  # raises, and says why, where it cannot be read
            self._renders = renderer
        return self._renders

    def _other_files(self, files: SiteFiles, frame: Frame) -> list[ReadyFile]:
        """Return the files of the site that are no pages."""
        found = []
        for path in static_paths(files.statics):
            if path in files.statics:
                found.append(self._copy(files.statics[path], path))
            else:
                found.append(ready_file(path, path, own_statics()[path].read_bytes()))
        for copy in copies({name: medium.path for name, medium in frame.media.items()}):
            found.append(self._copy(files.media[copy.source], copy.file))
        # Without .nojekyll, Pages would hide what begins with an underscore.
        found.append(ready_file(".nojekyll", SITE_FILE, b""))
        if frame.site.cname:
            found.append(ready_file("CNAME", SITE_FILE, f"{frame.site.cname}\n".encode()))
        return found

    def _copy(self, source: SourceFile, path: str) -> ReadyFile:
        digest = self._sources.digests([source.path])[source.path]
        return ReadyFile(path, source.path, digest, source)

    def _left_out(self, reader: _Reader) -> Iterator[Finding]:
        """Warn of every mention of an article that is not public; its mark is left out."""
        hidden = self._readings.hidden()
        if not hidden or self._frame is None:
            return
        mentions = list(self._frame.citations())
        for path in self._readings.citing(hidden):
            article = reader.article(path)
            mentions += [(path, ref) for ref in article.references if ref.kind == "article"]
        for path, reference in mentions:
            if reference.key in hidden:
                message = f"the article '{reference.key}' is not public; the mark is left out"
                yield Finding(path, reference.spot, "not-public", message, Severity.WARNING)

    # ---- the store -------------------------------------------------------------------------------

    def _is_new(self, name: str, value: str) -> bool:
        """Return whether a fact is another than it was, and keep it."""
        if self._store.fact(name) == value:
            return False
        self._store.keep(name, value)
        return True


class _Reader:
    """Reads single articles anew, where the exact place of something is asked for."""

    def __init__(self, files: SiteFiles, markdown: Markdown) -> None:
        self._files = files
        self._markdown = markdown
        self._known: dict[str, ArticleReading] = {}

    def article(self, path: str) -> ArticleReading:
        if path not in self._known:
            self._known[path] = read_article_file(self._files.articles[path], self._markdown)
        return self._known[path]


def _are_the_same(before: Tree, after: Tree) -> bool:
    """Return whether two looks found the same files, however these look."""
    if after.again_since(before.files) is not None:
        return True
    same = before.files.keys() == after.files.keys() and before.links == after.links
    return same and not after.findings


def _turn(spec: PageSpec) -> tuple[bool, str]:
    """Return when a page's turn is: with those of its month, as they show the same articles.

    Cards come last, so that one process draws most of them: a word is drawn once in each.
    """
    month = re.search(r"\d{4}-\d\d", spec.path)
    return spec.kind == "card.png", month[0] if month else ""


def _is_of_frame(path: str) -> bool:
    """Return whether a file is one of those that frame the articles."""
    return path.startswith(("content/", "themes/")) and not path.startswith("content/articles/")
