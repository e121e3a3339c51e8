"""Linked data: what each page tells machines of itself, and that it is true to schema.org."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.browser.kinds import FILES, RIGHT_TO_LEFT
from tests.conftest import Site
from tests.examples import copied
from tests.heads import Head
from tests.schema_org import faults

BASE = "https://example.org/repo/"
HOSTILE = """</script><script>alert("1")</script><!-- & ' \\ \u2028\u2029"""


def head(site: Site, address: str) -> Head:
    return Head(site.page(address))


def built(site: Site) -> Site:
    site.build("--base-url", BASE)
    return site


def with_all_named(site: Site) -> Site:
    """Have an article name those who have no page otherwise."""
    named = "sixty, says [[actor:envoy]] to [[source:wire]]."
    return site.replace("content/articles/second.md", "sixty.", named)


@pytest.fixture(scope="module", params=["kinds", "right-to-left", "river"])
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Sites with everything that a page can show."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "river":
        return built(copied("river", folder))
    site = Site(folder)
    for path, content in (FILES if request.param == "kinds" else RIGHT_TO_LEFT).items():
        site.write(path, content)
    return built(site)


def test_every_page_speaks_the_language_of_schema_org(whole: Site) -> None:
    silent = []
    for path, data in whole.output().items():
        if not path.endswith(".html"):
            continue
        blocks = Head(data.decode()).linked
        if not blocks:
            silent.append(path)
        for block in blocks:
            assert list(faults(block)) == [], path
    moved = [path for path in silent if b'http-equiv="refresh"' in whole.output()[path]]
    embedded = [path for path in silent if path.startswith("embed/")]
    assert sorted(silent) == sorted(["404.html", *moved, *embedded])


def _broken(**changes: object) -> dict[str, object]:
    thing = {
        "@type": "Report",
        "@id": f"{BASE}#briefing",
        "headline": "Truce",
        "dateModified": "2025-05-20",
        "publisher": {"@type": "Organization", "name": "The Editors"},
        **changes,
    }
    return {"@context": "https://schema.org", "@graph": [thing]}


BROKEN: Mapping[str, dict[str, object]] = {
    "a type that is none": _broken(**{"@type": "Raport"}),
    "a property of another type": _broken(jobTitle="Editor"),
    "a property that is none": _broken(head_line="Truce"),
    "a thing of the wrong type": _broken(publisher={"@type": "Country", "name": "North"}),
    "a thing within that is wrong": _broken(publisher={"@type": "Organization", "title": "No"}),
    "a thing without a type": _broken(publisher={"name": "The Editors"}),
    "words for an address": _broken(image="card.png"),
    "words for a date": _broken(dateModified="20 May 2025"),
    "words for a thing": _broken(publisher="The Editors"),
    "a number for words": _broken(headline=1),
    "an id that is no address": _broken(**{"@id": "#briefing"}),
    "a reference for words": _broken(headline={"@id": BASE}),
    "no graph": {"@context": "https://schema.org", "@graph": []},
    "another context": {**_broken(), "@context": "https://example.org"},
}


def test_the_checker_has_nothing_to_say_of_what_is_right() -> None:
    assert list(faults(_broken())) == []


@pytest.mark.parametrize("name", BROKEN)
def test_the_checker_notices(name: str) -> None:
    assert list(faults(BROKEN[name]))


def test_a_briefing_is_a_report_that_cites_its_sources(site: Site) -> None:
    site.replace("content/articles/first.md", "themes:", "url: https://herald.example/1\nthemes:")
    report = head(built(site), "themes/truce/").thing("Report")
    assert report["@id"] == f"{BASE}themes/truce/#briefing"
    assert report["headline"] == "Truce"
    assert report["description"] == "The two sides disagree on the order. More is unknown."
    assert report["dateModified"] == "2025-05-20"
    assert report["image"] == f"{BASE}themes/truce/card.png"
    first, second = report["citation"]
    assert first == {
        "@type": "NewsArticle",
        "@id": f"{BASE}articles/first/#original",
        "headline": "First report",
        "url": "https://herald.example/1",
        "datePublished": "2025-05-15",
        "publisher": {
            "@type": "Organization",
            "@id": f"{BASE}sources/herald/#outlet",
            "name": "The Herald",
        },
    }
    assert second["headline"] == "Second report"
    assert "url" not in second


def test_the_authors_of_a_report_are_those_of_the_original_and_not_of_our_account(
    site: Site,
) -> None:
    site.replace("content/site.yaml", "title:", "editor: {name: The Editors}\ntitle:")
    site.replace("content/sources.yaml", "  ownership", "  kind: newspaper\n  ownership")
    site.replace(
        "content/articles/first.md",
        "themes:",
        "url: https://herald.example/1\narchived: https://archive.example/1\n"
        "authors: [A. Writer]\nlanguage: fr\nvia: wire\nupdated: 2025-05-17\nthemes:",
    )
    ours = head(built(site), "articles/first/").thing("NewsArticle")
    assert ours["author"]["name"] == "The Editors"
    assert ours["publisher"] == {"@id": ours["author"]["@id"]}
    assert (ours["datePublished"], ours["dateModified"]) == ("2025-05-15", "2025-05-17")
    assert ours["about"] == [{"@type": "Thing", "name": "Truce", "url": f"{BASE}themes/truce/"}]
    original = ours["isBasedOn"]
    assert original["author"] == [{"@type": "Person", "name": "A. Writer"}]
    assert original["url"] == "https://herald.example/1"
    assert original["archivedAt"] == "https://archive.example/1"
    assert original["inLanguage"] == "fr"
    assert original["publisher"]["@type"] == "NewsMediaOrganization"
    assert original["isBasedOn"]["publisher"]["name"] == "The Wire"
    assert original["@id"] != ours["@id"]


