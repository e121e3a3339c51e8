"""Everything that is wrong with a site, found without writing anything."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.build import PageFile, ReadyFile, Request, placed, prepare
from generator.check.archive import ArchiveCheck, check_archive
from generator.check.links import RenderedPage, broken_links
from generator.problems import Problem, Rejected
from generator.read.tree import look


@dataclass(frozen=True, slots=True)
class Checked:
    """The outcome of a check."""

    problems: tuple[Problem, ...]
    pages: int
    archive: ArchiveCheck | None
    """None where no archive was given, or errors kept its quotations from being read."""


def check(request: Request, archive: Path | None) -> Checked:
    """Check a site: its files, its links and anchors, and its quotations against an archive."""
    prepared = prepare(request, look(request.root))
    findings = list(prepared.findings)
    looked_up = None
    pages = 0
    if prepared.content is not None and archive is not None:
        looked_up = check_archive(prepared.content, archive)
        findings += looked_up.findings
    if prepared.content is not None and prepared.files is not None:
        try:
            rendered = [
                RenderedPage(file.page.view.path, file.page.origin, file.make().decode())
                for file in prepared.files
                if isinstance(file, PageFile)
            ]
            others = [file.path for file in prepared.files if isinstance(file, ReadyFile)]
            base_url = request.base_url or prepared.content.site.base_url
            findings += broken_links(rendered, others, base_url)
            pages = len(rendered)
        except Rejected as rejected:
            findings += rejected.findings
    return Checked(placed(request.root, findings), pages, looked_up)
