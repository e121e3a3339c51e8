"""Briefing pages on paper: short, whole, and of use to those who cannot follow a link."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.browser.chromium import needs_chromium
from tests.browser.paper import Paper
from tests.browser.sites import BuiltSite
from tests.browser.tab import Tab, nothing

pytestmark = needs_chromium

THEMES = ("water", "venues", "ferry", "tolls")
BRIEFINGS = [*(f"river: /themes/{theme}/" for theme in THEMES), "kinds: /themes/truce/"]


@pytest.fixture(scope="module", params=BRIEFINGS)
def briefing(request: pytest.FixtureRequest) -> str:
    """The name of a briefing page."""
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def paper(the_tab: Tab, sites: Mapping[str, BuiltSite], briefing: str) -> Paper:
    """That page as it was printed."""
    the_tab.as_new()
    the_tab.open(*(page for site in sites.values() for page in site.pages if str(page) == briefing))
    return Paper.of(the_tab)


def test_a_briefing_takes_a_few_pages(paper: Paper, briefing: str) -> None:
    pages = paper.pages
    if briefing.startswith("river"):  # the other has more states than any theme
        assert 2 <= pages <= 4, f"{briefing} takes {pages} pages"


def test_every_word_of_a_briefing_is_on_paper(paper: Paper, briefing: str) -> None:
    nothing(f"{briefing}: {it}" for it in paper.misses())


def test_every_page_on_paper_has_its_number(paper: Paper, briefing: str) -> None:
    nothing(f"{briefing}: {it}" for it in paper.unnumbered())


def test_paper_says_where_each_source_is_to_be_found(paper: Paper, briefing: str) -> None:
    assert paper.sources, f"{briefing} has no list below its heading #sources"
    nothing(f"{briefing}: {it}" for it in paper.unaddressed())
