"""The site in this repository, the talks of May 2025: what is true of its content and of no other.

Where `content/` holds another site, these tests are skipped. All others run on sites of their own.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml import html

from tests.browser.chromium import needs_chromium, started
from tests.browser.paper import Paper
from tests.browser.sites import BuiltSite, Hosts
from tests.browser.tab import Tab, nothing
from tests.browser.test_accessibility import LAW, told, violations
from tests.browser.weight import BAR, weigh
from tests.conftest import Site
from tests.guard import ROOT

OURS = "talks-brief"
ARCHIVE = ROOT.parent / "shared" / "articles"
THEMES = ("ceasefire", "venues", "prisoner-exchange", "sanctions")

needs_archive = pytest.mark.skipif(
    not ARCHIVE.is_dir(), reason="the archive of the five original texts is not here"
)


@pytest.fixture(scope="module", autouse=True)
def ours() -> None:
    """Skip everything where `content/` holds another site."""
    front = yaml.safe_load((ROOT / "content" / "site.yaml").read_text(encoding="utf-8"))
    if front["id"] != OURS:
        pytest.skip("content/ holds another site")


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site, built once for a domain of its own."""
    return BuiltSite.of("talks", copied(tmp_path_factory.mktemp("talks")), "/")


def copied(folder: Path) -> Site:
    for name in ("content", "themes"):
        shutil.copytree(ROOT / name, folder / name)
    return Site(folder)


def test_it_has_no_problem_and_no_broken_link(talks: BuiltSite) -> None:
    outcome = talks.site.run("check")
    assert (outcome.exit_code, outcome.err) == (0, "")


def test_it_has_five_reports_on_four_themes(talks: BuiltSite) -> None:
    found = json.loads(talks.site.page("data/briefing.json"))
    assert [theme["id"] for theme in found["themes"]] == list(THEMES)
    assert len(found["articles"]) == 5
    assert len(found["claims"]) > 100
    for theme in THEMES:
        page = html.fromstring(talks.site.page(f"themes/{theme}/").encode())
        assert len(page.xpath("//article[contains(@class, 'point')]")) >= 4
        assert page.xpath("//a[@class='cite']")
    assert len([file for file in talks.site.output() if file.endswith("card.png")]) == 5 + 4 + 1


def test_a_report_marks_the_words_that_its_claims_quote(talks: BuiltSite) -> None:
    page = html.fromstring(talks.site.page("articles/2025-05-20-orda-call/").encode())
    quoted = page.xpath("//li[starts-with(@id, 'claim-')]//a[q]/@href")
    assert len(quoted) >= 5
    for href in quoted:
        assert page.xpath(f"//mark[@id='{href.rpartition('#')[2]}']")


def test_the_page_says_by_itself_where_accounts_differ(talks: BuiltSite) -> None:
    number = "//article[@id='point-number']"
    page = html.fromstring(talks.site.page("themes/prisoner-exchange/").encode())
    assert "Sources disagree" in page.xpath(number)[0].text_content()
    page = html.fromstring(talks.site.page("themes/ceasefire/").encode())
    assert "The sides disagree" in page.xpath("//article[@id='point-sequence']")[0].text_content()
    war_length = page.xpath("//article[@id='point-war-length']")[0].text_content()
    assert "Sources disagree" in war_length


def test_it_says_what_every_label_means_in_the_words_of_the_labels(talks: BuiltSite) -> None:
    page = html.fromstring(talks.site.page("about/").encode())
    explained = {cell.text_content().casefold() for cell in page.xpath("//table//td[1]")}
    for theme in THEMES:
        shown = html.fromstring(talks.site.page(f"themes/{theme}/").encode())
        for badge in shown.xpath("//p[@class='badges']/*"):
            label = badge.text_content().rpartition(": ")[2].partition(";")[0].casefold()
            label = re.sub(r"^(at most )?\w+ independent", "two independent", label)
            assert label in explained


# How brief it is

OPEN_WORDS = 900
BOTTOM_LINE_WORDS = 80
RUN = 9
"""So many words in a row must not stand on a briefing twice."""


def open_texts(page: html.HtmlElement) -> list[str]:
    """Return what readers see of a page before they touch anything, element by element."""
    main = page.get_element_by_id("main")
    folded = ".//details/*[not(self::summary)] | .//*[@hidden] | .//template | .//script | .//nav"
    for hidden in main.xpath(f"{folded} | .//*[contains(@class, 'vh')] | .//table//td/b"):
        hidden.drop_tree()
    for mark in main.xpath(".//a[@class='cite']"):
        mark.drop_tree()
    blocks = "self::p or self::li or self::h1 or self::h2 or self::h3 or self::td or self::summary"
    leaves = main.xpath(f".//*[{blocks} or self::th][not(.//*[{blocks}])]")
    return [" ".join(leaf.text_content().split()) for leaf in leaves]


