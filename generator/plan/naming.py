"""What the things of a site are called: links to actors, sources, themes and points; dates."""

from __future__ import annotations

from generator import addresses
from generator.assemble.corpus import Corpus
from generator.assemble.memo import Memo
from generator.language.direction import direction_of
from generator.language.language import Language, language_of
from generator.moments import Moment, Precision
from generator.plan.views.components import DateView, LinkTo
from generator.plan.views.pages import SiteView, SourceProfile
from generator.prose.terms import Terms


class Naming:
    """Makes the components that name things, in the language of the site."""

    def __init__(self, corpus: Corpus, *, drafts: bool) -> None:
        """Take a corpus, and whether drafts are in it."""
        self.corpus = corpus
        self._drafts = drafts
        self._site = Memo(corpus, self._make_site)
        self._actors = Memo(corpus, self._actor_link)
        self._sources = Memo(corpus, self._source_link)
        self._themes = Memo(corpus, self._theme_link)
        self._points = Memo(corpus, self._make_point)
        self._terms = Memo(corpus, self._make_terms)
        self._people = Memo(corpus, self._make_people)
        self._dates = Memo(corpus, self._date)

    # Each of these goes through a memo, so that what it depends on is recorded for every page.

    @property
    def site(self) -> SiteView:
        """What every page shows of the site."""
        return self._site(None)

    @property
    def language(self) -> Language:
        """The language of the site, in which the interface is."""
        return language_of(self.corpus.names.site.language)

    def actor(self, key: str) -> LinkTo:
        """Return a link to an actor. Raise KeyError if there is none."""
        return self._actors(key)

    def introduced_actor(self, key: str) -> LinkTo:
        """Return a link to an actor with its role, if it is a person. Raise KeyError."""
        link = self.actor(key)
        return self.person(link.path) or link

    def person(self, path: str) -> LinkTo | None:
        """Return a link to a person with its role, given the address; None if it has none."""
        return self._people(None).get(path)

    @property
    def terms(self) -> Terms:
        """The terms of the glossary, to be found in prose."""
        return self._terms(None)

    def source(self, key: str) -> LinkTo:
        """Return a link to a source. Raise KeyError if there is none."""
        return self._sources(key)

    def theme(self, name: str) -> LinkTo:
        """Return a link to the briefing page of a theme. Raise KeyError if there is none."""
        return self._themes(name)

    def point(self, theme: str, point: str) -> LinkTo:
        """Return a link to a point on its briefing page. Raise KeyError if there is none."""
        return self._points((theme, point))

    def source_profile(self, key: str) -> SourceProfile:
        """Return what the register says about a source. Raise KeyError if there is none."""
        front = self.corpus.names.sources[key]
        return SourceProfile(
            self.source(key), front.kind, front.country, front.ownership, front.note, front.url
        )

    def date(self, moment: Moment) -> DateView:
        """Return a day, a time on a day, a month or a year in the language of the site."""
        return self._dates(moment)

    # ---- what is memoized ------------------------------------------------------------------------

    def _make_site(self, _: None) -> SiteView:
        names = self.corpus.names
        front = names.site
        return SiteView(
            title=front.title,
            tagline=front.tagline,
            language=front.language,
            direction=direction_of(front.language),
            themes=tuple(self.theme(theme.name) for theme in names.themes),
            pages=tuple(LinkTo(page.address, page.title) for page in names.pages),
            editor=front.editor.name if front.editor else None,
            email=front.editor.email if front.editor else None,
            repository=front.repository,
            glossary=names.has_glossary,
            drafts=self._drafts,
        )

    def _actor_link(self, key: str) -> LinkTo:
        return LinkTo(addresses.actor(key), self.corpus.names.actors[key].name)

    def _make_people(self, _: None) -> dict[str, LinkTo]:
        actors = self.corpus.names.actors.items()
        return {
            addresses.actor(key): LinkTo(addresses.actor(key), actor.name, role=actor.role)
            for key, actor in actors
            if actor.kind == "person" and actor.role
        }

    def _make_terms(self, _: None) -> Terms:
        return Terms(self.corpus.words_explained(), self.corpus.names.site.language)

    def _source_link(self, key: str) -> LinkTo:
        return LinkTo(addresses.source(key), self.corpus.names.sources[key].name)

    def _theme_link(self, name: str) -> LinkTo:
        themes = {theme.name: theme for theme in self.corpus.names.themes}
        return LinkTo(addresses.theme(name), themes[name].title, self._other(themes[name].language))

    def _make_point(self, of: tuple[str, str]) -> LinkTo:
        name, id = of
        themes = {theme.name: theme for theme in self.corpus.names.themes}
        title = dict(themes[name].points)[id]
        return LinkTo(addresses.point(name, id), title, self._other(themes[name].language))

    def _date(self, moment: Moment) -> DateView:
        iso = moment.isoformat(self.corpus.names.zone)
        if moment.precision is not Precision.DAY:
            period = self.language.month(moment.written)
            return DateView(iso, period, period)
        long = self.language.day(moment.day)
        if moment.clock is not None:
            # `UTC+03:00`: abbreviations of time zones, such as IST, are ambiguous.
            offset = iso[-6:] if iso[-6] in "+-" else "+00:00"
            shown = "UTC" if offset == "+00:00" else f"UTC{offset}"
            long = f"{long}, {moment.clock:%H:%M} {shown}"
        return DateView(iso, long, self.language.short_day(moment.day))

    def _other(self, language: str | None) -> str | None:
        return None if language == self.corpus.names.site.language else language
