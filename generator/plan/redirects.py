"""Old addresses, each with a page that leads to the new one."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assemble.corpus import Corpus
from generator.plan.kind import Entry, Page
from generator.plan.presenter import Presenter
from generator.plan.views import RedirectView


def redirect_entries(corpus: Corpus) -> Iterator[Entry]:
    """List the old addresses of articles and pages."""
    for id, path, _, aliases in corpus.addresses():
        for alias in aliases:
            yield Entry(_old_address(alias), f"article {id}", path)
    for page in corpus.names.pages:
        for alias in page.aliases:
            yield Entry(_old_address(alias), f"page {page.address}", page.path)


def redirect_view(page: Page, presenter: Presenter) -> RedirectView:
    """Show that something has moved, and where to."""
    sort, _, key = page.subject.partition(" ")
    if sort == "article":
        card = presenter.article(presenter.corpus.article(key))
        target, title = card.path, card.title
    else:
        target, title = key, presenter.corpus.page(key).front.title
    return RedirectView(
        site=presenter.site,
        path=page.address,
        title=title,
        description=presenter.language.say("moved", title=title),
        target=target,
    )


def _old_address(alias: str) -> str:
    return alias if alias.endswith((".html", "/")) else f"{alias}/"
