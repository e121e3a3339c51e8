"""What changed as a text with headings, lists and links, which every format is made of."""

from __future__ import annotations

from msgspec import Struct


class Span(Struct, frozen=True):
    """Some words, which may lead somewhere or be in another language."""

    text: str
    url: str | None = None
    language: str | None = None


class Entry(Struct, frozen=True):
    """An entry of a list, with what stands below it."""

    spans: tuple[Span, ...]
    below: tuple[tuple[Span, ...], ...] = ()


class Group(Struct, frozen=True):
    """A list with its label."""

    label: str
    entries: tuple[Entry, ...]


class Section(Struct, frozen=True):
    """What changed on one theme."""

    heading: Span
    standing: str
    """Where the theme stands, in a sentence."""
    groups: tuple[Group, ...]


class Paper(Struct, frozen=True):
    """All that changed."""

    title: str
    language: str
    direction: str
    sections: tuple[Section, ...]
    nothing: str
    """What to say if nothing changed."""
