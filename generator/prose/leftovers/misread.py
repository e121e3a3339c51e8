"""Marks that worked though nobody meant them: a heading, a list, italics by mistake."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from markdown_it.token import Token

from generator.patterns import pattern
from generator.prose.leftovers.found import Block, Leftover, shortened
from generator.prose.leftovers.places import Places
from generator.prose.leftovers.visible import OPAQUE
from generator.prose.model import Remark

_CODE = "misread"
_LONG_TITLE = 80
_SHORT_RULE = 2
_FULL_STOP = pattern(r"[.,;:…。．，、；：।۔؟。།။։።](?:\[[^\[\]]*\]|[\s*_\"'”’»)\]）」』])*$")
_ENDS = pattern(r"[.;…。।۔]\W*$")
_FIRST_YEAR = 1000
_DATE = pattern(
    r"[^\W\d_]+\.?,?\s+\d{4}(?!\d)|(?:J[aä]nuar|Jänner|Februar|März|April|Mai|Juni|Juli|August|"
    r"September|Oktober|November|Dezember|januar|februar|mars|april|mai|maj|juni|juli|august|"
    r"september|oktober|november|des?ember|december)\s"
)
_DAYS = 31
_SPACELESS = "\u0e00"
_FAR = 40
# Keys of a front matter, or the marks of a merge.
_FRONT_MATTER = pattern(
    r"(?P<key>(?:title|source|published|url|language|themes|summary|question|updated|retrieved|"
    r"claims|authors|order|draft|slug|aliases):)(?:\s|$)|<{7}\s"
)
_NEXT_KEY = pattern(r"[^\n]*\n[a-z_]+:(?:\s|$)")
_CODE_AND_NEXT = pattern(rf"{OPAQUE}(?P<after>[^\W_])?")
_WORD_BEFORE = pattern(r"[\w*]+\Z")
_WORD_AFTER = pattern(r"[\w*]{1,40}")


def headings(
    heading: Token, tokens: Sequence[Token], index: int, places: Places
) -> Iterator[Remark]:
    """Yield a remark about a heading that was meant as a paragraph, or as a number."""
    words = tokens[index + 1].content
    first, end = heading.map or (0, 0)
    if not words:
        message = f"'{heading.markup}' is an empty heading; write its words, or remove it"
        yield places.remark(first, heading.markup, _CODE, message, warning=True)
    elif heading.markup == "#":
        if words[:1].isdigit() and _is_number(heading, tokens, index):
            message = (
                f"'# {shortened(words, 40)}' is shown as a heading, as # and a space begin one; "
                "write \\# if the number is meant, and ## for a heading"
            )
            yield places.remark(first, "#", _CODE, message, warning=True)
    elif heading.markup in ("-", "=") and not _FRONT_MATTER.match(words):
        underline = places.source(end - 1).strip(" >\t")
        if _is_paragraph(words, underline):
            message = (
                f"'{shortened(underline, 10)}' makes a heading of the paragraph above it, "
                f"'{shortened(words, 40)}'; put an empty line between them, or write ## before the "
                "words if they are a heading"
            )
            yield places.remark(end - 1, underline, _CODE, message, warning=True)


def front_matter(
    rule: Token, tokens: Sequence[Token], index: int, places: Places
) -> Iterator[Remark]:
    """Yield a remark about keys right below a rule that begin a second front matter."""
    line = rule.map[1] if rule.map else 0
    inline = tokens[index + 2] if index + 2 < len(tokens) else rule
    is_below = inline.type == "inline" and inline.map and inline.map[0] == line
    match = _FRONT_MATTER.match(inline.content) if is_below else None
    if match is None or not match["key"]:
        return
    if tokens[index + 1].type == "heading_open" or _NEXT_KEY.match(inline.content):
        message = (
            f"'{match['key']}' would be published: only the front matter at the top of the file "
            "is read; move there what stands here between the lines of ---, or remove it"
        )
        yield places.remark(line, match["key"], _CODE, message)


def _is_number(heading: Token, tokens: Sequence[Token], index: int) -> bool:
    """Return whether a heading that begins with a number is part of a sentence."""
    first, end = heading.map or (0, 0)
    words = tokens[index + 1].content
    before = tokens[index - 2] if index > 1 else heading
    after = tokens[index + 4] if index + 4 < len(tokens) else heading
    return (
        _ENDS.search(words) is not None
        or (before.type == "inline" and (before.map or (0, 0))[1] == first)
        or (
            after.type == "inline"
            and tokens[index + 3].type == "paragraph_open"
            and (after.map or (0, 0))[0] == end
            and after.content[:1].islower()
        )
    )


def _is_paragraph(words: str, underline: str) -> bool:
    """Return whether what an underline makes a heading of was hardly meant as one."""
    if "\n" in words or len(underline) <= _SHORT_RULE < len(words):
        return True
    if abs(len(underline) - len(words)) <= _SHORT_RULE:
        return False  # it was drawn to the length of the words
    width = sum(1 + (unicodedata.east_asian_width(character) == "W") for character in words)
    return width > _LONG_TITLE or _FULL_STOP.search(words) is not None


def lists(tokens: Sequence[Token], places: Places) -> Iterator[Remark]:
    """Yield a remark for each list that begins with a year or a day, or counts in another way."""
    begun = [at for at, token in enumerate(tokens) if token.type == "ordered_list_open"]
    found = [_numbers(tokens, at) for at in begun]
    edges = {edge for items in found for edge in (int(items[0].info), int(items[-1].info))}
    for items in found:
        numbers = [int(item.info) for item in items]
        start = numbers[0]
        if len(items) == 1 and edges.isdisjoint((start - 1, start + 1)):
            yield from _alone(items[0], places)
        elif start > 1 or max(numbers) >= _FIRST_YEAR or _is_rising(numbers):
            yield from _counted_otherwise(items, numbers, places)


def _is_rising(numbers: Sequence[int]) -> bool:
    return all(one < two for one, two in pairwise(numbers))


def _numbers(tokens: Sequence[Token], at: int) -> list[Token]:
    """Return the items of the list that begins at an index."""
    level, items = tokens[at].level, []
    for token in tokens[at + 1 :]:
        if token.level == level:
            break
        if token.type == "list_item_open" and token.level == level + 1:
            items.append(token)
    return items


def _alone(item: Token, places: Places) -> Iterator[Remark]:
    """Yield a remark about the only item of a list if it begins with a year, or the day of a date.

    Other numbers are those of paragraphs that are quoted.
    """
    number, line = f"{item.info}{item.markup}", item.map[0] if item.map else 0
    words = places.source(line).partition(number)[2].strip()
    is_day = 0 < int(item.info) <= _DAYS and _DATE.match(words) is not None
    if int(item.info) < _FIRST_YEAR and not is_day:
        return
    message = (
        f"'{number}' begins a numbered list, as a number with {item.markup} does at the beginning "
        "of a paragraph, and what follows is shown as its item; write "
        f"{item.info}\\{item.markup} if no list is meant"
    )
    yield places.remark(line, number, _CODE, message, warning=True)


def _counted_otherwise(
    items: Sequence[Token], numbers: Sequence[int], places: Places
) -> Iterator[Remark]:
    """Yield a remark about the first number that readers see as another."""
    start = numbers[0]
    if len(set(numbers)) == 1 and start < _FIRST_YEAR:
        return  # all the same: to be counted
    for at, item in enumerate(items):
        if numbers[at] != start + at:
            number, line = f"{item.info}{item.markup}", item.map[0] if item.map else 0
            message = (
                f"'{number}' is shown as {start + at}{item.markup}, as a list counts on from its "
                f"first number; write - {item.info}: for this and each other number, or "
                f"{item.info}\\{item.markup} in paragraphs of their own"
            )
            is_warning = max(numbers) < _FIRST_YEAR
            yield places.remark(line, number, _CODE, message, warning=is_warning)
            return


def stars(block: Block) -> Iterator[Leftover]:
    """Yield stars between numbers, or within words, that became emphasis: 5*3*2, Bürger*innen."""
    view = block.view
    begun: list[int] = []
    done = 0
    for end, _, is_beginning in view.stars:
        if is_beginning:
            begun.append(end)
            continue
        start = begun.pop()
        remedy = _why_unmeant(view.text, start, end)
        if remedy is None or start <= done:
            continue
        # The numbers or words around them belong to what is shown.
        before = _WORD_BEFORE.search(view.text, max(0, start - _FAR), start)
        after = _WORD_AFTER.match(view.text, end)
        start = before.start() if before else start
        done = after.end() if after else end
        written, seen = shortened(view.written(start, done)), shortened(view.text[start:done])
        message = f"'{written}' is shown as '{seen}', as stars make words italic; {remedy}"
        yield Leftover(start, done, _CODE, message, warning=True)


def apostrophes(block: Block) -> Iterator[Leftover]:
    """Yield code that begins within a word: its backticks were meant as apostrophes."""
    view = block.view
    for match in _CODE_AND_NEXT.finditer(view.text):
        at = match.start()
        code = view.source[view.place(at) : view.place(at + 1)]
        before, after = view.text[max(0, at - 1) : at], match["after"]
        is_within = before.isalpha() and before < _SPACELESS and bool(after or " " in code)
        # The `90s and `tis: the second is no end of code, as it has a space before it.
        is_begun = not before.isalpha() and bool(after) and code.endswith(" `") and code[1] != " "
        if code[0] == "`" and (is_within or is_begun):
            message = (
                f"'{shortened(code)}' is shown as code, as backticks are around it; write ’ for "
                "apostrophes"
            )
            yield Leftover(at, at + 1, _CODE, message, warning=True)


def _why_unmeant(text: str, start: int, end: int) -> str | None:
    """Return what to write if emphasis from `start` to `end` is of numbers, or begins in a word."""
    edges = (
        text[start - 1 : start],
        text[start : start + 1],
        text[end - 1 : end],
        text[end : end + 1],
    )
    if not all(edge.isalnum() and edge < _SPACELESS for edge in edges):
        return None
    before, first, last, after = edges
    is_opened = before.isdigit() and (after.isdigit() or first.isdigit())
    if is_opened or (last.isdigit() and after.isdigit()):
        return "write × for times, or a backslash before each star"
    if any(map(str.isspace, text[start:end])):
        return "write a backslash before each star"
    return None
