"""Where files name a thing: every place, in the text of a file as it is stored.

There is no second grammar of references here. Whatever may be a name of the thing is masked, each
place with a key of its own, and the text is read as a build reads it: the places whose masks come
back as references, or in the addresses of links, are those that name it. So code, comments, escaped
marks and mere words stay as they are, and a new kind of reference is found as soon as builds know
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal
from unicodedata import normalize
from urllib.parse import quote

from msgspec import Struct
from yaml.nodes import Node, ScalarNode

from generator import addresses
from generator.edit.reading import read_named
from generator.edit.text import TextEdit, apply
from generator.edit.yaml_text import EditError, YamlText, entries
from generator.problems import Rejected
from generator.prose.markdown import Markdown
from generator.prose.references import KEY
from generator.read.nodes import compose
from generator.validate.content import Reference

ThingKind = Literal["theme", "source", "actor", "article", "point", "claim"]

_KEY = re.compile(KEY)
_BEFORE_KEYS = frozenset("@[:/#~")
"""What stands right before a key in marks, addresses and references to claims."""
_SCALAR_START = re.compile(r"(?:&\S+\s+)?(?:[|>][-+\d]*[^\S\r\n]*\r?\n\s*|['\"])?\s*")
_ANCHORS = (addresses.point_anchor, addresses.claim_anchor, addresses.quotation_anchor)
_ANCHOR = re.compile("|".join(re.escape(anchor("")) for anchor in _ANCHORS))


class Thing(Struct, frozen=True):
    """A thing that files name by its key."""

    kind: ThingKind
    key: str
    within: str = ""
    """For a point, its theme; for a claim, the id of its article."""
    address: str = ""
    """The slug of the article that it is, or that it is in, if that has one."""


class Place(Struct, frozen=True):
    """A stretch of a text that names a thing, in characters."""

    start: int
    end: int
    encoded: bool = False
    """Whether it is written as in addresses, with `%`."""

    def edit(self, key: str) -> TextEdit:
        """Return the edit that writes another key there."""
        return TextEdit(self.start, self.end, quote(key) if self.encoded else key)


def mentions(
    path: str, text: str, thing: Thing, markdown: Markdown, base_url: str = ""
) -> tuple[Place, ...]:
    """Return the places in a file that name a thing, in order.

    Those that define it are not among them: its key in a register, its id, the name of its file.
    Links that begin with `base_url` count as links within the site. Raise Rejected if the file may
    name it, and is too broken to tell where.
    """
    found = tuple(_candidates(path, text, thing))
    if not found:
        return ()
    asked = _Asked(path, text, thing, markdown, base_url)
    sure, is_whole = asked.confirmed(found)
    if not is_whole:  # it may be so by the masks alone
        named = read_named(path, text, markdown)
        if not named.is_whole:
            raise Rejected(named.errors)
    # What is no reference may have been one but for another mask: `state: open` of a theme where an
    # actor is called open.
    for place in found:
        if place not in sure:
            sure |= asked.confirmed((place,))[0]
    return tuple(place for place in found if place in sure)


def _candidates(path: str, text: str, thing: Thing) -> Iterator[Place]:
    """Yield all places that may name a thing, in order."""
    unified = text if text.isascii() else normalize("NFC", text)
    encoded = quote(thing.key)
    if thing.key not in unified and encoded.lower() not in text.lower():
        return
    starts: frozenset[int] | None = None
    found: list[Place] = []
    for match in _KEY.finditer(text):
        start, end = match.span()
        key = normalize("NFC", match[0])
        anchor = _ANCHOR.match(key) if text[start - 1 : start] == "#" else None
        if anchor and key[anchor.end() :] == thing.key:
            found.append(Place(start + anchor.end(), end))
        elif key == thing.key:
            if starts is None:
                starts = frozenset(_scalar_starts(path, text))
            if text[start - 1 : start] in _BEFORE_KEYS or start in starts:
                found.append(Place(start, end))
    if encoded != thing.key:
        pattern = re.compile(rf"(?<=[/#~-]){re.escape(encoded)}(?![\w%.-])", re.IGNORECASE)
        found += (Place(*match.span(), encoded=True) for match in pattern.finditer(text))
    yield from sorted(found, key=lambda place: place.start)


def _scalar_starts(path: str, text: str) -> Iterator[int]:
    """Yield where the texts of a file's YAML begin, behind quotes and other marks."""
    try:
        yaml = YamlText(path, text)
    except EditError:
        return  # whoever reads it next says why it cannot be read
    for node in _scalars(compose(yaml.text)):
        begin = _SCALAR_START.match(yaml.text, node.start_mark.index)
        yield yaml.start + (begin.end() if begin else node.start_mark.index)


