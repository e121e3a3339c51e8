"""What search engines, sharing services and browsers read in the head of each page."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.conftest import Site
from tests.heads import Head

BASE = "https://example.org/repo/"
STYLE = Path(__file__).parent.parent / "generator" / "static" / "briefing.css"
ABOUT = (
    "---\ntitle: How we work\naliases: [/method/]\n---\n## Words\n\nWe *read* reports[@first].\n"
)


@pytest.fixture
def heads(site: Site) -> Site:
    site.write("content/pages/about.md", ABOUT)
    site.build("--base-url", BASE)
    return site


def head(site: Site, address: str) -> Head:
    return Head(site.page(address))


def pages_of(site: Site) -> dict[str, Head]:
    """Return the heads of all pages by address, but of 404.html and of what is no page by itself:
    those that only lead on, and those that other sites embed."""
    files = (site.root / "site").rglob("index.html")
    addresses = [file.relative_to(site.root / "site").as_posix()[:-10] for file in files]
    return {
        address: head(site, address)
        for address in addresses
        if "http-equiv=refresh" not in site.page(address).replace('"', "")
        and not address.startswith("embed/")
    }


def test_a_page_says_what_it_is_when_it_is_shared(heads: Site) -> None:
    pages = pages_of(heads)
    assert {"", "about/", "data/", "articles/first/", "timeline/2025-05/"} <= set(pages)
    for address, page in pages.items():
        assert page.canonical == page.meta("og:url") == BASE + address
        assert page.meta("og:site_name") == "Small Site"
        assert (page.meta("og:title") or "nothing") in page.title
        assert page.meta("description") == page.meta("og:description")
        assert len(page.meta("description") or "") > len("We read reports"), address
        card = f"{BASE}{address}card.png" if re.match(r"(themes|articles)/\w+/$", address) else None
        assert page.meta("og:image") == (card or f"{BASE}card.png")
        assert page.meta("og:image:alt"), address
        assert page.meta("twitter:card") == "summary_large_image", address
        assert page.meta("robots") is None, address


def test_no_two_pages_have_one_title_or_one_description(heads: Site) -> None:
    pages = pages_of(heads).values()
    for said in ([page.title for page in pages], [page.meta("description") for page in pages]):
        assert len(set(said)) == len(said)


def test_briefings_and_reports_are_shared_as_articles_with_their_dates(heads: Site) -> None:
    theme, article = head(heads, "themes/truce/"), head(heads, "articles/first/")
    assert theme.meta("og:type") == article.meta("og:type") == "article"
    assert theme.meta("article:modified_time") == "2025-05-20"
    assert article.meta("article:published_time") == "2025-05-15"
    assert head(heads, "sources/herald/").meta("og:type") == "website"


def test_the_picture_of_the_site_is_described_as_such(heads: Site) -> None:
    assert head(heads, "about/").meta("og:image:alt") == "Small Site"
    assert head(heads, "themes/truce/").meta("og:image:alt") == "Truce"


def test_descriptions_say_what_is_on_the_page(heads: Site) -> None:
    def description(address: str) -> str | None:
        return head(heads, address).meta("description")

    assert description("themes/truce/") == "The two sides disagree on the order. More is unknown."
    assert description("articles/first/") == "The Herald · North wants thirty days."
    assert description("about/") == "We read reports."


def test_a_long_description_is_cut_between_words(site: Site) -> None:
    summary = "Several *words* of which there are many more than anybody shows. " * 9
    site.replace("content/articles/first.md", "themes:", f'summary: "{summary}"\nthemes:')
    site.build()
    said = head(site, "articles/first/").meta("description") or ""
    assert 200 <= len(said) <= 250
    assert said.endswith("…")
    assert f"{said.removesuffix('…')} " in summary.replace("*", "")


def test_a_long_description_without_spaces_is_cut_all_the_same(site: Site) -> None:
    site.replace("content/articles/first.md", "themes:", f"summary: {'停火' * 300}\nthemes:")
    site.build()
    assert len(head(site, "articles/first/").meta("description") or "") == 250


@pytest.mark.parametrize(
    ("language", "locale"), [("fr-ca", "fr_CA"), ("uk", None), ("zh-Hant", None), ("en", None)]
)
def test_a_locale_is_told_where_the_editors_named_a_country(
    site: Site, language: str, locale: str | None
) -> None:
    site.replace("content/site.yaml", "title:", f"language: {language}\ntitle:")
    site.build()
    assert head(site, "").meta("og:locale") == locale


def test_what_is_no_page_is_kept_out_of_search_engines(heads: Site) -> None:
    missing, moved = head(heads, "404.html"), head(heads, "method/")
    for page in (missing, moved):
        assert page.meta("robots") == "noindex"
        assert page.meta("og:url") is None
        assert page.linked == []
    assert missing.canonical is None
    assert moved.canonical == f"{BASE}about/"


def test_a_preview_with_drafts_says_so_to_readers_and_to_search_engines(site: Site) -> None:
    site.build()
    public = site.output()
    said = site.build("--drafts").out
    assert "the output includes drafts and embargoed articles: do not publish it" in said
    assert "Preview with drafts: not for publication" in site.output()["feed.xml"].decode()
    for path in (path for path in public if path.endswith(".html")):
        page = site.output()[path].decode()
        assert Head(page).meta("robots") == "noindex", path
        assert "Preview with drafts: not for publication" in page
    site.build()
    assert site.output() == public


@pytest.mark.parametrize(
    ("address", "folders"),
    [
        ("", [""]),
        ("articles/first/", [""]),
        ("404.html", [""]),
        ("themes/truce/", ["themes/truce/", ""]),
        ("themes/truce/2025-05/", ["themes/truce/", ""]),
    ],
)
def test_a_page_names_its_feeds_those_of_its_theme_first(
    heads: Site, address: str, folders: list[str]
) -> None:
    feeds = head(heads, address).feeds
    kinds = (("application/atom+xml", "feed.xml"), ("application/feed+json", "feed.json"))
    assert [(kind, url) for kind, url, _ in feeds] == [
        (kind, f"/repo/{folder}{file}") for folder in folders for kind, file in kinds
    ]
    titles = {"": "Small Site", "themes/truce/": "Truce · Small Site"}
    assert [title for *_, title in feeds[::2]] == [titles[folder] for folder in folders]


def test_the_browser_is_painted_in_the_colours_of_the_style_sheet(heads: Site) -> None:
    papers = re.findall(r"--paper: (#\w+)", STYLE.read_text(encoding="utf-8"))
    told = re.findall(r'<meta name="theme-color" content="(#\w+)"', heads.page(""))
    assert told == papers


def test_quotation_marks_and_brackets_do_not_break_out_of_the_head(site: Site) -> None:
    title = """"><script>alert('x')</script>"""
    site.replace(
        "themes/truce.md", "title: Truce", f"title: '{title.replace(chr(39), chr(39) * 2)}'"
    )
    site.build()
    assert "<script>alert" not in site.page("themes/truce/")
    assert head(site, "themes/truce/").meta("og:title") == title


def test_the_head_of_a_briefing_is_light(site: Site) -> None:
    names = [f"report-{number}" for number in range(12)]
    for number, name in enumerate(names):
        site.write(
            f"content/articles/{name}.md",
            f"---\ntitle: Report {number} on what the parties said\nsource: herald\n"
            f"published: 2025-05-{number + 1:02}\nthemes: [truce]\n"
            f"url: https://herald.example/2025/05/{name}\n---\nText.\n",
        )
    marks = "".join(f"[@{name}]" for name in names)
    site.replace("themes/truce.md", "unknown.", f"unknown{marks}.")
    site.build()
    page = site.page("themes/truce/").encode()
    start, end = page.index(b"<head>"), page.index(b"</head>")
    without = page[:start] + page[end:]
    weight = [len(gzip.compress(data, 9, mtime=0)) for data in (page, without)]
    assert len(head(site, "themes/truce/").thing("Report")["citation"]) == 14
    assert weight[0] - weight[1] < 1600
