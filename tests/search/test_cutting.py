"""What is sent of a page: words that readers type, which can be shown again as they are on it."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.search.cutting import Cutter
from generator.search.marks import LETTERS, PUNCTUATION, folded, words_in
from generator.search.names import Group
from generator.search.spellings import Spellings
from generator.search.vocabulary import Vocabulary
from tests.search.reading import as_shown

PRESIDENT = Group(("Volodymyr Zelenskyy", "Zelensky", "泽连斯基"), is_proper=True)
STATES = Group(("United States", "US"), is_proper=True)
PRISONERS = Group(("Prisoners of war", "POW", "POWs"))
GROUPS = (PRESIDENT, STATES, PRISONERS)


def sent(html: str, *groups: Group, language: str = "en") -> str:
    """Return what is sent of the content of a page."""
    cutter = Cutter(
        Spellings(groups, language),
        Vocabulary(1),
        cuts_endings=language == "uk",
        simplifies=language == "zh",
    )
    page = f"<html><head><title>–</title></head><body><main data-pagefind-body>{html}</main></body>"
    cut = cutter.cut(page)
    start = "<!doctype html><html><body><main data-pagefind-body>"
    assert cut.startswith(start)
    assert cut.endswith("</main>")
    return cut.removeprefix(start).removesuffix("</main>")


CUTS = [
    ("Russia–Ukraine", r"Russia\-Ukraine"),
    ("truce—which", r"truce\=\+ which"),
    ("truce—“which”", r"truce\=\{\+ which\}"),
    ("2022–23", r"2022\-\+ 23"),
    ("“Never.”", r"\{Never.\}"),
    ("wait…then", r"wait\.\+ then"),
    ("Paris·Berlin", r"Paris·\+ Berlin"),
    ("cease‑fire", r"cease\~fire"),
    ("перемирʼя, п’ять", r"перемир\,я, п\^ять"),
    ("L’accord", r"L\^accord"),
    ("ar\u00admi\u00adstice", "armistice"),
    ("north\u200bbound", r"north\+ bound"),
    (r"C:\Windows", r"C:\\Windows"),
    ("a · b — c", "a · b \\= c"),
    ("תל־אביב", r"תל\%אביב"),
    ("谈判", r"谈判\;\+ 判"),
    ("无条件。", r"无条\;\+ 条件\;\+ 件\+ 。"),
    ("交换1000名", r"交换\;\+ 换\+ 1000\+ 名"),
    ("北约（NATO）说", r"北约\;\+ 约\+ （\+ NATO）\+ 说"),
    ("停戦に、交渉", r"停戦\;\+ 戦に\;\+ に\+ 、\+ 交渉\;\+ 渉"),
    ("เจรจา 30", r"เจร\;;\+ จรจ\;;\+ รจา\;;\+ จา\;\+ า 30"),
    ("ចរចា", r"ចរចា\;;;\+ រចា\;;\+ ចា"),
]


@pytest.mark.parametrize(("text", "cut"), CUTS)
def test_text_is_cut_into_words(text: str, cut: str) -> None:
    assert sent(f"<p>{text}</p>") == f"<p>{cut}</p>"
    assert as_shown(cut) == re.sub("[\u00ad\u200b]", "", text)


ACROSS = [
    ("<b>停</b>火", r"<b>停火\;\+ </b>火"),
    ("<b>truce</b>—<a href='x'>which</a>", r"<b>truce</b>\=\+ <a href='x'>which</a>"),
    ("<p>停</p><p>火</p>", "<p>停</p><p>火</p>"),
    ("<p>truce—</p><p>which</p>", r"<p>truce\=</p><p>which</p>"),
    ('<p title="truce—which" lang="zh">plain</p>', '<p title="truce—which" lang="zh">plain</p>'),
    ("<p>1 &lt; 2 – &amp;amp; “x&#39;s”</p>", r"<p>1 &lt; 2 \- &amp;amp; \{x's\}</p>"),
]


@pytest.mark.parametrize(("html", "cut"), ACROSS)
def test_words_go_on_across_tags_inside_a_line_and_tags_stay_as_they_are(
    html: str, cut: str
) -> None:
    assert sent(html) == cut


IGNORED = [
    ("<p>a</p><p data-pagefind-ignore>“b”</p><p>c</p>", "<p>a</p><p>c</p>"),
    ("<ul data-pagefind-ignore><li><ul><li>b</li></ul></li></ul><p>c</p>", "<p>c</p>"),
    ("<p>a <a data-pagefind-ignore>b</a>c</p>", "<p>a c</p>"),
    ("<i data-pagefind-ignore><p>open", "<i data-pagefind-ignore><p>open"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "left"), IGNORED)
def test_what_is_not_indexed_is_not_sent(html: str, left: str) -> None:
    assert sent(html) == left


BORROWED = [
    ('<bdi lang="en" dir="ltr">Statement</bdi>: الجسر', '<bdi lang="en" dir="ltr"></bdi>: الجسر'),
    (
        '<bdi lang="en" dir="ltr">by <bdi lang="ar" dir="rtl"><a>هيئه</a> ب</bdi> anew</bdi>.',
        '<bdi lang="en" dir="ltr"><bdi lang="ar" dir="rtl"><a>هيئه</a> ب</bdi></bdi>.',
    ),
    ('<bdi dir="rtl">NATO</bdi> said', '<bdi dir="rtl">NATO</bdi> said'),
    ('</bdi><bdi lang="en" dir="ltr">open', '</bdi><bdi lang="en" dir="ltr">'),
]


@pytest.mark.parametrize(("html", "left"), BORROWED)
def test_words_of_the_interface_that_are_english_elsewhere_are_not_sent(
    html: str, left: str
) -> None:
    assert sent(f"<p>{html}</p>") == f"<p>{left}</p>"


FOLDED = [
    ("Łódź", "lodz"), ("Bjørn", "bjorn"), ("Straße", "strasse"), ("STRASSE", "strasse"),
    ("Diyarbakır", "diyarbakir"), ("Þór", "thor"), ("Œuvre", "oeuvre"), ("Đà", "da"),
    ("Ґданськ", "гданськ"), ("йод", "иод"), ("ещё", "еще"), ("Қазақ", "казак"),
    ("Αθήνα", "αθηνα"), ("الهُدْنَة", "الهدنه"), ("شָ", "ش"), ("שָׁלוֹם", "שלום"),
    ("کتاب", "كتاب"), ("می‌خواهد", "ميخواهد"), ("هــدنة", "هدنه"), ("٣٠", "30"), ("３０", "30"),
    ("३०", "30"), ("ＮＡＴＯ", "nato"), ("ﬁnal", "final"), ("हिन्दी", "हिन्दी"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "plain"), FOLDED)
def test_letters_are_found_by_those_that_readers_have(word: str, plain: str) -> None:
    assert folded(word) == plain
    assert as_shown(sent(word)) == word


def test_every_mark_can_be_undone() -> None:
    assert len(set(PUNCTUATION.values())) == len(PUNCTUATION)
    assert len(set(LETTERS.values())) == len(LETTERS)
    for text in (*PUNCTUATION, *LETTERS):
        assert as_shown(sent(f"a{text}b {text}")) == f"a{text}b {text}"


TEXT = st.text(
    "ab1 .,'\\-–—…“”’ʼ«»łßæґйіїєяюиъЯ́\")*$谈判停火談後发發髮เจการー、。（）·&<>٣ة", max_size=40
)


@given(st.lists(TEXT, max_size=4), st.sampled_from(["en", "uk", "zh"]))
def test_whatever_is_sent_is_shown_as_it_is_on_the_page(texts: list[str], language: str) -> None:
    html = "".join(f"<p>{escape(text)}<b>{escape(text)}</b></p>" for text in texts)
    cut = sent(html, *GROUPS, language=language)
    words = re.sub("<[^>]*>", lambda tag: " " if "p" in tag[0] else "", cut)
    shown = " ".join(f"{text}{text}" for text in texts)
    assert as_shown(unescape(words)).split() == shown.split()


def test_long_hostile_text_takes_no_longer_than_its_length() -> None:
    for text in ("<" * 9 + "—" * 200_000, "谈" * 100_000, "a—" * 100_000, "Volodymyr " * 50_000):
        sent(f"<p>{escape(text)}</p>", *GROUPS)


NAMED = [
    ("Zelensky’s", r"Zelensky\(Volodymyr\(Zelenskyy\(泽连\(连斯\(斯基\)\^s"),
    ("Volodymyr Zelenskyy,", r"Volodymyr Zelenskyy\:\(Zelensky\(泽连\(连斯\(斯基\),"),
    ("ZELENSKY", r"ZELENSKY\(Volodymyr\(Zelenskyy\(泽连\(连斯\(斯基\)"),
    ("zelensky, Zelenskyland", "zelensky, Zelenskyland"),
    ("the US and us", r"the US\(United\(States\) and us"),
    ("prisoners of war", r"prisoners of war\::\(POW\(POWs\)"),
    ("prisoners of\nwar", "prisoners of\nwar\\::\\(POW\\(POWs\\)"),
    ("prisoners, of peace", "prisoners, of peace"),
    ("POWs; Pow", r"POWs\(Prisoners\(of\(war\(POW\); Pow"),
    ("泽连斯基说", r"泽连\!!!\(Volodymyr\(Zelenskyy\(Zelensky\)\;\+ 连斯\;\+ 斯基\;\+ 基说\;\+ 说"),
]


@pytest.mark.parametrize(("text", "cut"), NAMED)
def test_names_bring_what_else_they_are_called(text: str, cut: str) -> None:
    assert sent(text, *GROUPS) == cut
    assert as_shown(cut).split() == text.split()


MINISTER = Group(("Андрій Сибіга", "Sybiha"), is_proper=True)


@pytest.mark.parametrize(
    ("language", "text", "is_found"),
    [
        ("uk", "Андрія Сибігу", True),
        ("uk", "Андрієві Сибізі", False),
        ("uk", "Андрій Сибірський", False),
        ("en", "Андрія Сибігу", False),
        ("uk", "з Sybiha", True),
    ],
)
def test_names_may_have_endings_where_the_language_has_them(
    language: str, text: str, *, is_found: bool
) -> None:
    assert ("\\(" in sent(text, MINISTER, language=language)) is is_found


SIMPLIFIED = [
    ("無條件停火", r"无条\;\'\+ 条件\;\'\+ 件停\;\+ 停火\;\+ 火"),
    ("<b>談</b>判", r"<b>谈判\;\'\+ </b>判"),
    ("談", r"谈\'"),
    ("“談”", r"\{谈\'\+ \}"),
    ("谈判", r"谈判\;\+ 判"),
    ("NATO", "NATO"),
]


@pytest.mark.parametrize(("text", "cut"), SIMPLIFIED)
def test_traditional_chinese_is_sent_as_simplified(text: str, cut: str) -> None:
    assert sent(f"<p>{text}</p>", language="zh") == f"<p>{cut}</p>"
    assert as_shown(re.sub("<[^>]*>", "", cut)) == re.sub("<[^>]*>", "", text)
    assert "\\'" not in sent(f"<p>{text}</p>", language="ja")


def test_a_name_is_known_in_both() -> None:
    for name in ("澤連斯基", "泽连斯基"):
        assert "(Zelensky" in sent(f"<p>{name}</p>", PRESIDENT, language="zh")


def test_a_run_that_is_looked_for_is_cut_as_pages_are() -> None:
    assert words_in("谈") == ["谈"]
    assert words_in("无条件停") == ["无条", "条件", "件停"]
    assert words_in("เจรจา") == ["เจร", "จรจ", "รจา"]
