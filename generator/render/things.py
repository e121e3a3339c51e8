"""Things that pages are about, as schema.org describes them: publisher, outlets, reports, actors.

Each has an `@id` that is the same on all pages: the URL of the page about it, and a fragment. So
consumers can merge what different pages say about one report (JSON-LD 1.1, "Node Identifiers").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup, escape

from generator import addresses
from generator.plan.views.components import (
    ArticleCard,
    DatedView,
    LinkTo,
    ProseView,
    SourceEntry,
    TermMark,
)
from generator.plan.views.pages import ArticleView, SiteView, SourceProfile
from generator.plan.views.registers import ActorView

Thing = dict[str, object]
"""A node of the graph: properties by name, `@type` and `@id` among them."""

_OUTLETS = {
    "agency": "NewsMediaOrganization",
    "newspaper": "NewsMediaOrganization",
    "broadcaster": "NewsMediaOrganization",
    "government": "GovernmentOrganization",
}
"""Types for kinds of sources. Others are an Organization: a website need not be a news medium."""
_ACTORS = {"person": "Person", "state": "Country", "organisation": "Organization"}


def thing(kind: str, id: str | None = None, /, **says: object) -> Thing:
    """Return a thing of a schema.org type, with those properties that have a value."""
    properties: Mapping[str, object] = {"@type": kind, "@id": id, **says}
    return {name: value for name, value in properties.items() if value}


class Things:
    """Describes the things of one site."""

    def __init__(self, absolute: Callable[[str], str]) -> None:
        """Make ids and URLs by `absolute`, which adds scheme and host to an address."""
        self._absolute = absolute

    def site(self) -> Thing:
        """Return a reference to the site as a whole."""
        return {"@id": self._absolute(f"{addresses.HOME}#site")}

    def publisher(self, site: SiteView, **more: object) -> Thing:
        """Return who publishes the site: its editor, or the site itself if none is named."""
        home = self._absolute(addresses.HOME)
        name = site.editor or site.title
        return thing("Organization", f"{home}#publisher", name=name, url=home, **more)

    def briefing(self, theme: LinkTo) -> Thing:
        """Return a reference to the briefing on a theme."""
        return {"@id": self._absolute(f"{theme.path}#briefing")}

    def subjects(self, themes: Iterable[LinkTo]) -> list[Thing]:
        """Return the subjects of a report: its themes, with the URLs of their briefings."""
        return [thing("Thing", name=theme.text, url=self._absolute(theme.path)) for theme in themes]

    def cited(self, sources: Iterable[SourceEntry]) -> list[Thing]:
        """Return the reports in a page's list of sources, as their outlets published them."""
        return [self._report(entry.article) for entry in sources]

    def original(self, view: ArticleView) -> Thing:
        """Return the report that an article's page is about, with everything known about it."""
        # Of what was relayed, only the outlet is known: a work with a publisher and no name.
        via = view.about_via
        relayed = thing("CreativeWork", publisher=self.outlet(via)) if via else None
        return {
            **self._report(view.article),
            **thing(
                "NewsArticle",
                publisher=self.outlet(view.about_source),
                author=[thing("Person", name=name) for name in view.authors],
                inLanguage=view.article.language,
                archivedAt=view.archived,
                isBasedOn=relayed,
            ),
        }

    def _report(self, card: ArticleCard) -> Thing:
        outlet = thing("Organization", self._outlet_id(card.source), name=card.source.text)
        return thing(
            "NewsArticle",
            self._absolute(f"{card.path}#original"),
            headline=card.title,
            url=card.url,
            datePublished=card.published.iso,
            publisher=outlet,
        )

    def outlet(self, about: SourceProfile, **more: object) -> Thing:
        """Return an outlet, with `more` properties."""
        kind = _OUTLETS.get(about.kind or "", "Organization")
        id = self._outlet_id(about.link)
        return thing(kind, id, name=about.link.text, url=about.url, **more)

    def _outlet_id(self, link: LinkTo) -> str:
        return self._absolute(f"{link.path}#outlet")

    def actor(self, view: ActorView) -> Thing:
        """Return an actor, as its page describes it."""
        return thing(
            _ACTORS.get(view.kind or "", "Thing"),
            self._absolute(f"{view.path}#actor"),
            name=view.title,
            description=view.role,
            alternateName=list(view.aliases),
        )


def corrections(entries: Iterable[DatedView]) -> list[Thing]:
    """Return the corrections of the page itself, leaving out entries about other pages."""
    return [
        thing("CorrectionComment", text=_words(entry.text), datePublished=_day(entry))
        for entry in entries
        if entry.page is None
    ]


def _day(entry: DatedView) -> str | None:
    return entry.date.iso if entry.date else None


def _words(prose: ProseView) -> str:
    """Return prose as plain text, without citations, which are numbers of that page's list."""
    parts = (
        escape(part.text)
        if isinstance(part, LinkTo)
        else part
        if isinstance(part, str)
        else part.text
        for part in prose.parts
        if isinstance(part, str | LinkTo | TermMark)
    )
    return Markup("".join(parts)).striptags()  # noqa: S704 - HTML, of which only text is kept
