"""Tests of these tests: pages that are broken on purpose, each in one way, are found out."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.chromium import needs_chromium
from tests.browser.paper import Paper
from tests.browser.sites import BASE_PATH, BuiltSite, Hosts
from tests.browser.tab import Tab
from tests.browser.test_accessibility import LAW, indistinct, told, violations
from tests.browser.weight import BAR, weigh
from tests.conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = needs_chromium

Show = Callable[[str], Tab]
LONG = "W" * 300
TRAP = """
    <script>onkeydown = it => document.activeElement.id && it.preventDefault()</script>
    <a href=x>One</a> <a href=y id=trap>Two</a> <a href=z>Three</a>
"""
PART = "<link rel=canonical href=/whole/><base target=_top><body>"


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site whose pages the tests write."""
    site = Site(tmp_path_factory.mktemp("broken")).write("site/404.html", "Nothing.")
    return BuiltSite("broken", site)


@pytest.fixture(scope="module")
def its_tab(browser: Browser, broken: BuiltSite) -> Iterator[Tab]:
    tab = Tab(browser, Hosts([broken]))
    yield tab
    tab.close()


@pytest.fixture
def show(its_tab: Tab, broken: BuiltSite) -> Show:
    """Show a page with what a test writes into it."""
    its_tab.as_new()

    def showing(content: str) -> Tab:
        broken.site.write("site/index.html", f"<!doctype html><html lang=en>{content}")
        its_tab.page.goto(f"https://{broken.host}{BASE_PATH}")
        return its_tab

    return showing


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<p>Plain words.<p>More of them, <b>bold</b> and <sup>high</sup>.", ""),
        ("<h1 style='line-height:1'>Tight<br><i>lines</i></h1>", ""),
        ("<p>One line<p style='margin-top:-2.4em'>Another", "overlap by"),
        ("<div style='height:1em'><p>One<p>Two<p>Three</div><p>Four", "overlap by"),
        ("<p>Words<button style='position:absolute;left:9px'>Go</button>", "overlap by"),
        (f"<p>{LONG}", "scrolls sideways"),
        (f"<p>{LONG}", "sticks out by"),
        (f"<p style='overflow-x:auto'>{LONG}", ""),
        (f"<html dir=rtl><p>{LONG}", "sticks out by"),
        (f"<p style='overflow:hidden'>{LONG}", "clipped"),
        ("<p style='overflow:hidden;height:1.2em;width:3em'>More than a line", "clipped"),
        ("<p style='position:absolute;width:1px;height:1px;overflow:hidden'>For ears", ""),
    ],
)
def test_a_page_in_disorder_is_found_out(show: Show, content: str, found: str) -> None:
    looked = show(content).look("layout")
    assert any(found in it for it in looked) if found else looked == [], looked


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<a href=x>One</a> <button>Two</button>", ""),
        ("<style>:focus { outline: 0 }</style><a href=x>One</a>", "cannot be seen on <a>"),
        ("<style>:focus { outline: 2px solid #fff }</style><body style='background:#fff'>"
         "<a href=x>One</a>", "cannot be seen"),
        ("<style>:focus { outline: 0; background: navy }</style><a href=x>One</a>", ""),
        ("<a href=x>One</a><a href=y tabindex=1>Two</a>", "focus jumps back from <a> “Two”"),
        ("<a href=x>One</a><p style='position:fixed;inset:0;background:#fff'>Over it",
         "<a> “One” has the focus below"),
        ("<a href=x style='position:fixed;left:-99em'>One</a>", "outside of the window"),
        (TRAP, "caught on <a#trap>"),
        (TRAP, "no focus on <a> “Three”"),
    ],
)  # fmt: skip
def test_a_page_that_loses_its_focus_is_found_out(show: Show, content: str, found: str) -> None:
    looked = list(show(content).through())
    assert any(found in it for it in looked) if found else looked == [], looked


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<script>console.error('Broken.')</script>", "Broken."),
        ("<script>console.warn('Brittle.')</script>", "Brittle."),
        ("<script>null.broken</script>", "Cannot read"),
        ("<img src=missing.png alt=''>", "404"),
        ("<meta http-equiv=Content-Security-Policy content=\"style-src 'self'\"><p style='top:0'>",
         "Content Security Policy"),
        ("<img src=https://elsewhere.example/x.png alt=''>", "https://elsewhere.example/x.png"),
    ],
)  # fmt: skip
def test_a_page_that_complains_is_found_out(show: Show, content: str, found: str) -> None:
    tab = show(content)
    tab.page.wait_for_load_state("networkidle")
    errors = tab.watch.errors
    assert any(found in it for it in errors), errors


