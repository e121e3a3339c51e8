"""Briefing pages on paper: a brief, or everything; of use without any link."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tests.browser.chromium import needs_chromium
from tests.browser.paper import Paper
from tests.browser.sites import BuiltPage, BuiltSite
from tests.browser.tab import Tab, nothing

pytestmark = needs_chromium

THEMES = ("water", "venues", "ferry", "tolls")
BRIEFINGS = [*(f"river: /themes/{theme}/" for theme in THEMES), "kinds: /themes/truce/"]


@pytest.fixture(scope="module", params=BRIEFINGS)
def briefing(request: pytest.FixtureRequest, sites: Mapping[str, BuiltSite]) -> BuiltPage:
    """A briefing page."""
    pages = (page for site in sites.values() for page in site.pages)
    return next(page for page in pages if str(page) == request.param)


@pytest.fixture(scope="module", params=["brief", "everything"])
def paper(request: pytest.FixtureRequest, the_tab: Tab, briefing: BuiltPage) -> Paper:
    """That page as its button prints it."""
    the_tab.as_new()
    the_tab.open(briefing)
    return Paper.of(the_tab, request.param)


def test_a_brief_takes_a_few_pages(paper: Paper, briefing: BuiltPage) -> None:
    # These sites have more of everything than a theme should; ours take two (test_our_content).
    if paper.version == "brief":
        assert paper.pages <= 3, f"{briefing} takes {paper.pages} pages"


def test_every_word_of_a_briefing_is_on_paper(paper: Paper, briefing: BuiltPage) -> None:
    nothing(f"{briefing}: {it}" for it in paper.misses())


def test_everything_has_what_a_brief_folds_away(paper: Paper) -> None:
    folded_away = [text for text in paper.texts if text["folded"] and not text["control"]]
    if paper.version == "everything":
        assert all(text["seen"] for text in folded_away)
    else:
        assert not any(text["seen"] for text in folded_away)


def test_printing_leaves_the_folds_of_a_page_as_they_were(paper: Paper) -> None:
    assert paper.folds_after == paper.folds_before


def test_letters_on_paper_are_of_nine_points_at_least(paper: Paper, briefing: BuiltPage) -> None:
    nothing(f"{briefing}: {it}" for it in paper.small)


def test_every_page_on_paper_has_its_number_address_and_date(
    paper: Paper, briefing: BuiltPage
) -> None:
    nothing(f"{briefing}: {it}" for it in paper.unnumbered())
    path = str(briefing).partition(": ")[2]
    for foot in paper.margins:
        assert re.search(rf"https?://\S+{path} · as of \d+ \w+ \d{{4}}", foot), foot


def test_nothing_on_paper_is_to_be_clicked(paper: Paper) -> None:
    assert not [text["text"] for text in paper.texts if text["dead"] and text["printed"]]


def test_paper_says_where_each_source_is_to_be_found(paper: Paper, briefing: BuiltPage) -> None:
    assert paper.sources, f"{briefing} has no list below its heading #sources"
    nothing(f"{briefing}: {it}" for it in paper.unaddressed())
