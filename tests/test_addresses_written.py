"""Addresses that editors write: of reports on the web, and old ones of this site that lead on."""
# ruff: noqa: E501 - the expected texts stand here as they are printed

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from generator.serve.static_files import serve_file
from tests.conftest import SITE, Site

FIRST = "content/articles/first.md"
SECOND = "content/articles/second.md"
TRUCE = "themes/truce.md"
VENUES = "themes/venues.md"


def with_values(site: Site, key: str, values: tuple[str, ...]) -> Site:
    """Write one article for each value, in which it stands in line 2, column 6 or so."""
    for position, value in enumerate(values):
        text = SITE[FIRST].replace("title:", f"{key}: {value}\ntitle:")
        site.write(f"content/articles/a{position:02}.md", text)
    return site


# ---- of reports ----------------------------------------------------------------------------------

GOOD_URLS = (
    "https://example.net/russia's-war",
    "http://example.net/a,b;c=(d)!$&*+@:~",
    "https://приклад.укр/шлях?запит=так#місце",
    "https://例え.jp/議論/第1回",
    "https://مثال.إختبار/خبر",
    "https://उदाहरण.परीक्षा/समाचार",
    "https://bücher.example:8080/ß",
    "HTTPS://Example.NET/100%25",
    "https://example.net/l’été",
    "https://example.net/a[]=1",
    "https://[2001:db8::1]/x",
)
BAD_URLS = {
    "https://example.net/two words": "the address has a space after 'https://example.net/two', which no web address may have; write %20 in its place, or delete it if it does not belong there",
    "https://example.net/дві частини": "the address has a space after 'https://example.net/дві', which no web address may have; write %20 in its place, or delete it if it does not belong there",
    "https://example.net/两　个": "the address has a space after 'https://example.net/两', which no web address may have; write %20 in its place, or delete it if it does not belong there",
    "'https://example.net/a<b'": "the address has the character < after 'https://example.net/a', which no web address may have; write %3C in its place, or delete it if it does not belong there",
    "'https://example.net/\"так\"'": "the address has the character \" after 'https://example.net/', which no web address may have; write %22 in its place, or delete it if it does not belong there",
    "'https://example.net/{id}'": "the address has the character { after 'https://example.net/', which no web address may have; write %7B in its place, or delete it if it does not belong there",
    "'https://example.net/خبر|1'": "the address has the character | after 'https://example.net/خبر', which no web address may have; write %7C in its place, or delete it if it does not belong there",
    "'https://example.net/a\\b'": "the address has the character \\ after 'https://example.net/a', which no web address may have; write %5C in its place, or delete it if it does not belong there",
    "https://example.net/a\u200bb": "the address has an invisible character (U+200B) after 'https://example.net/a'; delete it, or type the address anew",
    "https://example.net/a\u00adb": "the address has an invisible character (U+00AD) after 'https://example.net/a'; delete it, or type the address anew",
    '"https://example.net/a\\nb"': "the address goes on in another line after 'https://example.net/a'; write it on one line",
    "www.example.net/x": "'www.example.net/x' is not a web address; it must start with https://; write https://www.example.net/x",
    "приклад.укр": "'приклад.укр' is not a web address; it must start with https://; write https://приклад.укр",
    "htps://example.net": "'htps://example.net' is not a web address; it must start with https://; write https://example.net",
    "//example.net/x": "'//example.net/x' is not a web address; it must start with https://; write https://example.net/x",
    "ftp://example.net/x": "'ftp://example.net/x' is not a web address; it must start with https://",
    "/about/": "'/about/' is not a web address; it must start with https://",
    "https://": "'https://' is not a web address: after https:// comes the name of a site, such as https://example.org/page",
    "https:///x": "'https:///x' is not a web address: after https:// comes the name of a site, such as https://example.org/page",
    "'https://[::1'": "'https://[::1' is not a web address: after https:// comes the name of a site, such as https://example.org/page",
    "https://example.net:x/": "'https://example.net:x/' is not a web address: after https:// comes the name of a site, such as https://example.org/page",
}


@pytest.mark.case("4.7")
def test_addresses_of_all_scripts_are_taken_as_they_are_written(site: Site) -> None:
    with_values(site, "url", tuple(f'"{url}"' for url in GOOD_URLS))
    assert site.errors() == []


@pytest.mark.case("4.7")
def test_what_is_wrong_with_an_address_is_named_with_what_to_write(site: Site) -> None:
    with_values(site, "url", tuple(BAD_URLS))
    assert site.errors() == [
        f"content/articles/a{position:02}.md:2:6: error: {message} [bad-value]"
        for position, message in enumerate(BAD_URLS.values())
    ]


