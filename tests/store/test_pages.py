"""The scheduler of work: which pages are made again, why, and that none is ever forgotten."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from generator import up_to_date
from generator.build import Builder
from generator.read import files
from generator.read.scan import scan
from generator.request import Request
from generator.store import tables
from generator.store.cache import Cache
from generator.store.facts import Facts
from generator.store.file_states import FileStates
from generator.store.image_table import ImageTable
from generator.store.index_tables import IndexTables
from generator.store.memo_table import MemoTable
from generator.store.page_table import PageTable
from generator.store.reading_table import ReadingTable
from generator.store.tables import PageRow
from generator.store.version import code_version
from generator.write.manifest import Manifest
from generator.write.output import Output
from tests.clean import Output as Listing
from tests.clean import clean_build, differences, listing
from tests.conftest import Site
from tests.tried import tried

UNKNOWN = "a new page"


def page(file: str, subject: str = "", kind: str = "article") -> PageRow:
    return PageRow(file, file, kind, subject, "content", UNKNOWN, "")


@pytest.fixture
def pages() -> PageTable:
    """Three pages that are right, and what each depends on."""
    table = Cache(None, "").pages
    table.replace_all([page("a"), page("b"), page("c", kind="month")])
    table.mark_clean({"a": "names\narticle:a", "b": "names\narticle:b", "c": "articles"})
    return table


def dirty(table: PageTable) -> dict[str, str | None]:
    return {row.file: row.dirty for row in table.dirty()}


def test_at_first_all_pages_are_dirty() -> None:
    table = Cache(None, "").pages
    assert not table.is_dirty()
    table.replace_all([page("b"), page("a")])
    assert [row.file for row in table.dirty()] == ["a", "b"]
    assert dirty(table) == {"a": UNKNOWN, "b": UNKNOWN}
    assert table.is_dirty()


def test_pages_that_were_made_are_not(pages: PageTable) -> None:
    assert not pages.is_dirty()
    assert pages.dirty() == []


def test_a_key_that_changed_is_the_reason_of_the_pages_that_asked_for_it(pages: PageTable) -> None:
    pages.mark_dirty({"article:b", "article:z", "articles"})
    assert dirty(pages) == {"b": "article:b", "c": "articles"}


def test_the_first_reason_is_kept(pages: PageTable) -> None:
    pages.mark_dirty({"names", "article:a"})
    assert dirty(pages) == {"a": "article:a", "b": "names"}
    pages.mark_dirty({"names"})
    pages.mark_all_dirty("what renders it")
    assert dirty(pages) == {"a": "article:a", "b": "names", "c": "what renders it"}


def test_a_key_is_a_whole_word(pages: PageTable) -> None:
    pages.mark_dirty({"article", "article:", "name", "article:a\nnames", ""})
    assert not pages.is_dirty()


def test_what_a_page_asked_for_last_counts_and_nothing_before(pages: PageTable) -> None:
    pages.mark_clean({"a": "article:b"})
    pages.mark_dirty({"names", "article:a"})
    assert dirty(pages) == {"b": "names"}
    pages.mark_dirty({"article:b"})
    assert dirty(pages) == {"a": "article:b", "b": "names"}


def test_only_what_was_made_is_right(pages: PageTable) -> None:
    pages.mark_all_dirty("x")
    pages.mark_clean({"b": "names", "style.css": ""})
    assert dirty(pages) == {"a": "x", "c": "x"}
    assert pages.get("style.css") is None


def test_a_page_that_was_there_as_it_is_keeps_what_is_known_of_it(pages: PageTable) -> None:
    pages.mark_dirty({"article:b"})
    pages.replace_all([page("a"), page("b")])
    assert dirty(pages) == {"b": "article:b"}
    pages.mark_dirty({"names"})
    assert dirty(pages) == {"a": "names", "b": "article:b"}


def test_a_page_that_is_about_something_else_now_is_dirty_and_depends_on_what_it_did(
    pages: PageTable,
) -> None:
    pages.replace_all([page("a", subject="another"), page("b"), page("c", kind="month")])
    assert dirty(pages) == {"a": UNKNOWN}
    pages.mark_clean({"a": "names"})
    pages.mark_dirty({"article:a"})
    assert not pages.is_dirty()


def test_a_page_that_goes_takes_its_dependencies_along(pages: PageTable) -> None:
    pages.replace_all([page("b")])
    assert pages.get("a") is None
    pages.replace_all([page("a"), page("b")])
    pages.mark_clean({"a": ""})
    pages.mark_dirty({"article:a", "articles"})
    assert not pages.is_dirty()


def test_pages_are_found_by_their_kinds(pages: PageTable) -> None:
    assert pages.of_kinds(["article"]) == ["a", "b"]
    assert pages.of_kinds(["month", "article"]) == ["a", "b", "c"]
    assert pages.of_kinds(["theme"]) == []


# ---- which files there are -----------------------------------------------------------------------

NONE: frozenset[str] = frozenset()


def test_the_set_of_files_is_the_same_object_while_it_is_the_same_set(pages: PageTable) -> None:
    # The manifest need not look through all files of a site for those that have gone.
    found = pages.files(frozenset({"style.css"}))
    assert found == {"a", "b", "c", "style.css"}
    pages.mark_all_dirty("x")
    pages.mark_clean({"a": "names"})
    assert pages.files(frozenset({"style.css"})) is found
    assert pages.files(NONE) == {"a", "b", "c"}
    pages.replace_all([page("a")])
    assert pages.files(NONE) == {"a"}


def test_after_a_rollback_the_files_are_looked_up_again() -> None:
    cache = Cache(None, "")
    cache.pages.replace_all([page("a")])
    cache.commit()
    before = cache.pages.files(NONE)
    cache.pages.replace_all([page("b")])
    assert cache.pages.files(NONE) == {"b"}
    cache.rollback()
    assert cache.pages.files(NONE) == before == {"a"}
    assert dirty(cache.pages) == {"a": UNKNOWN}


# ---- any series of builds ------------------------------------------------------------------------

KEYS = ("names", "articles", "article:a", "article:b")
FILES = ("a", "b", "c", "d")
some_files = st.sets(st.sampled_from(FILES))
some_keys = st.sets(st.sampled_from(KEYS))


@dataclass(frozen=True)
class Known:
    """What a page is, why it is dirty, and what it depends on, by a model of the table."""

    subject: str
    dirty: str | None
    keys: frozenset[str] = frozenset()


class Scheduling(RuleBasedStateMachine):
    """Pages come and go, keys change, pages are made; some builds are broken off."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.cache = self._opened()
        self.model: dict[str, Known] = {}
        self.committed: dict[str, Known] = {}

    def teardown(self) -> None:
        self.cache.close()
        self.folder.cleanup()

    def _opened(self) -> Cache:
        return Cache(Path(self.folder.name, "cache.db"), "1")

    @rule(pages=st.dictionaries(st.sampled_from(FILES), st.sampled_from(("x", "y"))))
    def list_contents(self, pages: dict[str, str]) -> None:
        self.cache.pages.replace_all(page(file, subject) for file, subject in pages.items())
        self.model = {file: self._listed(file, subject) for file, subject in pages.items()}

    def _listed(self, file: str, subject: str) -> Known:
        known = self.model.get(file)
        if known is None:
            return Known(subject, UNKNOWN)
        return known if known.subject == subject else Known(subject, UNKNOWN, known.keys)

    @rule(changed=some_keys)
    def mark(self, changed: set[str]) -> None:
        self.cache.pages.mark_dirty(changed)
        for file, known in self.model.items():
            why = min(known.keys & changed, default=None)
            self.model[file] = replace(known, dirty=known.dirty or why)

    @rule()
    def mark_all(self) -> None:
        self.cache.pages.mark_all_dirty("all")
        for file, known in self.model.items():
            self.model[file] = replace(known, dirty=known.dirty or "all")

    @rule(made=st.dictionaries(st.sampled_from(FILES), some_keys))
    def make(self, made: dict[str, set[str]]) -> None:
        self.cache.pages.mark_clean(
            {file: "\n".join(sorted(asked)) for file, asked in made.items()}
        )
        for file, asked in made.items():
            if file in self.model:
                self.model[file] = Known(self.model[file].subject, None, frozenset(asked))

    @rule()
    def commit(self) -> None:
        self.cache.commit()
        self.committed = dict(self.model)

    @rule()
    def roll_back(self) -> None:
        self.cache.rollback()
        self.model = dict(self.committed)

    @rule()
    def be_killed(self) -> None:
        self.cache.close()
        self.cache = self._opened()
        self.model = dict(self.committed)

    @invariant()
    def a_page_is_dirty_exactly_if_it_was_never_made_or_something_that_it_asked_for_changed(
        self,
    ) -> None:
        table = self.cache.pages
        wanted = {file: known.dirty for file, known in sorted(self.model.items()) if known.dirty}
        assert list(dirty(table).items()) == list(wanted.items())
        assert table.is_dirty() == bool(wanted)
        assert self.cache.has_work_left() == bool(wanted)
        assert table.files(NONE) == self.model.keys()

    @invariant()
    def exactly_the_dependencies_of_pages_are_kept(self) -> None:
        db = self.cache._database.db
        found = {(row.file, row.key) for row in tables.DEPENDENCIES.rows(db)}
        assert found == {(file, key) for file, known in self.model.items() for key in known.keys}
        for file, known in self.model.items():
            row = self.cache.pages.get(file)
            assert row is not None
            assert row.subject == known.subject
            assert set(filter(None, row.dependencies.split("\n"))) == known.keys


