"""Rename a theme, source, actor, article, point or claim, wherever it is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from unicodedata import normalize

from msgspec import Struct

from generator.edit.definitions import Definition, RenameError, define
from generator.edit.mentions import ThingKind, mentions
from generator.edit.save import Change
from generator.edit.site_texts import SiteTexts
from generator.edit.text import TextEdit, apply
from generator.edit.yaml_text import EditError
from generator.problems import Finding, Rejected
from generator.prose.markdown import Markdown
from generator.read.layout import SITE_FILE


class Renaming(Struct, frozen=True):
    """What has to be done so that a thing has another name."""

    edits: Mapping[str, tuple[TextEdit, ...]]
    """By the files that change, under the names that they have now."""
    moves: Mapping[str, str]
    """The files that get another name, with it."""
    places: int
    """How many places name the thing, apart from where it is defined."""
    notes: tuple[str, ...]
    """What the editor should know, in sentences."""


def rename(site: SiteTexts, kind: ThingKind, old: str, new: str) -> Renaming:
    """Return what has to be done to rename a thing.

    A point is named as `theme/point`, or by its id if only one theme has such a point; a claim as
    `article#claim`. Raise RenameError if there is none of this name, if the new one cannot be had,
    or if a place cannot be changed; raise Rejected if a file that may name it is too broken to tell
    where.
    """
    old, new = normalize("NFC", old.strip()), normalize("NFC", new.strip())
    try:
        definition = define(site, kind, old, new)
        edits, places = _everywhere(site, definition)
    except EditError as error:
        raise RenameError(str(error)) from None
    notes = (*definition.notes, *_templates(site, definition))
    return Renaming(edits, definition.moves, places, notes)


def changes_of(site: SiteTexts, renaming: Renaming) -> list[Change]:
    """Return the files that a renaming changes or moves, as they are and as they will be."""
    changes = []
    for path in sorted({*renaming.edits, *renaming.moves}):
        text = site.read(path)
        after = apply(text, renaming.edits.get(path, ()))
        moved = renaming.moves.get(path, "")
        changes.append(Change(path, text.encode(), after.encode(), moved))
    return changes


def _everywhere(
    site: SiteTexts, definition: Definition
) -> tuple[dict[str, tuple[TextEdit, ...]], int]:
    """Return all edits, by file, and in how many places the thing is named."""
    edits: dict[str, tuple[TextEdit, ...]] = dict(definition.edits)
    count = 0
    if definition.thing is None:
        return edits, count
    markdown = Markdown()
    base_url = site.front(SITE_FILE).get("base_url")
    base = f"{base_url.strip().rstrip('/')}/" if isinstance(base_url, str) else ""
    wrong: list[Finding] = []
    for path in site.paths():
        try:
            places = mentions(path, site.read(path), definition.thing, markdown, base)
        except Rejected as rejected:
            wrong += rejected.findings
            continue
        if places:
            count += len(places)
            named = (place.edit(definition.new) for place in places)
            edits[path] = tuple(sorted((*edits.get(path, ()), *named)))
    if wrong:
        raise Rejected(wrong)
    return edits, count


def _templates(site: SiteTexts, definition: Definition) -> Iterable[str]:
    """Yield a sentence for each template of the site that may name the thing."""
    if definition.thing is None:
        return
    for path in site.files.templates:
        if definition.thing.key in site.read(path):
            yield (
                f"The template {path} has '{definition.thing.key}' in it and was left as it is: "
                "look whether it names what was renamed."
            )
