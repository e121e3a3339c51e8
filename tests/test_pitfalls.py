"""Pitfalls of other generators, as far as no test of a stage holds them whole."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.conftest import SITE, Site

FIRST = "content/articles/first.md"
SECOND = "content/articles/second.md"


@pytest.mark.pitfall(7)
@pytest.mark.parametrize(
    "value",
    ["NO", "no", "on", "12:30", "1:10", "1_000", "2025", "0x1F", "1e3", "Off", "yes", "2025-05-15"],
)
def test_a_value_is_shown_as_it_was_written(site: Site, value: str) -> None:
    site.replace(FIRST, "value: 30 days", f"value: {value}")
    site.replace(FIRST, "title: First report", f"title: {value}")
    assert site.run("check").err == ""
    site.build()
    data = site.page("data/briefing.json")
    assert f'"value":"{value}"' in data
    assert f">{value}</h1>" in site.page("articles/first/")


@pytest.mark.pitfall(7)
def test_a_theme_may_be_named_like_a_number(site: Site) -> None:
    site.write("themes/2025.md", SITE["themes/venues.md"])
    site.replace(SECOND, "themes: [truce, venues]", "themes: [truce, 2025]")
    site.replace(SECOND, "theme: truce", "theme: 2025")
    site.replace(SECOND, "point: length", "point: host")
    assert site.run("check").err == ""
    site.build()
    assert "Second report" in site.page("themes/2025/2025-05/")


@pytest.mark.pitfall(7)
def test_a_key_that_is_there_twice_is_one_problem(site: Site) -> None:
    site.replace(FIRST, "source: herald", "source: herald\nsource: gazette")
    assert site.errors() == [
        f"{FIRST}:4:1: error: the key 'source' is set twice; remove one of the two [duplicate-key]"
    ]


@pytest.mark.pitfall(7)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte order mark"])
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
def test_byte_order_marks_and_line_endings_change_nothing(
    site: Site, mark: bytes, ending: bytes
) -> None:
    site.build("--output", str(site.root / "plain"))
    for path, text in SITE.items():
        site.write(path, mark + text.encode().replace(b"\n", ending))
    site.build()
    assert site.output() == site.output("plain")


@pytest.mark.pitfall(11)
def test_two_articles_with_one_address_are_named(site: Site) -> None:
    site.replace(SECOND, "title:", "slug: first\ntitle:")
    assert site.errors() == [
        f"{SECOND}:2:7: error: the address /articles/first/ is already taken by {FIRST}; choose "
        "another [same-address]"
    ]


@pytest.mark.pitfall(11)
def test_a_cyrillic_title_gives_a_readable_name_that_is_its_own(site: Site) -> None:
    title = ["--title", "Переговори у Стамбулі", "--now", "2025-05-21T12:00Z"]
    names = []
    for _ in range(2):
        call = ["new", "article", "--root", str(site.root), *title]
        result = CliRunner().invoke(main, call, catch_exceptions=False)
        names.append(Path(result.stdout.strip()).stem)
    assert names == [
        "2025-05-21-переговори-у-стамбулі",
        "2025-05-21-переговори-у-стамбулі-2",
    ]


@pytest.mark.pitfall(15)
def test_dates_come_from_what_editors_wrote_and_never_from_files_or_git(site: Site) -> None:
    site.build("--output", str(site.root / "plain"))
    for file in (site.root / "content").rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    who = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    for call in (["init", "-q"], ["add", "content", "themes"], ["commit", "-q", "-m", "All"]):
        date = {"GIT_AUTHOR_DATE": "2001-02-03T04:05Z", "GIT_COMMITTER_DATE": "2001-02-03T04:05Z"}
        subprocess.run(["git", *who, *call], cwd=site.root, check=True, env={**os.environ, **date})
    site.build()
    assert site.output() == site.output("plain")
    everything = b"".join(site.output().values())
    assert b"2001-0" not in everything
    assert b"2025-05-15" in everything
