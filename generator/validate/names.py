"""Every name that files refer to, and the check of every reference against them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.problems import AtLine, Finding, nearest
from generator.read.site import ACTORS_FILE, SOURCES_FILE
from generator.validate.content import NameKind, Reference


class Names(Struct, frozen=True):
    """What there is. None stands for "too broken to tell": nothing is then said to be unknown."""

    sources: frozenset[str] | None
    actors: frozenset[str] | None
    actor_aliases: Mapping[str, str]
    """Other spellings, folded, and whose they are."""
    themes: Mapping[str, tuple[str, ...] | None]
    """The points of every theme, by the theme's name."""
    articles: Mapping[str, frozenset[str] | None]
    """The claims of every article, by the article's id."""
    pages: frozenset[str]
    images: frozenset[str]

    def check(self, file: str, references: Iterable[Reference]) -> Iterator[Finding]:
        """Return a finding for every reference of `file` that leads to nothing."""
        for reference in references:
            if found := self._wrong(reference):
                code, message = found
                yield Finding(file, reference.spot, code, message)

    def has(self, need: tuple[NameKind, str, str]) -> bool:
        """Return whether a kind and key, with what it is within or "", lead to something."""
        kind, key, within = need
        return self._wrong(Reference(kind, key, AtLine(), within or None)) is None

    def _wrong(self, reference: Reference) -> tuple[str, str] | None:
        key = reference.key
        match reference.kind:
            case "source":
                return _unknown("source", key, self.sources, f"add it to {SOURCES_FILE}")
            case "actor":
                return self._wrong_actor(key)
            case "theme" if reference.among and key in self.themes:
                return _not_among(key, reference.among)
            case "theme":
                return _unknown("theme", key, frozenset(self.themes), f"add themes/{key}.md")
            case "point":
                return self._wrong_point(key, reference.within or "")
            case "article":
                return self._wrong_article(key, reference.within)
            case "page":
                return _unknown("page", key, self.pages, f"add content/pages/{key}.md")
            case "image":
                return _unknown("image", key, self.images, f"put it into content/media/{key}")

    def _wrong_actor(self, key: str) -> tuple[str, str] | None:
        if self.actors is not None and key not in self.actors:
            meant = self.actor_aliases.get(key.casefold())
            if meant:
                message = f"unknown actor '{key}', a spelling of '{meant}'; write '{meant}'"
                return "unknown-actor", message
        return _unknown("actor", key, self.actors, f"add it to {ACTORS_FILE}")

    def _wrong_point(self, key: str, theme: str) -> tuple[str, str] | None:
        points = self.themes.get(theme, None)
        if points is None or key in points:
            return None
        owners = [name for name, ids in self.themes.items() if ids and key in ids]
        if owners:
            message = f"the point '{key}' belongs to the theme '{owners[0]}', not to '{theme}'"
        else:
            message = f"the theme '{theme}' has no point '{key}'{nearest(key, points)}"
        return "unknown-point", message

    def _wrong_article(self, key: str, claim: str | None) -> tuple[str, str] | None:
        if key not in self.articles:
            return _unknown("article", key, frozenset(self.articles), "")
        claims = self.articles[key]
        if claim is None or claims is None or claim in claims:
            return None
        return (
            "unknown-claim",
            f"the article '{key}' has no claim '{claim}'{nearest(claim, claims)}",
        )


def _not_among(key: str, themes: tuple[str, ...]) -> tuple[str, str] | None:
    if key in themes:
        return None
    message = f"the article is not about '{key}'; add it to the article's themes"
    return "theme-of-claim", message


def _unknown(
    kind: str, key: str, names: frozenset[str] | None, remedy: str
) -> tuple[str, str] | None:
    if names is None or key in names:
        return None
    hint = nearest(key, names) or (remedy and f"; {remedy}")
    return f"unknown-{kind}", f"unknown {kind} '{key}'{hint}"
