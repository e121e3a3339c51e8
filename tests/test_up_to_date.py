"""A build that has nothing to do: it says what the last one said, and loads no stage for that."""

import subprocess
import sys

import pytest

from generator.search.pagefind import NoIndexError
from tests.conftest import Site

FIRST, TRUCE = "content/articles/first.md", "themes/truce.md"
WARNING = "'(@second)' stays on the page as text"


def loaded_by_a_build(site: Site) -> tuple[str, str]:
    """Build in a process of its own; return what it said, and the modules of stages it loaded."""
    say = "import sys, generator.cli as c; c.main(sys.argv[1:], standalone_mode=False)"
    loaded = "print([m for m in sys.modules if m in ('generator.pipeline', 'generator.stages')])"
    build = ["build", "--no-search", "--root", str(site.root)]
    call = [sys.executable, "-c", f"{say}; {loaded}", *build]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    return done.stderr, done.stdout.splitlines()[-1]


@pytest.fixture
def flawed(site: Site) -> Site:
    """A site that is right but for a warning, and built."""
    site.replace(FIRST, "Wednesday.", "Wednesday (@second).")
    assert WARNING in site.build().err
    return site


def test_a_warning_is_said_again_and_no_stage_is_loaded_for_it(flawed: Site) -> None:
    told = flawed.run("build", "--no-search").err
    assert loaded_by_a_build(flawed) == (told, "[]")
    assert told == flawed.build("--clean").err


def test_a_warning_is_said_at_the_line_where_it_is_by_now(flawed: Site) -> None:
    flawed.replace(FIRST, "\nNorth asked", "\nIt rained.\n\nNorth asked")
    told = flawed.build().err
    assert told == flawed.build().err == flawed.build("--clean").err


def test_a_warning_that_was_mended_is_not_said_again(flawed: Site) -> None:
    flawed.replace(FIRST, " (@second)", "")
    assert flawed.build().err == flawed.build().err == ""


def test_a_day_to_come_is_not_told_any_more_once_it_is_there(site: Site) -> None:
    site.replace(TRUCE, "as_of: 2025-05-20", "as_of: 2025-06-20")
    before, after = ("--now", "2025-06-01T00:00Z"), ("--now", "2025-06-21T00:00Z")
    for _ in range(2):
        assert "2025-06-20 is still to come" in site.build(*before).err
    assert site.build(*after).err == ""
    assert "2025-06-20 is still to come" in site.build(*before).err


def test_a_file_in_the_wrong_place_is_not_told_any_more_once_it_is_gone(site: Site) -> None:
    site.write("sources.yml", "")
    for _ in range(2):
        assert "sources.yml" in site.build().err
    site.remove("sources.yml")
    assert site.build().err == ""


def test_an_index_that_could_not_be_made_is_made_by_the_next_build(
    flawed: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise NoIndexError("the program ended")

    with monkeypatch.context() as patch:
        patch.setattr("generator.search.index._make", fail)
        for _ in range(2):
            assert "the program ended" in flawed.build("--search").err
    outcome = flawed.build("--search")
    assert "indexed for search" in outcome.out
    assert "the program ended" not in outcome.err
    assert WARNING in outcome.err


def test_a_link_that_leads_out_of_the_site_by_now_is_told(flawed: Site) -> None:
    notes = flawed.root / "notes"
    notes.mkdir()
    (flawed.root / FIRST).rename(notes / "first.md")
    (flawed.root / FIRST).symlink_to("../../notes/first.md")
    assert WARNING in flawed.build().err
    assert loaded_by_a_build(flawed)[1] == "[]"
    notes.rename(flawed.root.parent / "elsewhere")
    notes.symlink_to(flawed.root.parent / "elsewhere")
    outcome = flawed.run("build")
    assert outcome.exit_code == 1
    assert "[link-out]" in outcome.err


def test_a_day_to_come_is_told_from_the_hour_on_at_which_its_article_is_public(site: Site) -> None:
    site.replace(
        "content/articles/second.md",
        "published: 2025-05-16",
        "published: 2025-06-15\npublish_at: 2025-05-21",
    )
    for now in ("2025-05-20T09:00Z", "2025-05-20T11:00Z", "2025-05-20T23:00Z", "2025-05-21T00:00Z"):
        told = site.build("--now", now).err
        assert told == site.build("--now", now, "--clean").err
        assert ("[date-to-come]" in told) is (now >= "2025-05-21")
