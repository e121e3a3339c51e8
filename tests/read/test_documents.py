"""Bytes to text, text to front matter and body."""

from __future__ import annotations

from contextlib import suppress
from unicodedata import normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.problems import AtLine, Rejected
from generator.read.documents import parse_document, split
from generator.read.files import decode
from tests.tried import tried

quick = tried(80)

# What turns text round is refused, whatever the line ends (`test_bidi.py`).
reordering = "\u061c\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
shown_line = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters=reordering), max_size=12
)
line = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), max_size=12)
front_line = line.filter(lambda written: written.rstrip() != "---")
end_mark = st.sampled_from(["---", "--- ", "---\t", "---  \u00a0"])


def place_of(text: str) -> tuple[str, int, int]:
    """Return code, line and column of the problem for which a text is rejected."""
    with pytest.raises(Rejected) as caught:
        split("f.md", text)
    (finding,) = caught.value.findings
    assert isinstance(finding.spot, AtLine)
    return finding.code, finding.spot.line, finding.spot.column


@quick
@given(end_mark, st.lists(front_line, max_size=5), end_mark, st.lists(line, max_size=5))
@example("---", [], "---", [])
@example("---", ["  ---"], "---", ["---", "more"])
@example("---", ["a: b\u2028---\u2028c"], "---", ["\x0c"])
def test_front_matter_and_body_are_cut_apart_without_losing_a_character(
    first: str, front_lines: list[str], end: str, body_lines: list[str]
) -> None:
    front = "".join(f"{written}\n" for written in front_lines)
    body = "\n".join(body_lines)
    text = f"{first}\n{front}{end}\n{body}"
    assert split("f.md", text) == (front, body, len(front_lines) + 3)


@quick
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.text("-\n a:"))
def test_what_is_cut_apart_can_be_put_together_again(text: str) -> None:
    try:
        front, body, body_line = split("f.md", text)
    except Rejected:
        return
    lines = text.split("\n")
    assert lines[0].rstrip() == "---"
    assert lines[body_line - 2].rstrip() == "---"
    assert "\n".join(lines[1 : body_line - 2]) == front.removesuffix("\n")
    assert "\n".join(lines[body_line - 1 :]) == body


def test_the_body_knows_the_line_that_it_starts_on() -> None:
    document = parse_document("f.md", "---\ntitle: T\nsource: s\n---\nFirst line.\n")
    assert document.front == {"title": "T", "source": "s"}
    assert document.body == "First line.\n"
    assert document.body_line == 5


def test_a_file_may_end_right_after_the_end_mark() -> None:
    assert split("f.md", "---\na: b\n---") == ("a: b\n", "", 4)
    assert split("f.md", "---\n---") == ("", "", 3)


def test_only_a_line_of_its_own_is_an_end_mark() -> None:
    text = "---\na: x --- y\nb: |\n  ---\nc: ----\n---\nbody\n---\nmore\n"
    assert split("f.md", text) == ("a: x --- y\nb: |\n  ---\nc: ----\n", "body\n---\nmore\n", 7)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty-file"),
        (" \n\t\n", "empty-file"),
        ("No front matter.\n", "no-front-matter"),
        ("\n---\ntitle: T\n---\n", "no-front-matter"),
        (" ---\ntitle: T\n---\n", "no-front-matter"),
        ("----\ntitle: T\n---\n", "no-front-matter"),
        ("---", "no-end-mark"),
    ],
)
def test_a_document_without_both_marks_is_a_problem_in_its_first_line(text: str, code: str) -> None:
    assert place_of(text) == (code, 1, 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: T\n", 2),
        ("---\ntitle: T\n ---\n", 3),
        ("---\ntitle: T\n----\nText.\n", 3),
        ("---\ntitle: T\n--\nText.\n", 3),
        ("---\ntitle: T\nthemes:\n- a\n\n# Head\n\nText.\n", 4),
        ("---\ntitle: T\nsummary: >\n  Text.\nТекст: далі.\n", 4),
        ("---\nclaims: [\n  a\n]\n正文。\n", 4),
    ],
)
def test_where_the_end_mark_should_be_is_the_place_of_a_problem(text: str, line: int) -> None:
    assert place_of(text) == ("no-end-mark", line, 1)


