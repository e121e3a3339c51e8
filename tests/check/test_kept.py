"""A check goes on from what builds and earlier checks kept, and says what one without it says."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest

from generator.read import files
from generator.store.link_table import LinkTable
from tests.conftest import Site
from tests.work import made_from_now_on, read_from_now_on

FIRST, SECOND = "content/articles/first.md", "content/articles/second.md"
ABOUT = "content/pages/about.md"
LINKS = """\
---
title: About
---
[One](/articles/first/#claim-c1), [two](/themes/truce/#point-order), [three](/static/plan.pdf).
"""


@pytest.fixture(autouse=True)
def rested(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the signatures of files trusted at once, as if they had rested."""
    monkeypatch.setattr(files, "SAFETY_GAP_NS", 0)


def told(site: Site, *arguments: str) -> tuple[int, str]:
    """Return what a check says; fail unless one that trusts nothing says the same."""
    kept = site.run("check", *arguments, "--jobs", "1")
    afresh = site.run("check", *arguments, "--jobs", "1", "--clean")
    assert kept == afresh
    return kept.exit_code, kept.err


EDITS: dict[str, Callable[[Site], object]] = {
    "a link that leads nowhere": lambda site: site.write(ABOUT, LINKS),
    "the same, where it was": lambda site: site.replace(SECOND, "sixty.", "sixty days."),
    "an anchor goes that another page names": lambda site: site.replace(
        "themes/truce.md", "  - id: order\n    title: Order of steps\n", ""
    ),
    "it comes back": lambda site: site.replace(
        "themes/truce.md",
        "    title: Length\n",
        "    title: Length\n  - id: order\n    title: Steps\n",
    ),
    "a page goes that another one names": lambda site: site.write(
        FIRST, (site.root / FIRST).read_text("utf-8").replace("source:", "slug: one\nsource:")
    ),
    "what was missing is there": lambda site: site.write("static/plan.pdf", b"%PDF-1.4"),
    "an article is a draft": lambda site: site.replace(SECOND, "source:", "draft: true\nsource:"),
    "a warning": lambda site: site.replace(SECOND, "South wants sixty", "South wants ==sixty=="),
    "another file is saved": lambda site: site.replace("themes/venues.md", "named.", "found."),
    "a template": lambda site: site.write(
        "templates/home.html",
        '{% extends "default/home.html" %}{% block scripts %}<a href="/no/">{% endblock %}',
    ),
    "an error": lambda site: site.replace(SECOND, "gazette", "gazete"),
    "it is put right": lambda site: site.replace(SECOND, "gazete", "gazette"),
    "the template goes": lambda site: site.remove("templates/home.html"),
}


def test_after_any_edit_it_says_what_a_check_says_that_trusts_nothing(site: Site) -> None:
    said: dict[str, tuple[int, str]] = {}
    for number, (name, edit) in enumerate(EDITS.items()):
        edit(site)
        said[name] = told(site)
        if number % 3 == 0:  # builds and checks take turns, and need not wait for each other
            site.run("build", "--jobs", "1")
    assert "'/static/plan.pdf'" in said["the same, where it was"][1]
    assert "no anchor 'point-order'" in said["an anchor goes that another page names"][1]
    assert "no anchor" not in said["it comes back"][1]
    assert "'/articles/first/#claim-c1'" in said["a page goes that another one names"][1]
    assert "'/static/plan.pdf'" not in said["what was missing is there"][1]
    # What is wrong in a file that nobody touched is told again.
    assert "warning" in said["a warning"][1]
    assert "warning" in said["another file is saved"][1]
    assert "gazete" in said["an error"][1]


def page(link: str) -> str:
    """Return a page of the site's own that has one link."""
    return f"---\ntitle: About\n---\n[Here]({link}).\n"


def html(id: str) -> str:
    return f"<!doctype html><title>Note</title><p id={id}>Note</p>"


DRAWING = '<svg xmlns="http://www.w3.org/2000/svg"><g id="{}"/></svg>'


@pytest.mark.parametrize(
    ("link", "there", "then"),
    [
        ("note#part", {"note.html": html("part")}, {"note.html": html("other")}),
        ("note/", {"note/index.html": html("part")}, {"other.html": html("part")}),
        (
            "note#part",
            {"note.html": html("part")},
            {"note.html": html("part"), "note/index.html": html("other")},
        ),
        ("plan.pdf", {"plan.pdf": "%PDF"}, {}),
        ("plan.pdf", {"plan.pdf": "%PDF"}, {"Plan.pdf": "%PDF"}),
        ("map.svg#a", {"map.svg": DRAWING.format("a")}, {"map.svg": DRAWING.format("b")}),
        ("map.svg#a", {"map.svg": "<svg"}, {"map.svg": DRAWING.format("b")}),
        ("map.svg#a", {"map.svg": DRAWING.format("a")}, {"map.svg": "<svg"}),
    ],
)
def test_what_becomes_of_a_file_is_told_of_pages_that_nobody_touched(
    site: Site, link: str, there: dict[str, str], then: dict[str, str]
) -> None:
    site.write(ABOUT, page(f"/static/{link}"))

    def told_with(statics: dict[str, str]) -> tuple[int, str]:
        shutil.rmtree(site.root / "static", ignore_errors=True)
        for name, text in statics.items():
            site.write(f"static/{name}", text)
        return told(site)

    before = told_with(there)
    site.build("--jobs", "1")
    assert told_with(then)[0] == 1
    assert told_with(there) == before


def test_another_address_of_the_site_has_all_links_followed(site: Site) -> None:
    site.write(ABOUT, page("/articles/first/"))
    site.write("static/a.css", "a { background: url(https://example.org/static/b.css) }")
    site.write("static/b.css", "")
    elsewhere = ("--base-url", "https://example.org/below/")
    assert told(site)[0] == 0
    assert "is outside the site" in told(site, *elsewhere)[1]
    assert told(site)[0] == 0


def test_after_an_edit_only_links_of_what_changed_are_followed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed: list[str] = []
    real = LinkTable.found

    def found(table: LinkTable, *, all_files: bool) -> Iterator[tuple[str, bytes]]:
        for file, text in real(table, all_files=all_files):
            followed.append(file)
            yield file, text

    monkeypatch.setattr(LinkTable, "found", found)
    site.run("check", "--jobs", "1")
    assert {"index.html", "feed.xml", "articles/first/index.html"} <= set(followed)
    followed.clear()
    site.replace(SECOND, "South wants sixty.", "South wants sixty, [it says](/nowhere/).")
    assert "'/nowhere/'" in site.run("check", "--jobs", "1").err
    assert set(followed) == {"articles/second/index.html"}
    followed.clear()
    # What was wrong is looked at again, and nothing else.
    site.replace(FIRST, "on Wednesday", "on [Wednesday](/themes/truce/#point-length)")
    assert "'/nowhere/'" in site.run("check", "--jobs", "1").err
    assert set(followed) == {"articles/first/index.html", "articles/second/index.html"}
    followed.clear()
    site.replace(SECOND, "[it says](/nowhere/)", "it says")
    assert site.run("check", "--jobs", "1").exit_code == 0
    followed.clear()
    assert site.run("check", "--jobs", "1").exit_code == 0
    assert not followed


def test_it_makes_the_pages_that_changed_and_reads_the_files_that_did(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build("--jobs", "1")
    site.run("check", "--jobs", "1")
    site.replace(SECOND, "South wants sixty.", "South wants sixty, it says.")
    made, read = made_from_now_on(monkeypatch), read_from_now_on(monkeypatch)
    assert site.run("check", "--jobs", "1").exit_code == 0
    assert [path for path in read if path.startswith("content/articles")] == [SECOND]
    assert "articles/second/index.html" in made.rendered
    assert "articles/first/index.html" not in made.planned
    # The build after it need not read it again.
    read.clear()
    site.build("--jobs", "1")
    assert not [path for path in read if path.startswith("content/articles")]
    assert "South wants sixty, it says." in site.page("articles/second/")
    made.forget()
    site.run("check", "--jobs", "1")
    assert not made.planned


def test_a_build_after_it_tells_what_it_would_have_told(site: Site) -> None:
    site.build("--jobs", "1")
    site.replace(SECOND, "South wants sixty", "South wants ==sixty==")
    assert "warning" in site.run("check", "--jobs", "1").err
    assert "warning" in site.build("--jobs", "1").err


def test_it_leaves_the_output_alone_whatever_became_of_that(site: Site) -> None:
    site.build("--jobs", "1")
    before = site.output()
    site.write(ABOUT, LINKS)
    assert told(site)[0] == 1
    assert site.output() == before
    shutil.rmtree(site.root / "site")
    (manifest,) = (site.root / ".briefing").glob("manifest-*.jsonl")
    manifest.unlink()
    assert told(site)[0] == 1
    assert not (site.root / "site").exists()


@pytest.mark.skipif(os.getuid() == 0, reason="nothing is closed to this user")
def test_it_needs_no_permission_to_write(site: Site) -> None:
    site.root.chmod(0o555)
    try:
        assert told(site)[0] == 0
    finally:
        site.root.chmod(0o755)


def test_where_no_state_can_be_kept_all_is_looked_at(site: Site) -> None:
    site.write(".briefing", "a file in the place of the folder\n").write(ABOUT, LINKS)
    assert "plan.pdf" in told(site)[1]


def test_one_with_drafts_leaves_what_builds_know_of_the_public_site(site: Site) -> None:
    site.replace(SECOND, "source:", "draft: true\nsource:")
    site.build("--jobs", "1")
    told(site, "--drafts")
    assert "0 files written" in site.build("--jobs", "1").out
