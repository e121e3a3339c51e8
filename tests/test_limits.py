"""What is larger than people need is told before any work is done with it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

from generator import limits
from tests.conftest import SITE, Site

FIRST = "content/articles/first.md"
TRUCE = "themes/truce.md"
ACTORS = "content/actors.yaml"
HANDBOOK = Path(__file__).parent.parent / "content" / "README.md"


class Much(NamedTuple):
    """Too much of something, and the one problem that it is, with its place."""

    name: str
    change: Callable[[Site], object]
    problem: str


def listed(number: int, form: str) -> str:
    return "".join(form.format(n) for n in range(number))


def body(text: str) -> Callable[[Site], object]:
    return lambda site: site.replace(FIRST, "North asked", f"{text}\n\nNorth asked")


def actors(number: int) -> Callable[[Site], object]:
    chain = listed(number, "\na{0}:\n  name: Actor {0}\n  of: a{0}x\n")
    chain = re.sub(r"a(\d+)x", lambda found: f"a{int(found[1]) + 1}", chain)
    return lambda site: site.write(ACTORS, f"{SITE[ACTORS]}{chain}\na{number}:\n  name: The last\n")


TOO_MUCH = [
    Much(
        "a file",
        lambda site: site.write(FIRST, "x" * (limits.TEXT_BYTES + 5000)),
        f"{FIRST}: error: the file has 305 KB, and may have 300 KB; divide it into several, "
        "or shorten it [too-large]",
    ),
    Much(
        "a static file that is mostly a hole",
        lambda site: os.truncate(site.write("static/a.bin", "").root / "static/a.bin", 3 << 30),
        "static/a.bin: error: the file has 3.2 GB, and may have 100 MB; save it smaller, or link "
        "to it where it is on the web [too-large]",
    ),
    Much(
        "claims",
        lambda site: site.replace(
            FIRST, "claims:\n", "claims:\n" + listed(200, "  - text: Said {}.\n    kind: event\n")
        ),
        f"{FIRST}:6:1: error: 'claims' has 201 entries, and may have 200; divide the article into "
        "several [too-many]",
    ),
    Much(
        "points",
        lambda site: site.replace(
            TRUCE, "points:\n", "points:\n" + listed(50, "  - id: p{0}\n    title: Point {0}\n")
        ),
        f"{TRUCE}:8:1: error: 'points' has 52 entries, and may have 50; divide the theme into "
        "several [too-many]",
    ),
    Much(
        "authors",
        lambda site: site.replace(FIRST, "claims:", f"authors: [{listed(201, 'A{}, ')}]\nclaims:"),
        f"{FIRST}:6:1: error: 'authors' has 201 entries, and may have 200; leave out what readers "
        "can miss [too-many]",
    ),
    Much(
        "a text in front matter",
        lambda site: site.replace(FIRST, "First report", "A" * 5001),
        f"{FIRST}:2:8: error: this text has 5,001 characters, and may have 5,000; shorten it, or "
        "write it in the text below the front matter [too-large]",
    ),
    Much(
        "actors who speak for one another",
        actors(12),
        f"{ACTORS}:19:7: error: 'a1' speaks for another, who speaks for another, and so on, 11 "
        "times; at most 10 may follow one another, so name one further on [too-many]",
    ),
    Much(
        "terms",
        lambda site: site.write(
            "content/glossary.yaml", listed(1001, "t{0}:\n  term: word{0}\n  meaning: It is {0}.\n")
        ),
        "content/glossary.yaml:1:1: error: 1,001 terms are explained here, and 1,000 may be; "
        "choose those that readers need most [too-many]",
    ),
    Much(
        "keys",
        lambda site: site.replace(FIRST, "title:", listed(201, "zzz{}: 1\n") + "title:"),
        f"{FIRST}:2:1: error: 206 keys are set here; there are not even 200 [too-many]",
    ),
    Much(
        "folders of a file",
        lambda site: site.write("static/" + "a/" * 25 + "x.txt", "x"),
        "static" + "/a" * 20 + ": error: in more than 20 folders; move it further up [too-many]",
    ),
    Much(
        "folders of an old address",
        lambda site: site.replace(FIRST, "claims:", f"aliases: [/{'a/' * 21}]\nclaims:"),
        f"{FIRST}:6:11: error: '/{'a/' * 19}a…' is in more than 20 folders; shorten it [bad-value]",
    ),
    Much(
        "citations",
        body("He said[@first#c1]. " * 501),
        f"{FIRST}:15:1: error: up to here, this text has more than 500 citations and links by key; "
        "divide it into several [too-many]",
    ),
    Much(
        "one definition of a link, used often",
        body(f"[a]: https://a.example/{'x' * 9000}\n\n" + "[a] " * 20),
        f"{FIRST}:17:1: error: up to here, this text takes more than 150 KB of a page, with its "
        "markup; divide it into several, or shorten what it repeats [too-large]",
    ),
    Much(
        "accents on one letter",
        body("a" + "\u0323\u0301" * 40_000),
        f"{FIRST}:15:2: error: more than 30 accents or other marks on one letter, which no "
        "language has; remove them [control-character]",
    ),
]


@pytest.mark.parametrize("much", TOO_MUCH, ids=[much.name for much in TOO_MUCH])
def test_too_much_of_anything_is_one_problem(site: Site, much: Much) -> None:
    much.change(site)
    assert site.errors() == [much.problem]


def test_what_is_at_a_limit_is_fine(site: Site) -> None:
    claims = listed(limits.CLAIMS - 1, "  - text: The sides met for {} hours.\n    kind: event\n")
    site.replace(FIRST, "claims:\n", f"claims:\n{claims}")
    body("They met[@first#c1]. " * limits.CITATIONS)(site)
    actors(limits.SPEAKERS)(site)
    assert site.errors() == []
    site.build()
    assert max(map(len, site.output().values())) < 300_000


def test_of_very_many_problems_of_a_file_the_first_are_told(site: Site) -> None:
    body("<!-- " * 1000)(site)
    errors = site.errors()
    assert len(errors) == limits.FINDINGS + 1
    told = "more problems of this file are not shown; once these are mended, they are"
    assert told in "\n".join(errors)


@pytest.mark.parametrize(
    "path", ["content/site.yaml", ACTORS, TRUCE, FIRST, "content/media/a.png", "static/a.txt"]
)
def test_a_pipe_in_the_place_of_a_file_is_told_and_not_waited_for(site: Site, path: str) -> None:
    place = site.write(path, "").remove(path).root / path
    os.mkfifo(place)
    assert site.errors() == [
        f"{path}: error: a pipe, a socket or a device, and no file; put a file in its place "
        "[unreadable]"
    ]


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "large"])
def test_evidence_that_is_no_ordinary_file_is_told(site: Site, kind: str, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    text = archive / "first.txt"
    match kind:
        case "pipe":
            os.mkfifo(text)
        case "device":
            text.symlink_to("/dev/zero")
        case "folder":
            text.mkdir()
        case _:
            text.touch()
            os.truncate(text, 3 << 30)
    site.replace(FIRST, "claims:", "evidence: first.txt\nclaims:")
    (error,) = site.errors("--archive", str(archive))
    reasons = {"large": "the file has 3.2 GB, and may have 5 MB", "folder": "Is a directory"}
    reason = reasons.get(kind, "it is no regular file")
    assert f"cannot be read: {reason}; put the text there" in error
    assert "1 quotation unchecked" in site.run("status", "--archive", str(archive)).out


def test_no_address_brings_into_a_feed_what_xml_cannot_hold(site: Site) -> None:
    every = " ".join(
        f"<https://a.example/%{char.encode().hex('%')}>"
        for char in ("\0", "\x01", "\ufffe", "\uffff", "\ufdd0", "\x85", "\u202e", "0\x0099\0")
    )
    site.replace(FIRST, "claims:", f'summary: "{every}"\nclaims:')
    body(every)(site)
    site.build()
    for name, data in site.output().items():
        if name.endswith((".xml", ".svg")):
            etree.fromstring(data)


@pytest.mark.parametrize("option", ["loop/site", "n" * 256, "n/" * 3000])
def test_an_output_that_can_be_no_folder_is_refused(site: Site, option: str) -> None:
    (site.root / "loop").symlink_to(site.root / "loop")
    outcome = site.run("build", "--output", str(site.root / option))
    assert outcome.exit_code == 2
    assert "cannot be a path: " in outcome.err
    assert "choose another" in outcome.err


@pytest.mark.parametrize("folder", ["", "content/media", "themes/new"])
def test_an_output_among_what_people_wrote_for_another_site_is_refused(
    site: Site, folder: str, tmp_path: Path
) -> None:
    other = Site(tmp_path / "other").write("content/site.yaml", SITE["content/site.yaml"])
    outcome = site.run("build", "--output", str(other.root / folder))
    assert outcome.exit_code == 1
    assert f"what people wrote for another site, {other.root}, is there" in outcome.err
    site.build("--output", str(other.root / "site"))


@pytest.mark.parametrize("zone", ["localtime", "posixrules", "Europe", "posix/Europe/Kyiv"])
def test_a_time_zone_that_only_this_machine_has_is_none(site: Site, zone: str) -> None:
    site.write("content/site.yaml", f"{SITE['content/site.yaml']}timezone: {zone}\n")
    (error,) = site.errors()
    assert f"'{zone}' is not a time zone such as Europe/Kyiv [bad-value]" in error


def test_nothing_may_lie_where_the_search_index_is(site: Site) -> None:
    site.replace(FIRST, "claims:", "aliases: [/Pagefind/pagefind.js]\nclaims:")
    (error,) = site.errors()
    assert "the address /Pagefind/pagefind.js/ is kept for the search index; choose" in error


def test_templates_of_a_site_run_nothing(site: Site) -> None:
    base = '{% extends "default/404.html" %}{% block main %}'
    for attack in (
        "{{ cycler.__init__.__globals__.os.popen('touch ran') }}",
        "{{ view|attr('__class__') }}",
        "{{ [view]|map(attribute='__class__')|first }}",
        "{{ [].append(1) }}",
        "{{ '{0.__class__.__mro__}'.format(view) }}",
        "{{ view.__class__ }}",
    ):
        site.write("templates/404.html", f"{base}{attack}{{% endblock %}}")
        (error,) = site.errors()
        assert "templates/404.html:1" in error
        assert "[template]" in error
    site.write("templates/404.html", f"{base}{{{{ view.title }}}}{{% endblock %}}").build()


def test_the_handbook_has_every_limit() -> None:
    text = HANDBOOK.read_text(encoding="utf-8")
    table = text[text.index("## Limits") :]
    for name, value in vars(limits).items():
        if name.isupper() and name not in ("KB", "MB"):
            shown = limits.size(value) if name.endswith("_BYTES") else f"{value:,}"
            assert re.search(rf"\| {shown}\b", table), f"{name}: {shown}"
