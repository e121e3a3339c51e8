"""A build that checks: it writes what a build writes, but only what passes the check."""

from __future__ import annotations

import json
import os
import shutil
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any

import pytest

from generator.check import building
from generator.read import files
from generator.write.output import Output
from tests.check.test_kept import ABOUT, EDITS, FIRST, LINKS, SECOND
from tests.conftest import Site
from tests.store.test_travel import brought
from tests.work import made_from_now_on, parsed_from_now_on, rendered_files

needs_fork = pytest.mark.skipif("fork" not in get_all_start_methods(), reason="needs a fork")


@pytest.fixture(autouse=True)
def rested(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the signatures of files trusted at once, as if they had rested."""
    monkeypatch.setattr(files, "SAFETY_GAP_NS", 0)


def clean(site: Site, *arguments: str) -> dict[str, bytes]:
    """Return what a clean build of a site writes."""
    apart = Site(site.root.with_name("clean"))
    for folder in ("content", "themes", "templates", "static"):
        if (site.root / folder).exists():
            shutil.copytree(site.root / folder, apart.root / folder)
    apart.build("--jobs", "1", *arguments)
    found = apart.output()
    shutil.rmtree(apart.root)
    return found


def problems(err: str) -> list[str]:
    """Return the lines that say what is wrong, without the one that sums up."""
    return [line for line in err.splitlines() if " error: " in line or " warning: " in line]


def builds_what_passes(site: Site) -> bool:
    """Return whether a build that checks writes the site; fail unless it does all that it should.

    It says what a check says that trusts nothing, and writes what a clean build writes, or nothing.
    """
    before = site.output()
    outcome = site.run("build", "--check", "--jobs", "1")
    afresh = site.run("check", "--jobs", "1", "--clean")
    assert problems(outcome.err) == problems(afresh.err)
    assert outcome.exit_code == afresh.exit_code
    assert site.output() == (before if outcome.exit_code else clean(site))
    return outcome.exit_code == 0


def test_after_any_edit_it_says_what_a_check_says_and_writes_what_a_build_writes(
    site: Site,
) -> None:
    came = {}
    for name, edit in EDITS.items():
        edit(site)
        came[name] = builds_what_passes(site)
        # Once without the page whose links lead nowhere.
        about = (site.root / ABOUT).read_bytes()
        site.remove(ABOUT)
        came[f"{name}, mended"] = builds_what_passes(site)
        site.write(ABOUT, about)
    refused = {name for name, written in came.items() if not written}
    assert {"a link that leads nowhere", "a page goes that another one names"} <= refused
    assert {name for name in refused if name.endswith("mended")} == {
        "a template, mended",
        "an error, mended",
        "it is put right, mended",
    }


def test_a_link_that_leads_nowhere_leaves_the_site_as_it_was_and_is_put_right_later(
    site: Site,
) -> None:
    site.run("build", "--check", "--search")
    good = site.output()
    assert any(file.startswith("pagefind/") for file in good)
    # A page goes, whose words must not stay in the index of a site without it.
    site.write(ABOUT, LINKS).remove(SECOND)
    outcome = site.run("build", "--check", "--search")
    assert outcome.exit_code == 1
    assert "the link '/static/plan.pdf' on the page /about/ matches no page" in outcome.err
    assert outcome.err.splitlines()[-1] == "1 error; the site was left as it was"
    assert site.output() == good
    assert not [path for path in site.root.iterdir() if path.name.endswith("stage")]
    site.write("static/plan.pdf", b"%PDF-1.4")
    assert site.run("build", "--check", "--search").exit_code == 0
    assert site.output() == clean(site, "--search")
    assert "articles/second/index.html" not in site.output()


@pytest.mark.parametrize("next_one", [(), ("--check",)])
def test_a_build_after_one_that_was_refused_finds_all_that_has_to_be_made(
    site: Site, next_one: tuple[str, ...]
) -> None:
    site.build("--check")
    site.replace(FIRST, "on Wednesday", "on Thursday").write(ABOUT, LINKS)
    assert site.run("build", "--check").exit_code == 1
    site.write("static/plan.pdf", b"%PDF-1.4")
    site.build(*next_one)
    assert "on Thursday" in site.page("articles/first/")
    assert site.output() == clean(site)


def test_an_error_of_the_content_says_that_links_come_later(site: Site) -> None:
    site.build("--check")
    good = site.output()
    outcome = site.replace(FIRST, "herald", "harold").run("build", "--check")
    assert outcome.exit_code == 1
    assert outcome.err.splitlines()[-1] == (
        "1 error; links will be checked once these are fixed; the site was left as it was"
    )
    assert site.output() == good


def test_it_makes_no_page_twice_and_none_that_did_not_change(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = made_from_now_on(monkeypatch)
    site.build("--check", "--jobs", "1")
    assert made.rendered.keys() == rendered_files(site)
    assert set(made.rendered.values()) == set(made.planned.values()) == {1}
    made.forget()
    site.replace(SECOND, "South wants sixty.", "South wants sixty, it says.")
    site.build("--check", "--jobs", "1")
    assert made.rendered == {"articles/second/index.html": 1}
    made.forget()
    # What it found is good for a check, and what a check found is good for it.
    site.replace(SECOND, "it says", "it said")
    site.run("check", "--jobs", "1")
    assert made.planned.keys() == {"articles/second/index.html"}
    made.forget()
    site.run("check", "--jobs", "1")
    site.build("--check", "--jobs", "1")
    assert not made.planned.keys() - {"articles/second/index.html"}


def test_after_a_build_that_did_not_check_it_reads_the_pages_and_makes_none(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build("--jobs", "1")
    made = made_from_now_on(monkeypatch)
    outcome = site.build("--check", "--jobs", "1")
    assert ": 0 files written, " in outcome.out
    assert not made.planned
    page = site.root / "site/articles/first/index.html"
    page.write_bytes(page.read_bytes() + b'<a href="/nowhere/">changed by hand</a>')
    site.build("--check", "--jobs", "1")
    assert site.output() == clean(site)


def test_elsewhere_it_does_the_work_of_one_edit(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build("--check", "--jobs", "1")
    moved = brought(site, tmp_path / "elsewhere" / "moved")
    moved.replace(FIRST, "on Wednesday", "on Thursday")
    made, parsed = made_from_now_on(monkeypatch), parsed_from_now_on(monkeypatch)
    outcome = moved.build("--check", "--jobs", "1")
    assert ": 1 file written, " in outcome.out
    assert [*made.rendered] == ["articles/first/index.html"]
    assert parsed == [FIRST]
    assert moved.output() == clean(moved)


@pytest.mark.parametrize("kept", [".briefing", "site", "manifests", "cache"])
def test_with_a_part_of_older_state_it_neither_writes_nor_believes_an_older_page(
    site: Site, tmp_path: Path, kept: str
) -> None:
    site.write(ABOUT, "---\ntitle: About\n---\n[Two](/themes/truce/#point-order).\n")
    site.build("--check")
    older = brought(site, tmp_path / "older")
    site.replace("themes/truce.md", "  - id: order\n    title: Order of steps\n", "")
    site.write(ABOUT, "---\ntitle: About\n---\nNothing.\n").build("--check")
    if kept in ("site", ".briefing"):
        shutil.rmtree(site.root / kept)
        shutil.copytree(older.root / kept, site.root / kept)
    else:
        pattern = "*.jsonl" if kept == "manifests" else "cache-*"
        for file in (older.root / ".briefing").glob(pattern):
            shutil.copy2(file, site.root / ".briefing" / file.name)
    site.build("--check")
    right = clean(site)  # beside it are pages that no state knows of any more
    assert {file: data for file, data in site.output().items() if file in right} == right
    site.write(ABOUT, "---\ntitle: About\n---\n[Two](/themes/truce/#point-order).\n")
    assert "no anchor 'point-order'" in site.run("build", "--check").err


# Killed in between


def killed(site: Site, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
    """Build with a check in a process that is gone as soon as it comes to call something."""
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, lambda *_, **__: os._exit(9))
        process = get_context("fork").Process(
            target=site.run, args=("build", "--check", "--jobs", "1")
        )
        process.start()
        process.join()
    assert process.exitcode == 9


STEPS = ("keep_links", "follow_kept", "look_further")
"""What a check does once all files are made."""


@needs_fork
@pytest.mark.parametrize("name", STEPS)
def test_killed_while_it_checks_it_leaves_the_site_and_the_next_one_refuses_what_it_should(
    site: Site, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    site.build("--check")
    good = site.output()
    site.replace(FIRST, "on Wednesday", "on Thursday").write(ABOUT, LINKS)
    killed(site, monkeypatch, building, name)
    assert site.output() == good
    assert "'/static/plan.pdf'" in site.run("build", "--check").err
    assert site.output() == good


@needs_fork
@pytest.mark.parametrize(
    ("owner", "name"),
    [*((building, name) for name in STEPS), (Output, "move_into_place")],
)
def test_killed_before_pages_are_moved_it_leaves_the_site_and_the_next_one_is_right(
    site: Site, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str
) -> None:
    site.build("--check")
    good = site.output()
    site.replace(FIRST, "on Wednesday", "on Thursday").remove(SECOND)
    killed(site, monkeypatch, owner, name)
    assert site.output() == good
    site.build("--check")
    assert site.output() == clean(site)


@needs_fork
def test_killed_while_pages_are_moved_the_next_one_is_right(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build("--check")
    site.replace("content/site.yaml", "Small Site", "Little Site")
    moves = iter(range(3))
    real = Output._move

    def move(out: Output, file: str) -> None:
        if next(moves, None) is None:
            os._exit(9)
        real(out, file)

    with monkeypatch.context() as patch:
        patch.setattr(Output, "_move", move)
        process = get_context("fork").Process(target=site.run, args=("build", "--check"))
        process.start()
        process.join()
    assert process.exitcode == 9
    assert site.output() != clean(site)
    site.build("--check")
    assert site.output() == clean(site)


# What it is asked for


def test_with_strict_a_warning_leaves_the_site_as_it_was(site: Site) -> None:
    site.write(
        "content/site.yaml", (site.root / "content/site.yaml").read_text() + "cname: a.b.c\n"
    )
    assert problems(site.run("build", "--check").err)
    good = site.output()
    site.replace(FIRST, "on Wednesday", "on Thursday")
    outcome = site.run("build", "--check", "--strict")
    assert outcome.exit_code == 1
    assert site.output() == good
    site.build("--check")
    assert "on Thursday" in site.page("articles/first/")


def test_a_quotation_that_the_archive_does_not_have_leaves_the_site_as_it_was(site: Site) -> None:
    site.write("archive/first.txt", "North asked for “thirty days of calm” on Wednesday.")
    site.replace(FIRST, "source:", "evidence: first.txt\nsource:")
    archive = ("--archive", str(site.root / "archive"))
    outcome = site.run("build", "--check", *archive)
    assert outcome.exit_code == 1
    assert "[quote-not-in-evidence]" in outcome.err
    assert not (site.root / "site").exists()
    site.write("archive/first.txt", "North asked for “thirty days of silence” on Wednesday.")
    outcome = site.run("build", "--check", *archive)
    assert outcome.exit_code == 0
    assert "1 quotation checked against the evidence of 1 article" in outcome.out
    assert site.output() == clean(site)


def test_its_last_words_are_those_of_a_check(site: Site) -> None:
    for words in ("on Wednesday", "on Wednesday (@second)"):
        site.replace(FIRST, "on Wednesday", words)
        (_, *told) = site.run("build", "--check").out.splitlines()
        assert told == site.run("check").out.splitlines()
    assert told[-1].endswith("without a broken link; 1 warning")


def test_problems_come_in_the_format_that_programs_read(site: Site) -> None:
    site.write(ABOUT, LINKS)
    (line,) = site.run("build", "--check", "--format", "github").out.splitlines()
    assert line.startswith(f"::error file={ABOUT},line=4,col=78,title=broken-link::the link '/stat")
    found = json.loads(site.run("build", "--check", "--format", "json").out)
    assert {one["code"] for one in found} == {"broken-link"}
    site.remove(ABOUT)
    assert json.loads(site.run("build", "--check", "--format", "json").out) == []
    site.replace(FIRST, "Wednesday", "Thursday")
    explained = site.run("build", "--check", "--explain", "--format", "json")
    assert json.loads(explained.out) == []
    assert "articles/first/index.html" in explained.err
    assert site.output() == clean(site)


@pytest.mark.parametrize("more", [("--strict",), ("--external",), ("--format", "json")])
def test_the_options_of_a_check_alone_are_refused(site: Site, more: tuple[str, ...]) -> None:
    outcome = site.run("build", *more)
    assert outcome.exit_code == 2
    assert "--check" in outcome.err
    assert not (site.root / "site").exists()


def test_it_tells_all_problems_and_not_the_first_few(site: Site) -> None:
    claims = "".join(f"[@nothing-{number}]\n\n" for number in range(30))
    site.write(ABOUT, f"---\ntitle: About\n---\n{claims}")
    assert len(problems(site.run("build", "--check").err)) == 30
