"""The site of this repository: the talks of May 2025."""

import re
import shutil
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import Site
from tests.crawl import crawl

ROOT = Path(__file__).parent.parent
ARCHIVE = ROOT.parent / "shared" / "articles"
THEMES = ("ceasefire", "venues", "prisoner-exchange", "sanctions")

needs_archive = pytest.mark.skipif(
    not ARCHIVE.is_dir(), reason="the archive of the five original texts is not here"
)


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The real content, built once for a domain of its own."""
    site = copied(tmp_path_factory.mktemp("talks"))
    site.build("--base-url", "https://brief.example/")
    return site


def copied(folder: Path) -> Site:
    for name in ("content", "themes"):
        shutil.copytree(ROOT / name, folder / name)
    return Site(folder)


def test_it_has_no_problem_and_no_broken_link(talks: Site) -> None:
    outcome = talks.run("check")
    assert (outcome.exit_code, outcome.err) == (0, "")


def test_there_is_every_kind_of_page(talks: Site) -> None:
    files = talks.output()
    expected = [
        "index.html",
        "404.html",
        *(f"themes/{theme}/index.html" for theme in THEMES),
        *(f"themes/{theme}/2025-05/index.html" for theme in THEMES),
        "timeline/index.html",
        "timeline/2025-05/index.html",
        "actors/index.html",
        "actors/ukraine/index.html",
        "sources/index.html",
        "sources/orda/index.html",
        "corrections/index.html",
        "search/index.html",
        "data/index.html",
        "data/briefing.json",
        "data/briefing.schema.json",
        "data/claims.csv",
        *(f"{folder}feed.{form}" for folder in ("", "themes/venues/") for form in ("xml", "json")),
        "sitemap.xml",
        "robots.txt",
        "site.webmanifest",
        "about/index.html",
        "static/briefing.css",
        ".nojekyll",
    ]
    assert [file for file in expected if file not in files] == []
    assert len([file for file in files if re.fullmatch(r"articles/[^/]+/index.html", file)]) == 5
    assert len([file for file in files if file.endswith("card.png")]) == 5 + len(THEMES) + 1


@pytest.mark.parametrize("base_url", ["https://brief.example/", "https://brief.example/repo/"])
def test_every_link_and_anchor_resolves_and_none_leaves_the_base_path(
    tmp_path: Path, base_url: str
) -> None:
    site = copied(tmp_path)
    site.write(
        "content/pages/linked.md",
        "---\ntitle: Linked\naliases: [/once/here/, old.html]\n---\n"
        "[About](/about/) [[theme:venues]]\n",
    )
    site.build("--base-url", base_url)
    found = crawl(tmp_path / "site", base_url)
    assert found.pages > 60
    assert found.links > 2000
    assert (found.broken, found.escaping, found.foreign) == ([], [], [])


@pytest.mark.parametrize("theme", THEMES)
def test_a_briefing_page_keeps_its_order(talks: Site, theme: str) -> None:
    page = html.fromstring(talks.page(f"themes/{theme}/").encode())
    headings = [heading.text_content() for heading in page.xpath("//main//h2")]
    order = [
        "Bottom line",
        "Where things stand",
        "Positions",
        "Places",
        "Timeline",
        "What we don’t know",
        "What to watch",
        "Sources",
        "Corrections",
    ]
    assert headings == [heading for heading in order if heading in headings]
    assert {"Bottom line", "Where things stand", "Timeline", "Sources"} <= set(headings)
    assert len(page.xpath("//article[contains(@class, 'point')]")) >= 4


def test_every_numbered_mark_leads_to_a_source_and_that_to_its_report(talks: Site) -> None:
    for theme in THEMES:
        page = html.fromstring(talks.page(f"themes/{theme}/").encode())
        marks = page.xpath("//a[@class='cite']")
        assert marks
        for mark in marks:
            (entry,) = page.xpath(f"//li[@id='{mark.get('href')[1:]}']")
            assert entry.xpath(".//a[starts-with(@href, '/articles/')]")


def test_a_claim_leads_to_its_quotation_marked_in_the_text(talks: Site) -> None:
    page = html.fromstring(talks.page("articles/2025-05-20-orda-call/").encode())
    quoted = page.xpath("//li[starts-with(@id, 'claim-')]//a[q]/@href")
    assert len(quoted) >= 5
    for href in quoted:
        (mark,) = page.xpath(f"//mark[@id='{href.rpartition('#')[2]}']")
        assert mark.text_content()


def test_the_page_says_by_itself_where_accounts_differ(talks: Site) -> None:
    number = "//article[@id='point-number']"
    page = html.fromstring(talks.page("themes/prisoner-exchange/").encode())
    assert "Sources differ" in page.xpath(number)[0].text_content()
    page = html.fromstring(talks.page("themes/ceasefire/").encode())
    assert "Parties differ" in page.xpath("//article[@id='point-sequence']")[0].text_content()
    war_length = page.xpath("//article[@id='point-war-length']")[0].text_content()
    assert "Facts: sources differ" in war_length


@needs_archive
def test_every_quotation_stands_in_the_original_texts(talks: Site) -> None:
    outcome = talks.run("check", "--archive", str(ARCHIVE))
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert "quotations found in the evidence of 5 articles" in outcome.out


@needs_archive
def test_a_changed_word_in_a_quotation_is_found_at_its_place(tmp_path: Path) -> None:
    site = copied(tmp_path)
    path = "content/articles/2025-05-20-orda-call.md"
    # In the claim and in the text alike, so that only the archive can tell.
    site.replace(path, "closed-door session", "closed-room session")
    outcome = site.run("check", "--archive", str(ARCHIVE))
    assert outcome.exit_code == 1
    assert "[quote-not-in-evidence]" in outcome.err
    line = outcome.err.split(":", 2)[1]
    text = (tmp_path / path).read_text(encoding="utf-8").splitlines()
    assert "closed-room session" in text[int(line) - 1]
