"""What a page tells machines of itself: linked data, in the words of schema.org.

One graph for each page, made of its view alone: what is not public, and what readers do not see,
cannot be in it. Besides the vocabulary (https://schema.org/docs/schemas.html) it keeps to what
search engines ask for (https://developers.google.com/search/docs/appearance/structured-data):

- `article`: nothing is required; recommended are author (with name and url), dateModified,
  datePublished, headline and image. Dates must be those that readers see on the page.
- `breadcrumb`: itemListElement, at least two, each with item, name and position; the last, which is
  the page itself, needs no item.
- `dataset`: name, and a description of 50 to 5,000 characters; recommended are creator, license,
  url and distribution, each a DataDownload with its contentUrl and encodingFormat.
- `profile-page` is for those who write on a site themselves. Actors do not: theirs are plain pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup
from msgspec import json

from generator import addresses
from generator.language.language import Language
from generator.plan.components import LinkTo
from generator.plan.kind import Kind, PageKind
from generator.plan.views import (
    ActorView,
    ArticleView,
    CorrectionsMonthView,
    DataPageView,
    HomeView,
    MonthView,
    PageView,
    SourceView,
    ThemeView,
    TimelineMonthView,
    View,
)
from generator.render.html import Addresses
from generator.render.things import Thing, Things, corrections, thing
from generator.render.words import brief

_ABOUT = "about/"
"""The page of the editors' own on which they say how they work."""
_UNSAFE = tuple((char, f"\\u{ord(char):04x}") for char in "<>&\u2028\u2029")
"""Nothing in a script element may look like its end, or like the beginning of a comment."""


