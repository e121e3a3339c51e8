"""Everything up to the pages that have to be made: read, validate, assemble and plan, what changed.

Each stage takes only what is new and hands on only what came out differently, so the work of a
build follows the edit, not the size of the site.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.assemble import cells
from generator.assemble.claims import Grouping
from generator.assemble.corpus import Corpus, names_of
from generator.assemble.index import Gate, Index
from generator.assemble.readings import ReadingRow, Readings, reading_row
from generator.plan.cards import Cards
from generator.plan.pages import PageSpec, collisions
from generator.plan.site import contents, copies, decides_contents, plan
from generator.problems import Finding, Rejected, Severity
from generator.prose.markdown import Markdown
from generator.read.files import SourceFile
from generator.read.site import SiteFiles, find
from generator.read.tree import Tree
from generator.render.statics import own_statics, static_paths
from generator.render.templates import Renderer, closure
from generator.store.sources import Sources
from generator.store.store import Store
from generator.validate.content import ArticleReading, Frame
from generator.validate.names import Names
from generator.validate.registers import SITE_FILE
from generator.validate.site import FrameReading, read_article_file, read_frame
from generator.workers import share_out
from generator.write.output import Files, Ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Which site to work on, and how."""

    root: Path
    now: datetime
    """Aware; decides what is public, and nothing else."""
    base_url: str | None = None
    """In place of that of site.yaml; ended by a slash."""
    drafts: bool = False
    afresh: bool = False
    """Make every page again, even those known to be right."""
    jobs: int = 1
    """How many processes may work on it."""


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A file that is no page, known by its digest."""

    path: str
    origin: str
    """What to call it in a message: a file, if it comes from one."""
    key: str
    source: SourceFile | bytes

    def ready(self) -> Ready:
        """Get ready to copy it."""
        return Ready(self.key, self._bytes)

    def _bytes(self) -> bytes:
        return self.source if isinstance(self.source, bytes) else self.source.read()


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page to come."""

    spec: PageSpec
    desk: Desk

    @property
    def path(self) -> str:
        """The file of the page."""
        return self.spec.file

    def ready(self) -> Ready:
        """Plan the page; the note tells which cells it asked for."""
        cards = self.desk.cards()
        renderer = self.desk.renderer
        with cards.corpus.asked() as asked:
            page = plan(self.spec, cards)
        return Ready(renderer.key(page), lambda: renderer.render(page), "\n".join(sorted(asked)))


class Desk:
    """What pages are planned and rendered with, in whatever process that happens."""

    def __init__(self, store: Store, frame: Frame, renderer: Renderer) -> None:
        self._store = store
        self._frame = frame
        self._process = -1
        self._cards: Cards | None = None
        self.renderer = renderer

    def cards(self) -> Cards:
        """Give the cards of this process: a connection to the cache must not cross a fork."""
        if self._cards is None or self._process != os.getpid():
            forked = self._process not in (-1, os.getpid())
            db = self._store.reader() if forked else self._store.db
            self._cards = Cards(Corpus(db, self._frame))
            self._process = os.getpid()
        return self._cards


@dataclass(frozen=True, slots=True)
class Prepared:
    """A site worked out up to the pages that have to be made."""

    files: Files | None
    """None where errors are in the way, of content or of addresses."""
    findings: tuple[Finding, ...]
    base_url: str | None = None
    next_due: datetime | None = None
    """When the next article becomes public, or ceases to be, if nothing is edited."""
    why: tuple[tuple[str, str], ...] = ()
    """The pages that may not be right, each with what changed that it shows."""


