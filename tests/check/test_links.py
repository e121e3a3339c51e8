"""Links within the site, as an editor is told of them."""

from datetime import UTC, datetime

from generator.check.check import check
from generator.check.link_types import FileLinks, Occurrence
from generator.check.links import FollowedLinks, follow_links, links_in
from generator.problems import Severity
from generator.request import Request
from tests.conftest import Site
from tests.images import grey_png

PAGE = "---\ntitle: About\n---\n"


def test_a_site_without_a_fault_is_told_as_such(site: Site) -> None:
    outcome = site.run("check", "--base-url", "https://example.org/repo/", "--jobs", "2")
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert "pages without a broken link; no problems" in outcome.out


def test_a_link_is_found_where_it_is_written_and_not_in_a_longer_one(site: Site) -> None:
    text = "[All](/themes/truce/#length) and [this](/themes/truce/#len), [that](/Themes/truce/).\n"
    site.write("content/pages/about.md", PAGE + text)
    # The generator's own points have other anchors.
    first, second, third = site.errors()
    assert first.startswith(
        "content/pages/about.md:4:7: error: the link '/themes/truce/#length' on"
    )
    assert first.endswith("leads to a page that has no anchor 'length' [broken-link]")
    assert second.startswith("content/pages/about.md:4:41: error: the link '/themes/truce/#len' on")
    assert third.startswith("content/pages/about.md:4:69: error: the link '/Themes/truce/' on")
    assert third.endswith(
        "matches no page or file of the site; did you mean '/themes/truce/'? "
        "Capitals and accents must match [broken-link]"
    )


def test_what_all_pages_have_is_told_once_where_it_is_written(site: Site) -> None:
    site.write(
        "templates/base.html",
        '{% extends "default/base.html" %}{% block scripts %}\n'
        """<link rel="help" href="{{ 'help/'|url }}">{% endblock %}\n""",
    )
    for base_url in ("https://example.org/", "https://example.org/repo/"):
        (problem,) = site.errors("--base-url", base_url)
        assert problem.startswith(
            "templates/base.html:2:27: error: the link '/help/' on the page /"
        )


def test_what_is_written_nowhere_is_told_once_for_all_pages(site: Site) -> None:
    site.write(
        "templates/article.html",
        '{% extends "default/article.html" %}{% block scripts %}\n'
        """<link rel="help" href="{{ ('he' ~ 'lp/')|url }}">{% endblock %}\n""",
    )
    (problem,) = site.errors()
    assert problem.startswith(
        "content/articles/first.md:1:1: error: the link '/help/' on the page /articles/first/ and "
        "1 more matches no page or file of the site"
    )


def test_a_style_sheet_of_the_site_has_to_have_its_pictures(site: Site) -> None:
    site.write("static/more.css", '@import "briefing.css";\np { background: url(paper.webp) }\n')
    site.write(
        "static/icons.svg", '<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/></svg>\n'
    )
    drawing, picture = site.errors()
    assert picture.startswith(
        "static/more.css:2:21: error: the link 'paper.webp' in /static/more.css"
    )
    assert drawing.startswith("static/icons.svg:1:52: error: the link '#a' in /static/icons.svg")
    site.write("static/paper.webp", grey_png(1, 1)).write(
        "static/icons.svg", "<svg><g id='a'/></svg>\n"
    )
    assert site.errors() == []


def test_a_file_that_is_no_xml_is_told(site: Site) -> None:
    site.write("static/extra.xml", "<urlset>\n")
    (problem,) = site.errors()
    assert problem.startswith(
        "static/extra.xml:1:1: error: /static/extra.xml is not well-formed XML"
    )


def test_two_elements_of_one_id_are_told(site: Site) -> None:
    block = '{% block scripts %}<meta id="main">{% endblock %}'
    site.write("templates/home.html", '{% extends "default/home.html" %}' + block)
    (problem,) = site.errors()
    assert "the link '#main' on the page / is ambiguous: several elements of the page" in problem


def made(path: str, text: str) -> tuple[Occurrence, FileLinks]:
    return Occurrence(path, path), links_in(path, text.encode())


def followed(files: list[tuple[Occurrence, FileLinks]], base_url: str) -> FollowedLinks:
    paths = {occurrence.file for occurrence, _ in files}
    return follow_links(lambda: files, paths, base_url, external=True)


def test_anchors_are_looked_up_in_other_pages() -> None:
    pages = [
        made(
            f"{n}/index.html",
            f'<p id="p{n}"><a href="/{n - 1}/#p{n - 1}"><a href="/{n - 2}/#p{n}">',
        )
        for n in range(400)
    ]
    issues = followed(pages, "https://a.example/").issues
    missing = [issue.address for issue in issues if "no anchor" in issue.reason]
    gone = [issue.address for issue in issues if "no page" in issue.reason]
    assert missing == [f"/{n - 2}/#p{n}" for n in range(2, 400)]
    assert gone == ["/-1/#p-1", "/-2/#p0", "/-1/#p1"]


def test_the_top_of_a_page_and_words_in_it_need_no_anchor() -> None:
    page = made(
        "index.html", '<a href="#"><a href="#top"><a href="/#:~:text=word"><a href="#%C3%A4">'
    )
    anchored = made("a/index.html", '<p id="ä"><a href="#%C3%A4"><a href="/a/#ä"><a href="/a#ä">')
    issues = followed([page, anchored], "https://a.example/").issues
    assert [(issue.address, issue.occurrences[0].file) for issue in issues] == [
        ("#%C3%A4", "index.html")
    ]


def test_what_a_site_says_of_itself_in_any_file_has_to_be_there() -> None:
    files = [
        made("index.html", '<meta property="og:image" content="https://a.example/repo/card.png">'),
        made("sitemap.xml", "<urlset><loc>https://a.example/repo/gone/</loc></urlset>"),
        made("feed.json", '{"items": [{"url": "https://a.example/first/"}]}'),
        made("app.webmanifest", '{"icons": [{"src": "/repo/icon.png"}]}'),
    ]
    issues = followed(files, "https://a.example/repo/").issues
    assert [(issue.occurrences[0].file, issue.address) for issue in issues] == [
        ("index.html", "https://a.example/repo/card.png"),
        ("sitemap.xml", "https://a.example/repo/gone/"),
        ("feed.json", "https://a.example/first/"),
        ("app.webmanifest", "/repo/icon.png"),
    ]


def test_a_template_that_fails_is_told_and_links_are_not(site: Site) -> None:
    site.write("templates/home.html", "{{ view.nothing }}")
    checked = check(Request(root=site.root, now=datetime(2025, 6, 1, tzinfo=UTC)), None)
    (problem,) = checked.problems
    assert (problem.file, problem.severity) == ("templates/home.html", Severity.ERROR)
