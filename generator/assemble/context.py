"""The context of articles, as pages use it: names that every page may show, and digests of files.

The context is all that editors wrote besides articles. It is small and read as a whole when any
file of it changes, so it is not in the index: digests tell what differs from the last build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.assemble import keys
from generator.assemble.values import Comparison
from generator.digests import digest_of
from generator.validate.content import Context, Dated, Medium, Theme
from generator.validate.register_models import ActorFront, SiteFront, SourceFront


class ThemeName(Struct, frozen=True):
    """What every page may show of a theme."""

    name: str
    title: str
    points: tuple[tuple[str, str], ...]
    """The ids and titles of its points, in their order."""
    aliases: tuple[str, ...]
    """Its old addresses."""
    language: str | None
    """The language of its text, None if that is the site's."""


class PageName(Struct, frozen=True):
    """What every page may show of a page in content/pages/."""

    address: str
    title: str
    aliases: tuple[str, ...]
    """Its old addresses."""
    path: str
    """Its file."""


class SiteNames(Struct, frozen=True):
    """What every page may show: the settings, the registers, and the names of themes and pages.

    It has one dependency key, and every page depends on it. So whatever is in here should change
    rarely: each change makes all pages dirty.
    """

    site: SiteFront
    sources: Mapping[str, SourceFront]
    """By key, as the actors, in the order of the register."""
    actors: Mapping[str, ActorFront]
    themes: tuple[ThemeName, ...]
    """In the order in which the site lists them."""
    pages: tuple[PageName, ...]
    media: Mapping[str, Medium]
    """By path below content/media/."""
    has_glossary: bool

    @classmethod
    def from_context(cls, context: Context) -> SiteNames:
        """Return the names that are in the context of the articles."""
        return cls(
            site=context.site,
            sources=context.sources,
            actors=context.actors,
            themes=tuple(
                ThemeName(
                    theme.name,
                    theme.front.title,
                    tuple((point.id, point.title) for point in theme.front.points),
                    theme.front.aliases,
                    theme.front.language,
                )
                for theme in context.themes
            ),
            pages=tuple(
                PageName(page.address, page.front.title, page.front.aliases, page.path)
                for page in context.pages
            ),
            media=context.media,
            has_glossary=bool(context.glossary),
        )

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the site."""
        return ZoneInfo(self.site.timezone)


def principals_of(theme: Theme, site: SiteFront) -> tuple[str, ...]:
    """Return the actors that lead on a theme, as editors wrote them."""
    return theme.front.principals or site.principals


def comparisons_of(context: Context) -> dict[tuple[str, str], Comparison]:
    """Return how values are compared on points that say anything of it, by theme and point."""
    site = context.site
    found = (
        (
            theme.name,
            point.id,
            Comparison.of_point(point, site.language, principals_of(theme, site)),
        )
        for theme in context.themes
        for point in theme.front.points
    )
    return {(theme, point): comparison for theme, point, comparison in found if comparison}


def theme_corrections(themes: Iterable[Theme]) -> tuple[tuple[str, Dated], ...]:
    """Return the corrections in the files of themes, each with the name of its theme."""
    return tuple((theme.name, entry) for theme in themes for entry in theme.corrections)


def words_explained(context: Context) -> dict[str, tuple[str, ...]]:
    """Return the words that each term of the glossary explains, by its key."""
    return {key: term.names for key, term in context.glossary.items()}


def context_digests(context: Context) -> dict[str, str]:
    """Return the dependency keys of all that is read besides articles, each with a digest.

    A key has changed if its digest is not that of the last build.
    """
    values: dict[str, object] = {
        keys.NAMES: SiteNames.from_context(context),
        keys.THEME_CORRECTIONS: theme_corrections(context.themes),
    }
    values[keys.GLOSSARY] = words_explained(context)
    values |= {keys.term(key): term for key, term in context.glossary.items()}
    values |= {keys.theme(theme.name): theme for theme in context.themes}
    values |= {keys.page(page.address): page for page in context.pages}
    # `repr` shows every field of a struct, so equal texts mean equal values.
    return {key: digest_of(repr(value).encode()) for key, value in values.items()}
