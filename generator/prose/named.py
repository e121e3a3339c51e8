"""What prose names that is shown, linked or listed elsewhere on the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import unescape
from typing import Literal
from urllib.parse import unquote

from generator.prose.model import Base, Image, Link, Prose, Ref

NamedKind = Literal["actor", "source", "image"]
Named = tuple[NamedKind, str]
"""An actor or a source by its key, or an image by its path below content/media/."""

_MEDIA = "media/"


def named_in(texts: Iterable[Prose]) -> Iterator[Named]:
    """Yield the actors, sources and images that texts name; an image by a plain link as well."""
    for prose in texts:
        before: object = None
        for part in prose.parts:
            match part:
                case str():
                    # After the base path comes the rest of an address on the site.
                    if isinstance(before, Base) and part.startswith(_MEDIA):
                        address = unescape(part[len(_MEDIA) : part.find('"')])
                        yield "image", unquote(address.partition("#")[0].partition("?")[0])
                case Image(name):
                    yield "image", name
                case Link(Ref("actor" | "source" as kind, key)):
                    yield kind, key
            before = part
