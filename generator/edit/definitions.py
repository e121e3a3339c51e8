"""Where each kind of thing is defined, and what changes there when it gets another name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Literal
from urllib.parse import unquote

from msgspec import Struct

from generator import addresses
from generator.addresses import fold
from generator.edit.front_matter import Edits, append, rename_key, set_value
from generator.edit.mentions import Thing, ThingKind
from generator.edit.site_texts import SiteTexts, texts_of
from generator.edit.text import TextEdit
from generator.edit.yaml_text import YamlText
from generator.problems import nearest
from generator.read.layout import ACTORS_FILE, SOURCES_FILE, is_used, stem
from generator.read.misread import misread
from generator.validate.fields import as_key
from generator.validate.keys import fields_of
from generator.validate.models import ArticleFront, ThemeFront


class RenameError(Exception):
    """A thing cannot be renamed; the text says why, and what to do."""


class Definition(Struct, frozen=True):
    """What is renamed where it is defined."""

    thing: Thing | None
    """None if only a file gets another name, which nothing refers to."""
    new: str
    edits: Mapping[str, Edits] = {}
    moves: Mapping[str, str] = {}
    notes: tuple[str, ...] = ()


def define(site: SiteTexts, kind: ThingKind, old: str, new: str) -> Definition:
    """Return what changes where a thing is defined. Raise RenameError or EditError."""
    return _DEFINED[kind](site, old, new)


def _theme(site: SiteTexts, old: str, new: str) -> Definition:
    themes = site.themes()
    former = {
        name: theme
        for theme, path in themes.items()
        for alias in texts_of(site.front(path).get("aliases"))
        if (name := _theme_of(alias))
    }
    if old in former and old not in themes:
        raise RenameError(f"the theme '{old}' is called '{former[old]}' now; rename that")
    path = _known("theme", old, themes)
    _check_new("theme", old, new, themes)
    if former.get(new, old) != old:
        raise RenameError(
            f"'{new}' is a former name of the theme '{former[new]}', and its old addresses lead "
            f"there; choose another, or take it out of the aliases in {themes[former[new]]}"
        )
    yaml = site.yaml(path)
    is_kept = fold(old) != fold(new)
    order = tuple(fields_of(ThemeFront))
    alias = _alias_edits(yaml, old, lambda one: _theme_of(one) == new, order) if is_kept else ()
    moves = {path: _beside(path, new)}
    template = f"themes/{old}.html"
    if template in site.files.templates:
        moves[template] = _beside(template, new)
    _check_free(site, moves.values())
    notes = [_led_on(addresses.theme(old), is_kept=is_kept)]
    notes.append("Where other sites embed points of it, they have to be embedded again.")
    if yaml.values.get("corrections"):
        notes.append("Feed readers take its corrections for new ones.")
    return Definition(Thing("theme", old), new, {path: alias}, moves, tuple(notes))


def _source(site: SiteTexts, old: str, new: str) -> Definition:
    return _entry(site, "source", SOURCES_FILE, addresses.source, old, new)


def _actor(site: SiteTexts, old: str, new: str) -> Definition:
    return _entry(site, "actor", ACTORS_FILE, addresses.actor, old, new)


def _entry(
    site: SiteTexts,
    kind: Literal["source", "actor"],
    register: str,
    address: Callable[[str], str],
    old: str,
    new: str,
) -> Definition:
    is_there = site.files.sources if kind == "source" else site.files.actors
    entries = dict.fromkeys(site.front(register), register) if is_there else {}
    _known(kind, old, entries)
    _check_new(kind, old, new, entries)
    note = (
        f"The page /{address(old)} has the address /{address(new)} from now on. Nothing leads from "
        "the old one to it: readers who kept that see the page for addresses that do not exist."
    )
    edits = rename_key(site.yaml(register), (old,), new)
    return Definition(Thing(kind, old), new, {register: edits}, notes=(note,))


def _article(site: SiteTexts, old: str, new: str) -> Definition:
    articles = site.articles()
    by_file = {stem(path): path for path in articles.values()}
    if old not in articles and old in by_file:
        return _file_alone(site, by_file[old], new)
    path = _known("article", old, articles)
    _check_new("article", old, new, articles)
    moves = {path: _beside(path, new)} if stem(path) == old else {}
    _check_free(site, moves.values())
    yaml = site.yaml(path)
    front = yaml.values
    edits: list[TextEdit] = []
    if "id" in front:
        edits += set_value(yaml, ("id",), new)
    notes = ["Feed readers know the article by its id, and take it for a new one."]
    slug = front.get("slug")
    address = slug.strip() if isinstance(slug, str) else ""
    if front.get("draft") != "true" and not address:
        order = tuple(fields_of(ArticleFront))
        alias, is_new = f"/{addresses.article(old)}", f"/{addresses.article(new)}"
        is_kept = fold(old) != fold(new)
        if is_kept:
            edits += _alias_edits(yaml, alias, lambda one: _path(one) == is_new, order)
        notes.append(_led_on(addresses.article(old), is_kept=is_kept))
    return Definition(
        Thing("article", old, address=address), new, {path: tuple(edits)}, moves, tuple(notes)
    )


def _file_alone(site: SiteTexts, path: str, new: str) -> Definition:
    """Return the definition of an article whose id is another than the name of its file."""
    _valid("article", new)
    moves = {path: _beside(path, new)}
    _check_free(site, moves.values())
    id = site.article_id(path)
    note = f"Only the file has another name: the id of the article is '{id}', as before."
    return Definition(None, new, moves=moves, notes=(note,))


def _point(site: SiteTexts, old: str, new: str) -> Definition:
    themes = site.themes()
    theme, _, id = old.rpartition("/")
    points = {
        name: [_id_of(point) for point in points] if isinstance(points, list) else []
        for name, path in themes.items()
        for points in [site.front(path).get("points")]
    }
    if theme:
        _known("theme", theme, themes)
    owners = [theme] if theme else [name for name, ids in points.items() if id in ids]
    if len(owners) > 1:
        several = ", ".join(f"{name}/{id}" for name in owners)
        raise RenameError(f"several themes have a point '{id}'; say which: {several}")
    known = points[owners[0]] if owners else [one for ids in points.values() for one in ids]
    _known("point", id, dict.fromkeys(filter(None, known), ""))
    name = owners[0]
    new_theme, _, new_id = new.rpartition("/")
    if new_theme not in ("", name):
        raise RenameError(f"a point cannot go to another theme ('{new_theme}') by its name")
    _check_new("point", id, new_id, dict.fromkeys(filter(None, known), themes[name]))
    yaml = site.yaml(themes[name])
    edits = set_value(yaml, ("points", points[name].index(id), "id"), new_id)
    note = (
        f"Links from outside to /{addresses.point(name, id)} lead to the top of that page from now "
        "on, and where other sites embed the point, it has to be embedded again."
    )
    return Definition(Thing("point", id, name), new_id, {themes[name]: edits}, notes=(note,))


def _claim(site: SiteTexts, old: str, new: str) -> Definition:
    article, _, id = old.rpartition("#")
    if not article:
        raise RenameError(f"'{old}' names no claim; write the id of the article, # and its own")
    articles = site.articles()
    path = _known("article", article, articles)
    new_article, _, new_id = new.rpartition("#")
    if new_article not in ("", article):
        raise RenameError(f"a claim cannot go to another article ('{new_article}') by its name")
    yaml = site.yaml(path)
    claims = yaml.values.get("claims")
    ids = [
        _id_of(claim) or f"c{number}"
        for number, claim in enumerate(claims if isinstance(claims, list) else (), start=1)
    ]
    known = dict.fromkeys(ids, path)
    _known("claim", id, known)
    _check_new("claim", id, new_id, known)
    edits = set_value(yaml, ("claims", ids.index(id), "id"), new_id, order=("id",))
    slug = yaml.values.get("slug")
    address = slug.strip() if isinstance(slug, str) else ""
    at = addresses.claim(addresses.article(address or article), id)
    note = f"Links from outside to /{at} lead to the top of that page from now on."
    thing = Thing("claim", id, article, address)
    return Definition(thing, new_id, {path: edits}, notes=(note,))


_DEFINED: Mapping[ThingKind, Callable[[SiteTexts, str, str], Definition]] = {
    "theme": _theme,
    "source": _source,
    "actor": _actor,
    "article": _article,
    "point": _point,
    "claim": _claim,
}


# ---- names


def _known(kind: str, name: str, known: Mapping[str, str]) -> str:
    """Return the file of a thing. Raise RenameError if there is none of this name."""
    if name not in known:
        some = sorted(known)
        there = "; there is none at all" if not some else ""
        hint = nearest(name, some) or there or f"; there is {', '.join(some[:_SOME])}"
        more = f" and {len(some) - _SOME} more" if len(some) > _SOME and "there is" in hint else ""
        raise RenameError(f"there is no {kind} '{name}'{hint}{more}")
    return known[name]


_SOME = 8
"""Names that a message lists, at most."""


def _check_new(kind: str, old: str, new: str, known: Mapping[str, str]) -> None:
    """Raise RenameError if a thing cannot have a name."""
    _valid(kind, new)
    if new == old:
        raise RenameError(f"the {kind} '{old}' has this name already")
    if new in known:
        raise RenameError(
            f"there is a {kind} '{new}' already, in {known[new]}; choose another name"
        )


def _valid(kind: str, new: str) -> None:
    try:
        as_key(new)
    except ValueError as error:
        raise RenameError(f"{error} (the new name of the {kind})") from None
    if taken_for := misread(new):
        raise RenameError(
            f"'{new}' without quotes is {taken_for} in YAML, and it would be written so; choose "
            f"another name of the {kind}, with more letters"
        )


def _check_free(site: SiteTexts, paths: Iterable[str]) -> None:
    """Raise RenameError if there are files where others are to move, or are not read."""
    there = {*site.paths(), *site.files.templates}
    for path in paths:
        if not is_used(path):
            raise RenameError(f"{path} would not be read as content; choose another name")
        if path in there:
            raise RenameError(f"{path} is there already; choose another name")


def _beside(path: str, name: str) -> str:
    """Return the path of a file with another name, its ending as it is."""
    old = PurePosixPath(path)
    return str(old.with_name(f"{name}{old.suffix}"))


def _id_of(entry: object) -> str:
    id = entry.get("id") if isinstance(entry, dict) else None
    return id.strip() if isinstance(id, str) else ""


# ---- old addresses


def _led_on(address: str, *, is_kept: bool) -> str:
    """Return the sentence about readers who have the old address of a page."""
    if is_kept:
        return f"Readers who have the address /{address} are led on to the new one, by 'aliases'."
    return (
        f"Nothing leads on from the address /{address}: many disks do not tell it from the new one."
    )


def _alias_edits(
    yaml: YamlText, alias: str, is_new: Callable[[str], bool], order: tuple[str, ...]
) -> Edits:
    """Return the edits that add an old address.

    One that is the new address, as the thing had this name before, gives way to it.
    """
    aliases = yaml.values.get("aliases")
    if isinstance(aliases, list):
        for position, one in enumerate(aliases):
            if isinstance(one, str) and is_new(one):
                return set_value(yaml, ("aliases", position), alias)
        return append(yaml, ("aliases",), alias)
    return set_value(yaml, ("aliases",), [alias], order)


def _theme_of(alias: str) -> str | None:
    """Return the name of a theme in one of its old addresses or names; None if that is another."""
    return addresses.theme_name(_path(alias)[1:]) if "/" in alias else alias.strip()


def _path(alias: str) -> str:
    """Return an old address as it is compared: decoded, with its slashes."""
    return f"/{unquote(alias.strip()).strip('/')}/"
