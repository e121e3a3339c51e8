"""Where files name a thing: marked «so» in each text."""

from __future__ import annotations

import re

import pytest

from generator.edit.mentions import Thing, mentions
from generator.problems import Rejected
from generator.prose.markdown import Markdown

MARKDOWN = Markdown()

ARTICLE = """\
---
title: truce, and what north says of truce
source: herald
published: 2025-05-15
themes: [{}]
summary: "After [@first#c1], [[theme:{}|the truce]]: north"
claims:
{}
---
{}
"""


def marked(path: str, text: str, thing: Thing, base_url: str = "") -> str:
    """Return a text with « » around all places that name a thing."""
    for place in reversed(mentions(path, text, thing, MARKDOWN, base_url)):
        text = f"{text[: place.start]}«{text[place.start : place.end]}»{text[place.end :]}"
    return text


def check(path: str, text: str, thing: Thing, base_url: str = "") -> None:
    """Compare with a text in which the places are marked already."""
    assert marked(path, re.sub("[«»]", "", text), thing, base_url) == text


BODY = """\
truce [@truce] and `[[theme:truce]]`, [[theme:«truce»]], \\[[theme:truce]].

| [[theme:«truce»\\|the truce]] | truce |
|---|---|
| [one](/themes/«truce»/) | [two](/themes/«truce»/2025-05/ "truce") |

> See [it](/themes/«truce»/#point-truce), [a feed](/themes/«truce»/feed.xml), /themes/truce/ and
> [it again](https://example.org/site/themes/«truce»/#h-truce).

    [[theme:truce]]

```
[[theme:truce]]
```

<!-- [[theme:truce]] -->
[[actor:truce]] [away](https://elsewhere.example/themes/truce/) [[theme:truces]]
"""


def test_a_theme_is_named_in_front_matter_marks_and_addresses_and_nowhere_else() -> None:
    claims = "  - {text: truce, kind: event, theme: «truce», point: truce} # truce"
    text = ARTICLE.format("venues, «truce»", "«truce»", claims, BODY)
    check("content/articles/a.md", text, Thing("theme", "truce"), "https://example.org/site/")


def test_a_point_is_named_with_its_theme_alone() -> None:
    claims = """\
  - {text: a, kind: event, theme: truce, point: «truce»}
  - {text: b, kind: event, theme: venues, point: truce}"""
    body = (
        "[a](/themes/truce/#point-«truce») [b](/themes/venues/#point-truce) "
        "[c](/embed/truce/«truce»/) [[theme:truce]]"
    )
    text = ARTICLE.format("venues, truce", "truce", claims, body)
    check("content/articles/a.md", text, Thing("point", "truce", "truce"))


@pytest.mark.parametrize(
    "by", ["[«north», south]", "«north»", '["«north»"]', "\n    - south\n    - '«north»'  # north"]
)
def test_an_actor_is_found_however_it_is_written(by: str) -> None:
    claims = f"  - text: north\n    kind: demand\n    theme: truce\n    value: north\n    by: {by}"
    body = "[[actor:«north»]] [x](/actors/«north»/) [[north]]"
    text = ARTICLE.format("truce", "truce", claims, body)
    check("content/articles/a.md", text, Thing("actor", "north"))


def test_a_source_is_named_by_articles_and_claims_that_relay_it() -> None:
    claims = "  - {text: x, kind: event, via: «herald»}"
    text = ARTICLE.format("truce", "truce", claims, "[[source:«herald»]] herald [[herald]]")
    text = text.replace("source: herald", "source: «herald»\nvia: '«herald»'")
    check("content/articles/a.md", text, Thing("source", "herald"))


def test_an_article_is_cited_with_and_without_a_claim() -> None:
    claims = "  - {text: first, kind: event, superseded_by: «first»#c1}"
    body = (
        "[@other; @«first»#c2] [[«first»|first]] [[article:«first»]] `[@first]` "
        "[x](/articles/«first»/#claim-first) [y](/themes/truce/#«first»~c1)"
    )
    text = ARTICLE.format("truce", "truce", claims, body).replace("[@first#c1]", "[@«first»#c1]")
    check("content/articles/a.md", text, Thing("article", "first"))


def test_an_article_with_an_address_of_its_own_is_not_meant_by_another_address() -> None:
    text = ARTICLE.format("truce", "truce", "  []", "[x](/articles/first/) [@«first»]")
    text = text.replace("[@first#c1]", "[@«first»#c1]")
    check("content/articles/a.md", text, Thing("article", "first", address="slug"))


