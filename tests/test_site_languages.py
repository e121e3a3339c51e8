"""Whole sites in five languages: direction, isolation, and whose words are whose.

They are `bridge` (Arabic), `tram` (Ukrainian), `exchange` (German), `ferry` (Chinese) and `lake`
(Vietnamese) in `examples/`. The interface has words for two of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from lxml import etree, html

from generator.cards.layout import Card, draw
from tests.conftest import Site
from tests.examples import copied

SITES = {"bridge": "ar", "tram": "uk", "exchange": "de", "ferry": "zh-Hans", "lake": "vi"}
WITHOUT_WORDS = ("bridge", "ferry", "lake")
ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"

every_site = pytest.mark.parametrize("name", SITES)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Site]:
    made = {name: copied(name, tmp_path_factory.mktemp(name)) for name in SITES}
    for site in made.values():
        site.build("--jobs", "1")
    return made


@cache
def parsed(file: Path) -> html.HtmlElement:
    return html.document_fromstring(file.read_bytes())


def page(site: Site, address: str) -> html.HtmlElement:
    return parsed(site.root / "site" / address / "index.html")


def pages(site: Site) -> Iterator[html.HtmlElement]:
    return map(parsed, sorted((site.root / "site").rglob("*.html")))


def one(top: html.HtmlElement, path: str) -> html.HtmlElement:
    (found,) = top.xpath(path)
    return found


@every_site
def test_it_has_no_problem_and_no_broken_link(sites: Mapping[str, Site], name: str) -> None:
    outcome = sites[name].run("check")
    assert outcome.exit_code == 0, outcome.err
    assert "no problems" in outcome.out + outcome.err


@every_site
def test_each_page_says_its_language_and_direction(sites: Mapping[str, Site], name: str) -> None:
    for top in pages(sites[name]):
        assert top.get("lang") == SITES[name]
        assert top.get("dir") == ("rtl" if name == "bridge" else None)


@every_site
def test_no_mark_of_borrowed_words_is_in_any_file(sites: Mapping[str, Site], name: str) -> None:
    for path, data in sites[name].output().items():
        if not path.endswith((".png", ".ico")):
            assert not re.search("[\ufdd0-\ufdef]|\\\\ufdd", data.decode()), path


@pytest.mark.case("6.2")
@pytest.mark.parametrize("name", ["bridge", "ferry"])
def test_english_words_of_the_interface_are_marked_and_isolated(
    sites: Mapping[str, Site], name: str
) -> None:
    # Names of files and formats, times, and coordinates' letters stand for themselves.
    names = re.compile(
        r"JSON Feed|BibTeX|CSL JSON|UTC|River Wire|East Town|NATO|https?://\S+|[a-z.]+\.(?:json|xml|csv)|404"
    )
    for top in pages(sites[name]):
        for found in top.xpath(
            "//body//text()[not(ancestor::*[@lang][1][starts-with(@lang, 'en')])"
            " and not(ancestor::option or ancestor::code or ancestor::template)]"
        ):
            assert not re.search("[A-Za-z]{2}", names.sub("", found)), found
        for words in top.xpath("//bdi[@lang='en']"):
            assert words.get("dir") == "ltr"


@pytest.mark.case("6.7")
@pytest.mark.parametrize("name", ["tram", "exchange"])
def test_a_language_with_words_needs_no_marks(sites: Mapping[str, Site], name: str) -> None:
    for path, data in sites[name].output().items():
        if path.endswith(".html"):
            assert b"<bdi lang" not in data, path


def test_what_stands_in_english_words_is_arabic_again(sites: Mapping[str, Site]) -> None:
    footer = one(page(sites["bridge"], ""), "//footer/p[last()]/bdi")
    assert footer.text == "Edited by "
    assert (footer[0].get("lang"), footer[0].get("dir")) == ("ar", "rtl")
    assert footer[0].text_content() == "هيئة التحرير"
    as_of = page(sites["bridge"], "").xpath("//article//p[@class='meta']/bdi//time")
    assert [time.text for time in as_of] == ["14 مايو 2025"]


@pytest.mark.case("6.1")
def test_dates_in_pages_from_right_to_left_are_isolated(sites: Mapping[str, Site]) -> None:
    for top in pages(sites["bridge"]):
        # Those of a timeline stand alone on their line.
        for time in top.xpath("//time[not(parent::li)]"):
            assert time.get("dir") == "rtl"
    for top in pages(sites["exchange"]):
        assert not top.xpath("//time[@dir]")


def test_names_in_links_of_pages_from_right_to_left_are_isolated(sites: Mapping[str, Site]) -> None:
    links = page(sites["bridge"], "").xpath("//a[.='River Wire']")
    assert links
    for link in links:
        assert [part.tag for part in link] == ["bdi"]


@pytest.mark.case("6.4")
def test_an_arabic_article_that_begins_with_nato_runs_from_right_to_left(
    sites: Mapping[str, Site],
) -> None:
    for top in pages(sites["bridge"]):
        assert not top.xpath("//*[@dir='auto']")
        for title in top.xpath("//*[starts-with(., 'NATO') and (self::h1 or self::a)]"):
            assert title.xpath("ancestor-or-self::*[@dir][1]/@dir") == ["rtl"]


def test_an_english_article_of_an_arabic_site_runs_from_left_to_right(
    sites: Mapping[str, Site],
) -> None:
    article = page(sites["bridge"], "articles/wire/")
    for path in ("//h1", "//section[@class='text']"):
        element = one(article, path)
        assert (element.get("lang"), element.get("dir")) == ("en", "ltr")
    heading = one(article, "//section[@class='text']/h2")
    assert (heading.get("lang"), heading.get("dir")) == ("ar", "rtl")
    quote = one(article, "//p[@class='quote']")
    assert quote.get("dir") == "ltr"
    assert one(quote, ".//q").get("lang") == "en"
    for title in page(sites["bridge"], "").xpath("//a[starts-with(., 'Bridge stays')]"):
        assert (title.get("lang"), title.get("dir")) == ("en", "ltr")


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        *(("ckb", "rtl"), ("arz", "rtl"), ("az-Arab", "rtl"), ("ug", "rtl"), ("ur", "rtl")),
        *(("ku", "ltr"), ("ar-Latn", "ltr"), ("az", "ltr"), ("tr", "ltr"), ("uk", "ltr")),
    ],
)
def test_an_article_in_another_language_has_the_direction_of_its_script(
    site: Site, language: str, direction: str
) -> None:
    first = "content/articles/first.md"
    site.replace(first, "source: herald", f"source: herald\nlanguage: {language}")
    site.replace("themes/truce.md", "More is unknown.", "Read [[first]] and [[first|this]].")
    site.build()
    title = one(page(site, "articles/first/"), "//h1")
    assert (title.get("lang"), title.get("dir")) == (language, direction)
    in_prose = one(page(site, "themes/truce/"), "//div[@class='bottom-line']//a[.='First report']")
    assert (in_prose.get("lang"), in_prose.get("dir")) == (language, direction)
    own_words = one(page(site, "themes/truce/"), "//div[@class='bottom-line']//a[.='this']")
    assert own_words.get("lang") is None


@pytest.mark.case("6.3")
def test_feeds_carry_the_direction(sites: Mapping[str, Site]) -> None:
    feed = etree.fromstring(sites["bridge"].output()["feed.xml"])
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    for div in feed.iter(f"{XHTML}div"):
        assert div.get("dir") == "rtl"
    titles = [title.text for title in feed.iterfind(f"{ATOM}entry/{ATOM}title")]
    assert "\u200fNATO لا تشارك في إصلاح الجسر" in titles
    assert "Bridge stays shut for lorries, towns agree" in titles
    words = feed.findall(f".//{XHTML}bdi[@lang='en']")
    assert {"Read the original", "Statement"} <= {one.text for one in words}
    quote = feed.find(f".//{XHTML}q[@lang='en']")
    assert quote is not None
    assert quote.get("dir") == "ltr"


@pytest.mark.case("6.3")
def test_json_feeds_carry_the_direction(sites: Mapping[str, Site]) -> None:
    feed = json.loads(sites["bridge"].output()["feed.json"])
    assert feed["language"] == "ar"
    for item in feed["items"]:
        assert item["content_html"].startswith('<div lang="ar" dir="rtl">')
    by_title = {item["title"]: item for item in feed["items"]}
    assert by_title["Bridge stays shut for lorries, towns agree"]["language"] == "en"
    assert "\u200fNATO لا تشارك في إصلاح الجسر" in by_title


@pytest.mark.case("6.8")
def test_german_leads_are_not_cut_at_an_ordinal(sites: Mapping[str, Site]) -> None:
    home = one(page(sites["exchange"], ""), "//article/p[starts-with(., 'Am 20.')]")
    assert home.text_content() == (
        "Am 20. Mai 2025 sprach der Rat über die Akten. Nordstadt bietet tausend an,"
        " Südstadt will alle."
    )


@pytest.mark.case("6.10")
def test_cards_of_a_script_without_letters_show_no_stray_digits(
    sites: Mapping[str, Site],
) -> None:
    output = sites["ferry"].output()
    logo = draw(Card("", "", ""))
    assert output["articles/talks/card.png"] == logo
    assert output["card.png"] == logo
    english = draw(Card("", "Report", "Ferry fuel gets dearer"))
    assert output["articles/opec/card.png"] == english


def test_a_site_that_changes_its_language_is_made_anew(tmp_path: Path) -> None:
    site = copied("bridge", tmp_path / "one")
    site.build()
    for language in ("de", "zh", "he"):
        site.replace("content/site.yaml", language_line(site), f"language: {language}").build()
        clean = copied("bridge", tmp_path / language)
        clean.replace("content/site.yaml", "language: ar", f"language: {language}").build()
        assert site.output() == clean.output()


def language_line(site: Site) -> str:
    text = (site.root / "content/site.yaml").read_text(encoding="utf-8")
    found: str = re.findall("language: .*", text)[0]
    return found
