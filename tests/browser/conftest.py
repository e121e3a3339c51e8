"""The sites and the browser that these tests share, each made once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.briefings import BRIEFING, built
from tests.browser.chromium import started
from tests.browser.kinds import FILES, RIGHT_TO_LEFT
from tests.browser.sites import BuiltPage, BuiltSite, Hosts
from tests.browser.tab import Tab
from tests.conftest import SITE, Site
from tests.examples import copied

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


_HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark all tests of this folder, so that no new one is run by whoever leaves browsers out."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, BuiltSite]:
    """An ordinary site, one with every kind of page, and that again right to left."""
    made = {"river": copied("river", tmp_path_factory.mktemp("river"))}
    for name, files in (("kinds", FILES), ("right-to-left", RIGHT_TO_LEFT)):
        made[name] = Site(tmp_path_factory.mktemp(name))
        for path, content in files.items():
            made[name].write(path, content)
    return {name: BuiltSite.of(name, site) for name, site in made.items()}


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with started() as browser:
        yield browser


@pytest.fixture(scope="package")
def the_tab(browser: Browser, sites: Mapping[str, BuiltSite]) -> Iterator[Tab]:
    tab = Tab(browser, Hosts(sites.values()))
    yield tab
    tab.close()


@pytest.fixture(scope="package")
def the_plain_tab(browser: Browser, sites: Mapping[str, BuiltSite]) -> Iterator[Tab]:
    tab = Tab(browser, Hosts(sites.values()), scripts=False)
    yield tab
    tab.close()


@pytest.fixture
def tab(the_tab: Tab) -> Tab:
    """A tab of the browser, as if it were new."""
    the_tab.as_new()
    return the_tab


@pytest.fixture
def plain_tab(the_plain_tab: Tab) -> Tab:
    """A tab of a browser that runs no scripts."""
    the_plain_tab.as_new()
    return the_plain_tab


@pytest.fixture
def pages(request: pytest.FixtureRequest, sites: Mapping[str, BuiltSite]) -> list[BuiltPage]:
    """The most telling pages of one kind of one site; see `every_kind`."""
    site, kind = request.param
    found = sites[site].telling(kind)
    if not found:
        pytest.skip(f"there is no page of the kind '{kind}' yet")
    return found


@pytest.fixture(scope="package")
def the_briefing(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site with one briefing, whose claims readers follow, copy, choose (`briefings.py`)."""
    site = Site(tmp_path_factory.mktemp("claims"))
    for path, text in SITE.items():
        site.write(path, text)
    return built(site)


@pytest.fixture(scope="module")
def the_reader(browser: Browser, the_briefing: BuiltSite) -> Iterator[Tab]:
    """A browser that has that briefing open."""
    tab = Tab(browser, Hosts([the_briefing]))
    tab.page.goto(BRIEFING)
    yield tab
    tab.close()


@pytest.fixture
def page(the_reader: Tab) -> Iterator[Page]:
    """That briefing, in a tab of its own, for somebody who was never here."""
    with the_reader.another() as page:
        page.goto(BRIEFING)
        yield page