def test_a_claim_is_named_with_its_article_alone() -> None:
    claims = "  - {id: c1, text: c1, kind: event, superseded_by: first#«c1»}"
    body = (
        "[@first#«c1»; @other#c1] [x](/articles/first/#claim-«c1») "
        "[y](/articles/first/#quote-«c1») [z](/articles/other/#claim-c1)"
    )
    text = ARTICLE.format("truce", "truce", claims, body)
    text = text.replace("[@first#c1]", "[@first#«c1»]")
    check("content/articles/a.md", text, Thing("claim", "c1", "first"))


def test_a_claim_of_the_same_article_needs_no_article() -> None:
    claims = "  - {text: x, kind: event, superseded_by: '#«c1»'}"
    text = ARTICLE.format("truce", "truce", claims, "").replace("[@first#c1]", "[@a#«c1»]")
    check("content/articles/a.md", text, Thing("claim", "c1", "a"))


THEME = """\
---
title: Open
question: open?
status: { text: open, state: open }
as_of: 2025-05-20
aliases: [open]
principals: [«open», south]
events: [open#open, first#c1, first#c2]
points:
  - id: open
    title: open
    note: "[[actor:«open»]], open [@open]"
unknowns: ["open is no mark"]
watch:
  - text: "[[actor:«open»]]"
    date: 2025-05-21
corrections: [{ date: 2025-05-21, text: "Not [[actor:«open»]]." }]
---
[[actor:«open»|open]]
"""


def test_a_key_that_is_a_word_as_well_is_told_from_it() -> None:
    check("themes/open.md", THEME, Thing("actor", "open"))


def test_what_a_theme_calls_its_story_is_found() -> None:
    text = re.sub("[«»]", "", THEME).replace("open#open", "«open»#open").replace("@open", "@«open»")
    check("themes/open.md", text, Thing("article", "open"))


@pytest.mark.parametrize(
    ("path", "text", "thing"),
    [
        (
            "content/actors.yaml",
            "north:\n  name: north\n"
            "envoy:\n  name: Envoy\n  of: «north»\nboth:\n  name: B\n  members: [«north», envoy]\n",
            Thing("actor", "north"),
        ),
        (
            "content/site.yaml",
            "id: north\ntitle: T\nbase_url: https://x.example/\nprincipals: [«north»]\n",
            Thing("actor", "north"),
        ),
        (
            "content/glossary.yaml",
            'north:\n  term: North\n  meaning: "As [[actor:«north»]] has it, [[term:north]]."\n',
            Thing("actor", "north"),
        ),
        (
            "content/pages/about.md",
            "---\ntitle: north\n---\n"
            "[we](/actors/«north»/), [[page:north]]\n\n[n]: /actors/«north»/\n\n[n]",
            Thing("actor", "north"),
        ),
    ],
)
def test_registers_and_pages_name_things_too(path: str, text: str, thing: Thing) -> None:
    check(path, text, thing)


def test_a_key_in_letters_of_any_script_is_found_in_addresses_as_well() -> None:
    body = "[a](/themes/«мир»/) [b](/themes/«%D0%BC%D0%B8%D1%80»/) [[theme:«мир»]]"
    text = ARTICLE.format("«мир»", "«мир»", "  []", body)
    check("content/articles/a.md", text, Thing("theme", "мир"))


def test_places_are_those_of_the_file_as_it_is_stored() -> None:
    decomposed = "e\u0301te\u0301"
    text = ARTICLE.format(f"«{decomposed}»", f"«{decomposed}»", "  []", "é\u0301 [[theme:«été»]]")
    text = "\ufeff" + text.replace("\n", "\r\n")
    check("content/articles/a.md", text, Thing("theme", "été"))


@pytest.mark.parametrize(
    "aliases",
    [
        "a0: &a0 [truce, truce]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)),
        "a: &a [truce, *a]\n",
    ],
    ids=["billions", "a circle"],
)
def test_aliases_that_stand_for_billions_take_no_time(aliases: str) -> None:
    with pytest.raises(Rejected, match="alias"):
        mentions("themes/a.md", f"---\n{aliases}---\n", Thing("theme", "truce"), MARKDOWN)


def test_a_file_that_is_too_broken_to_tell_is_refused() -> None:
    text = ARTICLE.format("truce", "truce", "  []", "").replace("published", "publish")
    with pytest.raises(Rejected, match="publish"):
        mentions("content/articles/a.md", text, Thing("theme", "truce"), MARKDOWN)
    assert not mentions("content/articles/a.md", text, Thing("theme", "other"), MARKDOWN)
