"""What axe-core finds, and what is left of shapes and words where colours are taken away."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from itertools import combinations
from typing import Any

import pytest

from tests.browser.chromium import needs_chromium
from tests.browser.sites import BuiltPage, BuiltSite, every_kind, kinds_of
from tests.browser.tab import Scheme, Tab, nothing
from tests.summary import ADVISED

pytestmark = needs_chromium

AXE = files("axe_playwright_python").joinpath("axe.min.js")
LAW = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
ADVICE = ("best-practice",)

RUN = """tags => axe.run(document, { runOnly: tags, resultTypes: ["violations"] })
    .then(found => found.violations)"""


def violations(tab: Tab, *tags: str) -> list[dict[str, Any]]:
    """Run axe's rules with these tags; give what it calls violations."""
    if not tab.page.evaluate("'axe' in window"):
        tab.page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = tab.page.evaluate(RUN, tags)
    return found


def told(violation: dict[str, Any]) -> list[str]:
    """Say what is wrong, element by element."""
    start = f"{violation['id']}: {violation['help']}"
    return [f"{start}: {node['html'][:120]} in {node['target']}" for node in violation["nodes"]]


@every_kind
def test_axe_finds_no_violation(
    tab: Tab, pages: list[BuiltPage], record_property: Callable[[str, object], None]
) -> None:
    (page, *_) = pages
    tab.open(page)
    found: list[str] = []
    dressings: list[tuple[int, Scheme]] = [(1280, "light"), (320, "dark")]
    if page.kind == "theme":
        dressings += [(1280, "dark"), (320, "light")]
    for width, scheme in dressings:
        tab.resize(width)
        tab.page.emulate_media(color_scheme=scheme)
        for violation in violations(tab, *LAW, *ADVICE):
            lines = [f"{page} at {width} px, {scheme}: {line}" for line in told(violation)]
            if {*violation["tags"]} & {*LAW}:
                found += lines
            else:
                record_property(ADVISED, lines)
    nothing(found)


def shape(tab: Tab, state: dict[str, Any]) -> bytes:
    """Return a picture of the place where the shape of a state is."""
    clip: Any = {key: state[key] for key in ("x", "y", "width", "height")}
    return tab.page.screenshot(clip=clip, full_page=True)


def indistinct(tab: Tab) -> Iterator[str]:
    """Return the states on a page that cannot be told from others where there are no colours."""
    tab.page.emulate_media(forced_colors="none")
    states = tab.look("states")
    tab.page.emulate_media(forced_colors="active")
    shapes = [shape(tab, state) for state in states]
    tab.look("hide")
    for state, its in zip(states, shapes, strict=True):
        if its == shape(tab, state):
            yield f"no shape for '{state['state']}'"
        if not state["word"]:
            yield f"no word for '{state['state']}'"
    for (one, its), (other, theirs) in combinations(zip(states, shapes, strict=True), 2):
        if one["colour"] != other["colour"] and its == theirs:
            yield f"one shape for '{one['state']}' and '{other['state']}'"
        if one["word"] == other["word"]:
            yield f"one word for '{one['state']}' and '{other['state']}'"


@pytest.mark.parametrize("name", ["kinds", "right-to-left"])
@pytest.mark.parametrize("address", ["themes/truce/", ""])
def test_a_state_is_told_by_word_and_shape_where_there_are_no_colours(
    tab: Tab, sites: Mapping[str, BuiltSite], name: str, address: str
) -> None:
    (page,) = (page for page in sites[name].pages if page.address == address)
    tab.open(page)
    assert tab.page.locator(".badge").count() >= 4
    assert tab.page.locator(".status").count() >= 1
    nothing(f"{page}: {it}" for it in indistinct(tab))


@kinds_of("kinds")
def test_nothing_runs_over_with_the_colours_of_the_system(tab: Tab, pages: list[BuiltPage]) -> None:
    tab.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    (page, *_) = pages
    tab.open(page)
    tab.resize(320)
    nothing(f"{page} at 320 px, forced colours: {it}" for it in tab.look("layout"))
