"""The stage of a build that deals with the search index; all others are in `stages.py`."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from generator.plan.kind import PageKind
from generator.problems import Finding
from generator.request import Request, Search
from generator.session import Session
from generator.target import Target
from generator.validate.site import ContextReading

if TYPE_CHECKING:
    from generator.search.index import Searched


def index_for_search(
    session: Session, target: Target, request: Request
) -> tuple[int, tuple[Finding, ...]]:
    """Make the search index if that is asked for, now that the pages are in the output.

    Return the number of pages in a new index, 0 if none was made, and what went wrong.
    """
    if request.search is not Search.MAKE:
        return 0, ()
    from generator.search.index import Effort, SearchTarget, update  # noqa: PLC0415 - for previews

    search_target = SearchTarget(
        output=target.output,
        manifest=target.manifest,
        search_manifest=target.search_manifest,
        state=target.state,
        searched=searched_of(session, session.context),
    )
    return update(search_target, Effort(request.jobs, request.clean))


def withdraw_index(target: Target, files: Set[str], request: Request) -> None:
    """Remove the search index if none is wanted, or if a page that it may name is about to go.

    `files` are all that the site will consist of. An index that is out of date may stay in a
    preview, but must not outlive a page, as it would name what is not public any more. Call this
    before the page is removed, so that no build which is killed leaves both. Raise Rejected.
    """
    if not target.search_manifest.files:
        return
    is_ending = any(file.endswith(".html") for file in target.manifest.obsolete(files))
    if request.search is Search.MAKE and not is_ending:
        return
    from generator.search import index  # noqa: PLC0415 - most builds need none

    if request.search is Search.MAKE:
        index.shut(target.output, target.search_manifest)
    elif request.search is Search.NONE or is_ending or index.is_shut(target.search_manifest):
        index.remove(target.output, target.search_manifest)


def searched_of(session: Session, reading: ContextReading | None) -> Searched:
    """Return what of the site is searched, now that it is built from what was read."""
    from generator.search.index import Searched  # noqa: PLC0415 - previews need none at once
    from generator.search.names import groups_of  # noqa: PLC0415

    pages = session.cache.pages
    context = reading.context(reading.site) if reading and reading.site else None
    kinds = [kind.name for kind in session.kinds if isinstance(kind, PageKind) and kind.searched]
    return Searched(
        language=context.site.language if context else "",
        files=pages.of_kinds(kinds),
        days=pages.days_of_reports(),
        groups=groups_of(context, pages.subjects("actor")) if context else (),
    )
