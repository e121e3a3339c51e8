"""What editors may get wrong: the very text they are told, and the site that stays as it was.

Each case is a change to the small site of `conftest.py` and what standard error says about it, up
to the summary in the last line.
"""
# ruff: noqa: E501 - the expected texts stand here as they are printed

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import pytest
from lxml import etree, html

from generator.validate.models import Kind
from tests.conftest import SITE, Site
from tests.images import grey_png

FIRST = "content/articles/first.md"
SECOND = "content/articles/second.md"
TRUCE = "themes/truce.md"
VENUES = "themes/venues.md"
CONFIG = "content/site.yaml"
SOURCES = "content/sources.yaml"
ACTORS = "content/actors.yaml"

PNG = grey_png(2, 1)

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
    """Words of the page, its title among them, white space folded."""


def in_first(old: str, new: str) -> Change:
    return lambda site: site.replace(FIRST, old, new)


def in_its_text(words: str) -> Change:
    """Put words into the text of the first article, which is line 15 of the file."""
    return lambda site: site.replace(FIRST, "Wednesday.", f"Wednesday{words}.")


def linked(path: str, target: str) -> Change:
    """Put a symbolic link there, whatever was there before."""

    def change(site: Site) -> None:
        (site.root / path).unlink(missing_ok=True)
        (site.root / path).symlink_to(target)

    return change


