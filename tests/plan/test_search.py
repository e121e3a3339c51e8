"""The search page as it is without its script."""

from lxml import html

from tests.conftest import Site
from tests.plan.test_pages import article


def links(site: Site) -> list[tuple[str, str]]:
    page = html.fromstring(site.page("search/").encode())
    found = page.xpath("//section[@aria-labelledby='lists']//a")
    return [(link.get("href"), link.text_content()) for link in found]


def options(site: Site, name: str) -> list[tuple[str, str]]:
    page = html.fromstring(site.page("search/").encode())
    found = page.xpath(f"//select[@name='{name}']/option")
    return [(option.get("value"), option.text_content()) for option in found]


def test_its_lists_lead_to_everything(site: Site) -> None:
    site.build("--base-url", "https://example.org/repo/")
    assert links(site) == [
        ("/repo/themes/truce/", "Truce"),
        ("/repo/themes/venues/", "Venues"),
        ("/repo/actors/", "Who’s who"),
        ("/repo/sources/", "Sources"),
        ("/repo/timeline/", "Timeline"),
        ("/repo/timeline/2025-05/", "May 2025"),
    ]


def test_it_offers_the_themes_sources_and_months_that_there_are(site: Site) -> None:
    site.write("content/articles/june.md", article("June", month="2025-06"))
    site.build()
    assert options(site, "theme") == [("", "All themes"), ("truce", "Truce"), ("venues", "Venues")]
    assert options(site, "source") == [
        ("", "All sources"),
        ("gazette", "The Gazette"),
        ("herald", "The Herald"),
    ]
    assert options(site, "month") == [
        ("", "Any time"),
        ("2025-06", "June 2025"),
        ("2025-05", "May 2025"),
    ]


def test_nothing_of_the_form_is_shown_before_the_script_says_so(site: Site) -> None:
    site.build()
    page = html.fromstring(site.page("search/").encode())
    for id in ("search", "results", "unavailable"):
        assert page.get_element_by_id(id).get("hidden") is not None


def test_another_report_in_a_month_leaves_it_as_it_is(site: Site) -> None:
    site.build()
    before = site.page("search/")
    site.write("content/articles/third.md", article("Third"))
    assert "search/index.html" not in site.build("--explain").out.replace(
        "search/index.html: up to date", ""
    )
    assert site.page("search/") == before


def test_every_page_leads_to_it(site: Site) -> None:
    site.build()
    for address in ("", "themes/truce/", "articles/first/", "404.html"):
        page = html.fromstring(site.page(address).encode())
        assert page.xpath("//nav[@class='tools']//a[@href='/search/']")
