"""Which lines around a report are no part of it, by their words (`phrases.yaml`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

_FILE = Path(__file__).with_name("phrases.yaml")
_ENTRY = re.compile(r"\s*[|·•›»>/]\s*")
_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»“)\]]*$")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 300
"""Characters of a line that is no sentence, at most; notices may have twice as many."""
_SENTENCE_WORDS = 8
_MENU_ENTRIES, _MENU_WORDS = 3, 4


class _Phrases(Struct, frozen=True):
    """The patterns of the file, ready to be matched."""

    lines: Mapping[str, re.Pattern[str]]
    """By why a line is cut."""
    sentences: frozenset[str]
    """The sorts by which whole sentences are cut."""
    heading: re.Pattern[str]
    """The heading of a list of other reports."""
    link: re.Pattern[str]
    """Such a heading with the one report that it leads to behind it."""


def is_sentence(text: str) -> bool:
    """Return whether a line looks like a sentence of a report, or several."""
    ends = _SENTENCE.search(text.rstrip()) is not None
    return ends and len(_WORD.findall(text)) >= _SENTENCE_WORDS


def why_cut(text: str) -> str:
    """Return why a line is no part of a report, by its words alone; "" if it may be one."""
    if len(text) > 2 * _LONGEST:
        return ""
    phrases = _phrases()
    by_notice = is_sentence(text) or len(text) > _LONGEST
    for why, pattern in phrases.lines.items():
        if (not by_notice or why in phrases.sentences) and pattern.fullmatch(text):
            return why
    return "menu" if _is_menu(text) else ""


def begins_list(text: str) -> bool:
    """Return whether a line is the heading of a list of other reports: `Related posts`."""
    return len(text) <= _LONGEST and _phrases().heading.fullmatch(text) is not None


def leads_elsewhere(text: str) -> bool:
    """Return whether a line is one link to another report: `Read also: Bridge closed`."""
    found = _phrases().link.fullmatch(text) if len(text) <= _LONGEST else None
    return found is not None and not is_sentence(found["rest"])


def _is_menu(text: str) -> bool:
    """Return whether a line is a row of short words between bars: `Home | News | Sport`."""
    entries = [entry for entry in _ENTRY.split(text.strip(" |·•›»>/")) if entry]
    are_short = all(len(_WORD.findall(entry)) <= _MENU_WORDS for entry in entries)
    is_open = _SENTENCE.search(text) is None and not any(map(str.isdigit, text))
    return len(entries) >= _MENU_ENTRIES and are_short and is_open


@cache
def _phrases() -> _Phrases:
    loaded: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    networks = f"(?:{'|'.join(loaded['networks'])})"
    lines = {
        why: _pattern(rf"[\W_]*{_any(by_language)}[\s\])»›→↓▼▲↑*–—-]*[.!]?", networks)
        for why, by_language in loaded["lines"].items()
    }
    heads = _any(loaded["lists"])
    return _Phrases(
        lines=lines,
        sentences=frozenset(loaded["sentences"]),
        heading=_pattern(rf"[\W_]*{heads}[\s:»›→…]*", networks),
        link=_pattern(rf"[\W_]*{heads}\s?[:|–—»›-]+\s?(?P<rest>.+)", networks),
    )


def _any(by_language: Mapping[str, Iterable[str]]) -> str:
    patterns = [pattern for patterns in by_language.values() for pattern in patterns]
    return f"(?:{'|'.join(f'(?:{pattern})' for pattern in patterns)})"


def _pattern(pattern: str, networks: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("NETWORKS", networks), re.IGNORECASE)
