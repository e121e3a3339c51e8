"""Edits of front matter: the wanted value is there, and nothing else has changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edit.front_matter import Edits, append, insert, remove, rename_key, set_value
from generator.edit.text import apply
from generator.edit.yaml_text import EditError, YamlText
from generator.problems import KeyPath
from generator.read.documents import parse_document
from generator.read.files import decode
from generator.read.written import Value
from tests.edit.documents import KEYS, TEXTS, documents, paths, values
from tests.tried import tried

FILE = "content/articles/one.md"


def front(text: str) -> Value:
    """Return the front matter of a file as a build reads it."""
    return parse_document(FILE, decode(FILE, text.encode())).front


def at(value: Value, keys: tuple[str | int, ...]) -> Value:
    for key in keys:
        value = value[key]  # type: ignore[index]
    return value


def edited(text: str, edits: Edits) -> str:
    after = apply(text, edits)
    first, last = edits[0].start, edits[-1].end
    assert after.startswith(text[:first])
    assert after.endswith(text[last:])
    return after


def without(value: Value, keys: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], Value]]:
    """Return everything that has no part in a path, with where it is."""
    return [
        (path, at(value, path))
        for path in paths(value)
        if path[: len(keys)] != keys and keys[: len(path)] != path
    ]


@tried(400)
@given(text=documents(), new=values(), data=st.data())
def test_a_value_is_set_and_all_else_stays(text: str, new: Value, data: st.DataObject) -> None:
    before = front(text)
    keys = data.draw(st.sampled_from(list(paths(before))))
    after = edited(text, set_value(YamlText(FILE, text), keys, new))
    assert at(front(after), keys) == new
    assert without(front(after), keys) == without(before, keys)


@tried(300)
@given(text=documents(), new=TEXTS, data=st.data())
def test_setting_a_text_touches_only_that_text(text: str, new: str, data: st.DataObject) -> None:
    before = front(text)
    places = [keys for keys in paths(before) if isinstance(at(before, keys), str)]
    if not places:
        return
    keys = data.draw(st.sampled_from(places))
    yaml = YamlText(FILE, text)
    node = yaml.node(keys)
    assert node is not None
    (edit,) = set_value(yaml, keys, new)
    assert edit.start >= yaml.start + node.start_mark.index
    assert edit.end <= yaml.start + node.end_mark.index


@tried(300)
@given(text=documents(), new=values(), key=KEYS, data=st.data())
def test_a_key_is_added_anywhere(text: str, new: Value, key: str, data: st.DataObject) -> None:
    before = front(text)
    places = [()] + [keys for keys in paths(before) if isinstance(at(before, keys), dict)]
    keys = (*data.draw(st.sampled_from(places)), f"new{key}")
    order = [*data.draw(st.lists(KEYS, unique=True)), f"new{key}"]
    after = edited(text, set_value(YamlText(FILE, text), keys, new, order))
    assert at(front(after), keys) == new
    assert without(front(after), keys) == without(before, keys)


@tried(300)
@given(text=documents(), new=values(), data=st.data())
def test_an_item_is_put_anywhere_into_a_list(text: str, new: Value, data: st.DataObject) -> None:
    before = front(text)
    places = [keys for keys in paths(before) if isinstance(at(before, keys), list)]
    if not places:
        return
    keys = data.draw(st.sampled_from(places))
    items = at(before, keys)
    assert isinstance(items, list)
    position = data.draw(st.integers(0, len(items)))
    after = edited(text, insert(YamlText(FILE, text), keys, position, new))
    assert at(front(after), keys) == [*items[:position], new, *items[position:]]
    assert without(front(after), keys) == without(before, keys)


@tried(300)
@given(text=documents(), data=st.data())
def test_what_is_removed_is_gone(text: str, data: st.DataObject) -> None:
    before = front(text)
    places = [keys for keys in paths(before) if len(at(before, keys[:-1])) > 1]  # type: ignore[arg-type]
    if not places:
        return
    keys = data.draw(st.sampled_from(places))
    after = edited(text, remove(YamlText(FILE, text), keys))
    left = at(front(after), keys[:-1])
    assert len(left) == len(at(before, keys[:-1])) - 1  # type: ignore[arg-type]


@tried(200)
@given(text=documents(), data=st.data())
def test_a_key_gets_another_name_and_keeps_its_value(text: str, data: st.DataObject) -> None:
    before = front(text)
    places = [keys for keys in paths(before) if isinstance(keys[-1], str)]
    keys = data.draw(st.sampled_from(places))
    after = edited(text, rename_key(YamlText(FILE, text), keys, "another"))
    assert at(front(after), (*keys[:-1], "another")) == at(before, keys)
    assert without(front(after), (*keys[:-1], "another")) == without(before, keys)


THEME = """\
---
title: Truce   # short
status: { text: 'No truce.', state: open }
points:
    - id: length
      title:   "Length"

    # what comes first
    - id: order
      alike: [ ["30", '30 days'] ]
