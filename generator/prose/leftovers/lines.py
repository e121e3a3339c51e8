"""Marks at the beginning of lines that failed: headings, tables, lists and boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.patterns import pattern
from generator.prose.leftovers.found import Block, Leftover, shortened, stays
from generator.prose.leftovers.visible import View

_HASHES = pattern(r"^([#＃]{1,})([^\S\n]|[\u200b\u2060\ufeff])?(?=[^\s#＃])([^\n]*)", re.MULTILINE)
_MANY = 6
_BOX_NAMES = (
    "abstract|attention|bug|caution|danger|details|error|example|failure|hint|important|info|note|"
    "question|quote|success|summary|tip|todo|warning"
)
_BOX = pattern(
    r"^(?::{3,}[^\n]*|::[a-z][\w-]*(?:[\[{][^\n]*)?$|===[!+]? \"[^\"\n]+\"$"
    rf"|(?:!!!|\?\?\?)\+? ?(?:{_BOX_NAMES})(?![^\s\"])[^\n]*|\.\. \w+::[^\n]*)",
    re.MULTILINE,
)
_CALLOUT = pattern(r"\[!\w+\][+-]?")
_TASK = pattern(r"\[[ xX✓✔]\](?=\s|$)")
_CONTENTS = pattern(r"(?:\[TOC\]|\[toc\]|\{:toc\}|\$\{toc\})")
_DEFINITION = pattern(r"^:[ \t\u00a0]+(?=\S)[^\n]*|(?<=\n)：[^\n]*", re.MULTILINE)
_TERM_LENGTH = 40
_GRID = pattern(r"^\+(?:[-=]+\+)+$", re.MULTILINE)
_TABBED = pattern(r"^(?:[^\t\n]+\t)+[^\t\n]+\n(?:[^\t\n]+\t)+[^\t\n]+$", re.MULTILINE)
_DELIMITERS = pattern(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_ATTRIBUTES = pattern(r"\{ ?(?:[#.:]+ ?[#.]?[\w-][^{}\n]*|[\w-]+=[^{}\n]*)\}")


def headings(block: Block) -> Iterator[Leftover]:
    """Yield headings that are none, for want of a space."""
    view = block.view
    if block.kind == "inline":
        yield from _headings_in_line(view)
    if block.kind != "paragraph":
        return
    for match in _HASHES.finditer(view.text):
        hashes, gap, words = match.groups()
        alone = "\n" not in view.text
        if len(hashes) == 1 and not gap and (hashes == "＃" or not _is_heading(words, alone=alone)):
            continue  # a hashtag, or a number
        fixed = "#" * min(len(hashes), _MANY)
        written = view.written(match.start(), match.end())
        if gap and not (len(hashes) > _MANY or "＃" in hashes):
            why = f"it is no heading, as the space behind {hashes} is {_name(gap)}; type a space"
        elif len(hashes) > _MANY:
            why = "it is no heading, as headings have six # at most"
        else:
            title = shortened(words.strip())
            why = f"it is no heading, as it lacks a space; write {fixed} {title}"
        yield Leftover(
            match.start(), match.end(), "failed-heading", stays(written, why), warning=True
        )


def _headings_in_line(view: View) -> Iterator[Leftover]:
    """Yield the marks of a heading at the beginning of a text that is one line."""
    if match := re.match(r"[#＃]{2,}(?=[^#＃\n])[^\n]*", view.text):
        words = shortened(match[0].lstrip("#＃").strip())
        why = f"a text of one line has no headings; write {words}"
        written = view.written(*match.span())
        yield Leftover(*match.span(), "failed-heading", stays(written, why), warning=True)


def _is_heading(words: str, *, alone: bool) -> bool:
    """Return whether words behind one # look like a heading, and not like a hashtag or number."""
    first, space, _ = words.partition(" ")
    return (
        alone
        and bool(space)
        and first[:1].isupper()
        and (first[1:].islower() or not first[1:])
        and words.rstrip()[-1] not in ".!?…:;"
    )


def _name(gap: str) -> str:
    names = {
        "\u00a0": "a no-break space",
        "\u202f": "a narrow no-break space",
        "\u3000": "an ideographic space",
        "\u200b": "a zero-width space",
        "\t": "a tab",
    }
    return names.get(gap, "a special one")


