"""The site as it is served below a path, and at the top of a host that has a name of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

import pytest

from tests.browser.chromium import needs_chromium
from tests.browser.sites import KINDS, BuiltSite, Hosts
from tests.browser.tab import Tab, nothing
from tests.conftest import Site
from tests.crawl import crawl
from tests.examples import copied

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = needs_chromium

_LEADING = """() => [...document.querySelectorAll('[href], [src], [action]')]
  .map(one => one.href || one.src || one.action).filter(url => typeof url === 'string')"""
_EMBEDS = """() => {
  const begin = document.getElementById('copying')?.dataset.embeds;
  const points = begin ? [...document.querySelectorAll('.point[id]')] : [];
  return points.map(it => `${begin}${encodeURIComponent(it.id.replace('point-', ''))}/`);
}"""
"""What the line that embeds a point names, which a script makes once a reader asks for it."""
_DRESS = """() => [document.styleSheets.length, getComputedStyle(document.body).fontFamily,
  getComputedStyle(document.querySelector('.masthead')).borderBottomStyle]"""


@pytest.fixture(scope="module", params=["/repo/", "/ cname"], ids=["below", "top"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """An ordinary site, built for one of these places."""
    path, _, name = request.param.partition(" ")
    site = copied("river", tmp_path_factory.mktemp("served"))
    if name:
        site.replace("content/site.yaml", "language:", f"{name}: served.example\nlanguage:")
    return BuiltSite.of("served", site, path)


@pytest.fixture
def visit(browser: Browser, served: BuiltSite) -> Iterator[Tab]:
    tab = Tab(browser, Hosts([served]))
    yield tab
    tab.close()


@pytest.mark.pitfall(9)
@pytest.mark.parametrize("served", ["/repo/"], ids=["below"], indirect=True)
def test_a_crawl_reaches_every_page_and_nothing_leaves_the_prefix(
    visit: Tab, served: BuiltSite
) -> None:
    home = f"https://{served.host}{served.base_path}"
    ahead, seen, broken = [home], {home}, []
    while ahead:
        url = ahead.pop()
        status, file = served.answer(urlsplit(url).path)
        if status != 200:
            broken.append(url)
        if file.suffix not in (".html", ".xml"):
            continue
        visit.page.goto(url)
        found = [*visit.page.evaluate(_LEADING), *visit.page.evaluate(_EMBEDS)]
        links = {urldefrag(link).url for link in found}
        inside = {link for link in links if urlsplit(link).hostname == served.host}
        ahead += inside - seen
        seen |= inside
    visit.page.wait_for_load_state("networkidle")
    asked = [url for url in (*seen, *visit.watch.asked) if not url.startswith(home)]
    nothing([*asked, *broken, *visit.watch.errors])
    pages = {page.url for page in served.pages if page.kind not in ("404", "redirect")}
    assert pages - seen == set()
    assert {f"{home}feed.xml", f"{home}data/claims.csv", f"{home}site.webmanifest"} <= seen


@pytest.mark.parametrize("served", ["/ cname"], ids=["top"], indirect=True)
def test_at_the_top_every_link_leads_to_a_file_and_every_kind_of_page_finds_what_it_asks_for(
    visit: Tab, served: BuiltSite
) -> None:
    home = f"https://{served.host}/"
    found = crawl(served.folder, home)
    assert found.pages == len(served.pages)
    nothing(map(str, (*found.broken, *found.escaping, *found.foreign)))
    looked_at = [page for kind in KINDS for page in served.telling(kind)]
    for page in looked_at:
        visit.open(page)
    visit.page.wait_for_load_state("networkidle")
    nothing([*(url for url in visit.watch.asked if not url.startswith(home)), *visit.watch.errors])
    assert {page.kind for page in looked_at} == {page.kind for page in served.pages}


@pytest.mark.pitfall(9)
def test_a_missing_page_deep_below_has_its_style_and_leads_back(
    visit: Tab, served: BuiltSite
) -> None:
    home = f"https://{served.host}{served.base_path}"
    visit.page.goto(home)
    dress = visit.page.evaluate(_DRESS)
    response = visit.page.goto(f"{home}themes/venues/no/such/page")
    assert response is not None
    assert response.status == 404
    assert visit.page.evaluate(_DRESS) == dress
    visit.page.click("main a >> nth=0")
    assert visit.page.url == home


def test_a_name_of_its_own_is_in_the_file_that_pages_reads_and_nowhere_else(site: Site) -> None:
    site.build()
    nameless = site.output()
    site.replace("content/site.yaml", "title:", "cname: example.org\ntitle:").build()
    assert site.output() == nameless | {"CNAME": b"example.org\n"}
