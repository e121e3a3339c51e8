"""A site that is built again by itself, however files change (PITFALLS 1 to 5)."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from generator.read.scan import scan
from generator.watch.watcher import Watcher
from tests.conftest import SITE, Site
from tests.serve.running import (
    Serving,
    article,
    clean_output,
    small_site,
    until,
)
from tests.watch import saves

SLOW = """\
{% extends "default/base.html" %}
{% block rail %}{% for _ in range(40000) %}{% endfor %}{% endblock %}
"""
"""A template that makes every page take its time."""

FIRST, SECOND = "content/articles/first.md", "content/articles/second.md"
OBSERVER = "generator.watch.watcher.Observer"


@pytest.fixture(scope="module")
def shared(
    mode: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Serving, dict[str, bytes]]]:
    """One server for all tests that leave it running, with the output that it began with.

    Its root has a name that is not easy, and is reached through a symbolic link.
    """
    site = small_site(tmp_path_factory.mktemp("watched") / "Ein Land & mehr")
    with Serving(site, *mode, root=link_to(site)) as serving:
        yield serving, serving.output()


@pytest.fixture
def serving(shared: tuple[Serving, dict[str, bytes]]) -> Serving:
    """The shared server on the small site, as if nobody had ever touched it."""
    serving, output = shared
    put_back(serving.site)
    serving.becomes(output)
    return serving


def link_to(site: Site) -> Path:
    """Return a symbolic link to a site's root, made where it is missing."""
    link = site.root.parent / "link"
    if not link.is_symlink():
        link.symlink_to(site.root, target_is_directory=True)
    return link


def put_back(site: Site) -> None:
    """Undo whatever a test did to the small site."""
    for folder in ("content", "themes", "templates", "static"):
        for file in (site.root / folder).rglob("*"):
            path = file.relative_to(site.root).as_posix()
            if not file.is_dir() and path not in SITE:
                file.unlink()
    for folder in ("content/media", "templates", "static"):
        shutil.rmtree(site.root / folder, ignore_errors=True)
    for path, text in SITE.items():
        file = site.root / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            site.write(path, text)


# 1: stale lists


def retag(site: Site) -> None:
    site.replace(SECOND, "themes: [truce, venues]", "themes: [truce]")


def edit_a_claim(site: Site) -> None:
    site.replace(SECOND, "value: 60 days", "value: 30 days")


def rename(site: Site) -> None:
    (site.root / SECOND).rename(site.root / "content/articles/sixty-days.md")


def delete(site: Site) -> None:
    site.remove(SECOND)


def edit_the_registers(site: Site) -> None:
    site.replace("content/sources.yaml", "The Gazette", "The Evening Gazette")
    site.replace("content/actors.yaml", "The Envoy of North", "The Special Envoy of North")


def edit_a_theme(site: Site) -> None:
    site.replace("themes/truce.md", "title: Truce", "title: Truce or Peace")


def override_a_template(site: Site) -> None:
    site.write(
        "templates/article.html",
        '{% extends "default/article.html" %}{% block rail %}<p>New in town.</p>{% endblock %}',
    )


def override_the_template_of_one_theme(site: Site) -> None:
    site.write(
        "themes/truce.html",
        '{% extends "theme.html" %}{% block bottom_line %}<p>Special.</p>{% endblock %}',
    )


def edit_the_configuration(site: Site) -> None:
    site.replace("content/site.yaml", "title: Small Site", "title: Smaller Site")


def move_the_site_to_a_folder_of_its_host(site: Site) -> None:
    site.replace("content/site.yaml", "https://example.org/", "https://example.org/moved/")


STEPS = (
    retag,
    edit_a_claim,
    rename,
    delete,
    edit_the_registers,
    edit_a_theme,
    override_a_template,
    override_the_template_of_one_theme,
    edit_the_configuration,
    move_the_site_to_a_folder_of_its_host,
)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_pitfall_1_no_list_is_stale(serving: Serving, step: Callable[[Site], None]) -> None:
    before = serving.output()
    step(serving.site)
    clean = clean_output(serving.site)
    assert clean != before
    serving.becomes(clean)


def test_pitfall_1_an_edited_template_reaches_its_pages_again_and_again(serving: Serving) -> None:
    for word in ("once", "twice"):
        rail = "{% block rail %}" + word + "{% endblock %}"
        serving.save("templates/article.html", '{% extends "default/article.html" %}' + rail)
        serving.shows("/articles/first/", word)
    serving.becomes_clean()


def test_pitfall_1_an_output_that_was_deleted_is_whole_after_the_next_save(site: Site) -> None:
    with Serving(site) as serving:
        shutil.rmtree(site.root / "site")
        retag(site)
        serving.becomes_clean()


