"""A point that others can embed: small, without a script, with its date and a way back."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from lxml import html

from tests.conftest import Site
from tests.plan.talks import article, claim, words


@pytest.fixture
def embedded(talks: Site) -> Site:
    """A site with answers to a point, built."""
    article(talks, "one", [claim("north, south", "length", "30 days")])
    article(talks, "two", [claim("west", "length", "60 days")], source="gazette")
    talks.replace("themes/truce.md", "title: Length", "title: Length\n    question: How long?")
    talks.build()
    return talks


def page(site: Site) -> html.HtmlElement:
    return html.fromstring(site.page("embed/truce/length/").encode())


def test_it_says_what_the_point_says_and_from_where(embedded: Site) -> None:
    shown = page(embedded)
    assert words(shown.find(".//h1")) == "How long?"
    answers = [words(one) for one in shown.xpath("//main/ul/li")]
    assert [re.sub(r"\d$", "", one) for one in answers] == ["North, South 30 days", "West 60 days"]
    assert [words(one) for one in shown.xpath("//main/ol/li")] == [
        "one The Herald, 15 May 2025",
        "two The Gazette, 15 May 2025",
    ]


def test_it_states_its_date_and_leads_back_to_the_briefing(embedded: Site) -> None:
    foot = page(embedded).xpath("//body/p")[-1]
    assert words(foot) == "As of 20 May 2025 · Small Site: Truce"
    assert foot.xpath("a/@href") == ["https://example.org/themes/truce/#point-length"]
    assert page(embedded).xpath("//base/@target") == ["_top"]


def test_it_loads_nothing_and_runs_nothing(embedded: Site) -> None:
    shown = page(embedded)
    assert not shown.xpath("//script | //img | //link[@rel='stylesheet'] | //@style")
    (style,) = shown.xpath("//style")
    digest = b64encode(sha256((style.text or "").encode()).digest()).decode()
    (policy,) = shown.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    expected = f"default-src 'none'; style-src 'sha256-{digest}'"
    assert policy == f"{expected}; base-uri 'none'; form-action 'none'"


def test_search_engines_are_led_to_the_briefing_instead(embedded: Site) -> None:
    shown = page(embedded)
    assert shown.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert shown.xpath("//link[@rel='canonical']/@href") == [
        "https://example.org/themes/truce/#point-length"
    ]
    assert "embed/" not in embedded.page("sitemap-pages.xml")


def test_others_find_out_how_to_embed_it(embedded: Site) -> None:
    (found,) = page(embedded).xpath("//link[@type='application/json+oembed']/@href")
    assert found == "https://example.org/embed/truce/length/oembed.json"
    described = json.loads((embedded.root / "site/embed/truce/length/oembed.json").read_bytes())
    frame = html.fragment_fromstring(described["html"])
    assert (described["version"], described["type"]) == ("1.0", "rich")
    assert frame.get("src") == "https://example.org/embed/truce/length/"
    assert frame.get("title") == described["title"] == "How long? · Truce"
    assert (frame.get("width"), frame.get("height")) == (
        str(described["width"]),
        str(described["height"]),
    )


def test_a_title_cannot_leave_its_attribute(talks: Site) -> None:
    talks.replace("themes/truce.md", "title: Length", "title: '\"><script>alert(1)</script>'")
    talks.build()
    described = json.loads((talks.root / "site/embed/truce/length/oembed.json").read_bytes())
    frame = html.fragment_fromstring(described["html"])
    assert frame.tag == "iframe"
    assert len(frame) == 0
    assert "<script>alert" not in talks.page("embed/truce/length/")


def test_a_point_without_claims_can_be_embedded_too(embedded: Site) -> None:
    empty = html.fromstring(embedded.page("embed/truce/order/").encode())
    assert "No report answers this so far." in words(empty)
