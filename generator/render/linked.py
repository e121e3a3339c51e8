"""Linked data of pages: JSON-LD in the vocabulary of schema.org.

Each page has one graph, made from its view alone, so it cannot hold what is not public or what
readers do not see. Besides the vocabulary (https://schema.org/docs/schemas.html), it follows what
search engines ask for (https://developers.google.com/search/docs/appearance/structured-data):

- `article`: nothing is required; recommended are author (with name and url), dateModified,
  datePublished, headline and image. The dates must be the ones shown on the page.
- `breadcrumb`: itemListElement with at least two items, each with item, name and position; the last
  one, the page itself, needs no item.
- `dataset`: name, and a description of 50 to 5,000 characters; recommended are creator, license,
  url, and distribution, which lists DataDownloads with contentUrl and encodingFormat.
- `profile-page` is meant for people who publish on the site. Actors do not, so it is not used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup
from msgspec import json

from generator import addresses
from generator.language.language import Language
from generator.plan.kind import Kind, PageKind
from generator.plan.views.briefing import ThemeView
from generator.plan.views.components import LinkTo
from generator.plan.views.pages import (
    ArticleView,
    CorrectionsMonthView,
    DataPageView,
    HomeView,
    MonthView,
    PageView,
    TimelineMonthView,
    TimelineView,
    View,
)
from generator.plan.views.registers import ActorView, GlossaryView, SourceView
from generator.render.html import Addresses
from generator.render.text_filters import brief
from generator.render.things import Thing, Things, corrections, thing

_ABOUT = "about/"
"""The editors' own page about how they work; a site need not have it."""
_UNSAFE = tuple((char, f"\\u{ord(char):04x}") for char in "<>&\u2028\u2029")
"""Characters to escape within `script`, each with its escape in JSON: `</script` would end it, and
`<!--` confuse it (the HTML standard, "Restrictions for contents of script elements")."""


class LinkedData:
    """Describes the pages of a site; each kind of page names the method that describes it."""

    def __init__(self, urls: Addresses, language: Language, kinds: Iterable[Kind]) -> None:
        """Describe pages of `kinds` by URLs of `urls`, and name lists of the site in `language`."""
        self._urls = urls
        self._things = Things(urls.absolute)
        self._say = language.say
        self._describers = {kind.view: kind.linked for kind in kinds if isinstance(kind, PageKind)}

    def linked(self, view: View) -> Markup:
        """Return the `script` element with the graph of a page; nothing for a 404 or a redirect."""
        describe = self._describers[type(view)]
        graph = list(describe(self, view)) if describe else None
        if not graph:
            return Markup()
        written = json.encode({"@context": "https://schema.org", "@graph": graph}).decode()
        for char, escaped in _UNSAFE:
            written = written.replace(char, escaped)
        return Markup(f'<script type="application/ld+json">{written}</script>')  # noqa: S704 - its end cannot be in it

    # ---- one method for each kind of view --------------------------------------------------------

    def home(self, view: HomeView) -> Iterator[Thing]:
        """Describe the site as a whole.

        Google stopped showing a search box (SearchAction) in 2024; others may still use it.
        """
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
        """Describe a briefing: a report by the editors, which cites those of others."""
        yield self._written(
            "Report",
            "briefing",
            view,
            inLanguage=view.language or view.site.language,
            dateModified=view.modified,
            citation=self._things.cited(view.sources),
            correction=corrections(view.corrections),
        )
        yield self._trail(view)

    def article(self, view: ArticleView) -> Iterator[Thing]:
        """Describe the editors' account of a report, and the report itself (`isBasedOn`).

        Both are a NewsArticle, the type that search engines know, but two things: the authors
        belong to the original, the corrections to our account. Our account has the date of the
        original, because that is the date shown on the page.
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
        """Describe a theme's list of the reports of a month."""
        yield self._page("CollectionPage", view, about=self._things.briefing(view.theme))
        yield self._trail(view, view.theme, name=view.month)

    def theme_timeline(self, view: TimelineView) -> Iterator[Thing]:
        """Describe the timeline of a theme."""
        if view.theme:
            yield self._page("CollectionPage", view, about=self._things.briefing(view.theme))
            yield self._trail(view, view.theme, name=self._say("timeline"))

    def timeline_month(self, view: TimelineMonthView) -> Iterator[Thing]:
        """Describe a month of the timeline."""
        yield self._page("CollectionPage", view)
        yield self._trail(view, self._list(addresses.TIMELINE, "timeline"), name=view.month)

    def corrections_month(self, view: CorrectionsMonthView) -> Iterator[Thing]:
        """Describe a month of the ledger of corrections."""
        yield self._page("CollectionPage", view)
        yield self._trail(view, self._list(addresses.CORRECTIONS, "corrections"), name=view.month)

    def actor(self, view: ActorView) -> Iterator[Thing]:
        """Describe the page of an actor."""
        yield self._page("WebPage", view, mainEntity=self._things.actor(view))
        yield self._trail(view, self._list(addresses.ACTORS, "actors"))

    def source(self, view: SourceView) -> Iterator[Thing]:
        """Describe the page of an outlet."""
        about = view.about
        outlet = self._things.outlet(
            about,
            description=about.note,
            location=about.country,
            ownershipFundingInfo=about.ownership,
        )
        yield self._page("WebPage", view, mainEntity=outlet)
        yield self._trail(view, self._list(addresses.SOURCES, "sources"))

    def glossary(self, view: GlossaryView) -> Iterator[Thing]:
        """Describe the glossary: a set of terms."""
        url = self._urls.absolute(view.path)
        yield thing(
            "DefinedTermSet",
            f"{url}#terms",
            name=f"{view.title} · {view.site.title}",
            description=view.description,
            url=url,
            inLanguage=view.site.language,
            hasDefinedTerm=[
                thing(
                    "DefinedTerm",
                    f"{url}#{term.anchor}",
                    name=term.term,
                    alternateName=list(term.aliases),
                    description=term.words,
                )
                for term in view.terms
            ],
        )
        yield self._trail(view)

    def own_page(self, view: PageView) -> Iterator[Thing]:
        """Describe a page that the editors wrote as a whole."""
        kind = "AboutPage" if view.path == _ABOUT else "WebPage"
        updated = view.updated.iso if view.updated else None
        citation = self._things.cited(view.sources)
        yield self._page(kind, view, dateModified=updated, citation=citation)
        yield self._trail(view)

    def data(self, view: DataPageView) -> Iterator[Thing]:
        """Describe the page of the data: a Dataset with its formats."""
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
        """Describe a page that is a list."""
        yield self._page("CollectionPage", view)
        yield self._trail(view)

    def plain(self, view: View) -> Iterator[Thing]:
        """Describe any other page."""
        yield self._page("WebPage", view)
        yield self._trail(view)

    # ---- what several kinds share ----------------------------------------------------------------

    def _written(self, kind: str, fragment: str, view: View, **more: object) -> Thing:
        """Describe a text by the editors that is the subject of its page.

        `fragment` completes its id, `more` adds properties or replaces them.
        """
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
            "publisher": {"@id": publisher["@id"]},  # described once, then referred to
        }
        return thing(kind, f"{url}#{fragment}", **{**says, **more})

    def _page(self, kind: str, view: View, **more: object) -> Thing:
        """Describe a page that is not itself about one text, such as a list."""
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
        """Describe the way from the home page to this one, by way of `parents`.

        `name` stands for the page in place of its title, where that repeats a parent's.
        """
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
        """Return a link to one of the site's lists, given the key of its name."""
        return LinkTo(path, self._say(key))
