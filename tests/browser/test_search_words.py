"""Words as readers type them, looked for in a real browser: in many scripts, and with mistakes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import Watch, needs_chromium
from tests.browser.hosting import hosted
from tests.conftest import SITE, Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium

ACTORS = """\
zelensky:
  name: Volodymyr Zelenskyy
  kind: person
  aliases: [Zelensky, Zelenskiy, Зеленський, 泽连斯基]
merz:
  name: Friedrich Merz
  kind: person
  aliases: [Мерц]
ukraine:
  name: Ukraine
  kind: state
  aliases: [Kyiv, UA]
"""
THEME = """\
---
title: Prisoners of war
synonyms: [POW, POWs, captives]
question: Who is exchanged?
status:
  text: Nobody yet.
  state: open
as_of: 2025-05-20
points:
  - id: number
    title: Number
    synonyms: [headcount]
---
Nothing is known.
"""
CLAIM = """\
claims:
  - text: {text}
    kind: statement
    by: [zelensky, merz, ukraine]
"""

TEXTS = {
    "en": {
        "dash": "The Russia–Ukraine talks led to a truce—which held—in 2022–23.",
        "hyphen": "A cease‑fire of thirty‐odd days, and a 30-day pause.",
        "ellipsis": "They wait…then leave; Istanbul/Ankara, Paris·Berlin, London•Rome.",
        "quoted": "He said “Never”—and «Jamais» and „Niemals“ and ‘Nunca’.",
        "soft": "An ar\u00admi\u00adstice for north\u200bbound con\u2060voys.",
        "polish": "They met in Łódź.",
        "norse": "Bjørn of Þingvellir and Søren in Ålesund.",
        "german": "It is in a Straße by the Weiß river.",
        "swiss": "It is in a Strasse by the river.",
        "turkish": "From Diyarbakır to İzmir.",
        "vietnamese": "A ship from Đà Nẵng.",
        "wide": "ＮＡＴＯ has ﬁnal say on １２ points and on C:\\Windows.",
        "spelled": "Zelensky’s envoy spoke.",
        "surname": "It was Zelenskyy, in person.",
        "whole": "What Volodymyr Zelenskiy wants is known.",
        "captivity": "The prisoners of war went home.",
        "pronoun": "That is between us and UAE or Merzig.",
        "greek": "Η εκεχειρία στην Αθήνα άρχισε.",
        "hebrew": "שָׁלוֹם בתל־אביב לפי צה״ל.",
        "arabic": "الهُدْنَةُ في غزة ٣٠ يوما والســلام على موسى.",
        "persian": "او می‌خواهد در تهران کتاب بخواند.",
        "hindi": "युद्धविराम ३० दिन का होगा।",
        "korean": "북한은 무조건 휴전한다고 밝혔다.",
        "khmer": "ការចរចាសន្តិភាពបានចាប់ផ្តើម។",
        "burmese": "ငြိမ်းချမ်းရေးဆွေးနွေးပွဲများ",
        "lao": "ການເຈລະຈາສັນຕິພາບ",
        "georgian": "თბილისი—მოსკოვი მოლაპარაკება.",
        "mixed": "两国在伊斯坦布尔举行无条件谈判。",
    },
    "uk": {
        "straight": "Це перемир'я триває.",
        "curly": "Це перемир’я триває.",
        "letter": "Це перемирʼя триває.",
        "ending": "Без Зеленського не почнуть.",
        "cases": "Делегації перемовин зібралися в Харкові.",
        "likeness": "Харчі й перемога.",
        "gdansk": "Зустріч у Ґданську, а потім переговорний процес.",
        "dash": "Трек Київ–Москва—без змін; об’єкт на п’ять днів.",
        "quoted": "«Ні»—сказав речник…та пішов.",
    },
    "fr": {
        "elision": "L’accord d’Istanbul, qu’il signe aujourd’hui.",
        "oe": "Une œuvre, un cœur, des négociations à Besançon.",
    },
    "zh": {
        "talks": "两国代表团在伊斯坦布尔举行**谈判**，同意无条件停火。",
        "exchange": "双方将交换1000名战俘，北约（NATO）表示欢迎。",
        "leader": "泽连斯基说：“我们准备好了。”",
        "traditional": "兩國代表團舉行談判，澤連斯基發言，頭髮。他說：“發展”。",
        "gap": "先停战，再停火的条件和谈判。",
        "latin": "Zelensky在基辅发表讲话。",
    },
    "ja": {
        "talks": "両国は無条件の停戦に合意し、捕虜1000人を交換する。",
        "leader": "ゼレンスキー大統領はサウジアラビアで交渉を始めた。",
    },
    "th": {
        "talks": "การเจรจาสันติภาพเริ่มต้นที่อิสตันบูล 30 วัน",
        "ceasefire": "ทั้งสองฝ่ายตกลงหยุดยิงโดยไม่มีเงื่อนไข1000ครั้ง",
    },
}


@pytest.fixture(scope="module")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """The addresses of a site in each language, with an article for each text."""
    from contextlib import ExitStack  # noqa: PLC0415 - short

    with ExitStack() as stack:
        found = {}
        for language, texts in TEXTS.items():
            site = Site(tmp_path_factory.mktemp("words") / language)
            for path, text in SITE.items():
                site.write(path, text)
            site.replace("content/site.yaml", "id:", f"language: {language}\nid:")
            site.write("content/actors.yaml", SITE["content/actors.yaml"] + ACTORS)
            site.write("themes/prisoners.md", THEME)
            for name, text in texts.items():
                front = (
                    f"title: Report {name}\nsource: herald\npublished: 2025-05-17\nthemes: [truce]"
                )
                # Somebody whom nothing names has no page, and no spelling of his name is known.
                has_claim = name == ("swiss" if language == "en" else next(iter(texts)))
                claims = CLAIM.format(text="They spoke.") if has_claim else ""
                site.write(f"content/articles/{name}.md", f"---\n{front}\n{claims}---\n{text}\n")
            site.build("--search")
            found[language] = stack.enter_context(hosted(site.root / "site", "/"))
        yield found


Ask = Callable[[str, str], "Page"]


@pytest.fixture(scope="module")
def ask(browser: Browser, addresses: Mapping[str, str]) -> Iterator[Ask]:
    """Ask for words on the site of a language; afterwards no page has had an error."""
    context = browser.new_context(viewport={"width": 1000, "height": 800})
    context.set_default_timeout(20_000)
    watch = Watch()
    pages: dict[str, Page] = {}

    def go(language: str, words: str) -> Page:
        page = pages.get(language)
        if page is None:
            page = pages[language] = context.new_page()
            watch.over(page)
            page.goto(f"{addresses[language]}search/")
            page.wait_for_selector("form[role=search]:visible")
        field = page.locator("#words")
        field.fill("")
        field.press("Enter")
        page.wait_for_function("() => document.querySelector('#status').textContent === ''")
        field.fill(words)
        field.press("Enter")
        page.wait_for_function("() => document.querySelector('#status').textContent !== ''")
        return page

    yield go
    context.close()
    assert watch.errors == []


def titles(page: Page) -> set[str]:
    found = page.locator("#results h3").all_inner_texts()
    return {title.removeprefix("Report ") for title in found}


def excerpt(page: Page, name: str) -> str:
    result = page.locator("#results li", has=page.locator("h3", has_text=f"Report {name}"))
    return str(result.first.locator("ul").text_content())


def marks(page: Page, name: str) -> list[str]:
    result = page.locator("#results li", has=page.locator("h3", has_text=f"Report {name}"))
    return [str(mark) for mark in result.first.locator("mark").all_inner_texts()]


def held(number: str, *values: str) -> object:
    """Return a row of the table that holds a case of `numbered.py`."""
    return pytest.param(*values, marks=pytest.mark.case(number))


FOUND = [
    held("5.1", "en", "dash", "Russia", "The Russia–Ukraine talks"),
    held("5.1", "en", "dash", "Ukraine", "The Russia–Ukraine talks"),
    held("5.2", "en", "dash", "truce", "truce—which held"),
    held("5.2", "en", "dash", "which", "truce—which held"),
    ("en", "dash", "Russia Ukraine truce which", "Russia–Ukraine talks led to a truce—which held"),
    ("en", "dash", "Russia-Ukraine", "The Russia–Ukraine talks"),
    ("en", "dash", "Ukraine—which", "truce—which held"),
    ("en", "dash", "2022", "2022–23"),
    ("en", "hyphen", "cease-fire", "A cease‑fire of thirty‐odd days"),
    ("en", "hyphen", "ceasefire odd", "A cease‑fire of"),
    held("5.3", "en", "hyphen", "cease", "A cease‑fire of"),
    held("5.3", "en", "hyphen", "fire thirty", "A cease‑fire of"),
    ("en", "ellipsis", "wait then", "They wait…then leave; Istanbul/Ankara,"),
    ("en", "ellipsis", "Istanbul Ankara Paris Berlin London Rome", "Paris·Berlin, London•Rome."),
    ("en", "quoted", "never jamais niemals nunca", "“Never”—and «Jamais» and „Niemals“ and"),
    ("en", "soft", "armistice", "An armistice for northbound convoys."),
    ("en", "soft", "north bound convoys", "northbound convoys"),
    held("5.11", "en", "polish", "Lodz", "They met in Łódź."),
    ("en", "polish", "ŁÓDŹ", "They met in Łódź."),
    held("5.12", "en", "norse", "Bjorn", "Bjørn of Þingvellir and Søren in Ålesund."),
    ("en", "norse", "Thingvellir Soren Alesund", "Bjørn of Þingvellir and Søren in Ålesund."),
    ("en", "german", "Strasse Weiss", "It is in a Straße by the Weiß river."),
    ("en", "swiss", "Straße", "It is in a Strasse by the river."),
    ("en", "turkish", "Diyarbakir Izmir", "From Diyarbakır to İzmir."),
    ("en", "vietnamese", "Da Nang", "A ship from Đà Nẵng."),
    ("en", "wide", "nato final 12", "ＮＡＴＯ has ﬁnal say on １２ points"),
    ("en", "wide", "windows", "and on C:\\Windows."),
    ("en", "greek", "εκεχειρια αθηνα", "Η εκεχειρία στην Αθήνα άρχισε."),
    ("en", "hebrew", "שלום אביב צהל", "שָׁלוֹם בתל־אביב לפי צה״ל."),
    ("en", "hebrew", 'צה"ל', "לפי צה״ל."),
    ("en", "arabic", "الهدنة غزه 30 والسلام موسي", "الهُدْنَةُ في غزة ٣٠ يوما والســلام على موسى."),
    ("en", "persian", "ميخواهد كتاب", "او می‌خواهد در تهران کتاب بخواند."),
    ("en", "hindi", "युद्धविराम 30", "युद्धविराम ३० दिन का होगा।"),
    ("en", "korean", "휴전 무조건", "북한은 무조건 휴전한다고 밝혔다."),
    ("en", "khmer", "ចរចា", "ការចរចាសន្តិភាពបានចាប់ផ្តើម។"),
    ("en", "burmese", "ဆွေးနွေး", "ငြိမ်းချမ်းရေးဆွေးနွေးပွဲများ"),
    ("en", "lao", "ສັນຕິພາບ", "ການເຈລະຈາສັນຕິພາບ"),
    ("en", "georgian", "მოსკოვი", "თბილისი—მოსკოვი"),
    ("en", "mixed", "无条件谈判", "两国在伊斯坦布尔举行无条件谈判。"),
    ("uk", "gdansk", "Гданську переговорнии", "Зустріч у Ґданську, а потім переговорний процес."),
    ("uk", "dash", "Москва без", "Трек Київ–Москва—без змін"),
    ("uk", "dash", "об'єкт пʼять", "об’єкт на п’ять днів."),
    ("uk", "cases", "перемовини делегація", "Делегації перемовин зібралися"),
    ("uk", "cases", "Харкова", "зібралися в Харкові."),
    ("uk", "cases", "ХАРКІВ", "зібралися в Харкові."),
    ("uk", "cases", "перемо", "Делегації перемовин зібралися"),
    ("uk", "quoted", "сказав та", "«Ні»—сказав речник…та пішов."),
    ("fr", "elision", "accord istanbul", "L’accord d’Istanbul, qu’il signe aujourd’hui."),
    ("fr", "elision", "aujourd'hui", "qu’il signe aujourd’hui."),
    ("fr", "oe", "oeuvre coeur negociations besancon", "Une œuvre, un cœur, des négociations"),
    ("zh", "traditional", "谈判", "兩國代表團舉行談判，澤連斯基發言，頭髮。"),
    ("zh", "traditional", "談判", "兩國代表團舉行談判"),
    ("zh", "traditional", "发言 头发", "澤連斯基發言，頭髮。他說：“發展”。"),
    ("zh", "traditional", "Zelensky", "澤連斯基發言"),
    ("zh", "traditional", '"舉行談判"', "代表團舉行談判，"),
    ("zh", "traditional", '"举行谈判"', "代表團舉行談判，"),
    ("zh", "talks", "談判 無條件", "同意无条件停火。"),
    held("5.4", "zh", "talks", "谈判", "两国代表团在伊斯坦布尔举行谈判，同意无条件停火。"),
    held("5.5", "zh", "talks", "无条件", "同意无条件停火。"),
    ("zh", "talks", "无条件停火", "同意无条件停火。"),
    ("zh", "talks", "谈判 停火", "同意无条件停火。"),
    ("zh", "talks", "举行谈判", "举行谈判，同意"),
    held("5.6", "zh", "exchange", "1000", "双方将交换1000名战俘，北约（NATO）表示欢迎。"),
    ("zh", "exchange", "战俘 nato", "北约（NATO）表示欢迎。"),
    ("zh", "exchange", "1000名战俘", "双方将交换1000名战俘"),
    ("ja", "talks", "停戦", "両国は無条件の停戦に合意し、捕虜1000人を交換する。"),
    ("ja", "talks", "1000", "捕虜1000人を交換する。"),
    ("ja", "leader", "ゼレンスキー", "ゼレンスキー大統領はサウジアラビアで交渉を始めた。"),
    ("ja", "leader", "サウジ 交渉", "サウジアラビアで交渉を始めた。"),
    ("th", "talks", "เจรจา", "การเจรจาสันติภาพเริ่มต้นที่อิสตันบูล 30 วัน"),
    ("th", "talks", "สันติภาพ 30", "การเจรจาสันติภาพเริ่มต้น"),
    ("th", "ceasefire", "หยุดยิง", "ทั้งสองฝ่ายตกลงหยุดยิงโดยไม่มีเงื่อนไข1000ครั้ง"),
    ("th", "ceasefire", "1000", "ไม่มีเงื่อนไข1000ครั้ง"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "name", "words", "shown"), FOUND)
def test_words_are_found_and_shown_as_on_the_page(
    ask: Ask, language: str, name: str, words: str, shown: str
) -> None:
    page = ask(language, words)
    assert name in titles(page)
    assert shown in excerpt(page, name)
    assert marks(page, name)


MARKED = [
    ("en", "dash", "truce", ["truce"]),
    ("en", "polish", "lodz", ["Łódź"]),
    ("en", "quoted", "niemals", ["Niemals"]),
    ("en", "spelled", "Zelenskiy", ["Zelensky’s"]),
    ("en", "captivity", "POW", ["prisoners", "of", "war"]),
    ("en", "captivity", "captive", ["prisoners", "of", "war"]),
    ("en", "captivity", "war", ["war"]),
    ("en", "surname", "Зеленський", ["Zelenskyy"]),
    ("zh", "leader", "Zelenskyy", ["泽连斯基"]),
    ("zh", "gap", "停火谈判", ["停火", "谈判"]),
    ("zh", "gap", "停火条件", ["停火", "条件"]),
    ("zh", "traditional", "谈判", ["談判"]),
    ("zh", "talks", "停火谈判", ["谈判", "停火"]),
    ("uk", "cases", "перемовинами", ["перемовин"]),
    ("uk", "straight", "перемир’ям", ["перемир'я"]),
    ("zh", "talks", "谈判", ["谈判"]),
    ("zh", "talks", "无条件", ["无条件"]),
    ("zh", "exchange", "1000", ["1000"]),
    ("ja", "talks", "停戦", ["停戦"]),
    ("ja", "leader", "ゼレンスキー", ["ゼレンスキー"]),
    ("th", "talks", "เจรจา", ["เจรจา"]),
]


@pytest.mark.parametrize(("language", "name", "words", "marked"), MARKED)
def test_what_was_looked_for_is_marked_and_nothing_else(
    ask: Ask, language: str, name: str, words: str, marked: list[str]
) -> None:
    assert marks(ask(language, words), name) == marked


@pytest.mark.case("5.7")
@pytest.mark.parametrize("apostrophe", "'’ʼ‘`´′＇ʹ")
def test_any_apostrophe_finds_any_other(ask: Ask, apostrophe: str) -> None:
    page = ask("uk", f"перемир{apostrophe}я")
    assert {"straight", "curly", "letter"} <= titles(page)


def test_a_ukrainian_word_in_another_case_finds_no_others(ask: Ask) -> None:
    assert "likeness" not in titles(ask("uk", "перемовинами"))
    assert titles(ask("uk", "Харковом")) == {"cases"}
    assert titles(ask("uk", '"делегація перемовин"')) == {"cases"}


NAMES = ["Zelensky", "Zelenskyy", "Zelenskiy", "zelensky", "Зеленський", "Volodymyr", "泽连斯基"]


@pytest.mark.case("5.8")
@pytest.mark.parametrize("name", NAMES)
def test_every_spelling_of_a_name_leads_to_the_same(ask: Ask, name: str) -> None:
    found = titles(ask("en", name))
    assert {"spelled", "surname", "whole"} <= found
    assert found == titles(ask("en", "Zelensky"))
    assert "pronoun" not in found


@pytest.mark.parametrize(
    ("language", "words", "names"),
    [
        ("uk", "Zelensky", {"ending"}),
        ("uk", "Зеленський", {"ending"}),
        ("zh", "泽连斯基", {"leader", "latin"}),
        ("zh", "Zelenskyy", {"leader", "latin"}),
        ("zh", "Zelensky 基辅", {"latin"}),
    ],
)
def test_so_it_is_with_endings_and_in_other_scripts(
    ask: Ask, language: str, words: str, names: set[str]
) -> None:
    assert names <= titles(ask(language, words))


@pytest.mark.case("5.9")
@pytest.mark.parametrize("words", ["POW", "POWs", "captives", "pow", "prisoners of war"])
def test_a_synonym_finds_what_the_title_would(ask: Ask, words: str) -> None:
    assert {"Prisoners of war", "captivity"} <= titles(ask("en", words))


def test_a_phrase_in_quotation_marks_is_found_across_added_words(ask: Ask) -> None:
    assert titles(ask("en", '"volodymyr zelenskiy wants is known"')) == {"whole"}
    assert titles(ask("zh", '"无条件停火"')) == {"talks"}
    assert titles(ask("zh", '"停火无条件"')) == set()


MISTYPED = [
    ("en", "prisnoers", "prisoners"),
    ("en", "Zelinsky", "Zelensky"),
    ("en", "Istambul", "Istanbul"),
    ("en", "armistise", "armistice"),
    ("en", "Lozd", "Łódź"),
    ("en", "Diyarbekir", "Diyarbakır"),
    ("uk", "Зеленьский", "Зеленський"),
    ("uk", "преемир'я", "перемир'я"),
    ("uk", "тривєа", "триває"),
    ("fr", "negotiations", "négociations"),
    ("zh", "Zelinsky", "Zelensky"),
]


@pytest.mark.case("5.10")
@pytest.mark.parametrize(("language", "typed", "meant"), MISTYPED)
def test_a_mistyped_word_is_answered_by_the_nearest_ones(
    ask: Ask, language: str, typed: str, meant: str
) -> None:
    page = ask(language, typed)
    page.wait_for_selector("#nearest:visible")
    offered = page.locator("#nearest a").all_inner_texts()
    assert meant in offered
    assert len(offered) <= 3


def test_an_offer_keeps_the_other_words_and_leads_to_results(ask: Ask) -> None:
    page = ask("en", "prisnoers home")
    page.wait_for_selector("#nearest:visible")
    page.locator("#nearest a").first.click()
    page.wait_for_selector("#results h3")
    assert page.locator("#words").input_value() == "prisoners home"
    assert "captivity" in titles(page)
    assert not page.locator("#nearest").is_visible()


def test_words_that_no_page_has_together_are_offered_one_by_one(ask: Ask) -> None:
    page = ask("en", "Łódź armistice")
    page.wait_for_selector("#nearest:visible")
    assert page.locator("#nearest a").all_inner_texts() == ["Łódź", "armistice"]


def test_nothing_is_offered_where_nothing_is_near_or_missing(ask: Ask) -> None:
    assert not ask("en", "Łódź").locator("#nearest").is_visible()
    page = ask("en", "qqqqqqqqqqqqqqqq")
    page.wait_for_timeout(300)
    assert not page.locator("#nearest").is_visible()
