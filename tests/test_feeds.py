"""Feeds: what readers of the site get who do not come to look."""

import json
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest
from lxml import etree, html

from tests.conftest import Site

FIRST, SECOND = "content/articles/first.md", "content/articles/second.md"
SCHEMAS = Path(__file__).parent / "schemas"
ATOM = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
JSON_FEED = jsonschema.Draft202012Validator(
    json.loads((SCHEMAS / "json-feed.json").read_text(encoding="utf-8")),
    format_checker=jsonschema.FormatChecker(),
)
FEEDS = ("feed.xml", "themes/truce/feed.xml", "themes/venues/feed.xml")


def parsed(site: Site, feed: str = "feed.xml") -> Any:
    found = feedparser.parse((site.root / "site" / feed).read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    return found


def as_json(site: Site, feed: str = "feed.json") -> Any:
    return json.loads(site.page(feed))


def ids(site: Site, feed: str = "feed.xml") -> list[str]:
    return [entry.id for entry in parsed(site, feed).entries]


def corrected(site: Site, *corrections: tuple[str, str]) -> Site:
    """Have the first article corrected."""
    lines = "".join(f"  - {{date: {date}, text: {text}}}\n" for date, text in corrections)
    text = (site.root / FIRST).read_text(encoding="utf-8")
    head, _, rest = text.partition("corrections:\n")
    after = rest[rest.index("claims:") :] if rest else ""
    whole = head + after if rest else text
    return site.write(FIRST, whole.replace("claims:", f"corrections:\n{lines}claims:"))


@pytest.fixture
def awkward(site: Site) -> Site:
    """A site whose feeds hold whatever they can hold."""
    site.replace("content/site.yaml", "Small Site", "Small & <b>hostile</b> Site")
    site.replace(FIRST, "First report", "'A <script>alert(1)</script> & “title” ]]>'")
    known = "via: wire\nlanguage: uk\nupdated: 2025-05-18\ndate_note: By its text."
    site.replace(FIRST, "source: herald", f"source: herald\n{known}")
    site.replace(FIRST, "claims:", "summary: One & <two>. See [[theme:venues]].\nclaims:")
    site.replace(SECOND, "source:", "url: https://example.com/a?b=1&c=2\nsource:")
    corrected(site, ("2025-05-17", "“Thirty” & not <i>forty</i>."), ("2025-05-17", "And this."))
    return site.replace(
        "themes/truce.md",
        "points:",
        "corrections:\n  - {date: 2025-05-19, text: Put right.}\npoints:",
    )


@pytest.mark.parametrize("feed", FEEDS)
def test_atom_is_valid_and_feed_readers_read_it(awkward: Site, feed: str) -> None:
    awkward.build("--base-url", "https://example.org/repo/")
    tree = etree.fromstring(awkward.page(feed).encode())
    assert ATOM.validate(tree), ATOM.error_log
    entries = parsed(awkward, feed).entries
    assert entries
    for entry in entries:
        assert entry.link.startswith("https://example.org/repo/")
        assert entry.title
        assert entry.content[0].value


def test_the_grammar_notices_what_is_no_atom(site: Site) -> None:
    site.build()
    text = site.page("feed.xml")
    assert ATOM.validate(etree.fromstring(text.encode()))
    for old, new in (("<id>", "<ident>"), ("Z</updated>", "</updated>"), ("urn:", "/")):
        broken = text.replace(old, new).replace("</id>", "</ident>" if "ident" in new else "</id>")
        assert not ATOM.validate(etree.fromstring(broken.encode())), old


@pytest.mark.parametrize("feed", FEEDS)
def test_json_feed_is_valid_and_says_the_same(awkward: Site, feed: str) -> None:
    awkward.build()
    found = as_json(awkward, feed.replace(".xml", ".json"))
    JSON_FEED.validate(found)
    entries = parsed(awkward, feed).entries
    assert [(item["id"], item["url"], item["title"]) for item in found["items"]] == [
        (entry.id, entry.link, entry.title) for entry in entries
    ]
    assert found["feed_url"] == f"https://example.org/{feed.replace('.xml', '.json')}"


def test_an_entry_says_where_a_report_is_from_and_what_is_not_sure_of_it(awkward: Site) -> None:
    awkward.build()
    (text,) = [
        item["content_html"]
        for item in as_json(awkward)["items"]
        if item["title"].startswith("A <")
    ]
    origin = html.fromstring(text).xpath("string(//p[1])")
    assert origin == (
        "The Herald · 15 May 2025 (date estimated) · Updated: 18 May 2025 · citing The Wire"
        " · Owned by its readers."
    )


def test_what_editors_write_stays_text(awkward: Site) -> None:
    awkward.build()
    titles = [entry.title for entry in parsed(awkward).entries]
    assert "A <script>alert(1)</script> & “title” ]]>" in titles
    for item in as_json(awkward)["items"]:
        assert "<script" not in item["content_html"]
        assert "<i>forty" not in item["content_html"]


def test_an_entry_says_what_a_report_adds_to_the_theme(site: Site) -> None:
    site.replace(SECOND, "claims:", "claims:\n  - {text: Elsewhere., theme: venues, kind: event}")
    site.build()
    (venues,) = [entry.content[0].value for entry in parsed(site, FEEDS[2]).entries]
    truce = parsed(site, FEEDS[1]).entries[0].content[0].value
    assert ("Elsewhere." in venues, "Elsewhere." in truce) == (True, False)
    assert ("South wants" in venues, "South wants" in truce) == (False, True)
    both = parsed(site).entries[0].content[0].value
    assert "Elsewhere." in both
    assert "South wants" in both
    assert "https://example.org/articles/second/#claim-c2" in truce


@pytest.mark.pitfall(12)
def test_every_address_in_a_feed_is_absolute(awkward: Site) -> None:
    awkward.build("--base-url", "https://example.org/repo/")
    for feed in FEEDS:
        tree = etree.fromstring(awkward.page(feed).encode())
        found = tree.xpath("//@href")
        contents = [item["content_html"] for item in as_json(awkward, feed[:-3] + "json")["items"]]
        found += [href for text in contents for href in html.fromstring(text).xpath("//@href")]
        assert len(found) > 5
        assert [href for href in found if not href.startswith("https://example.")] == []


@pytest.mark.pitfall(12)
def test_ids_stay_when_slug_title_domain_and_words_change(awkward: Site) -> None:
    awkward.build()
    before = {feed: ids(awkward, feed) for feed in FEEDS}
    feed_id = parsed(awkward).feed.id
    awkward.replace(FIRST, "source: herald", "source: herald\nslug: renamed")
    awkward.replace(FIRST, "And this.", "And that.")
    awkward.replace(SECOND, "Second report", "Another title")
    awkward.replace("content/site.yaml", "hostile", "peaceful")
    awkward.replace("content/site.yaml", "https://example.org/", "https://elsewhere.example/x/")
    awkward.build()
    assert {feed: ids(awkward, feed) for feed in FEEDS} == before
    assert parsed(awkward).feed.id == feed_id
    assert "https://elsewhere.example/x/articles/renamed/" in awkward.page("feed.xml")


def test_another_correction_leaves_the_ids_of_those_before_it(site: Site) -> None:
    corrected(site, ("2025-05-17", "One."), ("2025-05-18", "Two.")).build()
    before = set(ids(site))
    corrected(
        site, ("2025-05-19", "Three."), ("2025-05-17", "One."), ("2025-05-18", "Two.")
    ).build()
    assert len(before) == 4
    assert len(set(ids(site)) - before) == 1
    assert before <= set(ids(site))


def test_two_sites_never_share_an_id(site: Site) -> None:
    site.build()
    one = set(ids(site))
    site.replace("content/site.yaml", "small-site", "other-site").build()
    assert one.isdisjoint(ids(site))


@pytest.mark.pitfall(12)
def test_the_newest_entry_comes_first_and_gives_the_feed_its_time(awkward: Site) -> None:
    awkward.build()
    for feed in FEEDS:
        found = parsed(awkward, feed)
        times = [entry.updated for entry in found.entries]
        assert times == sorted(times, reverse=True)
        assert found.feed.updated == times[0]
    assert parsed(awkward).feed.updated == "2025-05-19T00:00:00Z"


@pytest.mark.pitfall(12)
def test_two_builds_an_hour_apart_are_equal(awkward: Site) -> None:
    awkward.build("--now", "2025-06-01T10:00")
    before = awkward.output()
    awkward.build("--now", "2025-06-01T11:00", "--clean")
    assert awkward.output() == before


def test_a_report_appears_when_its_embargo_ends_and_not_before(site: Site) -> None:
    site.replace(FIRST, "source:", "publish_at: 2025-05-20T12:00+02:00\nsource:")
    site.build("--now", "2025-05-20T09:00")
    assert len(ids(site)) == 1
    site.build("--now", "2025-05-20T10:00")
    newest = parsed(site).entries[0]
    assert newest.title == "First report"
    assert newest.published == newest.updated == "2025-05-20T10:00:00Z"


def test_an_updated_report_comes_up_again_under_its_old_id(site: Site) -> None:
    site.build()
    before = ids(site)
    site.replace(FIRST, "source:", "updated: 2025-05-30\nsource:").build()
    assert ids(site) == before[::-1]
    assert parsed(site).entries[0].published == "2025-05-15T00:00:00Z"
    assert "Updated: 30 May 2025" in parsed(site).entries[0].content[0].value


def test_a_day_begins_in_the_time_zone_of_the_site(site: Site) -> None:
    site.replace("content/site.yaml", "id:", "timezone: Europe/Kyiv\nid:").build()
    assert parsed(site).entries[0].updated == "2025-05-15T21:00:00Z"


def test_a_feed_without_entries_is_valid_and_of_the_day_of_its_theme(site: Site) -> None:
    site.remove(SECOND).build()
    text = site.page("themes/venues/feed.xml")
    assert ATOM.validate(etree.fromstring(text.encode())), ATOM.error_log
    found = parsed(site, "themes/venues/feed.xml")
    assert (found.feed.updated, found.entries) == ("2025-05-20T00:00:00Z", [])
    JSON_FEED.validate(as_json(site, "themes/venues/feed.json"))


def test_a_feed_is_cut_at_thirty_entries_and_an_entry_at_twelve_claims(site: Site) -> None:
    claims = "".join(f"  - {{text: Claim {n}., kind: event}}\n" for n in range(40))
    for number in range(60):
        head = f"title: N{number}\nsource: wire\npublished: 2024-01-{number % 28 + 1:02}\n"
        text = f"---\n{head}themes: [truce]\nclaims:\n{claims}---\nText.\n"
        site.write(f"content/articles/n{number}.md", text)
    site.build()
    entries = parsed(site).entries
    assert len(entries) == 30
    assert entries[5].content[0].value.count("<li>") == 12
    assert "28 more claims on its page" in entries[5].content[0].value
    assert len(site.page("feed.xml")) < 120_000


def test_pages_lead_to_their_feeds(site: Site) -> None:
    site.build("--base-url", "https://example.org/repo/")
    hrefs = html.fromstring(site.page("themes/truce/").encode()).xpath("//body//a/@href")
    for feed in ("feed.xml", "themes/truce/feed.xml", "themes/truce/feed.json", "data/"):
        assert f"/repo/{feed}" in hrefs


def test_a_feed_is_dressed_by_the_sites_own_style_sheet(site: Site) -> None:
    site.build("--base-url", "https://example.org/repo/")
    assert '<?xml-stylesheet type="text/css" href="/repo/static/feed.css"?>' in site.page(
        "feed.xml"
    )
    assert (site.root / "site/static/feed.css").is_file()
