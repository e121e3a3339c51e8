"""Markdown to HTML: what it may hold, what it never holds, and what stays symbolic."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree, html
from markdown_it import MarkdownIt

from generator.prose.headings import heading_id
from generator.prose.markdown import Markdown
from generator.prose.model import Base, Citation, Image, Link, Part, Prose, Reading, Ref
from tests.tried import tried

quick = tried(60)

MARKDOWN = Markdown()
PARSER = MarkdownIt("commonmark")

ELEMENTS = """
    p h2 h3 h4 h5 h6 em strong s a ul ol li blockquote pre code hr br mark sup div
    table thead tbody tr th td
"""
ATTRIBUTES = {"href", "rel", "title", "id", "class", "start", "aria-label", "role"}
TAG = re.compile(r"</?([a-z][a-z0-9]*)((?: [a-z-]+=\"[^\"<>]*\")*) ?/?>")
ADDRESS = re.compile(r"https?://|mailto:|/(?!/)|#|(?![a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)

HOSTILE = (
    '"><script>alert(1)</script>',
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<!-- -->",
    "<![CDATA[x]]>",
    "<?php x ?>",
    "[x](javascript:alert(1))",
    "[x](JavaScript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
    "[x](\\\\evil.example)",
    "[x](file:///etc/passwd)",
    '[x](/about/ "t\\" onmouseover=\\"alert(1)")',
    '[x](/a"onmouseover="alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    "<javascript:alert(1)>",
    "<https://example.org/?a=\"'>",
    "![x](javascript:1)",
    "![x](data:image/png;base64,AAAA)",
    '![" onerror="alert(1)](a.png "\' onload=\'x")',
    "[[theme:truce|<script>alert(1)</script>]]",
    "`</code><script>alert(1)</script>`",
    '```"><script>\n</pre><script>alert(1)</script>\n```',
    "    </pre><script>alert(1)</script>",
    "# <script>alert(1)</script>",
    '|"><script>|b|\n|:-:|--:|\n|<script>|x|',
    '[^"><script>]\n\n[^"><script>]: <script>alert(1)</script>',
    "{{ 7 * 7 }} {% raw %}",
    "\u202etxt.exe",
    "\x00",
    "&#0; &#x0; &lt;script&gt;",
)

fragments = st.sampled_from(
    [
        *HOSTILE,
        *(
            "[@first]",
            "[@a; @b#c2]",
            "[[second]]",
            "[[actor:north|N]]",
            "![d](map.png)",
            "[/x](/x)",
        ),
        *("# ", "> ", "- ", "1. ", "| ", "|---|---|\n", "```", "~~~", "    ", "[^1]", "[^1]: "),
        *("**", "_", "`", "[", "](", ")", "!", "<", ">", "&", '"', "'", "\\", "\n", "\n\n", " "),
        *("https://example.org/", "mailto:", "javascript:", "word", "слово", "\u00a0", "\t"),
    ]
)
characters = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
marked_down = st.lists(fragments | characters, max_size=14).map("".join)


def rendered(reading: Reading) -> str:
    """Return the HTML, every symbolic part replaced by nothing."""
    return "".join(part for part in reading.prose.parts if isinstance(part, str))


def readable(text: str) -> str:
    """Leave out what no XML may hold."""
    return re.sub(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def symbolic(prose: Prose) -> list[Part]:
    return [part for part in prose.parts if not isinstance(part, str | Base)]


def is_harmless(reading: Reading) -> None:
    text = rendered(reading)
    assert "\x00" not in text
    assert "\x00" not in reading.prose.text
    tags = list(TAG.finditer(text))
    assert text.count("<") == len(tags) == text.count(">")
    for tag in tags:
        assert tag[1] in ELEMENTS.split()
        assert set(re.findall(r' ([a-z-]+)="[^"]*"', tag[2])) <= ATTRIBUTES
    tree = html.fragment_fromstring(readable(text), create_parent="div")
    for element in tree.iterdescendants():
        address = element.get("href")
        assert address is None or ADDRESS.match(address)
        assert "\\" not in (address or "")


@quick
@given(marked_down)
def test_no_text_whatever_becomes_harmful(text: str) -> None:
    is_harmless(MARKDOWN.block(text))
    is_harmless(MARKDOWN.block(text, {"c1": "word", "c2": text.strip()[:9]}, heading_shift=1))
    is_harmless(MARKDOWN.inline(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    for place in (text, f"- {text}", f"> {text}", f"**{text}**", f"# {text}", f"a {text} b"):
        is_harmless(MARKDOWN.block(place))
        is_harmless(MARKDOWN.inline(place))


@quick
@given(marked_down)
@example("*a [b* c](/x)")
@example("word **wo**rd\n\n- *word*\n  word")
@example("[^1]: > [^1]: ")
@example("word[^1]\n\n> [^1]: word\n\n- [^1]: word\n\n[^1]: word\n\n    [^2]: word")
def test_every_element_that_is_opened_is_closed(text: str) -> None:
    quotes = {"c1": "word", "c2": "wo word"}
    for reading in (MARKDOWN.block(text, quotes), MARKDOWN.inline(text)):
        # Elements that HTML never closes are closed for the strict parser of the test.
        html = re.sub(r"<((?:br|hr|img)[^>]*)>", r"<\1/>", readable(rendered(reading)))
        etree.fromstring(f"<div>{html}</div>")


@quick
@given(marked_down)
def test_everything_that_is_named_survives_as_a_symbol(text: str) -> None:
    reading = MARKDOWN.block(text)
    shown: Counter[Ref | Image] = Counter()
    for part in symbolic(reading.prose):
        match part:
            case Citation(refs):
                shown.update(refs)
            case Link(ref):
                shown[ref] += 1
            case Image():
                shown[part] += 1
    named = Counter(mention.what for mention in reading.mentions)
    foreign = [remark for remark in reading.remarks if remark.code == "foreign-image"]
    assert named <= shown
    assert (shown - named).total() == len(foreign)


@quick
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_text_without_marks_comes_out_as_it_went_in(text: str) -> None:
    plain = re.sub(r"[\\`*_~\[\]<>&!]", "", text)
    reading = MARKDOWN.inline(plain)
    paragraph = html.fragment_fromstring(readable(rendered(reading)), create_parent="p")
    # The parser of the test drops white space that stands alone.
    assert (paragraph.text or "").strip() == readable(plain).strip()
    assert reading.prose.text == plain


@quick
@given(
    st.text(st.sampled_from("ab1 .,-–“”\"'#>|$\t\n\r\0\\`*_[]<>&!") | st.characters(), max_size=30)
)
def test_a_line_without_marks_is_read_as_the_parser_would(text: str) -> None:
    """Such lines do not go through the parser."""
    line = re.sub(r"[\\`*_\[\]<&!]", "", text)
    if not line.isascii():  # lines of scripts without spaces are joined: test_line_breaks
        line = re.sub(r"[\r\n]", "", line)
    assert rendered(MARKDOWN.inline(line)) == PARSER.renderInline(line)


def test_citations_become_symbols_between_the_html() -> None:
    reading = MARKDOWN.block("So it was[@first; @second#c2].\n")
    refs = (Ref("article", "first"), Ref("article", "second", "c2"))
    assert reading.prose.parts == ("<p>So it was", Citation(refs), ".</p>\n")
    assert [mention.what for mention in reading.mentions] == list(refs)
    assert {mention.words for mention in reading.mentions} == {"[@first; @second#c2]"}


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("[[first]]", Link(Ref("article", "first"), None)),
        ("[[first|the first]]", Link(Ref("article", "first"), "the first")),
        ("[[theme:truce]]", Link(Ref("theme", "truce"), None)),
        ("[[actor:north|North & co <b>]]", Link(Ref("actor", "north"), "North & co <b>")),
        ("[[source:herald]]", Link(Ref("source", "herald"), None)),
        ("[[page:about]]", Link(Ref("page", "about"), None)),
        ("[[theme:перемирʼя]]", Link(Ref("theme", "перемирʼя"), None)),
    ],
)
def test_links_by_key_become_symbols(written: str, link: Link) -> None:
    assert symbolic(MARKDOWN.inline(written).prose) == [link]
    assert symbolic(MARKDOWN.block(f"- *{written}*\n").prose) == [link]


@pytest.mark.parametrize(
    "text",
    [
        *("`[@first]`", "    [@first]", "```\n[@first]\n```", "\\[@first]", "[@first](/x/)", "[@]"),
        *("`[[first]]`", "\\[[first]]", "[[]]", "a@first", "[first@]", "@first"),
    ],
)
def test_what_is_code_or_escaped_cites_nothing(text: str) -> None:
    assert MARKDOWN.block(text).mentions == ()


def test_links_within_the_site_wait_for_its_base_path() -> None:
    parts = MARKDOWN.inline("[us](/about/)").prose.parts
    assert parts == ('<a href="', Base(), 'about/">us</a>')


def test_links_abroad_are_whole() -> None:
    assert rendered(MARKDOWN.inline("[x](https://example.org/?a=1&b=2)")) == (
        '<a href="https://example.org/?a=1&amp;b=2" rel="noopener">x</a>'
    )


@pytest.mark.parametrize(
    "text", ["[see [@first]](/x/)", "[see [[theme:truce]]](https://x.example/)"]
)
def test_no_link_holds_another(text: str) -> None:
    """A browser ends the outer link where the inner begins."""
    reading = MARKDOWN.inline(text)
    marks = "".join(part if isinstance(part, str) else "\x00" for part in reading.prose.parts)
    for inside in re.findall(r"<a [^>]*>(.*?)</a>", marks):
        assert "\x00" not in inside


def test_images_keep_name_description_and_title() -> None:
    reading = MARKDOWN.block('![A *map* of "it"](../media/maps/a%20b.png "Where")')
    assert symbolic(reading.prose) == [Image("maps/a b.png", 'A map of "it"', "Where")]
    assert reading.remarks == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("![](map.png)", "image-description"),
        ("![ ](map.png)", "image-description"),
        ("![x](https://example.org/map.png)", "foreign-image"),
        ("![x](a/../../site.yaml)", "foreign-image"),
        ("[x](second.md)", "relative-link"),
        ("[x](../second/)", "relative-link"),
    ],
)
def test_what_leads_nowhere_is_remarked(text: str, code: str) -> None:
    assert [remark.code for remark in MARKDOWN.inline(text).remarks] == [code]


@pytest.mark.parametrize("text", ["[x](//evil.example)", "![x](//evil.example/map.png)"])
def test_an_address_without_its_scheme_makes_no_link(text: str) -> None:
    reading = MARKDOWN.inline(text)
    assert reading.prose.parts == (text,)
    assert reading.mentions == ()


def test_headings_begin_below_the_title_of_the_page() -> None:
    assert rendered(MARKDOWN.block("# One\n\n## Two\n\n###### Six\n")) == (
        '<h2 id="h-one">One</h2>\n<h2 id="h-two">Two</h2>\n<h6 id="h-six">Six</h6>\n'
    )
    assert rendered(MARKDOWN.block("# One\n", heading_shift=1)) == '<h3 id="h-one">One</h3>\n'


def test_headings_of_one_name_have_anchors_of_their_own() -> None:
    ids = re.findall(r'id="([^"]*)"', rendered(MARKDOWN.block("# One\n\n# One\n\n# One\n\n# *\n")))
    assert len(ids) == len(set(ids)) == 4


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("What we know", "h-what-we-know"),
        ("Що ми знаємо?", "h-що-ми-знаємо"),
        ("a_b <script>", "h-a-b-script"),
        ("ﬁne Ⅳ", "h-fine-iv"),
    ],
)
def test_an_anchor_is_made_of_the_words_of_its_heading(title: str, anchor: str) -> None:
    assert heading_id(title) == anchor


def test_tables_align_by_class_and_not_by_style() -> None:
    text = rendered(MARKDOWN.block("| a | b |\n|:-:|--:|\n| 1 | 2 |\n"))
    assert '<th class="center">a</th>' in text
    assert '<td class="right">2</td>' in text
    assert "style" not in text


def test_footnotes_lead_there_and_back() -> None:
    text = rendered(MARKDOWN.block("One[^a]. Two[^a].\n\n[^a]: The note.\n"))
    tree = html.fragment_fromstring(text, create_parent="div")
    ids = tree.xpath("//@id")
    links = tree.xpath("//@href")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in links} <= set(ids)
    assert len(links) == 4


@pytest.mark.parametrize(
    ("text", "quote", "marked"),
    [
        ("He said “no truce” today.", "no truce", '“<mark id="quote-c1">no truce</mark>”'),
        ("a *b* c", "b c", '<em><mark id="quote-c1">b</mark></em><mark> c</mark>'),
        ("a\nb", "a b", '<mark id="quote-c1">a</mark>\n<mark>b</mark>'),
        ("x & y", "x & y", '<mark id="quote-c1">x &amp; y</mark>'),
        ("b a b", "b", '<mark id="quote-c1">b</mark> a b'),
        ("[a b](/x/) c", "b c", 'a <mark id="quote-c1">b</mark></a><mark> c</mark>'),
        ("- one\n- two", "two", '<li><mark id="quote-c1">two</mark></li>'),
    ],
)
def test_a_quotation_is_marked_where_it_stands(text: str, quote: str, marked: str) -> None:
    reading = MARKDOWN.block(text, {"c1": quote})
    assert marked in rendered(reading)
    assert reading.found == {"c1"}


@pytest.mark.parametrize(
    ("text", "quote"),
    [("`code`\n\n    a b\n", "a b"), ("one\n\ntwo", "one three"), ("![a b](x.png)", "a b")],
)
def test_what_stands_in_no_sentence_is_not_found(text: str, quote: str) -> None:
    reading = MARKDOWN.block(text, {"c1": quote})
    assert reading.found == frozenset()
    assert "<mark" not in rendered(reading)


def test_quotations_that_overlap_are_all_marked() -> None:
    reading = MARKDOWN.block("one two three four", {"c1": "one two three", "c2": "two three four"})
    assert reading.found == {"c1", "c2"}
    text = rendered(reading)
    assert text.count('id="quote-c1"') == text.count('id="quote-c2"') == 1
    assert re.sub(r"<[^>]*>", "", text).strip() == "one two three four"


@quick
@given(st.lists(st.text("ab1 .*_`[]\n-", max_size=8), max_size=6).map("".join), st.data())
def test_marking_changes_no_word(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    quote = text[start : start + data.draw(st.integers(1, 8))]
    bare, marked = (
        MARKDOWN.block(text),
        MARKDOWN.block(text, {"c1": quote} if quote.strip() else {}),
    )
    assert re.sub(r"</?mark[^>]*>", "", rendered(marked)) == rendered(bare)
    assert rendered(marked).count('id="quote-c1"') == len(marked.found)


BLOCKS = [
    "Plain words, and more of them.",
    "Two lines\nof plain words",
    "Ends in spaces  \nand goes on",
    "Setext\n======",
    "## Heading with *stars* ##",
    "> Said\n> in two lines",
    "> quoted\nlazy",
    "- item\n- another",
    "- item\n\n  continued",
    "1. a list\n2. of two",
    "a | b\n--|--\n1 | 2",
    "```\nno words\n```",
    "*Stars* first, **strong** last & an &amp;",
    "Said [@one] and [[theme:two|words]], [@three#c; @four]",
    "See [this](/x/), `code` and ![no words](a.png)",
    "A note[^1] is called\n\n[^1]: The note\n\n    of two paragraphs",
]


@quick
@given(
    st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=6),
    st.integers(0, 40),
    st.integers(1, 40),
)
@example(["- item\n- another", "> Said\n> in two lines", "Two lines\nof plain words"], 1, 8)
@example(["Said [@one] and [[theme:two|words]], [@three#c; @four]"], 1, 2)
def test_the_words_of_a_quotation_are_marked_and_no_others(
    blocks: list[str], start: int, length: int
) -> None:
    text = "\n\n".join(blocks)
    quoted = MARKDOWN.block(text).prose.text.split()[start : start + length]
    reading = MARKDOWN.block(text, {"c1": " ".join(quoted)})
    assert reading.found == ({"c1"} if quoted else set())
    page = "".join(
        part if isinstance(part, str) else str(getattr(part, "text", ""))
        for part in reading.prose.parts
    )
    marked = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.DOTALL))
    words = unescape(re.sub(r"<[^>]*>", "", marked))
    assert "".join(words.split()) == "".join(quoted)


@pytest.mark.parametrize(
    "text", ["[" * 3_000, "> " * 2_000, "[@a;" * 1_000, "*a_" * 2_000, "`" * 9_999]
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    is_harmless(MARKDOWN.block(text))


def test_lines_of_mentions_are_those_of_their_blocks() -> None:
    reading = MARKDOWN.block("one\n\ntwo [@a]\n\n- three\n- four [[b]]\n\n> five ![d](c.png)\n")
    assert [(mention.words, mention.line) for mention in reading.mentions] == [
        ("[@a]", 2),
        ("[[b]]", 5),
        ("c.png", 7),
    ]


LINES = st.lists(
    st.text("ab1 -=.|`~[]^:>#*\t\\", max_size=7)
    | st.sampled_from(
        ["a|b", "-|-", "|-|", ":-:", "~~~", "``", "[a]: /b", "[^1]: c", "[^1]", "---"]
    ),
    max_size=7,
).map("\n".join)


@given(LINES)
@example("a | b\n- | -\n1 | 2")
@example("[a]\n\n[a]:\n/b")
@example("word[^1]\n\n[^1]: note")
@example("- a\n- b\n\n  c\n\n> a\n> b\n\n    a\n\na\n\na\n---")
@tried(300)
def test_what_is_read_and_rendered_the_short_way_comes_out_as_markdown_it_has_it(text: str) -> None:
    whole = Markdown()
    whole._lean = whole._md
    whole._md.block.ruler.disable("line")
    for name in ("paragraph_open", "paragraph_close"):
        del whole._md.renderer.rules[name]  # type: ignore[attr-defined]
    assert Markdown().block(text) == whole.block(text)