def test_lines_of_problems_are_those_of_the_file() -> None:
    (finding,) = parse_document("f.md", "---\ntitle: T\ntitle: U\n---\n").findings
    assert finding.spot == AtLine(3, 1, 5)


@quick
@given(st.lists(shown_line, max_size=6), st.booleans(), st.sampled_from(["\n", "\r\n", "\r"]))
def test_byte_order_mark_and_line_endings_make_no_difference(
    lines: list[str], mark: bool, ending: str
) -> None:
    written = ("\ufeff" if mark else "") + ending.join(["a", *lines])
    assert decode("f.md", written.encode()) == normalize("NFC", "\n".join(["a", *lines]))


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ("Süd".encode("latin-1"), (1, 2)),
        ("one\ntwo\nthree “x”".encode("cp1252"), (3, 7)),
        ("Київ\nЛ".encode() + b"\x98", (2, 2)),
        ("one\r\nü".encode("latin-1"), (2, 1)),
        ("\ufeffü".encode() + b"\xff", (1, 2)),
        ("---\n".encode("utf-16"), (1, 1)),
        (b"\xed\xa0\x80", (1, 1)),
    ],
)
def test_what_is_not_utf8_is_a_problem_at_its_first_wrong_byte(
    data: bytes, place: tuple[int, int]
) -> None:
    with pytest.raises(Rejected) as caught:
        decode("f.md", data)
    (finding,) = caught.value.findings
    assert isinstance(finding.spot, AtLine)
    assert finding.code == "not-utf8"
    assert (finding.spot.line, finding.spot.column) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a\x00b", (1, 2)),
        ("one\r\ntwo \x1b[2J", (2, 5)),
        ("\ufeffone\n\x0c", (2, 1)),
        ("ü\x7f", (1, 2)),
        ("a\x9b2J", (1, 2)),
        ("---\ntitle: a\uffffb\n", (2, 9)),
    ],
)
def test_what_no_page_can_show_is_a_problem_at_its_place(text: str, place: tuple[int, int]) -> None:
    with pytest.raises(Rejected) as caught:
        decode("f.md", text.encode())
    (finding,) = caught.value.findings
    assert isinstance(finding.spot, AtLine)
    assert finding.code == "control-character"
    assert (finding.spot.line, finding.spot.column) == place


@quick
@given(st.binary(max_size=60))
def test_no_bytes_whatever_make_the_reader_fall_over(data: bytes) -> None:
    with suppress(Rejected):
        parse_document("f.md", decode("f.md", data))


@pytest.mark.parametrize("dashes", ["———", "—-", "–––", "___", "−−−"])
def test_dashes_that_are_no_three_hyphens_are_named(dashes: str) -> None:
    hint = "three plain hyphens"
    with pytest.raises(Rejected, match=hint):
        split("f.md", f"{dashes}\ntitle: T\n---\nText.\n")
    assert place_of(f"{dashes}\ntitle: T\n---\n") == ("no-front-matter", 1, 1)
    with pytest.raises(Rejected, match=hint):
        split("f.md", f"---\ntitle: T\n{dashes}\nText.\n")
    assert place_of(f"---\ntitle: T\n{dashes}\nText.\n") == ("no-end-mark", 3, 1)


@pytest.mark.parametrize("dashes", ["———", "—-", "–––"])
def test_dashes_that_close_nothing_are_named_where_a_rule_in_the_text_does(dashes: str) -> None:
    with pytest.raises(Rejected) as caught:
        parse_document("f.md", f"---\ntitle: T\n{dashes}\nText.\n\n---\n\nMore.\n")
    (finding,) = caught.value.findings
    assert finding.message == "this does not close the front matter; write ---, three plain hyphens"
    assert finding.spot == AtLine(3, 1, len(dashes))
