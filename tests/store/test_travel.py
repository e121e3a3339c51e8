"""State that travels: cache and output brought elsewhere are worth what they were, if unharmed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import stages
from generator.prose.markdown import Markdown
from generator.read import files
from generator.read.files import Source
from generator.store.database import Database
from generator.validate.content import ArticleReading
from generator.validate.site import validate_article
from tests.conftest import Site
from tests.tried import tried
from tests.work import made_from_now_on, read_from_now_on

FIRST = "content/articles/first.md"


def brought(site: Site, to: Path) -> Site:
    """Copy a site with its state and its output, as a backup without times would."""
    shutil.copytree(site.root, to, copy_function=shutil.copyfile, symlinks=True)
    for file in to.rglob("*"):
        os.utime(file, ns=(10**18, 10**18 + file.stat().st_ino))
    return Site(to)


def cache(site: Site) -> Path:
    """Return the file of the cache."""
    (found,) = (site.root / ".briefing").glob("cache-*.db")
    return found


@pytest.fixture
def moved(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site that was built, in another folder, all its files with other inodes and times."""
    monkeypatch.setattr(files, "SAFETY_GAP_NS", 0)  # as if it had rested
    site.build("--jobs", "1")
    return brought(site, tmp_path / "elsewhere" / "moved")


