"""Words of the interface that are borrowed from English, because a language lacks them.

Screen readers would pronounce them wrong, and in a page from right to left they would be garbled,
if they were not marked as English. Where they go, though, only the finished page shows: in an
attribute there can be no element, so a label is taken out of it. So borrowed words carry marks of
their own, characters that Unicode keeps for the inside of programs, from where they are said to
where a page is finished. No template and no planner has to think of them; a language with all words
has no marks and pays nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count

from generator.patterns import pattern

# Noncharacters: "intended for process-internal use" (the Unicode Standard, section 23.7).
_BORROWED, _BORROWED_END = "\ufdd0", "\ufdd1"
_OWN, _OWN_END = "\ufdd2", "\ufdd3"
"""Around what is put into borrowed words: that is in the language of the site again."""
_PLACE = pattern(r"\{(?!(?:n|spelled)\})\w+\}")
"""Where something is put in; numbers, `{n}` and `{spelled}`, are written in English too."""
_WITHIN = pattern("\ufdd2\ufdd0([^\ufdd0-\ufdd3]*)\ufdd1\ufdd3")
"""Borrowed words within others: they need no marks of their own."""
_ANY = str.maketrans(dict.fromkeys((_BORROWED, _BORROWED_END, _OWN, _OWN_END)))
_FIRST = pattern(r"[^\ufdd0-\ufdd3]")
_NO_ELEMENTS = pattern(
    r"<(title|option|textarea|script|style)\b.*?</\1>|<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>",
    re.DOTALL | re.IGNORECASE,
)
"""Where there can be no element: inside these, and inside a tag, in its attributes."""
_OPTION = pattern(f"(<option\\b[^>]*)>\\s*{_BORROWED}", re.IGNORECASE)
_LABEL = pattern(r"\saria-label=([\"'])(.*?)\1", re.DOTALL | re.IGNORECASE)
_NO_SPAN_BEFORE = pattern(
    "<(?:li|d[td]|t[rdh]|tbody|thead|tfoot|caption|optgroup|option|body)\\b", re.IGNORECASE
)
"""Elements before which HTML allows no other."""

BORROWED = '<bdi lang="en" dir="ltr">'
"""The element that borrowed words become."""


def marked(words: str) -> str:
    """Return English words with marks, given their text with places for values in braces."""
    filled = _PLACE.sub(rf"{_OWN}\g<0>{_OWN_END}", words)
    return f"{_BORROWED}{filled}{_BORROWED_END}"


def plain(text: str) -> str:
    """Return a text without marks, for where nothing can say which language words are in."""
    return text.translate(_ANY)


def as_markup(page: str, tag: str, direction: str) -> str:
    """Return HTML or XHTML with elements in place of marks, isolated and with their language.

    `tag` and `direction` are those of the page. An option gets attributes, and what is the label
    of an element (`aria-label`) becomes a hidden one that it is labelled by. All other attributes
    and titles stay without: they cannot say that a part of them is in another language.
    """
    if _BORROWED not in page:
        return page
    numbers = count(1)
    page = _NO_ELEMENTS.sub(lambda found: _without_elements(found[0], numbers), page)
    page = _WITHIN.sub(r"\1", page)
    return (
        page.replace(_BORROWED, BORROWED)
        .replace(_OWN, f'<bdi lang="{tag}" dir="{direction}">')
        .replace(_BORROWED_END, "</bdi>")
        .replace(_OWN_END, "</bdi>")
    )


def _without_elements(markup: str, numbers: Iterator[int]) -> str:
    """Return a tag, or an element in which there can be no other, without marks inside it."""
    if _BORROWED not in markup:
        return markup
    label = _LABEL.search(markup)
    if label and _BORROWED in label[2] and not _NO_SPAN_BEFORE.match(markup):
        name = f"said-{next(numbers)}"
        said = f'<span id="{name}" hidden="" data-pagefind-ignore="">{label[2]}</span>'
        labelled = f'{markup[: label.start()]} aria-labelledby="{name}"{markup[label.end() :]}'
        return said + plain(labelled)
    return plain(_OPTION.sub(r'\1 lang="en" dir="ltr">', markup))


def with_first(text: str, change: Callable[[str], str]) -> str:
    """Return a text with its first letter, which may stand behind a mark, changed."""
    return _FIRST.sub(lambda found: change(found[0]), text, count=1)
