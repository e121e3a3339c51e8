"""Cut what is around a report, and account for every line that is cut.

Lines are judged one by one by their words (`phrases`) and by where they stand: before the headline,
between it and the first paragraph, behind the last one. Whole sentences are left in, unless they
speak to the readers of a web site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from generator.importing.credits import dateline_in, is_time, relayed_in, wire_in
from generator.importing.metadata_line import (
    IsNamed,
    MetadataLine,
    is_like_outlet,
    metadata_line,
    without_outlet,
)
from generator.importing.model import (
    OUTSIDE,
    Block,
    BlockKind,
    Cleaned,
    Cut,
    Document,
    Found,
    Metadata,
)
from generator.importing.phrases import begins_list, is_sentence, leads_elsewhere, why_cut

_LETTERS = re.compile(r"[\W_]+")
_READS = re.compile(r"\S+\s.*(?:[^\W\d_A-ZА-ЯІЇЄҐ]|\d|[.)])[.。।][\"'”’»“)\]]*", re.DOTALL)
_TAGGED = re.compile(r"\s*[|–—·•-]\s*(?P<rest>.+)", re.DOTALL)
_WORDS = re.compile(r"[^\W\d_]+")
_LONGEST_TITLE = 250
_SHOWN_TITLE = 100
_TITLE_WORDS = 3
_HEAD_BLOCKS = 30
"""Among how many blocks the headline is looked for."""
_ELSEWHERE = "links to other reports"
_REPEATED = "title again"
_CREDIT = "credit"


class _Line(Struct, frozen=True):
    """A block, and what is told of it by itself."""

    text: str
    kind: BlockKind
    beside: MetadataLine | None
    """What it says beside the report; None if it may be part of it."""
    reads: bool
    """Whether it belongs to a running text."""


class _Title(Struct, frozen=True):
    found: Found
    at: int | None
    """The block that it is; None if it is no block of its own."""
    behind: str = ""
    """What the title of the page has behind it: sections, the name of the outlet."""


def clean(
    document: Document, is_outlet: Callable[[str], bool], is_named: IsNamed = lambda _: False
) -> Cleaned:
    """Return a report without what was around it, and all that was cut.

    `is_outlet` tells whether a name is one of an outlet that may be relayed.
    """
    blocks = document.blocks
    whys = [block.aside or why_cut(block.text) for block in blocks]
    lines = [_line(block, is_named) for block in blocks]
    title = _title(lines, whys, document.metadata.title)
    metadata = _titled(document.metadata, title, is_named)
    title = replace(title, found=metadata.title or title.found)
    _cut_titles(lines, whys, title)
    start = _first_paragraph(lines, whys, title)
    _cut_lists(lines, whys, start)
    metadata = _credited(lines, whys, start, metadata, is_outlet)
    metadata = _cut_labels(lines, whys, title, metadata)
    return Cleaned(
        tuple(_kept(blocks, whys)),
        metadata,
        tuple(Cut(block.text, why) for block, why in zip(blocks, whys, strict=True) if why),
        document.note,
    )


def letters(text: str) -> str:
    """Return the letters and digits of a text, by which two lines are compared."""
    return _LETTERS.sub("", text.casefold())


def _line(block: Block, is_named: IsNamed) -> _Line:
    text = block.text
    is_running = is_sentence(text)
    told = None if is_running else metadata_line(text, is_named)
    may_be_beside = told is not None or is_time(text) or wire_in(text)
    reads = is_running or (_READS.fullmatch(text) is not None and not may_be_beside)
    return _Line(text, block.kind, told, reads)


def _titled(metadata: Metadata, title: _Title, is_named: IsNamed) -> Metadata:
    """Return what is known with the title, and the outlet that stands beside that."""
    text, outlet, perhaps = without_outlet(title.found.value, is_named)
    told, how = replace(title.found, value=text), f"beside the title: “{title.found.value}”"
    if title.behind and not outlet:
        outlet = re.split(r"\s+[|–—·•-]\s+|\s*\|\s*", title.behind)[-1].strip()
        how = f"behind the title: “{title.behind}”"
    found = metadata.outlet or (Found(outlet, how) if outlet else None)
    return replace(
        metadata, title=told, outlet=found, perhaps=Found(perhaps, how) if perhaps else None
    )


def _title(blocks: Sequence[_Line], whys: Sequence[str], given: Found | None) -> _Title:
    """Return the headline: as the page tells it, else the line that is one by its place."""
    head = [at for at, why in enumerate(whys) if not why][:_HEAD_BLOCKS]
    if given is not None:
        same = [at for at in head if letters(blocks[at].text) == letters(given.value)]
        return _Title(given, same[0] if same else None)
    for at in head:
        for other in head:
            behind = _behind(blocks[at].text, blocks[other].text)
            if other > at and behind:
                return _Title(Found(blocks[other].text, "line that repeats"), other, behind)
    first = next((n for n, at in enumerate(head) if blocks[at].reads), len(head))
    lines = [at for at in head[:first] if _may_be_title(blocks[at])]
    counts = {at: sum(letters(blocks[at].text) == letters(b.text) for b in blocks) for at in lines}
    for choice, how in (
        ([at for at in lines if counts[at] > 1 and _has_words(blocks[at])], "line that repeats"),
        ([at for at in lines if blocks[at].kind is BlockKind.HEADING], "first heading"),
        (
            [at for at in lines if _has_words(blocks[at]) and not is_like_outlet(blocks[at].text)],
            "first line that reads like a headline",
        ),
        ([at for at in lines if _has_words(blocks[at])], "first line of some words"),
        (lines, "first line"),
    ):
        if choice:
            return _Title(Found(blocks[choice[0]].text, how), choice[0])
    return _Title(_first_words(blocks, head), None)


def _first_words(blocks: Sequence[_Line], head: Sequence[int]) -> Found:
    text = blocks[head[0]].text if head else blocks[0].text
    sentence = re.split(r"(?<=[.!?。])\s", text, maxsplit=1)[0]
    if len(sentence) > _SHOWN_TITLE:
        sentence = sentence[:_SHOWN_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return Found(sentence.rstrip("."), "first words, as there is no headline")


def _may_be_title(block: _Line) -> bool:
    text = block.text
    is_line = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
    is_line = is_line and re.search(r"[^\W\d_A-ZА-ЯІЇЄҐ]\.$", text) is None
    is_beside = block.beside is not None or is_time(text) or wire_in(text)
    is_line = is_line and not (is_beside or begins_list(text))
    return is_line and len(text) <= _LONGEST_TITLE and bool(letters(text))


def _has_words(block: _Line) -> bool:
    words = _WORDS.findall(block.text)
    # Chinese, Japanese and Thai have no spaces between words.
    return len(words) >= _TITLE_WORDS or (max(map(len, words), default=0) > 20)  # noqa: PLR2004


def _behind(line: str, title: str) -> str:
    """Return what a title of a page has behind the headline, `Headline | World | Lake Radio`."""
    if not line.startswith(title) or len(_WORDS.findall(title)) < _TITLE_WORDS:
        return ""
    found = _TAGGED.fullmatch(line[len(title) :])
    return found["rest"].strip() if found else ""


def _cut_titles(blocks: Sequence[_Line], whys: list[str], title: _Title) -> None:
    same = letters(title.found.value)
    for at, block in enumerate(blocks):
        if whys[at]:
            continue
        if at == title.at:
            whys[at] = "title"
        elif title.at is not None and (
            letters(block.text) == same or _behind(block.text, title.found.value)
        ):
            whys[at] = _REPEATED


def _first_paragraph(blocks: Sequence[_Line], whys: Sequence[str], title: _Title) -> int:
    """Return where the text of the report begins."""
    start = 0 if title.at is None else title.at
    return next(
        (at for at, block in enumerate(blocks) if at >= start and not whys[at] and block.reads),
        len(blocks),
    )


def _cut_lists(blocks: Sequence[_Line], whys: list[str], start: int) -> None:
    """Mark lists of other reports: their heading, and the lines below it that are none of ours."""
    for at, block in enumerate(blocks):
        if whys[at]:
            continue
        if leads_elsewhere(block.text):
            whys[at] = _ELSEWHERE
        elif begins_list(block.text):
            whys[at] = _ELSEWHERE
            if at > start:
                for below in _listed(blocks, whys, at + 1):
                    whys[below] = _ELSEWHERE


def _listed(blocks: Sequence[_Line], whys: Sequence[str], at: int) -> Iterator[int]:
    """Yield the lines of a list of other reports, which begins at `at`."""
    rest = [n for n in range(at, len(blocks)) if not whys[n]]
    running = next((i for i, n in enumerate(rest) if blocks[n].reads), None)
    if running is None:  # nothing but lines follows: it is the end of the page
        yield from rest
        return
    # The report goes on below: entries of a list, or the one line that is linked.
    items = [n for n in rest[:running] if blocks[n].kind is BlockKind.ITEM]
    if items and items[0] == rest[0]:
        for before, n in zip([items[0] - 1, *items], items, strict=False):
            if n - before > 1 and any(not whys[m] for m in range(before + 1, n)):
                return
            yield n
    elif running > 0:
        yield rest[0]


def _credited(
    blocks: Sequence[_Line],
    whys: list[str],
    start: int,
    metadata: Metadata,
    is_outlet: Callable[[str], bool],
) -> Metadata:
    """Mark the lines before and behind the text that say who wrote it and when; return that."""
    reading = [at for at, why in enumerate(whys) if not why and blocks[at].reads]
    end = reading[-1] if reading else len(blocks)
    for at, block in enumerate(blocks):
        is_beside = not whys[at] or whys[at] == OUTSIDE
        if not is_beside or start <= at <= end:
            continue
        text = block.text
        if told := block.beside:
            metadata = _told(metadata, told, f"line “{text}”")
            whys[at] = "date" if told.dates else "address" if told.address else _CREDIT
        elif is_time(text):
            whys[at] = "time"
        elif wire := wire_in(text):
            metadata = replace(metadata, via=metadata.via or Found(wire, f"line “{text}”"))
            whys[at] = _CREDIT
        elif (relayed := relayed_in(text)) and is_outlet(relayed):
            metadata = replace(metadata, via=metadata.via or Found(relayed, f"line “{text}”"))
            whys[at] = _CREDIT
    if metadata.via is None and start < len(blocks):
        agency = dateline_in(blocks[start].text)
        if agency and is_outlet(agency):
            return replace(metadata, via=Found(agency, f"dateline “{blocks[start].text[:60]} …”"))
    return metadata


def _told(metadata: Metadata, told: MetadataLine, how: str) -> Metadata:
    """Return what is known of a report with what a line beside it says."""
    for which, found in told.dates:
        date = Found(found.written, how + (f"; {found.doubt}" if found.doubt else ""))
        if which == "updated" and metadata.updated is None:
            metadata = replace(metadata, updated=date)
        elif which == "published" and not _has_time(metadata.published):
            metadata = replace(metadata, published=date)
    if told.outlet and metadata.outlet is None:
        metadata = replace(metadata, outlet=Found(told.outlet, how))
    if told.perhaps and metadata.perhaps is None:
        metadata = replace(metadata, perhaps=Found(told.perhaps, how))
    if told.address and metadata.url is None:
        metadata = _at(metadata, told.address, how)
    return replace(metadata, authors=metadata.authors or told.authors or ())


def _at(metadata: Metadata, address: str, how: str) -> Metadata:
    """Return what is known of a report with an address: its own, or that of the site."""
    whole = address if "//" in address else f"https://{address}"
    try:
        parts = urlsplit(whole)
    except ValueError:
        return metadata
    host = metadata.host or (parts.hostname or "").removeprefix("www.")
    is_page = len(parts.path) > 1 or parts.query
    return replace(metadata, host=host, url=Found(whole, how) if is_page else None)


def _has_time(published: Found | None) -> bool:
    return published is not None and "T" in published.value


def _cut_labels(
    blocks: Sequence[_Line], whys: list[str], title: _Title, metadata: Metadata
) -> Metadata:
    """Mark the short lines above the headline: the section, the name of the site; return that."""
    for at in range(title.at or 0):
        if not whys[at] and not blocks[at].reads:
            whys[at] = "label above the title"
            if metadata.perhaps is None and is_like_outlet(blocks[at].text):
                how = f"line “{blocks[at].text}” above the title"
                metadata = replace(metadata, perhaps=Found(blocks[at].text, how))
    return metadata


def _kept(blocks: Sequence[Block], whys: Sequence[str]) -> Iterator[Block]:
    """Yield the blocks of the report; a line between paragraphs that looks like it is a heading."""
    kept = [block for block, why in zip(blocks, whys, strict=True) if not why]
    for at, block in enumerate(kept):
        if block.kind is BlockKind.PARAGRAPH and 0 < at < len(kept) - 1:
            around = kept[at - 1].text, kept[at + 1].text
            is_between = all(map(is_sentence, around)) and len(block.text) <= _SHOWN_TITLE
            if is_between and re.fullmatch(r"[A-ZÀ-ÞА-ЯІЇЄҐ][^.!?:;,…“”«»\"]*", block.text):
                yield Block(block.text, BlockKind.HEADING)
                continue
        yield block
