"""Where addresses lead, on a site at the top of a host and on one below a path."""

import pytest

from generator.check.targets import Inside, Nowhere, Outside, Targets

FILES = frozenset(
    ("index.html", "404.html", "themes/truce/index.html", "media/ä b.png", "Map/index.html")
)


def follow(
    address: str, base_url: str = "https://org.example/repo/", *, loads: bool = False
) -> object:
    targets = Targets(base_url, FILES)
    return targets.follow("themes/truce/index.html", address, by_readers=not loads)


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/repo/", "index.html"),
        ("/repo", "index.html"),
        ("https://org.example/repo/themes/truce/", "themes/truce/index.html"),
        ("http://ORG.example/repo/themes/truce/", "themes/truce/index.html"),
        ("//org.example/repo/404.html", "404.html"),
        ("", "themes/truce/index.html"),
        ("?sort=new", "themes/truce/index.html"),
        (".", "themes/truce/index.html"),
        ("../truce", "themes/truce/index.html"),
        ("../../404", "404.html"),
        ("/repo/themes/truce/index.html", "themes/truce/index.html"),
        ("/repo/media/%C3%A4%20b.png", "media/ä b.png"),
        ("/repo/x/../media/ä b.png", "media/ä b.png"),
    ],
)
def test_an_address_leads_where_pages_would_serve_it(address: str, file: str) -> None:
    assert follow(address) == Inside(file, "")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/repo/nowhere/", "leads to no page of the site"),
        ("/themes/truce/", "leads out of the site, which is served under /repo/"),
        ("/repository/", "leads out of the site, which is served under /repo/"),
        ("../../../../themes/", "leads out of the site, which is served under /repo/"),
        ("/repo/repo/", "leads to no page of the site"),
        ("/repo/404.html/", "leads to no page of the site"),
        ("/repo/media/", "leads to no page of the site"),
        (
            "/repo/Themes/truce/",
            "leads to no page of the site; '/themes/truce/' is spelled otherwise",
        ),
        ("/repo/map", "leads to no page of the site; '/Map/' is spelled otherwise"),
        (
            "/repo/media/a\u0308 b.png",
            "leads to no page of the site; '/media/ä b.png' is spelled otherwise",
        ),
        ("javascript:alert(1)", "is a javascript: address, which does nothing on these pages"),
        ("data:text/plain,x", "is a data: address, which does nothing on these pages"),
        ("http://[", "is no address: Invalid IPv6 URL"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_why(address: str, reason: str) -> None:
    assert follow(address) == Nowhere(reason)


def test_other_sites_are_told_without_the_place_in_their_page() -> None:
    assert follow("https://other.example/a?b=c#d") == Outside("https://other.example/a?b=c")
    assert follow("//other.example/a") == Outside("https://other.example/a")


def test_another_site_of_the_same_host_is_no_mistake_of_an_editor() -> None:
    assert follow("https://org.example/other/") == Outside("https://org.example/other/")
    # But what a site says of itself has to be in it: its feed, its canonical address.
    assert isinstance(follow("https://org.example/other/", loads=True), Nowhere)


def test_addresses_of_no_place_are_left_alone() -> None:
    assert follow("mailto:desk@org.example") is None
    assert follow("tel:+4412345") is None


def test_at_the_top_of_a_host_nothing_leads_out() -> None:
    assert follow("/themes/truce/#a", "https://org.example/") == Inside(
        "themes/truce/index.html", "a"
    )
    assert follow("/../", "https://org.example/") == Inside("index.html", "")
