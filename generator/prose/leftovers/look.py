"""One look for leftovers over a text that was read: marks that failed and stay on the page.

It sees what readers would see, block by block (`visible`), so that whatever the parser understood
is no question any more, code is out of sight, and escaped marks are meant.

What makes something on the page false or loses it, a citation, a picture, a note, is an error. What
is only less beautiful, or may be meant, is a warning.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from generator import limits
from generator.patterns import pattern
from generator.prose.leftovers import lines, misread, notes, tags, words
from generator.prose.leftovers.brackets import brackets
from generator.prose.leftovers.editors import editors
from generator.prose.leftovers.found import Block, Leftover, apart, shortened
from generator.prose.leftovers.lists import lists
from generator.prose.leftovers.places import Places
from generator.prose.leftovers.unclosed import CALLED, STARRED, unclosed
from generator.prose.leftovers.visible import view
from generator.prose.leftovers.wide import wide
from generator.prose.model import Remark

# Of leftovers that overlap, the scanner that comes first knows best what was meant.
_SCANNERS: tuple[Callable[[Block], Iterator[Leftover]], ...] = (
    tags.comments,
    editors,
    words.templates,
    notes.visible_definitions,
    lines.structures,
    lines.headings,
    lines.attributes,
    tags.tags,
    tags.entities,
    wide,
    brackets,
    words.between,
    words.emphasis,
    unclosed,
    misread.stars,
    misread.apostrophes,
    lines.tables,
    lists,
    tags.artefacts,
)
_KINDS = {"heading_open": "heading", "th_open": "cell", "td_open": "cell"}
_BEGINS = {"list_item_open": "item", "blockquote_open": "quote"}
_PROSE = pattern(r"[^\W\d_]+[^\w\s=;{}()<>$|\\/]*\s+[^\w\s=;{}<>$|\\/]*[^\W\d_]{2}")
_MARK_OF_OURS = pattern(r"!\[[^\]]*\]\([^)]+\)|#{2,6} \S|> [^\W\d_]|\[@[\w-]+|\[\[\w|\|.*\|$")
"""A line that begins as no program does: an image, a heading, a quotation, a citation, a row."""
_NO_PROSE = pattern(r"[={}<>$|\\;]|\w\(")


def look(
    md: MarkdownIt,
    text: str,
    tokens: Sequence[Token],
    env: dict[str, Any],
    suspects: frozenset[int],
    first_line: int,
) -> Iterator[Remark]:
    """Yield what is left of marks in the body of a document.

    `tokens` and `env` are what `md` made of its text. Of the blocks of words, those with an index
    in `suspects` are looked at. `first_line` is the number of the text's first line.
    """
    places = Places(text, first_line)
    scratch = _scratch(env)
    embedded = frozenset(match[1].strip().lower() for match in notes.EMBEDDED.finditer(text))
    calls: list[notes.Call] = []
    used: set[tuple[str, str]] = set()
    called: frozenset[str] = frozenset()
    is_open, may_call = False, STARRED.search(text) is not None
    yield from misread.lists(tokens, places)
    for index, token in enumerate(tokens):
        if token.type == "inline":
            if "references" in env:
                used.update(_labels(token))
            if not suspects:
                continue
            before = [tokens[at].type if at >= 0 else "" for at in (index - 1, index - 2)]
            kind = _KINDS.get(before[0], "paragraph")
            cell = places.begin_cell(token) if kind == "cell" else None
            if index not in suspects:
                continue
            begins = _BEGINS.get(before[1], "") if kind == "paragraph" else ""
            seen = view(md, token.content, scratch)
            block = Block(seen, kind, begins, embedded, called, may_call)  # type: ignore[arg-type]
            called = called.union(CALLED.findall(seen.text))
            for leftover in _leftovers(block):
                if leftover.code == "open-comment":
                    if is_open and leftover.warning:
                        continue  # the end of the comment that was told
                    is_open = True
                yield _remark(
                    block, leftover, *places.find(token, seen.place(leftover.start), cell)
                )
            calls += _calls(block, lambda at, t=token, c=cell: places.find(t, at, c))  # type: ignore[misc]
        elif token.type == "blockquote_open" and "<<<<<<< " not in text:
            yield from tags.merged(token, places)
        else:
            yield from _beside(tokens, index, places)
    unused = notes.uncalled(env)
    missing = list(notes.missing(calls, unused, front=False))
    yield from missing
    yield from notes.notes(env, places, called=len(missing) == 1)
    yield from notes.definitions(env, places, used)


def _beside(tokens: Sequence[Token], index: int, places: Places) -> Iterator[Remark]:
    """Yield what is wrong with a block itself, whatever its words are."""
    token = tokens[index]
    if token.type == "heading_open":
        yield from misread.headings(token, tokens, index, places)
    elif token.type == "hr":
        yield from misread.front_matter(token, tokens, index, places)
    elif token.type == "code_block":
        yield from _indented(token, places)
    elif token.type == "fence":
        yield from _unclosed(token, places)
    elif token.type == "tr_open":
        yield from _too_many_cells(token, tokens, index, places)


def look_inline(md: MarkdownIt, text: str, env: dict[str, Any]) -> Iterator[Remark]:
    """Yield what is left of marks in one piece of inline Markdown."""
    block = Block(view(md, text, _scratch(env)), "inline")
    for leftover in _leftovers(block):
        yield _remark(block, leftover, 0, 0)
    yield from notes.missing(_calls(block, lambda _: (0, 0)), {}, front=True)


def _scratch(env: dict[str, Any]) -> dict[str, Any]:
    """Return an environment in which blocks can be read again without a trace in the first one."""
    known = {key: env[key] for key in ("references",) if key in env}
    return {**known, "footnotes": copy.deepcopy(env.get("footnotes", {})), "parts": []}


def _leftovers(block: Block) -> list[Leftover]:
    # More of a kind than are told of a file are not looked for.
    most = limits.FINDINGS + 1
    return apart(chain.from_iterable(islice(scanner(block), most) for scanner in _SCANNERS))


def _remark(block: Block, leftover: Leftover, line: int, column: int) -> Remark:
    seen = block.view
    written = seen.written(leftover.start, leftover.end)
    return Remark(
        leftover.code,
        leftover.message,
        written,
        line,
        seen.source.count(written, 0, seen.place(leftover.start)),
        column=column,
        warning=leftover.warning,
        handle=leftover.handle,
    )


def _calls(block: Block, place: Callable[[int], tuple[int, int]]) -> Iterator[notes.Call]:
    """Yield the calls of notes that there are not."""
    seen = block.view
    for match in notes.CALL.finditer(seen.text):
        start = match.start()
        begins = start == 0 or seen.text[start - 1] == "\n"
        leftover = Leftover(start, match.end(), "failed-note", "")
        remark = _remark(block, leftover, *place(seen.place(start)))
        yield notes.Call(match[1], begins, bool(match[2]), remark)


def _labels(token: Token) -> Iterator[tuple[str, str]]:
    """Yield who uses a definition, a `link_open` or an `image`, and the definition's label."""
    for child in token.children or ():
        if child.type in ("link_open", "image") and (label := child.meta.get("label")):
            yield child.type, str(label)


