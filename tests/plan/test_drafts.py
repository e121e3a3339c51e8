"""A preview with drafts says of everything that is not public that it is not; no site does."""

from __future__ import annotations

import re

import pytest
from lxml import html

from tests.conftest import Site

NOW = "2025-06-01"
FIRST, SECOND = "content/articles/first.md", "content/articles/second.md"
DRAFT, AHEAD = "Draft", "Not before 5 June 2025, 09:00 UTC"
MARKS = re.compile(rb'badge (?:draft|embargoed|expiring)|cite held|drafts\.css|class="preview"')


def held(site: Site, key: str, path: str = FIRST) -> Site:
    return site.replace(path, "themes: [truce", f"{key}\nthemes: [truce")


def preview(site: Site, now: str = NOW) -> Site:
    site.build("--drafts", "--now", now)
    return site


def tree(site: Site, address: str) -> html.HtmlElement:
    return html.fromstring(site.page(address).encode())


def marks(site: Site, address: str, within: str = "//main") -> list[str]:
    """Return what a page says of things that are not public, in its order."""
    states = " or ".join(f"contains(@class, '{one}')" for one in ("draft", "embargoed", "expiring"))
    found = tree(site, address).xpath(f"{within}//*[contains(@class, 'badge') and ({states})]")
    return [one.text_content() for one in found]


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("draft: true", DRAFT),
        ("publish_at: 2025-06-05T09:00", AHEAD),
        ("expires_at: 2025-07-01", "Until 1 July 2025"),
    ],
)
def test_it_is_marked_on_every_page_that_shows_it(site: Site, key: str, label: str) -> None:
    site.replace(FIRST, "claims:\n", "corrections: [{date: 2025-05-17, text: Sorry.}]\nclaims:\n")
    preview(held(site, key))
    shown = [
        *("articles/first/", "themes/truce/2025-05/", "actors/north/", "sources/herald/"),
        *("", "timeline/2025-05/", "themes/truce/", "corrections/"),
    ]
    assert {page for page in shown if label not in marks(site, page)} == set()
    assert {page for page in ("articles/second/", "sources/gazette/") if marks(site, page)} == set()


def test_what_rests_on_it_alone_is_marked_on_the_briefing(site: Site) -> None:
    preview(held(site, "draft: true"))
    page = tree(site, "themes/truce/")
    lines = [one.text_content() for one in page.xpath("//ul[@class='answers']/li")]
    assert [DRAFT in line for line in lines if "30 days" in line] == [True]
    assert [DRAFT in line for line in lines if "60 days" in line] == [False]
    assert marks(site, "themes/truce/", "//ol[@class='strip']") == [DRAFT]
    assert "1 not public" in marks(site, "themes/truce/", "//summary")
    (cite, *_) = page.xpath("//div[@id='bottom-line']//a[contains(@class, 'cite')]")
    assert cite.get("aria-label") == "1. The Herald, Draft"
    assert "held" in cite.get("class").split()


def test_what_others_report_too_is_not_but_the_way_to_it_is(site: Site) -> None:
    claim = "{text: They met., theme: truce, point: order, kind: event, on: 2025-05-14, value: Yes}"
    for path in (FIRST, SECOND):
        text = (site.root / path).read_text()
        site.write(path, text.partition("claims:")[0] + f"claims:\n  - {claim}\n---\nText.\n")
    preview(held(site, "draft: true"))
    (entry,) = tree(site, "timeline/").xpath("//main//ul[contains(@class, 'timeline')]/li")
    assert "The Herald Draft, The Gazette" in " ".join(entry.text_content().split())


def test_a_link_by_key_says_where_it_leads(site: Site) -> None:
    held(site, "draft: true").replace(SECOND, "wants sixty.", "wants sixty, as [[first|it]] has.")
    (paragraph,) = tree(preview(site), "articles/second/").xpath("//section[@class='text']/p")
    assert paragraph.text_content() == "South wants sixty, as it Draft has."


def test_a_draft_with_an_embargo_is_both(site: Site) -> None:
    preview(held(site, "draft: true\npublish_at: 2025-06-05T09:00"))
    assert marks(site, "articles/first/") == [DRAFT, AHEAD]


def test_an_embargo_is_no_mark_once_it_is_over(site: Site) -> None:
    held(site, "publish_at: 2025-06-05T09:00")
    for now, found in (("2025-06-05T08:59", [AHEAD]), ("2025-06-05T09:00", []), (NOW, [AHEAD])):
        preview(site, now)
        assert marks(site, "articles/first/") == found
        site.build("--drafts", "--now", now, "--clean", "--output", str(site.root / "clean"))
        assert site.output() == site.output("clean")


def test_every_page_says_that_it_is_a_preview_those_that_lead_on_too(site: Site) -> None:
    preview(held(site, "aliases: [/old/]\ndraft: true"))
    pages = {file: data for file, data in site.output().items() if file.endswith(".html")}
    assert "old/index.html" in pages
    assert [file for file, data in pages.items() if b"Preview with drafts" not in data] == []


def test_the_public_site_has_no_trace_of_any_of_it(site: Site) -> None:
    held(site, "publish_at: 2025-05-20\nexpires_at: 2025-07-01")
    held(site, "draft: true", SECOND)
    site.build("--now", NOW)
    assert [file for file, data in site.output().items() if MARKS.search(data)] == []
    assert "static/drafts.css" not in site.output()
    preview(site)
    assert "static/drafts.css" in site.output()
    assert [file for file, data in site.output().items() if MARKS.search(data)] != []
    site.build("--now", NOW)
    assert [file for file, data in site.output().items() if MARKS.search(data)] == []
    assert "static/drafts.css" not in site.output()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", ["Entwurf", "Nicht vor dem 5. Juni 2025, 09:00 UTC", "Bis 1. Juli 2025"]),
        ("fr", ["Brouillon", "Pas avant le 5 juin 2025, 09:00 UTC", "Jusqu’au 1er juillet 2025"]),
        ("uk", ["Чернетка", "Не раніше 5 червня 2025, 09:00 UTC", "До 1 липня 2025"]),
    ],
)
def test_it_is_said_in_the_language_of_the_site(
    site: Site, language: str, words: list[str]
) -> None:
    site.replace("content/site.yaml", "title:", f"language: {language}\ntitle:")
    held(site, "draft: true\npublish_at: 2025-06-05T09:00\nexpires_at: 2025-07-01")
    assert marks(preview(site), "articles/first/") == words
