"""What a line beside a report says, part by part: `Lake Radio, by Ada Dee, 29 May 2026, 17:40`.

Each part is a date, a time, somebody who wrote it, the outlet or its address. A line with anything
else is none beside a report, but may be one of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from generator.importing.credits import byline_in, is_around_date, is_time, label_of
from generator.importing.dates import DateInText, date_in
from generator.importing.phrases import why_cut

_BARS = re.compile(r"\s*[,;|·•،\n]+\s*|\s+(?:[-–—/]|::|»|›)\s+")
_LEADS = re.compile(
    r"(?:by|from|via|source|von|aus|quelle|par|de|por|fuente|від|от|джерело|источник|بقلم|المصدر|عن"
    r"|original|read (?:more )?(?:at|on)|url|link|web|website)\s*:?\s+(?=\S)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[<(]?(?P<address>https?://[^\s<>]+|(?:[\w-]+\.)+[a-z]{2,}(?:/[^\s<>]*)?)[>)]?",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(
    r"^(?:(?:subject|title|headline|betreff|titel|objet|titre|asunto|título|тема|заголовок|الموضوع"
    r"|العنوان)\s*:\s*(?:(?:fwd?|re|wg|aw)\s*:\s*)*|(?:fwd?|wg)\s*:\s*)(?=\S)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_a-zа-яіїєґёß-öø-ÿ][\w.'’&-]*(?:\s+[\w.'’&-]+){0,4}")
_SMALL = frozenset(
    (
        *("of", "the", "for", "and", "de", "la", "le", "les", "du", "des", "del", "los", "las"),
        *("el", "und", "der", "die", "das", "für", "von", "та", "и", "і", "y", "et"),
    )
)
"""Words of names that have no capital letter."""
_OUTLET_WORDS = re.compile(
    r"\b(?:radio|tv|television|news|times|post|gazette|herald|tribune|journal|chronicle|observer"
    r"|daily|weekly|press|wire|courier|echo|mail|newsletter|bulletin|magazine|review|today|online"
    r"|zeitung|tageblatt|nachrichten|rundfunk|anzeiger|kurier|presse|blatt|bote|rundschau|\w+zeitung"
    r"|courrier|dépêche|gazette|matin|télé|infos?|diario|periódico|noticias|gaceta|prensa|correo"
    r"|новини|газета|вісник|радіо|кур.?єр|новости|вестник|радио|курьер|время|час|известия"
    r"|صحيفة|جريدة|إذاعة|راديو|قناة|أخبار|الأخبار|وكالة)\b",
    re.IGNORECASE,
)
_MOST = 160
"""Characters of a line beside a report, at most."""
_MOST_WORDS = 5

IsNamed = Callable[[str], bool]
"""Tells whether a text is nothing but the name, or the address, of an outlet that the site has."""


class MetadataLine(Struct, frozen=True):
    """What a line beside a report says."""

    dates: tuple[tuple[str, DateInText], ...] = ()
    """Each `published` or `updated`, and the date."""
    authors: tuple[str, ...] | None = None
    """None if it is no byline, none if that names an office."""
    outlet: str = ""
    """An outlet that the site has, by its name or address."""
    address: str = ""
    perhaps: str = ""
    """A name that may be the outlet's, the author's or that of a place."""


def metadata_line(line: str, is_named: IsNamed) -> MetadataLine | None:
    """Return what a line beside a report says; None if it says anything else."""
    if len(line) > _MOST:
        return None
    dates, rest = _without_dates(line)
    authors: tuple[str, ...] | None = None
    outlet = address = perhaps = ""
    for part in rest:
        name = _LEADS.sub("", part, count=1)
        if is_named(name):
            outlet = outlet or name
            address = address or _address(name)
        elif authors and _is_name(part) and not is_like_outlet(part):
            authors = (*authors, part)
        elif byline := byline_in(part):
            others = tuple(one for one in byline.authors if not is_named(one))
            outlet = outlet or next((one for one in byline.authors if one not in others), "")
            may_be_outlet = [one for one in others if is_like_outlet(one)]
            perhaps = perhaps or next(iter(may_be_outlet), "")
            authors = (*(authors or ()), *(one for one in others if one not in may_be_outlet))
        elif found := _address(name):
            address = address or found
        elif why_cut(part) or is_time(part):
            continue
        elif dates and _is_name(part):
            perhaps = perhaps or part
        else:
            byline = byline_in(line)
            return MetadataLine(authors=byline.authors) if byline else None
    says = dates or outlet or address or authors is not None
    return MetadataLine(tuple(dates), authors, outlet, address, perhaps) if says else None


def is_like_outlet(text: str) -> bool:
    """Return whether a short text has a word by which outlets call themselves, `Lake Radio`."""
    return _is_name(text) and _OUTLET_WORDS.search(text) is not None


def without_outlet(title: str, is_named: IsNamed) -> tuple[str, str, str]:
    """Return a title without an outlet behind or before it, the outlet, and what may be one."""
    title = _TITLE_LABEL.sub("", title)
    name, colon, behind = title.partition(": ")
    if colon and is_named(name):
        return behind.strip(), name, ""
    bars = [*re.finditer(r"\s*\|\s*|\s+(?:[-–—·•]|::)\s+", title)]
    if not bars:
        return title, "", ""
    head, tail = title[: bars[-1].start()].strip(), title[bars[-1].end() :].strip()
    first, rest = title[: bars[0].start()].strip(), title[bars[0].end() :].strip()
    if is_named(tail):
        return _without_sections(head), tail, ""
    if is_named(first):
        return rest, first, ""
    # A bar is hardly ever part of a headline; a dash often is.
    if head and (("|" in bars[-1][0] and _is_name(tail)) or is_like_outlet(tail)):
        return _without_sections(head), "", tail
    return title, "", ""


def _without_sections(title: str) -> str:
    """Return a title without the sections of a site between bars behind it."""
    return re.split(r"\s*\|\s*", title)[0]


def _without_dates(line: str) -> tuple[list[tuple[str, DateInText]], list[str]]:
    """Return the dates of a line with what they tell, and the other parts of the line."""
    dates: list[tuple[str, DateInText]] = []
    parts: list[str] = []
    rest = line
    while found := date_in(rest):
        dates.append((label_of(rest[: found.start]), found))
        parts += _parts(rest[: found.start])
        rest = rest[found.end :]
    return dates, [*parts, *_parts(rest, are_around=bool(dates))]


def _parts(text: str, *, are_around: bool = True) -> Iterator[str]:
    """Yield the parts of a text, but those that only are around dates, if it is around one."""
    for part in _BARS.split(text):
        plain = part.strip(" \t()[]:-–—|/")
        if plain and not (are_around and is_around_date(plain)):
            yield plain


def _address(text: str) -> str:
    found = _ADDRESS.fullmatch(text.strip().rstrip(".,"))
    return found["address"] if found else ""


def _is_name(text: str) -> bool:
    words = text.split()
    are_names = all(word in _SMALL or not word[0].islower() for word in words)
    return len(words) <= _MOST_WORDS and are_names and _NAME.fullmatch(text) is not None
