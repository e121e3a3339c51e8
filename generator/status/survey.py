"""A survey of a site: all that its debts are found in, public or not, in order or not.

It reads a site as a build does, with what the last build remembered, and by the same stages. It
changes nothing and waits for nobody, as it works on a copy of the cache in memory.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import tzinfo
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator import stages
from generator.assemble.codec import decode
from generator.assemble.records import ArticleRecord
from generator.build import undisturbed
from generator.problems import Finding, Severity
from generator.prose.model import Link, Part, Prose
from generator.prose.plaintext import words_of
from generator.read.scan import scan
from generator.request import Request
from generator.session import Session
from generator.store.cache import Cache
from generator.validate.content import Term, Theme
from generator.validate.register_models import ActorFront, SiteFront, SourceFront
from generator.validate.site import ContextReading
from generator.warm_cache import with_warm_cache


class Written(Struct, frozen=True):
    """An article, with the words of its text as far as it may be published."""

    article: ArticleRecord
    words: str


class Survey(Struct, frozen=True):
    """What a site has. Where it has errors: as much as can be read of it."""

    site: SiteFront | None
    sources: Mapping[str, SourceFront]
    actors: Mapping[str, ActorFront]
    terms: Mapping[str, Term]
    themes: tuple[Theme, ...]
    """In the order of the site."""
    articles: tuple[Written, ...]
    """Sorted by file."""
    errors: tuple[Finding, ...]

    @property
    def zone(self) -> tzinfo:
        """The time zone of the site."""
        return ZoneInfo(self.site.timezone if self.site else "UTC")

    @property
    def language(self) -> str:
        """The language of the site."""
        return self.site.language if self.site else "en"


def survey(request: Request, caches: Iterable[Path]) -> Survey:
    """Return the survey of a site.

    `caches` are files that builds may have left: what the one written last knows is not read again.
    Raise Rejected if this is no site, or if its files keep changing.
    """
    return undisturbed(request.root, partial(with_warm_cache, caches, partial(_survey, request)))


def _survey(request: Request, cache: Cache) -> Survey:
    session = Session(cache)
    snapshot = scan(request.root)
    suspects = cache.files.suspects(snapshot)
    files = stages.read(session, snapshot, suspects)
    _, findings = stages.validate(session, files, suspects, request.jobs)
    context = session.context
    assert context is not None  # noqa: S101 - `validate` reads it, whatever is wrong in it
    return Survey(
        site=context.site,
        sources=context.sources.entries,
        actors=context.actors.entries,
        terms=context.glossary.entries,
        themes=_themes(context),
        articles=tuple(
            Written(decode(ArticleRecord, record), _words(body))
            for record, body in cache.readings.all_records()
        ),
        errors=tuple(one for one in findings if one.severity is Severity.ERROR),
    )


def _themes(context: ContextReading) -> tuple[Theme, ...]:
    themes = (reading.theme for reading in context.themes if reading.theme)
    return tuple(sorted(themes, key=lambda theme: (theme.front.order, theme.name)))


def _words(body: str) -> str:
    """Return the words of a text that the cache has as JSON."""
    return words_of("".join(map(_shown, decode(Prose, body).parts)))


def _shown(part: Part) -> str:
    return part if isinstance(part, str) else (part.text or "") if isinstance(part, Link) else ""