aliases: []
as_of: 2025-05-20
---
"""


def test_values_are_written_in_the_style_that_stands_there() -> None:
    text = THEME
    changes: tuple[tuple[KeyPath, Value], ...] = (
        (("status", "state"), "settled"),
        (("status", "text"), "It's agreed."),
        (("status", "since"), "2025-05-21"),
        (("points", 0, "title"), "How long"),
        (("points", 1, "title"), "What comes first?"),
        (("aliases",), ["/themes/old/"]),
        (("as_of",), "2025-05-21"),
    )
    for keys, value in changes:
        text = apply(text, set_value(YamlText(FILE, text), keys, value))
    assert (
        text
        == """\
---
title: Truce   # short
status: { text: 'It''s agreed.', state: settled, since: 2025-05-21 }
points:
    - id: length
      title:   "How long"

    # what comes first
    - id: order
      alike: [ ["30", '30 days'] ]
      title: "What comes first?"
aliases: [/themes/old/]
as_of: 2025-05-21
---
"""
    )


def test_items_are_written_like_their_neighbours() -> None:
    text = THEME
    changes: tuple[tuple[KeyPath, Value], ...] = (
        (("points", 1, "alike"), ["60", "two months"]),
        (("points",), {"id": "place", "title": "Place"}),
        (("aliases",), "/truce/"),
    )
    for keys, value in changes:
        text = apply(text, append(YamlText(FILE, text), keys, value))
    assert (
        """\
    - id: order
      alike: [ ["30", '30 days'], [60, two months] ]
    - id: place
      title: Place
aliases: [/truce/]
"""
        in text
    )


def test_a_key_is_added_where_the_handbook_has_it() -> None:
    order = ("title", "question", "status", "as_of", "aliases")
    edits = set_value(YamlText(FILE, THEME), ("question",), "Is there one?", order)
    assert apply(THEME, edits) == THEME.replace("# short\n", '# short\nquestion: "Is there one?"\n')


def test_front_matter_without_a_key_gets_one() -> None:
    edits = set_value(YamlText(FILE, "---\r\n---\r\ntext"), ("title",), "A")
    assert apply("---\r\n---\r\ntext", edits) == "---\r\ntitle: A\r\n---\r\ntext"


@pytest.mark.parametrize(
    ("text", "keys", "after"),
    [
        ("status:\ntitle: A\n", ("status", "state"), "status:\n  state: open\ntitle: A\n"),
        ("status:  # now\n", ("status", "state"), "status:  # now\n  state: open\n"),
        ("{status: , title: A}\n", ("status", "state"), "{status: {state: open}, title: A}\n"),
        ("title:\n", ("title",), "title: open\n"),
    ],
)
def test_a_key_without_a_value_is_filled(
    text: str, keys: tuple[str | int, ...], after: str
) -> None:
    file = f"---\n{text}---\n"
    assert apply(file, set_value(YamlText(FILE, file), keys, "open")) == f"---\n{after}---\n"


def test_a_register_without_a_last_line_break_stays_without() -> None:
    text = "herald:\n  name: The Herald # a daily"
    edits = set_value(YamlText("content/sources.yaml", text), ("herald", "note"), "Old.")
    assert apply(text, edits) == text + '\n  note: "Old."'


@pytest.mark.parametrize(
    ("text", "keys", "why"),
    [
        ("---\na: &x [b]\nc: *x\n---\n", ("a", 0), "shared with other places"),
        ("---\na: [b\n---\n", ("a", 0), "must end with ]"),
        ("a: b\n", ("a",), "the front matter"),
        ("---\na: b\n---\n", ("a", "b"), "'a' is not there, or has no keys"),
    ],
)
def test_what_cannot_be_changed_by_itself_is_refused(
    text: str, keys: tuple[str | int, ...], why: str
) -> None:
    with pytest.raises(EditError, match=why):
        set_value(YamlText(FILE, text), keys, "new")


def test_a_character_that_no_file_may_have_is_refused() -> None:
    with pytest.raises(EditError, match="has a character that the file cannot have"):
        set_value(YamlText(FILE, THEME), ("title",), "a\x07")
