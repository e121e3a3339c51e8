"""What editors wrote stays text, whatever it is made of, in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.changes.formats import as_html, as_markdown, as_text
from generator.changes.paper import Entry, Group, Paper, Section, Span
from generator.language.language import languages
from tests.changes.conftest import FIRST, SETTINGS, History

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](https://evil.example/)",
    "![i](https://evil.example/i.png)",
    "https://evil.example/ www.evil.example a@evil.example",
    "<https://evil.example/>",
    "*bold* __bold__ `code` ~~gone~~ | a | b |",
    "# heading",
    "1. list",
    "- list",
    "+ list",
    "> quote",
    "---",
    "===",
    "```",
    "&lt;b&gt; &amp; &#65;",
    "\\*not\\*",
    "{{ merge }} {% tag %} *|MERGE|* ${x}",
    "a  b",
    "new!",
    "[^1]: note",
    ": term",
]
words = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), min_size=1),
    st.text("*_`[]()<>#+-.!|&~=^:@$/\\{}\"'1a", min_size=1, max_size=12),
)
spans = st.builds(Span, words, st.sampled_from([None, "https://example.org/a/#b"]))
entries = st.builds(
    Entry,
    st.lists(spans, min_size=1, max_size=3).map(tuple),
    st.lists(st.lists(spans, min_size=1, max_size=2).map(tuple), max_size=2).map(tuple),
)
sections = st.builds(
    Section,
    spans,
    words,
    st.lists(
        st.builds(Group, words, st.lists(entries, min_size=1, max_size=3).map(tuple)), max_size=2
    ).map(tuple),
)
papers = st.builds(
    Paper,
    title=words,
    language=st.just("en"),
    direction=st.just("ltr"),
    sections=st.lists(sections, max_size=2).map(tuple),
    nothing=words,
)
SAFE = {"html", "head", "meta", "title", "body", "div", "h1", "h2", "h3", "p", "strong", "ul", "li"}


def said(paper: Paper) -> Iterator[str]:
    """Yield every text of a paper, in order."""
    if not paper.sections:
        yield paper.nothing
        return
    yield paper.title
    for section in paper.sections:
        yield section.heading.text
        yield section.standing
        for group in section.groups:
            yield group.label
            for entry in group.entries:
                for line in (entry.spans, *entry.below):
                    yield "".join(span.text for span in line)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@given(papers)
def test_markdown_shows_it_letter_by_letter_and_links_to_nothing_of_its_own(paper: Paper) -> None:
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tree = lxml.html.fragment_fromstring(markdown.render(as_markdown(paper)), create_parent=True)
    assert squeezed(tree.text_content()) == squeezed("".join(said(paper)))
    assert {link.get("href") for link in tree.iter("a")} <= {"https://example.org/a/#b"}
    assert {str(one.tag) for one in tree.iter()} <= SAFE | {"a"}


@given(papers)
def test_html_shows_it_letter_by_letter_and_has_nothing_that_runs(paper: Paper) -> None:
    html = as_html(paper)
    tree = lxml.html.document_fromstring(html)
    assert squeezed(tree.body.text_content()) == squeezed("".join(said(paper)))
    assert {link.get("href") for link in tree.iter("a")} <= {"https://example.org/a/#b"}
    assert {str(one.tag) for one in tree.iter()} <= SAFE | {"a"}
    assert {name for one in tree.iter() for name in one.attrib} <= {
        *("lang", "dir", "charset", "name", "content", "style", "href")
    }
    assert "{{" not in html


@given(papers)
def test_text_has_all_of_it(paper: Paper) -> None:
    text = as_text(paper)
    for one in said(paper):
        assert squeezed(one) in squeezed(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_claim_of_any_sort_stays_text(history: History, text: str) -> None:
    history.site.replace(FIRST, "text: North wants thirty days.", f"text: {json.dumps(text)}")
    html = history.text("--format", "html")
    tree = lxml.html.document_fromstring(html)
    assert squeezed(text) in squeezed(tree.text_content())
    assert {str(one.tag) for one in tree.iter()} <= SAFE | {"a"}
    rendered = MarkdownIt("commonmark").render(history.text("--format", "markdown"))
    tree = lxml.html.fragment_fromstring(rendered, create_parent=True)
    assert squeezed(text) in squeezed(tree.text_content())
    assert all(str(link.get("href")).startswith("https://example.org/") for link in tree.iter("a"))


@pytest.mark.parametrize("language", [*languages(), "ar", "zh-Hant"])
def test_it_is_in_the_language_of_the_site(history: History, language: str) -> None:
    history.site.replace(SETTINGS, "title:", f"language: {language}\ntitle:")
    history.site.replace(FIRST, "value: 30 days", "value: 31 days")
    text = history.text("--format", "html")
    told = {
        "en": "Answer: 31 days (was: 30 days)",
        "de": "Antwort: 31 days (vorher: 30 days)",
        "fr": "Réponse\u00a0: 31 days (auparavant\u00a0: 30 days)",
        "uk": "Відповідь: 31 days (раніше: 30 days)",
    }
    assert told.get(language, told["en"]) in text
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}">' in text
    assert not re.search("[\ufdd0-\ufdef]", text)  # marks of borrowed words


def test_the_title_of_a_report_in_another_language_is_marked(history: History) -> None:
    history.site.write(
        "content/articles/third.md",
        "---\ntitle: Третій звіт\nsource: wire\npublished: 2025-06-03\nthemes: [truce]\n"
        "language: uk\n---\nСлова.\n",
    )
    assert '<bdi lang="uk">“Третій звіт”</bdi>' in history.text("--format", "html")
