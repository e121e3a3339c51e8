"""Whether a cell is what a spreadsheet makes of a text by itself, so that nobody changed it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from enum import IntEnum

from generator.prose.quotations import fold
from generator.spreadsheet.dates import is_date, readings

_SPACES = re.compile(r"[ \t\u00a0\u202f]+")
_NUMBER = re.compile(
    r"(?P<sign>[-−+]?)(?P<money>[$€£¥₴₽]?) ?(?P<digits>\d[\d.,' ’]*)(?:[Ee](?P<power>[-+]?\d+))?"
    r" ?(?P<behind>[%$€£¥₴₽]?)"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_TWO_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})")
_OF_YEAR = re.compile(r"(\d{1,2})[-. ]+([A-Za-z]{3})[a-z]*|([A-Za-z]{3})[a-z]*[-. ]+(\d{1,2})")
_SCIENTIFIC = re.compile(r"-?\d(?:[.,](?P<rest>\d+))?[Ee][-+]?\d+")
_WORDS = {"true", "false"}


class Likeness(IntEnum):
    """How sure it is that nobody changed a cell."""

    OTHER = 0
    """It says something else."""
    PERHAPS = 1
    """A spreadsheet may have made it of the text, or somebody may have meant to change it."""
    SURE = 2
    """Nobody would have written it to say something else."""


class Turnable:
    """Texts, to be found by what a spreadsheet surely makes of them."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts."""
        self._by_trait: dict[str, list[str]] = defaultdict(list)
        for text in texts:
            for trait in _traits(text):
                self._by_trait[trait].append(text)

    def source_of(self, cell: str) -> str | None:
        """Return the text that a cell is, or surely was made of; None if there is none."""
        likely = (text for trait in _traits(cell) for text in self._by_trait.get(trait, ()))
        return next((text for text in likely if likeness(text, cell) is Likeness.SURE), None)


def _traits(text: str) -> list[str]:
    """Return what two texts have in common, one of it at least, if their likeness is sure."""
    numbers = sorted(f"number {number.normalize()}" for number in _numbers(text))
    return [_SPACES.sub(" ", text), text.lower(), *readings(text), *numbers]


def likeness(text: str, cell: str) -> Likeness:
    """Return whether a spreadsheet may have made a cell of a text."""
    if _SPACES.sub(" ", text) == _SPACES.sub(" ", cell):
        return Likeness.SURE
    if text.lower() in _WORDS and text.lower() == cell.lower():
        return Likeness.SURE
    return max(_as_date(text, cell), _as_number(text, cell), _as_letters(text, cell))


def _as_date(text: str, cell: str) -> Likeness:
    if _is_day_of_two_numbers(text, cell):
        return Likeness.PERHAPS
    if not is_date(text):
        return Likeness.OTHER
    found, known = readings(cell), readings(text)
    if known and found == known:
        return Likeness.SURE
    # Which of two days is meant is not known, nor whether the first of a month means all of it.
    begins = {f"{text}-01", f"{text}-01-01"}
    days = {one.partition("T")[0] for one in found}
    if set(known) & set(found) or begins & days:
        return Likeness.PERHAPS
    # A time in a zone, of which the spreadsheet keeps the time.
    return Likeness.PERHAPS if any(text.startswith(one) for one in found) else Likeness.OTHER


def _is_day_of_two_numbers(text: str, cell: str) -> bool:
    """Return whether a cell is a day that a spreadsheet made of two numbers: 3-4, 1/2."""
    pair = _TWO_NUMBERS.fullmatch(text)
    if pair is None:
        return False
    wanted = {int(pair[1]), int(pair[2])}
    days = [tuple(map(int, one[5:10].split("-"))) for one in readings(cell) if one.count("-") > 1]
    if match := _OF_YEAR.fullmatch(cell):
        named = readings(f"{match[1] or match[4]} {match[2] or match[3]} 2024")  # a leap year
        days += [tuple(map(int, one[5:10].split("-"))) for one in named]
    return any(set(day) == wanted for day in days)


def _as_number(text: str, cell: str) -> Likeness:
    known, found = _numbers(text), _numbers(cell)
    if scientific := _SCIENTIFIC.fullmatch(cell):  # 4.82E+05, of which the last digits are lost
        shown = f".{len(scientific['rest'] or '')}E"
        found |= {one for one in known if {Decimal(format(one, shown))} == found}
        if known & found:
            return Likeness.PERHAPS
    if not known & found:
        return Likeness.OTHER
    is_sure = len(known) == len(found) == 1 and _signs(text) == _signs(cell)
    return Likeness.SURE if is_sure else Likeness.PERHAPS


def _as_letters(text: str, cell: str) -> Likeness:
    """Return whether only what typesetting does is different: quotation marks, dashes, lines."""
    folded = [" ".join(fold(one).text.split()) for one in (text, cell)]
    return Likeness.PERHAPS if folded[0] == folded[1] else Likeness.OTHER


def _signs(text: str) -> str:
    return "".join(sign for sign in text if sign in "$€£¥₴₽%")


def _numbers(text: str) -> set[Decimal]:
    """Return the numbers that a text may mean: of `1,000` two, of what is no number none."""
    match = _NUMBER.fullmatch(_SPACES.sub(" ", text.strip()))
    if match is None:
        return set()
    digits = re.sub(r"[ '’]", "", match["digits"]).rstrip(".,")
    found: set[str] = set()
    marks = re.findall(r"[.,]", digits)
    if len(marks) > 1 and marks[-1] != marks[0]:  # 1.234,50
        whole, _, rest = digits.rpartition(marks[-1])
        found.add(f"{re.sub('[.,]', '', whole)}.{rest}")
    elif _GROUPED.fullmatch(digits):
        found.add(re.sub("[.,]", "", digits))
    if len(marks) < 2:  # noqa: PLR2004 - a decimal mark is there once
        found.add(digits.replace(",", "."))
    try:
        power = Decimal(10) ** int((match["power"] or "0")[:4])
        scale = power * (-1 if match["sign"] in ("-", "−") else 1)
        scale /= 100 if match["behind"] == "%" else 1
        return {Decimal(one) * scale for one in found}
    except (ArithmeticError, ValueError):
        return set()
