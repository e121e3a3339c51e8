"""Addresses in the text become links, and words struck out stay words."""

from __future__ import annotations

import time

import pytest

from generator.prose.bare_links import has_bare_link
from generator.prose.markdown import Markdown
from generator.prose.model import Reading
from tests.prose.test_markdown import is_harmless

MARKDOWN = Markdown()


def rendered(reading: Reading) -> str:
    return "".join(part for part in reading.prose.parts if isinstance(part, str))


def links(text: str) -> list[tuple[str, str]]:
    """Return the addresses and words of the links in a text."""
    html = rendered(MARKDOWN.inline(text))
    assert MARKDOWN.block(text).prose.text == MARKDOWN.inline(text).prose.text
    pieces = html.split('<a href="')[1:]
    found = []
    for piece in pieces:
        href, rest = piece.split('"', 1)
        assert rest.startswith(' rel="noopener">')
        found.append((href, rest.split(">", 1)[1].split("</a>")[0]))
    return found


@pytest.mark.parametrize(
    ("text", "href", "shown"),
    [
        ("See https://example.org.", "https://example.org", "https://example.org"),
        ("(https://example.org/a_(b))", "https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("www.vw.com, and", "https://www.vw.com", "www.vw.com"),
        ("Www? www.vw.com/x?", "https://www.vw.com/x", "www.vw.com/x"),
        ("HTTPS://Example.org/A", "HTTPS://Example.org/A", "HTTPS://Example.org/A"),
        ("**https://example.org/**", "https://example.org/", "https://example.org/"),
        ("_https://example.org/a_b_", "https://example.org/a_b", "https://example.org/a_b"),
        ("“https://example.org/”", "https://example.org/", "https://example.org/"),
        (
            "https://example.org/russia's-war’s",
            "https://example.org/russia&#x27;s-war%E2%80%99s",
            "https://example.org/russia's-war’s",
        ),
        (
            "https://example.org/?a=1&b=2",
            "https://example.org/?a=1&amp;b=2",
            "https://example.org/?a=1&amp;b=2",
        ),
        (
            "https://example.org/?a=1&amp;b=2",
            "https://example.org/?a=1&amp;b=2",
            "https://example.org/?a=1&amp;b=2",
        ),
        ("https://example.org/a\\_b", "https://example.org/a_b", "https://example.org/a_b"),
        ("见https://example.org/a。然后", "https://example.org/a", "https://example.org/a"),
        ("见https://example.org是", "https://example.org", "https://example.org"),
        ("「https://例え.jp/」", "https://xn--r8jz45g.jp/", "https://例え.jp/"),
        ("«https://пример.рф/x».", "https://xn--e1afmkfd.xn--p1ai/x", "https://пример.рф/x"),
        ("https://भारत.भारत/", "https://xn--h2brj9c.xn--h2brj9c/", "https://भारत.भारत/"),
        ("انظر https://example.org/a، ثم", "https://example.org/a", "https://example.org/a"),
        (
            "https://example.org:8080/#x!",
            "https://example.org:8080/#x",
            "https://example.org:8080/#x",
        ),
        ("[https://example.org]", "https://example.org", "https://example.org"),
        ("a <https://example.org/> b", "https://example.org/", "https://example.org/"),
    ],
)
def test_an_address_is_a_link_without_the_punctuation_around_it(
    text: str, href: str, shown: str
) -> None:
    assert links(text) == [(href, shown)]
    assert MARKDOWN.inline(text).remarks == ()


@pytest.mark.parametrize(
    "text",
    [
        *(
            "https://",
            "http://x",
            "www.",
            "www",
            "://",
            "awww.b.com",
            "a@www.b.com",
            "git+https://a.b",
        ),
        *(
            "`https://example.org`",
            "ftp://example.org",
            "https://user@evil",
            "https://.org",
            "e.g. a.b",
        ),
    ],
)
def test_what_is_no_address_is_no_link(text: str) -> None:
    assert links(text) == []


def test_no_link_is_within_another() -> None:
    assert links("[https://a.org is](https://b.org)") == [("https://b.org", "https://a.org is")]


def test_a_citation_behind_an_address_stays_one() -> None:
    reading = MARKDOWN.inline("https://example.org/a[@first]")
    assert [mention.words for mention in reading.mentions] == ["[@first]"]


@pytest.mark.parametrize(
    "text",
    [
        *("https://a.org/\"onmouseover='x'", "https://a.org/<script>", "https://a.org/&#0;&#60;b"),
        *("https://a.org/%00%001%00", "<https://a.b/%00>", "<https://a.b/%000%00>"),
        *("<https://a.b/%0099%00>", "[x](https://a.b/%000%00)", "<mailto:a%000%00@b.c>"),
        *("<https://a.b/%E2%80%AEgnp>", "![%000%00](%000%00.png)", "www.a.org/%000%00"),
    ],
)
def test_an_address_forges_nothing(text: str) -> None:
    for reading in (MARKDOWN.block(f"{text} [@a] [x](/y)"), MARKDOWN.inline(text)):
        is_harmless(reading)
        assert "\u202e" not in rendered(reading)


def test_only_texts_with_addresses_of_their_own_are_read_for_them() -> None:
    assert not has_bare_link("[a](https://example.org) <https://example.org> words: //")
    assert has_bare_link("(https://example.org)")
    assert has_bare_link("https://example.org")
    assert has_bare_link("www.example.org")


def test_words_struck_out_stay_words() -> None:
    reading = MARKDOWN.block("He asked for ~~sixty~~ thirty days.", {"c1": "sixty thirty days"})
    assert "<s><mark" in rendered(reading)
    assert reading.prose.text == "He asked for sixty thirty days."
    assert reading.found == {"c1"}


@pytest.mark.parametrize(
    "text",
    ["https://a.b/" * 3_000, "https://" * 9_000, "www.a." * 5_000, "https://a.b/" + ")" * 9_000],
)
def test_an_address_made_to_be_slow_is_not(text: str) -> None:
    before = time.process_time()
    MARKDOWN.inline(text)
    assert time.process_time() - before < 5


def test_what_can_be_no_host_is_no_link() -> None:
    assert links(f"See {'www.example.org' * 20} and www.example.org") == [
        ("https://www.example.org", "www.example.org")
    ]
