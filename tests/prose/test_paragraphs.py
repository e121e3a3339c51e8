"""Plain paragraphs read the short way give what the parser's own rules give."""

from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from generator.prose.paragraphs import paragraphs_plugin


def parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    return md.disable(["html_block", "html_inline"]).use(footnote_plugin, inline=False)


SLOW, FAST = parser(), parser().use(paragraphs_plugin)

CHUNKS = [
    "Plain words, and more of them.",
    "Two lines\nof plain words",
    "Ends in spaces  \nand goes on",
    "  Indented a little",
    "    code by indentation",
    "“Quoted” words (in brackets)",
    "(a) not a list",
    "a) not a list either",
    "1. a list\n2. of two",
    "12 is no list",
    "- item",
    "- item\n\n  continued",
    "  continued",
    "* * *",
    "Setext\n======",
    "Words\n---",
    "Words\n- with an item",
    "# Heading",
    "> quoted\nlazy",
    "lazy no more",
    "a | b\n--|--\n1 | 2",
    "| a |\n|---|",
    "```\ncode\n\nNot a paragraph",
    "~~~",
    "[ref]: /address",
    "See [ref] and [^1].",
    "[^1]: A note",
    "    of two paragraphs",
    "<b>no html</b>",
    "Ampersand &amp; *stars* _lines_ `code`",
    "A trailing backslash\\\nbreaks",
    "Tab\there",
    "\u2003Wide space",
    "Слова и знаки — «так»",
    "",
]


def tokens(md: MarkdownIt, document: str) -> list[dict[str, Any]]:
    """Give the tokens of a document, with the lines that they start on."""
    found = [token.as_dict() for token in md.parse(document)]
    return [{**token, "map": token["map"] and token["map"][0]} for token in found]


documents = st.lists(st.sampled_from(CHUNKS) | st.text("ab \n\t#>-*_=|1.)[]`~&\\“", max_size=12))


@settings(max_examples=300, deadline=None)
@given(documents, st.sampled_from(["\n", "\n\n", "\n \n", "\n\n\n"]))
@example(["- item", "Plain words", "  continued"], "\n\n")
@example(["[ref]: /address", "See [ref] and [^1].", "[^1]: A note"], "\n\n")
def test_the_short_way_leads_to_the_same_tokens(chunks: list[str], between: str) -> None:
    document = between.join(chunks)
    assert tokens(FAST, document) == tokens(SLOW, document)
    assert FAST.render(document) == SLOW.render(document)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_whatever_is_read_alike(text: str) -> None:
    assert FAST.render(text) == SLOW.render(text)
    assert FAST.renderInline(text) == SLOW.renderInline(text)
