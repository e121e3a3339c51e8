"""Edits of a text, by places alone."""

from __future__ import annotations

import pytest

from generator.edit.text import TextEdit, apply


def test_edits_are_made_in_one_go_whatever_their_order() -> None:
    edits = [TextEdit(4, 7, "two"), TextEdit(0, 3, "ein")]
    assert apply("one due", edits) == "ein two"


def test_what_is_inserted_at_one_place_is_there_in_order() -> None:
    assert apply("ad", [TextEdit(1, 1, "b"), TextEdit(1, 1, "c")]) == "abcd"


@pytest.mark.parametrize(
    "edits",
    [[TextEdit(0, 2, "x"), TextEdit(1, 3, "y")], [TextEdit(0, 9, "")], [TextEdit(2, 1, "")]],
)
def test_edits_that_overlap_or_reach_too_far_are_refused(edits: list[TextEdit]) -> None:
    with pytest.raises(ValueError, match="edit"):
        apply("abc", edits)
