"""The last content is shown, however editors and git save it (PITFALL 3)."""

from __future__ import annotations

import shutil
import subprocess
import time

import pytest

from tests.conftest import SITE, Site
from tests.serve.running import Serving, article, clean_output
from tests.watch import saves
from tests.watch.conftest import link_to, put_back

SECOND = "content/articles/second.md"
SLOW = """\
{% extends "default/base.html" %}
{% block rail %}{% for _ in range(40000) %}{% endfor %}{% endblock %}
"""
"""A template that makes every page take its time."""


@pytest.mark.pitfall(3)
def test_pitfall_3_the_last_content_is_shown_however_it_is_saved(serving: Serving) -> None:
    file, words = serving.site.root / SECOND, "South wants sixty"
    for save in saves.EVERY_WAY:
        new = f"South wants it {save.__name__}"
        save(file, words, new)
        serving.shows("/articles/second/", f"<p>{new}.</p>")
        words = new
    serving.becomes_clean()


@pytest.mark.pitfall(3)
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


@pytest.mark.pitfall(3)
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


@pytest.mark.pitfall(3)
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
    commit("main", range(60))
    git(site, "checkout", "--quiet", "-b", "other")
    git(site, "rm", "--quiet", "-r", "content/articles/0", "content/articles/1")
    commit("other", range(35, 110))
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


@pytest.mark.pitfall(3)
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


@pytest.mark.pitfall(3)
def test_pitfall_3_folders_that_come_and_go_are_watched_all_the_same(serving: Serving) -> None:
    for text in ("First.", "Again."):
        serving.site.write("static/deep/er/text.txt", text)
        serving.shows("/static/deep/er/text.txt", text)
        serving.save("static/deep/er/text.txt", f"{text} Edited.")
        serving.shows("/static/deep/er/text.txt", f"{text} Edited.")
        shutil.rmtree(serving.site.root / "static")
        serving.misses("/static/deep/er/text.txt")
    serving.becomes_clean()


@pytest.mark.pitfall(3)
def test_pitfall_3_a_root_that_is_a_symbolic_link_is_watched(serving: Serving) -> None:
    saves.replaced(link_to(serving.site) / SECOND, "South wants sixty.", "Through the link.")
    serving.shows("/articles/second/", "Through the link.")
    saves.in_place(serving.site.root / SECOND, "Through the link.", "Past the link.")
    serving.shows("/articles/second/", "Past the link.")
    serving.becomes_clean()
