"""What an article refers to is known without its text, as far as the text does not say more."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.prose.markdown import Markdown
from generator.read.documents import Document, parse_document
from generator.validate.articles import read_article, read_references
from generator.validate.content import Reference

TESTS = Path(__file__).parents[1]
ARTICLES = sorted(
    path
    for folder in ("examples/*", "incremental/site")
    for path in TESTS.glob(f"{folder}/content/articles/**/*.md")
)
EVERYTHING = """\
---
title: Everything
source: herald
published: 2025-05-15
themes: [truce]
summary: "Of [[actor:north|North]] and [[theme:\\x74ruce]]."
corrections: [{date: 2025-05-16, text: "It was [[source:wire]][@\\x66ourth#c2]."}]
claims:
  - {text: A., kind: event, point: length}
  - {text: B., kind: demand, by: [south], superseded_by: fifth#c1}
---
> As [@first#c1; @second] have it, [[third]] and
> [[article:sixth|that]] [[page:about]] *[[term:truce-line]]*.

| a | b |
|---|---|
| [[term:table]] | ![A map](my%20map.png) |

[^1]: In a note[@noted].

It is so[^1].
"""


@pytest.fixture(scope="module")
def markdown() -> Markdown:
    return Markdown()


def document_of(text: str) -> Document:
    return parse_document("content/articles/of-all.md", text)


def test_what_a_text_refers_to_is_never_taken_for_told(markdown: Markdown) -> None:
    assert len(ARTICLES) > len("a few")
    texts = [EVERYTHING, *(path.read_text(encoding="utf-8") for path in ARTICLES)]
    for document in map(document_of, texts):
        front, whole = read_references(document), read_article(document, markdown).references
        of_text = whole[len(front.references) :]
        assert whole == (*front.references, *of_text)
        assert not [one for one in of_text if front.are_all_to([definition(one)])]
        if document.front["title"] == "Everything":
            assert {one.key for one in of_text} >= {
                *("north", "truce", "wire", "fourth", "first", "second", "third", "sixth"),
                *("about", "truce-line", "table", "my map.png", "noted"),
            }
            others = [
                ("source", "herald", ""),
                ("point", "length", "truce"),
                ("actor", "south", ""),
            ]
            assert front.are_all_to([*others, ("article", "fifth", "c1")])


def definition(reference: Reference) -> tuple[str, str, str]:
    return reference.kind, reference.key, reference.within or ""
