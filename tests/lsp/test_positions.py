"""Columns are those of the editor: emoji, combining letters, marks at the start, line ends."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.lsp.text import ENCODINGS, lines_of, raw_column, to_column, to_units
from tests.conftest import SITE, Site
from tests.lsp.editor import Editor, editor, uri_of

FIRST = "content/articles/first.md"
HALF_E = "e\u0301"
"""An é of two characters, as macOS writes it."""

LINES = st.text(st.sampled_from(f"ab é🙂{HALF_E}\u0327क्षि가\u1100\u1161"), max_size=12)


@given(LINES, st.sampled_from(sorted(ENCODINGS)))
def test_columns_there_and_back(line: str, encoding: str) -> None:
    units = ENCODINGS[encoding]
    for column in range(len(line) + 1):
        assert to_column(line, to_units(line, column, units), units) == column
    assert to_column(line, 1000, units) == len(line)


@given(LINES, LINES)
def test_a_word_is_found_in_the_text_as_it_was_typed(before: str, after: str) -> None:
    line = f"{before} [@x] {after}"
    composed = normalize("NFC", line)
    start = composed.index("[@x]")
    ends = (raw_column(line, at) for at in (start, start + 4))
    assert line[slice(*ends)] == "[@x]"


def test_lines_end_as_the_protocol_says() -> None:
    assert lines_of("a\r\nb\rc\nd\u2028e\x0b") == ["a", "b", "c", "d\u2028e\x0b"]


@pytest.mark.parametrize(
    ("encodings", "width"),
    [((), 2), (("utf-8", "utf-16"), 4), (("utf-16",), 2), (("utf-32",), 1), (("utf-9",), 2)],
)
def test_emoji_count_as_the_editor_counts_them(
    site: Site, encodings: tuple[str, ...], width: int
) -> None:
    with editor("--now", "2025-06-15") as one:
        one.begin(site.root, encodings=encodings)
        uri = uri_of(site.root / FIRST)
        one.open(uri, SITE[FIRST] + "🙂🙂 [@nobody]\n")
        (problem,) = one.problems(uri)
        start = problem["range"]["start"]
        assert (start["line"], start["character"]) == (15, 2 * width + 1)
        assert problem["range"]["end"]["character"] == 2 * width + 10
        hover = one.at("hover", uri, 15, 2 * width + 5)
        assert hover is None
        offered = one.at("completion", uri, 15, 2 * width + 3)
        assert offered[0]["textEdit"]["range"]["start"]["character"] == 2 * width + 3


def test_letters_that_are_composed_when_they_are_read(site: Site, desk: Editor) -> None:
    uri = uri_of(site.root / FIRST)
    desk.open(uri, SITE[FIRST] + f"{HALF_E}{HALF_E}: [@nobody]\n")
    (problem,) = desk.problems(uri)
    assert problem["range"]["start"]["character"] == 6
    assert problem["range"]["end"]["character"] == 15


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_byte_order_marks(site: Site, desk: Editor, mark: str, end: str) -> None:
    uri = uri_of(site.root / FIRST)
    text = SITE[FIRST].replace("by: [north]", "by: [nort]")
    desk.open(uri, mark + text.replace("\n", end))
    (problem,) = desk.problems(uri)
    assert problem["range"] == {
        "start": {"line": 9, "character": 9},
        "end": {"line": 9, "character": 13},
    }
    found = desk.at("definition", uri, 2, 10)
    assert found["uri"] == uri_of(site.root / "content/sources.yaml")
    assert found["range"]["start"] == {"line": 0, "character": 0}


def test_the_first_line_behind_a_byte_order_mark(site: Site, desk: Editor) -> None:
    uri = uri_of(site.root / "content/site.yaml")
    text = "\ufeff" + SITE["content/site.yaml"].replace("id:", "ID:")
    desk.open(uri, text)
    problem = next(one for one in desk.problems(uri) if one["code"] == "unknown-key")
    assert problem["range"]["start"] == {"line": 0, "character": 1}
    hover = desk.at_mark("hover", uri, "\ufeff" + SITE["content/site.yaml"].replace("id", "i‸d", 1))
    assert hover["contents"]["value"].startswith("Permanent")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_renaming_keeps_line_ends(site: Site, desk: Editor, end: str) -> None:
    text = SITE["themes/truce.md"].replace("\n", end)
    site.write("themes/truce.md", text)
    uri = uri_of(site.root / "themes/truce.md")
    edit = desk.at_mark("rename", uri, text.replace("id: length", "id: len‸gth"), newName="time")
    changed = {change["textDocument"]["uri"]: change["edits"] for change in edit["documentChanges"]}
    (own,) = changed[uri]
    line = text.split(end)[own["range"]["start"]["line"]]
    span = slice(own["range"]["start"]["character"], own["range"]["end"]["character"])
    assert line[span] == "length"
    assert own["newText"] == "time"
