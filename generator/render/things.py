"""The things that pages speak of, in the words of schema.org: who publishes, what was reported.

Each has an `@id` that holds wherever it is spoken of: the address of the page that is about it, and
a fragment. So what two pages say of one report adds up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup, escape

from generator import addresses
from generator.plan.components import ArticleCard, DatedView, LinkTo, ProseView, SourceEntry
from generator.plan.views import AboutSource, ActorView, ArticleView, SiteView

Thing = dict[str, object]

_OUTLETS = {
    "agency": "NewsMediaOrganization",
    "newspaper": "NewsMediaOrganization",
    "broadcaster": "NewsMediaOrganization",
    "government": "GovernmentOrganization",
}
"""What kinds of sources are; of a website or an organisation nobody said that it brings news."""
_ACTORS = {"person": "Person", "state": "Country", "organisation": "Organization"}


def thing(kind: str, id: str | None = None, /, **says: object) -> Thing:
    """Return a thing of a type of schema.org; what is empty is not said of it."""
    named: Mapping[str, object] = {"@type": kind, "@id": id, **says}
    return {name: value for name, value in named.items() if value}


class Things:
    """Speaks of the things of a site; `absolute` gives an address its scheme and host."""

    def __init__(self, absolute: Callable[[str], str]) -> None:
        self._absolute = absolute

    def site(self) -> Thing:
        """Refer to the site as a whole."""
        return {"@id": self._absolute(f"{addresses.HOME}#site")}

    def publisher(self, site: SiteView, **more: object) -> Thing:
        """Return who answers for the site: its editors, or the site where nobody is named."""
        home = self._absolute(addresses.HOME)
        name = site.editor or site.title
        return thing("Organization", f"{home}#publisher", name=name, url=home, **more)

    def briefing(self, theme: LinkTo) -> Thing:
        """Refer to what the briefing page of a theme says."""
        return {"@id": self._absolute(f"{theme.path}#briefing")}

    def subjects(self, themes: Iterable[LinkTo]) -> list[Thing]:
        """Return what a report is about; on each there is a briefing."""
        return [thing("Thing", name=theme.text, url=self._absolute(theme.path)) for theme in themes]

    def cited(self, sources: Iterable[SourceEntry]) -> list[Thing]:
        """Return the reports of a page's list of sources, as their outlets published them."""
        return [self._report(entry.article) for entry in sources]

    def original(self, view: ArticleView) -> Thing:
        """Return the report that an article's page is about, with all that is known of it."""
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

    def outlet(self, about: AboutSource, **more: object) -> Thing:
        """Return an outlet."""
        kind = _OUTLETS.get(about.kind or "", "Organization")
        id = self._outlet_id(about.link)
        return thing(kind, id, name=about.link.text, url=about.url, **more)

    def _outlet_id(self, link: LinkTo) -> str:
        return self._absolute(f"{link.path}#outlet")

    def actor(self, view: ActorView) -> Thing:
        """Return who acts or speaks."""
        return thing(
            _ACTORS.get(view.kind or "", "Thing"),
            self._absolute(f"{view.path}#actor"),
            name=view.title,
            description=view.role,
            alternateName=list(view.aliases),
        )


def corrections(entries: Iterable[DatedView]) -> list[Thing]:
    """Return the corrections of a page itself; those of other pages are told there."""
    return [
        thing("CorrectionComment", text=_words(entry.text), datePublished=_day(entry))
        for entry in entries
        if entry.page is None
    ]


def _day(entry: DatedView) -> str | None:
    return entry.date.iso if entry.date else None


def _words(prose: ProseView) -> str:
    """Return the words of prose; its numbered marks lead nowhere from here, and are left out."""
    said = (
        escape(part.text) if isinstance(part, LinkTo) else part
        for part in prose.parts
        if isinstance(part, str | LinkTo)
    )
    return Markup("".join(said)).striptags()  # noqa: S704 - markup, of which all tags are taken
