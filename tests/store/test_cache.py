"""The cache: it may vanish, be damaged or be somebody else's, and nobody notices."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from generator.build import Builder
from generator.read import files, scan
from generator.request import Request
from generator.store.cache import Cache
from generator.store.file_states import FileStates, Suspects
from generator.store.page_table import PageTable
from generator.store.version import code_version
from tests.conftest import Site
from tests.work import read_from_now_on

FIRST = "content/articles/first.md"


def cache(site: Site) -> Path:
    """Return the file of the cache."""
    (found,) = (site.root / ".briefing").glob("cache-*.db")
    return found


def flip_bytes(file: Path) -> None:
    data = bytearray(file.read_bytes())
    rng = Random(1)
    for _ in range(200):
        data[rng.randrange(len(data))] ^= 0xFF
    file.write_bytes(bytes(data))


def flip_a_letter(file: Path) -> None:
    data = file.read_bytes()
    assert b"thirty days" in data
    file.write_bytes(data.replace(b"thirty days", b"thirsy days"))


def empty(file: Path) -> None:
    file.write_bytes(b"")


def halve(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def put_something_else(file: Path) -> None:
    file.write_text("not a database at all\n" * 1000)


def put_another_database(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE reading (path TEXT)")


def remove(file: Path) -> None:
    file.unlink()


def remove_its_mark(file: Path) -> None:
    file.with_suffix(".mark").unlink()


def garble_its_mark(file: Path) -> None:
    file.with_suffix(".mark").write_bytes(b"\xff\xfe nonsense")


def put_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()
    (file / "something").write_text("")


DAMAGE = [
    *(flip_bytes, flip_a_letter, empty, halve, put_something_else, put_another_database),
    *(put_a_folder, remove, remove_its_mark, garble_its_mark),
]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
@pytest.mark.parametrize("edit", [True, False], ids=["with an edit", "without one"])
def test_a_damaged_or_foreign_cache_is_built_anew_without_a_word(
    site: Site, damage: Callable[[Path], None], edit: bool
) -> None:
    site.build()
    damage(cache(site))
    if edit:
        site.replace(FIRST, "on Wednesday", "on Thursday")
    outcome = site.build()
    assert outcome.err == ""
    clean = site.output()
    site.build("--output", str(site.root / "elsewhere"))
    assert clean == site.output("elsewhere")
    assert site.build().out.split(": ", 1)[1].startswith(f"0 files written, {len(clean)} unchanged")


@pytest.mark.parametrize("damage", [remove, empty, halve, flip_bytes, put_something_else])
@pytest.mark.parametrize("there", [True, False], ids=["site there", "site gone"])
def test_a_site_whose_record_is_damaged_is_still_whole_after_a_build(
    site: Site, damage: Callable[[Path], None], there: bool
) -> None:
    site.build()
    good = site.output()
    (manifest,) = (site.root / ".briefing").glob("manifest-*")
    damage(manifest)
    if not there:
        shutil.rmtree(site.root / "site")
    for written in (0 if there else len(good), 0):
        outcome = site.build()
        assert site.output() == good
        assert f": {written} files written, {len(good) - written} unchanged" in outcome.out
    # It is known again which files are ours.
    site.remove("content/articles/second.md").build()
    assert "articles/second/index.html" not in site.output()


def test_a_preview_whose_record_is_damaged_keeps_its_site_whole(site: Site) -> None:
    output = site.root / "site"
    builder = Builder(output)
    request = Request(root=site.root, now=datetime.now(UTC))
    builder.build(request)
    good = site.output()
    (manifest,) = (site.root / ".briefing").glob("manifest-*")
    empty(manifest)
    shutil.rmtree(output / "articles")
    site.replace(FIRST, "on Wednesday", "on Thursday")
    builder.build(request, trust=True)
    assert site.output().keys() == good.keys()
    assert "on Thursday" in site.page("articles/first/")


def test_a_preview_looks_again_at_what_somebody_changed_but_another_build(site: Site) -> None:
    builder = Builder(site.root / "site")
    request = Request(root=site.root, now=datetime.now(UTC))
    builder.build(request)
    good = site.output()
    assert not builder.output_was_changed()
    (site.root / "site/articles/second/index.html").unlink()
    assert builder.output_was_changed()
    assert not builder.output_was_changed(), "it is told once, however the build then ends"
    builder.build(request, trust=True)
    assert site.output() == good
    site.build("--base-url", "https://example.org/elsewhere/")
    assert not builder.output_was_changed(), "a build that somebody wanted is left alone"
    shutil.rmtree(site.root / "site")
    builder.build(request, trust=True)
    assert site.output() == good


def test_a_cache_that_is_damaged_while_it_is_in_use_is_built_anew(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    site.replace(FIRST, "on Wednesday", "on Thursday")
    real = FileStates.suspects
    failed: list[bool] = []

    def fail_once(self: FileStates, snapshot: scan.Snapshot) -> Suspects:
        if not failed:
            failed.append(True)
            raise sqlite3.DatabaseError("database disk image is malformed")
        return real(self, snapshot)

    monkeypatch.setattr(FileStates, "suspects", fail_once)
    outcome = site.build()
    assert outcome.err == ""
    assert "on Thursday" in site.page("articles/first/")


def test_a_cache_that_cannot_be_kept_is_one_clear_message(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> frozenset[str]:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(FileStates, "suspects", fail)
    outcome = site.run("build")
    assert outcome.exit_code == 1
    assert "database or disk is full; is the disk full or read-only? [cannot-write]" in outcome.err
    assert "Traceback" not in outcome.err


def test_a_cache_that_cannot_be_kept_at_the_end_is_a_warning_for_the_site_is_written(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    site.replace(FIRST, "on Wednesday", "on Thursday")
    with monkeypatch.context() as full:

        def fail(*_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        full.setattr(PageTable, "mark_clean", fail)
        outcome = site.run("build")
    assert outcome.exit_code == 0
    assert "warning: the site was written, but the cache cannot be saved: database" in outcome.err
    assert "on Thursday" in site.page("articles/first/")
    site.replace(FIRST, "on Thursday", "on Friday").build()
    assert "on Friday" in site.page("articles/first/")


def test_the_cache_lies_outside_the_site_and_so_does_the_manifest(site: Site) -> None:
    site.build()
    assert not any(file.startswith(("cache", "manifest")) for file in site.output())


def test_an_edit_that_keeps_size_and_time_is_seen(site: Site) -> None:
    site.build()
    file = site.root / FIRST
    before = file.stat()
    site.replace(FIRST, "on Wednesday", "on wednesday")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    site.build()
    assert "on wednesday" in site.page("articles/first/")


def test_an_edit_within_one_tick_of_the_clock_is_seen(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a disk whose clock is coarse: the file looks the same before and after."""
    now = time.time_ns()
    for module in (scan, files):
        monkeypatch.setattr(
            module, "signature_of", lambda found: (found.st_size, now, now, found.st_ino)
        )
    site.build()
    site.replace(FIRST, "on Wednesday", "on wednesday")
    site.build()
    assert "on wednesday" in site.page("articles/first/")


