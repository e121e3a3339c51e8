"""Redirects: pages at old addresses that lead to the new ones."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.plan.kind import Entry, Page
from generator.plan.pages.themes import parts_of_theme
from generator.plan.presenter import Presenter
from generator.plan.views.pages import RedirectView


def redirect_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the old addresses of themes, articles and pages.

    The subject is `theme NAME`, `month NAME MONTH` with the number of a part, `article ID` or
    `page ADDRESS`, what is at the new address.
    """
    yield from _of_themes(corpus)
    for id, path, _, aliases in corpus.addresses():
        for number, alias in enumerate(aliases):
            yield Entry(_old_address(alias), f"article {id}", path, ("aliases", number))
    for page in corpus.names.pages:
        for number, alias in enumerate(page.aliases):
            subject = f"page {page.address}"
            yield Entry(_old_address(alias), subject, page.path, ("aliases", number))


def _of_themes(corpus: Corpus) -> Iterator[Entry]:
    """Yield the old addresses of themes, and of their months if a theme had another name."""
    for theme in corpus.names.themes:
        origin = f"themes/{theme.name}.md"
        for number, alias in enumerate(theme.aliases):
            keys = ("aliases", number)
            yield Entry(alias, f"theme {theme.name}", origin, keys)
            if old := addresses.theme_name(alias):
                for part in parts_of_theme(theme.name, corpus):
                    address = part.address(addresses.theme_month(old, part.month))
                    subject = f"month {theme.name} {part.subject}"
                    yield Entry(address, subject, origin, keys)


def redirect_view(page: Page, presenter: Presenter) -> RedirectView:
    """Return the view of a redirect."""
    kind, _, key = page.subject.partition(" ")
    if kind == "article":
        card = presenter.article(presenter.corpus.article(key))
        target, title = card.path, card.title
    elif kind in ("theme", "month"):
        name, _, rest = key.partition(" ")
        month, _, number = rest.partition(" ")
        link = presenter.theme(name)
        target, title = link.path, link.text
        if month:
            target = addresses.theme_month(name, month) + (f"{number}/" if number else "")
            title = f"{title}, {presenter.language.month(month)}"
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
    # Without its slash, an alias would be a file of that name, which no browser takes for a page.
    return alias if alias.endswith((".html", "/")) else f"{alias}/"
