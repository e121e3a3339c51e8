"""What crawlers and phones ask a site for: maps, robots.txt, the web manifest."""

import json
from pathlib import Path
from urllib.robotparser import RobotFileParser

from lxml import etree, html

from tests.conftest import Site

SITEMAP = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / "sitemap.rng"))
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def read(site: Site, file: str) -> dict[str, str | None]:
    """Return the addresses in a map, with their dates."""
    tree = etree.fromstring(site.page(file).encode())
    assert SITEMAP.validate(tree), SITEMAP.error_log
    found = tree.xpath("/*/*", namespaces=NAMES)
    locs = [one.findtext("s:loc", namespaces=NAMES) for one in found]
    dates = [one.findtext("s:lastmod", namespaces=NAMES) for one in found]
    return dict(zip(locs, dates, strict=True))


def whole(site: Site) -> dict[str, str | None]:
    """Return all addresses of all maps that the index and robots.txt lead to."""
    robots = RobotFileParser()
    robots.parse(site.page("robots.txt").splitlines())
    (index,) = robots.site_maps() or []
    base = index.removesuffix("sitemap.xml")
    found: dict[str, str | None] = {}
    for one in read(site, index.removeprefix(base)):
        found |= read(site, one.removeprefix(base))
    return found


def test_the_maps_list_every_page_that_is_to_be_found_and_no_other(site: Site) -> None:
    site.write("content/pages/about.md", "---\ntitle: About\nupdated: 2025-06-02\n---\nUs.\n")
    site.replace("content/articles/first.md", "source:", "aliases: [/old/]\nsource:")
    site.build("--base-url", "https://example.org/repo/")
    pages = {
        f"https://example.org/repo/{file.removesuffix('index.html')}"
        for file, text in site.output().items()
        if file.endswith("/index.html") or file == "index.html"
        if html.fromstring(text).xpath("not(//meta[@http-equiv='refresh'])")
        if not file.startswith("embed/")  # these lead to points on briefing pages
    }
    assert set(whole(site)) == pages - {"https://example.org/repo/search/"}


def test_dates_are_those_of_content(site: Site) -> None:
    site.write("content/pages/about.md", "---\ntitle: About\nupdated: 2025-06-02\n---\nUs.\n")
    corrected = "corrections: [{date: 2025-05-30, text: Put right.}]"
    site.replace("content/articles/first.md", "source:", f"{corrected}\nsource:")
    site.replace("content/articles/second.md", "source:", "updated: 2025-05-21T23:30\nsource:")
    site.replace("content/site.yaml", "id:", "timezone: Asia/Tokyo\nid:").build()
    dates = {url.removeprefix("https://example.org/"): date for url, date in whole(site).items()}
    assert dates["articles/first/"] == "2025-05-30"
    assert dates["articles/second/"] == "2025-05-21"
    assert dates["themes/truce/"] == "2025-05-30"
    assert dates["themes/venues/"] == "2025-05-21"
    assert dates[""] == "2025-05-30"
    assert dates["about/"] == "2025-06-02"
    assert dates["actors/"] is None
    for page in ("themes/truce/", "articles/first/", "articles/second/"):
        told = html.fromstring(site.page(page).encode())
        (meta,) = told.xpath("//meta[@property='article:modified_time']/@content")
        (graph,) = told.xpath("//script[@type='application/ld+json']/text()")
        assert {meta, json.loads(graph)["@graph"][0]["dateModified"]} == {dates[page]}


def test_a_new_article_touches_only_the_map_of_its_month(site: Site) -> None:
    text = (site.root / "content/articles/first.md").read_text(encoding="utf-8")
    site.write("content/articles/old.md", text.replace("2025-05-15", "2024-01-05")).build()
    site.write("content/articles/new.md", text.replace("2025-05-15", "2024-01-07"))
    written = {
        line.partition(":")[0]
        for line in site.build("--explain").out.splitlines()
        if line.startswith("sitemap")
    }
    before = site.output()
    site.remove("content/articles/new.md").build()
    changed = {file for file in before if site.output().get(file) != before[file]}
    assert {file for file in changed if file.startswith("sitemap")} == {"sitemap-2024-01.xml"}
    assert "sitemap-2025-05.xml" not in written


def test_robots_may_read_everything(site: Site) -> None:
    site.build()
    robots = RobotFileParser()
    robots.parse(site.page("robots.txt").splitlines())
    assert robots.can_fetch("AnyBot", "https://example.org/articles/first/")


def test_the_web_manifest_stays_below_the_base_path(site: Site) -> None:
    site.replace("content/site.yaml", "Small Site", "Ein „Name“").build(
        "--base-url", "https://example.org/repo/"
    )
    found = json.loads(site.page("site.webmanifest"))
    assert (found["name"], found["start_url"], found["scope"]) == ("Ein „Name“", "/repo/", "/repo/")
    assert [icon["src"].startswith("/repo/static/") for icon in found["icons"]] == [True] * 4
