"""What skeletons leave for an editor to write, which readers are never to see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.problems import AtKey, AtWords, Finding, KeyPath, Severity, Spot
from generator.read.documents import Document
from generator.read.written import Value
from generator.validate.keys import REFERS
from generator.validate.untyped import text

TO_WRITE = "…"
HEADLINE = "The headline of the report"
STATEMENT = "One statement that the report makes."
FILE = "NAME.txt"
NAME = "NAME"
OLD_ADDRESS = "/old/page/"
REPORT_ADDRESS = "https://example.com/report"
COPY_ADDRESS = "https://example.com/copy"
OUTLET_ADDRESS = "https://example.com/"
DIGEST = """\
<!-- A digest of the report in your own words. Quote the few words that matter, in quotation marks.
-->"""
BOTTOM_LINE = """\
<!-- The bottom line: what a reader with one minute should know, with citations such as
[@article#claim]. Its first paragraph is what lists and the home page show. -->"""

_VALUES = frozenset(
    (
        TO_WRITE,
        "...",
        HEADLINE,
        STATEMENT,
        FILE,
        NAME,
        OLD_ADDRESS,
        REPORT_ADDRESS,
        COPY_ADDRESS,
        OUTLET_ADDRESS,
    )
)
_BODIES = frozenset((DIGEST, BOTTOM_LINE))


def placeholders_in_article(document: Document) -> Iterator[Finding]:
    """Yield an error if an article has placeholders, unless it is a draft."""
    if text(document.front.get("draft")) != "true":
        yield from _told(document.path, _in_document(document), Severity.ERROR)


def placeholders_in_theme(document: Document) -> Iterator[Finding]:
    """Yield a warning if a theme has placeholders.

    No error, as a theme cannot be a draft: it may wait for its text while others are worked on.
    """
    yield from _told(document.path, _in_document(document), Severity.WARNING)


def placeholders_in_entry(file: str, key: str, entry: Value) -> Iterator[Finding]:
    """Yield an error if an entry of a register has placeholders."""
    yield from _told(file, _in_value(entry, (key,)), Severity.ERROR)


def is_placeholder(value: str) -> bool:
    """Return whether a text is one of those that skeletons have for another."""
    return value.strip() in _VALUES


def _told(file: str, found: Iterable[tuple[Spot, str]], severity: Severity) -> Iterator[Finding]:
    """Yield one finding for all placeholders together: whoever left one has left the others too."""
    all_found = list(found)
    for spot, message in all_found[:1]:
        more = len(all_found) - 1
        others = f" (and {more} more below)" if more else ""
        yield Finding(file, spot, "placeholder", message + others, severity)


def _in_document(document: Document) -> Iterator[tuple[Spot, str]]:
    yield from _in_value(document.front, ())
    body = document.body.strip()
    if body in _BODIES:
        words = body.partition(":")[0].partition(".")[0]
        message = "there is no text yet; write it in the place of this comment, or delete that"
        yield AtWords(document.body_line, words), message


def _in_value(value: Value, keys: KeyPath) -> Iterator[tuple[Spot, str]]:
    if isinstance(value, dict):
        for key, below in value.items():
            if key not in REFERS:  # that there is nothing of such a name is told already
                yield from _in_value(below, (*keys, key))
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from _in_value(item, (*keys, position))
    elif value is not None and is_placeholder(value):
        yield AtKey(keys), f"'{value.strip()}' only holds a place; write what belongs there"
