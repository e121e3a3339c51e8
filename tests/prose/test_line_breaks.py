"""A line break of the source between two Chinese or Japanese characters is nothing on the page."""

from __future__ import annotations

import pytest

from generator.prose.markdown import Markdown


def html(text: str, quote: str = "") -> str:
    """Return the text of a page's body as HTML; citations and links by key are left out."""
    reading = Markdown().block(text, {"q": quote} if quote else None)
    return "".join(part for part in reading.prose.parts if isinstance(part, str)).strip()


@pytest.mark.case("2.8")
@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("要求无条件\n停火", "要求无条件停火"),
        ("停火，\n然后", "停火，然后"),
        ("说：\n“停火”\n。", "说：“停火”。"),
        ("無条件の\n停戦を\n求める", "無条件の停戦を求める"),
        ("**停火**\n三十天", "<strong>停火</strong>三十天"),
        ("停火\n*三十天*", "停火<em>三十天</em>"),
        ("停火[@a]\n三十天", "停火三十天"),
        ("ꆈꌠ\nꁱꂷ", "ꆈꌠꁱꂷ"),
        ("「停戦」\n（日本）", "「停戦」（日本）"),
    ],
)
def test_it_is_left_out(source: str, shown: str) -> None:
    assert html(source) == f"<p>{shown}</p>"


@pytest.mark.parametrize(
    "source",
    [
        "thirty\ndays",
        "тридцать\nдней",
        "무조건\n휴전",  # Korean has spaces between words
        "หยุดยิง\nสามสิบวัน",  # and Thai between phrases
        "停火\nceasefire",
        "“停火”\n“谈判”",
        "停火 30\n天",
    ],
)
def test_where_a_space_may_belong_it_stays(source: str) -> None:
    assert html(source) == f"<p>{source}</p>"


def test_a_line_that_was_ended_on_purpose_stays_ended() -> None:
    assert html("停火  \n谈判") == "<p>停火<br>\n谈判</p>"


@pytest.mark.case("2.8")
@pytest.mark.parametrize(
    ("source", "quote", "shown"),
    [
        ("要求无条件\n停火。", "无条件停火", '要求<mark id="quote-q">无条件停火</mark>。'),
        ("無条件の\n停戦", "無条件の停戦", '<mark id="quote-q">無条件の停戦</mark>'),
        ("要求无条件\n停火。", "条件 停", '要求无<mark id="quote-q">条件停</mark>火。'),
    ],
)
def test_a_quotation_across_it_is_found_and_marked_in_one_piece(
    source: str, quote: str, shown: str
) -> None:
    assert html(source, quote) == f"<p>{shown}</p>"
