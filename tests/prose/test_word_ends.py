"""Where words end, in all scripts."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.prose.languages import LANGUAGES, SPACED
from tests.prose.test_quotations import found, quick


@pytest.mark.case("2.6")
@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("무조건 휴전", "무조건 휴전한다"),
        ("휴전", "휴전을 요구했다"),
        ("युद्धविराम की शर", "युद्धविराम की शर्तें"),
        ("शर्त", "शर्तें"),
        ("ש", "שָׁלוֹם"),
        ("של", "שלום"),
        ("צה", 'צה"ל'),
        ("سلام", "السلام"),
        ("می", "ما می\u200cخواهیم"),
        ("خواهیم", "ما می\u200cخواهیم"),
        ("যুদ্ধবির", "যুদ্ধবিরতি"),
        ("போர்நிறுத்த", "போர்நிறுத்தம்"),
        ("სამშვიდობ", "სამშვიდობო"),
        ("խաղաղ", "խաղաղություն"),
        ("ሰላ", "ሰላም"),
        ("cafe", "cafe\u0301"),
        ("ロシ", "ロシアと停戦"),
        ("ライン", "オンライン"),
        # In the middle of what the eye sees as one sign
        ("ฟ", "ฟ้าใส"),
        ("ที", "ที่สุด"),
        ("ว่าเ", "ว่าเรา"),
        ("ກຳ", "ກຳ\u0ec9"),
        ("កម", "កម្ពុជា"),
        ("កម្", "កម្ពុជា"),
        ("မြန", "မြန်မာ"),
        ("か", "か\u3099"),
        ("👩", "👩\u200d👧"),
    ],
)
def test_half_a_word_is_a_false_quotation_in_any_script(quote: str, text: str) -> None:
    assert found(quote, text) is None
    assert found(quote, f"{text} {quote} {text}") == quote


@pytest.mark.case("2.6")
@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("停火", "要求无条件停火三十天"),
        ("無条件", "即時の無条件停戦"),
        ("プーチン", "プーチン大統領"),
        ("หยุดยิง", "การหยุดยิงสามสิบวัน"),
        ("ຢຸດຍິງ", "ການຢຸດຍິງສາມສິບມື້"),
        ("កម្ពុ", "កម្ពុជា"),
        ("မြန်", "မြန်မာ"),
    ],
)
def test_scripts_without_spaces_may_be_quoted_from_any_letter(quote: str, text: str) -> None:
    assert found(quote, text) == quote


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("30", "300"),
        ("1,0", "1,000"),
        ("1", "1,000"),
        ("000", "1,000"),
        ("5", "1.5"),
        ("10", "10\u00a0000 men"),
        ("000 men", "10\u202f000 men"),
        ("000 men", "10 000 men"),
        ("000 men", "10’000 men"),
        ("20 May", "10–20 May"),
        ("10", "10-20 May"),
        ("12", "at 12:30"),
        ("05-15", "2025-05-15"),
        ("٣", "٣٠"),
        ("३", "३०"),
    ],
)
def test_half_a_number_is_a_false_quotation(quote: str, text: str) -> None:
    assert found(quote, text) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("binding agreement", "a non-binding agreement"),
        ("door session", "a closed-door session"),
        ("closed", "a closed-door session"),
        ("день", "30-й-день"),
        ("кто", "кто-то"),
        ("cessez", "un cessez-le-feu"),
        ("day truce", "a 30-day truce"),
        ("binding", "non\u2011binding"),
    ],
)
def test_words_joined_by_a_hyphen_are_one(quote: str, text: str) -> None:
    assert found(quote, text) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("Ukraine talks", "Russia–Ukraine talks"),
        ("now", "a truce—now"),
        ("now", "a truce--now"),
        ("now", "a truce - now"),
        ("乌", "俄-乌"),
        ("20 500", "20 500"),
        ("500 men", "on May 20 500 men"),
    ],
)
def test_dashes_and_spaces_part_words(quote: str, text: str) -> None:
    assert found(quote, text) == quote


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("can", "can't"),
        ("can", "can’t"),
        ("t go", "can’t go"),
        ("s plan", "Moscow’s plan"),
        ("Moscow", "Moscow’s plan"),
        ("єкт", "об’єкт"),
        ("об", "об'єкт"),
        ("Brien", "O’Brien"),
        ("l’", "l’accord"),
        ("jourd’hui", "aujourd’hui"),
    ],
)
def test_a_word_is_not_cut_at_its_apostrophe(quote: str, text: str) -> None:
    assert found(quote, text) is None


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        ("accord", "l’accord"),
        ("accord", "L'accord"),
        ("il part", "qu’il part"),
        ("Ukraine", "d’Ukraine"),
        ("accordo", "dell’accordo"),
        ("acord", "l’acord"),
        ("the leaders", "the leaders’ talks"),
        ("무조건 휴전", "그는 ‘무조건 휴전’을 요구"),
        ("휴전", "그는 '즉각 휴전'을 요구"),
    ],
)
def test_an_apostrophe_may_part_words(quote: str, text: str) -> None:
    assert found(quote, text) == quote


@quick
@given(st.sampled_from(SPACED), st.data())
def test_every_run_of_whole_words_is_found_and_no_run_of_parts(
    language: str, data: st.DataObject
) -> None:
    text = LANGUAGES[language].said
    spoken = text.split()
    start = data.draw(st.integers(0, len(spoken) - 1))
    end = data.draw(st.integers(start + 1, len(spoken)))
    run = " ".join(spoken[start:end])
    assert found(run, text) == run
    whole = {word.strip(",") for word in spoken}
    cut = data.draw(st.integers(1, 20))
    last = spoken[end - 1].strip(",")[:cut]
    if last not in whole:
        assert found(" ".join([*spoken[start : end - 1], last]), text) is None
    first = spoken[start].strip(",")[cut:]
    if first not in whole | {""} and "’" not in spoken[start][:cut]:
        assert found(" ".join([first, *spoken[start + 1 : end]]), text) is None


@quick
@given(st.sampled_from(SPACED), st.data())
def test_a_run_with_one_word_changed_is_refused(language: str, data: st.DataObject) -> None:
    text = LANGUAGES[language].said
    spoken = text.split()
    start = data.draw(st.integers(0, len(spoken) - 1))
    end = data.draw(st.integers(start + 1, len(spoken)))
    at = data.draw(st.integers(start, end - 1))
    others = LANGUAGES[data.draw(st.sampled_from(SPACED))].never_said.split()
    word = data.draw(st.sampled_from([other for other in others if other not in text] or ["ω"]))
    changed = [*spoken[start:at], word, *spoken[at + 1 : end]]
    assert found(" ".join(changed), text) is None


def test_a_library_is_loaded_only_where_words_have_no_plain_ends() -> None:
    script = (
        "import sys; from generator.prose.quotations import places; "
        "found = places('He said “we agree”, then left.\\nNo - never.', "
        "{'a': 'we agree', 'b': 'left. No', 'c': 'agre', 'd': 'said \"we'}); "
        "assert sorted(found) == ['a', 'b', 'd'], found; assert 'regex' not in sys.modules; "
        "assert places('שָׁלוֹם', {'a': 'ש'}) == {}; assert 'regex' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_a_letter_with_very_many_marks_is_looked_at_in_no_time() -> None:
    text = "a" + "\u0301\u0323" * 1_000 + "휴전한다" * 10_000
    start = time.process_time()
    for quote in ("a", "휴전", "다휴전", "\u0301"):
        assert found(quote, text) is None
    assert time.process_time() - start < 5
