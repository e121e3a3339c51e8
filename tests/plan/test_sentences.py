"""The first sentence of a bottom line, as the home page shows it."""

import pytest

from generator.plan.home import first_sentence
from tests.conftest import Site


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("The U.S. wants talks. Others wait.", "The U.S. wants talks."),
        ("Mr. Smith went on 12. May he return?", "Mr. Smith went on 12."),
        ("He said “no.” Then he left.", "He said “no.”"),
        ("It costs 3.5 million. More follows.", "It costs 3.5 million."),
        ("Is it so? Yes.", "Is it so?"),
        ("Lt. Gen. Budanov met Rep. Smith. Then he left.", "Lt. Gen. Budanov met Rep. Smith."),
        ("On Nov. 5 it began. It went on.", "On Nov. 5 it began."),
        ("За даними ген. Залужного, так. Далі.", "За даними ген. Залужного, так."),
        ("بدأت المحادثات. ثم توقفت.", "بدأت المحادثات."),
        ("No end", "No end"),
        ("First block\n\nSecond block.", "First block"),
        ("Перше. Друге.", "Перше."),
        ("对话开始。然后停止。", "对话开始。"),
        ("", ""),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_it_has_the_names_of_links_and_none_of_the_marks(site: Site) -> None:
    site.replace(
        "themes/truce.md",
        "The two sides disagree on the order[@first#c1].",
        "[[actor:north]] & *South* disagree [@first#c1], as [[first|one report]] says [@second].",
    ).build()
    assert "<p>North &amp; South disagree, as one report says.</p>" in site.page("")
