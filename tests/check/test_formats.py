"""What is taken for an address, in each kind of file."""

import pytest

from generator.check.formats import links_of, may_have_links


def addresses(path: str, text: str) -> tuple[str, ...]:
    return links_of(path, text.encode()).addresses


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<a href="/one/">', ["/one/"]),
        ("<A HREF=/one/>", ["/one/"]),
        ("<a href='/a?b=1&amp;c=2'>", ["/a?b=1&c=2"]),
        ('<a title="2 > 1" href="/one/">', ["/one/"]),
        ('<a href=" /one/\n">', ["/one/"]),
        ('<area href="/one/"><link rel="alternate" href="/feed.xml">', ["/one/", "/feed.xml"]),
        ('<img src="/a.png" srcset="/b.png 1x, /c.png 2x">', ["/a.png", "/b.png", "/c.png"]),
        ('<source srcset="/a.png, /b.png 600w">', ["/a.png", "/b.png"]),
        ('<video src="/a.mp4" poster="/a.jpg"></video>', ["/a.mp4", "/a.jpg"]),
        ('<form action="/search/"><button formaction="/other/">', ["/search/", "/other/"]),
        ('<object data="/a.pdf"></object><embed src="/b.pdf">', ["/a.pdf", "/b.pdf"]),
        ('<meta http-equiv="Refresh" content="0; url=/new/">', ["/new/"]),
        ("""<meta http-equiv="refresh" content="5;URL='/new/'">""", ["/new/"]),
        ('<meta http-equiv="refresh" content="300">', []),
        (
            '<meta property="og:image" content="https://a.example/b.png">',
            ["https://a.example/b.png"],
        ),
        ('<meta name="twitter:image" content="/b.png">', ["/b.png"]),
        ('<meta name="description" content="/not/">', []),
        ('<svg><use xlink:href="#a"/><image href="/a.png"/></svg>', ["#a", "/a.png"]),
        ('<rect fill="url(#shade)">', ["#shade"]),
        ('<p style="background: url(/a.png)">', ["/a.png"]),
        ("<style>p { background: url('/a.png') }</style>", ["/a.png"]),
        ('<script src="/a.js"></script>', ["/a.js"]),
        ("""<script>var no = '<a href="/not/">'</script><a href="/yes/">""", ["/yes/"]),
        ('<!-- <a href="/not/"> --><a href="/yes/">', ["/yes/"]),
        ('<title>How <a href="/not/"> is written</title>', []),
        ("<p>5 < 6 and a<b</p><a href=/yes/>", ["/yes/"]),
    ],
)
def test_a_page_leads_to_whatever_it_loads_or_links(html: str, found: list[str]) -> None:
    assert list(addresses("index.html", html)) == found


def test_readers_follow_links_and_not_what_a_page_loads_or_asks_for() -> None:
    html = (
        '<link rel="canonical" href="/a/"><img src="/b.png"><a href="/c/">'
        '<a rel="noopener nofollow" href="/d/">'
    )
    assert links_of("index.html", html.encode()).hyperlinks == {"/c/"}


def test_ids_are_anchors_and_one_that_stands_twice_is_told() -> None:
    links = links_of("index.html", b'<p id="one"><p id=two><p id="one">')
    assert links.anchors == {"one", "two"}
    assert links.duplicate_ids == ("one",)


def test_a_style_sheet_loads_what_it_imports_and_paints_with() -> None:
    css = """
        @import "base.css"; @import url(print.css) print;
        /* url(not.png) */
        p { background: url( "a b.png" ) , URL(c.png); mask: url(#anchor) }
    """
    assert addresses("static/a.css", css) == ("base.css", "print.css", "a b.png", "c.png")


def test_a_feed_leads_to_its_links_and_those_of_its_texts() -> None:
    feed = """<?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://brief.example/">
        <id>tag:brief.example,2025:feed</id><icon>static/icon.svg</icon>
        <link rel="self" href="feed.xml"/>
        <entry xml:base="articles/first/"><content type="html">&lt;a href="#c1"&gt;one&lt;/a&gt;
        </content><summary>&lt;a href="/not/"&gt;</summary></entry>
        <entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
        <img src="a.png"/></div></content></entry></feed>"""
    assert addresses("feed.xml", feed) == (
        "https://brief.example/static/icon.svg",
        "https://brief.example/feed.xml",
        "https://brief.example/articles/first/#c1",
        "https://brief.example/a.png",
    )


def test_a_sitemap_leads_to_its_pages() -> None:
    sitemap = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>'
        "<loc> https://brief.example/ </loc><lastmod>2025-05-15</lastmod></url></urlset>"
    )
    assert addresses("sitemap.xml", sitemap) == ("https://brief.example/",)


def test_a_drawing_has_anchors_and_may_refer_to_them() -> None:
    links = links_of("a.svg", b'<svg><g id="a"/><use href="#a"/><path fill="url(#b)"/></svg>')
    assert links.addresses == ("#a", "#b")
    assert links.anchors == {"a"}


def test_data_lead_to_every_text_that_is_an_address() -> None:
    feed = """{"home_page_url": "https://a.example/", "title": "See https://not.example/",
        "items": [{"url": "https://a.example/one/", "tags": ["https://a.example/tag"],
        "content_html": "<a href='https://a.example/two/'>", "id": "tag:a.example,2025:1"}]}"""
    assert addresses("feed.json", feed) == (
        "https://a.example/",
        "https://a.example/one/",
        "https://a.example/tag",
        "https://a.example/two/",
    )


def test_a_web_manifest_leads_to_its_icons_and_its_first_page() -> None:
    text = '{"name": "A", "start_url": "./", "icons": [{"src": "icon.png", "type": "image/png"}]}'
    assert addresses("app.webmanifest", text) == ("./", "icon.png")


def test_tables_and_what_robots_are_told_lead_to_what_begins_as_an_address() -> None:
    assert addresses("robots.txt", "User-agent: *\nSitemap: https://a.example/sitemap.xml\n") == (
        "https://a.example/sitemap.xml",
    )
    assert addresses("claims.csv", 'c1,"https://a.example/x#c1",no\n') == (
        "https://a.example/x#c1",
    )


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [("feed.xml", "<feed>", "is not well-formed XML: "), ("feed.json", "{", "is not valid JSON: ")],
)
def test_a_file_that_nobody_can_read_is_told(path: str, text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        links_of(path, text.encode())


def test_pictures_are_not_even_opened() -> None:
    assert not any(map(may_have_links, ("media/a.png", "CNAME", ".nojekyll", "static/a.js")))
    assert may_have_links("A.HTML")