def test_a_correction_is_told_where_it_belongs_and_counts_as_a_change(site: Site) -> None:
    correction = "corrections:\n  - {date: 2025-05-21, text: 'It was *ten* days[@second].'}\n"
    site.replace("content/articles/first.md", "claims:", f"{correction}claims:")
    ours = head(built(site), "articles/first/").thing("NewsArticle")
    assert ours["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "It was ten days.",
            "datePublished": "2025-05-21",
        }
    ]
    assert ours["dateModified"] == "2025-05-21"
    theme = head(site, "themes/truce/").thing("Report")
    assert "correction" not in theme
    assert theme["dateModified"] == "2025-05-21"


TRAILS = {
    "themes/truce/": ["Truce"],
    "themes/truce/2025-05/": ["Truce", "May 2025"],
    "articles/first/": ["Truce", "First report"],
    "timeline/2025-05/": ["Timeline", "May 2025"],
    "actors/envoy/": ["Who’s who", "The Envoy of North"],
    "sources/herald/": ["Sources", "The Herald"],
    "corrections/": ["Corrections"],
}


@pytest.mark.parametrize("address", TRAILS)
def test_breadcrumbs_lead_from_the_home_page_to_the_page(site: Site, address: str) -> None:
    trail = head(built(with_all_named(site)), address).trail
    assert [name for name, _ in trail] == ["Small Site", *TRAILS[address]]
    assert trail[0][1] == BASE
    assert trail[-1][1] == BASE + address
    for _, url in trail:
        assert site.page(url.removeprefix(BASE))


def test_the_home_page_tells_what_the_site_is_and_how_to_search_it(site: Site) -> None:
    website = head(built(site), "").thing("WebSite")
    assert website["name"] == website["publisher"]["name"] == "Small Site"
    action = website["potentialAction"]
    assert action["target"]["urlTemplate"] == f"{BASE}search/?q={{search_term_string}}"
    assert 'name="q"' in site.page("search/")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("actors/north/", "Country"),
        ("actors/envoy/", "Person"),
        ("sources/wire/", "NewsMediaOrganization"),
        ("sources/gazette/", "Organization"),
    ],
)
def test_a_page_about_somebody_says_who_that_is(site: Site, address: str, kind: str) -> None:
    page = head(built(with_all_named(site)), address)
    assert page.thing("WebPage")["mainEntity"]["@type"] == kind


def test_who_owns_an_outlet_is_told(site: Site) -> None:
    outlet = head(built(site), "sources/herald/").thing("WebPage")["mainEntity"]
    assert outlet["ownershipFundingInfo"] == "Owned by its readers."


def test_a_page_of_the_editors_own_is_told_of_with_what_it_cites(site: Site) -> None:
    site.write("content/pages/about.md", "---\ntitle: How we work\n---\n# Hm\n\nAs told[@first].\n")
    about = head(built(site), "about/").thing("AboutPage")
    assert about["description"] == "As told."
    assert [report["headline"] for report in about["citation"]] == ["First report"]


def test_hostile_words_stay_words(site: Site) -> None:
    written = json.dumps(HOSTILE)
    site.replace("content/site.yaml", "title: Small Site", f"title: {written}")
    site.replace("content/sources.yaml", "name: The Herald", f"name: {written}")
    site.replace("content/actors.yaml", "name: North", f"name: {written}")
    site.replace("themes/truce.md", "title: Truce", f"title: {written}")
    site.replace("content/articles/first.md", "title: First report", f"title: {written}")
    built(site)
    for address in ("", "themes/truce/", "articles/first/", "sources/herald/", "actors/north/"):
        page = site.page(address)
        assert "alert(" in page
        assert "<script>alert" not in page
        (block,) = Head(page).linked
        assert any(HOSTILE.split() == said.split() for said in texts(block))
        start = page.index('<script type="application/ld+json">')
        element = page[start : page.index("</script>", start)]
        assert "<!--" not in element
        assert "\u2028" not in element


def test_nothing_of_a_hidden_report_is_told(site: Site) -> None:
    site.replace("content/articles/first.md", "themes:", "draft: true\nthemes:")
    built(site)
    told = [Head(data.decode()).linked for path, data in site.output().items() if "html" in path]
    assert "Second report" in json.dumps(told)
    assert "First report" not in json.dumps(told)


def texts(value: Any) -> list[str]:
    """Return all texts within a value of JSON."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for item in value for text in texts(item)]
    return [value] if isinstance(value, str) else []
