"""YAML to text, lists and mappings: the text that was written, or a problem at its place."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.problems import AtKey, AtLine, Finding, KeyPath, Rejected
from generator.read import yaml as yaml_reader
from generator.read.nodes import compose, locate
from generator.read.written import Value
from tests.conftest import SITE
from tests.tried import tried

FRONT_MATTER = SITE["content/articles/first.md"].split("---\n")[1]

quick = tried(80)
thrifty = tried(50)  # for structures that are slow to make

reordering = "\u061c\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
texts = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters=reordering), max_size=12
)
structures = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
mappings = st.dictionaries(texts, structures, max_size=5)
yamlish = st.text("ab1 \n\t-:?,[]{}&*!|>'\"%@`#~<=.\\\u00e9\u2028\x85", max_size=60)
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def load(file: str, text: str, first_line: int = 1) -> dict[str, Value]:
    """Return the values of a text in which nothing is wrong."""
    loaded = yaml_reader.load(file, text, first_line)
    if loaded.findings:
        raise Rejected(loaded.findings)
    return loaded.values


def problems_of(text: str, first_line: int = 1) -> tuple[Finding, ...]:
    try:
        load("f.yaml", text, first_line)
    except Rejected as rejected:
        return rejected.findings
    return ()


def problem_of(text: str, first_line: int = 1) -> tuple[str, int, int]:
    """Return code, line and column of the only problem of a text."""
    (finding,) = problems_of(text, first_line)
    return finding.code, spot_of(finding).line, spot_of(finding).column


def spot_of(finding: Finding) -> AtLine:
    assert isinstance(finding.spot, AtLine)
    return finding.spot


def dumped(value: object) -> str:
    text: str = yaml.dump(
        value, Dumper=yaml.CSafeDumper, default_style='"', allow_unicode=True, width=10**6
    )
    return text


PLAIN = """
    NO no yes on off y true True null_ nil none NULLS = < -x a:b a#b it's it’s
    2025 007 0o14 0x1F 1_000 1e3 1.0 +1 .inf .NaN
    12:30 1:10 190:20:30 2025-05-15 2025-05-15T12:30:00+03:00