def _indented(token: Token, places: Places) -> Iterator[Remark]:
    """Yield a remark if indented lines look like prose: CommonMark reads them as code."""
    first = token.content.split("\n", 1)[0].strip()
    spaceless = len(first) > 3 and any(character >= "\u0e00" for character in first)  # noqa: PLR2004
    is_mark = _MARK_OF_OURS.match(first) is not None
    if not is_mark and (_NO_PROSE.search(first) or not (spaceless or _PROSE.search(first))):
        return
    line = token.map[0] if token.map else 0
    message = (
        f"'{shortened(first, 40)}' is shown as code, as it begins with four spaces or a tab; "
        "remove these, or put lines of ``` around it if it is code"
    )
    yield places.remark(line, first, "indented", message, warning=True)


def _unclosed(token: Token, places: Places) -> Iterator[Remark]:
    """Yield a remark if code is not closed, so that all that follows became code."""
    start, end = token.map or (0, 0)
    last = places.source(end - 1).strip(" >\t")
    mark = token.markup
    if end - 1 > start and last.startswith(mark) and not last.strip(mark[0]):
        return
    message = f"the code that begins here has no end; write {mark} on a line of its own behind it"
    yield places.remark(start, mark, "open-code", message)


def _too_many_cells(
    row: Token, tokens: Sequence[Token], index: int, places: Places
) -> Iterator[Remark]:
    """Yield a remark if a row has more cells than its table has columns: they are not shown."""
    line = row.map[0] if row.map else 0
    columns = 0
    while tokens[index].type != "tr_close":
        index += 1
        columns += tokens[index].type in ("td_open", "th_open")
    if places.source(line).count("|") < columns:
        return
    cells = escapedSplit(places.source(line).strip().lstrip("> ").strip("|"))
    if len(cells) > columns and (lost := [cell.strip() for cell in cells[columns:]])[0]:
        message = (
            f"the cell '{shortened(lost[0])}' is not shown, as the first row of this table has "
            f"only {columns}; add a cell to the first two rows, or write \\| for a | in the words"
        )
        yield places.remark(line, lost[0], "failed-table", message)
