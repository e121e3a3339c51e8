"""What editors write in site.yaml and in the registers, typed, as `models.py` has all else."""

from __future__ import annotations

from typing import Literal

from pydantic.dataclasses import dataclass

from generator.validate.fields import (
    STRICT,
    Address,
    Bool,
    Email,
    Host,
    Key,
    Language,
    Name,
    Names,
    SiteAddress,
    Text,
    Texts,
    Zone,
)


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class Editor:
    """Who is responsible for the site."""

    name: Text
    """The name of a person or a desk, shown on every page."""
    email: Email | None = None
    """Where readers write to."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class SiteFront:
    """The settings of a site: content/site.yaml."""

    id: Key
    """Permanent, because the ids in feeds are made of it."""
    title: Text
    """The name of the site, at the top of every page."""
    base_url: SiteAddress
    """Where the site is served: scheme, host and path."""
    tagline: Text | None = None
    """What the site is about, in one line."""
    language: Language = "en"
    """The language of the site and of what you write: `en`, `uk`, `pt-BR`."""
    timezone: Zone = "UTC"
    """The time zone of times that are written without an offset."""
    principals: Names = ()
    """The actors whose answers lead wherever parties are listed, in this order."""
    editor: Editor | None = None
    """Who is responsible for the site."""
    repository: Address | None = None
    """Where links to suggest a correction lead."""
    cname: Host | None = None
    """A domain of its own at GitHub Pages: what the file CNAME holds."""
    example: Bool = False
    """`true` as long as content of the example is left, which `check` and `status` then tell."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class SourceFront:
    """One entry of content/sources.yaml: an outlet."""

    name: Text
    """The name of the outlet, as readers know it."""
    kind: (
        Literal["agency", "newspaper", "broadcaster", "website", "government", "organisation"]
        | None
    ) = None
    """What sort of outlet it is."""
    url: Address | None = None
    """Its own site."""
    country: Text | None = None
    """Where it is at home."""
    ownership: Text | None = None
    """One sentence on who owns it, shown wherever the source is introduced."""
    note: Text | None = None
    """What else readers should know about it, on its page."""
    unidentified: Bool = False
    """Whether nobody knows who is behind it: what it tells may be another's, so it makes a count of
    independent sources an upper bound."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class ActorFront:
    """One entry of content/actors.yaml: who acts or speaks, or a group of those."""

    name: Text
    """The name that pages show."""
    kind: Literal["person", "state", "organisation", "group"] | None = None
    """What sort of actor it is."""
    role: Text | None = None
    """What the actor is or does, in a few words: `foreign minister`."""
    of: Name | None = None
    """The actor that this one speaks for."""
    aliases: Texts = ()
    """Other spellings of the name in articles; claims name an actor by its key alone."""
    members: Names = ()
    """Of a group: pages show one name for those of them who give one answer."""


@dataclass(frozen=True, slots=True, kw_only=True, config=STRICT)
class TermFront:
    """One entry of content/glossary.yaml: a term that readers may not know."""

    term: Text
    """The word that readers may not know, as it stands in texts."""
    meaning: Text
    """What it means, in Markdown."""
    aliases: Texts = ()
    """Other words for it, and forms of it."""
