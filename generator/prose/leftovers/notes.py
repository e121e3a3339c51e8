"""Notes and definitions of links: each has to be called, and each call needs its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.patterns import pattern
from generator.prose.leftovers.found import Block, Leftover, shortened, stays
from generator.prose.leftovers.places import Places
from generator.prose.model import Remark

CALL = pattern(r"\[\^([^\[\]\n]*)\](:?)")
_LIKE_ADDRESS = pattern(r"(?:https?:|mailto:|www\.|[/#])", re.IGNORECASE)
_HIDDEN_LABELS = frozenset({"//", "COMMENT", "_", "#"})
"""Labels that are written for notes to oneself: `[//]: # (to do)`."""
_COMMENT = pattern(r"^\[[a-z]{1,2}\]:[^\S\n]*(?=\S)[^\n]*", re.MULTILINE)
_DEFINITION = pattern(
    r"^\[([^\[\]\n]+)\]:[^\S\n]*<?(data:|https?:|[\x03]|www\.)[^\n]*", re.MULTILINE | re.IGNORECASE
)
EMBEDDED = pattern(r"^[ >]*\[([^\[\]\n]+)\]:[ \t]*<?data:", re.MULTILINE | re.IGNORECASE)


class Call(Struct, frozen=True):
    """The call of a note that there is not, or what should have been a note."""

    label: str
    begins: bool
    """Whether it is the first thing on its line."""
    colon: bool
    remark: Remark


def missing(calls: Iterable[Call], defined: Mapping[str, int], *, front: bool) -> Iterator[Remark]:
    """Yield one remark for each name of a note that is called and missing.

    `defined` has the lines of the notes that nobody calls, by their names. `front` tells that the
    text is one of the front matter.
    """
    by_label: dict[str, list[Call]] = {}
    for call in calls:
        by_label.setdefault(call.label, []).append(call)
    for label, found in by_label.items():
        first = found[0]
        note = next((call for call in found if call.begins and call.colon), None)
        begun = next((call for call in found[1:] if call.begins), None)
        right = f"write a paragraph that begins with [^{label}]:"
        if front:
            chosen, why = first, "notes are only possible in the text below the front matter"
        elif any(map(str.isspace, label)):
            name = "-".join(label.split())
            chosen, why = note or first, f"the name of a note has no spaces; write [^{name}]"
        elif note:
            chosen, why = note, "a note stands outside of lists and quotations, on its own line"
        elif begun:
            chosen, why = begun, f"a colon is missing; a note begins with [^{label}]:"
        elif len(by_label) == 1 == len(defined):
            chosen, why = first, f"there is no such note; did you mean [^{next(iter(defined))}]?"
        else:
            chosen, why = first, f"there is no note of this name; {right}"
        yield _with(chosen.remark, stays(chosen.remark.words, why))


def _with(remark: Remark, message: str) -> Remark:
    return Remark(remark.code, message, remark.words, remark.line, remark.nth, column=remark.column)


def uncalled(env: Mapping[str, Any]) -> dict[str, int]:
    """Return the names of the notes that nobody calls, with their lines."""
    refs = env.get("footnotes", {}).get("refs", {})
    return {label: line for label, line in env.get("notes", ()) if refs.get(f":{label}", 0) < 0}


def notes(env: Mapping[str, Any], places: Places, called: bool) -> Iterator[Remark]:
    """Yield notes that no reader sees: not called, or hidden by another of the same name.

    `called` tells that a missing one is called, and this is what was meant.
    """
    unused = uncalled(env)
    lines: dict[str, int] = {}
    for label, line in env.get("notes", ()):
        mark = f"[^{label}]:"
        if label in lines:
            message = (
                f"a second note [^{label}], after that on line {{line}}: readers see only one; "
                "give one of them another name"
            )
            yield places.remark(line, mark, "failed-note", message, other=lines[label])
        elif label in unused and not (called and len(unused) == 1):
            message = (
                f"the note [^{label}] is not shown, as nothing calls it; write [^{label}] where "
                "it belongs, or remove it"
            )
            yield places.remark(line, mark, "failed-note", message)
        lines.setdefault(label, line)


def definitions(
    env: Mapping[str, Any], places: Places, used: set[tuple[str, str]]
) -> Iterator[Remark]:
    """Yield definitions of links that lead nowhere, are never used, or stand there twice."""
    for label, definition in env.get("references", {}).items():
        line, href = definition["map"][0], definition["href"]
        mark = places.source(line).strip(" >")
        title = definition["title"]
        if label in _HIDDEN_LABELS:
            continue
        if ("image", label) in used:
            continue
        if label.startswith("^"):
            why = "a note stands outside of lists and quotations, on its own line"
            if " " in label:
                name = "-".join(mark[2:].partition("]")[0].split())
                why = f"the name of a note has no spaces; write [^{name}]"
            message = f"the note '{shortened(mark)}' is not shown: {why}"
            yield places.remark(line, mark, "failed-note", message)
        elif not _LIKE_ADDRESS.match(href):
            message = (
                f"'{shortened(mark)}' is not shown, as it defines where a link leads; if these are "
                "words for readers, write \\[ at its beginning, and if it is a comment, remove it"
            )
            yield places.remark(line, mark, "failed-link", message)
        elif ("link_open", label) not in used:
            why = "no link uses it; remove it" + (", or write its words as text" if title else "")
            message = f"'{shortened(mark)}' is not shown: it says where a link leads, and {why}"
            yield places.remark(line, mark, "failed-link", message, warning=not title)
    for definition in env.get("duplicate_refs", ()):
        line = definition["map"][0]
        first = env["references"][definition["label"]]
        if first["href"] != definition["href"]:
            mark = places.source(line).strip(" >")
            message = (
                f"'{shortened(mark)}' has no effect, as line {{line}} says where this link leads; "
                "give one of them another name"
            )
            yield places.remark(line, mark, "failed-link", message, other=first["map"][0])


def visible_definitions(block: Block) -> Iterator[Leftover]:
    """Yield definitions that failed, and the comments of an exported document."""
    view = block.view
    for match in _DEFINITION.finditer(view.text):
        written = view.written(*match.span())
        if match[2].lower() == "data:":
            message = (
                f"the image [{match[1]}] is not shown, as its picture is part of the text (data:); "
                "save it as a file in content/media/ and write ![What it shows](file.png)"
            )
            yield Leftover(*match.span(), "failed-image", message)
        else:
            why = 'behind the address of a link only a title in quotation marks may stand, "…"'
            yield Leftover(*match.span(), "failed-link", stays(written, why))
    for match in _COMMENT.finditer(view.text):
        message = (
            f"'{shortened(view.written(*match.span()))}' looks like a comment that was exported "
            "with a document, and would be published; remove it"
        )
        yield Leftover(*match.span(), "open-comment", message)
