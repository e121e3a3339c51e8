"""What is shown of the word under the mouse: what a key means, what a name names."""

from __future__ import annotations

from generator.catalogue import Catalogue, Entry
from generator.lsp.cursor import place_at
from generator.lsp.files import Document
from generator.lsp.names import Named, entry_path, named_at
from generator.schema.descriptions import describe
from generator.validate.keys import fields_of, model_at


def hover_at(document: Document, catalogue: Catalogue, line: int, column: int) -> str:
    """Return Markdown about what is under the mouse; "" if there is nothing to say."""
    named = named_at(document, line, column)
    if named and (entry := catalogue.get(named.kind, named.key, named.within)):
        return _about(named, entry)
    return _about_key(document, line, column)


def _about(named: Named, entry: Entry) -> str:
    first = f"**{_plain(entry.name or named.key)}**"
    what = f"{named.kind} of {named.within}" if named.within else named.kind
    kind = f"{what} · {entry.detail}" if entry.detail else what
    return "\n\n".join(filter(None, (first, _plain(kind), _plain(entry.about))))


def _about_key(document: Document, line: int, column: int) -> str:
    """Return what the key under the mouse means."""
    text = document.lines[line]
    end = next((at for at in range(column, len(text)) if text[at] in ": "), len(text))
    place = place_at(document, line, end)
    if place is None or document.model is None:
        return ""
    path = (*place.path, place.word) if place.at == "key" else place.path
    below = entry_path(document, path)
    start = text.find(path[-1]) if path else -1
    if not below or not start <= column <= start + len(path[-1]) or start < 0:
        return ""
    model = model_at(below, document.model)
    return describe(model, below[-1]) if model and below[-1] in fields_of(model) else ""


def _plain(text: str) -> str:
    """Return text so that Markdown shows it as it is."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>#|" else letter for letter in text)