def test_a_file_that_is_old_enough_is_not_read_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "SAFETY_GAP_NS", 0)
    site.build()
    read = read_from_now_on(monkeypatch)
    site.replace(FIRST, "on Wednesday", "on Thursday").build()
    assert [path for path in read if path.startswith("content/articles/")] == [FIRST]


def test_an_edit_of_one_claim_touches_only_what_shows_it(site: Site) -> None:
    site.build()
    before = site.output()
    site.replace(FIRST, "North wants thirty days.", "North wants thirty whole days.").build()
    after = site.output()
    assert {file for file in after if after[file] != before[file]} == {
        "index.html",
        "feed.xml",
        "feed.json",
        "data/briefing.json",
        "data/claims.csv",
        "actors/north/index.html",
        "articles/first/index.html",
        "themes/truce/index.html",
        "themes/truce/feed.xml",
        "themes/truce/feed.json",
        "themes/truce/2025-05/index.html",
        "themes/truce/timeline/index.html",
        "timeline/index.html",
        "timeline/2025-05/index.html",
    }


def test_a_build_says_why_each_page_was_made_again(site: Site) -> None:
    site.build()
    site.replace(FIRST, "on Wednesday", "on Thursday")
    explained = site.build("--explain").out.splitlines()
    assert explained[0] == "articles/first/index.html: the text of article first"
    assert re.search(r": 1 file written, \d\d unchanged, 0 removed, ", explained[1])
    (site.root / "site/themes/truce/index.html").unlink()
    explained = site.build("--explain").out.splitlines()
    assert explained[0] == "themes/truce/index.html: missing or changed in the output folder"
    site.write("templates/extra.html", "x")
    explained = site.build("--explain").out.splitlines()
    reason = "the templates, the base URL, the language or the generator"
    assert f"themes/truce/index.html: up to date; reason for the check: {reason}" in explained


def test_a_page_that_somebody_changed_in_the_output_is_put_right(site: Site) -> None:
    site.build()
    before = site.output()
    site.write("site/themes/truce/index.html", "changed").build()
    assert site.output() == before


def test_a_build_that_finds_nothing_to_do_leaves_the_cache_free_for_other_processes(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A preview keeps its cache open; a build in another terminal must not have to wait for it."""
    site.build()
    # From now on, what was saved just before is old enough for its signature to be trusted.
    monkeypatch.setattr(files, "SAFETY_GAP_NS", 0)
    builder = Builder(site.root / "site")
    built = builder.build(Request(root=site.root, now=datetime.now(UTC)))
    assert built.written is not None
    with contextlib.closing(sqlite3.connect(cache(site), timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
    builder.close()


def test_a_copy_has_what_the_cache_has_and_changes_nothing_of_it(site: Site) -> None:
    site.build()
    before = cache(site).read_bytes()
    copy = Cache(None, code_version(), copied=cache(site))
    assert len(copy.readings.paths()) == 2
    copy.readings.remove([FIRST])
    copy.commit()
    copy.close()
    assert cache(site).read_bytes() == before
    assert len(Cache(None, code_version(), copied=cache(site)).readings.paths()) == 2


def test_a_copy_of_what_is_not_trusted_is_empty(site: Site) -> None:
    site.build()
    assert Cache(None, "another version", copied=cache(site)).readings.paths() == ()
    os.utime(cache(site))
    assert Cache(None, code_version(), copied=cache(site)).readings.paths() == ()
    missing = site.root / "missing.db"
    assert Cache(None, code_version(), copied=missing).readings.paths() == ()


def test_a_copy_of_what_somebody_writes_to_at_this_moment_is_empty(site: Site) -> None:
    site.build()
    with contextlib.closing(sqlite3.connect(cache(site))) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert Cache(None, code_version(), copied=cache(site)).readings.paths() == ()
