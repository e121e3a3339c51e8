"""What a build reads and writes follows from what changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from tests.clean import listing
from tests.incremental.builds import Builds, Manner, request_for, small_taken_for_large
from tests.incremental.choices import INSTANTS
from tests.incremental.site_model import ARTICLES, SOURCES_FILE, Place, SiteModel

ARTICLE = f"{ARTICLES}/2025-04/r05.md"


@dataclass
class Opened:
    """The files that this process opens while somebody listens."""

    files: list[Path] | None = None

    def hear(self, event: str, of: tuple[Any, ...]) -> None:
        if event == "open" and self.files is not None and isinstance(of[0], str | bytes):
            self.files.append(Path(os.fsdecode(of[0])))

    @contextmanager
    def listening(self) -> Iterator[list[Path]]:
        found: list[Path] = []
        self.files = found
        try:
            yield found
        finally:
            self.files = None


@pytest.fixture(scope="session")
def opened() -> Opened:
    """Hear of every file that is opened, whoever opens it and however."""
    opened = Opened()
    sys.addaudithook(opened.hear)
    return opened


class Done(NamedTuple):
    """What a build did: files of the output, and how many of them it left as they were."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


class Work:
    """A site that is built again and again."""

    def __init__(self, root: Path, manner: Manner) -> None:
        self.site = SiteModel(root)
        self.request = request_for(root)
        self.builds = Builds(root)
        self._manner = manner

    def build(self) -> Done:
        built = self.builds.build(self.request, self._manner)
        assert built.written is not None, built.problems
        return Done(built.written.written, built.written.removed, built.written.unchanged)

    def times(self) -> dict[str, int]:
        """Return the modification times (ns) of all files and folders of the output."""
        top = self.builds.output
        return {p.relative_to(top).as_posix(): p.stat().st_mtime_ns for p in (top, *top.rglob("*"))}


@pytest.fixture(params=[Manner.OPENED, Manner.KEPT], ids=["separate runs", "one process"])
def work(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Work]:
    """The site at its beginning, built; its files are old enough for their looks to be trusted."""
    with small_taken_for_large():
        work = Work(tmp_path / "walk", request.param)
        work.build()
        yield work
        work.builds.close()


def test_if_nothing_changed_nothing_is_written_and_no_time_changes(work: Work) -> None:
    before = work.times()
    done = work.build()
    files = sum((work.builds.output / path).is_file() for path in before)
    assert done == ((), (), files)
    assert work.times() == before


def test_of_a_new_body_nothing_but_the_page_of_the_article_is_written(work: Work) -> None:
    before = work.times()
    change_a_body(work)
    done = work.build()
    page = "articles/r05/index.html"
    assert (done.written, done.removed) == ((page,), ())
    changed = {path for path, time in work.times().items() if before[path] != time}
    assert changed - {"articles/r05"} == {page}  # the folder's own time tells of the move


def test_a_new_title_is_written_wherever_it_is_shown_and_nowhere_else(work: Work) -> None:
    before = listing(work.builds.output)
    change_a_title(work)
    done = work.build()
    after = listing(work.builds.output)
    assert {*done.written} == {path for path in after if after[path] != before[path]}
    shown = {"articles/r05/index.html", "themes/truce/index.html", "sources/herald/index.html"}
    assert shown < {*done.written}


def change_nothing(_: Work) -> None:
    pass


def change_a_body(work: Work) -> None:
    work.site.change(Place(ARTICLE), body="South wants sixty, North says thirty again[@r01].\n")


def change_a_title(work: Work) -> None:
    work.site.change(Place(ARTICLE), title="South still wants sixty")


def change_a_bottom_line(work: Work) -> None:
    work.site.change(
        Place("themes/truce.md"), body="The two sides differ on the length[@r01#c1].\n"
    )


def change_a_template(work: Work) -> None:
    work.site.put("templates/box.html", "<p>{{ site.title }}, new edition</p>\n")


def change_the_name_of_a_source(work: Work) -> None:
    work.site.change(Place(SOURCES_FILE, ("herald",)), name="The New Herald")


def let_an_embargo_begin(work: Work) -> None:
    work.request = replace(work.request, now=INSTANTS[2])


TO_BE_READ: dict[Callable[[Work], None], set[str]] = {
    change_nothing: set(),
    change_a_body: {ARTICLE},
    change_a_title: {ARTICLE},
    change_a_bottom_line: set(),
    change_a_template: set(),
    change_the_name_of_a_source: set(),
    # A line of it is shown in the warning that what it cites is not public.
    let_an_embargo_begin: {f"{ARTICLES}/closing.md"},
}


def test_no_article_is_read_that_did_not_change(work: Work, opened: Opened) -> None:
    for happen, to_be_read in TO_BE_READ.items():
        happen(work)
        with opened.listening() as files:
            work.build()
        inside = [file for file in files if file.is_relative_to(work.site.root / ARTICLES)]
        read = {file.relative_to(work.site.root).as_posix() for file in inside}
        assert read == to_be_read, happen.__name__


REGISTERS = {SOURCES_FILE, "content/site.yaml", "content/actors.yaml", "content/glossary.yaml"}


def test_registers_are_read_only_if_something_that_is_no_article_changed(
    tmp_path: Path, opened: Opened
) -> None:
    with small_taken_for_large():
        work = Work(tmp_path / "walk", Manner.OPENED)
        work.build()

        def registers_read_after(happen: Callable[[Work], None]) -> set[str]:
            happen(work)
            with opened.listening() as files:
                work.build()
            root = work.site.root
            return REGISTERS & {f.relative_to(root).as_posix() for f in files if root in f.parents}

        assert registers_read_after(change_a_body) == set()
        assert registers_read_after(change_a_bottom_line) == REGISTERS
        work.builds.close()