def _scalars(root: Node | None) -> Iterator[ScalarNode]:
    """Yield the texts below a node, each once: by aliases, nodes may be shared, or in circles."""
    seen: set[int] = set()
    todo = [root]
    while todo:
        node = todo.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, ScalarNode):
            yield node
        todo += (entry.value for entry in entries(node))


class _Asked:
    """One file, and one thing that places in it may name."""

    def __init__(
        self, path: str, text: str, thing: Thing, markdown: Markdown, base_url: str
    ) -> None:
        self._path, self._text, self._thing = path, text, thing
        self._markdown = markdown
        self._base_url = base_url
        letters = "qz"
        while letters in text.casefold():
            letters += "qz"
        self._mask = f"{letters}{{}}{letters}"

    def confirmed(self, places: Iterable[Place]) -> tuple[set[Place], bool]:
        """Return those of the places that name the thing, if all of them are masked together.

        Return also whether all of the file was understood.
        """
        masks = {self._mask.format(number): place for number, place in enumerate(places)}
        masked = apply(
            self._text, [TextEdit(one.start, one.end, mask) for mask, one in masks.items()]
        )
        try:
            named = read_named(self._path, masked, self._markdown)
        except Rejected:
            return set(), False
        found = {
            masks[name]
            for reference in named.references
            for name in _names(reference, self._thing, masks)
            if name in masks
        }
        links = {link for link in named.links if any(mask in link for mask in masks)}
        for link in links:
            found |= {masks[name] for name in self._linked(link, masks) if name in masks}
        return found, named.is_whole

    def _linked(self, link: str, masks: Mapping[str, Place]) -> Iterator[str]:
        """Yield the names that stand for the thing in the address of a link."""
        if self._base_url and link.startswith(self._base_url):
            link = "/" + link[len(self._base_url) :]
        if link.startswith("/"):
            path, _, fragment = link[1:].partition("#")
            yield from (
                mask
                for mask in masks
                if mask in link and _is_of(path, fragment, self._thing, mask, masks)
            )


def _names(reference: Reference, thing: Thing, masks: Mapping[str, Place]) -> Iterator[str]:
    """Yield the names in a reference that are those of a thing, if they are masked."""
    key, within = reference.key, reference.within or ""
    if thing.kind == "point":
        if reference.kind == "point" and _is(within, thing.within, masks, thing):
            yield key
    elif thing.kind == "claim":
        if reference.kind == "article" and _is(key, thing.within, masks, thing):
            yield within
    elif reference.kind == thing.kind:
        yield key
    elif thing.kind == "theme" and reference.kind == "point":
        yield within


def _is(name: str, wanted: str, masks: Mapping[str, Place], thing: Thing) -> bool:
    """Return whether a name, which may be masked, is the wanted one."""
    return (thing.key if name in masks else name) == wanted


def _is_of(path: str, fragment: str, thing: Thing, mask: str, masks: Iterable[str]) -> bool:
    """Return whether an address has a mask where those of the thing and its parts have its key."""
    # What the thing is within may have the same name, and be masked, too.
    within = [thing.within, *(masks if thing.key == thing.within else ())]
    match thing.kind:
        case "theme":
            page = addresses.theme(mask)
            return path.startswith((page, addresses.embeds(page)))
        case "point":
            return any(
                (path == addresses.theme(theme) and fragment == addresses.point_anchor(mask))
                or path.startswith(addresses.embedded_point(theme, mask))
                for theme in within
            )
        case "actor":
            return path.startswith(addresses.actor(mask))
        case "source":
            return path.startswith(addresses.source(mask))
        case "article":
            has_page = not thing.address and path.startswith(addresses.article(mask))
            return has_page or fragment.startswith(addresses.cited_claim_anchor(mask, ""))
        case "claim":
            pages = [addresses.article(thing.address)] if thing.address else []
            pages = pages or list(map(addresses.article, within))
            anchors = (addresses.claim_anchor(mask), addresses.quotation_anchor(mask))
            on_page = path in pages and fragment in anchors
            cited = (addresses.cited_claim_anchor(article, mask) for article in within)
            return on_page or fragment in cited
