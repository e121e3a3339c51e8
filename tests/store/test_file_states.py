"""Which files a build has to read: never one too few, and none that it knows."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from generator.build import Builder
from generator.read import files
from generator.read.files import UNREADABLE, UNTRUSTED
from generator.read.scan import Since, Snapshot, StatSignature
from generator.request import Request
from generator.store.cache import Cache
from generator.store.file_states import FileStates, Suspects
from generator.store.tables import FileRow
from tests.conftest import Site
from tests.tried import tried
from tests.work import read_from_now_on

A, B, C = "content/articles/a.md", "content/articles/b.md", "themes/c.md"
OLD: StatSignature = (10, 1, 1, 1)
NEW: StatSignature = (10, 2, 2, 1)


def snapshot(found: Mapping[str, StatSignature], since: Since | None = None) -> Snapshot:
    return Snapshot(Path("/site"), dict(sorted(found.items())), frozenset(), (), since)


def row(path: str, signature: StatSignature = OLD, digest: str = "d") -> FileRow:
    return FileRow(path, *signature, digest)


@pytest.fixture
def cache() -> Cache:
    return Cache(None, "")


@pytest.fixture
def states(cache: Cache) -> FileStates:
    """The states of two files that were read and have rested since."""
    cache.files.record([row(A), row(B)])
    cache.files.accept(snapshot({A: OLD, B: OLD}), ())
    return cache.files


def test_at_first_all_files_are_suspects() -> None:
    found = Cache(None, "").files.suspects(snapshot({B: OLD, A: OLD}))
    assert found == Suspects((A, B), ())
    assert list(found) == [A, B]
    assert found


def test_files_that_rest_are_none(states: FileStates) -> None:
    found = states.suspects(snapshot({A: OLD, B: OLD}))
    assert not found
    assert found == Suspects((), ())


@pytest.mark.parametrize("number", range(4), ids=["size", "mtime", "ctime", "inode"])
def test_a_file_is_one_with_any_part_of_its_signature(states: FileStates, number: int) -> None:
    touched = tuple(value + (at == number) for at, value in enumerate(OLD))
    size, mtime, ctime, inode = touched
    assert states.suspects(snapshot({A: (size, mtime, ctime, inode), B: OLD})).paths == (A,)


def test_a_new_file_and_one_that_is_gone_are_suspects(states: FileStates) -> None:
    assert states.suspects(snapshot({A: OLD, C: OLD})) == Suspects((C,), (B,))


def test_a_file_that_had_just_changed_is_one_until_it_was_read_at_rest(states: FileStates) -> None:
    states.record([row(A, UNTRUSTED)])
    for _ in range(2):
        assert states.is_untrusted(A)
        assert states.suspects(snapshot({A: OLD, B: OLD})).paths == (A,)
        states.accept(snapshot({A: OLD, B: OLD}), ())
    states.record([row(A, NEW)])
    assert not states.is_untrusted(A)
    assert not states.suspects(snapshot({A: NEW, B: OLD}))


def test_what_is_known_of_a_file_is_its_digest_when_it_was_last_read(states: FileStates) -> None:
    states.record([row(A, NEW, "other"), row(C, UNTRUSTED, UNREADABLE)])
    assert [states.digest(path) for path in (A, B, C, "D")] == ["other", "d", UNREADABLE, None]


def test_settling_forgets_only_what_is_gone(states: FileStates) -> None:
    states.record([row(C, UNTRUSTED)])
    states.accept(snapshot({A: NEW}), (B, C))
    # A was never read with its new signature, so it stays what it was: a suspect.
    assert states.suspects(snapshot({A: NEW})) == Suspects((A,), ())
    assert states.digest(A) == "d"
    assert states.digest(B) is None
    assert not states.is_untrusted(C)


def test_of_a_scan_of_some_files_only_these_are_looked_at_and_those_that_are_unsure(
    states: FileStates,
) -> None:
    states.record([row(B, UNTRUSTED)])
    seen = snapshot({A: OLD, B: OLD, C: OLD})
    states.record([row(C)])
    states.accept(seen, ())
    after = snapshot({**seen.files, C: NEW}, Since(seen.files, (C,)))
    assert states.suspects(after) == Suspects((B, C), ())
    after = snapshot({**seen.files, A: NEW, C: NEW}, Since(seen.files, (C,)))
    assert states.suspects(after).paths == (B, C)  # so the work is that of the edit
    assert states.suspects(snapshot(after.files)).paths == (A, B, C)


def test_a_scan_of_some_files_since_one_that_was_not_built_from_is_compared_as_a_whole(
    states: FileStates,
) -> None:
    seen = snapshot({A: OLD, B: OLD})
    states.accept(seen, ())
    missed = snapshot({**seen.files, A: NEW}, Since(seen.files, (A,)))
    later = snapshot({**missed.files, B: NEW}, Since(missed.files, (B,)))
    assert states.suspects(later).paths == (A, B)
    # Equal files do not do: it has to be that very scan.
    same = snapshot({A: NEW, B: OLD}, Since(dict(seen.files), ()))
    assert states.suspects(same).paths == (A,)


def test_another_process_knows_what_was_committed(tmp_path: Path) -> None:
    first = Cache(tmp_path / "cache.db", "1")
    first.files.record([row(A), row(B, UNTRUSTED), row(C)])
    first.files.accept(snapshot({A: OLD, B: OLD}), (C,))
    first.commit()
    first.files.record([row(A, NEW, "lost")])
    first.close()
    again = Cache(tmp_path / "cache.db", "1").files
    assert [again.digest(path) for path in (A, B, C)] == ["d", "d", None]
    assert again.suspects(snapshot({A: OLD, B: OLD})) == Suspects((B,), ())


# ---- any series of saves and builds --------------------------------------------------------------

names = st.sampled_from((A, B, C))


class Saving(RuleBasedStateMachine):
    """Files are saved, touched and removed; builds read them, and some come to no end."""

    def __init__(self) -> None:
        super().__init__()
        self.disk: dict[str, tuple[str, StatSignature]] = {}
        """The digest of each file's bytes, and its signature."""
        self.racy: set[str] = set()
        """Files that changed just now: they may change again and keep their signature."""
        self.ticks = 0
        self.scanned: Snapshot | None = None
        """The last scan."""
        self.saved: set[str] = set()
        """The files that were saved since."""
        self.folder = TemporaryDirectory()
        self.cache = self._opened()

    def teardown(self) -> None:
        self.cache.close()
        self.folder.cleanup()

    def _opened(self) -> Cache:
        return Cache(Path(self.folder.name, "cache.db"), "1")

    # ---- what people do --------------------------------------------------------------------------

    @rule(path=names)
    def save(self, path: str) -> None:
        self.ticks += 1
        if path not in self.disk:
            self.scanned = None  # a new file is only found by a scan of all
        racy = path in self.racy and path in self.disk
        signature = self.disk[path][1] if racy else (5, self.ticks, self.ticks, self.ticks)
        self.disk[path] = f"bytes {self.ticks}", signature
        self.racy.add(path)
        self.saved.add(path)

    @rule(path=names)
    def touch(self, path: str) -> None:
        if path in self.disk:
            self.ticks += 1
            self.disk[path] = self.disk[path][0], (5, self.ticks, self.ticks, self.ticks)
            self.saved.add(path)

    @rule(path=names)
    def remove(self, path: str) -> None:
        if self.disk.pop(path, None):
            self.scanned = None

    @rule()
    def rest(self) -> None:
        """Wait until a change would show."""
        self.racy.clear()

    # ---- what builds do --------------------------------------------------------------------------

    @rule()
    def build(self) -> None:
        found, suspects = self._looked()
        self._read(suspects)
        self.cache.files.accept(found, suspects.removed)
        self.cache.commit()
        unsure = Suspects(tuple(sorted(filter(self.cache.files.is_untrusted, self.disk))), ())
        another = self._opened()
        assert self._looked_at_all() == unsure
        assert another.files.suspects(found) == unsure
        another.close()

    @rule(saved=st.none() | names, removed=names)
    def build_while_files_change(self, saved: str | None, removed: str) -> None:
        """Have a file saved, or one removed, after the scan and before it is read."""
        found, suspects = self._looked()
        if saved is not None:
            self.save(saved)
        else:
            self.remove(removed)
        self._read(suspects)
        self.cache.files.accept(found, suspects.removed)
        self.cache.commit()

    @rule()
    def build_and_find_an_error_half_way(self) -> None:
        """As where a template cannot be read."""
        _, suspects = self._looked()
        self._read(suspects)
        self.cache.rollback()

    @rule()
    def build_and_be_killed(self) -> None:
        _, suspects = self._looked()
        self._read(suspects)
        self.build_in_another_process()

    @rule()
    def build_in_another_process(self) -> None:
        self.cache.close()
        self.cache = self._opened()
        self.scanned = None

    def _looked(self) -> tuple[Snapshot, Suspects]:
        """Scan, only what was saved if that will do; return what has to be read."""
        files = {path: signature for path, (_, signature) in self.disk.items()}
        since = None
        if self.scanned is not None:
            since = Since(self.scanned.files, tuple(sorted(self.saved & files.keys())))
        self.scanned = snapshot(files, since)
        self.saved.clear()
        return self.scanned, self.cache.files.suspects(self.scanned)

    def _looked_at_all(self) -> Suspects:
        files = {path: signature for path, (_, signature) in self.disk.items()}
        return self.cache.files.suspects(snapshot(files))

    def _read(self, suspects: Suspects) -> None:
        for path in suspects.paths:
            digest, signature = self.disk.get(path, (UNREADABLE, UNTRUSTED))
            noted = UNTRUSTED if path in self.racy else signature
            self.cache.files.record([row(path, noted, digest)])

    # ---- what always holds -----------------------------------------------------------------------

    @invariant()
    def whatever_is_not_as_it_was_read_is_a_suspect(self) -> None:
        there = {path for path, (digest, _) in self.disk.items() if self._known(path) != digest}
        known = {path for path in (A, B, C) if self._known(path) is not None}
        suspects = self._looked_at_all()
        assert there <= set(suspects.paths)
        assert known - self.disk.keys() == set(suspects.removed)

    def _known(self, path: str) -> str | None:
        return self.cache.files.digest(path)


