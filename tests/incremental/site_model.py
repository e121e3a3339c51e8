"""A site as a model: its files as values, and the folder that they are written to."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from tests.incremental.documents import File, Front, data_of, merged, picture, read_file

BEGIN = Path(__file__).with_name("site")
"""The site at the beginning: small, with something of everything."""

ARTICLES = "content/articles"
MEDIA = "content/media"
MAP = f"{MEDIA}/map.png"
SITE_FILE = "content/site.yaml"
SOURCES_FILE = "content/sources.yaml"

FOLDERS = {"article": f"{ARTICLES}/", "page": "content/pages/", "theme": "themes/"}
REGISTERS = {
    "source": SOURCES_FILE,
    "actor": "content/actors.yaml",
    "term": "content/glossary.yaml",
}
LISTS = {"claim": ("article", "claims"), "point": ("theme", "points")}


class Place(NamedTuple):
    """Where something with keys is written: in which file, and where in there."""

    path: str
    inside: tuple[str | int, ...] = ()


class Version(NamedTuple):
    """A file as it was at some time."""

    file: File
    mtime_ns: int


class SiteModel:
    """A site in the folder `root`, and what its files were before."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, File] = {}
        """By path relative to the root."""
        self.saved: dict[str, list[Version]] = {}
        """All versions of each file, also of those that are gone."""
        self.good: dict[str, Version] = {}
        """All files when a build last found no error."""
        for file in sorted(path for path in BEGIN.rglob("*") if path.is_file()):
            self.put(file.relative_to(BEGIN).as_posix(), read_file(file))
        self.put(MAP, picture(12, 8))

    # What there is

    def paths(self, prefix: str = "", suffix: str = "") -> list[str]:
        """List the files whose paths begin and end so."""
        return sorted(
            path for path in self.files if path.startswith(prefix) and path.endswith(suffix)
        )

    def documents(self, kind: str) -> list[str]:
        """List the Markdown files of a kind."""
        return self.paths(FOLDERS[kind], ".md")

    def front(self, path: str) -> Front:
        """Return what is in a Markdown file or a register."""
        file = self.files.get(path, {})
        assert isinstance(file, dict)
        return file

    def things(self, kind: str) -> dict[Place, Front]:
        """Return all things of a kind, where they are written and what their keys are."""
        if kind in FOLDERS:
            return {Place(path): self.front(path) for path in self.documents(kind)}
        if kind in REGISTERS:
            path = REGISTERS[kind]
            return {Place(path, (key,)): entry for key, entry in self.front(path).items()}
        if kind in LISTS:
            whole, name = LISTS[kind]
            return {
                Place(path, (name, number)): item
                for (path, _), front in self.things(whole).items()
                for number, item in enumerate(front.get(name, ()))
            }
        return {Place(path): self.front(path) for path in self.paths(SITE_FILE)}

    def themes(self) -> list[str]:
        """List the names of all themes."""
        return [self.name_of(path) for path in self.documents("theme")]

    def name_of(self, path: str) -> str:
        """Return the id of an article, or the name of another file."""
        return str(self.front(path).get("id", PurePosixPath(path).stem))

    def claim_names(self) -> list[str]:
        """List references to all claims."""
        return [
            f"{self.name_of(path)}#{claim.get('id', f'c{number}')}"
            for path in self.documents("article")
            for number, claim in enumerate(self.front(path).get("claims", ()), 1)
        ]

    def meant(self, claim: Place) -> Front:
        """Return a claim with the defaults of its article."""
        front = self.front(claim.path)
        own = self.things("claim")[claim]
        point = own.get("point", front.get("defaults", {}).get("point"))
        named = {} if point is None else {"point": point.rpartition("/")[2]}
        return {**front.get("defaults", {}), **own, **named, "theme": theme_of(front, own)}

    def older_versions(self) -> list[tuple[str, int]]:
        """List versions that a file does not have now: of the same size, where there are such."""
        found = []
        for path, versions in sorted(self.saved.items()):
            now = data_of(self.files[path]) if path in self.files else None
            data = [data_of(version.file) for version in versions]
            others = [number for number, old in enumerate(data) if old != now]
            alike = [n for n in others if now is not None and len(data[n]) == len(now)]
            found += [(path, number) for number in alike or others]
        return found

    def version(self, path: str) -> Version:
        """Return a file as it is."""
        return Version(self.files[path], (self.root / path).stat().st_mtime_ns)

    # Saving, deleting, moving

    def put(self, path: str, file: File, mtime_ns: int | None = None) -> None:
        """Save a file: every other time, it is written beside and moved into place."""
        to = self.root / path
        to.parent.mkdir(parents=True, exist_ok=True)
        beside = to.with_name(f".{to.name}.new") if len(self.saved.get(path, ())) % 2 else to
        beside.write_bytes(data_of(file))
        if mtime_ns is not None:
            os.utime(beside, ns=(mtime_ns, mtime_ns))
        beside.replace(to)
        self._note(path, file)

    def drop(self, path: str) -> None:
        """Delete a file, and the folders that it leaves empty."""
        del self.files[path]
        file = self.root / path
        file.unlink()
        for folder in file.parents:
            if folder == self.root or any(folder.iterdir()):
                break
            folder.rmdir()

    def move(self, path: str, to: str) -> None:
        """Rename a file or a folder; time stamps are kept."""
        (self.root / path).rename(self.root / to)
        for old in [old for old in self.files if old == path or old.startswith(f"{path}/")]:
            self._note(to + old.removeprefix(path), self.files.pop(old))

    def _note(self, path: str, file: File) -> None:
        self.files[path] = file
        self.saved.setdefault(path, []).append(self.version(path))

    def keep_as_good(self) -> None:
        """Take note that all files are right."""
        self.good = {path: self.version(path) for path in self.files}

    def put_right(self, *, dated: bool) -> None:
        """Make all files what they were when they were last right; `dated`: time stamps too."""
        for path in sorted(self.files.keys() - self.good.keys()):
            self.drop(path)
        for path, (file, mtime_ns) in self.good.items():
            if self.files.get(path) != file:
                self.put(path, file, mtime_ns if dated else None)

    # Editing

    def edit(self, place: Place, edit: Callable[[Any], Any]) -> None:
        """Save a file in which what is at a place was edited."""
        self.put(place.path, _edited(self.files[place.path], place.inside, edit))

    def change(self, place: Place, /, **keys: Any) -> None:
        """Set keys of something; one that is None is taken away."""
        self.edit(place, lambda thing: merged(thing, keys))

    def rewrite(self, change: Callable[[str], str]) -> None:
        """Change all texts with Markdown; keys and entries that become empty are taken away."""
        for path in (*self.paths("", ".md"), *self.paths("content/glossary", ".yaml")):
            if (new := _with_texts(self.files[path], change)) != self.files[path]:
                self.put(path, new)

    def retag(self, path: str, themes: Sequence[str]) -> None:
        """Give an article other themes; its claims follow, and lose their points if they must."""
        front = self.front(path)
        lost = {"theme": themes[0], "point": None}
        claims = [
            merged(claim, {"theme": old} if (old := theme_of(front, claim)) in themes else lost)
            for claim in front.get("claims", ())
        ]
        left = front.get("defaults", {})
        if theme_of(front, left) not in themes:
            left = merged(left, {"theme": None, "point": None})
        self.change(Place(path), themes=[*themes], claims=claims, defaults=left or None)

    def copy(self, path: str, name: str) -> None:
        """Copy a Markdown file under another name, as editors do to begin a new one."""
        alone = dict.fromkeys(("id", "slug", "aliases"))
        self.put(beside(path, name), merged(self.front(path), alone))

    def rename(self, path: str, to: str, *, follow: bool) -> None:
        """Rename a Markdown file; an article's id goes with it, and mentions may `follow`."""
        old, new = self.name_of(path), PurePosixPath(to).stem
        if "id" in self.front(path):
            self.change(Place(path), id=None)
        self.move(path, to)
        mention = rf"(?<=[@\[]){old}(?=[#;|\]])|^{old}(?=#)"
        if path.startswith(FOLDERS["theme"]):
            mention = rf"^{old}(?=$|/)|(?<=theme:){old}\b"
        if follow:
            self.rewrite(lambda text: re.sub(mention, new, text))

    def delete(self, path: str, *, forget: bool) -> None:
        """Delete a Markdown file; `forget`: every mention of it too."""
        name, is_theme = self.name_of(path), path.startswith(FOLDERS["theme"])
        self.drop(path)
        if not forget:
            return
        self.forget(name)
        for article in self.documents("article") if is_theme else ():
            themes = self.front(article)["themes"]
            left = [other for other in themes if other != name]
            if left != themes:
                self.retag(article, left or self.themes()[:1])

    def delete_item(self, item: Place, *, forget: bool) -> None:
        """Take a claim, a point or an entry out; `forget`: every mention of its file too."""
        *where, last = item.inside
        id = self.things("point").get(item, {}).get("id")
        if forget:
            self.forget(self.name_of(item.path))
        named = {id, f"{self.name_of(item.path)}/{id}"}
        for place, claim in self.things("claim").items() if forget and id else ():
            if claim.get("point") in named:
                self.change(place, theme=theme_of(self.front(place.path), claim), point=None)
        for place, article in self.things("article").items() if forget and id else ():
            if article.get("defaults", {}).get("point") in named:
                self.change(place, defaults=merged(article["defaults"], {"point": None}) or None)
        self.edit(Place(item.path, tuple(where)), lambda items: _without(items, last))

    def forget(self, name: str) -> None:
        """Take every mention of an article, of a claim of it, or of a theme out of all files."""
        cited = rf"@{name}(?:#[\w.-]+)?"
        mentions = (
            *(rf"^{name}#[\w.-]*$", rf"(?<=; ){cited}; |; {cited}(?=[;\]])", rf"(?<=\[){cited}; "),
            *(rf"\[{cited}\]", rf"\[\[(?:theme:)?{name}(?:\|[^\]]*)?\]\]"),
        )

        def change(text: str) -> str:
            for mention in mentions:
                text = re.sub(mention, "", text)
            return text

        self.rewrite(change)


