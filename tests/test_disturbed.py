"""Files that vanish, change or become something else while a build reads them.

A build that was disturbed may fail, or show one state or another of a file; but the next build has
to be a clean one's, whatever the disturbed one took down.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.build import Builder
from generator.read import files
from generator.request import Request
from tests.clean import (
    WRITTEN_BY_PEOPLE,
    Outcome,
    Output,
    clean_build,
    differences,
    listing,
    outcome_of,
)
from tests.conftest import Site
from tests.images import grey_png

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PIXEL, WIDER = grey_png(1, 1), grey_png(2, 1)


def vanish(path: Path) -> None:
    path.unlink()


def change(path: Path) -> None:
    data = path.read_bytes()
    path.unlink()  # as `git checkout` does: another file comes in its place
    path.write_bytes(OTHER.get(path.suffix, _other)(data))


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def become_a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nowhere.md")


def become_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _other(data: bytes) -> bytes:
    return data.replace(b"Herald", b"Harold").replace(b"sixty", b"seventy") + b"\n"


OTHER: dict[str, Callable[[bytes], bytes]] = {
    ".png": lambda data: WIDER if data == PIXEL else PIXEL,
    ".html": lambda data: data.replace(b"edition", b"other edition"),
    ".css": lambda data: data + b"/* more */\n",
}
HAPPENINGS = (vanish, change, become_a_folder, become_a_link_to_nothing, become_a_pipe)


@dataclass
class Disturbance:
    """Something that happens to a file at the nth time that a file of the site is opened."""

    happen: Callable[[Path], None]
    path: Path
    at: int
    seen: list[str] = field(default_factory=list)
    done: bool = False


class Disturber:
    """Hears of every file that this process opens, before it is opened."""

    def __init__(self) -> None:
        self._now: tuple[Path, Disturbance] | None = None

    def hear(self, event: str, of: tuple[Any, ...]) -> None:
        if self._now is None or event not in ("open", "os.scandir", "os.listdir"):
            return
        root, disturbance = self._now
        place = os.fsdecode(of[0]) if isinstance(of[0], str | bytes | os.PathLike) else ""
        if not place.startswith(tuple(f"{root}/{folder}" for folder in WRITTEN_BY_PEOPLE)):
            return
        disturbance.seen.append(place)
        if len(disturbance.seen) - 1 == disturbance.at and not disturbance.done:
            disturbance.done = True
            self._now = None
            try:
                disturbance.happen(disturbance.path)
            finally:
                self._now = root, disturbance

    @contextmanager
    def disturbing(self, root: Path, disturbance: Disturbance) -> Iterator[None]:
        self._now = root, disturbance
        try:
            yield
        finally:
            self._now = None


@pytest.fixture(scope="module")
def disturber() -> Disturber:
    disturber = Disturber()
    sys.addaudithook(disturber.hear)
    return disturber


@pytest.fixture
def rich(site: Site) -> Site:
    """A site with a file of each sort, none of which changed just now."""
    site.write("content/media/map.png", PIXEL)
    site.write("content/pages/about.md", "---\ntitle: About\n---\n![A map](map.png)\n")
    site.write("templates/base.html", '{% extends "default/base.html" %}{# edition #}')
    site.write("static/extra.css", "a { color: red }\n")
    return site


def request(root: Path) -> Request:
    return Request(root=root, now=NOW)


SORTS = {
    "article": "content/articles/second.md",
    "theme": "themes/venues.md",
    "register": "content/sources.yaml",
    "page": "content/pages/about.md",
    "image": "content/media/map.png",
    "template": "templates/base.html",
    "static file": "static/extra.css",
}
LIKE_ARTICLES = ("theme", "page")
"""Sorts that are read as articles are."""

each_sort = pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=sort, marks=[pytest.mark.long] if sort in LIKE_ARTICLES else [])
        for sort, path in SORTS.items()
    ],
)


@pytest.mark.long
@pytest.mark.parametrize("happen", HAPPENINGS, ids=lambda happen: happen.__name__)
@pytest.mark.parametrize("path", SORTS.values(), ids=SORTS.keys())
def test_after_a_build_that_was_disturbed_at_any_opening_the_next_is_a_clean_ones(
    rich: Site,
    disturber: Disturber,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    happen: Callable[[Path], None],
    path: str,
) -> None:
    # Signatures are trusted at once, so that no second look hides what the first took down.
    monkeypatch.setattr(files, "SAFETY_GAP_NS", 0)
    expected: dict[bool, tuple[Outcome, Output]] = {}
    for at, put_back in ((at, back) for at in itertools.count() for back in (False, True)):
        here = tmp_path / "site"  # the same each time, as messages name it
        shutil.copytree(rich.root, here)
        disturbance = Disturbance(happen, here / path, at)
        with disturber.disturbing(here, disturbance):
            Builder(here / "site").build(request(here))
        if not disturbance.done:
            break
        if put_back:
            # With the bytes that it had before: what was taken down of them meanwhile has to be
            # what they say.
            _remove(here / path)
            shutil.copyfile(rich.root / path, here / path)
        before = listing(here / "site")
        outcome = outcome_of(Builder(here / "site").build(request(here)))
        if put_back not in expected:
            expected[put_back] = clean_build(request(here), tmp_path / "clean")
        right, wanted = expected[put_back]
        story = f"{path} at opening {at}{', put back' if put_back else ''}"
        assert outcome == right, story
        wrong = differences(listing(here / "site"), before if outcome.failed else wanted)
        assert not wrong, f"{story}: {wrong[:5]}"
        shutil.rmtree(here)
    assert at > 5


@each_sort
def test_a_preview_that_was_disturbed_settles_once_the_file_is_what_it_was(
    rich: Site, disturber: Disturber, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str
) -> None:
    monkeypatch.setattr(files, "SAFETY_GAP_NS", 0)
    root, output, file = rich.root, rich.root / "site", rich.root / path
    first = file.read_bytes()
    builder = Builder(output)
    builder.build(request(root))
    right, wanted = clean_build(request(root), tmp_path / "clean")
    for at in itertools.count():
        file.write_bytes(first + b"\n")  # so that there is something to read
        disturbance = Disturbance(change, file, at)
        with disturber.disturbing(root, disturbance):
            builder.build(request(root), trust=True)
        file.write_bytes(first)
        outcome = outcome_of(builder.build(request(root), trust=True))
        assert outcome == right
        assert not differences(listing(output), wanted), f"{path} at opening {at}"
        if not disturbance.done:
            break
    assert at > 1


@each_sort
def test_a_file_that_is_back_as_it_was_read_is_what_the_site_shows(
    rich: Site, disturber: Disturber, tmp_path: Path, path: str
) -> None:
    root, output, file = rich.root, rich.root / "site", rich.root / path
    texts = file.read_bytes(), file.read_bytes() + b"\n"
    expected: list[tuple[Outcome, Output]] = []
    for text in reversed(texts):
        file.write_bytes(text)
        expected.insert(0, clean_build(request(root), tmp_path / f"clean-{len(text)}"))
    builder = Builder(output)
    builder.build(request(root))
    for at in itertools.count(1):
        text, (right, wanted) = texts[at % 2], expected[at % 2]
        file.write_bytes(text)
        disturbance = Disturbance(change, file, at - 1)
        with disturber.disturbing(root, disturbance):
            builder.build(request(root), trust=True)
        file.write_bytes(text)
        outcome = outcome_of(builder.build(request(root), trust=True))
        assert outcome == right
        assert not differences(listing(output), wanted), f"{path} at opening {at - 1}"
        if not disturbance.done:
            break
    assert at > 2


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_six_checkouts_within_a_second_leave_what_is_checked_out(
    rich: Site, tmp_path: Path
) -> None:
    git = ["git", "-C", str(rich.root), "-c", "user.name=Site", "-c", "user.email=a@example.org"]

    def run(*words: str) -> None:
        subprocess.run([*git, *words], check=True, capture_output=True)

    (rich.root / ".gitignore").write_text("site/\n.briefing/\n")
    run("init", "--initial-branch=one")
    run("add", ".")
    run("commit", "--message=one")
    run("checkout", "-b", "two")
    for path in SORTS.values():
        change(rich.root / path)
    run("rm", "--quiet", "content/articles/first.md")
    rich.replace("themes/truce.md", "[@first#c1]", "")
    run("commit", "--all", "--message=two")
    builder = Builder(rich.root / "site")
    for number in range(6):
        checkout = subprocess.Popen(
            ["sh", "-c", "for b in one two one two one two; do git checkout --quiet $b; done"],
            cwd=rich.root,
        )
        while checkout.poll() is None:
            builder.build(request(rich.root), trust=True)
        outcome = outcome_of(builder.build(request(rich.root), trust=True))
        right, wanted = clean_build(request(rich.root), tmp_path / f"clean-{number}")
        assert outcome == right
        assert not differences(listing(rich.root / "site"), wanted)
