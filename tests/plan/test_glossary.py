"""The glossary: its page, and terms explained where prose first mentions them."""

from __future__ import annotations

import json

import pytest
from lxml import html

from tests.conftest import Site
from tests.plan.talks import briefing, words
from tests.test_data import data

GLOSSARY = """\
truce:
  term: Truce
  meaning: "A *pause* in fighting that both sides keep[@first#c1]; see [[theme:venues]]."
  aliases: [ceasefire, перемир’я]
line:
  term: Line of contact
  meaning: Where the two armies stand.
"""
FILE = "content/glossary.yaml"


@pytest.fixture
def explained(site: Site) -> Site:
    """The small site with two terms, one of which its briefing mentions."""
    site.write(FILE, GLOSSARY)
    return site.replace("themes/truce.md", "More is unknown.", "A ceasefire, and no truce. More.")


def marks(page: html.HtmlElement) -> list[str]:
    return [words(mark) for mark in page.xpath("//a[@class='term']")]


def test_the_page_has_every_term_with_its_meaning_and_sources(explained: Site) -> None:
    explained.build()
    page = html.fromstring(explained.page("glossary/").encode())
    assert [words(head) for head in page.xpath("//h2")] == ["Line of contact", "Truce", "Sources"]
    (truce,) = page.xpath("//section[h2[@id='term-truce']]")
    assert "A pause in fighting that both sides keep1; see Venues." in words(truce)
    assert "Also known as · ceasefire, перемир’я" in words(truce)
    assert page.xpath("//ol[@class='sources']//a/@href")[0] == "/articles/first/"
    (footer,) = page.xpath("//footer//a[@href='/glossary/']")
    assert words(footer) == "Glossary"
    assert "https://example.org/glossary/" in explained.page("sitemap-pages.xml")


def test_a_site_without_terms_has_no_such_page(site: Site) -> None:
    site.build()
    assert "glossary/index.html" not in site.output()
    assert "glossary/" not in site.page("")
    assert 'value="glossary"' not in site.page("search/")


def test_it_is_a_set_of_terms_to_machines(explained: Site) -> None:
    explained.build()
    page = html.fromstring(explained.page("glossary/").encode())
    graph = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)["@graph"]
    assert graph[0]["@type"] == "DefinedTermSet"
    assert graph[0]["hasDefinedTerm"][1] == {
        "@type": "DefinedTerm",
        "@id": "https://example.org/glossary/#term-truce",
        "name": "Truce",
        "alternateName": ["ceasefire", "перемир’я"],
        "description": "A pause in fighting that both sides keep; see Venues.",
    }


def test_the_data_have_the_terms(explained: Site) -> None:
    explained.build()
    assert data(explained)["glossary"] == [
        {
            "id": "truce",
            "page": "https://example.org/glossary/#term-truce",
            "term": "Truce",
            "meaning": "A pause in fighting that both sides keep; see Venues.",
            "aliases": ["ceasefire", "перемир’я"],
        },
        {
            "id": "line",
            "page": "https://example.org/glossary/#term-line",
            "term": "Line of contact",
            "meaning": "Where the two armies stand.",
        },
    ]


# ---- explained in place ----------------------------------------------------------------------


def test_a_briefing_explains_a_term_where_its_prose_first_mentions_it(explained: Site) -> None:
    page = briefing(explained)
    (mark,) = page.xpath("//a[@class='term']")
    assert (mark.text, mark.get("href")) == ("ceasefire", "/glossary/#term-truce")
    (meaning,) = page.xpath("//*[@id=$id]", id=mark.get("data-meaning"))
    assert words(meaning) == "Truce A pause in fighting that both sides keep; see Venues."
    assert meaning.getparent().get("hidden") is not None
    assert mark.get("aria-describedby") == meaning.get("id")


