"""What readers see on each kind of page."""

import re

import pytest
from lxml import html

from generator.validate.models import FACTS, Kind
from tests.conftest import Site
from tests.crawl import crawl


def text_of(site: Site, address: str, xpath: str = "//main") -> str:
    """Return the words of a part of a page, white space folded."""
    (found,) = html.fromstring(site.page(address).encode()).xpath(xpath)
    return " ".join(found.text_content().split())


def article(title: str, claims: str = "", *, month: str = "2025-05", more: str = "") -> str:
    return (
        f"---\ntitle: {title}\nsource: herald\npublished: {month}-15\nthemes: [truce]\n{more}"
        f"claims:\n{claims}---\nBody of {title}.\n"
    ).replace("claims:\n---", "---")


def claim(value: str, by: str = "north", on: str = "2025-05-14", more: str = "") -> str:
    return (
        f"  - text: {by} says {value}.\n    point: length\n    kind: demand\n    by: [{by}]\n"
        f"    on: {on}\n    value: {value}\n{more}"
    )


def test_the_home_page_says_where_each_theme_stands(site: Site) -> None:
    site.build()
    home = text_of(site, "")
    lead = "The two sides disagree on the order. More is unknown."
    for words in ("Truce", "No truce yet.", lead, "Venues"):
        assert words in home


def test_a_point_shows_the_latest_word_of_each_party_alone(site: Site) -> None:
    site.write("content/articles/third.md", article("Third", claim("45 days", on="2025-05-20")))
    site.build()
    point = text_of(site, "themes/truce/", "//article[@id='point-length']")
    assert "The sides disagree" in point
    assert "45 days" in point
    assert "60 days" in point
    assert "30 days" not in point


def test_an_actor_page_keeps_what_it_said_before(site: Site) -> None:
    site.write("content/articles/third.md", article("Third", claim("45 days", on="2025-05-20")))
    site.build()
    page = text_of(site, "actors/north/")
    assert page.index("45 days") < page.index("30 days")


def test_what_an_envoy_says_stands_on_the_page_of_whom_it_speaks_for(site: Site) -> None:
    site.write("content/articles/third.md", article("Third", claim("45 days", by="envoy")))
    site.build()
    assert "45 days" in text_of(site, "actors/north/")
    assert "45 days" in text_of(site, "actors/envoy/")
    assert "45 days" not in text_of(site, "actors/south/")


def test_a_superseded_claim_stays_on_its_article_with_what_took_its_place(site: Site) -> None:
    old = claim("90 days", more="    id: old\n    superseded_by: second#c1\n")
    site.write("content/articles/third.md", article("Third", old))
    site.build()
    assert "90 days" not in text_of(site, "themes/truce/")
    assert "90 days" not in text_of(site, "actors/north/")
    page = html.fromstring(site.page("articles/third/").encode())
    (item,) = page.xpath("//li[@id='claim-old']")
    assert "Superseded by Second report" in " ".join(item.text_content().split())
    assert item.xpath(".//a/@href")[-1] == "/articles/second/#claim-c1"


def test_a_month_has_every_article_of_the_theme_with_its_claims(site: Site) -> None:
    site.write("content/articles/older.md", article("Older", claim("7 days"), month="2025-03"))
    site.build()
    assert "First report" in text_of(site, "themes/truce/2025-05/")
    march = text_of(site, "themes/truce/2025-03/")
    assert "Older" in march
    assert "7 days" in march
    assert "First report" not in march
    assert "Later: May 2025" in march


def test_the_timeline_tells_once_what_several_reports_tell(site: Site) -> None:
    site.write("content/articles/third.md", article("Third", claim("30 days", on="2025-05-14")))
    site.replace("content/articles/third.md", "kind: demand", "kind: proposal")
    site.build()
    days = html.fromstring(site.page("timeline/").encode()).xpath("//main//li[@data-kind]")
    told = [" ".join(day.text_content().split()) for day in days]
    assert len([words for words in told if "thirty days" in words or "30 days" in words]) == 1


