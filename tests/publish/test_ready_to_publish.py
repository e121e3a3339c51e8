"""Before a publish: the site is built if it has to be, and what is not committed stays at home."""

from __future__ import annotations

import pytest

from generator.validate import unfit
from tests.conftest import Site
from tests.publish.conftest import Repository
from tests.work import made_from_now_on

FIRST = "content/articles/first.md"


@pytest.fixture
def committed(mine: Repository) -> Repository:
    """The repository of an editor who has committed all that was begun."""
    mine.git("commit", "--quiet", "--all", "--message=All of it")
    return mine


def published(site: Site, *arguments: str) -> str:
    """Publish, expecting no problem at all; give what is said of it."""
    outcome = site.run("publish", *arguments)
    assert (outcome.exit_code, outcome.err) == (0, "")
    return outcome.out


# Built first


@pytest.mark.usefixtures("committed")
def test_what_is_not_up_to_date_is_built_first_with_the_settings_of_the_site(
    site: Site, mine: Repository, remote: Repository
) -> None:
    site.build("--drafts", "--base-url", "https://elsewhere.example/")
    site.replace(FIRST, "on Wednesday", "on Thursday")
    mine.git("commit", "--quiet", "--all", "--message=The day")
    said = published(site).splitlines()
    assert said[0].startswith(f"{site.root}/site: ")
    assert " files written, " in said[0]
    assert remote.files() == site.output()
    assert "on Thursday" in site.page("articles/first/")
    assert "elsewhere.example" not in site.page("")


@pytest.mark.usefixtures("committed", "remote")
def test_what_is_up_to_date_is_not_built_again(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_from_now_on(monkeypatch)
    said = published(site, "--jobs", "1").splitlines()
    assert said[0].startswith("origin gh-pages (")
    assert set(made.rendered.values()) == {1}  # for the comparison


@pytest.mark.usefixtures("committed")
def test_an_output_that_is_not_there_is_made(site: Site, remote: Repository) -> None:
    published(site, "--output", str(site.root / "fresh"))
    assert remote.files() == site.output("fresh")


@pytest.mark.usefixtures("committed")
def test_the_search_index_is_made_as_well(site: Site, remote: Repository) -> None:
    published(site, "--search")
    assert "pagefind/shards.json" in remote.files()


def test_a_site_with_errors_is_neither_built_nor_published(
    site: Site, committed: Repository, remote: Repository
) -> None:
    good = site.output()
    site.replace(FIRST, "[truce]", "[truse]")
    committed.git("commit", "--quiet", "--all", "--message=A slip")
    outcome = site.run("publish")
    assert outcome.exit_code == 1
    assert "unknown theme 'truse'; did you mean 'truce'? [unknown-theme]" in outcome.err
    assert outcome.err.endswith("\n1 error; nothing was published\n")
    assert site.output() == good
    assert "gh-pages" not in remote.refs()


# The address


@pytest.mark.usefixtures("committed", "remote")
def test_the_end_is_the_address_where_readers_find_it(site: Site) -> None:
    end = "once the host has taken it over"
    assert published(site).endswith(f"\nreaders find it at https://example.org/ {end}\n")
    base = ("--base-url", "https://other.example/brief/")
    assert published(site, *base).endswith(
        f"\nreaders find it at https://other.example/brief/ {end}\n"
    )
    assert "readers" not in published(site, "--dry-run")


# What is not committed


def test_what_is_not_committed_is_not_published_and_all_of_it_is_named(
    site: Site, mine: Repository, remote: Repository
) -> None:
    site.write("static/слово.css", "p {}").write("templates/note.html", "<p>")
    site.write("themes/more.md", "").write("notes.txt", "Call the lawyer.")
    before = mine.state(), site.output()
    outcome = site.run("publish")
    assert outcome.exit_code == 1
    assert outcome.err == (
        f"{site.root}: error: has changes that are not committed: content/articles/second.md, "
        "content/pages/staged.md, static/слово.css and 2 more; commit them "
        "(`git add content static templates themes`, `git commit`), or publish what is on this "
        "disk with --uncommitted [uncommitted]\n1 error; nothing was published\n"
    )
    assert "gh-pages" not in remote.refs()
    assert (mine.state(), site.output()) == before


def test_when_told_to_it_publishes_what_is_on_the_disk_and_says_so(
    site: Site, mine: Repository, remote: Repository
) -> None:
    _, *before = mine.state()
    outcome = site.run("publish", "--uncommitted")
    assert outcome.exit_code == 0
    assert outcome.err.startswith(
        f"{site.root}: warning: has changes that are not committed: content/articles/second.md, "
        "content/pages/staged.md [uncommitted]"
    )
    assert b"South wants sixty now." in remote.files()["articles/second/index.html"]
    assert [*mine.state()][1:] == before


def test_a_dry_run_shows_what_would_change_and_ends_as_a_publish_would(
    site: Site, mine: Repository, remote: Repository
) -> None:
    outcome = site.run("publish", "--dry-run")
    assert outcome.exit_code == site.run("publish").exit_code == 1
    assert "error: has changes that are not committed" in outcome.err
    assert "1 error; without --dry-run, this would stop it" in outcome.err
    assert "would be added" in outcome.out
    assert site.run("publish", "--dry-run", "--uncommitted").exit_code == 0
    assert "gh-pages" not in remote.refs()
    assert mine.git("status", "--porcelain", "content") != ""


@pytest.mark.parametrize("change", ["moved", "gone"])
def test_a_file_that_was_moved_or_deleted_is_a_change_too(
    site: Site, committed: Repository, change: str
) -> None:
    if change == "gone":
        site.remove("content/articles/second.md")
    else:
        committed.git("mv", "content/articles/second.md", "content/articles/the second.md")
    name = "second.md" if change == "gone" else "the second.md"
    assert f"not committed: content/articles/{name}; commit" in site.run("publish").err


def test_what_is_no_content_is_no_matter(
    site: Site, committed: Repository, remote: Repository
) -> None:
    site.write("notes.txt", "Call the lawyer.").write("Makefile", "site:")
    published(site)
    assert committed.git("status", "--porcelain") != ""
    assert remote.files() == site.output()


# Fit for readers


@pytest.mark.usefixtures("committed")
def test_what_only_holds_a_place_and_an_address_of_examples_are_not_published(
    site: Site, remote: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unfit, "RESERVED", ("example.org",))
    outcome = site.run("publish")
    assert (outcome.exit_code, remote.refs().count("gh-pages")) == (1, 0)
    assert "error: example.org is reserved for examples" in outcome.err
    assert "1 error; nothing was published" in outcome.err
    site.replace("themes/truce.md", "No truce yet.", "…")
    address = ("--uncommitted", "--base-url", "https://brief.ua/")
    outcome = site.run("publish", *address)
    assert (outcome.exit_code, remote.refs().count("gh-pages")) == (1, 0)
    assert "themes/truce.md:5:9: error: '…' only holds a place" in outcome.err
    site.replace("themes/truce.md", "…", "No truce.")
    site.replace("content/site.yaml", "base_url", "example: true\nbase_url")
    outcome = site.run("publish", *address)
    assert (outcome.exit_code, remote.refs().count("gh-pages")) == (0, 1)
    assert "warning: the site is still marked as the example" in outcome.err