TestScheduling = Scheduling.TestCase
TestScheduling.settings = tried(80, stateful_step_count=15)


# ---- builds that are broken off ------------------------------------------------------------------

FIRST = "content/articles/first.md"
SECOND = "content/articles/second.md"
THIRD = """\
---
title: Third report
source: wire
published: 2025-04-02
themes: [venues]
corrections: [{date: 2025-04-03, text: Put right.}]
---
See [[first]].
"""
NOW = datetime(2026, 1, 1, tzinfo=UTC)

EDITS: dict[str, Callable[[Site], Site]] = {
    "a claim": lambda site: site.replace(FIRST, "value: 30 days", "value: 60 days"),
    "a new article": lambda site: site.write("content/articles/third.md", THIRD),
    "a file that is renamed": lambda site: site.remove(SECOND).write(
        "content/articles/2nd.md",
        (site.root / FIRST).read_bytes().replace(b"title", b"id: second\ntitle"),
    ),
    "a theme": lambda site: site.replace("themes/truce.md", "title: Length", "title: Duration"),
    "the time zone": lambda site: site.replace(
        "content/site.yaml", "title:", "timezone: Asia/Tokyo\ntitle:"
    ),
    "a template": lambda site: site.write(
        "templates/article.html", '{% extends "default/article.html" %}{# other #}'
    ),
}
CHANGES: dict[type, tuple[str, ...]] = {
    Cache: ("commit",),
    Facts: ("put",),
    FileStates: ("record", "accept"),
    ImageTable: ("put", "remove"),
    ReadingTable: ("replace", "remove", "mark_dirty", "mark_all_clean"),
    IndexTables: ("clear", "insert", "remove", "replace_gate", "set_boundaries"),
    MemoTable: ("put",),
    PageTable: ("replace_all", "mark_dirty", "mark_all_dirty", "mark_clean"),
    Output: ("make_staging_folder", "stage", "move_into_place"),
    Manifest: ("record_pending", "record"),
}
"""Everything that changes what the next build finds."""
LASTING: dict[type, tuple[str, ...]] = {
    Cache: ("commit",),
    Output: ("make_staging_folder", "move_into_place"),
    Manifest: ("record_pending", "record"),
}
"""What of it is still there after a build that is broken off at any other of these calls."""
QUICKLY = ("a claim", "a file that is renamed")
"""Edits that are broken off at these calls alone, of those that are broken off at all."""


