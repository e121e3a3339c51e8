"""What editors may get wrong: the very text they are told, and the site that stays as it was.

Each case is a change to the small site of `conftest.py` and what standard error says about it, up
to the summary in the last line.
"""
# ruff: noqa: E501 - the expected texts stand here as they are printed

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree, html

from tests.conftest import SITE, Site

FIRST = "content/articles/first.md"
SECOND = "content/articles/second.md"
TRUCE = "themes/truce.md"
VENUES = "themes/venues.md"
CONFIG = "content/site.yaml"
SOURCES = "content/sources.yaml"
ACTORS = "content/actors.yaml"

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x01\x08\x02\x00\x00\x00"

Change = Callable[[Site], object]


class Bad(NamedTuple):
    """Something wrong, and what the editor is told."""

    name: str
    change: Change
    problems: str


class Good(NamedTuple):
    """Something unusual that is right, and what the reader sees where."""

    name: str
    change: Change
    page: str
    shown: str


def in_first(old: str, new: str) -> Change:
    return lambda site: site.replace(FIRST, old, new)


def in_its_text(words: str) -> Change:
    """Put words into the text of the first article, which is line 15 of the file."""
    return lambda site: site.replace(FIRST, "Wednesday.", f"Wednesday{words}.")


def bomb() -> str:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]"
        for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    return "\n".join(lines) + "\n"


