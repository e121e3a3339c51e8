"""Pages that editors write in content/pages/, and the page for addresses that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assemble.corpus import Corpus
from generator.plan.kind import Entry, Page
from generator.plan.presenter import Bibliography, Presenter
from generator.plan.views.pages import NotFoundView, PageView
from generator.validate.pages import FOLDER


def own_page_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the pages of content/pages/; the subject is the address."""
    for page in corpus.names.pages:
        is_named = page.path == f"{FOLDER}/{page.address.rstrip('/')}.md"
        yield Entry(page.address, page.address, page.path, () if is_named else ("slug",))


def own_page_view(page: Page, presenter: Presenter) -> PageView:
    """Return the view of a page of content/pages/."""
    own = presenter.corpus.page(page.subject)
    bibliography = Bibliography(presenter)
    # Before the list of sources is asked for: it has what was cited by then.
    body = presenter.prose(own.body, bibliography)
    return PageView(
        site=presenter.site,
        path=page.address,
        title=own.front.title,
        description=own.front.summary or presenter.first_paragraph(own.body) or own.front.title,
        body=body,
        updated=presenter.date(own.front.updated) if own.front.updated else None,
        sources=bibliography.entries(),
    )


def own_page_modified(page: Page, presenter: Presenter) -> str | None:
    """Return the day on which a page was last modified, if its front matter says so (`updated`)."""
    updated = presenter.corpus.page(page.subject).front.updated
    return updated.day.isoformat() if updated else None


def not_found_view(page: Page, presenter: Presenter) -> NotFoundView:
    """Return the view of the page that a host sends for an address that does not exist (404)."""
    return NotFoundView(
        site=presenter.site,
        path=page.address,
        title=presenter.language.say("not-found"),
        description=presenter.language.say("not-found-about"),
    )
