"""site.yaml, sources.yaml and actors.yaml, typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from msgspec import Struct

from generator.problems import AtKey, Finding, Rejected, Severity
from generator.read.files import Load, SourceFile
from generator.read.layout import ACTORS_FILE, SITE_FILE
from generator.read.yaml import load
from generator.validate import models
from generator.validate.content import Reference
from generator.validate.fields import as_key
from generator.validate.shape import ACTOR, SITE, SOURCE, Shape

T = TypeVar("T")


class Register(Struct, Generic[T], frozen=True):
    """The entries of one register and what is wrong with it."""

    entries: Mapping[str, T]
    names: frozenset[str] | None
    """Every key that is there, right or wrong; None where the file is too broken to tell."""
    references: tuple[Reference, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_site(file: SourceFile, load_file: Load) -> tuple[models.SiteFront | None, list[Finding]]:
    """Read site.yaml, which a site cannot do without."""
    try:
        loaded = load(file.path, load_file(file).text())
    except Rejected as rejected:
        return None, list(rejected.findings)
    site, wrong = SITE.check(file.path, loaded.values)
    return site, [*loaded.findings, *wrong]


def domain_findings(site: models.SiteFront) -> Iterator[Finding]:
    """Warn where a site is told to be served at another host than its own links name."""
    host = urlsplit(site.base_url).hostname or ""
    if site.cname and site.cname.casefold() != host.casefold():
        message = (
            f"the site is to be served at {site.cname}, but base_url says {host}: "
            "links from feeds and search engines lead there; make them the same"
        )
        yield Finding(SITE_FILE, AtKey(("cname",)), "cname-differs", message, Severity.WARNING)


def read_sources(file: SourceFile | None, load_file: Load) -> Register[models.SourceFront]:
    """Read sources.yaml; a site without the file has no sources."""
    return _register(file, load_file, SOURCE)


def read_actors(file: SourceFile | None, load_file: Load) -> Register[models.ActorFront]:
    """Read actors.yaml; a site without the file has no actors."""
    register = _register(file, load_file, ACTOR)
    actors = register.entries
    references = tuple(
        Reference("actor", actor.of, AtKey((key, "of")))
        for key, actor in actors.items()
        if actor.of
    )
    findings = tuple(
        Finding(ACTORS_FILE, AtKey((key, "of")), "circle", f"'{key}' speaks for itself in a circle")
        for key in actors
        if _in_circle(key, actors)
    )
    return Register(actors, register.names, references, register.findings + findings)


def _register(file: SourceFile | None, load_file: Load, shape: Shape[T]) -> Register[T]:
    if file is None:
        return Register({}, frozenset())
    try:
        loaded = load(file.path, load_file(file).text(), keep_empty=True)
    except Rejected as rejected:
        return Register({}, None, findings=rejected.findings)
    entries: dict[str, T] = {}
    findings = list(loaded.findings)
    for key, value in loaded.values.items():
        entry, wrong = shape.check(file.path, value, (key,))
        findings += wrong
        try:
            as_key(key)
        except ValueError as error:
            spot = AtKey((key,), name=True)
            findings.append(Finding(file.path, spot, "bad-name", str(error)))
        if entry is not None:
            entries[key] = entry
    return Register(entries, frozenset(loaded.values), findings=tuple(findings))


def _in_circle(key: str, actors: Mapping[str, models.ActorFront]) -> bool:
    seen: set[str] = set()
    at: str | None = key
    while at is not None and at in actors and at not in seen:
        seen.add(at)
        at = actors[at].of
    return at == key