def test_the_first_mention_is_the_first_on_the_page(explained: Site) -> None:
    note = "title: Length\n    note: On the truce line of contact."
    explained.replace("themes/truce.md", "title: Length", note)
    unknowns = "unknowns: ['Where the line of contact is.']\npoints:"
    explained.replace("themes/truce.md", "points:", unknowns)
    page = briefing(explained)
    assert marks(page) == ["ceasefire", "line of contact"]
    assert page.xpath("//p[@class='note']//a[@class='term']")


def test_an_article_explains_terms_in_its_digest(explained: Site) -> None:
    explained.replace("content/articles/first.md", "on Wednesday", "and a truce on Wednesday")
    explained.build()
    assert marks(html.fromstring(explained.page("articles/first/").encode())) == ["truce"]
    assert marks(html.fromstring(explained.page("glossary/").encode())) == []
    assert marks(html.fromstring(explained.page("").encode())) == []


def test_a_text_in_another_language_is_not_searched_for_terms(explained: Site) -> None:
    french = "language: fr\nsource:"
    explained.replace("content/articles/first.md", "source:", french)
    explained.replace("content/articles/first.md", "on Wednesday", "and a truce, [[term:line]],")
    explained.build()
    page = html.fromstring(explained.page("articles/first/").encode())
    assert marks(page) == ["Line of contact"]


def test_a_link_by_key_leads_to_a_term_in_words_of_its_own(explained: Site) -> None:
    explained.replace("themes/truce.md", "A ceasefire", "[[term:line|The front]], a ceasefire")
    explained.write("content/pages/about.md", "---\ntitle: About\n---\nSee [[term:truce]].\n")
    assert marks(briefing(explained)) == ["The front", "ceasefire"]
    assert '<a href="/glossary/#term-truce">Truce</a>' in explained.page("about/")


def test_a_term_that_is_linked_is_not_marked_again(explained: Site) -> None:
    explained.replace("themes/truce.md", "A ceasefire", "[[term:truce]]: a ceasefire")
    assert marks(briefing(explained)) == ["Truce"]


def test_a_correction_keeps_its_words_in_linked_data(explained: Site) -> None:
    text = "corrections:\n  - {date: 2025-05-19, text: The ceasefire was no truce.}\npoints:"
    explained.replace("themes/truce.md", "points:", text)
    explained.replace("themes/truce.md", "A ceasefire, and no truce. More.", "More.")
    page = briefing(explained)
    assert marks(page) == ["ceasefire"]
    assert (
        "The ceasefire was no truce." in page.xpath("//script[@type='application/ld+json']")[0].text
    )


# ---- the next build --------------------------------------------------------------------------


def why(site: Site) -> str:
    return site.build("--explain").out


def test_another_meaning_makes_only_pages_dirty_that_explain_the_term(explained: Site) -> None:
    explained.build()
    explained.replace(FILE, "Where the two armies stand.", "Where both armies stand.")
    told = why(explained)
    assert "glossary/index.html" in told
    assert "the meaning of a term: line" in told
    assert "themes/truce/index.html" not in told
    explained.replace(FILE, "A *pause*", "A long *pause*")
    told = why(explained)
    assert "themes/truce/index.html" in told
    assert "themes/venues/index.html" not in told


def test_another_word_for_a_term_is_found_in_all_texts(explained: Site) -> None:
    explained.build()
    explained.replace(FILE, "[ceasefire,", "[host, ceasefire,")
    assert "the words in the glossary" in why(explained)
    assert marks(html.fromstring(explained.page("themes/venues/").encode())) == ["host"]


def test_what_was_built_again_is_what_a_clean_build_writes(explained: Site) -> None:
    explained.build()
    for old, new in (("ceasefire", "armistice"), ("Line of contact", "Order"), (GLOSSARY[:5], "x")):
        text = (explained.root / FILE).read_text(encoding="utf-8").replace(old, new)
        explained.write(FILE, text)
        explained.build()
        kept = explained.output()
        explained.build("--clean")
        assert explained.output() == kept
    explained.remove(FILE).build()
    kept = explained.output()
    explained.build("--clean")
    assert explained.output() == kept