def parsed_from_now_on(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the articles that are parsed, in their order, as they are."""
    found: list[str] = []
    real = validate_article

    def validated(source: Source, markdown: Markdown) -> ArticleReading:
        found.append(source.path)
        return real(source, markdown)

    monkeypatch.setattr(stages, "validate_article", validated)
    return found


def clean(site: Site) -> dict[str, bytes]:
    """Return what a clean build of a site writes."""
    apart = Site(site.root.parent / "clean")
    for folder in ("content", "themes"):
        shutil.copytree(site.root / folder, apart.root / folder)
    apart.build()
    found = apart.output()
    shutil.rmtree(apart.root)
    return found


def test_a_build_after_one_edit_elsewhere_does_the_work_of_one_edit(
    moved: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved.replace(FIRST, "on Wednesday", "on Thursday")
    made, reads = made_from_now_on(monkeypatch), read_from_now_on(monkeypatch)
    parsed = parsed_from_now_on(monkeypatch)
    outcome = moved.build("--jobs", "1")
    assert ": 1 file written, " in outcome.out
    assert [*made.rendered] == ["articles/first/index.html"]
    assert parsed == [FIRST]
    assert set(Counter(path for path in reads if "articles" in path).values()) == {1}
    assert moved.output() == clean(moved)


def test_without_an_edit_nothing_is_made_and_the_next_build_reads_no_page(
    moved: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_from_now_on(monkeypatch)
    assert ": 0 files written, " in moved.build("--jobs", "1").out
    assert not made.planned
    opened: list[str] = []
    real = os.open

    def heard(path: str, *more: int) -> int:
        opened.append(str(path))
        return real(path, *more)

    monkeypatch.setattr(os, "open", heard)
    assert ": 0 files written, " in moved.build("--jobs", "1").out
    assert not [path for path in opened if "/site/" in path]


def test_an_output_that_is_empty_is_written_without_parsing_an_article(
    moved: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = moved.output()
    shutil.rmtree(moved.root / "site")
    parsed = parsed_from_now_on(monkeypatch)
    moved.build("--jobs", "1")
    assert parsed == []
    assert moved.output() == whole


def test_what_somebody_changed_in_an_output_is_put_right_wherever_it_was_brought(
    moved: Site,
) -> None:
    right = moved.output()
    page = moved.root / "site/themes/truce/index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("Truce", "Truck"), encoding="utf-8")  # of the same size
    (moved.root / "site/feed.xml").unlink()
    assert ": 2 files written, " in moved.build().out
    assert moved.output() == right


def test_a_file_that_became_a_link_is_no_file_of_ours(moved: Site, tmp_path: Path) -> None:
    page = moved.root / "site/themes/truce/index.html"
    shutil.copyfile(page, tmp_path / "copy.html")
    page.unlink()
    page.symlink_to(tmp_path / "copy.html")
    moved.build()
    assert not page.is_symlink()


# A cache that must not be believed


def cut_at(number: int) -> Callable[[Path], None]:
    def cut(file: Path) -> None:
        data = file.read_bytes()
        file.write_bytes(data[: len(data) * number // 100])

    return cut


def put_its_journal_there(file: Path) -> None:
    file.with_name(f"{file.name}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 70)


def put_a_link(file: Path) -> None:
    elsewhere = file.with_name("elsewhere")
    file.rename(elsewhere)
    file.symlink_to(elsewhere)


def take_another_version(file: Path) -> None:
    mark = file.with_suffix(".mark")
    version, rest = mark.read_text().split(" ", 1)
    mark.write_text(f"{'0' * len(version)} {rest}")


def copy_amid_a_write(file: Path) -> None:
    """Leave the second half as it was, and the first as it is after another transaction."""
    before = file.read_bytes()
    with sqlite3.connect(file) as db:
        db.execute("UPDATE reading SET body = 'x' || body")
    after = file.read_bytes()
    half = len(before) // 2
    file.write_bytes(after[:half] + before[half:])


UNBELIEVABLE = [
    *(cut_at(number) for number in (1, 50, 99)),
    *(put_its_journal_there, put_a_link, take_another_version, copy_amid_a_write),
]


@pytest.mark.parametrize("harm", UNBELIEVABLE)
def test_a_cache_that_was_harmed_on_the_way_is_built_anew_without_a_word(
    moved: Site, harm: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    harm(cache(moved))
    parsed = parsed_from_now_on(monkeypatch)
    moved.replace(FIRST, "on Wednesday", "on Thursday")
    assert moved.build("--jobs", "1").err == ""
    assert parsed == [FIRST, "content/articles/second.md"]
    assert moved.output() == clean(moved)
    assert not cache(moved).is_symlink()


def database(folder: Path) -> tuple[Path, bytes, str]:
    """Return the file of a small database, its bytes, and its mark."""
    file = folder / "some.db"
    made = Database(file, "1")
    rows = ((f"key{number}", "value" * number) for number in range(400))
    made.db.executemany("INSERT INTO fact VALUES (?, ?)", rows)
    made.commit()
    made.close()
    return file, file.read_bytes(), file.with_suffix(".mark").read_text()


def is_believed(file: Path, mark: str) -> bool:
    """Return whether a database that was brought here is opened with what is in it."""
    file.with_suffix(".mark").write_text(mark)
    opened = Database(file, "1")
    (count,) = opened.db.execute("SELECT count(*) FROM fact").fetchone()
    opened.close()
    return bool(count)


def test_it_is_believed_as_it_was_left_and_known_again_by_its_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, data, mark = database(tmp_path)
    file.unlink()
    file.write_bytes(data)
    assert is_believed(file, mark)
    monkeypatch.delattr("generator.store.database.checksum_of")
    assert is_believed(file, file.with_suffix(".mark").read_text())


@tried(200)
@given(st.randoms(use_true_random=False))
def test_no_flipped_bit_and_no_lost_end_is_ever_believed(
    tmp_path_factory: pytest.TempPathFactory, random: Random
) -> None:
    file, data, mark = database(tmp_path_factory.mktemp("flipped"))
    harmed = bytearray(data)
    if random.random() < 0.3:
        del harmed[random.randrange(len(harmed)) :]
    for _ in range(0 if len(harmed) < len(data) else random.randint(1, 3)):
        harmed[random.randrange(len(harmed))] ^= 1 << random.randrange(8)
    if harmed == data:
        return
    file.unlink()
    file.write_bytes(harmed)
    assert not is_believed(file, mark)


def test_the_mark_of_a_build_that_was_killed_is_good_for_its_own_file_alone(
    tmp_path: Path,
) -> None:
    file, _, _ = database(tmp_path)
    killed = Database(file, "1")
    killed.db.execute("INSERT INTO fact VALUES ('more', '')")
    killed.commit()
    killed.db.close()  # without letting go
    mark = file.with_suffix(".mark").read_text()
    assert is_believed(file, mark)
    mark = mark[: len(mark.rsplit(" ", 1)[0])] if len(mark.split()) > 4 else mark
    data = file.read_bytes()
    file.unlink()
    file.write_bytes(data)
    os.utime(file, ns=(1, 1))
    assert not is_believed(file, mark)


def test_a_large_cache_travels_from_a_ci_and_from_a_build_with_nothing_to_do(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.store.database._SMALL", 0)
    monkeypatch.setattr(files, "SAFETY_GAP_NS", 0)
    parsed = parsed_from_now_on(monkeypatch)

    def parsed_elsewhere(name: str) -> list[str]:
        parsed.clear()
        brought(site, tmp_path / name).build("--jobs", "1")
        return list(parsed)

    monkeypatch.delenv("CI", raising=False)
    site.build("--jobs", "1")
    assert parsed_elsewhere("unsealed") == [FIRST, "content/articles/second.md"]
    site.build("--jobs", "1")
    assert parsed_elsewhere("up to date") == []
    monkeypatch.setenv("CI", "true")
    site.replace(FIRST, "on Wednesday", "on Thursday").build("--jobs", "1")
    assert parsed_elsewhere("from a CI") == []


# One part of the state without the other


@pytest.mark.parametrize("kept", [".briefing", "site", "manifests", "cache"])
def test_a_part_of_older_state_beside_newer_never_makes_an_older_page(
    site: Site, tmp_path: Path, kept: str
) -> None:
    """Something is changed, built and changed back: only what was built tells of it."""
    site.build()
    older = brought(site, tmp_path / "older")
    text = (site.root / FIRST).read_bytes()
    site.replace(FIRST, "on Wednesday", "on Thursday").build()
    site.write(FIRST, text)
    if kept in ("site", ".briefing"):
        shutil.rmtree(site.root / kept)
        shutil.copytree(older.root / kept, site.root / kept)
    else:
        pattern = "*.jsonl" if kept == "manifests" else "cache-*"
        for file in (older.root / ".briefing").glob(pattern):
            shutil.copy2(file, site.root / ".briefing" / file.name)
    site.build()
    assert site.output() == older.output()


def test_older_manifests_and_output_beside_a_newer_cache_make_no_older_page(
    site: Site, tmp_path: Path
) -> None:
    site.build()
    older = brought(site, tmp_path / "older")
    site.replace(FIRST, "on Wednesday", "on Thursday").build()
    shutil.rmtree(site.root / "site")
    shutil.copytree(older.root / "site", site.root / "site")
    for file in (older.root / ".briefing").glob("*.jsonl"):
        shutil.copy2(file, site.root / ".briefing" / file.name)
    site.build()
    assert "on Thursday" in site.page("articles/first/")
    assert site.output() == clean(site)


def test_a_record_of_an_earlier_version_still_says_which_files_are_ours(site: Site) -> None:
    site.build()
    good = site.output()
    for file in (site.root / ".briefing").glob("manifest-*"):
        lines = [line for line in file.read_text().splitlines() if line.startswith('["')]
        cut = [f"{line.rpartition(', ')[0]}]" if line.count(",") == 4 else line for line in lines]
        file.write_text("\n".join(cut))
    cache(site).unlink()
    site.remove("content/articles/second.md").build()
    assert "articles/second/index.html" not in site.output()
    assert site.output().keys() < good.keys()
