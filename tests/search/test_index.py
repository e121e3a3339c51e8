"""The search index: what is in it, and that it is right or not there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.build import Builder
from generator.request import Request, Search
from generator.search import index, making, shards
from generator.search.renewing import Renewal, Renewed, renew
from generator.watch.renewer import Renewer
from tests.clean import clean_build, differences, listing
from tests.conftest import SITE, Site
from tests.forked import QUICKLY
from tests.search.reading import found_pages, index_files, shown_words, words_of
from tests.serve.running import until

FIRST, SECOND = "content/articles/first.md", "content/articles/second.md"
NOW = datetime(2025, 6, 1, tzinfo=UTC)


def request(site: Site) -> Request:
    return Request(root=site.root, now=NOW, search=Search.MAKE)


def build(site: Site, *arguments: str) -> None:
    """Build with search, expecting not even a warning."""
    assert site.build("--search", *arguments).err == ""


def times(site: Site) -> dict[str, int]:
    """Return when each file of the index was last written."""
    files = (site.root / "site/pagefind").rglob("*")
    return {path.name: path.stat().st_mtime_ns for path in files if path.is_file()}


@pytest.fixture
def whole(site: Site) -> Site:
    """The small site with one page of every kind."""
    site.write("content/pages/about.md", "---\ntitle: About\naliases: [/us/]\n---\nWho we are.\n")
    return site.replace(FIRST, "source: herald", "aliases: [/old/first/]\nsource: herald")


# What is in it


def test_everything_that_readers_want_to_find_is_in_it_once_and_nothing_else(whole: Site) -> None:
    build(whole)
    kinds = {url: page["filters"]["kind"] for url, page in found_pages(whole.root / "site").items()}
    assert kinds == {
        "/themes/truce/": ["theme"],
        "/themes/venues/": ["theme"],
        "/articles/first/": ["article"],
        "/articles/second/": ["article"],
        "/actors/north/": ["actor"],
        "/actors/south/": ["actor"],
        "/sources/herald/": ["source"],
        "/sources/gazette/": ["source"],
        "/about/": ["page"],
    }


def test_the_glossary_is_in_it_and_its_words_for_a_term_find_each_other(site: Site) -> None:
    site.write(
        "content/glossary.yaml", "pause: {term: Pause, meaning: Silence., aliases: [armistice]}\n"
    )
    site.replace("themes/venues.md", "No host", "In a pause, no host")
    build(site)
    found = found_pages(site.root / "site")
    assert found["/glossary/"]["filters"]["kind"] == ["glossary"]
    assert "Silence." in found["/glossary/"]["content"]
    assert "armistice" in found["/themes/venues/"]["content"]
    assert "Silence." not in found["/themes/venues/"]["content"]


def test_a_report_is_found_by_theme_source_and_month(site: Site) -> None:
    build(site)
    page = found_pages(site.root / "site")["/articles/second/"]
    assert page["filters"] == {
        "kind": ["article"],
        "month": ["2025-05"],
        "source": ["gazette"],
        "theme": ["truce", "venues"],
    }
    assert page["meta"] == {"title": "Second report", "date": "16 May 2025"}


def test_a_claim_can_be_linked_to(site: Site) -> None:
    build(site)
    page = found_pages(site.root / "site")["/articles/first/"]
    (claim,) = [anchor for anchor in page["anchors"] if anchor["id"] == "claim-c1"]
    words = page["content"].split()[claim["location"] :]
    assert " ".join(words).startswith("North wants thirty days.")


def test_what_only_repeats_is_left_out(site: Site) -> None:
    build(site)
    pages = found_pages(site.root / "site")
    found = {url: pages[url]["content"].count("thirty days") for url in pages}
    # Its report, and once on its briefing: among the key events, which are found by their dates.
    assert {url: count for url, count in found.items() if count} == {
        "/articles/first/": found["/articles/first/"],
        "/themes/truce/": 1,
    }
    assert [url for url in pages if "its readers" in pages[url]["content"]] == ["/sources/herald/"]


def test_the_number_of_a_source_is_no_part_of_the_word_before_it(site: Site) -> None:
    build(site)
    briefing = found_pages(site.root / "site")["/themes/truce/"]
    assert "disagree on the order. More is unknown." in briefing["content"]


def test_a_report_in_another_language_is_in_the_same_index(site: Site) -> None:
    site.replace(FIRST, "title: First report", "title: Перший звіт\nlanguage: uk")
    head = '{% extends "default/article.html" %}{% block title %}{{ view.title }}{% endblock %}'
    site.write("templates/article.html", head)
    base = (Path(index.__file__).parents[1] / "templates/base.html").read_text(encoding="utf-8")
    tongue = "{{ 'uk' if view.path.startswith('articles/first') else site.language }}"
    site.write("templates/base.html", base.replace("{{ site.language }}", tongue))
    build(site)
    assert '<html lang="uk"' in site.page("articles/first/")
    entry = json.loads(index_files(site.root / "site")["pagefind-entry.json"])
    assert list(entry["languages"]) == ["en"]
    assert "Перший звіт" in words_of(site.root / "site")


def test_a_page_is_found_by_what_else_its_words_are_called(site: Site) -> None:
    site.replace("themes/truce.md", "as_of:", "synonyms: [Armistice]\nas_of:")
    site.replace("themes/truce.md", "title: Length", "title: Length\n    synonyms: [duration]")
    site.replace("content/actors.yaml", "name: North", "name: North\n  aliases: [Boreas]")
    build(site)
    data = {url: page["content"] for url, page in found_pages(site.root / "site").items()}
    assert data["/articles/first/"].count("Boreas") == 2
    assert data["/themes/truce/"].startswith(
        "Truce\\(Armistice\\). Is there a truce\\(Armistice\\)?"
    )
    assert "Length\\(duration\\)." in data["/themes/truce/"]
    assert "Boreas" not in shown_words(site.root / "site").replace("Boreas.", "")
    assert "Armistice" not in shown_words(site.root / "site")


def test_a_new_synonym_renews_the_index_and_writes_no_page(site: Site) -> None:
    build(site)
    before = {file: data for file, data in site.output().items() if "pagefind/" not in file}
    old = index_files(site.root / "site")
    site.replace("themes/truce.md", "as_of:", "synonyms: [Armistice]\nas_of:")
    assert "0 files written" in site.build("--search").out
    after = {file: data for file, data in site.output().items() if "pagefind/" not in file}
    assert after == before
    assert index_files(site.root / "site") != old
    assert b"armistic" in b"".join(index_files(site.root / "site").values())


def test_what_is_not_indexed_is_not_sent_and_the_words_to_offer_have_none_of_it(site: Site) -> None:
    site.replace("themes/truce.md", "[@first#c1]", "[@first#c1], says [[actor:envoy]]")
    build(site)
    words = json.loads(index_files(site.root / "site")["site/words.json"])
    assert {"North", "Envoi", "truce", "silence"} <= set(words)
    assert not {"Speaks", "speaks", "Feed", "Follow", "Wednesday,"} & set(words)


# Drafts


@pytest.mark.pitfall(5)
@pytest.mark.parametrize(
    "hidden", ["draft: true", "publish_at: 2031-01-01", "expires_at: 2025-05-20"]
)
def test_no_word_of_what_is_not_public_is_in_any_file_of_it(site: Site, hidden: str) -> None:
    site.write(
        "content/articles/secret.md",
        f"---\ntitle: Quixotry\nsource: wire\npublished: 2025-05-17\nthemes: [truce]\n{hidden}\n"
        "claims:\n  - text: Zephyrous claim.\n    kind: event\n---\nXylophonic text.\n",
    )
    build(site, "--now", "2025-06-01")
    files = index_files(site.root / "site")
    data = b"".join([*files.values(), *(name.encode() for name in files)]).lower()
    assert b"thirti" in data  # the stem of a word that is public
    for marker in (b"quixot", b"zephyr", b"xyloph", b"secret"):
        assert marker not in data


def test_a_report_that_expires_is_no_longer_found(site: Site) -> None:
    site.replace(FIRST, "source: herald", "expires_at: 2025-06-01\nsource: herald")
    site.replace("themes/truce.md", "[@first#c1]", "")
    build(site, "--now", "2025-05-31")
    assert "/articles/first/" in found_pages(site.root / "site")
    build(site, "--now", "2025-06-02")
    assert "/articles/first/" not in found_pages(site.root / "site")
    assert b"silence" not in b"".join(index_files(site.root / "site").values())


# When it is made


def forbid_to_make(monkeypatch: pytest.MonkeyPatch) -> None:
    def made(*_: object) -> None:
        raise AssertionError("an index is made")

    monkeypatch.setattr(making, "make_index", made)


def test_where_no_page_changed_none_is_made(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    build(site)
    before = times(site)
    forbid_to_make(monkeypatch)
    build(site)
    site.write("static/briefing.css", "html { color: red }\n")
    build(site)
    assert times(site) == before


def test_a_build_with_nothing_to_do_loads_nothing_of_it(site: Site) -> None:
    build(site)
    say = "import sys, generator.cli as c; c.main(sys.argv[1:], standalone_mode=False)"
    loaded = "print([m for m in sys.modules if 'search' in m or 'pagefind' in m])"
    call = [sys.executable, "-c", f"{say}; {loaded}", "build", "--root", str(site.root)]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_after_an_edit_only_what_changed_of_it_is_written(site: Site) -> None:
    build(site)
    before = times(site)
    site.replace(FIRST, "on Wednesday", "on Thursday")
    build(site)
    kept = {name for name, time in times(site).items() if before.get(name) == time}
    pages = [name for name in kept if name.endswith(".pf_fragment")]
    assert len(pages) == len(found_pages(site.root / "site")) - 1
    assert "on Thursday" in words_of(site.root / "site")
    assert "on Wednesday" not in words_of(site.root / "site")


Edit = Callable[[Site], object]

EDITS: dict[str, Edit] = {
    "an article is edited": lambda site: site.replace(FIRST, "asked for", "begged for"),
    "it changes its theme": lambda site: site.replace(SECOND, "[truce, venues]", "[truce]"),
    "it is renamed": lambda site: site.write(
        "content/articles/again.md", (site.root / SECOND).read_text()
    ).remove(SECOND),
    "a theme is edited": lambda site: site.replace("themes/truce.md", "More is", "All is"),
    "an actor gets an alias": lambda site: site.replace(
        "content/actors.yaml", "name: North", "name: North\n  aliases: [Arctic, Boreas]"
    ),
    "a theme gets synonyms": lambda site: site.replace(
        "themes/truce.md", "as_of:", "synonyms: [armistice, ceasefire]\nas_of:"
    ),
    "a point gets a synonym": lambda site: site.replace(
        "themes/truce.md", "title: Length", "title: Length\n    synonyms: [duration]"
    ),
    "it gets another": lambda site: site.replace("themes/truce.md", "[duration]", "[period]"),
    "a term comes": lambda site: site.write(
        "content/glossary.yaml", "truce: {term: Truce, meaning: Silence., aliases: [armistice]}\n"
    ),
    "an outlet is renamed": lambda site: site.replace(
        "content/sources.yaml", "The Herald", "The Crier"
    ),
    "an actor comes": lambda site: site.write(
        "content/actors.yaml", SITE["content/actors.yaml"] + "west:\n  name: West\n"
    ),
    "a template is edited": lambda site: site.write(
        "templates/page.html", '{% extends "default/page.html" %}'
    ),
    "the language changes": lambda site: site.replace(
        "content/site.yaml", "id:", "language: de\nid:"
    ),
    "the site moves": lambda site: site.replace(
        "content/site.yaml", "example.org/", "example.org/repo/"
    ),
    "an article goes": lambda site: site.remove("content/articles/again.md"),
}


@pytest.mark.pitfall(1)
@pytest.mark.pitfall(4)
@pytest.mark.parametrize("smallest", [shards.SMALLEST, 1], ids=["one shard", "several"])
def test_after_every_edit_the_site_with_its_index_is_what_a_clean_build_writes(
    whole: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, smallest: int
) -> None:
    monkeypatch.setattr(shards, "SMALLEST", smallest)
    builder = Builder(whole.root / "site")
    builder.build(request(whole))
    for name, edit in EDITS.items():
        edit(whole)
        built = builder.build(replace(request(whole), jobs=2))
        assert built.problems == (), name
        _, right = clean_build(request(whole), tmp_path / "clean")
        assert differences(listing(whole.root / "site"), right) == [], name


def test_a_lost_or_damaged_file_of_it_is_put_right(site: Site) -> None:
    build(site)
    good = site.output()
    folder = site.root / "site/pagefind"
    (folder / "site/pagefind.js").unlink()
    next((folder / "site/fragment").iterdir()).write_bytes(b"defaced")
    build(site)
    assert site.output() == good
    shutil.rmtree(folder)
    build(site)
    assert site.output() == good


def test_another_version_of_the_program_makes_another(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(site)
    monkeypatch.setattr("generator.search.index.indexer_version", lambda: "9.9")
    monkeypatch.setattr("generator.up_to_date.indexer_version", lambda: "9.9")
    assert "indexed for search" in site.build("--search").out
    assert "indexed for search" not in site.build("--search").out


def test_a_site_without_pages_to_find_has_none_and_nobody_is_warned(tmp_path: Path) -> None:
    site = Site(tmp_path / "empty")
    for path, text in SITE.items():
        site.write(path, text if path.endswith("site.yaml") else "{}\n" if "yaml" in path else "")
    for path in SITE:
        if path.endswith(".md"):
            site.remove(path)
    build(site)
    assert not (site.root / "site/pagefind").exists()


# When there is none


def test_without_search_there_is_none_not_even_an_earlier_one(site: Site) -> None:
    site.build()
    without = site.output()
    build(site)
    assert site.output() != without
    site.write("site/pagefind/notes.txt", "mine")
    assert site.build("--no-search").err == ""
    assert site.output() == without | {"pagefind/notes.txt": b"mine"}
    (site.root / "site/pagefind/notes.txt").unlink()
    build(site)
    assert found_pages(site.root / "site")


def previewed(site: Site) -> None:
    """Build as a preview does."""
    builder = Builder(site.root / "site")
    assert builder.build(replace(request(site), search=Search.KEEP)).written
    builder.close()


def test_a_preview_keeps_an_older_index_which_the_next_build_makes_again(site: Site) -> None:
    build(site)
    made = index_files(site.root / "site")
    site.replace(FIRST, "on Wednesday", "on Thursday")
    previewed(site)
    assert index_files(site.root / "site") == made
    build(site)
    assert "on Thursday" in found_pages(site.root / "site")["/articles/first/"]["content"]


@pytest.mark.parametrize(
    ("old", "new"),
    [("title:", "draft: true\ntitle:"), ("source: herald", "source: herald\nslug: elsewhere")],
)
def test_no_index_outlives_a_page_in_a_preview(site: Site, old: str, new: str) -> None:
    site.replace("themes/truce.md", "[@first#c1]", "")
    build(site)
    site.replace(FIRST, old, new)
    previewed(site)
    assert index_files(site.root / "site") == {}
    build(site)
    assert "/articles/first/" not in found_pages(site.root / "site")


def test_an_index_that_a_killed_build_left_is_not_kept_if_a_page_has_gone(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    site.replace("themes/truce.md", "[@first#c1]", "")
    build(site)
    site.replace(FIRST, "title:", "draft: true\ntitle:")
    with monkeypatch.context() as patch:
        patch.setattr(index, "update", killed)
        with pytest.raises(KeyboardInterrupt):
            Builder(site.root / "site").build(request(site))
    previewed(site)
    assert index_files(site.root / "site") == {}


# Renewed


def renewal_of(site: Site) -> Renewal:
    """Return what a preview would have renewed now."""
    builder = Builder(site.root / "site")
    builder.build(replace(request(site), search=Search.KEEP))
    searched = builder.searched()
    builder.close()
    assert searched
    return Renewal(str(site.root / "site"), str(site.root / ".briefing"), searched, 1)


def test_what_a_preview_renews_is_what_a_build_makes(site: Site) -> None:
    build(site)
    site.replace(FIRST, "on Wednesday", "on Thursday")
    assert renew(renewal_of(site)).pages
    renewed = index_files(site.root / "site")
    # Nothing was read by this preview, as there was nothing to do.
    assert renew(renewal_of(site)) == Renewed(0)
    build(site)
    assert index_files(site.root / "site") == renewed
    assert b"thursday" in b"".join(renewed.values()).lower()


def test_a_renewal_of_pages_that_are_gone_makes_nothing(site: Site) -> None:
    build(site)
    renewal = renewal_of(site)
    site.replace("themes/truce.md", "[@first#c1]", "").replace(
        FIRST, "title:", "draft: true\ntitle:"
    )
    previewed(site)
    assert renew(renewal).problem
    assert index_files(site.root / "site") == {}


def test_what_is_saved_ends_a_renewal_and_all_that_it_started(site: Site) -> None:
    for number in range(40):  # enough for some seconds
        page = (site.root / FIRST).read_text(encoding="utf-8")
        site.write(f"content/articles/more-{number}.md", page)
    told: list[Renewed] = []
    renewer = Renewer(told.append)
    what = renewal_of(site)
    with renewer.renewing(what):
        pass
    assert ends(lambda: not at_work(site.root))
    assert told == []
    with renewer.renewing(what):
        until(lambda: told)
    assert renewer.is_current
    assert told[0].pages == len(what.searched.files)


def test_files_of_others_are_neither_overwritten_nor_searched(site: Site) -> None:
    hidden = "<html lang=en><body><main data-pagefind-body>Xylophonic</main></body></html>"
    site.write("site/articles/other/index.html", hidden)
    site.write("site/pagefind/site/pagefind.js", "mine")
    outcome = site.build("--search")
    assert outcome.err.count("[no-search]") == 1
    assert "is in the place of a file of the site" in outcome.err
    assert (site.root / "site/pagefind/site/pagefind.js").read_text() == "mine"
    assert list(index_files(site.root / "site")) == ["site/pagefind.js"]
    (site.root / "site/pagefind/site/pagefind.js").unlink()
    build(site)
    assert "Xylophonic" not in words_of(site.root / "site")


# Killed


KILLS = 4


def at_work(root: Path) -> list[str]:
    """Return the processes that work in a folder of the site, where the system tells."""
    found = []
    for place in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):  # it has just ended, or is of somebody else
            if place.readlink().is_relative_to(root / ".briefing"):
                found.append(place.parent.name)
    return found


def ends(happened: Callable[[], bool]) -> bool:
    late = time.monotonic() + 5
    while not happened() and time.monotonic() < late:
        time.sleep(0.02)
    return happened()


def test_after_a_kill_at_any_instant_the_next_build_is_right(whole: Site, tmp_path: Path) -> None:
    command = ("build", "--root", str(whole.root))
    start = time.monotonic()
    assert QUICKLY(*command).wait() == 0
    seconds = time.monotonic() - start
    for number in range(KILLS):
        whole.replace(FIRST, "on Wednesday", f"on Wednesday {number}")
        process = QUICKLY(*command)
        time.sleep(seconds * (number + 1) / (KILLS + 1))
        process.kill()
        process.wait()
        assert ends(lambda: not at_work(whole.root)), "the program that makes the index goes on"
        build(whole, "--now", NOW.isoformat())
        _, right = clean_build(request(whole), tmp_path / "clean")
        assert differences(listing(whole.root / "site"), right) == []
        whole.replace(FIRST, f"on Wednesday {number}", "on Wednesday")
    assert all(path.is_file() for path in (whole.root / ".briefing").iterdir())


# The same bytes


def test_neither_order_time_place_nor_machine_changes_a_byte(whole: Site, tmp_path: Path) -> None:
    build(whole)
    right = listing(whole.root / "site")
    other = Site(tmp_path / "elsewhere/on this disk")
    for path in sorted((whole.root / "content").rglob("*"), reverse=True):
        if path.is_file():
            other.write(str(path.relative_to(whole.root)), path.read_bytes())
            os.utime(other.root / path.relative_to(whole.root), (1, 1))
    shutil.copytree(whole.root / "themes", other.root / "themes")
    # What Pagefind would otherwise take its settings from.
    other.write("pagefind.yml", "exclude_selectors: [p]\nforce_language: fr\n")
    machine = {"PAGEFIND_EXCLUDE_SELECTORS": "p", "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    env = {**os.environ, **machine, "PYTHONPATH": str(Path(index.__file__).parents[2])}
    for jobs in ("1", "2"):
        command = [sys.executable, "-m", "generator", "build", "--clean", "--jobs", jobs]
        subprocess.run(command, cwd=other.root, env=env, check=True)
        assert differences(listing(other.root / "site"), right) == []