def theme_of(front: Front, claim: Front) -> str:
    """Return the theme that a claim of an article is about, or its defaults are."""
    for keys in (claim, front.get("defaults", {})):
        if "/" in keys.get("point", ""):
            return str(keys["point"].partition("/")[0])
        if "theme" in keys:
            return str(keys["theme"])
    return str(front["themes"][0])


def beside(path: str, name: str) -> str:
    """Return the path of a Markdown file of another name in the same folder."""
    return PurePosixPath(path).with_name(f"{name}.md").as_posix()


def at_top(path: str, name: str) -> str:
    """Return the path of a Markdown file of another name in the first folder of its kind."""
    return next(f"{top}{name}.md" for top in FOLDERS.values() if path.startswith(top))


def _without(items: Any, key: str | int) -> Any:
    copy = items.copy()
    del copy[key]
    return copy


def _edited(value: Any, inside: Sequence[str | int], edit: Callable[[Any], Any]) -> Any:
    """Return a value in which what is at a place was edited."""
    if not inside:
        return edit(value)
    copy = value.copy()
    copy[inside[0]] = _edited(value[inside[0]], inside[1:], edit)
    return copy


def _with_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        changed = {key: _with_texts(inner, change) for key, inner in value.items()}
        return {key: inner for key, inner in changed.items() if inner != ""}
    if isinstance(value, list):
        return [left for inner in value if (left := _with_texts(inner, change)) != ""]
    return change(value) if isinstance(value, str) else value
