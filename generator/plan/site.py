"""The whole site planned: every page, and every file that is copied as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.assemble.corpus import Corpus
from generator.assemble.developments import developments
from generator.assemble.points import work_out_all
from generator.plan import addresses
from generator.plan.actors import actor_pages
from generator.plan.articles import article_pages
from generator.plan.cards import Bibliography, Cards
from generator.plan.corrections import corrections_page, ledger
from generator.plan.home import home_page
from generator.plan.pages import PlannedPage
from generator.plan.parts import LinkTo
from generator.plan.sources import source_pages
from generator.plan.themes import theme_pages
from generator.plan.timeline import timeline_pages
from generator.plan.views import NotFoundView, PageView, RedirectView, SiteView
from generator.validate.content import Content

_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that goes to the site as it is."""

    source: str
    """Relative to the root."""
    file: str
    """Relative to the output folder."""


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Everything that the site will consist of, but for the static files of its look."""

    pages: tuple[PlannedPage, ...]
    copies: tuple[Copy, ...]
    texts: tuple[tuple[str, str], ...]
    """Small files of fixed content, by file."""


def plan(corpus: Corpus) -> SitePlan:
    """Plan every page of a corpus; addresses wanted twice are findings."""
    cards = Cards(corpus)
    site = _site_view(corpus.content, cards)
    records = work_out_all(corpus)
    happened = developments(corpus.claims, corpus)
    corrections = ledger(corpus, cards)
    pages = (
        home_page(corpus, records, happened, cards, site),
        *theme_pages(corpus, records, happened, corrections, cards, site),
        *timeline_pages(happened, cards, site),
        *actor_pages(corpus, cards, site),
        *source_pages(corpus, records, cards, site),
        corrections_page(corrections, corpus, cards, site),
        _not_found(site),
        *article_pages(corpus, cards, site),
        *_own_pages(corpus, cards, site),
        *_redirects(corpus, site),
    )
    content = corpus.content
    copies = tuple(
        Copy(medium.path, addresses.medium(name)) for name, medium in content.media.items()
    )
    # Without .nojekyll, Pages would hide what begins with an underscore.
    texts = [(".nojekyll", "")]
    if content.site.cname:
        texts.append(("CNAME", f"{content.site.cname}\n"))
    return SitePlan(pages, copies, tuple(texts))


def _site_view(content: Content, cards: Cards) -> SiteView:
    front = content.site
    return SiteView(
        title=front.title,
        tagline=front.tagline,
        language=front.language,
        direction="rtl" if front.language.split("-")[0] in _RIGHT_TO_LEFT else "ltr",
        themes=tuple(cards.theme(theme.name) for theme in content.themes),
        pages=tuple(LinkTo(page.address, page.front.title) for page in content.pages),
        editor=front.editor.name if front.editor else None,
        email=front.editor.email if front.editor else None,
        repository=front.repository,
    )


def _own_pages(corpus: Corpus, cards: Cards, site: SiteView) -> Iterator[PlannedPage]:
    for page in corpus.content.pages:
        bibliography = Bibliography(corpus, cards)
        body = cards.prose(page.body, bibliography)
        view = PageView(
            site=site,
            path=page.address,
            title=page.front.title,
            description=page.front.summary or page.front.title,
            body=body,
            updated=cards.date(page.front.updated) if page.front.updated else None,
            sources=bibliography.entries(),
        )
        yield PlannedPage(("page.html",), view, page.path)


def _not_found(site: SiteView) -> PlannedPage:
    view = NotFoundView(
        site=site,
        path=addresses.NOT_FOUND,
        title="Page not found",
        description="There is no page at this address",
    )
    return PlannedPage(("404.html",), view, "the page for missing pages")


def _redirects(corpus: Corpus, site: SiteView) -> Iterator[PlannedPage]:
    """Plan a page at every old address, leading to the new one."""
    targets = [
        (alias, addresses.article(public.article), public.article.front.title, public.article.path)
        for public in corpus.articles.values()
        for alias in public.article.front.aliases
    ]
    targets += [
        (alias, page.address, page.front.title, page.path)
        for page in corpus.content.pages
        for alias in page.front.aliases
    ]
    for alias, target, title, origin in targets:
        view = RedirectView(
            site=site,
            path=alias if alias.endswith((".html", "/")) else f"{alias}/",
            title=title,
            description=f"This page has moved: {title}",
            target=target,
        )
        yield PlannedPage(("redirect.html",), view, origin)