def bomb() -> str:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for before, after in pairwise("abcdefghi"):
        lines.append(f"{after}: &{after} [{', '.join([f'*{before}'] * 10)}]")
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
content/articles/first.md:10:10: error: unknown actor 'Envoi'; it is another name for 'envoy', so write 'envoy' [unknown-actor]
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
        "an unknown point that is like none",
        in_first("point: length", "point: weather"),
        """\
content/articles/first.md:8:12: error: the theme 'truce' has no point 'weather'; it has length, order [unknown-point]
    8 |     point: weather
      |            ^^^^^^^
""",
    ),
    Bad(
        "a soft hyphen in a name",
        in_first("source: herald", "source: her\u00adald"),
        """\
content/articles/first.md:3:9: error: a soft hyphen (U+00AD) in 'herald'; delete it [bad-value]
    3 | source: her\u00adald
      |         ^^^^^^^
""",
    ),
    Bad(
        "a space without width in the name of a theme",
        in_first("[truce]", "[truce\u200b]"),
        """\
content/articles/first.md:5:10: error: a zero width space (U+200B) in 'truce'; delete it [bad-value]
    5 | themes: [truce\u200b]
      |          ^^^^^^
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
content/site.yaml:3:1: error: unknown key 'baseurl'; did you mean 'base_url'? [unknown-key]
    3 | baseurl: https://example.org/
      | ^^^^^^^
""",
    ),
    Bad(
        "a missing key",
        in_first("source: herald\n", ""),
        """\
content/articles/first.md:1:1: error: the key 'source' is missing or has no value [missing-key]
    1 | ---
      | ^^^
""",
    ),
    Bad(
        "a missing key in a claim",
        in_first("    kind: proposal\n", ""),
        """\
content/articles/first.md:7:5: error: the key 'kind' is missing or has no value [missing-key]
    7 |   - text: North wants thirty days.
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a required key without a value",
        in_first("source: herald", "source:"),
        """\
content/articles/first.md:3:1: error: the key 'source' is missing or has no value [missing-key]
    3 | source:
      | ^^^^^^
""",
    ),
    Bad(
        "a required key that is null",
        in_first("kind: proposal", "kind: ~"),
        """\
content/articles/first.md:9:5: error: the key 'kind' is missing or has no value [missing-key]
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
content/sources.yaml:6:1: error: the key 'name' is missing or has no value [missing-key]
    6 | wire:
      | ^^^^
""",
    ),
    Bad(
        "a duplicate key",
        in_first("source: herald", "source: herald\ntitle: Again"),
        """\
content/articles/first.md:4:1: error: the key 'title' is set twice; remove one of the two [duplicate-key]
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
content/articles/first.md:4:1: error: the key 'title' is set twice; remove one of the two [duplicate-key]
    4 | title: Again
      | ^^^^^
content/articles/first.md:6:10: error: unknown theme 'truse'; did you mean 'truce'? [unknown-theme]
    6 | themes: [truse]
      |          ^^^^^
""",
    ),
    # What YAML would swallow.
    Bad(
        "text with a comma in braces",
        in_first(
            "of silence\n---",
            "of silence\n  - {text: Moscow, Minsk and Kyiv want talks., kind: event}\n---",
        ),
        """\
content/articles/first.md:14:20: error: 'Minsk and Kyiv want talks.' has no value: inside { } a comma ends a text; put a text with a comma in quotes (text: "…") [comma-in-braces]
   14 |   - {text: Moscow, Minsk and Kyiv want talks., kind: event}
      |                    ^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a space that is missing in braces",
        in_first(
            "of silence\n---", "of silence\n  - {text: They met., kind: event, value:met}\n---"
        ),
        """\
content/articles/first.md:14:41: error: a space is missing after 'value:' [yaml]
   14 |   - {text: They met., kind: event, value:met}
      |                                         ^
""",
    ),
    Bad(
        "a status with a comma in braces",
        lambda site: site.replace(
            TRUCE,
            "\n  text: No truce yet.\n  state: open",
            " {text: None agreed, but talks go on, state: open}",
        ),
        """\
themes/truce.md:4:29: error: 'but talks go on' has no value: inside { } a comma ends a text; put a text with a comma in quotes (text: "…") [comma-in-braces]
    4 | status: {text: None agreed, but talks go on, state: open}
      |                             ^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "text that a # would hide",
        in_first("title: First report", "title: Talks in room #5 of the palace"),
        """\
content/articles/first.md:2:22: error: all after ' #' would be hidden, as a comment; put the text in quotes, or the comment on a line of its own [hidden-text]
    2 | title: Talks in room #5 of the palace
      |                      ^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a word that a & would hide",
        in_first("title: First report", "title: &Co and partners"),
        """\
content/articles/first.md:2:8: error: '&Co' would be hidden, as YAML takes a word that begins with & for a mark; put text that begins with & in quotes [yaml-anchor]
    2 | title: &Co and partners
      |        ^^^
""",
    ),
    Bad(
        "a no-break space after a key",
        in_first("title: First report", "title:\u00a0First report"),
        """\
content/articles/first.md:2:7: error: a no-break space (U+00A0) after 'title:'; put a plain space in its place [yaml]
    2 | title:\u00a0First report
      |       ^
""",
    ),
    Bad(
        "a no-break space in the indentation",
        in_first("    point: length", "  \u00a0 point: length"),
        """\
content/articles/first.md:8:3: error: a no-break space (U+00A0) in the indentation; put a plain space in its place [yaml]
    8 |   \u00a0 point: length
      |   ^
""",
    ),
    Bad(
        "a space that is missing",
        in_first("source: herald", "source:guardian"),
        """\
content/articles/first.md:3:7: error: a space is missing after 'source:' [yaml]
    3 | source:guardian
      |       ^
""",
    ),
    Bad(
        "curly quotes",
        in_first("title: First report", "title: “VW: 11m”"),
        """\
content/articles/first.md:2:8: error: “ is no quotation mark for YAML, which knows only straight ones; put these around the text: "…" [yaml]
    2 | title: “VW: 11m”
      |        ^
""",
    ),
    Bad(
        "a claim without its dash below another",
        in_first(
            "of silence\n---",
            "of silence\n    text: Again.\n    point: length\n    kind: event\n---",
        ),
        """\
content/articles/first.md:14:5: error: 'text' is set a second time; if a new entry of the list begins here, put '- ' before 'text' [duplicate-key]
   14 |     text: Again.
      |     ^^^^
""",
    ),
    Bad(
        "a key a column off",
        in_first("    kind: proposal", "     kind: proposal"),
        """\
content/articles/first.md:9:6: error: 'kind' begins in column 6; to belong to the keys above, begin it in column 5 [yaml]
    9 |      kind: proposal
      |      ^^^^
""",
    ),
    Bad(
        "a colon in a list of texts",
        lambda site: site.replace(
            TRUCE, "points:", "unknowns:\n  - Unclear: whether it holds\npoints:"
        ),
        """\
themes/truce.md:9:5: error: the ': ' after 'Unclear' makes this a key with a value, where text is expected; put all of it in quotes [wrong-type]
    9 |   - Unclear: whether it holds
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a key without a value that there is not",
        in_first("source: herald", "source: herald\nsumary:"),
        """\
content/articles/first.md:4:1: error: unknown key 'sumary'; did you mean 'summary'? [unknown-key]
    4 | sumary:
      | ^^^^^^
""",
    ),
    # Types.
    Bad(
        "a list where text is wanted",
        in_first("title: First report", "title: [First, report]"),
        """\
content/articles/first.md:2:8: error: expected text, not a list; text that starts with [ or - must be in quotes [wrong-type]
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
content/articles/first.md:2:8: error: expected text, not keys with values; text that contains ': ' or starts with { must be in quotes [wrong-type]
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
themes/truce.md:4:9: error: expected keys with values, not the text 'open'; write {text: …, state: …} [wrong-type]
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
themes/truce.md:8:9: error: expected a list, not the text 'soon'; begin each entry on a line of its own: - {id: …, title: …} [wrong-type]
    8 | points: soon
      |         ^^^^
""",
    ),
    Bad(
        "an entry of a list without a value",
        in_first("[truce]", "[truce, ~]"),
        """\
content/articles/first.md:5:17: error: expected text, not an empty value [wrong-type]
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
        f"""\
content/articles/first.md:9:11: error: 'propsal' is not one of {", ".join(Kind)}; did you mean 'proposal'? [unknown-value]
    9 |     kind: propsal
      |           ^^^^^^^
""",
    ),
    Bad(
        "yes where true or false is wanted",
        in_first("title: First", "draft: yes\ntitle: First"),
        """\
content/articles/first.md:2:8: error: expected true or false, not 'yes' [bad-value]
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
themes/truce.md:12:18: error: '91' is out of range; it must be less than or equal to 90; 'lat' is degrees north, 'lon' degrees east [wrong-type]
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
content/articles/first.md:4:12: error: there is no such date or time as '2025-13-15' [bad-value]
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
content/articles/first.md:11:9: error: '12:30' is not a date; write 2025-05-15, or 2025-05 for a month [bad-value]
   11 |     on: 12:30
      |         ^^^^^
""",
    ),
    Bad(
        "a twenty-fifth hour",
        in_first("on: 2025-05-14", "on: 2025-05-14T25:00"),
        """\
content/articles/first.md:11:9: error: there is no such date or time as '2025-05-14T25:00' [bad-value]
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
content/articles/first.md:5:9: error: a list that begins with [ must end with ] [yaml]
    5 | themes: [truce
      |         ^
""",
    ),
    Bad(
        "a quotation mark that is not closed",
        in_first("title: First report", 'title: "First report'),
        """\
content/articles/first.md:2:8: error: text that starts with a quotation mark must end with one [yaml]
    2 | title: "First report
      |        ^
""",
    ),
    Bad(
        "a colon in text without quotes",
        in_first("title: First report", "title: First report: a start"),
        """\
content/articles/first.md:2:20: error: text that contains ': ' must be in quotes, or YAML takes what is before it for a key [yaml]
    2 | title: First report: a start
      |                    ^
""",
    ),
    Bad(
        "words after a closing quotation mark",
        in_first("title: First report", 'title: "First" report'),
        """\
content/articles/first.md:2:16: error: words after the closing quotation mark; put the whole text in quotes, ' at its start and ' at its end [yaml]
    2 | title: "First" report
      |                ^^^^^^
""",
    ),
    Bad(
        "a second YAML document",
        lambda site: site.replace(CONFIG, "title:", "---\ntitle:"),
        """\
content/site.yaml:2:1: error: a second YAML document begins here; a file can have only one: remove this line [yaml]
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
content/articles/first.md:2:8: error: expected text, not a list; text that starts with [ or - must be in quotes [wrong-type]
    2 | title: !!python/object/apply:os.system [ls]
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
content/articles/first.md:2:8: error: the YAML tag !!python/object/apply:os.system is not supported; remove it, or put text that starts with ! in quotes [yaml-tag]
    2 | title: !!python/object/apply:os.system [ls]
      |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "aliases that would blow up memory",
        lambda site: site.write(ACTORS, bomb()),
        """\
content/actors.yaml:4:36: error: the aliases in this file stand for more than 10,000 values; write the values out [alias-bomb]
    4 | d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
      |                                    ^^
""",
    ),
    Bad(
        "an alias without its anchor",
        in_first("title: First report", "title: *first"),
        """\
content/articles/first.md:2:8: error: no anchor &first comes before the alias *first; put text that starts with * in quotes [yaml]
    2 | title: *first
      |        ^^^^^^
""",
    ),
    # Files.
    Bad(
        "Latin-1",
        lambda site: site.write(SECOND, SITE[SECOND].replace("\nSouth", "\nSüd").encode("latin-1")),
        """\
content/articles/second.md:15:2: error: not UTF-8: the byte 0xFC cannot be read (is this Latin-1 or Windows-1252?); save the file as UTF-8 [not-utf8]
   15 | S�d wants sixty.
      |  ^
""",
    ),
    Bad(
        "front matter without its end",
        lambda site: site.replace(SECOND, "---\nSouth", "South"),
        """\
content/articles/second.md:13:1: error: the front matter, which begins with --- in line 1, does not end; put a line --- below this one, line 13 [no-end-mark]
   13 |     value: 60 days
      | ^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "no front matter",
        lambda site: site.write(SECOND, "South wants sixty.\n"),
        """\
content/articles/second.md:1:1: error: the front matter is missing; the first line must be --- [no-front-matter]
    1 | South wants sixty.
      | ^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "an empty file",
        lambda site: site.write(SECOND, ""),
        """\
content/articles/second.md: error: the file is empty; it must start with front matter between two lines of --- [empty-file]
""",
    ),
    Bad(
        "a file's name with spaces",
        lambda site: site.write("content/articles/my report.md", SITE[SECOND]),
        """\
content/articles/my report.md:1:1: error: the file name 'my report' cannot be used in an address; rename the file with letters, digits, hyphens, underscores and dots, starting with a letter or digit [bad-name]
    1 | ---
      | ^
""",
    ),
    Bad(
        "no site.yaml",
        lambda site: site.remove(CONFIG),
        """\
content/site.yaml: error: not found in ROOT; every site needs this file, with id, title and base_url; if your site is in another folder, name that with --root [missing-file]
""",
    ),
    Bad(
        "a name that is not UTF-8",
        lambda site: Path(
            os.fsdecode(b"%b/content/articles/n\xeft.md" % os.fsencode(site.root))
        ).write_text(""),
        """\
content/articles/n\ufffdt.md: error: the name is not UTF-8 (is it from an old archive?); rename the file [bad-name]
""",
    ),
    Bad(
        "a symbolic link that leads out",
        linked("content/articles/third.md", "/etc/passwd"),
        """\
content/articles/third.md: error: a symbolic link to a file outside the site; copy the file here [link-out]
""",
    ),
    Bad(
        "a register that is a symbolic link that leads out",
        linked(SOURCES, "/etc/passwd"),
        """\
content/sources.yaml: error: a symbolic link to a file outside the site; copy the file here [link-out]
""",
    ),
    Bad(
        "a symbolic link that leads to itself",
        linked("content/articles/third.md", "third.md"),
        """\
content/articles/third.md: error: cannot be read: Too many levels of symbolic links; put a copy of it in its place, or remove it [unreadable]
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
    Bad(
        "a Word document by another name",
        lambda site: site.write(SECOND, b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(256))),
        """\
content/articles/second.md: error: no text but a Word document (.docx) or another zip file, whatever its name says; save it as plain text [not-text]
""",
    ),
    Bad(
        "a PDF file by another name",
        lambda site: site.write("themes/third.md", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
        """\
themes/third.md: error: no text but a PDF file, whatever its name says; save it as plain text [not-text]
""",
    ),
    Bad(
        "an old Word document by another name",
        lambda site: site.write(SECOND, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        """\
content/articles/second.md: error: no text but an old Word document (.doc), whatever its name says; save it as plain text [not-text]
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
content/articles/second.md:2:5: error: content/articles/first.md already has the id 'first'; give this article another id [duplicate-article-id]
    2 | id: first
      |     ^^^^^
""",
    ),
    Bad(
        "two claims of one id",
        in_first("of silence\n---", "of silence\n  - {text: Again., id: c1, kind: event}\n---"),
        """\
content/articles/first.md:14:24: error: claim 1 of this article already has the id 'c1'; give this claim another id [duplicate-claim-id]
   14 |   - {text: Again., id: c1, kind: event}
      |                        ^^
""",
    ),
    Bad(
        "an id that another claim has by default",
        lambda site: site.replace(TRUCE, "#c1", "#c2").replace(
            FIRST, "claims:\n", "claims:\n  - {text: One., id: c2, kind: event}\n"
        ),
        """\
content/articles/first.md:8:5: error: claim 1 of this article already has the id 'c2'; give this claim another id [duplicate-claim-id]
    8 |   - text: North wants thirty days.
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "two points of one id",
        lambda site: site.replace(TRUCE, "id: order", "id: length"),
        """\
themes/truce.md:11:9: error: the theme already has a point 'length'; give this point another id [duplicate-point-id]
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
content/articles/first.md:2:11: error: the address /about/ is already taken by content/pages/about.md; choose another [same-address]
    2 | aliases: [/about/]
      |           ^^^^^^^
""",
    ),
    Bad(
        "two articles of one slug",
        lambda site: site.replace(FIRST, "title: F", "slug: same\ntitle: F").replace(
            SECOND, "title: S", "slug: same\ntitle: S"
        ),
        """\
content/articles/second.md:2:7: error: the address /articles/same/ is already taken by content/articles/first.md; choose another [same-address]
    2 | slug: same
      |       ^^^^
""",
    ),
    Bad(
        "two names that differ only in case",
        lambda site: site.write("content/articles/First.md", SITE[FIRST]),
        """\
content/articles/first.md:1:1: error: the name differs from content/articles/First.md only in capital letters, and many disks keep only one of the two; rename or delete one [same-name]
    1 | ---
      | ^
""",
    ),
    Bad(
        "an old address that is one of the site's own pages",
        in_first("title: F", "aliases: [/index.html]\ntitle: F"),
        """\
content/articles/first.md:2:11: error: the address / is already taken by the home page; choose another [same-address]
    2 | aliases: [/index.html]
      |           ^^^^^^^^^^^
""",
    ),
    Bad(
        "an old address below a file of the site",
        in_first("title: F", "aliases: [/robots.txt/old/]\ntitle: F"),
        """\
content/articles/first.md:2:11: error: the address /robots.txt/old/ is below a file and not a folder (the file for crawlers); choose another [same-address]
    2 | aliases: [/robots.txt/old/]
      |           ^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "an old address that leads out of the site",
        in_first("title: F", "aliases: [/a/../../b/]\ntitle: F"),
        """\
content/articles/first.md:2:11: error: '/a/../../b/' is not a path on this site, such as /old/address/ [bad-value]
    2 | aliases: [/a/../../b/]
      |           ^^^^^^^^^^^
""",
    ),
    Bad(
        "an old address with an empty step",
        in_first("title: F", "aliases: [/old//address/]\ntitle: F"),
        """\
content/articles/first.md:2:11: error: '/old//address/' is not a path on this site, such as /old/address/ [bad-value]
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
        "a citation of a source",
        in_its_text("[@herald]"),
        """\
content/articles/first.md:15:54: error: unknown article 'herald'; this is a source, and only articles are cited; name one of them, or link to the source with [[source:herald]] [unknown-article]
   15 | North asked for “thirty days of silence” on Wednesday[@herald].
      |                                                      ^^^^^^^^^
""",
    ),
    Bad(
        "a citation of an actor and of a theme",
        lambda site: site.replace(TRUCE, "[@first#c1]", "[@north; @venues]"),
        """\
themes/truce.md:14:36: error: unknown article 'north'; this is an actor, and only articles are cited; name one of them, or link to the actor with [[actor:north]] [unknown-article]
   14 | The two sides disagree on the order[@north; @venues]. More is unknown.
      |                                    ^^^^^^^^^^^^^^^^^
themes/truce.md:14:36: error: unknown article 'venues'; this is a theme, and only articles are cited; name one of them, or link to the theme with [[theme:venues]] [unknown-article]
   14 | The two sides disagree on the order[@north; @venues]. More is unknown.
      |                                    ^^^^^^^^^^^^^^^^^
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
themes/truce.md:14:36: error: the article 'first' has no claim 'c2'; it has c1 [unknown-claim]
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
content/articles/first.md:3:13: error: text that contains ': ' must be in quotes, or YAML takes what is before it for a key [yaml]
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
content/media/map.png: error: not an image that can be read; save it as PNG, JPEG, GIF or WebP [bad-image]
""",
    ),
    # Claims.
    Bad(
        "a quotation that is not in the text",
        in_first("quote: thirty days", "quote: forty days"),
        """\
content/articles/first.md:13:12: error: this quotation does not occur in the article's text; quote word for word: the nearest passage is “[thirty] days of silence” (yours has [forty]) [quote-not-in-text]
   13 |     quote: forty days of silence
      |            ^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a quotation that is nowhere near the text",
        in_first("quote: thirty days of silence", "quote: nothing like this"),
        """\
content/articles/first.md:13:12: error: this quotation does not occur in the article's text; quote word for word, or add the words to the text [quote-not-in-text]
   13 |     quote: nothing like this
      |            ^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a quotation that begins in the middle of a Korean word",
        lambda site: site.replace(
            FIRST, "quote: thirty days of silence", "quote: 조건 휴전한다"
        ).replace(FIRST, "of silence”", "of silence” (무조건 휴전한다)"),
        """\
content/articles/first.md:13:12: error: this quotation cuts a word in two: the article's text has “[무]조건 휴전한다”; quote whole words [quote-not-in-text]
   13 |     quote: 조건 휴전한다
      |            ^^^^^^^
""",
    ),
    Bad(
        "a quotation that ends in the middle of a word",
        in_first("quote: thirty days of silence", "quote: thirty day"),
        """\
content/articles/first.md:13:12: error: this quotation cuts a word in two: the article's text has “thirty day[s]”; quote whole words [quote-not-in-text]
   13 |     quote: thirty day
      |            ^^^^^^^^^^
""",
    ),
    Bad(
        "a quotation that drops an accent",
        lambda site: site.replace(
            FIRST, "quote: thirty days of silence", "quote: the cafe"
        ).replace(FIRST, "of silence”", "of silence” in the cafe\u0301"),
        """\
content/articles/first.md:13:12: error: this quotation does not occur in the article's text; quote word for word: the nearest passage is “the [café]” (yours has [cafe]) [quote-not-in-text]
   13 |     quote: the cafe
      |            ^^^^^^^^
""",
    ),
    Bad(
        "a position that nobody holds",
        in_first("    by: [north]\n", ""),
        """\
content/articles/first.md:9:11: error: the key 'by' is missing; say whose proposal this is [missing-by]
    9 |     kind: proposal
      |           ^^^^^^^^
""",
    ),
    Bad(
        "a claim without a theme in an article with several",
        lambda site: site.replace(SECOND, "    theme: truce\n", ""),
        """\
content/articles/second.md:7:5: error: the key 'theme' is missing; the article has several themes (truce, venues), so name the one that this claim is about [missing-key]
    7 |   - text: South wants sixty days.
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "a claim on a theme that is not the article's",
        in_first("    point: length", "    theme: venues\n    point: host"),
        """\
content/articles/first.md:8:12: error: the theme 'venues' is not one of the article's themes; add it there [theme-of-claim]
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
        "a citation with the ending of a file",
        lambda site: site.replace(TRUCE, "first#c1", "first.md"),
        """\
themes/truce.md:14:36: error: unknown article 'first.md'; a key is without .md, so write 'first' [unknown-article]
   14 | The two sides disagree on the order[@first.md]. More is unknown.
      |                                    ^^^^^^^^^^^
""",
    ),
    Bad(
        "a claim that is superseded by nothing",
        in_first("value: 30 days", "superseded_by: second#c4"),
        """\
content/articles/first.md:12:20: error: the article 'second' has no claim 'c4'; it has c1 [unknown-claim]
   12 |     superseded_by: second#c4
      |                    ^^^^^^^^^
""",
    ),
    Bad(
        "a claim that is superseded by itself",
        in_first("value: 30 days", "superseded_by: c1"),
        """\
content/articles/first.md:12:20: error: the claim 'c1' supersedes itself; the newest claim must not be superseded [circle]
   12 |     superseded_by: c1
      |                    ^^
""",
    ),
    Bad(
        "claims that supersede each other",
        lambda site: site.replace(FIRST, "value: 30 days", "superseded_by: c2").replace(
            FIRST,
            "of silence\n---",
            "of silence\n  - {text: No., kind: event, superseded_by: c1}\n---",
        ),
        """\
content/articles/first.md:12:20: error: the claim 'c1' supersedes itself through other claims; the newest claim must not be superseded [circle]
   12 |     superseded_by: c2
      |                    ^^
content/articles/first.md:14:45: error: the claim 'c2' supersedes itself through other claims; the newest claim must not be superseded [circle]
   14 |   - {text: No., kind: event, superseded_by: c1}
      |                                             ^^
""",
    ),
    # Registers and settings.
    Bad(
        "actors that speak for each other",
        lambda site: site.replace(ACTORS, "name: North\n", "name: North\n  of: envoy\n"),
        """\
content/actors.yaml:3:7: error: following 'of' from 'north' leads back to 'north'; remove one 'of' on the way [circle]
    3 |   of: envoy
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
content/site.yaml:3:11: error: 'example.org' is not a web address; it must start with https://; write https://example.org [bad-value]
    3 | base_url: example.org
      |           ^^^^^^^^^^^
""",
    ),
    Bad(
        "an address of the site with a question mark",
        lambda site: site.replace(CONFIG, "example.org/", "example.org/?page=1"),
        """\
content/site.yaml:3:11: error: 'https://example.org/?page=1' must be scheme, host and path alone, such as https://example.org/path/ [bad-value]
    3 | base_url: https://example.org/?page=1
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "an address of the site whose links would lead to another",
        lambda site: site.replace(CONFIG, "example.org/", "example.org//evil.example/"),
        """\
content/site.yaml:3:11: error: 'https://example.org//evil.example/' must be scheme, host and path alone, such as https://example.org/path/ [bad-value]
    3 | base_url: https://example.org//evil.example/
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
""",
    ),
    Bad(
        "an address of the site that is nonsense",
        lambda site: site.replace(CONFIG, "example.org/", "[example/"),
        """\
content/site.yaml:3:11: error: 'https://[example/' must be scheme, host and path alone, such as https://example.org/path/ [bad-value]
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
content/sources.yaml:8:8: error: 'javascript:alert(1)' is not a web address; it must start with https:// [bad-value]
    8 |   url: javascript:alert(1)
      |        ^^^^^^^^^^^^^^^^^^^
""",
    ),
)


GOOD = (
    Good(
        "NO as a country",
        lambda site: site.replace(SOURCES, "ownership:", "country: NO\n  ownership:"),
        "sources/herald/",
        "Country NO",
    ),
    Good(
        "NO as a key",
        lambda site: site.write(ACTORS, SITE[ACTORS].replace("north", "NO")).replace(
            FIRST, "[north]", "[NO]"
        ),
        "actors/NO/",
        "North · Small Site",
    ),
    Good(
        "2025 as a title", in_first("First report", "2025"), "articles/first/", "2025 · Small Site"
    ),
    Good(
        "2025 as the name of a theme",
        lambda site: site.write("themes/2025.md", SITE[VENUES]).replace(
            SECOND, "[truce, venues]", "[truce, 2025]"
        ),
        "themes/2025/",
        "Venues · Small Site",
    ),
    Good(
        "2025 as a point",
        lambda site: (
            site.replace(TRUCE, "id: length\n    title: Length", "id: 2025\n    title: 2025")
            .replace(FIRST, "point: length", "point: 2025")
            .replace(SECOND, "point: length", "point: 2025")
        ),
        "articles/first/",
        "2025",
    ),
    Good(
        "a colon in quotes",
        in_first("First report", '"First: a report"'),
        "articles/first/",
        "First: a report · Small Site",
    ),
    Good(
        "text over several lines",
        in_first("title: First report", "title: >-\n  First\n  report\n# a comment"),
        "articles/first/",
        "First report · Small Site",
    ),
    Good(
        "an alias for what was written before",
        lambda site: site.replace(
            FIRST, "text: North wants thirty days.", "text: &days Thirty."
        ).replace(FIRST, "value: 30 days", "value: *days"),
        "themes/truce/",
        "Thirty.",
    ),
    Good(
        "the byte order mark, line ends of Windows and no last one",
        lambda site: site.write(
            FIRST, b"\xef\xbb\xbf" + SITE[FIRST].rstrip().replace("\n", "\r\n").encode()
        ),
        "articles/first/",
        "North asked for “ thirty days of silence ” on Wednesday.",
    ),
    Good(
        "letters that are not Latin",
        lambda site: site.write(
            "content/articles/перемирʼя.md",
            SITE[SECOND].replace("Second report", "Перемирʼя"),
        ),
        "articles/перемирʼя/",
        "Перемирʼя · Small Site",
    ),
    Good(
        "a name whose accents are stored apart",
        lambda site: site.write(ACTORS, SITE[ACTORS].replace("envoy:", "envoyé:")).replace(
            FIRST, "[north]", "[envoye\u0301]"
        ),
        "articles/first/",
        "The Envoy of North",
    ),
    Good(
        "a name whose accents are stored apart wherever it stands",
        lambda site: site.write(ACTORS, SITE[ACTORS].replace("envoy:", "envoye\u0301:")).replace(
            FIRST, "[north]", "[envoye\u0301]"
        ),
        "articles/first/",
        "The Envoy of North",
    ),
    Good(
        "a quotation whose accents are stored apart",
        lambda site: site.replace(
            FIRST, "quote: thirty days", "quote: trente anne\u0301es"
        ).replace(FIRST, "“thirty days", "“trente années"),
        "articles/first/",
        "trente années of silence",
    ),
    Good(
        "documentation beside content",
        lambda site: site.write("content/articles/README.md", "# How\n").write(
            "themes/README.md", "# How\n"
        ),
        "themes/truce/",
        "No truce yet.",
    ),
    Good(
        "an image with a description",
        lambda site: site.write("content/media/maps/a b.png", PNG).replace(
            FIRST, "Wednesday.", "Wednesday. ![A map](<maps/a b.png>)"
        ),
        "articles/first/",
        "on Wednesday.",
    ),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Build the small site once; give its folder, and a folder with a copy of it."""
    root, copy = tmp_path_factory.mktemp("built") / "small", tmp_path_factory.mktemp("copy")
    made = Site(root)
    for path, text in SITE.items():
        made.write(path, text)
    made.build()
    shutil.copytree(root, copy, dirs_exist_ok=True)
    return root, copy


@pytest.fixture
def good(built: tuple[Path, Path]) -> Site:
    """The small site, built, every file with the time at which it was written."""
    root, copy = built
    # The output is most of it, and few tests change that.
    kept = {"site"} if sizes_and_times(root / "site") == sizes_and_times(copy / "site") else set()
    for place in root.iterdir():
        if place.name not in kept:
            shutil.rmtree(place)
    for place in copy.iterdir():
        if place.name not in kept:
            shutil.copytree(place, root / place.name)
    return Site(root)


def sizes_and_times(folder: Path) -> list[tuple[str, int, int]]:
    return [
        (file.relative_to(folder).as_posix(), file.lstat().st_size, file.lstat().st_mtime_ns)
        for file in sorted(folder.rglob("*"))
    ]


def bytes_and_times(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes() if path.is_file() else b"",
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
    }


def problems(err: str) -> str:
    """Leave out the last line, which counts."""
    return err[: err.rstrip("\n").rfind("\n") + 1]


def pieces_of_text(page: str) -> set[str]:
    tree = html.document_fromstring(page)
    return {str(piece).strip() for piece in tree.xpath("//main//text()")}


def words_of(page: str) -> str:
    words = " ".join(" ".join(html.document_fromstring(page).itertext()).split())
    return normalize("NFC", words)


@pytest.mark.pitfall(6)
@pytest.mark.parametrize("case", BAD, ids=lambda case: case.name)
def test_what_is_wrong_is_shown_where_it_is_and_the_site_stays(good: Site, case: Bad) -> None:
    before = bytes_and_times(good.root / "site")
    case.change(good)
    outcome = good.run("build")
    assert problems(outcome.err).replace(str(good.root), "ROOT") == case.problems
    assert outcome.exit_code == 1
    assert bytes_and_times(good.root / "site") == before
    beside = {path.name for path in good.root.iterdir()}
    assert beside == {".briefing", "content", "site", "themes"}


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
def test_what_is_right_is_shown_as_it_was_written(good: Site, case: Good) -> None:
    case.change(good)
    good.build()
    assert case.shown in words_of(good.page(case.page))


WRITTEN = """
    NO no yes on off y True null_ nil = 2025 007 0o14 0x1F 1_000 1e3 1.0 +1 .inf 12:30 1:10
    2025-06-01 2025-06-01T12:30:00+03:00 it's it’s a#b
"""


@pytest.mark.pitfall(7)
def test_values_and_titles_are_the_text_that_was_written(good: Site) -> None:
    values = "".join(
        f"  - {{text: a, point: length, kind: event, value: {w}}}\n" for w in WRITTEN.split()
    )
    good.replace(FIRST, "claims:\n", f"claims:\n{values}").replace(TRUCE, "[@first#c1]", "")
    titles = "".join(f"  - {{id: p{n}, title: {w}}}\n" for n, w in enumerate(WRITTEN.split()))
    good.replace(TRUCE, "points:\n", f"points:\n{titles}")
    good.build()
    assert set(WRITTEN.split()) <= pieces_of_text(good.page("articles/first/"))
    assert set(WRITTEN.split()) <= pieces_of_text(good.page("themes/truce/"))


def test_names_of_cases_are_their_own() -> None:
    names = [case.name for case in (*BAD, *GOOD)]
    assert len(names) == len(set(names))


@pytest.mark.pitfall(6)
def test_problems_of_all_files_are_shown_in_one_run_sorted_by_place(good: Site) -> None:
    good.replace(SECOND, "themes: [truce, venues]", "themes: [truse, venus]")
    good.replace(FIRST, "Wednesday.", "Wednesday[@third] ![x](y.png).")
    good.replace(FIRST, "published: 2025-05-15", "published: soon")
    good.replace(ACTORS, "of: north", "of: nroth")
    good.replace(CONFIG, "title:", "titel:")
    good.replace(SOURCES, "kind: agency", "kind: agencie")
    good.replace(TRUCE, "id: order", "id: length")
    good.write("content/articles/third.txt.md", "")
    good.write("themes/broken.md", "---\ntitle: a: b\n---\n")
    outcome = good.run("build")
    assert re.findall(r"^(\S+): error: .* \[(\S+)\]$", outcome.err, re.MULTILINE) == [
        ("content/actors.yaml:10:7", "unknown-actor"),
        ("content/articles/first.md:4:12", "bad-value"),
        ("content/articles/first.md:15:54", "unknown-article"),
        ("content/articles/first.md:15:68", "unknown-image"),
        ("content/articles/second.md:5:10", "unknown-theme"),
        ("content/articles/second.md:5:17", "unknown-theme"),
        ("content/articles/third.txt.md", "empty-file"),
        ("content/site.yaml:2:1", "unknown-key"),
        ("content/sources.yaml:8:9", "unknown-value"),
        ("themes/broken.md:2:9", "yaml"),
        ("themes/truce.md:11:9", "duplicate-point-id"),
    ]
    assert outcome.err.splitlines()[-1] == "11 errors; the site was left as it was"


@pytest.mark.pitfall(6)
def test_what_is_mended_is_built(good: Site) -> None:
    good.replace(FIRST, "title: First report", "title: New: report")
    good.replace(SECOND, "South wants sixty.\n", "South wants sixty now.\n")
    assert good.run("build").exit_code == 1
    assert "sixty now" not in good.page("articles/second/")
    good.replace(FIRST, "title: New: report", 'title: "New: report"')
    good.build()
    assert "New: report" in words_of(good.page("articles/first/"))
    assert "sixty now" in good.page("articles/second/")


@pytest.mark.parametrize("path", ["/static/briefing.css", "/CNAME", "/.nojekyll", "/robots.txt/"])
def test_an_old_address_never_takes_the_place_of_a_file_of_the_site(good: Site, path: str) -> None:
    good.replace(CONFIG, "title:", "cname: brief.example.org\ntitle:").build()
    if path.strip("/") not in good.output():
        pytest.skip(f"the site has no {path}")
    before = bytes_and_times(good.root / "site")
    good.replace(FIRST, "title: First report", f"aliases: [{path}]\ntitle: New")
    outcome = good.run("build")
    assert outcome.exit_code == 1
    assert outcome.err.startswith(f"{FIRST}:")
    assert "[same-address]" in outcome.err
    assert bytes_and_times(good.root / "site") == before


def test_a_domain_that_links_do_not_name_is_a_warning_at_its_line(good: Site) -> None:
    good.replace(CONFIG, "title:", "cname: brief.example.org\ntitle:")
    assert (
        good.build().err
        == """\
content/site.yaml:2:8: warning: cname is brief.example.org, but base_url has example.org, where links in feeds and search results will lead; use the same host in both [cname-differs]
    2 | cname: brief.example.org
      |        ^^^^^^^^^^^^^^^^^
"""
    )
    assert good.build("--base-url", "https://brief.example.org/").err == ""
    good.replace(CONFIG, "https://example.org/", "https://Brief.Example.org/")
    assert good.build().err == ""


def test_a_list_that_was_a_sentence_is_a_warning(good: Site) -> None:
    good.replace(TRUCE, "points:", "unknowns: [The date, place and level of the meeting]\npoints:")
    assert (
        good.build().err
        == """\
themes/truce.md:8:11: warning: this looks like one sentence, cut at its commas into several entries; put each entry in quotes, or on a line of its own that begins with '- ' [cut-sentence]
    8 | unknowns: [The date, place and level of the meeting]
      |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"""
    )


def test_keys_of_a_skeleton_may_stay_empty(good: Site) -> None:
    good.replace(
        FIRST, "source: herald", "source: herald\nsummary:\nurl: # the address\nauthors: ~"
    )
    good.replace(FIRST, "    kind: proposal", "    kind: proposal\n    via:\n    status:")
    assert good.build().err == ""


def test_a_file_in_utf16_is_called_so(good: Site) -> None:
    outcome = good.write(SECOND, SITE[SECOND].encode("utf-16")).run("build")
    assert outcome.exit_code == 1
    assert re.match(rf"{SECOND}:1:1: error: .*UTF-16.* \[not-utf8\]\n", outcome.err)


def test_a_number_beyond_all_measure_is_a_problem(good: Site) -> None:
    outcome = good.replace(TRUCE, "title: Truce", f"title: Truce\norder: {'9' * 400}").run("build")
    assert outcome.exit_code == 1
    assert outcome.err.startswith(f"{TRUCE}:3:8: error: ")


def test_no_control_character_reaches_the_terminal(good: Site) -> None:
    good.replace(FIRST, "Wednesday.", "Wed\x1b[2Jnesday\x9b2J[@nope].")
    good.replace(SECOND, "title: Second report", '"ti\\etle": Second report')
    outcome = good.run("build")
    assert outcome.exit_code == 1
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", outcome.err)


def test_a_line_separator_does_not_shift_the_lines_of_problems(good: Site) -> None:
    good.replace(FIRST, "First report", '"First\u2028report"').replace(FIRST, "[truce]", "[truse]")
    for place in re.findall(rf"^{FIRST}:(\d+):", good.run("build").err, re.MULTILINE):
        assert place in ("2", "5")


HOSTILE = (
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "<img src=x onerror=alert(1)>",
    "</title></textarea><svg/onload=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](//evil.example)",
    "![x](javascript:1)",
    "--><script>",
    "]]>",
    "{{ 7 * 7 }}{% raw %}",
)
INTERNAL = re.compile(r"/(?!/)|#")
ADDRESS = re.compile(r"https?://[^\s\"'<>]+|mailto:|/(?!/)|#", re.IGNORECASE)


def hostile_theme(words: str, name: str) -> dict[str, str]:
    """Write a theme, an article, a source, an actor and a page with `words` wherever words go."""
    w = json.dumps(words, ensure_ascii=False)
    dated = f"[{{date: 2025-05-18, text: {w}}}]"
    return {
        SOURCES: f"{name}: {{name: {w}, ownership: {w}, country: {w}, note: {w}}}\n",
        ACTORS: f"{name}: {{name: {w}, role: {w}, aliases: [{w}]}}\n",
        f"themes/{name}.md": f"---\ntitle: {w}\nquestion: {w}\nstatus: {{text: {w}, state: open}}\n"
        f"as_of: 2025-05-20\nunknowns: [{w}]\nwatch: [{w}, {{date: 2025-06-01, text: {w}}}]\n"
        f"corrections: {dated}\npoints:\n"
        f"  - {{id: length, title: {w}, question: {w}, note: {w}, unit: {w},"
        f" place: {{lat: 41, lon: 29}}}}\n---\n{words} [[actor:{name}|<b>{name}</b>]]\n",
        f"content/articles/{name}.md": f"---\ntitle: {w}\nsource: {name}\npublished: 2025-05-15\n"
        f"themes: [{name}]\nauthors: [{w}]\nsummary: {w}\ndate_note: {w}\naliases: [/old/{name}/]\n"
        f"corrections: {dated}\nclaims:\n"
        f"  - {{text: {w}, point: length, kind: demand, by: {name}, on: 2025-05-14,"
        f" value: {w}, quote: {w}}}\n"
        f"  - {{text: {w}, point: length, kind: event, value: {w}}}\n---\n{words}\n\n"
        f"# {words}\n\n| {words} |\n|---|\n| {words} |\n",
        f"content/pages/{name}.md": f"---\ntitle: {w}\nsummary: {w}\n---\n{words}\n",
    }


def is_harmless(page: bytes) -> None:
    tree = html.document_fromstring(page)
    for element in tree.iter(etree.Element):
        assert element.tag not in ("iframe", "object", "embed")
        if element.tag == "base":  # of an embedded point
            assert dict(element.attrib) == {"target": "_top"}
        if element.tag == "style":
            assert not element.xpath("ancestor::body")
        if element.tag == "script" and element.get("type") == "application/ld+json":
            assert element.get("src") is None
            assert not re.search("[<>&]", element.text)
            json.loads(element.text)
        elif element.tag == "script":
            assert not (element.text or "").strip()
            assert element.get("src")
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            if name in ("src", "srcset", "action", "formaction", "poster", "data"):
                assert INTERNAL.match(value)
            elif name.endswith("href"):
                assert ADDRESS.match(value)
            elif name == "content" and element.get("http-equiv") == "refresh":
                assert re.fullmatch(r"0; url=/[^/;][^;]*", value)


def test_hostile_text_stays_text_on_every_page(site: Site) -> None:
    for path in SITE:
        site.remove(path)
    together = " ".join(HOSTILE)
    w = json.dumps(together, ensure_ascii=False)
    site.write(
        CONFIG,
        f"id: s\ntitle: {w}\ntagline: {w}\nbase_url: https://example.org/sub/\n"
        f"editor: {{name: {w}}}\n",
    )
    registers = {SOURCES: "", ACTORS: ""}
    for number, words in enumerate((*HOSTILE, together)):
        for path, text in hostile_theme(words, f"n{number}").items():
            site.write(path, registers.get(path, "") + text)
            registers |= {path: registers[path] + text} if path in registers else {}
    site.build()

    for file, data in site.output().items():
        if file.endswith(".html"):
            is_harmless(data)
            assert together in words_of(data.decode())  # the title of the site
        elif file.endswith((".xml", ".svg")):
            etree.fromstring(data)
        elif file.endswith(".json"):
            json.loads(data)
    for number, words in enumerate(HOSTILE):
        for page in ("themes/n{}/", "articles/n{}/", "sources/n{}/", "actors/n{}/", "n{}/"):
            (main,) = html.document_fromstring(site.page(page.format(number))).xpath("//main")
            assert words in " ".join(" ".join(main.itertext()).split())