def test_the_timeline_marks_what_happened_apart_from_what_was_said(site: Site) -> None:
    said = [claim("30 days").replace("kind: demand", f"kind: {kind}") for kind in Kind]
    site.write("content/articles/third.md", article("Third", "".join(said)))
    site.build()
    days = html.fromstring(site.page("timeline/2025-05/").encode()).xpath("//main//li[@data-kind]")
    marked = {day.get("data-kind") for day in days if day.get("class") == "fact"}
    assert marked == FACTS
    assert {day.get("data-kind") for day in days} == set(Kind)


def test_the_page_of_a_source_shows_where_it_differs(site: Site) -> None:
    site.write(
        "content/articles/third.md",
        article("Third", claim("yes").replace("demand", "figure").replace("    by: [north]\n", "")),
    )
    site.write(
        "content/articles/fourth.md",
        article(
            "Fourth", claim("no").replace("demand", "figure").replace("    by: [north]\n", "")
        ).replace("herald", "gazette"),
    )
    site.build()
    point = text_of(site, "themes/truce/", "//article[@id='point-length']")
    assert "What happened: sources disagree" in point
    assert "Positions: the sides disagree" in point
    page = text_of(site, "sources/gazette/")
    assert re.search(r"Length.*no.*The Gazette.*yes.*The Herald", page)


def test_corrections_stand_in_the_ledger_on_the_article_and_on_the_theme(site: Site) -> None:
    site.write(
        "content/articles/third.md",
        article("Third", more="corrections:\n  - date: 2025-05-18\n    text: It was *ten* days.\n"),
    )
    site.build()
    for address in ("corrections/", "articles/third/", "themes/truce/"):
        assert "It was ten days." in text_of(site, address)


@pytest.mark.parametrize(
    ("publish", "body", "summary", "quote"),
    [("full", True, True, True), ("excerpt", False, True, True), ("link", False, False, True)],
)
def test_rights_decide_how_much_of_an_article_is_published(
    site: Site, publish: str, body: bool, summary: bool, quote: bool
) -> None:
    more = f"publish: {publish}\nsummary: The short of it.\n"
    words = '    quote: "Body of Third"\n'
    site.write(
        "content/articles/third.md", article("Third", claim("9 days", more=words), more=more)
    )
    site.replace("content/articles/third.md", "Body of Third.", "Body of Third. Not for all.")
    site.build()
    pages = {file: data for file, data in site.output().items() if not file.endswith(".png")}
    everything = b"".join(pages.values()).decode()
    assert ("Not for all" in everything) == body
    assert ("The short of it" in everything) == summary
    assert ("Body of Third" in everything) == quote
    assert crawl(site.root / "site", "https://example.org/").broken == []


def test_old_addresses_redirect(site: Site) -> None:
    site.replace("content/articles/first.md", "title:", "aliases: [/old/first/, was.html]\ntitle:")
    site.build("--base-url", "https://example.org/repo/")
    for address in ("old/first/", "was.html"):
        page = site.page(address)
        assert 'content="0; url=/repo/articles/first/"' in page
        assert 'href="https://example.org/repo/articles/first/"' in page


def test_a_slug_changes_the_address_and_every_link_follows(site: Site) -> None:
    site.replace("content/articles/first.md", "title:", "slug: перший\ntitle:")
    site.build()
    assert "First report" in site.page("articles/перший/")
    found = crawl(site.root / "site", "https://example.org/")
    assert (found.broken, found.escaping) == ([], [])


@pytest.mark.pitfall(9)
def test_the_page_for_missing_pages_works_from_any_depth(site: Site) -> None:
    site.build("--base-url", "https://example.org/repo/")
    page = html.fromstring(site.page("404.html").encode())
    assert all(link.startswith("/repo/") for link in page.xpath("//a/@href") if link != "#main")
    assert page.xpath("//link[@rel='stylesheet']/@href") == [
        "/repo/static/briefing.css",
        "/repo/static/pages.css",
    ]