def tables(block: Block) -> Iterator[Leftover]:
    """Yield a table that is none."""
    view = block.view
    if block.kind != "paragraph" or not ("|" in view.text or "｜" in view.text):
        return
    # Full-width lines between words are no table, but between cells they are.
    lines = view.text.replace("｜", "|").split("\n")
    first = next((at for at, line in enumerate(lines) if _is_row(line)), None)
    bars = {line.count("|") for line in lines}
    if first is None and (
        all(" | " in line for line in lines) or (len(lines) > 1 and len(bars) == 1)
    ):
        first = 0  # a table may be written without the | at both ends
    if first is None:
        return
    rows = lines[first:]
    is_wide = "｜" in view.text
    if is_wide and (len(rows) == 1 or not all(map(_is_row, rows))):
        return
    start = sum(map(len, lines[:first])) + first
    counts = [line.strip().strip("|").count("|") + 1 for line in rows]
    if is_wide:
        why = f"a table is drawn with |, and not with ｜; write {shortened(rows[0], 40)}"
        if not _DELIMITERS.fullmatch(rows[1].strip()):
            why += " and, as the second row, |" + "---|" * counts[0]
    elif _DELIMITERS.fullmatch(rows[0].strip()):
        why = "a table begins with a row of headings, right above this one"
    elif len(rows) > 1 and _DELIMITERS.fullmatch(rows[1].strip()):
        why = (
            f"the second row of a table has as many cells as the first, {counts[0]}, and not "
            f"{counts[1]}"
        )
    elif all(map(_is_row, rows)) or (len(rows) > 1 and len(set(counts)) == 1):
        if counts[0] == 1:
            return
        row = "|" + "---|" * counts[0]
        why = f"a table has a second row that looks like this: {row}"
    else:
        return
    end = start + len(rows[0])
    written = view.written(start, end)
    yield Leftover(start, end, "failed-table", stays(written, why), warning=True)


def _is_row(line: str) -> bool:
    line = line.strip()
    return line.count("|") > 1 and line[0] == "|" == line[-1]


def structures(block: Block) -> Iterator[Leftover]:
    """Yield boxes, task lists, lists of definitions and tables of contents of other programs."""
    view = block.view
    for match in _BOX.finditer(view.text):
        yield _unsupported(view, match, "boxes are not supported here; use a quotation (>) instead")
    callout = _CALLOUT.match(view.text)
    # Outside of a quotation, it may be a word of an editor, if it is not in capitals.
    if callout and (
        block.begins == "quote" or (block.kind in ("paragraph", "inline") and callout[0].isupper())
    ):
        yield _unsupported(view, callout, "boxes are not supported here; remove it")
    if block.begins == "item" and (task := _TASK.match(view.text)):
        yield _unsupported(view, task, "task lists are not supported here; remove the brackets")
    if contents := _CONTENTS.fullmatch(view.text.strip()):
        yield _unsupported(view, contents, "tables of contents are not made here; remove it")
    if grid := _GRID.search(view.text):
        yield _unsupported(view, grid, "tables are drawn with | alone here: | a | b |, |---|---|")
    if block.kind == "paragraph":
        yield from _definitions(view)
        yield from _tabbed(view)


def _tabbed(view: View) -> Iterator[Leftover]:
    """Yield a table that was pasted from a program for spreadsheets."""
    if "\t" in view.text and (match := _TABBED.search(view.text)):
        cells = [cell.strip() for cell in match[0].partition("\n")[0].split("\t")]
        row = shortened(f"| {' | '.join(cells)} |")
        message = (
            f"'{shortened(match[0].partition(chr(10))[0])}' begins a table with tabs, which is "
            f"shown as one paragraph; write {row} and, as the second row, |{'---|' * len(cells)}"
        )
        yield Leftover(*match.span(), "failed-table", message, warning=True)


def _definitions(view: View) -> Iterator[Leftover]:
    for match in _DEFINITION.finditer(view.text):
        before = view.text[: match.start()]
        # In French, a colon has a space before it, where a long line may have been broken.
        if len(max(before.split("\n"), key=len)) > _TERM_LENGTH:
            return
        why = "lists of definitions are not supported here; write - **Term**: what it means"
        written = view.written(match.start(), match.end())
        yield Leftover(
            match.start(), match.end(), "not-supported", stays(written, why), warning=True
        )
        return


def attributes(block: Block) -> Iterator[Leftover]:
    """Yield ids of headings, and classes and other attributes in braces."""
    view = block.view
    for match in _ATTRIBUTES.finditer(view.text):
        if match[0].startswith(("{#", "{ #")) and block.kind == "heading":
            why = "the id of a heading is made of its words; remove it"
        elif match[0].startswith("{:toc"):
            why = "tables of contents are not made here; remove it"
        else:
            why = "ids, classes and other attributes are not supported here; remove it"
        yield _unsupported(view, match, why)


def _unsupported(view: View, match: re.Match[str], why: str) -> Leftover:
    message = stays(view.written(match.start(), match.end()), why)
    return Leftover(match.start(), match.end(), "not-supported", message, warning=True)