TestSaving = Saving.TestCase
TestSaving.settings = tried(150, stateful_step_count=20)


# ---- of a whole site -----------------------------------------------------------------------------

FIRST = "content/articles/first.md"
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signatures are trusted at once, as if files had rested."""
    monkeypatch.setattr(files, "SAFETY_GAP_NS", 0)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch, at_rest: None) -> list[str]:  # noqa: ARG001
    """The files that are read from now on, in their order."""
    return read_from_now_on(monkeypatch)


def build(site: Site) -> None:
    """Build as a command of its own does."""
    builder = Builder(site.root / "site")
    builder.build(Request(root=site.root, now=NOW))
    builder.close()


def test_a_build_that_fails_for_an_article_reads_the_others_no_more(
    site: Site, reads: list[str]
) -> None:
    build(site)
    site.replace(FIRST, "source: herald", "source: harold")
    site.replace("content/articles/second.md", "South wants", "South now wants")
    build(site)
    assert reads.count("content/articles/second.md") == 2
    reads.clear()
    site.replace(FIRST, "source: harold", "source: herald")
    build(site)
    assert [path for path in reads if "articles" in path] == [FIRST]
    assert "South now wants" in site.page("articles/second/")


@pytest.mark.usefixtures("at_rest")
def test_a_build_that_fails_for_a_template_leaves_the_next_what_it_had_to_do(site: Site) -> None:
    site.write("templates/base.html", '{% extends "default/base.html" %}')
    build(site)
    site.replace(FIRST, "on Wednesday", "on Thursday")
    site.replace("themes/truce.md", "title: Truce", "title: The truce")
    (site.root / "templates/base.html").unlink()
    (site.root / "templates/base.html").symlink_to("nowhere")
    builder = Builder(site.root / "site")
    assert builder.build(Request(root=site.root, now=NOW)).written is None
    assert "on Wednesday" in site.page("articles/first/")
    (site.root / "templates/base.html").unlink()
    site.write("templates/base.html", '{% extends "default/base.html" %}')
    assert builder.build(Request(root=site.root, now=NOW)).written is not None
    assert "on Thursday" in site.page("articles/first/")
    assert "The truce" in site.page("themes/truce/")


def test_a_build_that_only_compared_files_locks_nobody_out(
    site: Site, monkeypatch: pytest.MonkeyPatch, reads: list[str]
) -> None:
    preview = Builder(site.root / "site")
    with monkeypatch.context() as just_saved:
        just_saved.setattr(files, "SAFETY_GAP_NS", 10**18)
        preview.build(Request(root=site.root, now=NOW))
    reads.clear()
    preview.build(Request(root=site.root, now=NOW))
    assert FIRST in reads  # it was compared, and is trusted from now on
    reads.clear()
    (database,) = (site.root / ".briefing").glob("cache-*.db")
    with closing(sqlite3.connect(database, timeout=0)) as another:
        another.execute("BEGIN IMMEDIATE")
    build(site)
    assert reads == []
    preview.close()
