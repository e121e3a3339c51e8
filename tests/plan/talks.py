"""Claims of several parties, put into the small site as articles."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import html

from tests.conftest import Site

PARTIES = ("north", "south", "east", "west", "isle", "coast", "hills")


def actors(site: Site) -> None:
    """Register all parties."""
    entries = (f"{key}:\n  name: {key.capitalize()}\n  kind: state\n" for key in PARTIES)
    site.write("content/actors.yaml", "".join(entries))


def article(
    site: Site,
    name: str,
    claims: Sequence[str],
    published: str = "2025-05-15",
    source: str = "herald",
    via: str = "",
) -> None:
    """Add an article with claims."""
    front = f"title: {name}\nsource: {source}\npublished: {published}\nthemes: [truce]\n"
    front += f"via: {via}\n" if via else ""
    listed = f"claims:\n{''.join(claims)}" if claims else ""
    site.write(f"content/articles/{name}.md", f"---\n{front}{listed}---\n{name}.\n")


def claim(
    by: str, point: str, value: str = "", kind: str = "demand", on: str = "2025-05-14"
) -> str:
    """Return a claim, as it stands in an article."""
    answer = f"    value: {value}\n" if value else ""
    return (
        f"  - text: {by} on {point}.\n    kind: {kind}\n    by: [{by}]\n"
        f"    point: {point}\n    on: {on}\n{answer}"
    )


def briefing(site: Site) -> html.HtmlElement:
    """Build, and return the briefing page."""
    assert site.build().exit_code == 0
    return html.fromstring(site.page("themes/truce/").encode())


def words(element: html.HtmlElement) -> str:
    """Return the text of an element with single spaces."""
    return " ".join(element.text_content().split())