@pytest.mark.parametrize("theme", THEMES)
def test_a_briefing_is_brief(talks: BuiltSite, theme: str) -> None:
    page = html.fromstring(talks.site.page(f"themes/{theme}/").encode())
    bottom_line = page.get_element_by_id("bottom-line").text_content()
    assert len(bottom_line.split()) <= BOTTOM_LINE_WORDS
    assert len(" ".join(open_texts(page)).split()) <= OPEN_WORDS


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_is_said_twice_on_a_briefing(talks: BuiltSite, theme: str) -> None:
    page = html.fromstring(talks.site.page(f"themes/{theme}/").encode())
    for labels in page.xpath("//p[@class='badges']"):  # points in one state have the same label
        labels.drop_tree()
    seen: set[tuple[str, ...]] = set()
    twice = []
    for text in open_texts(page):
        words = text.casefold().split()
        runs = {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
        twice += sorted(runs & seen)
        seen |= runs
    assert [" ".join(run) for run in twice] == []


# The original texts


@needs_archive
def test_every_quotation_stands_in_the_original_texts(talks: BuiltSite) -> None:
    outcome = talks.site.run("check", "--archive", str(ARCHIVE))
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert "quotations checked against the evidence of 5 articles" in outcome.out


@needs_archive
def test_a_changed_word_in_a_quotation_is_found_at_its_place(tmp_path: Path) -> None:
    site = copied(tmp_path)
    path = "content/articles/2025-05-20-orda-call.md"
    # In the claim and in the text alike, so that only the archive can tell.
    site.replace(path, "closed-door session", "closed-room session")
    outcome = site.run("check", "--archive", str(ARCHIVE))
    assert outcome.exit_code == 1
    assert "[quote-not-in-evidence]" in outcome.err
    line = outcome.err.split(":", 2)[1]
    text = (tmp_path / path).read_text(encoding="utf-8").splitlines()
    assert "closed-room session" in text[int(line) - 1]


# In a browser

SCREEN = 800
"""The height of a window, in CSS pixels."""


@pytest.fixture(scope="module")
def the_tab(talks: BuiltSite) -> Iterator[Tab]:
    with started() as browser:
        tab = Tab(browser, Hosts([talks]))
        yield tab
        tab.close()


@pytest.fixture(params=["", *(f"themes/{theme}/" for theme in THEMES)])
def opened(request: pytest.FixtureRequest, the_tab: Tab, talks: BuiltSite) -> Tab:
    """A tab that shows the home page, or a briefing."""
    the_tab.as_new()
    the_tab.open(next(page for page in talks.pages if page.address == request.param))
    return the_tab


@pytest.mark.browser
@needs_chromium
def test_no_page_complains_misses_a_file_or_asks_another_host(
    the_tab: Tab, talks: BuiltSite
) -> None:
    the_tab.as_new()
    for page in talks.pages:
        the_tab.open(page)
    the_tab.page.wait_for_load_state("networkidle")
    assert the_tab.watch.errors == []
    assert the_tab.watch.hosts == {talks.host}


@pytest.mark.browser
@needs_chromium
def test_nothing_overlaps_sticks_out_or_is_cut_off_at_any_width(opened: Tab) -> None:
    nothing(
        f"at {width} px, {scheme}: {it}"
        for width, scheme in opened.dressed()
        for it in opened.look("layout")
    )


@pytest.mark.browser
@needs_chromium
def test_axe_finds_no_violation(opened: Tab) -> None:
    nothing(line for violation in violations(opened, *LAW) for line in told(violation))


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("theme", THEMES)
def test_a_briefing_is_light_and_its_brief_takes_two_pages_of_paper(
    the_tab: Tab, talks: BuiltSite, theme: str
) -> None:
    the_tab.as_new()
    page = next(page for page in talks.pages if page.address == f"themes/{theme}/")
    assert weigh(the_tab, talks, page).whole <= BAR
    brief = Paper.of(the_tab, "brief")
    assert brief.pages <= 2
    assert brief.sources
    nothing([*brief.misses(), *brief.unnumbered(), *brief.unaddressed(), *brief.small])
    nothing(brief.half_empty)
    everything = Paper.of(the_tab, "everything")
    nothing([*everything.misses(), *everything.unaddressed(), *everything.small])


@pytest.mark.browser
@needs_chromium
@pytest.mark.parametrize("theme", THEMES)
def test_a_briefing_answers_on_the_first_screen_and_ends_on_the_fourth(
    the_tab: Tab, talks: BuiltSite, theme: str
) -> None:
    the_tab.as_new()
    page = next(page for page in talks.pages if page.address == f"themes/{theme}/")
    the_tab.page.set_viewport_size({"width": 375, "height": SCREEN})
    the_tab.open(page)
    top = "document.querySelector('#bottom-line').getBoundingClientRect().top"
    assert the_tab.page.evaluate(top) < 500
    the_tab.page.set_viewport_size({"width": 1280, "height": SCREEN})
    the_tab.open(page)
    assert the_tab.page.evaluate("document.documentElement.scrollHeight") <= 4 * SCREEN