"""


@pytest.mark.pitfall(7)
@pytest.mark.parametrize("written", PLAIN.split())
def test_a_plain_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert load("f.yaml", f"key: {written}\nlist: [{written}]\n") == {
        "key": written,
        "list": [written],
    }


@pytest.mark.parametrize("written", ["NO", "on", "2025", "12:30", "true", "1_000", "null"])
def test_a_key_stays_the_text_that_was_written(written: str) -> None:
    assert load("f.yaml", f"{written}: x\n") == {written: "x"}


@pytest.mark.parametrize("null", ["", "~", "null", "Null", "NULL", "# a comment"])
def test_a_key_without_a_value_counts_as_not_written(null: str) -> None:
    assert load("f.yaml", f"key: {null}\nother: x\n") == {"other": "x"}


@pytest.mark.parametrize("quoted", ["''", '""', "'~'", "'null'", '"NULL"', "' '"])
def test_a_null_in_quotes_is_text(quoted: str) -> None:
    assert load("f.yaml", f"key: {quoted}\n") == {"key": quoted[1:-1]}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "~\n"])
def test_a_text_without_keys_is_an_empty_mapping(text: str) -> None:
    assert load("f.yaml", text) == {}


def test_block_text_keeps_its_lines_and_folded_text_joins_them() -> None:
    assert load("f.yaml", "a: |\n  one\n  two\nb: >-\n  one\n  two\n") == {
        "a": "one\ntwo\n",
        "b": "one two",
    }


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert load("f.yaml", "<<: {a: b}\n") == {"<<": {"a": "b"}}


@pytest.mark.pitfall(7)
def test_a_duplicate_key_is_shown_where_it_stands_the_second_time() -> None:
    assert problem_of("a: 1\nb: 2\na: 3\n") == ("duplicate-key", 3, 1)
    assert problem_of("x:\n  - {a: 1, a: 2}\n") == ("duplicate-key", 2, 12)


def test_a_key_without_a_value_still_counts_when_it_comes_again() -> None:
    assert problem_of("a:\na: 3\n") == ("duplicate-key", 2, 1)


def test_keys_that_are_the_same_only_as_numbers_are_two_keys() -> None:
    assert load("f.yaml", "1: a\n01: b\n1.0: c\n") == {"1": "a", "01": "b", "1.0": "c"}


def test_all_duplicate_keys_and_tags_are_listed_at_once() -> None:
    found = problems_of("a: !!str 1\na: 2\nb: !x [1]\nb: 3\n")
    assert [finding.code for finding in found] == [
        *("yaml-tag", "duplicate-key"),
        *("yaml-tag", "duplicate-key"),
    ]


def test_lines_are_those_of_the_file() -> None:
    assert problem_of("a: 1\na: 2\n", first_line=2) == ("duplicate-key", 3, 1)
    assert problem_of("a: [\n", first_line=2)[0] == "yaml"
    assert problem_of("a: b: c\n", first_line=7) == ("yaml", 7, 5)
    assert problem_of("a:\n\tb: c\n", first_line=2) == ("tab", 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system [ls]\n",
        "a: !!str x\n",
        "a: !own x\n",
        "a: !!set {x}\n",
        "- !!binary aGk=\n",
        "!!str a: x\n",
    ],
)
def test_a_tag_is_a_problem_and_does_nothing(text: str) -> None:
    assert "yaml-tag" in {finding.code for finding in problems_of(text)}


@pytest.mark.parametrize(
    ("text", "place"),
    [("\ta: 1\n", (1, 1)), ("a:\n  \tb: 1\n", (2, 3)), ("a:\n  - b\n\t- c\n", (3, 1))],
)
def test_a_tab_in_the_indentation_is_a_problem(text: str, place: tuple[int, int]) -> None:
    assert problem_of(text) == ("tab", *place)


def test_a_tab_elsewhere_is_fine() -> None:
    assert load("f.yaml", 'a: "b\tc"\nd: e\t# f\n') == {"a": "b\tc", "d": "e"}


def test_a_second_document_is_a_problem_where_it_begins() -> None:
    assert problem_of("a: 1\n---\nb: 2\n") == ("yaml", 2, 1)


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "[a, b]\n", "'quoted'\n"])
def test_anything_but_keys_with_values_is_a_problem(text: str) -> None:
    assert problem_of(text) == ("yaml", 1, 1)


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "? {a: b}\n: c\n", "x: &a k\n*a : b\n"])
def test_a_key_that_is_not_text_is_a_problem(text: str) -> None:
    assert problem_of(text)[0] == "yaml"


def test_an_alias_stands_for_what_its_anchor_marks() -> None:
    text = "a: &x [one, two]\nb: *x\nc: &y NO\nd: {e: *y}\n"
    assert load("f.yaml", text) == {
        "a": ["one", "two"],
        "b": ["one", "two"],
        "c": "NO",
        "d": {"e": "NO"},
    }


def test_an_alias_without_an_anchor_is_a_problem_at_its_place() -> None:
    assert problem_of("a: 1\nb: *nowhere\n") == ("yaml", 2, 4)


@pytest.mark.parametrize("text", ["a: &x [*x]\n", "a: &x {b: *x}\n", "a: &x [[{c: [*x]}]]\n"])
def test_an_alias_that_contains_itself_is_a_problem(text: str) -> None:
    assert problem_of(text)[0] == "yaml"


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for n in range(1, levels):
        lines.append(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("levels", [6, 9, 60])
def test_aliases_cannot_blow_up_memory(levels: int) -> None:
    start = time.monotonic()
    assert problem_of(bomb(levels))[0] == "alias-bomb"
    assert time.monotonic() - start < 1


def test_nesting_beyond_all_measure_is_a_problem() -> None:
    assert problem_of("a: " + "[" * 5_000 + "]" * 5_000)[0] == "yaml"
    assert problem_of("- " * 5_000 + "x\n")[0] == "yaml"
    assert load("f.yaml", "a: " + "[" * 30 + "]" * 30)


@pytest.mark.parametrize(
    "text",
    [
        "x:\n" + "  - {a: 1, a: 2}\n" * 20_000,
        "x:\n" + "  - a b #c\n" * 20_000,
        "x:\n" + "  - {a, b c, d:e}\n" * 20_000,
        "x:\n" + "".join(f"  - &a{number} b\n" for number in range(20_000)),
        "x:\n" + "  - a b\n" * 20_000 + "  c\n",
        "".join(f"k{number}: a\n" for number in range(20_000)) + "  c: d\n e: f\n",
        "x: a" + " " * 200_000 + "#b\n",
        "x: a\n" + "\u00a0" * 200_000 + "b: c\n",
        'x: "' + "\\n" * 200_000 + 'a"\n',
        "x: a b " + "#" * 200_000 + "\n",
        "x:\n" + "- " * 30 + "a\n" * 20_000,
    ],
    ids=range(11),
)
def test_many_mistakes_are_found_in_time_that_grows_with_the_text(text: str) -> None:
    start = time.monotonic()
    assert problems_of(text)
    assert time.monotonic() - start < 20  # far above what it takes, far below squares


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a: 1\nb: "x\\ey"\n', (2, 4)),
        ('a: 1\nb: "x\\0y"\n', (2, 4)),
        ('a: 1\n"b\\ec": 2\n', (2, 1)),
    ],
)
def test_an_escaped_control_character_is_a_problem(text: str, place: tuple[int, int]) -> None:
    assert problem_of(text) == ("control-character", *place)


@pytest.mark.parametrize("separator", ["\x85", "\u2028", "\u2029"])
def test_a_line_separator_does_not_shift_the_lines_below_it(separator: str) -> None:
    """YAML 1.2 knows no line breaks but CR and LF; so do editors."""
    found = problems_of(f'a: "b{separator}c"\nx: 1\nx: 2\n')
    lines = {(finding.code, spot_of(finding).line) for finding in found}
    assert lines <= {("duplicate-key", 3), ("control-character", 1)}
    assert lines


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: [x, y\nc: 3\nd: 4\n", 2),
        ('a: 1\nb: "x\nc: 3\nd: 4\n', 2),
        ("a: 1\nb: {x: y\nc: 3\n", 2),
        ("a: 1\nb: c: d\n", 2),
        ("a:\n  b: 1\n c: 2\n", 3),
    ],
)
def test_a_mistake_in_the_syntax_is_shown_where_it_was_made(text: str, line: int) -> None:
    assert problem_of(text)[:2] == ("yaml", line)


@thrifty
@given(mappings)
@example({"": {"": ["", {"~": "null"}]}})
@example({"a": "\u2028\u00a0\ufeff"})
def test_any_nested_text_comes_back_as_it_was_written(structure: dict[str, Value]) -> None:
    assert load("f.yaml", dumped(structure)) == structure


def paths(value: Value, at: KeyPath = ()) -> Iterator[tuple[KeyPath, Value]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*at, key), inner
            yield from paths(inner, (*at, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield (*at, position), inner
            yield from paths(inner, (*at, position))


printable = st.text(st.characters(categories=("L", "N", "P", "S"), include_characters=" "))
plain_mappings = st.dictionaries(
    printable,
    st.recursive(
        printable,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(printable, inner, max_size=3),
        max_leaves=8,
    ),
    max_size=4,
)


@thrifty
@given(plain_mappings)
def test_every_text_is_found_at_the_place_where_it_was_written(
    structure: dict[str, Value],
) -> None:
    text = dumped(structure)
    lines = text.split("\n")
    for path, value in paths(structure):
        extent = locate(compose(text), AtKey(path))
        assert extent is not None
        if isinstance(value, str):
            assert extent.line == extent.end_line
            written = lines[extent.line][extent.column : extent.end_column]
            assert yaml.safe_load(written) == value


def never_raises_but_rejected(text: str) -> None:
    for finding in problems_of(text):
        spot = spot_of(finding)
        assert finding.message.strip()
        assert min(spot.line, spot.column, spot.length) >= 1
    locate(compose(text), AtKey(("a", 0, "b"), name=True))


@quick
@given(any_text | yamlish)
def test_no_text_whatever_makes_the_loader_fall_over(text: str) -> None:
    never_raises_but_rejected(text)


@quick
@given(
    st.integers(0, len(FRONT_MATTER)),
    st.integers(0, 12),
    st.sampled_from(
        ["", "\t", "\n", ": ", "[", "]", "{", '"', "'", "- ", "&a ", "*a", "!!x ", "---"]
    )
    | any_text,
)
def test_no_slip_of_the_keyboard_makes_the_loader_fall_over(at: int, cut: int, put: str) -> None:
    never_raises_but_rejected(FRONT_MATTER[:at] + put + FRONT_MATTER[at + cut :])