class KilledError(BaseException):
    """The process came to its end."""


@contextmanager
def killed_at(call: int, within: Mapping[type, tuple[str, ...]]) -> Iterator[list[str]]:
    """Break a build off where it is about to change something for the nth time, from 0.

    Yields the names of what was called.
    """
    called: list[str] = []

    def breaking(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def method(*arguments: Any, **more: Any) -> Any:
            called.append(name)
            if len(called) == call + 1:
                raise KilledError
            return real(*arguments, **more)

        return method

    with pytest.MonkeyPatch.context() as patch:
        for owner, names in within.items():
            for name in names:
                patch.setattr(owner, name, breaking(name, getattr(owner, name)))
        yield called


def build(site: Site) -> None:
    builder = Builder(site.root / "site")
    try:
        built = builder.build(Request(root=site.root, now=NOW))
        assert built.written is not None
    finally:
        builder.close()


@contextmanager
def cache_of(site: Site) -> Iterator[Cache]:
    (file,) = (site.root / ".briefing").glob("cache-*.db")
    cache = Cache(file, code_version())
    yield cache
    cache.close()


@pytest.fixture(autouse=True)
def at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signatures are trusted at once: no second look may hide what was forgotten."""
    monkeypatch.setattr(files, "SAFETY_GAP_NS", 0)


def wanted_of(site: Site, tmp_path: Path) -> Listing:
    """Return what a clean build writes."""
    return clean_build(Request(root=site.root, now=NOW), tmp_path / "clean")[1]


def test_each_commit_hands_the_work_on_to_the_next_stage(site: Site, tmp_path: Path) -> None:
    build(site)
    EDITS["a claim"](site)
    found = []
    for commit in range(3):
        with pytest.raises(KilledError), killed_at(commit, {Cache: ("commit",)}):
            build(site)
        with cache_of(site) as cache:
            suspects = cache.files.suspects(scan(site.root)).paths
            found.append((suspects, cache.readings.dirty(), len(cache.pages.dirty()) > 5))
            assert cache.has_work_left() == (commit > 0)
    assert found == [((FIRST,), (), False), ((), (FIRST,), False), ((), (), True)]
    build(site)
    assert differences(listing(site.root / "site"), wanted_of(site, tmp_path)) == []
    with cache_of(site) as cache:
        assert not cache.has_work_left()
        assert up_to_date.load(cache) is not None


@pytest.mark.parametrize(
    ("edit", "within"),
    [
        *(pytest.param(EDITS[name], LASTING, id=f"{name}, at what lasts") for name in QUICKLY),
        *(
            pytest.param(edit, CHANGES, id=f"{name}, anywhere", marks=pytest.mark.long)
            for name, edit in EDITS.items()
        ),
    ],
)
def test_a_build_that_is_broken_off_leaves_its_work_to_the_next(
    site: Site, tmp_path: Path, edit: Callable[[Site], Site], within: Mapping[type, tuple[str, ...]]
) -> None:
    states = [(written(site), wanted_of(site, tmp_path))]
    build(site)
    edit(site)
    states.append((written(site), wanted_of(site, tmp_path)))
    for call in itertools.count():
        done = []
        # There and back again, as a copy of a site and of its cache would have other inodes.
        for content, wanted in states:
            save(site, content)
            done.append(is_built(site, call, within))
            if not done[-1]:
                build(site)
            told = differences(listing(site.root / "site"), wanted)
            assert told == [], f"broken off before call {call}"
        if all(done):
            break
    assert call >= 8  # there was something to break off


def is_built(site: Site, call: int, within: Mapping[type, tuple[str, ...]]) -> bool:
    """Build, broken off before a call; return whether it came to an end before that."""
    try:
        with killed_at(call, within):
            build(site)
    except KilledError:
        return False
    return True


def written(site: Site) -> dict[str, bytes]:
    """Return all files that people wrote."""
    return {path: (site.root / path).read_bytes() for path in scan(site.root).files}


def save(site: Site, content: Mapping[str, bytes]) -> None:
    """Make these the files that people wrote, and touch none that is there already."""
    now = written(site)
    for path in now.keys() - content.keys():
        site.remove(path)
    for path, data in content.items():
        if now.get(path) != data:
            site.write(path, data)
