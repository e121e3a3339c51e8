"""Where addresses lead, on a site at the top of a host and on one below a path."""

import pytest

from generator.check.targets import Broken, External, Internal, LinkResolver

FILES = frozenset(
    (
        *("index.html", "404.html", "themes/truce/index.html", "Map/index.html"),
        *("media/ä b.png", "media/50%25.png", "media/50%.png"),
    )
)


def follow(
    address: str, base_url: str = "https://org.example/repo/", *, loads: bool = False
) -> object:
    resolver = LinkResolver(base_url, FILES)
    return resolver.resolve("themes/truce/index.html", address, is_hyperlink=not loads)


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
        ("/repo/media/ä b.png", "media/ä b.png"),
        ("/repo/media/50%25.png", "media/50%.png"),
        ("/repo/404.html?a=b", "404.html"),
        ("/repo/x/../media/ä b.png", "media/ä b.png"),
    ],
)
def test_an_address_leads_where_pages_would_serve_it(address: str, file: str) -> None:
    assert follow(address) == Internal(file, "")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/repo/nowhere/", "matches no page or file of the site"),
        ("/themes/truce/", "is outside the site, which is served under /repo/"),
        ("/repository/", "is outside the site, which is served under /repo/"),
        ("../../../../themes/", "is outside the site, which is served under /repo/"),
        ("/repo/repo/", "matches no page or file of the site"),
        ("/repo/404.html/", "matches no page or file of the site"),
        (
            "/repo/themes/truse/",
            "matches no page or file of the site; did you mean '/themes/truce/'?",
        ),
        (
            "/repo/themes/truce.md",
            "matches no page or file of the site; did you mean '/themes/truce/'?",
        ),
        ("/repo/media/", "matches no page or file of the site"),
        (
            "/repo/Themes/truce/",
            "matches no page or file of the site; did you mean '/themes/truce/'? "
            "Capitals and accents must match",
        ),
        (
            "/repo/map",
            "matches no page or file of the site; did you mean '/Map/'? "
            "Capitals and accents must match",
        ),
        (
            "/repo/media/a\u0308 b.png",
            "matches no page or file of the site; did you mean '/media/ä b.png'? "
            "Capitals and accents must match",
        ),
        ("javascript:alert(1)", "is a javascript: address, which does not work on these pages"),
        ("data:text/plain,x", "is a data: address, which does not work on these pages"),
        ("http://[", "is not a valid address: Invalid IPv6 URL"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_why(address: str, reason: str) -> None:
    assert follow(address) == Broken(reason)


def test_other_sites_are_told_without_the_place_in_their_page() -> None:
    assert follow("https://other.example/a?b=c#d") == External("https://other.example/a?b=c")
    assert follow("//other.example/a") == External("https://other.example/a")


def test_another_site_of_the_same_host_is_no_mistake_of_an_editor() -> None:
    assert follow("https://org.example/other/") == External("https://org.example/other/")
    # But what a site says of itself has to be in it: its feed, its canonical address.
    assert isinstance(follow("https://org.example/other/", loads=True), Broken)


def test_addresses_of_no_place_are_left_alone() -> None:
    assert follow("mailto:desk@org.example") is None
    assert follow("tel:+4412345") is None


def test_at_the_top_of_a_host_nothing_leads_out() -> None:
    assert follow("/themes/truce/#a", "https://org.example/") == Internal(
        "themes/truce/index.html", "a"
    )
    assert follow("/../", "https://org.example/") == Internal("index.html", "")
