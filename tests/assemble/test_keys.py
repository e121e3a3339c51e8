"""Dependency keys can be split again, and told to editors."""

import pytest

from generator.assemble import keys


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (keys.ARTICLES, "the list of articles"),
        (keys.article("first"), "the front matter of article first"),
        (keys.embargo("first"), "the embargo of article first"),
        (keys.about("truce"), "the list of articles on truce"),
        (keys.about("truce", "2025-05"), "the list of articles on truce in 2025-05"),
        (keys.relayed("wire"), "the list of articles that relay wire"),
        (keys.claims_by("north"), "what was said and done by north"),
        (keys.point("truce", "length"), "the answers to a point of truce: length"),
        (keys.news(""), "new articles and corrections"),
        (keys.news("truce"), "new articles and corrections on truce"),
        (keys.article_corrections(""), "the corrections of articles"),
        (keys.article_corrections("", "2025-05"), "the corrections of articles in 2025-05"),
        (keys.public("actor"), "what is public of the actors"),
        ("a new page", "a new page"),
    ],
)
def test_an_editor_reads_what_changed(key: str, reason: str) -> None:
    assert keys.explain(key) == reason


def test_every_key_that_a_page_can_depend_on_is_told_in_words() -> None:
    alone = [value for name, value in vars(keys).items() if name.isupper() and name[0] != "_"]
    made = [
        *(
            keys.article("x"),
            keys.embargo("x"),
            keys.body("x"),
            keys.theme("x"),
            keys.page("x/"),
            keys.about("x"),
        ),
        *(keys.source("x"), keys.relayed("x"), keys.claims_by("x"), keys.news("x")),
        *(keys.published_in("x"), keys.article_corrections("x"), keys.point("x", "y")),
        *(keys.developments("x", "y"), keys.public("source")),
    ]
    for key in (*alone, *made):
        assert keys.explain(key) != key


def test_keys_of_claims_are_split_into_what_they_were_made_of() -> None:
    on, within = keys.claims_on("truce", "length"), keys.claims_in("truce", "2025-05")
    assert keys.parse_claims_on(on) == ("truce", "length")
    assert keys.parse_claims_in(within) == ("truce", "2025-05")
    assert keys.parse_claims_on(within) is None
    assert keys.parse_claims_in(on) is None
    assert keys.parse_named(keys.named("image", "a:b.png")) == ("image", "a:b.png")
    assert keys.parse_named(on) is None
    developments = keys.developments("truce", "2025-05")
    assert keys.parse_developments(developments) == ("truce", "2025-05")
    assert keys.parse_developments(keys.MONTHS) is None
