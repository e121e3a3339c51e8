"""The faults that this project is held to, by number: which tests hold which.

Two lists were given to us: pitfalls in which other generators were caught, and cases, inputs that
people really wrote, by seven kinds in the order of that list. Here they are in words of our own.
A test that holds one has the mark `pitfall(3)` or `case("2.7")`, at the test or at one of its
parameters. `pytest -m case` runs all that hold a case, `python -m tests.numbered` counts them.
"""

from __future__ import annotations

import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

PITFALLS = {
    1: "lists, theme pages and feeds are as from a clean build after any series of edits",
    2: "one save is one rebuild, reading is none",
    3: "however an editor saves, the last content is shown, and no swap file is a page",
    4: "what was deleted or renamed leaves no page, entry or search result behind",
    5: "nothing of a draft or an embargo gets out, and an embargo ends by itself",
    6: "errors have file and true line, all are told at once, the last good site stays",
    7: "what YAML would turn into something else stays text, or is a problem",
    8: "machine, time zone and locale change no byte and no day",
    9: "under a folder, nothing escapes it or has it twice, the page for missing pages neither",
    10: "only own files are ever removed, and dangerous output folders are refused",
    11: "two sources of one address are named, and titles of any script give a readable one",
    12: "feeds keep their ids, have whole addresses, and no time of the build",
    13: "a browser is told after the files are there, and never gets half a page",
    14: "publishing keeps domain and dotfiles, and scheduled runs do not fall asleep",
    15: "dates come from what editors wrote, never from git or the times of files",
}

CASES = {
    # YAML that swallows words
    "1.1": "a comma in a claim in braces",
    "1.2": "no space behind a colon in braces",
    "1.3": "a comma in a status in braces",
    "1.4": "a sentence in brackets, cut at its commas",
    "1.5": "a title with a number sign",
    "1.6": "a comment behind a short value, and number signs in sentences",
    "1.7": "a title that begins with an ampersand",
    "1.8": "a no-break space behind a colon",
    "1.9": "no space behind a colon",
    "1.10": "curly quotes around a text with a colon",
    "1.11": "a second claim without its dash",
    "1.12": "a colon in a list of texts",
    "1.13": "a time as programs write it",
    "1.14": "a claim about a month or a year",
    # False agreement, false verbatim
    "2.1": "marks within numbers by the language of the site or the article",
    "2.2": "one number written in many ways",
    "2.3": "approximations, which are told and can be declared alike",
    "2.4": "spaces and apostrophes within numbers, and digits of other scripts",
    "2.5": "invented quotations in every style of quotation marks",
    "2.6": "quotations that end within a word",
    "2.7": "invisible characters and ligatures in what is quoted",
    "2.8": "Chinese quoted across a line break",
    "2.9": "a quotation that is wrong by one word",
    # Marks that stay on the page
    "3.1": "an image whose name has a space",
    "3.2": "a link by key to claims",
    "3.3": "a citation with a word before it",
    "3.4": "a citation with a page",
    "3.5": "a citation in round brackets",
    "3.6": "a call without its note",
    "3.7": "a note that nothing calls",
    "3.8": "a note that is there twice",
    "3.9": "a heading with a no-break space",
    "3.10": "a heading without its space",
    "3.11": "a table without its second row",
    "3.12": "the id of a heading",
    "3.13": "a line break in HTML",
    "3.14": "a tag of Word",
    "3.15": "classes of Word",
    "3.16": "a picture within the text",
    "3.17": "a comment that was exported as a definition",
    "3.18": "a link that would run a script",
    "3.19": "a box with colons",
    "3.20": "a box in a quotation",
    "3.21": "a shortcode",
    "3.22": "an instruction of a template",
    "3.23": "a comment in HTML, which is never published",
    "3.24": "a comment of Obsidian, which is never published",
    "3.25": "an indented first line, which turns prose into code",
    "3.26": "stars beside Chinese quotation marks",
    # Files and names
    "4.1": "files with other ends, and in other folders, than are read",
    "4.2": "names of media in composed and decomposed Unicode",
    "4.3": "names and headings in Hindi and Thai",
    "4.4": "an old address in encoded letters",
    "4.5": "a number sign in the name of an image",
    "4.6": "AVIF and SVG among the media",
    "4.7": "an apostrophe and a space in a web address",
    "4.8": "old names of a theme, and its language",
    # Search
    "5.1": "both words of a pair joined by an en dash",
    "5.2": "both words around an em dash",
    "5.3": "both words of a pair joined by a non-breaking hyphen",
    "5.4": "a Chinese word of two characters",
    "5.5": "a longer Chinese word",
    "5.6": "a number in Chinese text",
    "5.7": "a Ukrainian word with any apostrophe",
    "5.8": "one name in three spellings",
    "5.9": "a synonym that the editor names",
    "5.10": "a mistyped word",
    "5.11": "a Polish name without its marks",
    "5.12": "a Scandinavian name without its stroke",
    # Languages
    "6.1": "dates of an Arabic site, in order",
    "6.2": "borrowed English words, marked and isolated",
    "6.3": "a feed with its direction",
    "6.4": "an Arabic article that begins with Latin letters",
    "6.5": "languages that run from right to left by their script",
    "6.6": "languages that run from left to right by their script",
    "6.7": "a German site has German words",
    "6.8": "a lead that begins with a German date",
    "6.9": "a long word on a card stays whole",
    "6.10": "no stray digits of a Chinese title on a card",
    "6.11": "the first of a month in French",
    # Plausible, private
    "7.1": "a year of publication that is a slip",
    "7.2": "an event after its own report",
    "7.3": "an article that expires before it is public",
    "7.4": "a change before the report came out",
    "7.5": "one address in two articles",
    "7.6": "an outlet that relays itself",
    "7.7": "latitude and longitude exchanged",
    "7.8": "a picture that tells where it was taken",
    "7.9": "a picture that tells whose camera it was",
    "7.10": "actors who are known from withheld articles alone",
    "7.11": "sources that are known from withheld articles alone",
    "7.12": "a character that turns a title round",
}

