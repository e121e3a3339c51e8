"""Steps in which somebody edits what people write."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import rule

import generator
from tests.images import private_jpeg
from tests.incremental import choices
from tests.incremental.choices import Change, of
from tests.incremental.documents import File, merged, picture
from tests.incremental.machine import Machine, needs
from tests.incremental.site_model import ARTICLES, MAP, Place, at_top, beside

Where = Callable[[str, str], str]
"""Returns where a file goes, from its path and its new name."""


class KeyEdits(Machine):
    """Sets single keys."""

    def _change(self, change: Change) -> None:
        self.site.change(change.place, **{change.key: change.value})

    @rule(change=choices.changes("article"))
    def change_article(self, change: Change) -> None:
        self._change(change)

    @needs(lambda site: site.things("claim"))
    @rule(change=choices.changes("claim"))
    def change_claim(self, change: Change) -> None:
        self._change(change)

    @rule(change=choices.changes("theme"))
    def change_theme(self, change: Change) -> None:
        self._change(change)

    @needs(lambda site: site.things("point"))
    @rule(change=choices.changes("point"))
    def change_point(self, change: Change) -> None:
        self._change(change)

    @rule(change=choices.changes("source", "actor", "term"))
    def change_entry(self, change: Change) -> None:
        self._change(change)

    @needs(lambda site: site.things("site") or site.things("page"))
    @rule(change=choices.changes("site", "page"))
    def change_site_or_page(self, change: Change) -> None:
        self._change(change)

    @rule(path=choices.articles, themes=choices.taggings)
    def retag(self, path: str, themes: tuple[str, ...]) -> None:
        self.site.retag(path, themes)

    @rule(two=choices.two_articles, key=st.sampled_from(["slug", "aliases", "id", "published"]))
    def swap_keys(self, two: tuple[str, str], key: str) -> None:
        one, other = (self.site.front(path).get(key) for path in two)
        self.site.change(Place(two[0]), **{key: other})
        self.site.change(Place(two[1]), **{key: one})

    @needs(choices.stamped)
    @rule(path=of(choices.stamped), stamp=choices.numbers, keep_time=st.booleans())
    def edit_body_and_keep_size(self, path: str, stamp: int, keep_time: bool) -> None:
        mtime_ns = self.site.version(path).mtime_ns if keep_time else None
        front = self.site.front(path)
        body = re.sub(r"Stamp \d\d", f"Stamp {stamp:02}", front["body"])
        self.site.put(path, {**front, "body": body}, mtime_ns)


class ListEdits(Machine):
    """Adds, deletes and turns round claims, points and entries of registers."""

    @needs(lambda site: site.things("claim"))
    @rule(path=choices.articles, like=of(lambda site: [*site.things("claim")]))
    def copy_claim(self, path: str, like: Place) -> None:
        article = self.site.front(path)
        new = merged(self.site.meant(like), {"id": None, "quote": None})
        self.site.change(Place(path), claims=[*article.get("claims", []), new])
        self.site.retag(path, article["themes"])

    @rule(path=choices.themes, at=st.integers(0, 3), id=choices.new_names)
    def add_point(self, path: str, at: int, id: str) -> None:
        points = self.site.front(path).get("points", [])
        new = {"id": id, "title": f"Point {id}"}
        self.site.change(Place(path), points=[*points[:at], new, *points[at:]])

    @rule(like=of(choices.entries), key=choices.new_names)
    def copy_entry(self, like: Place, key: str) -> None:
        entry = (self.site.things("source") | self.site.things("actor"))[like]
        self.site.edit(Place(like.path), lambda entries: {key: entry, **entries})

    @needs(choices.items)
    @rule(item=of(choices.items), forget=st.booleans())
    def delete_item(self, item: Place, forget: bool) -> None:
        self.site.delete_item(item, forget=forget)

    @needs(choices.lists)
    @rule(place=of(choices.lists))
    def turn_list_round(self, place: Place) -> None:
        self.site.edit(place, lambda items: items[::-1])


class FileEdits(Machine):
    """Adds, renames and deletes Markdown files, and folders of them."""

    @needs(choices.to_copy)
    @rule(path=of(choices.to_copy), name=choices.new_names)
    def copy(self, path: str, name: str) -> None:
        self.site.copy(path, name)

    @rule(
        path=of(lambda site: site.paths("", ".md")),
        name=choices.new_names,
        where=st.sampled_from([beside, at_top]),
        keep=st.sampled_from(["nothing", "mentions", "mentions and address", "id"]),
    )
    def rename(self, path: str, name: str, where: Where, keep: str) -> None:
        old, to = self.site.name_of(path), where(path, name)
        self.site.rename(path, to, follow=keep.startswith("mentions"))
        if path.startswith(ARTICLES) and keep == "id":
            self.site.change(Place(to), id=old)
        elif path.startswith(ARTICLES) and keep == "mentions and address":
            self.site.change(Place(to), aliases=[f"/articles/{old}/"])
        elif path.startswith("themes/") and keep == "mentions and address":
            self.site.change(Place(to), aliases=[old])

    @rule(two=choices.two_articles)
    def swap_files(self, two: tuple[str, str]) -> None:
        one, other = two
        between = f"{ARTICLES}/between.tmp"
        for path, to in ((one, between), (other, one), (between, other)):
            self.site.move(path, to)

    @needs(choices.to_delete)
    @rule(path=of(choices.to_delete), forget=st.booleans())
    def delete(self, path: str, forget: bool) -> None:
        self.site.delete(path, forget=forget)

    @needs(choices.folders)
    @rule(folder=of(choices.folders), name=choices.new_names)
    def rename_folder(self, folder: str, name: str) -> None:
        self.site.move(folder, f"{ARTICLES}/{name}")

    @needs(choices.folders)
    @rule(folder=of(choices.folders), forget=st.booleans())
    def delete_folder(self, folder: str, forget: bool) -> None:
        for path in self.site.paths(f"{folder}/"):
            self.site.delete(path, forget=forget)


def _template(extended: str, block: str) -> Callable[[int], File]:
    """Return what makes editions of a template; every other one includes another template."""
    return lambda n: (
        f'{{% extends "{extended}.html" %}}\n{{% block {block} %}}<p>edition {n}</p>'
        + '{% include "box.html" %}' * (n % 2)
        + "{{ super() }}{% endblock %}\n"
    )


_PARTS = Path(generator.__file__).with_name("templates") / "parts.html"
_PAGES = (
    *(
        "home",
        "theme",
        "month",
        "article",
        "theme-timeline",
        "timeline",
        "timeline-month",
        "actors",
        "actor",
    ),
    *("sources", "source", "glossary", "corrections", "page", "404"),
)
_FILES: dict[str, Callable[[int], File]] = {
    **{f"templates/{name}.html": _template(f"default/{name}", "main") for name in _PAGES},
    "templates/base.html": _template("default/base", "head"),
    "templates/box.html": lambda n: f"<p>{{{{ site.title }}}}, edition {n}</p>\n",
    "templates/parts.html": lambda n: _PARTS.read_text("utf-8").replace('"meta"', f'"meta e{n}"'),
    "templates/redirect.html": lambda n: f'<a href="{{{{ view.target|url }}}}">Moved {n}</a>\n',
    **dict.fromkeys(
        ("static/note.txt", "static/briefing.css", "static/fonts/a.txt", "static/new.js"),
        lambda n: f"/* edition {n} */\n",
    ),
    **dict.fromkeys((MAP, "content/media/sub/new.png"), lambda n: picture(n + 1, n % 7 + 1)),
    **dict.fromkeys(
        ("content/media/sub/turned.jpg", "static/turned.jpg"), lambda n: private_jpeg(n % 8 + 1)
    ),
    "static/plan.svg": lambda n: f"<svg><dc:{('creator', 'format')[n % 2]}>Edition {n}</svg>\n",
    # What is not read, and told.
    **dict.fromkeys(
        ("content/articles/new.docx", "content/media/new.avif", "templates/acter.html"),
        "edition {}\n".format,
    ),
}
"""Files that are not Markdown, and what makes editions of them."""


class LookEdits(Machine):
    """Changes templates, static files and pictures."""

    @rule(path=st.sampled_from([*_FILES]), number=choices.numbers)
    def write_file(self, path: str, number: int) -> None:
        self.site.put(path, _FILES[path](number))

    @rule(
        path=choices.themes,
        block=st.sampled_from(["bottom_line", "points", "places", "sources"]),
        number=choices.numbers,
    )
    def write_template_of_theme(self, path: str, block: str, number: int) -> None:
        self.site.put(path.replace(".md", ".html"), _template("theme", block)(number))

    @needs(choices.removable)
    @rule(path=of(choices.removable))
    def remove_file(self, path: str) -> None:
        self.site.drop(path)
