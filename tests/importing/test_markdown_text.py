"""The text of a report, written as Markdown, reads exactly like the report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.importing.documents.decode import shown
from generator.importing.markdown_text import as_markdown
from generator.importing.model import Block, BlockKind
from generator.prose.markdown import Markdown
from tests.tried import tried

MARKDOWN = Markdown()
MARKS = st.sampled_from(
    [
        *("[@first#c1]", "[[theme:x]]", "*", "**", "_", "`", "```", "~~", "#", "# ", "> ", "- "),
        *("1. ", "2024. ", "+ ", "<b>", "<!-- x -->", "&amp;", "&", "|", "\\", "![x](y.png)"),
        *("[a](b)", "[^1]", "[^1]: x", "[x]: y", "{++a++}", "%%x%%", "==x==", "$$", ":::", "---"),
        *("===", "TODO", "http://x.example/a_b", "www.example.org", "@here", "{{ x }}", "•", "＊"),
        *("“quoted”", "«words»", "— said", "п’ять", "一、", "①", "5*3*2", "(1) ", "a) ", "TK"),
    ]
)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
TEXTS = st.lists(st.one_of(MARKS, WORDS, st.just(" ")), min_size=1, max_size=8).map(
    lambda parts: " ".join(shown("".join(parts)).split())
)


@tried(400)
@given(TEXTS.filter(bool), st.sampled_from(BlockKind))
def test_it_reads_exactly_like_the_report(text: str, kind: BlockKind) -> None:
    body = as_markdown([Block(text, kind)], MARKDOWN)
    reading = MARKDOWN.block(body)
    assert " ".join(reading.prose.text.split()) == text
    assert not reading.mentions
    assert all(remark.warning for remark in reading.remarks)


def test_lists_and_quotations_are_put_together() -> None:
    blocks = [
        Block("Points", BlockKind.HEADING),
        Block("one", BlockKind.ITEM),
        Block("two", BlockKind.ITEM),
        Block("He said:"),
        Block("“First.", BlockKind.QUOTE),
        Block("Second.”", BlockKind.QUOTE),
    ]
    assert as_markdown(blocks, MARKDOWN) == (
        "## Points\n\n- one\n- two\n\nHe said:\n\n> “First.\n>\n> Second.”\n"
    )


def test_what_needs_no_backslash_gets_none() -> None:
    text = "The bridge (built in 1904) costs 4.6 million: “too much”, some say – others don't."
    assert as_markdown([Block(text)], MARKDOWN) == f"{text}\n"
