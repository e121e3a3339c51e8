"""Cut what is around a report, and account for every line that is cut.

Lines are judged one by one by their words (`phrases`) and by where they stand: before the headline,
between it and the first paragraph, behind the last one. Whole sentences are left in, unless they
speak to the readers of a web site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.importing.credits import (
    byline_in,
    date_line,
    dateline_in,
    is_time,
    relayed_in,
    wire_in,
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


class _Title(Struct, frozen=True):
    found: Found
    at: int | None
    """The block that it is; None if it is no block of its own."""
    behind: str = ""
    """What the title of the page has behind it: sections, the name of the outlet."""


def clean(document: Document, is_outlet: Callable[[str], bool]) -> Cleaned:
    """Return a report without what was around it, and all that was cut.

    `is_outlet` tells whether a name is one of an outlet that may be relayed.
    """
    blocks = document.blocks
    whys = [block.aside or why_cut(block.text) for block in blocks]
    title = _title(blocks, whys, document.metadata.title)
    _cut_titles(blocks, whys, title)
    start = _first_paragraph(blocks, whys, title)
    _cut_lists(blocks, whys, start)
    metadata = _credited(blocks, whys, start, document.metadata, is_outlet)
    _cut_labels(blocks, whys, title)
    if metadata.outlet is None and title.behind:
        behind = re.split(r"\s+[|–—·•-]\s+|\s*\|\s*", title.behind)[-1].strip()
        metadata = replace(metadata, outlet=Found(behind, f"behind the title: “{title.behind}”"))
    return Cleaned(
        tuple(_kept(blocks, whys)),
        replace(metadata, title=title.found),
        tuple(Cut(block.text, why) for block, why in zip(blocks, whys, strict=True) if why),
        document.note,
    )


def letters(text: str) -> str:
    """Return the letters and digits of a text, by which two lines are compared."""
    return _LETTERS.sub("", text.casefold())


def _reads(text: str) -> bool:
    """Return whether a line belongs to a running text."""
    return is_sentence(text) or (_READS.fullmatch(text) is not None and not _is_beside(text))


def _is_beside(text: str) -> bool:
    """Return whether a line says who wrote a report, when or for whom, and nothing else."""
    return bool(byline_in(text) or date_line(text) or is_time(text) or wire_in(text))


def _title(blocks: Sequence[Block], whys: Sequence[str], given: Found | None) -> _Title:
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
    first = next((n for n, at in enumerate(head) if _reads(blocks[at].text)), len(head))
    lines = [at for at in head[:first] if _may_be_title(blocks[at])]
    counts = {at: sum(letters(blocks[at].text) == letters(b.text) for b in blocks) for at in lines}
    for choice, how in (
        ([at for at in lines if counts[at] > 1 and _has_words(blocks[at])], "line that repeats"),
        ([at for at in lines if blocks[at].kind is BlockKind.HEADING], "first heading"),
        ([at for at in lines if _has_words(blocks[at])], "first line that reads like a headline"),
        (lines, "first line"),
    ):
        if choice:
            return _Title(Found(blocks[choice[0]].text, how), choice[0])
    return _Title(_first_words(blocks, head), None)


def _first_words(blocks: Sequence[Block], head: Sequence[int]) -> Found:
    text = blocks[head[0]].text if head else blocks[0].text
    sentence = re.split(r"(?<=[.!?。])\s", text, maxsplit=1)[0]
    if len(sentence) > _SHOWN_TITLE:
        sentence = sentence[:_SHOWN_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + " …"
    return Found(sentence.rstrip("."), "first words, as there is no headline")


def _may_be_title(block: Block) -> bool:
    text = block.text
    is_line = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
    is_line = is_line and re.search(r"[^\W\d_A-ZА-ЯІЇЄҐ]\.$", text) is None
    is_line = is_line and not (_is_beside(text) or begins_list(text))
    return is_line and len(text) <= _LONGEST_TITLE and bool(letters(text))


def _has_words(block: Block) -> bool:
    words = _WORDS.findall(block.text)
    # Chinese, Japanese and Thai have no spaces between words.
    return len(words) >= _TITLE_WORDS or (max(map(len, words), default=0) > 20)  # noqa: PLR2004


def _behind(line: str, title: str) -> str:
    """Return what a title of a page has behind the headline, `Headline | World | Lake Radio`."""
    if not line.startswith(title) or len(_WORDS.findall(title)) < _TITLE_WORDS:
        return ""
    found = _TAGGED.fullmatch(line[len(title) :])
    return found["rest"].strip() if found else ""


def _cut_titles(blocks: Sequence[Block], whys: list[str], title: _Title) -> None:
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


def _first_paragraph(blocks: Sequence[Block], whys: Sequence[str], title: _Title) -> int:
    """Return where the text of the report begins."""
    start = 0 if title.at is None else title.at
    return next(
        (
            at
            for at, block in enumerate(blocks)
            if at >= start and not whys[at] and _reads(block.text)
        ),
        len(blocks),
    )


def _cut_lists(blocks: Sequence[Block], whys: list[str], start: int) -> None:
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


def _listed(blocks: Sequence[Block], whys: Sequence[str], at: int) -> Iterator[int]:
    """Yield the lines of a list of other reports, which begins at `at`."""
    rest = [n for n in range(at, len(blocks)) if not whys[n]]
    running = next((i for i, n in enumerate(rest) if _reads(blocks[n].text)), None)
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
    blocks: Sequence[Block],
    whys: list[str],
    start: int,
    metadata: Metadata,
    is_outlet: Callable[[str], bool],
) -> Metadata:
    """Mark the lines before and behind the text that say who wrote it and when; return that."""
    reading = [at for at, why in enumerate(whys) if not why and _reads(blocks[at].text)]
    end = reading[-1] if reading else len(blocks)
    for at, block in enumerate(blocks):
        is_beside = not whys[at] or whys[at] == OUTSIDE
        if not is_beside or start <= at <= end:
            continue
        text = block.text
        if dated := date_line(text):
            which, found = dated
            how = f"line “{text}”" + (f"; {found.doubt}" if found.doubt else "")
            if which == "updated" and metadata.updated is None:
                metadata = replace(metadata, updated=Found(found.written, how))
            elif which == "published" and not _has_time(metadata.published):
                metadata = replace(metadata, published=Found(found.written, how))
            whys[at] = "date"
        elif is_time(text):
            whys[at] = "time"
        elif byline := byline_in(text):
            metadata = replace(metadata, authors=metadata.authors or byline.authors)
            whys[at] = _CREDIT
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


def _has_time(published: Found | None) -> bool:
    return published is not None and "T" in published.value


def _cut_labels(blocks: Sequence[Block], whys: list[str], title: _Title) -> None:
    """Mark the short lines above the headline: the section, the name of the site."""
    for at in range(title.at or 0):
        if not whys[at] and not _reads(blocks[at].text):
            whys[at] = "label above the title"


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