class Workshop:
    """Prepares one site again and again; what it found out is in its store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sources = Sources(store)
        self._readings = Readings(store.db)
        self._files: tuple[Tree, SiteFiles] | None = None
        self._frame: FrameReading | None = None
        self._frame_cells: dict[str, str] = {}
        self._renders: Renderer | None = None
        self._pages: frozenset[str] | None = None

    @cached_property
    def _markdown(self) -> Markdown:
        return Markdown()

    def prepare(self, request: Request, tree: Tree) -> Prepared:
        """Work out what has to be made of the site that was looked at."""
        try:
            files = self._find(tree)
        except Rejected as rejected:
            return Prepared(None, rejected.findings)
        changes = self._sources.update(tree)
        changed = {*changes.changed, *changes.removed}
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
        return self._plan(request, files, frame.frame(frame.site), reader, findings)

    def settle(self, notes: Iterable[tuple[str, str]]) -> None:
        """Note that pages are in place, each with the cells that it asked for."""
        db = self._store.db
        for file, note in notes:
            row = db.execute("SELECT asked FROM page WHERE file = ?", (file,)).fetchone()
            if row is None:
                continue
            before, now = (set(filter(None, text.split("\n"))) for text in (row[0], note))
            db.executemany(
                "DELETE FROM asking WHERE cell = ? AND file = ?", [(c, file) for c in before - now]
            )
            db.executemany("INSERT INTO asking VALUES (?, ?)", [(c, file) for c in now - before])
            db.execute("UPDATE page SET asked = ?, why = NULL WHERE file = ?", (note, file))
        self._store.commit()

    def _find(self, tree: Tree) -> SiteFiles:
        """Sort the files by what they are for, anew only if some came or went."""
        if self._files is not None:
            before, files = self._files
            same = before.files.keys() == tree.files.keys() and before.links == tree.links
            if same and not tree.findings:
                return files
        self._files = tree, find(tree)
        return self._files[1]

    # ---- read ------------------------------------------------------------------------------------

    def _read_articles(self, files: SiteFiles, changed: set[str], jobs: int) -> None:
        if not changed:
            return
        there = {file.path for file in files.articles}
        new = [file for file in files.articles if file.path in changed]
        gone = [path for path in changed if path not in there]
        if not new and not gone:
            return
        markdown = self._markdown

        def read(file: SourceFile) -> ReadingRow:
            return reading_row(read_article_file(file, markdown))

        self._readings.replace(share_out(read, new, jobs), gone)

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
        changed = index.update(dirty) | self._changed_of_frame(frame)
        desk = Desk(self._store, frame, self._renderer(request.root, base_url, files))
        others = self._other_files(files, frame)
        listed = repr([(file.path, file.origin) for file in others])
        if self._is_new("others", listed) or any(map(decides_contents, changed)):
            specs = list(contents(desk.cards().corpus))
            wrong = tuple(collisions(((file.path, file.origin) for file in others), specs))
            if wrong:
                self._store.rollback()
                return Prepared(None, (*findings, *wrong), base_url)
            self._enter(specs)
        self._mark_due(changed, desk.renderer, afresh=request.afresh)
        self._readings.clean()
        self._store.commit()
        findings += self._left_out(reader)
        due = self._specs("WHERE why IS NOT NULL")
        if self._pages is None:
            found = self._store.db.execute("SELECT file FROM page")
            self._pages = frozenset(file for (file,) in found)
        return Prepared(
            Files(
                due=(*others, *(PageFile(spec, desk) for spec, _ in due)),
                all=self._pages | {file.path for file in others},
                again=lambda file: PageFile(self._specs("WHERE file = ?", file)[0][0], desk),
            ),
            tuple(findings),
            base_url,
            index.next_due(),
            tuple((spec.file, why) for spec, why in due),
        )

    def _changed_of_frame(self, frame: Frame) -> frozenset[str]:
        """Give the cells of the frame that are not as they were."""
        now = self._frame_cells
        if not now:
            now[cells.NAMES] = _digest(repr(names_of(frame)).encode())
            for theme in frame.themes:
                now[cells.theme(theme.name)] = _digest(repr(theme).encode())
            for page in frame.pages:
                now[cells.page(page.address)] = _digest(repr(page).encode())
        before = json.loads(self._store.fact("frame") or "{}")
        if now != before:
            self._store.keep("frame", json.dumps(now))
        changed = set(now.items()) ^ set(before.items())
        return frozenset(cell for cell, _ in changed)

    def _renderer(self, root: Path, base_url: str, files: SiteFiles) -> Renderer:
        theirs = self._sources.digests(file.path for file in files.templates)
        for file in files.templates:
            if not theirs[file.path]:
                file.read()  # raises, and says why
        renderer = Renderer(root, base_url, closure(theirs))
        if self._renders is None or self._renders.closure != renderer.closure:
            self._renders = renderer
        return self._renders

    def _other_files(self, files: SiteFiles, frame: Frame) -> list[ReadyFile]:
        """Give the files of the site that are no pages."""
        theirs = {file.path: file for file in files.statics}
        found = []
        for path in static_paths(theirs):
            if path in theirs:
                found.append(self._copy(theirs[path], path))
            else:
                found.append(_ready(path, path, own_statics()[path].read_bytes()))
        media = {file.path: file for file in files.media}
        for copy in copies({name: medium.path for name, medium in frame.media.items()}):
            found.append(self._copy(media[copy.source], copy.file))
        # Without .nojekyll, Pages would hide what begins with an underscore.
        found.append(_ready(".nojekyll", SITE_FILE, b""))
        if frame.site.cname:
            found.append(_ready("CNAME", SITE_FILE, f"{frame.site.cname}\n".encode()))
        return found

    def _copy(self, source: SourceFile, path: str) -> ReadyFile:
        digest = self._sources.digests([source.path])[source.path]
        return ReadyFile(path, source.path, digest, source)

    def _enter(self, specs: list[PageSpec]) -> None:
        """Enter the table of contents: what is new is due, what is gone is forgotten."""
        db = self._store.db
        self._pages = None
        known = {spec.file: spec for spec, _ in self._specs("")}
        now = {spec.file: spec for spec in specs}
        for file in known.keys() - now.keys():
            db.execute("DELETE FROM page WHERE file = ?", (file,))
            db.execute("DELETE FROM asking WHERE file = ?", (file,))
        db.executemany(
            "INSERT INTO page (file, path, kind, what, origin, why) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (file) DO UPDATE SET path = excluded.path, kind = excluded.kind, "
            "what = excluded.what, origin = excluded.origin, why = excluded.why",
            [
                (file, spec.path, spec.kind, spec.what, spec.origin, "it is new")
                for file, spec in now.items()
                if known.get(file) != spec
            ],
        )

    def _mark_due(self, changed: Iterable[str], renderer: Renderer, *, afresh: bool) -> None:
        """Mark the pages that asked for anything that changed."""
        db = self._store.db
        db.executemany(
            "UPDATE page SET why = ?1 WHERE why IS NULL "
            "AND file IN (SELECT file FROM asking WHERE cell = ?1)",
            [(cell,) for cell in sorted(changed)],
        )
        if self._is_new("closure", renderer.closure.hex()):
            db.execute("UPDATE page SET why = 'what renders it' WHERE why IS NULL")
        if afresh:
            db.execute("UPDATE page SET why = 'asked for' WHERE why IS NULL")

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
        """Say whether a fact is another than it was, and keep it."""
        if self._store.fact(name) == value:
            return False
        self._store.keep(name, value)
        return True

    def _specs(self, where: str, *values: str) -> list[tuple[PageSpec, str]]:
        query = f"SELECT path, kind, what, origin, why FROM page {where} ORDER BY file"  # noqa: S608
        return [(PageSpec(*row), why) for *row, why in self._store.db.execute(query, values)]


class _Reader:
    """Reads single articles anew, where the exact place of something is asked for."""

    def __init__(self, files: SiteFiles, markdown: Markdown) -> None:
        self._files = files
        self._markdown = markdown
        self._known: dict[str, ArticleReading] = {}

    def article(self, path: str) -> ArticleReading:
        if path not in self._known:
            file = next(file for file in self._files.articles if file.path == path)
            self._known[path] = read_article_file(file, self._markdown)
        return self._known[path]


def _ready(path: str, origin: str, data: bytes) -> ReadyFile:
    return ReadyFile(path, origin, _digest(data), data)


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _is_of_frame(path: str) -> bool:
    """Say whether a file is one of those that frame the articles."""
    return path.startswith(("content/", "themes/")) and not path.startswith("content/articles/")
