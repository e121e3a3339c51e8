"""What an editor offers at the cursor, also where the text is half-written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import SITE, Site
from tests.lsp.editor import Editor, Json, editor, uri_of

FIRST = "content/articles/first.md"
SECOND = "content/articles/second.md"
TRUCE = "themes/truce.md"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Editor]]:
    """One site and one editor for all questions, as none of them saves anything."""
    site = Site(tmp_path_factory.mktemp("completion"))
    for path, text in SITE.items():
        site.write(path, text)
    site.write("content/glossary.yaml", "corridor:\n  term: Corridor\n  meaning: A way out.\n")
    with editor("--now", "2025-06-15") as one:
        one.begin(site.root)
        yield site, one


def items(place: tuple[Site, Editor], path: str, old: str, new: str) -> list[Json]:
    """Return what is offered at the mark when some words of a file have become others."""
    site, one = place
    text = SITE[path]
    assert old in text
    found = one.at_mark("completion", uri_of(site.root / path), text.replace(old, new, 1))
    assert isinstance(found, list)
    return found


def labels(place: tuple[Site, Editor], path: str, old: str, new: str) -> list[str]:
    return [item["label"] for item in items(place, path, old, new)]


@pytest.mark.parametrize(
    ("path", "old", "new", "offered"),
    [
        (FIRST, "by: [north]", "by: [‸", ["envoy", "north", "south"]),
        (FIRST, "by: [north]", "by: [north, ‸", ["envoy", "south"]),
        (FIRST, "by: [north]", "by: [north, ‸]", ["envoy", "south"]),
        (FIRST, "by: [north]", "by: ‸", ["envoy", "north", "south"]),
        (FIRST, "by: [north]", "by:\n      - ‸", ["envoy", "north", "south"]),
        (FIRST, "by: [north]", "by:\n    - ‸", ["envoy", "north", "south"]),
        (FIRST, "by: [north]", "by: [north,\n      ‸", ["envoy", "north", "south"]),
        (FIRST, "source: herald", "source: ‸", ["gazette", "herald", "wire"]),
        (FIRST, "source: herald", "source: her‸", ["gazette", "herald", "wire"]),
        (FIRST, "source: herald", 'source: "her‸', ["gazette", "herald", "wire"]),
        (FIRST, "themes: [truce]", "themes: [tr‸", ["truce", "venues"]),
        (FIRST, "point: length", "point: ‸", ["length", "order"]),
        (SECOND, "point: length", "point: ‸", ["length", "order"]),
        (SECOND, "theme: truce", "theme: ‸", ["truce", "venues"]),
        (
            FIRST,
            "on: 2025-05-14",
            "status: ‸",
            ["reported", "confirmed", "disputed", "denied", "superseded"],
        ),
        (FIRST, "themes:", "publish: ‸\nthemes:", ["full", "excerpt", "link"]),
        (FIRST, "themes:", "draft: ‸\nthemes:", ["true", "false"]),
        (TRUCE, "state: open", "state: ‸", ["open", "partial", "settled", "stalled"]),
        (TRUCE, "points:", "events: [‸\npoints:", ["second", "first"]),
        (TRUCE, "points:", "events: [first#‸\npoints:", ["c1"]),
        (TRUCE, "points:", "principals: [north, ‸\npoints:", ["envoy", "south"]),
        (FIRST, "on: 2025-05-14", "superseded_by: ‸", ["second", "first"]),
        (FIRST, "on: 2025-05-14", "superseded_by: second#‸", ["c1"]),
        (FIRST, "on: 2025-05-14", "superseded_by: #‸", ["c1"]),
        ("content/actors.yaml", "of: north", "of: ‸", ["envoy", "north", "south"]),
        (
            "content/actors.yaml",
            "kind: person",
            "kind: ‸",
            ["person", "state", "organisation", "group"],
        ),
        # In prose, whatever the front matter.
        (TRUCE, "[@first#c1]", "[@‸", ["second", "first"]),
        (TRUCE, "[@first#c1]", "[@fi‸]", ["second", "first"]),
        (TRUCE, "[@first#c1]", "[@first; @‸", ["second", "first"]),
        (TRUCE, "[@first#c1]", "[@first#‸", ["c1"]),
        (TRUCE, "[@first#c1]", "[[theme:‸", ["truce", "venues"]),
        (TRUCE, "[@first#c1]", "[[actor:no‸", ["envoy", "north", "south"]),
        (TRUCE, "[@first#c1]", "[[term:‸", ["corridor"]),
        (FIRST, "quote: thirty days", "text: so [[source:‸", ["gazette", "herald", "wire"]),
        # Nothing is known to belong there.
        (FIRST, "North asked", "North ‸asked", []),
        (FIRST, "published: 2025-05-15", "published: ‸", []),
        (FIRST, "published: 2025-05-15", "publisher: ‸", []),
    ],
)
def test_values(
    place: tuple[Site, Editor], path: str, old: str, new: str, offered: list[str]
) -> None:
    assert labels(place, path, old, new) == offered


@pytest.mark.parametrize(
    "defaults",
    ["defaults: {theme: venues}", "defaults:\n  theme: venues", "defaults: {point: venues/host}"],
)
def test_points_of_the_theme_that_claims_have_by_default(
    place: tuple[Site, Editor], defaults: str
) -> None:
    claim = "claims:\n  - text: South wants sixty days.\n    "
    old = f"{claim}theme: truce\n    point: length"
    assert labels(place, SECOND, old, f"{defaults}\n{claim}point: ‸") == ["host"]


def test_a_link_by_key_begins_with_an_article_or_a_kind(place: tuple[Site, Editor]) -> None:
    offered = labels(place, TRUCE, "[@first#c1]", "[[‸")
    assert offered == ["second", "first", "theme:", "actor:", "source:", "term:"]


def test_keys_of_an_article_without_those_that_are_there(place: tuple[Site, Editor]) -> None:
    offered = items(place, FIRST, "themes: [truce]\n", "themes: [truce]\n‸\n")
    keys = [item["label"] for item in offered]
    assert {"summary", "url", "via", "draft"} <= set(keys)
    assert not {"title", "source", "published", "themes", "claims"} & set(keys)
    assert not {"text", "quote"} & set(keys)
    summary = next(item for item in offered if item["label"] == "summary")
    assert summary["documentation"]["value"].startswith("One or two sentences")
    assert summary["textEdit"]["newText"] == "summary: "


def test_keys_that_are_required_come_first(place: tuple[Site, Editor]) -> None:
    offered = items(place, FIRST, "title: First report\n", "‸\n")
    assert min(offered, key=lambda item: item["sortText"])["label"] == "title"
    assert next(item for item in offered if item["label"] == "title")["detail"] == "required"


@pytest.mark.parametrize(
    ("path", "old", "new", "some", "none"),
    [
        (
            FIRST,
            "    on: 2025-05-14\n",
            "    ‸\n",
            {"on", "via", "status"},
            {"text", "by", "title"},
        ),
        (FIRST, "---\nNorth", "  - ‸\n---\nNorth", {"text", "kind"}, {"title"}),
        (TRUCE, "  - id: order\n", "  - ‸\n", {"id", "note"}, {"title", "text", "kind"}),
        (TRUCE, "  state: open", "  ‸", {"state", "since", "history"}, {"text", "title"}),
        (
            TRUCE,
            "status:\n  text: No truce yet.\n  state: open",
            "status: {text: x, ‸",
            {"state"},
            {"text", "title"},
        ),
        (TRUCE, "title: Order of steps", "title: Order\n    place: {‸", {"lat", "lon"}, {"title"}),
        ("content/sources.yaml", "  name: The Gazette", "  ‸", {"name", "country"}, {"aliases"}),
        ("content/site.yaml", "title: Small Site", "‸", {"title", "timezone"}, {"id"}),
    ],
)
def test_keys_by_their_place(
    place: tuple[Site, Editor], path: str, old: str, new: str, some: set[str], none: set[str]
) -> None:
    offered = set(labels(place, path, old, new))
    assert some <= offered
    assert not none & offered


def test_what_is_offered_takes_the_place_of_what_was_begun(place: tuple[Site, Editor]) -> None:
    item = items(place, FIRST, "by: [north]", "by: [south, nor‸th]")[1]
    assert item["label"] == "north"
    assert item["detail"] == "North"
    start, end = item["textEdit"]["range"]["start"], item["textEdit"]["range"]["end"]
    assert (start["character"], end["character"]) == (16, 19)
    assert start["line"] == end["line"] == 9


def test_articles_are_offered_with_their_titles_the_newest_first(
    place: tuple[Site, Editor],
) -> None:
    item = items(place, TRUCE, "[@first#c1]", "[@‸")[1]
    assert (item["label"], item["detail"]) == ("first", "First report")
    claim = items(place, TRUCE, "[@first#c1]", "[@first#‸")[0]
    assert (claim["label"], claim["detail"]) == ("c1", "North wants thirty days.")


@pytest.mark.parametrize(
    "text",
    [
        "‸",
        "---‸",
        "---\n‸",
        "---\nsource: ‸",
        "---\nclaims:\n- text: a\n  by: [‸",
        "---\n: : [{‸\n---\n",
        "---\n\t\tby: [‸\n",
        "---\nclaims: [[[{a: [‸",
        "- - - ‸",
        "\ufeff---\r\nsource: ‸\r\n---\r\n",
    ],
)
def test_any_unfinished_text_has_an_answer(place: tuple[Site, Editor], text: str) -> None:
    site, one = place
    found = one.at_mark("completion", uri_of(site.root / FIRST), text)
    assert isinstance(found, list)


def test_names_stay_known_while_the_file_that_defines_them_is_broken(
    place: tuple[Site, Editor],
) -> None:
    site, one = place
    actors, first = (uri_of(site.root / path) for path in ("content/actors.yaml", FIRST))
    whole = SITE["content/actors.yaml"]
    one.at_mark("hover", actors, whole + "‸")
    one.at_mark("hover", actors, whole + "east:\n  name: [‸")
    assert labels(place, FIRST, "by: [north]", "by: [‸") == ["envoy", "north", "south"]
    one.at_mark("hover", actors, whole + "east:\n  name: East\n‸")
    assert labels(place, FIRST, "by: [north]", "by: [‸") == ["east", "envoy", "north", "south"]
    one.close(actors)
    one.close(first)


def test_the_first_question_is_answered_though_the_site_was_just_opened(site: Site) -> None:
    with editor("--now", "2025-06-15") as one:
        one.begin(site.root)
        uri = uri_of(site.root / FIRST)
        text = SITE[FIRST].replace("source: herald", "source: ‸")
        line, at = next((n, row.index("‸")) for n, row in enumerate(text.split("\n")) if "‸" in row)
        one.open(uri, text.replace("‸", ""))
        found = one.at("completion", uri, line, at)  # before any problem was shown
        assert [item["label"] for item in found] == ["gazette", "herald", "wire"]