_COUNTED = pytest.StashKey[Counter[str]]()
_FILES = pytest.StashKey[frozenset[Path]]()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Count the tests of each number, before any test is left out, and refuse unknown numbers."""
    counts = Counter(number for item in items for number in _numbers(item))
    if unknown := sorted(counts.keys() - {*names()}):
        raise pytest.UsageError(f"not in tests/numbered.py: {', '.join(unknown)}")
    config.stash[_COUNTED] = counts
    config.stash[_FILES] = frozenset(item.path for item in items)


def names() -> list[str]:
    """Return the names of all numbers: `pitfall 3`, `case 2.7`."""
    return [f"pitfall {number}" for number in PITFALLS] + [f"case {number}" for number in CASES]


def counted(config: pytest.Config) -> Counter[str]:
    """Return how many of the tests that were collected hold each number."""
    return config.stash[_COUNTED]


def files(config: pytest.Config) -> frozenset[Path]:
    """Return the files of which tests were collected."""
    return config.stash[_FILES]


def _numbers(item: pytest.Item) -> set[str]:
    return {
        f"{mark.name} {number}"
        for kind in ("case", "pitfall")
        for mark in item.iter_markers(kind)
        for number in mark.args
    }


class Table:
    """Prints how many tests hold each number, once they are collected."""

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Print the table."""
        for name in names():
            kind, _, number = name.partition(" ")
            said = CASES[number] if kind == "case" else PITFALLS[int(number)]
            print(f"{counted(session.config)[name]:4}  {name}: {said}")


if __name__ == "__main__":
    plugin = import_module("tests.numbered").Table()  # of the module that pytest knows
    silently = ["-o", "addopts=", "-p", "no:terminal", "-p", "no:anyio"]
    sys.exit(pytest.main(["--collect-only", *silently, "tests"], [plugin]))
