"""Lines beside a report that say who wrote it, when, and for whom: bylines, dates, wire credits."""

from __future__ import annotations

import re

from msgspec import Struct

_NAME = r"[^\W\d_a-zа-яіїєґё][^\W\d_]*(?:[-'’.][^\W\d_]+)*\.?"
_NAMES = rf"{_NAME}(?:\s+(?:(?:de|da|von|van|der|del|la|el|al|bin)\s+)*{_NAME}){{0,4}}"
_BY = (
    r"(?:(?i:original author|written by|reported by|story by|authors?|by|par|auteure?|von|autorin"
    r"|autor|автори?|авторка|текст|por|redacción|بقلم|كتب(?:ت)?|إعداد)\s*:?)"
)
_BYLINE = re.compile(
    rf"\s*[-–—•]?\s*{_BY}\s+(?P<names>{_NAMES}(?:\s*(?:,|;|&|\band\b|\bet\b|\bund\b|\bта\b|\bи\b|\by\b)\s*{_NAMES})*)"
    r"(?P<rest>\s*(?:[,|·•–—-].{0,80})?)"
)
_BY_OFFICE = re.compile(
    r"\s*(?i:by|par|von|por)\s+(?P<name>(?i:(?:the|our|la|le|les|unsere\w?|der|die|el|los)\s|l[’']).{2,40})"
)
"""A byline without a name: `By the city desk`."""
_PARTING = re.compile(r"\s*(?:,|;|&|\band\b|\bet\b|\bund\b|\bта\b|\bи\b|\by\b)\s*")
_NO_AUTHORS = re.compile(
    r"(?i:staff|agenc(?:y|ies)|reporters?|editors?|newsroom|redaktion|rédaction|редакція|редакция|"
    r"second article|news desk|desk|correspondents?)"
)
_LABEL = re.compile(
    r"(?i:(?P<updated>(?:last )?(?:updated|modified)|mis à jour|modifié|aktualisiert|оновлено"
    r"|обновлено|actualizado|تحديث|آخر تحديث)|(?P<published>published|posted|date|publié|paru"
    r"|veröffentlicht|erstellt|stand|"
    r"опубліковано|дата|опубликовано|publicado|fecha|created|نشر|نُشر|تاريخ))"
)
_AROUND_DATE = re.compile(
    r"(?i:[\W\d_]|\b(?:published|posted|updated|modified|last|on|at|date|publié|paru|mis|jour|modifié|le|à|"
    r"veröffentlicht|aktualisiert|erstellt|stand|am|um|uhr|опубліковано|оновлено|дата|опубликовано|"
    r"обновлено|год|г|о|об|publicado|actualizado|fecha|el|las|hrs?|h|of|de|created|by|first|"
    r"تاريخ|النشر|نشر|نُشر|في|آخر|تحديث|الساعة|يوم|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|"
    r"samstag|sonntag|понеділок|вівторок|середа|четвер|п.ятниця|субота|неділя|понедельник|вторник|среда|"
    r"четверг|пятница|суббота|воскресенье|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"min|read|reading|time|[a-z]{3,4}t|msk)\b)"
)
_ONLY_TIME = re.compile(
    r"[\W_]*(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s*[ap]\.?m\.?)?[\W_]*", re.IGNORECASE
)
_OUTLET = (
    r"(?P<name>[^\W\d_a-zа-яіїєґё][\w.'’-]*"
    r"(?:\s+(?!and\b|und\b|et\b|та\b|и\b|y\b)[^\W\d_a-z][\w.'’-]*){0,3})"
)
_WIRE = (
    re.compile(
        rf"[\W_]*(?i:with (?:additional )?(?:inputs?|reporting|material|files) (?:from|by)|source|"
        rf"avec|mit material (?:von|der)|quelle|за матеріалами|за інформацією|джерело"
        rf"|по материалам|источник|con información de|fuente|via)\s?:?\s+(?:the\s+)?{_OUTLET}[\W_]*"
    ),
    re.compile(
        rf"(?i:this (?:report|article|story) (?:was|is|first) .{{0,40}}(?:by|from|in|on))"
        rf"\s+{_OUTLET}[\W_]*"
    ),
    re.compile(rf"[\W_]*\({_OUTLET}(?:/[\w.-]+)*\)[\W_]*"),
)
_DATELINE = re.compile(rf"[^\n()]{{0,60}}\({_OUTLET}\)\s*[-–—:]")
"""The beginning of a paragraph: `KYIV, May 16 (Reuters) —`."""
_RELAYED = re.compile(rf".{{8,}}\s[-–—|]\s{_OUTLET}\s*")
_MOST = 160
"""Characters of a line beside a report, at most."""


class Byline(Struct, frozen=True):
    """Who wrote a report, as a line says."""

    authors: tuple[str, ...]


def byline_in(line: str) -> Byline | None:
    """Return who a line says wrote the report; None if it is no byline."""
    found = _BYLINE.fullmatch(line) if len(line) <= _MOST else None
    if found is None:
        office = _BY_OFFICE.fullmatch(line)
        return Byline(()) if office and not re.search(r"[.!?\d]", office["name"]) else None
    names = tuple(name for name in _PARTING.split(found["names"]) if name)
    return Byline(tuple(name for name in names if not _NO_AUTHORS.search(name)))


def label_of(before: str) -> str:
    """Return `published` or `updated`, by what a line has before a date."""
    labels = [*_LABEL.finditer(before)]
    return "updated" if labels and labels[-1]["updated"] else "published"


def is_around_date(text: str) -> bool:
    """Return whether a text has nothing but what stands around dates: `Published on Friday, at`."""
    return not _AROUND_DATE.sub("", text).strip()


def is_time(line: str) -> bool:
    """Return whether a line is nothing but a time of day."""
    return _ONLY_TIME.fullmatch(line) is not None


def wire_in(line: str) -> str:
    """Return the name of the outlet that a line credits with the report; "" if it credits none."""
    if len(line) > _MOST:
        return ""
    for pattern in _WIRE:
        if found := pattern.fullmatch(line):
            return found["name"].rstrip(".,")
    return ""


def dateline_in(paragraph: str) -> str:
    """Return the outlet in a dateline that begins a paragraph, `KYIV, May 16 (Reuters) —`."""
    found = _DATELINE.match(paragraph)
    return found["name"] if found else ""


def relayed_in(line: str) -> str:
    """Return the outlet behind a headline of another report, `Bridge closed — Lake Radio News`."""
    found = _RELAYED.fullmatch(line) if len(line) <= _MOST else None
    return found["name"] if found else ""
