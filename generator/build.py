"""Content to site: the stages, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from generator.assemble.corpus import assemble
from generator.assemble.gate import citations_left_out, next_due
from generator.plan.pages import PlannedPage, collisions
from generator.plan.site import SitePlan, plan
from generator.problems import Finding, Problem, Rejected
from generator.prose.markdown import Markdown
from generator.read.files import SourceFile
from generator.read.places import place
from generator.read.site import SiteFiles, find
from generator.read.tree import Tree, look
from generator.render.statics import static_files
from generator.render.templates import Renderer, closure
from generator.validate.content import ArticleReading, Content
from generator.validate.registers import SITE_FILE
from generator.validate.site import read_article_file, validate
from generator.workers import share_out
from generator.write.output import Written, refuse_dangerous, write

STATE_FOLDER = ".briefing"
DRAFTS_FOLDER = f"{STATE_FOLDER}/drafts"
"""Where a preview with drafts goes: the one output that may lie in a folder of ours."""
KEPT_FOLDERS = ("content", "themes", "templates", "static", ".git", STATE_FOLDER)


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
class PageFile:
    """A page to come."""

    path: str
    page: PlannedPage
    renderer: Renderer

    def key(self) -> str:
        """Stand for the page's view and all that renders it."""
        return self.renderer.key(self.page)

    def make(self) -> bytes:
        """Render the page."""
        return self.renderer.render(self.page)


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A file whose bytes are there already, and stand for themselves."""

    path: str
    origin: str
    """What to call it in a message: a file, if it comes from one."""
    data: bytes

    def key(self) -> str:
        """Stand for the bytes by their digest."""
        return blake2b(self.data, digest_size=16).hexdigest()

    def make(self) -> bytes:
        """Give the bytes."""
        return self.data


@dataclass(frozen=True, slots=True)
class Prepared:
    """A site worked out up to the plan of its pages."""

    content: Content | None
    """None where errors are in the way."""
    files: tuple[ReadyFile | PageFile, ...] | None
    """None where errors are in the way, of content or of addresses."""
    findings: tuple[Finding, ...]
    next_due: datetime | None = None
    """When the next article becomes public, or ceases to be, if nothing is edited."""
    base_url: str | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """The outcome of a build: `written` is None where errors left the site as it was."""

    written: Written | None
    problems: tuple[Problem, ...]
    next_due: datetime | None = None
    """When the site changes by itself: an article becomes public, or ceases to be."""
    base_url: str | None = None
    """Where the site will be served; None where its content has errors."""


class Builder:
    """Builds one site into one folder, again and again, and remembers what it read."""

    def __init__(self, output: Path) -> None:
        self._output = output

    def build(self, request: Request, tree: Tree | None = None) -> Built:
        """Build the site of a request; a build that finds errors leaves the output as it was.

        `tree` is a look at the site's files that was taken just now, if there was one.
        """
        findings: list[Finding] = []
        written = None
        due, base_url = None, None
        try:
            if self._output != request.root / DRAFTS_FOLDER:
                refuse_dangerous(self._output, request.root, KEPT_FOLDERS)
            prepared = prepare(request, tree or look(request.root))
            findings += prepared.findings
            due, base_url = prepared.next_due, prepared.base_url
            if prepared.files is not None:
                written = write(
                    self._output,
                    request.root / STATE_FOLDER,
                    prepared.files,
                    jobs=request.jobs,
                    afresh=request.afresh,
                )
        except Rejected as rejected:
            findings += rejected.findings
        return Built(written, placed(request.root, findings), due, base_url)


def build(request: Request, output: Path) -> Built:
    """Build a site once."""
    return Builder(output).build(request)


def prepare(request: Request, tree: Tree) -> Prepared:
    """Read, validate, assemble and plan the site that was looked at."""
    markdown = Markdown()

    def read_articles(files: tuple[SourceFile, ...]) -> Iterable[ArticleReading]:
        return share_out(lambda file: read_article_file(file, markdown), files, request.jobs)

    try:
        files = find(tree)
    except Rejected as rejected:
        return Prepared(None, None, rejected.findings)
    validated = validate(files, markdown, read_articles)
    content = validated.content
    if content is None:
        return Prepared(None, None, validated.findings)
    corpus = assemble(content, request.now, drafts=request.drafts)
    base_url = request.base_url or content.site.base_url
    due = next_due(content, request.now, corpus.zone, drafts=request.drafts)
    left_out = citations_left_out(content, frozenset(corpus.articles))
    findings = [*validated.findings, *left_out]
    site_plan = plan(corpus)
    try:
        ready = _ready_files(files, site_plan)
        stands_for_rendering = closure(files.templates)
    except Rejected as rejected:
        return Prepared(content, None, (*findings, *rejected.findings), due, base_url)
    wanted_twice = list(collisions(((file.path, file.origin) for file in ready), site_plan.pages))
    findings += wanted_twice
    if wanted_twice:
        return Prepared(content, None, tuple(findings), due, base_url)
    renderer = Renderer(request.root, base_url, stands_for_rendering)
    pages = (PageFile(page.file, page, renderer) for page in site_plan.pages)
    return Prepared(content, (*ready, *pages), tuple(findings), due, base_url)


def _ready_files(files: SiteFiles, site_plan: SitePlan) -> list[ReadyFile]:
    """Give the files of the site that are no pages. Raises Rejected where one cannot be read."""
    return [
        *(ReadyFile(file, SITE_FILE, text.encode()) for file, text in site_plan.texts),
        *(ReadyFile(file, file, data) for file, data in static_files(files.statics).items()),
        *(
            ReadyFile(copy.file, copy.source, SourceFile(files.root, copy.source).read())
            for copy in site_plan.copies
        ),
    ]


def placed(root: Path, findings: Iterable[Finding]) -> tuple[Problem, ...]:
    """Give findings their places in the files of a site."""
    return place(findings, lambda file: SourceFile(root, file).shown())
