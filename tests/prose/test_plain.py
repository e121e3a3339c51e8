"""Plain blocks read the short way give what the parser's own rules give."""

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from generator.prose.highlight import Span, highlight, plain_text
from generator.prose.marks import marks_plugin
from generator.prose.plain import plain_plugin


def parser() -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False}).enable("table")
    return (
        md.disable(["html_block", "html_inline"])
        .use(footnote_plugin, inline=False)
        .use(marks_plugin)
    )


SLOW, FAST = parser(), parser().use(plain_plugin)

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
    "> Said\n> in two lines",
    "- item\n- another",
    "- item\n+ another",
    "- item \n- and *stars*",
    "## Heading with *stars* ##",
    "### Heading",
    "#Not a heading",
    "*Stars* first",
    "**Strong** first",
    "*not an item",
    "Said [@one] and [[theme:two|words]], [@three#c; @four]",
    "[@one] said\n[[two]] and\nmore",
    "Wrong [@] and [[theme:]] and [@one](/link)",
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


documents = st.lists(st.sampled_from(CHUNKS) | st.text("ab \n\t#>-*_=|1.)[]`~&\\“", max_size=12))


def highlighted(md: MarkdownIt, document: str, cuts: list[int]) -> tuple[str, str, list[int]]:
    """Return the words and the page of a document with marks around some of its words.

    And the lines on which tokens with a line of their own begin.
    """
    tokens = md.parse(document)
    words = plain_text(tokens)
    places = sorted(cut % (len(words) + 1) for cut in cuts)
    marked = [Span(*place, f"m{place[0]}") for place in pairwise(places)]
    lines = [token.map[0] for token in tokens if token.type == "inline" and token.map]
    return words, md.renderer.render(highlight(tokens, marked), md.options, {}), lines


@settings(max_examples=500, deadline=None)
@given(
    documents,
    st.sampled_from(["\n", "\n\n", "\n \n", "\n\n\n"]),
    st.lists(st.integers(0, 300), max_size=4),
)
@example(["- item", "Plain words", "  continued"], "\n\n", [])
@example(["- item", "  continued"], "\n\n", [])
@example(["- item", "- another"], "\n\n", [])
@example(["* * *", "- item", "Plain words, and more of them."], "\n\n", [2, 3])
@example(["[ref]: /address", "See [ref] and [^1].", "[^1]: A note"], "\n\n", [])
@example(["- item\n- another", "> Said\n> so", "Two lines\nof plain words"], "\n\n", [0, 8, 20])
def test_the_short_way_leads_to_the_same_page(
    chunks: list[str], between: str, cuts: list[int]
) -> None:
    document = between.join(chunks)
    words, page, lines = highlighted(FAST, document, cuts)
    slow_words, slow_page, slow_lines = highlighted(SLOW, document, cuts)
    assert words == slow_words
    assert page == slow_page
    assert set(lines) <= set(slow_lines)
    assert FAST.render(document) == SLOW.render(document)


PIECES = [
    *("*", "**", "_", "__", "***", "[", "](https://a.example/b_c?d=e%20f)", "](javascript:x)"),
    *("](/about/)", "](a b)", "](<a>)", "](a(b)c)", "[@one]", "!", "&amp;", "https://a.example"),
    *(
        "word",
        "two words",
        "Слово",
        "7",
        "²",
        " ",
        "\n",
        ".",
        ",",
        "(",
        ")",
        "“",
        "”",
        "—",
        "e\u0301",
    ),
]


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
@example(["*", "word", "*", " ", "**", "two words", "**", "."])
@example(["word", "*", "word", "*", "_", "7", "_"])
@example(["[", "two words", "](https://a.example/b_c?d=e%20f)", ",", " ", "_", "word", "_"])
@example(["*", "word", " ", "*", "word", "*", " ", "word", "*"])
def test_stress_and_links_are_read_alike(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert FAST.render(text) == SLOW.render(text)
    assert FAST.renderInline(text) == SLOW.renderInline(text)
    assert plain_text(FAST.parse(text)) == plain_text(SLOW.parse(text))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_whatever_is_read_alike(text: str) -> None:
    assert FAST.render(text) == SLOW.render(text)
    assert FAST.renderInline(text) == SLOW.renderInline(text)