def test_pitfall_1_a_build_by_somebody_else_is_set_right_by_the_next_save(site: Site) -> None:
    with Serving(site) as serving:
        site.build("--base-url", "https://example.org/elsewhere/")
        retag(site)
        serving.becomes_clean()


# 2: the watcher triggers itself


@pytest.fixture(scope="module")
def counted(mode: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server whose every build is accounted for: no test leaves one under way."""
    site = small_site(tmp_path_factory.mktemp("counted") / "small")
    with Serving(site, *mode) as serving:
        assert serving.builds == 1
        yield serving


def test_pitfall_2_one_save_is_one_rebuild_and_reading_is_none(counted: Serving) -> None:
    builds = counted.builds
    counted.save(FIRST, SITE[FIRST] + "\nSaved once.\n")
    counted.shows("/articles/first/", "Saved once.")
    counted.has_built(builds + 1)
    time.sleep(1)
    with counted.listen("/articles/first/") as stream:
        for _ in range(4):  # together with the one above, five seconds
            read_everything(counted.site)
            time.sleep(1)
        told = [name for name, _ in stream.events]
    assert counted.builds == builds + 1
    assert told == ["problems"], "open pages heard how things stand, and of no build after that"


def read_everything(site: Site) -> None:
    for folder in ("content", "themes"):
        subprocess.run(["ls", "-lR", folder], cwd=site.root, check=True, capture_output=True)
        for file in (site.root / folder).rglob("*"):
            file.stat()
            if file.is_file():
                assert file.read_bytes()


def test_pitfall_2_a_save_is_reported_once(counted: Serving) -> None:
    builds, words = counted.builds, "South wants sixty"
    for save in (saves.replaced, saves.in_place, saves.as_vim_does, saves.by_sed, saves.by_vim):
        new = f"South wants it {save.__name__}"
        save(counted.site.root / SECOND, words, new)
        counted.shows("/articles/second/", new)
        builds, words = builds + 1, new
        counted.has_built(builds)
    # Whatever else the saves set off comes before what the next one does.
    counted.save("static/after.txt", "After.\n")
    counted.shows("/static/after.txt", "After.")
    counted.has_built(builds + 1)
    assert counted.builds == builds + 1


def test_pitfall_2_a_file_saved_as_it_was_writes_nothing(counted: Serving) -> None:
    before, builds = modification_times(counted), counted.builds
    (counted.site.root / SECOND).touch()
    for path in ("content/sources.yaml", "themes/truce.md"):
        counted.site.write(path, SITE[path])
    counted.save("content/actors.yaml", SITE["content/actors.yaml"])
    time.sleep(0.5)  # so that they are a change of their own
    counted.save("static/as-it-was.txt", "As it was.\n")
    counted.shows("/static/as-it-was.txt", "As it was.")
    counted.has_built(builds + 1)
    assert counted.builds == builds + 1
    assert " 1 file written, " in counted.out[-1]
    after = modification_times(counted)
    del after["static/as-it-was.txt"]
    assert after == before


def modification_times(serving: Serving) -> dict[str, int]:
    top = serving.site.root / "site"
    return {path: (top / path).stat().st_mtime_ns for path in serving.output()}


# 3: how editors save


def test_pitfall_3_the_last_content_is_shown_however_it_is_saved(serving: Serving) -> None:
    file, words = serving.site.root / SECOND, "South wants sixty"
    for save in saves.EVERY_WAY:
        new = f"South wants it {save.__name__}"
        save(file, words, new)
        serving.shows("/articles/second/", f"<p>{new}.</p>")
        words = new
    serving.becomes_clean()


def test_pitfall_3_the_last_of_two_saves_is_shown_whenever_it_comes(serving: Serving) -> None:
    serving.save("templates/base.html", SLOW)
    titles = serving.site.root / "content/site.yaml"  # a title is on every page
    title = "Small Site"
    for number, delay in enumerate((0, 0.05, 0.2)):
        for new in (f"Begun {number}", f"Done {number}"):
            saves.replaced(titles, f"title: {title}", f"title: {new}")
            title = new
            time.sleep(delay)
        serving.shows("/", title)
    serving.becomes_clean()


def test_pitfall_3_what_editors_leave_behind_is_neither_page_nor_problem(serving: Serving) -> None:
    expected = {**serving.output(), "static/after.txt": b"After.\n"}
    complaints = len(serving.err)
    folders = ["content/articles", "content/pages", "content/media", "themes"]
    for folder in (*folders, "content", "templates", "static"):
        for name in saves.LEFT_BEHIND:
            serving.site.write(f"{folder}/{name}", "---\nwrong: [\n")
        (serving.site.root / folder / ".#second.md").symlink_to("editor@desk.4711:1747300000")
    for folder in folders:
        for name in saves.LEFT_BESIDE_TEXTS:
            serving.site.write(f"{folder}/{name}", "---\nwrong: [\n")
    serving.save("static/after.txt", "After.\n")
    serving.becomes(expected)
    assert serving.err[complaints:] == []


def git(site: Site, *arguments: str) -> None:
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    settings = ["-c", "core.autocrlf=false", "-c", "commit.gpgsign=false", "-c", "gc.auto=0"]
    subprocess.run(["git", *who, *settings, *arguments], cwd=site.root, check=True)


def test_pitfall_3_another_branch_of_git_is_shown_whole(mode: tuple[str, ...], site: Site) -> None:
    elsewhere = Site(site.root.parent / "elsewhere")

    def commit(branch: str, numbers: range) -> None:
        for number in numbers:
            name = f"content/articles/{number % 7}/n{number}.md"
            site.write(name, article(f"Number {number} of {branch}", f"Told by {branch}.\n"))
        git(site, "add", ".")
        git(site, "commit", "--quiet", "--message", branch)

    site.write(".gitignore", "/site/\n/.briefing/\n")
    git(site, "init", "--quiet", "--initial-branch", "main")
    commit("main", range(120))
    git(site, "checkout", "--quiet", "-b", "other")
    git(site, "rm", "--quiet", "-r", "content/articles/0", "content/articles/1")
    commit("other", range(70, 220))
    shutil.copytree(site.root, elsewhere.root)
    git(site, "checkout", "--quiet", "main")
    with Serving(site, *mode) as serving:
        main, other = serving.output(), clean_output(elsewhere)
        for branch, output in (("other", other), ("main", main)):
            builds = serving.builds
            git(site, "checkout", "--quiet", branch)
            serving.becomes(output)
            serving.has_built(builds + 1)
            assert serving.builds <= builds + 3, "a burst is a few rebuilds at most"


def test_pitfall_3_content_that_is_taken_away_and_put_back_is_shown_again(
    serving: Serving,
) -> None:
    content = serving.site.root / "content"
    before = serving.output()
    with serving.listen("/") as stream:
        content.rename(serving.site.root / "elsewhere")
        stream.tells("content/site.yaml")
        assert serving.output() == before
        (serving.site.root / "elsewhere").rename(content)
        stream.tells_nothing()
    serving.save(SECOND, SITE[SECOND].replace("South wants sixty.", "Back again."))
    serving.shows("/articles/second/", "Back again.")
    shutil.rmtree(content)
    serving.complains("content/site.yaml")
    put_back(serving.site)
    serving.becomes(before)


def test_pitfall_3_folders_that_come_and_go_are_watched_all_the_same(serving: Serving) -> None:
    for text in ("First.", "Again."):
        serving.site.write("static/deep/er/text.txt", text)
        serving.shows("/static/deep/er/text.txt", text)
        serving.save("static/deep/er/text.txt", f"{text} Edited.")
        serving.shows("/static/deep/er/text.txt", f"{text} Edited.")
        shutil.rmtree(serving.site.root / "static")
        serving.misses("/static/deep/er/text.txt")
    serving.becomes_clean()


def test_pitfall_3_a_root_that_is_a_symbolic_link_is_watched(serving: Serving) -> None:
    saves.replaced(link_to(serving.site) / SECOND, "South wants sixty.", "Through the link.")
    serving.shows("/articles/second/", "Through the link.")
    saves.in_place(serving.site.root / SECOND, "Through the link.", "Past the link.")
    serving.shows("/articles/second/", "Past the link.")
    serving.becomes_clean()


# 4: deletes and renames of files and folders


def test_pitfall_4_a_deleted_article_is_gone_everywhere(serving: Serving) -> None:
    assert serving.get("/articles/second/").status == 200
    serving.site.remove(SECOND)
    serving.misses("/articles/second/")
    serving.becomes_clean()
    assert all(b"Second report" not in data for data in serving.output().values())
    assert not (serving.site.root / "site/articles/second").exists()


def test_pitfall_4_a_renamed_article_has_its_new_address_alone(serving: Serving) -> None:
    rename(serving.site)
    serving.shows("/articles/sixty-days/", "Second report")
    serving.misses("/articles/second/")
    serving.becomes_clean()


def test_pitfall_4_a_folder_may_be_moved_renamed_and_deleted(serving: Serving) -> None:
    articles = serving.site.root / "content/articles"
    for number in range(3):
        serving.site.write(f"content/articles/2025/n{number}.md", article(f"Number {number}"))
    serving.shows("/articles/n2/", "Number 2")
    (articles / "2025").rename(articles / "2026")
    # Its articles keep their addresses; that it was seen, an edit below the new name shows.
    serving.save("content/articles/2026/n0.md", article("Number nought"))
    serving.shows("/articles/n0/", "Number nought")
    serving.becomes_clean()
    (articles / "2026").rename(serving.site.root / "put aside")
    serving.misses("/articles/n1/")
    serving.becomes_clean()
    (serving.site.root / "put aside").rename(articles / "2025")
    serving.shows("/articles/n1/", "Number 1")
    serving.becomes_clean()
    shutil.rmtree(articles / "2025")
    serving.misses("/articles/n2/")
    serving.becomes_clean()


def test_pitfall_4_a_folder_of_static_files_may_be_renamed(serving: Serving) -> None:
    serving.site.write("static/2025/deep/table.csv", "a,b\n")
    serving.shows("/static/2025/deep/table.csv", "a,b")
    (serving.site.root / "static/2025").rename(serving.site.root / "static/2026")
    serving.shows("/static/2026/deep/table.csv", "a,b")
    serving.misses("/static/2025/deep/table.csv")
    serving.becomes_clean()


def test_pitfall_4_a_renamed_theme_takes_its_pages_along(serving: Serving) -> None:
    root = serving.site.root
    (root / "themes/venues.md").rename(root / "themes/places.md")
    serving.complains("unknown theme 'venues'")
    assert serving.get("/themes/venues/").status == 200
    serving.site.replace(SECOND, "venues", "places")
    serving.shows("/themes/places/", "Venues")
    serving.misses("/themes/venues/")
    serving.becomes_clean()


# 5: drafts and embargoes


def test_pitfall_5_an_embargo_falls_due_and_an_article_expires_without_any_event(
    serving: Serving,
) -> None:
    due = (datetime.now(timezone(timedelta(hours=9))) + timedelta(seconds=3)).replace(microsecond=0)
    when = due.isoformat()
    serving.site.write(
        "content/articles/due.md", article("Due soon", more=f"publish_at: {when}\n")
    ).write("content/articles/passing.md", article("Passing", more=f"expires_at: {when}\n"))
    until(
        lambda: serving.get("/articles/passing/").status == 200 or due <= datetime.now(due.tzinfo)
    )
    output = serving.output()
    if datetime.now(due.tzinfo) < due:  # else the machine was too slow to see the time before
        assert all(b"Due soon" not in data for data in output.values())
        assert serving.get("/articles/due/").status == 404
    serving.shows("/articles/due/", "Due soon")
    assert datetime.now(due.tzinfo) >= due
    serving.misses("/articles/passing/")
    serving.becomes_clean()
    assert all(b"Passing" not in data for data in serving.output().values())


DRAFT = article("Draftmark title", "Draftmark body.\n", "id: draftmark-id\ndraft: true\n")
EMBARGOED = article("Draftmark embargo", more="publish_at: 2199-01-01T00:00+01:00\n")


def test_pitfall_5_no_string_of_a_draft_is_in_the_output(serving: Serving) -> None:
    serving.site.write("content/articles/draft.md", DRAFT)
    serving.site.write("content/articles/embargoed.md", EMBARGOED)
    serving.save("static/after.txt", "After.\n")
    serving.shows("/static/after.txt", "After.")
    assert all(b"draftmark" not in data.lower() for data in serving.output().values())
    for address in ("/articles/draftmark-id/", "/articles/draft/", "/articles/embargoed/"):
        assert serving.get(address).status == 404
    serving.save("content/articles/draft.md", DRAFT.replace("draft: true\n", ""))
    serving.shows("/articles/draftmark-id/", "Draftmark body.")
    serving.save("content/articles/draft.md", DRAFT)
    serving.misses("/articles/draftmark-id/")
    serving.becomes_clean()
    assert all(b"draftmark" not in data.lower() for data in serving.output().values())


def test_pitfall_5_a_preview_with_drafts_leaves_the_public_site_alone(
    mode: tuple[str, ...], site: Site
) -> None:
    site.build()
    public = site.output()
    site.write("content/articles/draft.md", DRAFT)
    site.write("content/articles/embargoed.md", EMBARGOED)
    with Serving(site, "--drafts", *mode) as serving:
        serving.shows("/articles/draftmark-id/", "Draftmark body.")
        serving.shows("/articles/embargoed/", "Draftmark embargo")
        serving.save("content/articles/draft.md", DRAFT.replace("body", "rewritten body"))
        serving.shows("/articles/draftmark-id/", "Draftmark rewritten body.")
        assert site.output() == public
    assert site.output() == public


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
