"""What people see of a card that somebody shared."""

import subprocess
import sys
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.cards.layout import Card, draw
from tests.cards.looking import ARTICLE, HOME, INK, PAPER, THEME, TONE, ink, lines, seen
from tests.tried import tried

LETTERS = "aliWMgjÁŻỞß ÉЩжїҒαΩ東القדत👍\u0301\u00a0-–’«»?…Ǆ@.,/ \t\n\u200d\x00"
texts = st.one_of(
    st.text(LETTERS, max_size=400),
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["in", "Ukraine", "cessez-le-feu", "Стамбулі", "W" * 40]), max_size=60
    ).map(" ".join),
)
cards = st.builds(
    Card,
    texts,
    texts,
    texts,
    texts,
    st.sampled_from([None, "open", "partial", "settled", "stalled"]),
)


def test_a_card_is_a_picture_of_the_size_that_previews_ask_for() -> None:
    picture = seen(ARTICLE)
    assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert picture.convert("RGB").getpixel((600, 600)) == (0xFF, 0xFE, 0xFB)


@given(cards)
@tried(60)
def test_whatever_a_card_says_it_stays_clear_of_what_previews_cut_off(card: Card) -> None:
    box = ink(card)
    assert box is not None
    assert box.left >= 60
    assert box.right <= 1140
    assert box.top >= 32
    assert box.bottom <= 598


@given(cards)
@tried(40)
def test_whatever_a_card_says_it_is_small(card: Card) -> None:
    assert len(draw(card)) <= 24_000


def test_the_blackest_text_does_not_make_a_card_large() -> None:
    letters = "".join(map(chr, range(0x1E00, 0x1EFA)))
    for text in ("ǧ" * 400, "Ẵ" * 400, letters, " ".join("Ặ@Ѯ§ẞ" * 60), "ĝǧ " * 200):
        assert len(draw(Card(text, text, text, text, "partial"))) <= 24_000
        assert len(draw(Card(text, "", "", text))) <= 24_000


def test_usual_cards_are_smaller_by_far() -> None:
    assert max(len(draw(card)) for card in (ARTICLE, THEME, HOME)) <= 12_000


def test_the_same_words_give_the_same_bytes_in_any_process() -> None:
    code = """if True:
        import sys
        from tests.cards.looking import ARTICLE, THEME, draw
        sys.stdout.buffer.write(draw(THEME) + draw(ARTICLE))"""
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"},
            check=True,
            capture_output=True,
        )
        assert run.stdout == draw(THEME) + draw(ARTICLE)


def test_what_was_drawn_before_changes_nothing() -> None:
    first = draw(ARTICLE)
    for count in range(600):
        draw(Card("Site", str(count), f"Words {count} of many {count * 7919}"))
    assert draw(ARTICLE) == first


def test_the_look_is_the_one_that_was_looked_at() -> None:
    """Where this fails, look at the cards (`python -m tests.cards.sheet FOLDER`) and note anew."""
    pixels = blake2b(seen(THEME).convert("RGB").tobytes(), digest_size=8).hexdigest()
    assert pixels == "9833b2de124337b2"
    assert blake2b(draw(THEME), digest_size=8).hexdigest() == "1d681c66ec0cdbdb"


@pytest.mark.parametrize("field", ["site", "kicker", "title", "line"])
def test_every_text_is_on_the_card(field: str) -> None:
    assert draw(replace(THEME, **{field: "Something else"})) != draw(THEME)


def test_each_state_has_a_shape_of_its_own_and_its_colour() -> None:
    states = ("open", "partial", "settled", "stalled")
    shapes = {seen(replace(THEME, state=state)).tobytes() for state in states}
    assert len(shapes) == 4
    colours = {
        seen(replace(THEME, state=state)).convert("RGB").getpixel((9, 9)) for state in states
    }
    assert colours == {(0x8A, 0x52, 0), (0x1C, 0x6B, 0x3F), (0x98, 0x27, 0x2B)}


def test_a_longer_title_has_more_lines() -> None:
    titles = (" ".join(["Istanbul"] * words) for words in (1, 4, 9, 14, 40))
    assert [lines(replace(ARTICLE, title=title)) for title in titles] == [1, 2, 3, 4, 4]


def test_a_shorter_title_has_larger_letters() -> None:
    boxes = [
        ink(replace(ARTICLE, title=" ".join(["nnn"] * words)), (205, 285)) for words in (1, 18, 30)
    ]
    tall = [box.bottom - box.top for box in boxes if box]
    assert len(tall) == 3
    assert tall == sorted(tall, reverse=True)
    assert tall[0] > tall[-1]


@pytest.mark.parametrize("length", [1, 2, 5, 20, 60, 120, 400])
def test_titles_of_any_length_are_readable_in_a_small_preview(length: int) -> None:
    title = ("Talks on a truce go on in Istanbul " * 12)[:length].strip()
    card = replace(ARTICLE, title=title)
    assert 1 <= lines(card) <= 4
    capital = ink(replace(card, title="T" + title[1:].replace("g", "o")), (205, 262))
    assert capital is not None
    assert 262 - capital.top >= 40


def test_a_title_that_is_too_long_ends_in_an_ellipsis() -> None:
    long = "Delegations of both sides meet in Istanbul " * 8
    assert draw(replace(ARTICLE, title=long)) == draw(replace(ARTICLE, title=long + "again"))
    assert lines(replace(ARTICLE, title=long)) == 4


@pytest.mark.case("6.9")
@pytest.mark.parametrize(
    "word",
    [
        "Gefangenenaustausch",
        "Kraftfahrzeughaftpflichtversicherung",
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "Військовополонених",
        "Несанкціонованість",
        "Αποπροσανατολισμένοι",
        "megszentségteleníthetetlenség",
        "lentokonesuihkuturbiinimoottori",
    ],
)
def test_no_word_is_broken_that_smaller_letters_can_help(word: str) -> None:
    assert lines(replace(ARTICLE, title=word)) == 1
    assert lines(replace(ARTICLE, title=f"{word}: {word}")) == 2


def test_only_what_no_size_can_help_is_broken() -> None:
    assert lines(replace(ARTICLE, title="https://example.org/" + "w" * 60)) > 1


def test_letters_that_there_are_none_of_never_show_as_boxes() -> None:
    assert draw(replace(ARTICLE, title="Talks 🎉 go on 👍🏽")) == draw(
        replace(ARTICLE, title="Talks go on")
    )
    assert draw(replace(ARTICLE, title="Talks in 東京 go on")) == draw(
        replace(ARTICLE, title="Talks in … go on")
    )
    assert draw(replace(ARTICLE, kicker="東京")) == draw(replace(ARTICLE, kicker=""))


def test_letters_and_their_accents_may_be_written_apart() -> None:
    assert draw(replace(ARTICLE, title="Kyi\u0308v")) == draw(replace(ARTICLE, title="Kyïv"))


def test_a_title_that_cannot_be_written_gives_the_card_of_the_site() -> None:
    arabic = Card("Talks Brief", "Report", "محادثات في إسطنبول")
    assert draw(arabic) == draw(Card("Talks Brief", "", ""))


def test_a_site_whose_name_cannot_be_written_has_its_sign() -> None:
    sign = seen(Card("محادثات", "", "محادثات", "محادثات"))
    colours = {colour for _, colour in sign.getcolors() or []}
    assert {PAPER, TONE} <= colours
    assert INK not in colours


def test_the_card_of_the_site_has_its_name_large_and_what_it_is_about() -> None:
    named, about = ink(replace(HOME, line="")), ink(HOME)
    assert named is not None
    assert about is not None
    assert about.bottom > named.bottom + 60