def test_every_page_has_a_content_security_policy(site: Site) -> None:
    site.replace("content/articles/first.md", "title:", "aliases: [/old/]\ntitle:").build()
    for file, data in site.output().items():
        if file.endswith(".html"):
            policy = "//meta[@http-equiv='Content-Security-Policy']/@content"
            assert html.fromstring(data).xpath(policy)[0].startswith("default-src 'none'")


def test_nothing_but_months_and_data_grows_with_the_site(site: Site) -> None:
    def grow(to: int) -> dict[str, int]:
        for number in range(to):
            month = f"2024-{number % 12 + 1:02}"
            text = article(f"N {number}", claim(f"{number} days", on=f"{month}-10"), month=month)
            site.write(f"content/articles/n{number}.md", text)
        site.build()
        return {file: len(data) for file, data in site.output().items()}

    few, many = grow(150), grow(300)
    grown = {
        file
        for file in few
        if many[file] > few[file] * 1.1 and not re.search(r"\d{4}-\d{2}[/.]", file)
    }
    assert grown == {"data/briefing.json", "data/claims.csv"}


def test_the_template_of_one_theme_and_of_the_site_can_be_replaced(site: Site) -> None:
    site.write(
        "themes/venues.html",
        '{% extends "theme.html" %}{% block bottom_line %}<p>Our own.</p>{% endblock %}',
    )
    site.write(
        "templates/base.html",
        '{% extends "default/base.html" %}{% block title %}Ours: {{ view.title }}{% endblock %}',
    )
    site.write("static/briefing.css", "body{}").write("static/more.css", "p{}")
    site.build()
    assert "Our own." in site.page("themes/venues/")
    assert "Our own." not in site.page("themes/truce/")
    assert "<title>Ours: Truce</title>" in site.page("themes/truce/")
    assert site.output()["static/briefing.css"] == b"body{}"
    assert "static/more.css" in site.output()


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{% if %}", "templates/page.html:1:1: error: Expected an expression"),
        ("a\n{{ view.nothing }}", "templates/page.html:2:1: error: about/: "),
        (
            '\n{% extends "no.html" %}',
            "templates/page.html:2:1: error: there is no template 'no.html'",
        ),
        ('{% extends "page.html" %}', "templates/page.html:1:1: error: a template extends or"),
        ("caf\udce9", "templates/page.html:1:4: error: not UTF-8: the byte 0xE9 cannot be read"),
    ],
)
def test_a_template_at_fault_is_named_and_the_site_stays(
    site: Site, template: str, message: str
) -> None:
    site.write("content/pages/about.md", "---\ntitle: About\n---\nText.\n").build()
    before = site.output()
    site.write("templates/page.html", template.encode("utf-8", "surrogateescape"))
    outcome = site.run("build")
    assert outcome.exit_code == 1
    assert message in outcome.err
    assert site.output() == before


def test_a_citation_names_the_claims_that_it_cites_and_leads_to_their_report(site: Site) -> None:
    cited = "More[@second; @first#c1; @first]. Length[@first#c1]."
    site.replace("themes/truce.md", "More is unknown.", cited)
    site.replace("content/articles/first.md", "    point: length\n", "").build()
    page = html.fromstring(site.page("themes/truce/").encode())
    marks = page.xpath("//div[@id='bottom-line']//a[@class='cite']")
    assert [(mark.text, mark.get("href"), mark.get("data-claims")) for mark in marks] == [
        ("1", "#s1", "c1"),
        ("2", "#s2", None),
        ("1", "#s1", "c1"),
        ("1", "#s1", "c1"),
    ]
    assert marks[0].get("aria-label") == "1. The Herald"
    # It answers no point, so it stands below its report in the list of sources.
    (claim,) = page.xpath("//li[@id='s1']//li[@id='first~c1']")
    assert "North wants thirty days." in claim.text_content()
    assert "/articles/first/#claim-c1" in claim.xpath(".//a/@href")


def test_a_claim_that_the_page_shows_is_not_in_its_list_of_sources_again(site: Site) -> None:
    site.build()
    page = html.fromstring(site.page("themes/truce/").encode())
    assert page.xpath("//li[@id='first~c1']/ancestor::*[@id]/@id") == ["main", "point-length"]