@pytest.mark.parametrize(
    "content",
    [
        "<link rel=stylesheet href=https://elsewhere.example/x.css>",
        "<script>fetch('//elsewhere.example/', {mode: 'no-cors'})</script>",
    ],
)
def test_a_page_that_asks_another_host_is_found_out(
    show: Show, broken: BuiltSite, content: str
) -> None:
    tab = show(content)
    tab.page.wait_for_load_state("networkidle")
    assert tab.watch.hosts == {broken.host, "elsewhere.example"}


def test_a_page_that_loads_too_much_is_found_out(show: Show, broken: BuiltSite) -> None:
    noise = random.Random(1).randbytes(BAR).hex()  # which no compression makes light
    broken.site.write("site/heavy.js", f"// {noise}")
    broken.site.write("site/later.js", f"// {noise[::-1]}")
    loads = "<script>import('./later.js')</script><script src=heavy.js></script>"
    tab = show(loads)
    (page,) = (page for page in broken.pages if page.kind == "home")
    weight = weigh(tab, broken, page)
    assert weight.script > 2 * BAR
    assert weight.whole == weight.document + weight.script


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<body><h1>Title</h1><h3>Jump</h3>", "headings jump from <h1> “Title” to <h3> “Jump”"),
        ("<body><h2>First</h2><h1>Title</h1>", "before the title: <h2> “First”"),
        ("<body><h1>Title</h1><h1>Title</h1>", "2 headings of the first level"),
        ("<body><main></main><main></main>", "not one <main> but 2"),
        ("<body><a href=x>Home</a><main id=main></main>", "no skip link comes first, but <a>"),
        ("<body><ol><li id=s1>Source</ol><p><a class=cite href=#s1>1</a></p>",
         "sources stand before <p> “1”"),
        (f"{PART}<main></main>", "no link below the content leads to the whole page"),
        (f"{PART}<main><a href=/whole/>Whole</a></main>", "no link below the content leads"),
        (f"{PART}<header>Home</header><main></main>", "a part of a page has its own <header>"),
        (f"{PART}<a href=/whole/>Whole</a>", "not one <main>"),
        ("<body><ul><li></ul>", "empty: <ul > li>"),
        ("<body><p hidden>", ""),
    ],
)  # fmt: skip
def test_a_page_in_bad_order_is_found_out(show: Show, content: str, found: str) -> None:
    looked = show(content).look("bare")
    assert any(found in it for it in looked) if found else "empty" not in str(looked), looked


def test_what_needs_scripts_is_found_out(show: Show) -> None:
    tab = show("<p id=here></p><script>here.append('Later.')</script><button>Go</button>")
    assert tab.look("words") == {"prose": ["Later."], "controls": ["Go"]}
    assert tab.look("idle") == ["<button> “Go”"]


def test_what_is_lost_on_paper_is_found_out(show: Show) -> None:
    entry = "<li>A <a href=x>report</a>"
    sources = f"<section><h2 id=sources>Sources</h2><ol>{entry}</ol></section>"
    styles = "@page { margin: 20mm } @media print { .lost, nav { display: none } }"
    content = f"<nav>Go</nav><p class=lost>Gone for ever.</p><p>Here to stay.</p>{sources}"
    paper = Paper.of(show(f"<style>{styles}</style><main>{content}</main>"))
    assert [*paper.misses()] == [
        "not on paper: “Gone for ever.” of <main > p.lost> “Gone for ever.”"
    ]
    assert [*paper.unnumbered()] == ["no number on page 1 of 1, only “”"]
    assert [*paper.unaddressed()] == ["no address on paper for <section > ol > li> “A report”"]
    styles = """
        @page { margin: 14mm; @bottom-right { content: counter(page); font-size: 8pt } }
        li a::after { content: " (broken.example/repo/x)" }
    """
    long = "<p>Here to stay.</p>" * 99
    paper = Paper.of(show(f"<style>{styles}</style><main>{long}{sources}</main>"))
    assert paper.pages > 1
    assert [*paper.misses(), *paper.unnumbered(), *paper.unaddressed()] == []


def test_what_axe_finds_is_told_by_rule_and_element(show: Show) -> None:
    tab = show("<title>T</title><main><h1>T</h1><img src=x.png><p style='color:#ccc'>Pale</p>")
    lines = [line for violation in violations(tab, *LAW) for line in told(violation)]
    assert any(line.startswith("image-alt: ") and "<img" in line for line in lines), lines
    assert any(line.startswith("color-contrast: ") and "Pale" in line for line in lines), lines


def test_states_that_only_a_colour_tells_apart_are_found_out(show: Show) -> None:
    def states(styles: str) -> list[str]:
        badges = "<b class='badge one'>One</b> <b class='badge two'>Two</b>"
        shared = ".badge::before { content: '●' } .one { color: red } .two { color: blue }"
        return [*indistinct(show(f"<style>{shared}{styles}</style>{badges}"))]

    assert states(".two::before { content: '■' }") == []
    assert states("") == ["one shape for 'badge one' and 'badge two'"]
    assert states(".one::before { visibility: hidden }") == ["no shape for 'badge one'"]