def test_a_long_address_is_cut_before_the_place_that_is_wrong(site: Site) -> None:
    with_values(site, "url", (f"https://example.net/{'a' * 100} b",))
    assert f"after '…{'a' * 40}', which" in site.errors()[0]


# ---- old addresses -------------------------------------------------------------------------------

ALIASES = {
    "/2024/%D0%BA%D0%B8%D1%97%D0%B2/": "2024/київ/",
    "/2024/харків/": "2024/харків/",
    "/%e0%a4%b9%e0%a4%bf%e0%a4%a8%e0%a5%8d%e0%a4%a6%e0%a5%80": "हिन्दी/",
    "/مقال/": "مقال/",
    "/%E8%B0%88%E5%88%A4.html": "谈判.html",
    "/old%20page/": "old page/",
    "/other page/": "other page/",
    "/a%23b/": "a#b/",
    "/q%3Fx/": "q?x/",
    "/100%/": "100%/",
    "/russia's-war/": "russia's-war/",
}


@pytest.mark.case("4.4")
def test_old_addresses_redirect_as_browsers_ask_for_them(site: Site) -> None:
    listed = "".join(f'  - "{alias}"\n' for alias in ALIASES)
    site.replace(SECOND, "title:", f"aliases:\n{listed}title:").build()
    output = site.root / "site"
    for decoded in ALIASES.values():
        assert 'content="0; url=/articles/second/"' in site.page(decoded)
        assert serve_file(output, decoded).status == 200
    assert site.run("check").err == ""


BAD_ALIASES = {
    "/?p=12": "'/?p=12' has a ?, and what comes after it never reaches the files of a site; write the path before it alone",
    "/стаття#місце": "'/стаття#місце' has a #, and what comes after it never reaches the files of a site; write the path before it alone",
    "https://old.example/x/": "'https://old.example/x/' is a whole web address; write its path alone, such as /old/address/",
    "/../x/": "'/../x/' is not a path on this site, such as /old/address/",
    "/%2e%2e/x/": "'/%2e%2e/x/' is not a path on this site, such as /old/address/",
    "/a%2Fb/": "'/a%2Fb/' is not a path on this site, such as /old/address/",
    "/a%5Cb/": "'/a%5Cb/' is not a path on this site, such as /old/address/",
    "/a%00b/": "'/a%00b/' is not a path on this site, such as /old/address/",
    "/标//题/": "'/标//题/' is not a path on this site, such as /old/address/",
    "/%EA%E8%E5%E2/": "'/%EA%E8%E5%E2/' is not a path on this site: what its % signs stand for is not UTF-8; write its letters themselves",
    f"/{f'{chr(97) * 200}/' * 6}": f"'/{'a' * 39}…' is too long: an address has at most 1,000 bytes",
}


def test_what_is_wrong_with_an_old_address_is_named(site: Site) -> None:
    with_values(site, "aliases", tuple(f"['{alias}']" for alias in BAD_ALIASES))
    assert site.errors() == [
        f"content/articles/a{position:02}.md:2:11: error: {message} [bad-value]"
        for position, message in enumerate(BAD_ALIASES.values())
    ]


# ---- themes that were renamed --------------------------------------------------------------------

OLD_NAMES = (
    "ceasefire",
    "перемир'я".replace("'", "-"),
    "停火",
    "هدنة",
    "युद्धविराम",
    "Waffen.ruhe_1",
)


@pytest.mark.case("4.8")
@pytest.mark.parametrize("name", OLD_NAMES)
def test_old_addresses_of_a_theme_lead_to_it_with_its_months_and_feeds(
    site: Site, name: str
) -> None:
    aliases = f"[{name}, '/themes/{quote('стара назва')}/', /topics/truce]"
    site.replace(TRUCE, "title: T", f"aliases: {aliases}\ntitle: T").build()
    for old in (f"themes/{name}/", "themes/стара назва/"):
        assert 'content="0; url=/themes/truce/"' in site.page(old)
        assert 'content="0; url=/themes/truce/2025-05/"' in site.page(f"{old}2025-05/")
        # No feed reader follows a page, so the feed itself is at its old address too.
        for feed in ("feed.xml", "feed.json"):
            assert (
                site.output()[f"site/{old}{feed}".removeprefix("site/")]
                == (site.output()[f"themes/truce/{feed}"])
            )
    assert 'content="0; url=/themes/truce/"' in site.page("topics/truce/")
    assert b"https://example.org/themes/truce/feed.xml" in site.output()[f"themes/{name}/feed.xml"]
    assert site.run("check").err == ""