BAD = (
    # Names that nothing has.
    Bad(
        "an unknown theme",
        in_first("[truce]", "[truse]"),
        """\
content/articles/first.md:5:10: error: unknown theme 'truse'; did you mean 'truce'? [unknown-theme]
    5 | themes: [truse]
      |          ^^^^^
""",
    ),
    Bad(
        "an unknown source",
        in_first("source: herald", "source: Herald"),
        """\
content/articles/first.md:3:9: error: unknown source 'Herald'; did you mean 'herald'? [unknown-source]
    3 | source: Herald
      |         ^^^^^^
""",
    ),
    Bad(
        "an unknown actor",
        in_first("by: [north]", "by: [west]"),
        """\
content/articles/first.md:10:10: error: unknown actor 'west'; add it to content/actors.yaml [unknown-actor]
   10 |     by: [west]
      |          ^^^^
""",
    ),
    Bad(
        "an actor by another spelling",
        in_first("by: [north]", "by: [Envoi]"),
        """\
content/articles/first.md:10:10: error: unknown actor 'Envoi', a spelling of 'envoy'; write 'envoy' [unknown-actor]
   10 |     by: [Envoi]
      |          ^^^^^
""",
    ),
    Bad(
        "an unknown point",
        in_first("point: length", "point: lenght"),
        """\
content/articles/first.md:8:12: error: the theme 'truce' has no point 'lenght'; did you mean 'length'? [unknown-point]
    8 |     point: lenght
      |            ^^^^^^
""",
    ),
    Bad(
        "a point of another theme",
        in_first("point: length", "point: host"),
        """\
content/articles/first.md:8:12: error: the point 'host' belongs to the theme 'venues', not to 'truce' [unknown-point]
    8 |     point: host
      |            ^^^^
""",
    ),
    # Keys.
    Bad(
        "an unknown key",
        in_first("source: herald", "source: herald\nauthor: A. Reporter"),
        """\
content/articles/first.md:4:1: error: unknown key 'author'; did you mean 'authors'? [unknown-key]
    4 | author: A. Reporter
      | ^^^^^^
""",
    ),
    Bad(
        "an unknown key in a claim",
        in_first("    quote:", "    qoute:"),
        """\
content/articles/first.md:13:5: error: unknown key 'qoute'; did you mean 'quote'? [unknown-key]
   13 |     qoute: thirty days of silence
      |     ^^^^^
""",
    ),
    Bad(
        "an unknown key in a point",
        lambda site: site.replace(TRUCE, "- id: order", "- id: order\n    units: days"),
        """\
themes/truce.md:12:5: error: unknown key 'units'; did you mean 'unit'? [unknown-key]
   12 |     units: days
      |     ^^^^^
""",
    ),
    Bad(
        "an unknown key in a source",
        lambda site: site.replace(SOURCES, "ownership:", "owner:"),
        """\
content/sources.yaml:3:3: error: unknown key 'owner'; did you mean 'ownership'? [unknown-key]
    3 |   owner: Owned by its readers.
      |   ^^^^^
""",
    ),
    Bad(
        "a misspelt key that is required",
        lambda site: site.replace(CONFIG, "base_url:", "baseurl:"),
        """\
content/site.yaml:1:1: error: missing key 'base_url', or it has no value [missing-key]
    1 | id: small-site
      | ^^^^^^^^^^^^^^
content/site.yaml:3:1: error: unknown key 'baseurl'; did you mean 'base_url'? [unknown-key]
    3 | baseurl: https://example.org/
      | ^^^^^^^
""",
    ),
    Bad(
        "a missing key",
        in_first("source: herald\n", ""),
        """\
content/articles/first.md:1:1: error: missing key 'source', or it has no value [missing-key]
    1 | ---
      | ^^^
""",
    ),
    Bad(
        "a missing key in a claim",
        in_first("    kind: proposal\n", ""),
        """\
content/articles/first.md:7:5: error: missing key 'kind', or it has no value [missing-key]
    7 |   - text: North wants thirty days.
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a required key without a value",
        in_first("source: herald", "source:"),
        """\
content/articles/first.md:3:1: error: missing key 'source', or it has no value [missing-key]
    3 | source:
      | ^^^^^^
""",
    ),
    Bad(
        "a required key that is null",
        in_first("kind: proposal", "kind: ~"),
        """\
content/articles/first.md:9:5: error: missing key 'kind', or it has no value [missing-key]
    9 |     kind: ~
      |     ^^^^
""",
    ),
    Bad(
        "a required key with empty quotes",
        in_first("title: First report", 'title: ""'),
        """\
content/articles/first.md:2:8: error: 'title' is empty [wrong-type]
    2 | title: ""
      |        ^^
""",
    ),
    Bad(
        "a source without a word about it",
        lambda site: site.replace(SOURCES, "wire:\n  name: The Wire\n  kind: agency\n", "wire:\n"),
        """\
content/sources.yaml:6:1: error: missing key 'name', or it has no value [missing-key]
    6 | wire:
      | ^^^^
""",
    ),
    Bad(
        "a duplicate key",
        in_first("source: herald", "source: herald\ntitle: Again"),
        """\
content/articles/first.md:4:1: error: the key 'title' stands here a second time [duplicate-key]
    4 | title: Again
      | ^^^^^
""",
    ),
    Bad(
        "a duplicate key beside other mistakes",
        lambda site: site.replace(FIRST, "source: herald", "source: herald\ntitle: Again").replace(
            FIRST, "[truce]", "[truse]"
        ),
        """\
content/articles/first.md:4:1: error: the key 'title' stands here a second time [duplicate-key]
    4 | title: Again
      | ^^^^^
content/articles/first.md:6:10: error: unknown theme 'truse'; did you mean 'truce'? [unknown-theme]
    6 | themes: [truse]
      |          ^^^^^
""",
    ),
    # Types.
    Bad(
        "a list where text is wanted",
        in_first("title: First report", "title: [First, report]"),
        """\
content/articles/first.md:2:8: error: expected text, not a list [wrong-type]
    2 | title: [First, report]
      |        ^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "text where a list is wanted",
        in_first("themes: [truce]", "themes: truce"),
        """\
content/articles/first.md:5:9: error: expected a list, not the text 'truce'; write themes: [truce] [wrong-type]
    5 | themes: truce
      |         ^^^^^
""",
    ),
    Bad(
        "keys with values where text is wanted",
        in_first("title: First report", "title: {en: First report}"),
        """\
content/articles/first.md:2:8: error: expected text, not keys with values [wrong-type]
    2 | title: {en: First report}
      |        ^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a claim without its hyphen",
        in_first("  - text: North wants", "    text: North wants"),
        """\
content/articles/first.md:7:5: error: expected a list, not keys with values; begin each entry with a hyphen [wrong-type]
    7 |     text: North wants thirty days.
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "text where keys with values are wanted",
        lambda site: site.replace(TRUCE, "\n  text: No truce yet.\n  state: open", " open"),
        """\
themes/truce.md:4:9: error: expected keys with values, not the text 'open' [wrong-type]
    4 | status: open
      |         ^^^^
""",
    ),
    Bad(
        "points that are no list",
        lambda site: site.write(
            TRUCE, re.sub(r"points:\n(  .*\n)+", "points: soon\n", SITE[TRUCE])
        ),
        """\
themes/truce.md:8:9: error: expected a list, not the text 'soon'; write points: [soon] [wrong-type]
    8 | points: soon
      |         ^^^^
""",
    ),
    Bad(
        "an entry of a list without a value",
        in_first("[truce]", "[truce, ~]"),
        """\
content/articles/first.md:5:17: error: expected text, not nothing [wrong-type]
    5 | themes: [truce, ~]
      |                 ^
""",
    ),
    Bad(
        "a list without entries where one is required",
        in_first("[truce]", "[]"),
        """\
content/articles/first.md:5:9: error: 'themes' needs at least one entry [wrong-type]
    5 | themes: []
      |         ^^
""",
    ),
    Bad(
        "a word that is none of those allowed",
        in_first("kind: proposal", "kind: propsal"),
        """\
content/articles/first.md:9:11: error: 'propsal' is not one of event, agreement, figure, statement, proposal, demand, offer, threat, denial, assessment; did you mean 'proposal'? [unknown-value]
    9 |     kind: propsal
      |           ^^^^^^^
""",
    ),
    Bad(
        "yes where true or false is wanted",
        in_first("title: First", "draft: yes\ntitle: First"),
        """\
content/articles/first.md:2:8: error: 'yes' is neither true nor false [bad-value]
    2 | draft: yes
      |        ^^^
""",
    ),
    Bad(
        "numbers that are none or out of range",
        lambda site: site.replace(
            TRUCE, "- id: order", "- id: order\n    place: {lat: 91, lon: east}"
        ),
        """\
themes/truce.md:12:18: error: '91' is out of range: less than or equal to 90 [wrong-type]
   12 |     place: {lat: 91, lon: east}
      |                  ^^
themes/truce.md:12:27: error: 'east' is not a number [bad-value]
   12 |     place: {lat: 91, lon: east}
      |                           ^^^^
""",
    ),
    # Dates.
    Bad(
        "a thirteenth month",
        in_first("2025-05-15", "2025-13-15"),
        """\
content/articles/first.md:4:12: error: '2025-13-15' is no day or time of the calendar [bad-value]
    4 | published: 2025-13-15
      |            ^^^^^^^^^^
""",
    ),
    Bad(
        "words where a date is wanted",
        in_first("2025-05-15", "last Thursday"),
        """\
content/articles/first.md:4:12: error: 'last Thursday' is not a date; write 2025-05-15 or 2025-05-15T12:30+03:00 [bad-value]
    4 | published: last Thursday
      |            ^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a bare time where a date is wanted",
        in_first("on: 2025-05-14", "on: 12:30"),
        """\
content/articles/first.md:11:9: error: '12:30' is not a date; write 2025-05-15 or 2025-05-15T12:30+03:00 [bad-value]
   11 |     on: 12:30
      |         ^^^^^
""",
    ),
    Bad(
        "a twenty-fifth hour",
        in_first("on: 2025-05-14", "on: 2025-05-14T25:00"),
        """\
content/articles/first.md:11:9: error: '2025-05-14T25:00' is no day or time of the calendar [bad-value]
   11 |     on: 2025-05-14T25:00
      |         ^^^^^^^^^^^^^^^^
""",
    ),
    # YAML.
    Bad(
        "a tab in the indentation",
        in_first("    kind: proposal", "  \tkind: proposal"),
        """\
content/articles/first.md:9:3: error: a tab in the indentation; indent with spaces [tab]
    9 |   \tkind: proposal
      |   ^
""",
    ),
    Bad(
        "a bracket that is not closed",
        in_first("themes: [truce]", "themes: [truce"),
        """\
content/articles/first.md:5:9: error: not valid YAML: while parsing a flow sequence, did not find expected ',' or ']'; a list that begins with [ needs its ] [yaml]
    5 | themes: [truce
      |         ^
""",
    ),
    Bad(
        "a quotation mark that is not closed",
        in_first("title: First report", 'title: "First report'),
        """\
content/articles/first.md:2:8: error: not valid YAML: while scanning a quoted scalar, found unexpected end of stream; text that begins with a quotation mark needs one at its end [yaml]
    2 | title: "First report
      |        ^
""",
    ),
    Bad(
        "a colon in text without quotes",
        in_first("title: First report", "title: First report: a start"),
        """\
content/articles/first.md:2:20: error: not valid YAML: mapping values are not allowed in this context; put text that contains ': ' in quotes [yaml]
    2 | title: First report: a start
      |                    ^
""",
    ),
    Bad(
        "words after a closing quotation mark",
        in_first("title: First report", 'title: "First" report'),
        """\
content/articles/first.md:2:16: error: not valid YAML: while parsing a block mapping, did not find expected key; check the quotes and the indentation of the lines above [yaml]
    2 | title: "First" report
      |                ^
""",
    ),
    Bad(
        "a second YAML document",
        lambda site: site.replace(CONFIG, "title:", "---\ntitle:"),
        """\
content/site.yaml:2:1: error: a second document begins here; a file holds one [yaml]
    2 | ---
      | ^^^
""",
    ),
    Bad(
        "a list where the file should have keys",
        lambda site: site.write(ACTORS, "- north\n- south\n"),
        """\
content/actors.yaml:1:1: error: expected keys with values, such as 'title: …' [yaml]
    1 | - north
      | ^
""",
    ),
    Bad(
        "a YAML tag",
        in_first("title: First report", "title: !!python/object/apply:os.system [ls]"),
        """\
content/articles/first.md:2:8: error: the tag tag:yaml.org,2002:python/object/apply:os.system has no meaning here; leave it out [yaml-tag]
    2 | title: !!python/object/apply:os.system [ls]
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "aliases that would blow up memory",
        lambda site: site.write(ACTORS, bomb()),
        """\
content/actors.yaml:5:8: error: aliases stand for more than 10,000 values; write them out [alias-bomb]
    5 | e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
      |        ^^
""",
    ),
    Bad(
        "an alias without its anchor",
        in_first("title: First report", "title: *first"),
        """\
content/articles/first.md:2:8: error: the alias *first has no anchor before it [yaml]
    2 | title: *first
      |        ^^^^^^
""",
    ),
    # Files.
    Bad(
        "Latin-1",
        lambda site: site.write(
            SECOND, SITE[SECOND].replace("South wants s", "Süd wants s").encode("latin-1")
        ),
        """\
content/articles/second.md:15:2: error: not UTF-8: the byte 0xFC stands here (Latin-1 or Windows-1252?); save the file as UTF-8 [not-utf8]
   15 | S�d wants sixty.
      |  ^
""",
    ),
    Bad(
        "UTF-16",
        lambda site: site.write(SECOND, SITE[SECOND].encode("utf-16")),
        """\
content/articles/second.md:1:1: error: not UTF-8 but UTF-16; save the file as UTF-8 [not-utf8]
""",
    ),
    Bad(
        "front matter without its end",
        lambda site: site.replace(SECOND, "---\nSouth", "South"),
        """\
content/articles/second.md:1:1: error: the front matter has no end mark; put a line --- after its last key [no-end-mark]
    1 | ---
      | ^^^
""",
    ),
    Bad(
        "no front matter",
        lambda site: site.write(SECOND, "South wants sixty.\n"),
        """\
content/articles/second.md:1:1: error: the first line has to be --- , the front matter after it [no-front-matter]
    1 | South wants sixty.
      | ^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "an empty file",
        lambda site: site.write(SECOND, ""),
        """\
content/articles/second.md:1:1: error: the file is empty; it needs front matter between two --- [empty-file]
""",
    ),
    Bad(
        "a file's name with spaces",
        lambda site: site.write("content/articles/my report.md", SITE[SECOND]),
        """\
content/articles/my report.md:1:1: error: the file's name 'my report' cannot be used on the site: it may have letters, digits, hyphens, underscores and dots; rename the file [bad-name]
    1 | ---
      | ^
""",
    ),
    Bad(
        "no site.yaml",
        lambda site: site.remove(CONFIG),
        """\
content/site.yaml:1:1: error: there is no such file; a site needs it, with id, title and base_url [missing-file]
""",
    ),
    Bad(
        "a symbolic link that leads out",
        lambda site: site.symbolic_link(FIRST, "/etc/passwd"),
        """\
content/articles/first.md:1:1: error: a symbolic link that leads out of the site; copy the file here [link-out]
""",
    ),
    Bad(
        "a register that is a symbolic link that leads out",
        lambda site: site.symbolic_link(SOURCES, "/etc/passwd"),
        """\
content/sources.yaml:1:1: error: a symbolic link that leads out of the site; copy the file here [link-out]
""",
    ),
    Bad(
        "a symbolic link that leads to itself",
        lambda site: site.symbolic_link("content/articles/third.md", "third.md"),
        """\
content/articles/third.md:1:1: error: cannot be read: Too many levels of symbolic links [unreadable]
""",
    ),
    Bad(
        "the byte order mark and line ends of Windows, with a mistake in the front matter",
        lambda site: site.write(
            FIRST,
            b"\xef\xbb\xbf"
            + SITE[FIRST].replace("[truce]", "[truse]").replace("\n", "\r\n").encode(),
        ),
        """\
content/articles/first.md:5:10: error: unknown theme 'truse'; did you mean 'truce'? [unknown-theme]
    5 | themes: [truse]
      |          ^^^^^
""",
    ),
    Bad(
        "the byte order mark, line ends of Windows, no last one, with a mistake in the text",
        lambda site: site.write(
            FIRST,
            b"\xef\xbb\xbf"
            + SITE[FIRST]
            .replace("Wednesday.", "Wednesday[@frist]")
            .rstrip()
            .replace("\n", "\r\n")
            .encode(),
        ),
        """\
content/articles/first.md:15:54: error: unknown article 'frist'; did you mean 'first'? [unknown-article]
   15 | North asked for “thirty days of silence” on Wednesday[@frist]
      |                                                      ^^^^^^^^
""",
    ),
    # Characters.
    Bad(
        "a control character in a value",
        in_first("source: herald", "source: her\x07ald"),
        """\
content/articles/first.md:3:12: error: the control character U+0007 cannot be shown; remove it [control-character]
    3 | source: her�ald
      |            ^
""",
    ),
    Bad(
        "a control character in the text",
        in_its_text(" \x1b[31mred"),
        """\
content/articles/first.md:15:55: error: the control character U+001B cannot be shown; remove it [control-character]
   15 | North asked for “thirty days of silence” on Wednesday �[31mred.
      |                                                       ^
""",
    ),
    Bad(
        "a value of several lines where a date is wanted",
        in_first("published: 2025-05-15", "published: |\n  last\n  Thursday"),
        """\
content/articles/first.md:4:12: error: 'last Thursday' is not a date; write 2025-05-15 or 2025-05-15T12:30+03:00 [bad-value]
    4 | published: |
      |            ^
""",
    ),
    # Ids and addresses.
    Bad(
        "two articles of one id",
        lambda site: site.replace(SECOND, "title: Second", "id: first\ntitle: Second"),
        """\
content/articles/second.md:2:5: error: the article id 'first' is taken by content/articles/first.md [duplicate-article-id]
    2 | id: first
      |     ^^^^^
""",
    ),
    Bad(
        "two claims of one id",
        in_first(
            "claims:\n",
            "claims:\n  - {text: One., id: c2, kind: event}\n  - {text: Two., id: c1, kind: event, on: 2025-05-14}\n  - {text: Three., id: c1, kind: event}\n",
        ),
        """\
content/articles/first.md:9:22: error: the claim id 'c1' is taken by claim 2 of this article [duplicate-claim-id]
    9 |   - {text: Three., id: c1, kind: event}
      |                        ^^
""",
    ),
    Bad(
        "an id that is another claim's by default",
        in_first("claims:\n", "claims:\n  - {text: One., id: c2, kind: event}\n").__call__
        and (
            lambda site: site.replace(
                FIRST, "claims:\n", "claims:\n  - {text: One., id: c2, kind: event}\n"
            ).replace(TRUCE, "#c1", "#c2")
        ),
        """\
content/articles/first.md:8:5: error: the claim id 'c2' is taken by claim 1 of this article [duplicate-claim-id]
    8 |   - text: North wants thirty days.
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "two points of one id",
        lambda site: site.replace(TRUCE, "id: order", "id: length"),
        """\
themes/truce.md:11:9: error: the theme already has a point 'length' [duplicate-point-id]
   11 |   - id: length
      |         ^^^^^^
""",
    ),
    Bad(
        "a page and the old address of an article",
        lambda site: site.write("content/pages/about.md", "---\ntitle: About\n---\nUs.\n").replace(
            FIRST, "title:", "aliases: [/about/]\ntitle:"
        ),
        """\
content/articles/first.md:1:1: error: /about/ is wanted by content/pages/about.md as well [same-address]
    1 | ---
      | ^
""",
    ),
    Bad(
        "two articles of one slug",
        lambda site: site.replace(FIRST, "title: F", "slug: same\ntitle: F").replace(
            SECOND, "title: S", "slug: same\ntitle: S"
        ),
        """\
content/articles/first.md:1:1: error: /articles/same/ is wanted by content/articles/second.md as well [same-address]
    1 | ---
      | ^
""",
    ),
    Bad(
        "two addresses that differ only in case",
        lambda site: site.write("content/articles/First.md", SITE[FIRST]),
        """\
content/articles/first.md:1:1: error: /articles/first/ is wanted by content/articles/First.md as well [same-address]
    1 | ---
      | ^
""",
    ),
    Bad(
        "an old address that is one of the site's own pages",
        in_first("title: F", "aliases: [/index.html]\ntitle: F"),
        """\
content/articles/first.md:1:1: error: / is wanted by the home page as well [same-address]
    1 | ---
      | ^
""",
    ),
    Bad(
        "an old address that leads out of the site",
        in_first("title: F", "aliases: [/a/../../b/]\ntitle: F"),
        """\
content/articles/first.md:2:11: error: '/a/../../b/' is not a path of this site such as /old/address/ [bad-value]
    2 | aliases: [/a/../../b/]
      |           ^^^^^^^^^^^
""",
    ),
    Bad(
        "an old address with an empty step",
        in_first("title: F", "aliases: [/old//address/]\ntitle: F"),
        """\
content/articles/first.md:2:11: error: '/old//address/' is not a path of this site such as /old/address/ [bad-value]
    2 | aliases: [/old//address/]
      |           ^^^^^^^^^^^^^^
""",
    ),
    # Citations and links.
    Bad(
        "a citation of nothing in the text of an article",
        in_its_text("[@frist]"),
        """\
content/articles/first.md:15:54: error: unknown article 'frist'; did you mean 'first'? [unknown-article]
   15 | North asked for “thirty days of silence” on Wednesday[@frist].
      |                                                      ^^^^^^^^
""",
    ),
    Bad(
        "a citation of nothing in a theme",
        lambda site: site.replace(TRUCE, "[@first#c1]", "[@first; @third#c1]"),
        """\
themes/truce.md:14:36: error: unknown article 'third' [unknown-article]
   14 | The two sides disagree on the order[@first; @third#c1]. More is unknown.
      |                                    ^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a citation of nothing in the unknowns",
        lambda site: site.replace(TRUCE, "points:", "unknowns:\n  - Who said so[@third]?\npoints:"),
        """\
themes/truce.md:9:16: error: unknown article 'third' [unknown-article]
    9 |   - Who said so[@third]?
      |                ^^^^^^^^
""",
    ),
    Bad(
        "the same wrong citation twice in a paragraph",
        lambda site: site.replace(TRUCE, "More is unknown.", "More[@third] is unknown[@third]."),
        """\
themes/truce.md:14:53: error: unknown article 'third' [unknown-article]
   14 | The two sides disagree on the order[@first#c1]. More[@third] is unknown[@third].
      |                                                     ^^^^^^^^
themes/truce.md:14:72: error: unknown article 'third' [unknown-article]
   14 | The two sides disagree on the order[@first#c1]. More[@third] is unknown[@third].
      |                                                                        ^^^^^^^^
""",
    ),
    Bad(
        "a citation of a claim that is missing",
        lambda site: site.replace(TRUCE, "#c1", "#c2"),
        """\
themes/truce.md:14:36: error: the article 'first' has no claim 'c2' [unknown-claim]
   14 | The two sides disagree on the order[@first#c2]. More is unknown.
      |                                    ^^^^^^^^^^^
""",
    ),
    Bad(
        "a citation of an article whose front matter is broken",
        lambda site: site.replace(FIRST, "title: First", "id: uno\ntitle: First: a").replace(
            TRUCE, "@first", "@uno"
        ),
        """\
content/articles/first.md:3:13: error: not valid YAML: mapping values are not allowed in this context; put text that contains ': ' in quotes [yaml]
    3 | title: First: a report
      |             ^
""",
    ),
    Bad(
        "a link to a theme that is not there",
        in_its_text(" [[theme:nope]]"),
        """\
content/articles/first.md:15:55: error: unknown theme 'nope'; add themes/nope.md [unknown-theme]
   15 | North asked for “thirty days of silence” on Wednesday [[theme:nope]].
      |                                                       ^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a relative link",
        in_its_text(" [see](second.md)"),
        """\
content/articles/first.md:15:61: error: the link 'second.md' starts nowhere; write the whole address, a path from the top of the site such as /about/, or a link by key such as [[theme:…]] [relative-link]
   15 | North asked for “thirty days of silence” on Wednesday [see](second.md).
      |                                                             ^^^^^^^^^
""",
    ),
    Bad(
        "a relative link whose address stands in other words as well",
        in_its_text(" [see](days)"),
        """\
content/articles/first.md:15:61: error: the link 'days' starts nowhere; write the whole address, a path from the top of the site such as /about/, or a link by key such as [[theme:…]] [relative-link]
   15 | North asked for “thirty days of silence” on Wednesday [see](days).
      |                                                             ^^^^
""",
    ),
    # Images.
    Bad(
        "an image that is missing",
        in_its_text(" ![A map](map.png)"),
        """\
content/articles/first.md:15:64: error: unknown image 'map.png'; put it into content/media/map.png [unknown-image]
   15 | North asked for “thirty days of silence” on Wednesday ![A map](map.png).
      |                                                                ^^^^^^^
""",
    ),
    Bad(
        "an image without a description",
        lambda site: site.write("content/media/map.png", PNG).replace(
            FIRST, "Wednesday.", "Wednesday ![](map.png)."
        ),
        """\
content/articles/first.md:15:59: error: the image 'map.png' needs a description: ![what it shows](map.png) [image-description]
   15 | North asked for “thirty days of silence” on Wednesday ![](map.png).
      |                                                           ^^^^^^^
""",
    ),
    Bad(
        "an image of another site",
        in_its_text(" ![A map](https://evil.example/map.png)"),
        """\
content/articles/first.md:15:64: error: the image 'https://evil.example/map.png' is not of this site; put it into content/media/ [foreign-image]
   15 | North asked for “thirty days of silence” on Wednesday ![A map](https://evil.example/map.png).
      |                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "an image that is none",
        lambda site: site.write("content/media/map.png", PNG[:12]),
        """\
content/media/map.png:1:1: error: not an image that can be read; save it as PNG, JPEG, GIF or WebP [bad-image]
""",
    ),
    # Claims.
    Bad(
        "a quotation that is not in the text",
        in_first("quote: thirty days", "quote: forty days"),
        """\
content/articles/first.md:13:12: error: this quotation does not stand in the article's text; quote verbatim, or put the words into the text [quote-not-in-text]
   13 |     quote: forty days of silence
      |            ^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a quotation that ends in the middle of a word",
        in_first("quote: thirty days of silence", "quote: thirty day"),
        """\
content/articles/first.md:13:12: error: this quotation does not stand in the article's text; quote verbatim, or put the words into the text [quote-not-in-text]
   13 |     quote: thirty day
      |            ^^^^^^^^^^
""",
    ),
    Bad(
        "a position that nobody holds",
        in_first("    by: [north]\n", ""),
        """\
content/articles/first.md:9:11: error: who holds this? A proposal is a position and needs 'by' [missing-by]
    9 |     kind: proposal
      |           ^^^^^^^^
""",
    ),
    Bad(
        "a claim without a theme in an article with several",
        lambda site: site.replace(SECOND, "    theme: truce\n", ""),
        """\
content/articles/second.md:7:5: error: missing key 'theme': the article has several (truce, venues) [missing-key]
    7 |   - text: South wants sixty days.
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a claim on a theme that is not the article's",
        in_first("    point: length", "    theme: venues\n    point: host"),
        """\
content/articles/first.md:8:12: error: the article is not about 'venues'; add it to the article's themes [theme-of-claim]
    8 |     theme: venues
      |            ^^^^^^
""",
    ),
    Bad(
        "a claim on a theme that is not there",
        lambda site: site.replace(SECOND, "theme: truce", "theme: truse"),
        """\
content/articles/second.md:8:12: error: unknown theme 'truse'; did you mean 'truce'? [unknown-theme]
    8 |     theme: truse
      |            ^^^^^
""",
    ),
    Bad(
        "a claim that is superseded by nothing",
        in_first("value: 30 days", "superseded_by: second#c4"),
        """\
content/articles/first.md:12:20: error: the article 'second' has no claim 'c4' [unknown-claim]
   12 |     superseded_by: second#c4
      |                    ^^^^^^^^^
""",
    ),
    Bad(
        "a claim that is superseded by itself",
        in_first("value: 30 days", "superseded_by: c1"),
        """\
content/articles/first.md:12:20: error: the claim 'c1' is superseded by itself [circle]
   12 |     superseded_by: c1
      |                    ^^
""",
    ),
    # Registers and settings.
    Bad(
        "actors that speak for each other",
        lambda site: site.replace(ACTORS, "name: North\n", "name: North\n  of: envoy\n"),
        """\
content/actors.yaml:3:7: error: 'north' speaks for itself in a circle [circle]
    3 |   of: envoy
      |       ^^^^^
content/actors.yaml:11:7: error: 'envoy' speaks for itself in a circle [circle]
   11 |   of: north
      |       ^^^^^
""",
    ),
    Bad(
        "an actor that speaks for nobody known",
        lambda site: site.replace(ACTORS, "of: north", "of: nroth"),
        """\
content/actors.yaml:10:7: error: unknown actor 'nroth'; did you mean 'north'? [unknown-actor]
   10 |   of: nroth
      |       ^^^^^
""",
    ),
    Bad(
        "an address without its scheme",
        lambda site: site.replace(CONFIG, "https://example.org/", "example.org"),
        """\
content/site.yaml:3:11: error: 'example.org' is not a web address; it has to begin with https:// [bad-value]
    3 | base_url: example.org
      |           ^^^^^^^^^^^
""",
    ),
    Bad(
        "an address of the site with a question mark",
        lambda site: site.replace(CONFIG, "example.org/", "example.org/?page=1"),
        """\
content/site.yaml:3:11: error: 'https://example.org/?page=1' has to be scheme, host and path: https://example.org/path/ [bad-value]
    3 | base_url: https://example.org/?page=1
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "an address of the site whose links would lead to another",
        lambda site: site.replace(CONFIG, "example.org/", "example.org//evil.example/"),
        """\
content/site.yaml:3:11: error: 'https://example.org//evil.example/' has to be scheme, host and path: https://example.org/path/ [bad-value]
    3 | base_url: https://example.org//evil.example/
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "an address of the site that is nonsense",
        lambda site: site.replace(CONFIG, "example.org/", "[example/"),
        """\
content/site.yaml:3:11: error: 'https://[example/' has to be scheme, host and path: https://example.org/path/ [bad-value]
    3 | base_url: https://[example/
      |           ^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a time zone that is not there",
        lambda site: site.replace(CONFIG, "title:", "timezone: Europe/Kyjiw\ntitle:"),
        """\
content/site.yaml:2:11: error: 'Europe/Kyjiw' is not a time zone such as Europe/Kyiv [bad-value]
    2 | timezone: Europe/Kyjiw
      |           ^^^^^^^^^^^^
""",
    ),
    Bad(
        "a source with a script for an address",
        lambda site: site.replace(SOURCES, "  kind: agency", "  url: javascript:alert(1)"),
        """\
content/sources.yaml:8:8: error: 'javascript:alert(1)' is not a web address; it has to begin with https:// [bad-value]
    8 |   url: javascript:alert(1)
      |        ^^^^^^^^^^^^^^^^^^^
""",
    ),
)
