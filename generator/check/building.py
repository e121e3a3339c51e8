"""Build a site, and put it in place only if a check finds no error in what was made."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from msgspec import Struct

from generator.build import Built, build
from generator.check.external_types import LinkCheckOptions
from generator.check.further import Looked, count_pages, look_further, unfit
from generator.check.made import follow_kept, keep_links
from generator.pipeline import Made, Verdict
from generator.problems import Finding, Severity
from generator.request import Request
from generator.session import Session


class Wanted(Struct, frozen=True):
    """What a check of a site looks at besides its own links, and what it lets pass."""

    archive: Path | None = None
    """The folder of original texts to look quotations up in; None for no look."""
    external: LinkCheckOptions | None = None
    """How to ask other sites; None for not at all."""
    failing: Collection[Severity] = (Severity.ERROR,)
    """Which problems keep the site from being put in place."""


class Judged(Verdict, frozen=True):
    """What a check says of the made files of a site."""

    looked: Looked
    pages: int
    """The number of pages whose links were checked."""


class _Check(Struct, frozen=True):
    """A check that decides whether a site is put in place."""

    request: Request
    wanted: Wanted

    def beforehand(self, session: Session, base_url: str) -> tuple[Finding, ...]:
        return tuple(unfit(session, base_url))

    def judge(self, made: Made) -> Judged:
        session, site, wanted = made.session, made.site, self.wanted
        keep_links(made, self.request.jobs)
        links = follow_kept(session, site, external=wanted.external is not None)
        files = session.group_files(made.snapshot)
        looked = look_further(
            self.request.root, files, links, site.base_url, wanted.archive, wanted.external
        )
        found = (*made.findings, *looked.findings)
        is_failing = any(one.severity in wanted.failing for one in found)
        pages = count_pages(site.files)
        return Judged(looked.findings, approved=not is_failing, looked=looked, pages=pages)


def build_checked(
    request: Request, output: Path, wanted: Wanted, on_wait: Callable[[], None] = lambda: None
) -> tuple[Built, Judged | None]:
    """Build a site as `build` does, unless what was made fails a check: then all stays as it was.

    Return also what the check says; None if it did not come to that.
    """
    built = build(request, output, on_wait, _Check(request, wanted))
    return built, built.verdict if isinstance(built.verdict, Judged) else None
