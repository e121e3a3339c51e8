"""An ordinary site from end to end: its pages, their order, and where everything on them leads."""

import json
import re
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import Site
from tests.crawl import crawl
from tests.examples import copied

THEMES = ("water", "venues", "ferry", "tolls")
SESSION = "articles/2025-05-20-river-mail-session/"


@pytest.fixture(scope="module")
def river(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site, built once for the top of a host."""
    site = copied("river", tmp_path_factory.mktemp("river"))
    site.build("--base-url", "https://brief.example/")
    return site


def test_it_has_no_problem_and_no_broken_link(river: Site) -> None:
    outcome = river.run("check")
    assert (outcome.exit_code, outcome.err) == (0, "")


def test_there_is_every_kind_of_page(river: Site) -> None:
    files = river.output()
    expected = [
        "index.html",
        "404.html",
        *(f"themes/{theme}/index.html" for theme in THEMES),
        *(f"themes/{theme}/2025-05/index.html" for theme in THEMES),
        f"{SESSION}index.html",
        "old/index.html",
        "timeline/index.html",
        "timeline/2025-05/index.html",
        "actors/index.html",
        "actors/south/index.html",
        "sources/index.html",
        "sources/river-mail/index.html",
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


@pytest.mark.pitfall(9)
@pytest.mark.parametrize("base_url", ["https://brief.example/", "https://brief.example/repo/"])
def test_every_link_and_anchor_resolves_and_none_leaves_the_base_path(
    tmp_path: Path, base_url: str
) -> None:
    site = copied("river", tmp_path)
    site.write(
        "content/pages/linked.md",
        "---\ntitle: Linked\naliases: [/once/here/, old.html]\n---\n"
        "[About](/about/) [[theme:venues]]\n",
    )
    site.build("--base-url", base_url)
    found = crawl(tmp_path / "site", base_url)
    assert found.pages >= 60
    assert found.links > 4000
    assert (found.broken, found.escaping, found.foreign) == ([], [], [])


def test_every_dated_claim_is_in_the_timeline_of_its_month(river: Site) -> None:
    claims = json.loads(river.page("data/briefing.json"))["claims"]
    dated = [claim for claim in claims if "on" in claim and claim["status"] != "superseded"]
    assert len(dated) > 20
    for claim in dated:
        month = river.page(f"timeline/{claim['on'][:7]}/")
        assert claim["page"].removeprefix("https://brief.example") in month, claim["id"]


@pytest.mark.parametrize("theme", THEMES)
def test_a_briefing_page_keeps_its_order(river: Site, theme: str) -> None:
    page = html.fromstring(river.page(f"themes/{theme}/").encode())
    headings = [heading.text_content() for heading in page.xpath("//main//h2")]
    order = [
        "Latest developments",
        "Where each side stands",
        "Point by point",
        "Places",
        "What we don’t know",
        "What to watch",
        "Sources",
        "Corrections",
    ]
    assert headings == [heading for heading in order if heading in headings]
    assert {"Latest developments", "Point by point", "Sources"} <= set(headings)
    assert len(page.xpath("//article[contains(@class, 'point')]")) >= 4


def test_every_numbered_mark_leads_to_a_source_and_that_to_its_report(river: Site) -> None:
    for theme in THEMES:
        page = html.fromstring(river.page(f"themes/{theme}/").encode())
        marks = page.xpath("//a[@class='cite']")
        assert marks
        for mark in marks:
            (entry,) = page.xpath(f"//li[@id='{mark.get('href')[1:]}']")
            assert entry.xpath(".//a[starts-with(@href, '/articles/')]")


def test_a_claim_leads_to_its_quotation_marked_in_the_text(river: Site) -> None:
    page = html.fromstring(river.page(SESSION).encode())
    quoted = page.xpath("//li[starts-with(@id, 'claim-')]//a[q]/@href")
    assert len(quoted) >= 5
    for href in quoted:
        (mark,) = page.xpath(f"//mark[@id='{href.rpartition('#')[2]}']")
        assert mark.text_content()


def test_the_page_says_by_itself_where_accounts_differ(river: Site) -> None:
    number = "//article[@id='point-number']"
    page = html.fromstring(river.page("themes/ferry/").encode())
    assert "Sources disagree" in page.xpath(number)[0].text_content()
    page = html.fromstring(river.page("themes/water/").encode())
    assert "The sides disagree" in page.xpath("//article[@id='point-sequence']")[0].text_content()
    call = page.xpath("//article[@id='point-call']")[0].text_content()
    assert "What happened: sources disagree" in call
