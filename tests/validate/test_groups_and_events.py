"""Groups, principals and key events: every name in them is one that there is."""

from __future__ import annotations

import pytest

from tests.conftest import Site


def errors(site: Site) -> list[str]:
    """Return what `check` finds, without the lines of the files."""
    found = site.run("check").err.splitlines()
    return [line for line in found if ": error: " in line or ": warning: " in line]


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        (
            "content/site.yaml",
            "title:",
            "principals: [narth]\ntitle:",
            "unknown actor 'narth'; did you mean 'north'?",
        ),
        (
            "themes/truce.md",
            "title:",
            "principals: [narth]\ntitle:",
            "unknown actor 'narth'; did you mean 'north'?",
        ),
        (
            "content/actors.yaml",
            "south:",
            "group: {name: G, kind: group, members: [narth]}\nsouth:",
            "unknown actor 'narth'; did you mean 'north'?",
        ),
        (
            "content/actors.yaml",
            "south:",
            "group: {name: G, kind: group, members: [group]}\nsouth:",
            "'group' cannot be a member of itself; leave it out",
        ),
        (
            "content/actors.yaml",
            "south:",
            "a: {name: A, members: [b]}\nb: {name: B, members: [north]}\nsouth:",
            "'b' is a group itself; list its members here instead",
        ),
        (
            "themes/truce.md",
            "title:",
            "events: [first]\ntitle:",
            "'first' names no claim; write the id of the article, # and the id of the claim: "
            "2025-05-11-name#c1",
        ),
        (
            "themes/truce.md",
            "title:",
            "events: [first#c9]\ntitle:",
            "the article 'first' has no claim 'c9'",
        ),
        (
            "themes/truce.md",
            "title:",
            "events: [first#c1, '[@first#c1]']\ntitle:",
            "'first#c1' is listed twice; remove one of the two",
        ),
    ],
)
def test_a_wrong_name_is_one_error_at_its_place(
    site: Site, path: str, old: str, new: str, expected: str
) -> None:
    text = (site.root / path).read_text(encoding="utf-8")
    site.write(path, text.replace(old, new, 1))
    (found,) = errors(site)
    assert f"error: {expected}" in found
    assert found.startswith(path)


def test_a_key_event_without_its_article_is_one_problem(site: Site) -> None:
    site.replace("themes/truce.md", "points:", "events:\n  - first#c1\n  - #c1\npoints:")
    assert errors(site) == [
        "themes/truce.md:10:4: error: '#c1' names no article; write its id before the #: ID#c1 "
        "[bad-value]"
    ]


def test_other_text_that_is_hidden_in_a_theme_is_told_beside_it(site: Site) -> None:
    site.replace("themes/truce.md", "points:", "unknowns:\n  - #c1\nevents: [first#c1]\npoints:")
    (told,) = errors(site)
    assert "[hidden-text]" in told
