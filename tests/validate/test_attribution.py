"""What an actor said is no fact: texts that tell of saying are noticed, and no others."""

from __future__ import annotations

import time

import pytest

from generator.validate.attribution import attribution
from tests.conftest import Site


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Putin said that the call was frank.", "Putin said"),
        ("Putin says he is ready.", "Putin says"),
        ("The call lasted two hours, Putin said.", "Putin said"),
        ("Talks will open soon, Trump wrote.", "Trump wrote"),
        ("North claims that South fired first.", "North claims that"),
        ("Then it claims that nothing happened.", "Then it claims that"),
        ("South denied that it had fired.", "South denied that"),
        ("North told the envoy that it agreed.", "North told the envoy that"),
        ("North told reporters it was over.", "North told reporters"),
        ("He acknowledged that nothing was signed.", "He acknowledged that"),
        ("Der Sprecher sagte am Montag, dass es vorbei sei.", "Sprecher sagte am Montag, dass"),
        ("« Non », a dit que la Russie…", "a dit que"),
        ("Moscou affirme qu’un accord existe.", "Moscou affirme qu’"),
        ("Kiev nie que des armes aient été livrées.", "Kiev nie que"),
        ("Зеленський заявив, що готовий до зустрічі.", "Зеленський заявив, що"),
        ("Москва стверджує, що удару не було.", "Москва стверджує, що"),
        ("Розмова тривала дві години, сказав Путін.", "сказав Путін"),
    ],
)
def test_a_text_that_tells_what_somebody_said_is_noticed(text: str, words: str) -> None:
    assert attribution(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The two sides agreed on an exchange.",
        "The agreement covers 1,000 people; whether from each side is not said.",
        "The fleet is said to have left.",
        "It was said to be over.",
        "North signed a paper that says who pays.",
        "North told its troops to stop.",
        "South was told to leave.",
        "The claims commission met.",
        "South rejected claims that it had fired.",
        "The leaders of several states that border the river met.",
        "North denied entry to the observers.",
        "The insurers paid all claims.",
        "North stated its terms in a letter.",
        "Trump informed Zelenskyy after the call.",
        "Sie einigten sich darauf, dass beide Seiten abziehen.",
        "Les deux parties ont dit non.",
        "La délégation a nié toute rencontre.",
        "Сторони домовилися про обмін.",
        "Заявили про себе нові учасники.",
        "그들은 합의했다.",
        "",
    ],
)
def test_a_text_that_tells_what_happened_is_left_alone(text: str) -> None:
    assert attribution(text) is None


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    started = time.process_time()
    for piece in ("told a b c ", ", a b c ", "dit qu", "сказав а б в ", "said", "that "):
        attribution(piece * 20_000)
    assert time.process_time() - started < 3


CLAIM = """\
claims:
  - text: {text}
    point: length
    kind: {kind}
"""


@pytest.mark.parametrize("kind", ["event", "agreement", "figure"])
def test_a_fact_that_tells_what_its_actor_said_is_a_warning(site: Site, kind: str) -> None:
    claim = CLAIM.format(text="North said that it would wait.", kind=kind) + "    by: north\n"
    site.replace("content/articles/first.md", "claims:\n", claim)
    for _ in range(2):  # it stays until it is mended
        err = site.build().err
        assert err.startswith(
            "content/articles/first.md:9:11: warning: the text tells what somebody said ('North "
            f"said'), but the kind '{kind}' is a fact; write kind: statement, or another position, "
            "or tell in the text what happened [said-not-fact]\n"
        )
    site.replace("content/articles/first.md", f"kind: {kind}", "kind: statement")
    assert "warning" not in site.build().err


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("North said that it would wait.", ""),  # by nobody: the outlet's own words
        ("North met South.", "    by: north\n"),
    ],
)
def test_other_facts_are_not(site: Site, text: str, more: str) -> None:
    claim = CLAIM.format(text=text, kind="event") + more
    site.replace("content/articles/first.md", "claims:\n", claim)
    assert "warning" not in site.build().err
