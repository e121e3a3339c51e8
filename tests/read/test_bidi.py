"""Characters that change the order of text: which are refused, and which have their place."""

from __future__ import annotations

import time

import pytest

from generator.read.bidi import reordered, reordered_by_entities
from tests.conftest import Site

FIRST = "content/articles/first.md"
LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"
LRE, RLE, PDF, LRO, RLO = "\u202a", "\u202b", "\u202c", "\u202d", "\u202e"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"

REFUSED = {
    "a name of a file that is another": f"invoice{RLO}gpj.exe",
    "an override in Cyrillic": f"Мир {RLO}рим{PDF} сегодня",
    "an override to the right": f"سلام {LRO}abc{PDF}",
    "an override in Chinese": f"{RLO}火停{PDF}",
    "an embedding": f"30 {RLE}days{PDF} or 60",
    "an embedding in Arabic": f"هدنة {LRE}30 days{PDF}",
    "an embedding in Hebrew": f"{RLE}שלום{PDF}",
    "an end of nothing": f"Talks{PDF} go on",
    "an isolate that is not ended": f"Talks {LRI}go on",
    "one of two in Hebrew that is not ended": f"שלום {RLI}א{FSI}ב{PDI}",
    "an isolate that was not begun": f"Talks go on{PDI}",
    "an isolate of Arabic that is not ended": f"قال {FSI}NATO إن",
    "a turn without letters to turn": f"{RLI}30 - 60{PDI} days",
    "a mark without letters to turn": f"30{RLM} - 60",
    "an Arabic mark in Devanagari": f"तीस {ALM}30 - 60",
    "a mark in Thai": f"กรุงเทพ {RLM}(2)",
}
FINE = {
    "isolates in Arabic": f"قال {FSI}NATO{PDI} إن {LRI}30-60{PDI} يوما",
    "isolates in Hebrew, one in the other": f"{RLI}שלום {LRI}a {FSI}b{PDI}{PDI}{PDI}",
    "a Hebrew name in English": f"He met {RLI}דוד{PDI} (30).",
    "a name that a program put in": f"{FSI}Anna{PDI} and {FSI}Іван{PDI} met",
    "a mark after Hebrew": f"האם?{RLM} (2)",
    "a mark in Arabic": f"التاريخ {ALM}30-05-2025",
    "a mark in Persian": f"ایران{RLM}!",
    "marks to the right, wherever": f"Title{LRM} 标题{LRM} שלום{LRM}",
    "joiners in Persian": "می\u200cخواهم",
    "joiners in Devanagari": "क्\u200dष और क्\u200cष",
    "joiners in Malayalam": "ന്\u200d",
    "a family": "👨\u200d👩\u200d👧",
    "soft hyphens and spaces of no width": "Waffen\u00adruhe กรุง\u200bเทพ \u2060",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_what_changes_the_order_without_need_is_found(text: str) -> None:
    assert len(list(reordered(f"Talks.\n{text}\nשלום"))) == 1


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_what_has_its_place_is_fine(text: str) -> None:
    assert not list(reordered(f"Talks.\n{text}\nTalks."))
    assert not list(reordered_by_entities(text))


@pytest.mark.parametrize(
    "entity", ["&#x202E;", "&#x202e;", "&#X0202E;", "&#8238;", "&#0008238;", "&rlm;", "&#8207;"]
)
def test_entities_are_no_way_round(entity: str) -> None:
    (found,) = reordered_by_entities(f"Talks &amp; more.\n1 &lt; 2 {entity}txt.exe")
    assert (found.line, found.column, found.length) == (2, 10, len(entity))
    assert not list(reordered(f"{entity}"))


def test_entities_are_judged_as_what_they_stand_for() -> None:
    assert not list(reordered_by_entities("אם&rlm; (2) &#x2067;ב&#x2069;"))
    (found,) = reordered_by_entities("א&rlm; (2) &#x2067;ב")
    assert (found.line, found.column) == (1, 12)


def test_one_line_is_one_problem() -> None:
    assert len(list(reordered(f"{RLO}{RLO}{PDF}\n{LRI}{LRI}\n"))) == 2


@pytest.mark.parametrize("char", [RLO, LRI, PDI, RLM, RLI + PDI, f"א{RLI}"])
def test_the_look_takes_no_longer_than_the_text_is(char: str) -> None:
    start = time.process_time()
    list(reordered(char * 100_000))
    list(reordered(f"{char}\n" * 30_000))
    assert time.process_time() - start < 2


IN_SITES = {
    "a title": (
        FIRST,
        "First report",
        f"First {RLO}troper",
        "content/articles/first.md:2:14: error: the invisible character U+202E (right-to-left "
        "override) has words shown in another order than they are written in; remove it "
        "[reordering-character]",
    ),
    "a title in quotes": (
        FIRST,
        "First report",
        '"First \\u202Etroper"',
        "content/articles/first.md:2:8: error: the invisible character U+202E (right-to-left "
        "override) has words shown in another order than they are written in; remove it "
        "[reordering-character]",
    ),
    "a body": (
        FIRST,
        "Wednesday",
        f"середу {LRI}30",
        "content/articles/first.md:15:52: error: the invisible character U+2066 (left-to-right "
        "isolate) changes the order of words and is not ended on its line; put U+2069 after these "
        "words, or remove it [reordering-character]",
    ),
    "a body with an entity": (
        FIRST,
        "Wednesday",
        "&#x202E;yad",
        "content/articles/first.md:15:45: error: the invisible character &#x202E;, U+202E "
        "(right-to-left override), has words shown in another order than they are written in; "
        "remove it [reordering-character]",
    ),
    "the name of an actor": (
        "content/actors.yaml",
        "The Envoy of North",
        f"特使{PDI}",
        "content/actors.yaml:8:11: error: the invisible character U+2069 (pop directional isolate) "
        "ends what was not begun on its line; remove it [reordering-character]",
    ),
    "the name of a source": (
        "content/sources.yaml",
        "The Gazette",
        f"गज़ट{RLM}",
        "content/sources.yaml:5:13: error: the invisible character U+200F (right-to-left mark) "
        "turns signs and numbers round in a line without Arabic or Hebrew letters; remove it "
        "[reordering-character]",
    ),
    "a question": (
        "themes/truce.md",
        "Is there a truce?",
        f"{RLE}هدنة؟{PDF}",
        "themes/truce.md:3:11: error: the invisible character U+202B (right-to-left embedding) has "
        "words shown in another order than they are written in; remove it [reordering-character]",
    ),
}


@pytest.mark.case("7.12")
@pytest.mark.parametrize(("file", "old", "new", "message"), IN_SITES.values(), ids=IN_SITES)
def test_editors_are_told_where_it_is_and_which(
    site: Site, file: str, old: str, new: str, message: str
) -> None:
    outcome = site.replace(file, old, new).run("build")
    assert outcome.exit_code == 1
    assert outcome.err.splitlines()[0] == message
    assert outcome.err.count("error: ") == 1
    assert not {RLO, LRI, PDI, RLM, RLE} & {*outcome.err}


@pytest.mark.parametrize(
    "path",
    [
        f"content/articles/a{RLO}dm.md",
        f"content/media/карта{LRM}.png",
        f"static/דף{RLM}.txt",
        f"themes/{RLI}地{PDI}.md",
        f"templates/a{ALM}.html",
    ],
)
def test_names_of_files_have_none_of_them(site: Site, path: str) -> None:
    outcome = site.write(path, "x").run("check")
    assert outcome.exit_code == 1
    assert ": error: the name has the invisible character U+" in outcome.err
    assert "with which it can look like another name; rename the file [bad-name]" in outcome.err


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_a_site_with_what_has_its_place_is_without_a_problem(site: Site, text: str) -> None:
    outcome = site.replace(FIRST, "First report", f'"{text}"').build()
    assert (outcome.exit_code, outcome.err) == (0, "")