def test_whoever_writes_an_old_name_of_a_theme_is_told_the_new_one(site: Site) -> None:
    site.replace(TRUCE, "title: T", "aliases: [мир, /themes/ceasefire/]\ntitle: T")
    site.replace(FIRST, "[truce]", "[мир]")
    site.replace(SECOND, "theme: truce", "theme: ceasefire")
    site.replace(VENUES, "No host", "[[theme:мир]] [[theme:ceasefire|so]] [@ceasefire] No host")
    new = "was renamed to 'truce'; write 'truce' (here and in another place: themes/venues.md) [unknown-theme]"
    assert site.errors() == [
        f"content/articles/first.md:5:10: error: the theme 'мир' {new}",
        f"content/articles/second.md:8:12: error: the theme 'ceasefire' {new}",
        "themes/venues.md:12:38: error: unknown article 'ceasefire'; a theme had this name: write [[theme:truce]] to link to it [unknown-article]",
    ]


def test_a_citation_of_what_is_no_article_says_how_to_link_to_it(site: Site) -> None:
    site.write("content/pages/про.md", "---\ntitle: P\n---\n")
    site.replace(VENUES, "No host", "[@herald] [@north] [@truce] [@про] No host")
    why = "and only articles are cited; name one of them, or link to the"
    assert [line.partition("unknown article ")[2] for line in site.errors()] == [
        f"'herald'; this is a source, {why} source with [[source:herald]] [unknown-article]",
        f"'north'; this is an actor, {why} actor with [[actor:north]] [unknown-article]",
        f"'truce'; this is a theme, {why} theme with [[theme:truce]] [unknown-article]",
        f"'про'; this is a page, {why} page with [[page:про]] [unknown-article]",
    ]


def test_an_unknown_point_is_told_with_those_that_there_are(site: Site) -> None:
    site.replace(FIRST, "point: length", "point: тривалість")
    assert site.errors() == [
        "content/articles/first.md:8:12: error: the theme 'truce' has no point 'тривалість'; it has length, order [unknown-point]"
    ]


def test_an_old_name_that_is_taken_is_one_problem_at_its_place(site: Site) -> None:
    site.replace(TRUCE, "title: T", "aliases: [venues, мир]\ntitle: T")
    site.replace(VENUES, "title: V", "aliases: [мир]\ntitle: V")
    assert site.errors() == [
        "themes/truce.md:2:11: error: 'venues' is a name of themes/venues.md, so it cannot lead to this theme; remove it [same-address]",
        "themes/venues.md:2:11: error: 'мир' is a name of themes/truce.md, so it cannot lead to this theme; remove it [same-address]",
    ]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "[a b]",
            "'a b' cannot be used as a name; use letters, digits, hyphens, underscores and dots, starting with a letter or digit",
        ),
        (
            "['/x?y/']",
            "'/x?y/' has a ?, and what comes after it never reaches the files of a site; write the path before it alone",
        ),
        (
            "[https://example.org/themes/x/]",
            "'https://example.org/themes/x/' is a whole web address; write its path alone, such as /old/address/",
        ),
    ],
)
def test_what_is_wrong_with_an_old_name_of_a_theme_is_named(
    site: Site, written: str, message: str
) -> None:
    site.replace(TRUCE, "title: T", f"aliases: {written}\ntitle: T")
    assert site.errors() == [f"themes/truce.md:2:11: error: {message} [bad-value]"]


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("uk", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("zh-Hans", "ltr"), ("hi", "ltr")],
)
def test_text_of_a_theme_in_a_language_of_its_own_is_marked(
    site: Site, tag: str, direction: str
) -> None:
    site.replace(TRUCE, "title: T", f"language: {tag}\nunknowns: [Who?]\nwatch: [That.]\ntitle: T")
    site.replace(
        TRUCE, "    title: Length", "    title: Length\n    question: How long?\n    note: Note."
    )
    site.build()
    own = f'lang="{tag}" dir="{direction}"'
    page = site.page("themes/truce/")
    for start in (
        f"<h1 {own}>Truce",
        f'<p class="question" {own}>Is there a truce?',
        f"<span {own}>No truce yet.",
        f'<div class="bottom-line" id="bottom-line" {own}><p>The two sides',
        f"<h3 {own}>How long?",
        f"<span {own}>Note.",
        f"<li {own}>Who?",
        f"<span {own}>That.",
        f'<a href="/themes/truce/" aria-current="page" {own}>Truce',
    ):
        assert start in page
    assert f'"inLanguage":"{tag}"' in page
    assert f'<p class="asks" {own}>Is there a truce?' in site.page("")
    # What is in the language of the site is not marked.
    assert re.search(r'<h2 id="points">', page)
    assert f"{own}>North wants" not in page
    assert 'lang="en"' in site.page("themes/venues/")
    assert f"{own}>Venues" not in page


def test_a_theme_in_the_language_of_the_site_is_not_marked(site: Site) -> None:
    before = site.build() and site.page("themes/truce/")
    site.replace(TRUCE, "title: T", "language: en\ntitle: T").build()
    assert site.page("themes/truce/") == before
