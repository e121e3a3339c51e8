"""The watcher itself: what the system tells, and what happens where it tells nothing."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator

import pytest

from generator.read.scan import scan
from generator.watch.watcher import Watcher
from tests.conftest import SITE, Site
from tests.serve.running import article
from tests.watch import saves
from tests.watch.conftest import read_everything

FIRST, SECOND = "content/articles/first.md", "content/articles/second.md"
THIRD = "content/articles/third.md"
OBSERVER = "generator.watch.watcher.Observer"


# What the system tells, without ever looking by itself


def save_in_every_way(site: Site) -> Iterator[None]:
    words = "South wants sixty"
    for save in saves.EVERY_WAY:
        new = f"South wants it {save.__name__}"
        save(site.root / SECOND, words, new)
        words = new
        yield


def write_into_a_new_folder(site: Site) -> Iterator[None]:
    site.write("content/articles/2025/05/deep.md", article("Deep"))
    yield
    site.write("content/articles/2025/05/deep.md", article("Deeper"))
    yield


def write_into_a_new_top_folder(site: Site) -> Iterator[None]:
    site.write("static/deep/er/text.txt", "Text.")
    yield
    site.write("static/deep/er/text.txt", "Another text.")
    yield


def move_a_folder_in_and_out(site: Site) -> Iterator[None]:
    site.write("elsewhere/2025/one.md", article("One"))
    (site.root / "elsewhere/2025").rename(site.root / "content/articles/2025")
    yield
    site.write("content/articles/2025/one.md", article("Another one"))
    yield
    (site.root / "content/articles/2025").rename(site.root / "content/articles/2026")
    yield
    site.write("content/articles/2026/one.md", article("Yet another one"))
    yield
    (site.root / "content/articles/2026").rename(site.root / "elsewhere/2026")
    yield


def put_the_whole_content_in_place_of_the_old(site: Site) -> Iterator[None]:
    shutil.copytree(site.root / "content", site.root / "fresh")
    (site.root / "content").rename(site.root / "old")
    (site.root / "fresh").rename(site.root / "content")
    yield
    site.write(SECOND, article("Second in its new folder"))
    yield
    shutil.rmtree(site.root / "content")
    yield


def delete_and_restore(site: Site) -> Iterator[None]:
    (site.root / FIRST).rename(site.root / "first.md")
    yield
    (site.root / "first.md").rename(site.root / FIRST)
    yield
    site.remove(FIRST)
    yield


@pytest.mark.parametrize(
    "changes_of",
    [
        save_in_every_way,
        write_into_a_new_folder,
        write_into_a_new_top_folder,
        move_a_folder_in_and_out,
        put_the_whole_content_in_place_of_the_old,
        delete_and_restore,
    ],
)
def test_events_alone_tell_of_every_change(
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    changes_of: Callable[[Site], Iterator[None]],
) -> None:
    monkeypatch.setattr("generator.watch.watcher.SCAN_SECONDS", 1000.0)
    with Watcher(site.root) as watcher:
        seen = watcher.scan()
        for _ in changes_of(site):
            now = scan(site.root)
            assert now.files != seen.files
            while seen.files != now.files:
                start = time.monotonic()
                heard = watcher.wait(60)
                assert heard
                assert time.monotonic() - start < 50, "found by a last look, not heard"
                seen = heard


def test_reading_is_not_heard_at_all(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.watch.watcher.SCAN_SECONDS", 1000.0)
    with Watcher(site.root) as watcher:
        watcher.scan()
        read_everything(site)
        site.build("--output", str(site.root / "site"))
        assert watcher.wait(1) is None


# Where the system tells nothing


class DeafObserver:
    """Takes every request to watch and never tells of anything."""

    def schedule(self, *_: object, **__: object) -> object:
        return object()

    def unschedule(self, _: object) -> None:
        pass

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass

    def join(self, timeout: float | None = None) -> None:
        pass

    def is_alive(self) -> bool:
        return True


def test_an_event_that_never_came_is_made_good(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OBSERVER, DeafObserver)
    with Watcher(site.root) as watcher:
        watcher.scan()
        assert watcher.wait(0.1) is None
        site.write("content/articles/third.md", article("Third"))
        start = time.monotonic()
        tree = watcher.wait(40)
        assert tree
        assert "content/articles/third.md" in tree.files
        assert time.monotonic() - start < 10
        assert watcher.wait(0.1) is None


@pytest.mark.parametrize("refused", ["schedule", "start"])
def test_where_the_system_grants_no_watches_it_goes_on_by_looking(
    site: Site, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(DeafObserver, refused, refuse)
    monkeypatch.setattr(DeafObserver, "is_alive", lambda _: False)
    monkeypatch.setattr(OBSERVER, DeafObserver)
    with Watcher(site.root) as watcher:
        watcher.scan()
        site.write("content/articles/third.md", article("Third"))
        tree = watcher.wait(40)
        assert tree
        assert "content/articles/third.md" in tree.files


def test_watches_that_run_out_later_do_no_harm(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    with Watcher(site.root) as watcher:
        watcher.scan()
        monkeypatch.setattr(f"{OBSERVER}.schedule", refuse)
        for name in ("a", "b"):
            site.write(f"templates/{name}.html", "Nothing.")
            tree = watcher.wait(40)
            assert tree
            assert f"templates/{name}.html" in tree.files


def test_waiting_ends_when_its_time_is_over(site: Site) -> None:
    with Watcher(site.root) as watcher:
        watcher.scan()
        start = time.monotonic()
        assert watcher.wait(0.3) is None
        assert 0.25 < time.monotonic() - start < 20


def test_a_file_that_is_being_written_is_waited_for(site: Site) -> None:
    with Watcher(site.root) as watcher:
        watcher.scan()
        text = SITE[SECOND]
        descriptor = os.open(site.root / SECOND, os.O_WRONLY | os.O_TRUNC)
        os.write(descriptor, text[:30].encode())
        os.write(descriptor, text[30:].encode())
        os.close(descriptor)
        tree = watcher.wait(40)
        assert tree
        assert tree.files[SECOND][0] == len(text.encode())
        assert watcher.wait(0.5) is None, "one save is one change"


def test_one_file_that_was_saved_is_a_whole_burst(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.watch.watcher.DEBOUNCE_SECONDS", 60.0)
    monkeypatch.setattr("generator.watch.watcher.MAX_DEBOUNCE_SECONDS", 60.0)
    with Watcher(site.root) as watcher:
        watcher.scan()
        start = time.monotonic()
        saves.in_place(site.root / SECOND, "South wants sixty", "South wants ninety")
        assert watcher.wait(60)
        assert time.monotonic() - start < 40, "nothing more is waited for"


def test_after_several_files_more_are_waited_for(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.watch.watcher.DEBOUNCE_SECONDS", 3.0)
    monkeypatch.setattr("generator.watch.watcher.MAX_DEBOUNCE_SECONDS", 60.0)
    monkeypatch.setattr("generator.watch.watcher.SAVE_DEBOUNCE_SECONDS", 0.3)
    with Watcher(site.root) as watcher:
        before = watcher.scan().files
        site.write(FIRST, article("Another"))
        site.write(SECOND, article("Yet another"))
        time.sleep(1)
        site.write(THIRD, article("Third"))
        after = watcher.wait(40)
        assert after
        new = {file for file in after.files if after.files[file] != before.get(file)}
        assert new == {FIRST, SECOND, THIRD}
        assert watcher.wait(1) is None