class LinkedData:
    """Tells machines what the pages of a site are, and what they speak of."""

    def __init__(self, urls: Addresses, language: Language, kinds: Iterable[Kind]) -> None:
        self._urls = urls
        self._things = Things(urls.absolute)
        self._say = language.say
        self._tellings = {kind.view: kind.linked for kind in kinds if isinstance(kind, PageKind)}

    def linked(self, view: View) -> Markup:
        """Return the script element with the graph of a page; nothing for one that is no page."""
        telling = self._tellings[type(view)]
        graph = list(telling(self, view)) if telling else None
        if not graph:
            return Markup()
        written = json.encode({"@context": "https://schema.org", "@graph": graph}).decode()
        for char, escaped in _UNSAFE:
            written = written.replace(char, escaped)
        return Markup(f'<script type="application/ld+json">{written}</script>')  # noqa: S704 - its end cannot be in it

    # ---- one for each kind of page ---------------------------------------------------------------

    def home(self, view: HomeView) -> Iterator[Thing]:
        """Tell of the site. Search engines no longer show the search field; others use it still."""
        site, home = view.site, self._urls.absolute(view.path)
        principles = [page.path for page in site.pages if page.path == _ABOUT]
        search = thing(
            "SearchAction",
            target=thing(
                "EntryPoint",
                urlTemplate=f"{self._urls.absolute(addresses.SEARCH)}?q={{search_term_string}}",
            ),
        )
        yield thing(
            "WebSite",
            f"{home}#site",
            name=site.title,
            description=brief(view.description),
            url=home,
            inLanguage=site.language,
            image=self._urls.card(view.path),
            publisher=self._things.publisher(
                site,
                email=site.email,
                publishingPrinciples=[self._urls.absolute(path) for path in principles],
            ),
            potentialAction={**search, "query-input": "required name=search_term_string"},
        )

    def theme(self, view: ThemeView) -> Iterator[Thing]:
        """Tell of a briefing: a report of the editors' own, which cites those of others."""
        yield self._written(
            "Report",
            "briefing",
            view,
            dateModified=view.modified,
            citation=self._things.cited(view.sources),
            correction=corrections(view.corrections),
        )
        yield self._trail(view)

    def article(self, view: ArticleView) -> Iterator[Thing]:
        """Tell of the editors' own account of a report, and of the report that it is based on.

        Both are NewsArticles, which is what search engines know, but not one and the same: the
        authors are those of the original, and the corrections are ours. Ours bears the date of
        the original, as the page does.
        """
        yield self._written(
            "NewsArticle",
            "article",
            view,
            inLanguage=view.article.language or view.site.language,
            datePublished=view.article.published.iso,
            dateModified=view.modified,
            about=self._things.subjects(view.themes),
            isBasedOn=self._things.original(view),
            citation=self._things.cited(view.sources),
            correction=corrections(view.corrections),
        )
        yield self._trail(view, *view.themes[:1])

    def month(self, view: MonthView) -> Iterator[Thing]:
        """Tell of the reports of a month, as a list."""
        yield self._page("CollectionPage", view, about=self._things.briefing(view.theme))
        yield self._trail(view, view.theme, name=view.month)

    def timeline_month(self, view: TimelineMonthView) -> Iterator[Thing]:
        """Tell of a month of the timeline."""
        yield self._page("CollectionPage", view)
        yield self._trail(view, self._list(addresses.TIMELINE, "timeline"), name=view.month)

    def corrections_month(self, view: CorrectionsMonthView) -> Iterator[Thing]:
        """Tell of a month of the ledger of corrections."""
        yield self._page("CollectionPage", view)
        yield self._trail(view, self._list(addresses.CORRECTIONS, "corrections"), name=view.month)

    def actor(self, view: ActorView) -> Iterator[Thing]:
        """Tell of an actor."""
        yield self._page("WebPage", view, mainEntity=self._things.actor(view))
        yield self._trail(view, self._list(addresses.ACTORS, "actors"))

    def source(self, view: SourceView) -> Iterator[Thing]:
        """Tell of an outlet."""
        about = view.about
        outlet = self._things.outlet(
            about,
            description=about.note,
            location=about.country,
            ownershipFundingInfo=about.ownership,
        )
        yield self._page("WebPage", view, mainEntity=outlet)
        yield self._trail(view, self._list(addresses.SOURCES, "sources"))

    def own_page(self, view: PageView) -> Iterator[Thing]:
        """Tell of a page of the editors' own."""
        kind = "AboutPage" if view.path == _ABOUT else "WebPage"
        updated = view.updated.iso if view.updated else None
        citation = self._things.cited(view.sources)
        yield self._page(kind, view, dateModified=updated, citation=citation)
        yield self._trail(view)

    def data(self, view: DataPageView) -> Iterator[Thing]:
        """Tell of the data, as a set of data with its forms."""
        forms = (("application/json", view.json), ("text/csv", view.csv))
        url = self._urls.absolute(view.path)
        yield thing(
            "Dataset",
            f"{url}#dataset",
            name=f"{view.title} · {view.site.title}",
            description=view.description,
            url=url,
            inLanguage=view.site.language,
            isAccessibleForFree=True,
            creator=self._things.publisher(view.site),
            distribution=[
                thing("DataDownload", encodingFormat=form, contentUrl=self._urls.absolute(path))
                for form, path in forms
            ],
        )
        yield self._trail(view)

    def collection(self, view: View) -> Iterator[Thing]:
        """Tell of a page that is a list."""
        yield self._page("CollectionPage", view)
        yield self._trail(view)

    def plain(self, view: View) -> Iterator[Thing]:
        """Tell of any other page."""
        yield self._page("WebPage", view)
        yield self._trail(view)

    # ---- what several have -----------------------------------------------------------------------

    def _written(self, kind: str, fragment: str, view: View, **more: object) -> Thing:
        """Tell of what the editors wrote, and its page shows."""
        url = self._urls.absolute(view.path)
        publisher = self._things.publisher(view.site)
        says = {
            "headline": view.title,
            "description": brief(view.description),
            "url": url,
            "mainEntityOfPage": url,
            "inLanguage": view.site.language,
            "image": self._urls.card(view.path),
            "author": publisher,
            "publisher": {"@id": publisher["@id"]},
        }
        return thing(kind, f"{url}#{fragment}", **{**says, **more})

    def _page(self, kind: str, view: View, **more: object) -> Thing:
        """Tell of a page that is nothing more than that."""
        url = self._urls.absolute(view.path)
        return thing(
            kind,
            url,
            name=view.title,
            description=brief(view.description),
            url=url,
            inLanguage=view.site.language,
            isPartOf=self._things.site(),
            **more,
        )

    def _trail(self, view: View, *parents: LinkTo, name: str | None = None) -> Thing:
        """Tell how the page is reached from the home page; `name` is short for its title there."""
        home = LinkTo(addresses.HOME, view.site.title)
        here = LinkTo(view.path, name or view.title)
        steps = [
            thing(
                "ListItem",
                position=position,
                name=link.text,
                item={"@id": self._urls.absolute(link.path)},
            )
            for position, link in enumerate((home, *parents, here), 1)
        ]
        return thing("BreadcrumbList", itemListElement=steps)

    def _list(self, path: str, key: str) -> LinkTo:
        """Return the link to a list of the site, by the key of its name."""
        return LinkTo(path, self._say(key))
