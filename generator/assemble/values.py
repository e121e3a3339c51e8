"""When two values are the same answer to a point.

Case, white space, invisible characters, the encoding of accents, a full stop at the end and the
typesetting of quotation marks, dashes and ellipses make no difference, nor does `percent` for `%`.
Numbers are compared as numbers, read by the language that they are in (`numbers.py`); the point's
unit may be left out, and editors can say which values are one answer (`alike`). Anything else makes
a difference: `30 day` is not `30 days`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from unicodedata import decimal, normalize

from msgspec import Struct

from generator.assemble.numbers import NUMBER, read_numbers
from generator.patterns import pattern
from generator.prose.quotations import fold
from generator.validate.models import Point

_INVISIBLE = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
"""What has no shape of its own: soft hyphens, joiners, marks of direction, variation selectors. It
is compiled when a value first needs it, as all patterns that are dear to compile."""
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("٪"): "%"}
"""Forms as wide as a Chinese character, each with the usual one."""
_DIGIT = pattern(r"(?![0-9])\d")
"""A digit of another script."""
_PERCENT = (
    r"(?<=\d) ?(?:per ?cent|pct|prozent|procenta?|procent(?:ów|ů)|prosent(?:tia)?|pour cent|"
    r"por cien?to|por cento|per cento|процент(?:а|ів|ов)?|відсот(?:ок|ки|ків|ка)|prosenttia|"
    r"százalék|τοις εκατό|パーセント|퍼센트|درصد|في المئة|بالمئة|بالمائة|प्रतिशत|אחוזים|אחוז|"
    r"phần trăm|persen)(?!\w)\.?"
)
"""The sign of a percentage as a word."""
_ENGLISH = ("en",)
_FULL_STOPS = ".。।۔։ "


@lru_cache(maxsize=4096)
def fold_value(value: str, *languages: str) -> str:
    """Return the form in which values are compared; their numbers are in one of some languages.

    The first language decides, by default English; what is no number in it is read by the next. The
    form is the same for `1000 men` and `1,000.0  Men`. What is folded already stays as it is.
    """
    text = value
    if not text.isascii():
        text = normalize("NFC", re.sub(_INVISIBLE, "", text)).translate(_FULL_WIDTH)
    text = fold(" ".join(text.split())).text.strip().rstrip(_FULL_STOPS)
    text = _DIGIT.sub(lambda match: str(decimal(match[0])), text)
    if any(map(str.isdigit, text)):
        text = read_numbers(text, *(languages or _ENGLISH))
    text = text.casefold()
    if NUMBER in text:
        text = re.sub(_PERCENT, "%", text)
    if not text.isascii():
        # Some letters become two, of which one may be an apostrophe.
        text = fold(normalize("NFC", text)).text
    return " ".join(text.replace(" %", "%").split())


class Comparison(Struct, frozen=True):
    """How the values on one point are compared, beside what holds for all."""

    unit: str
    """The unit that values need not repeat, folded."""
    answers: Mapping[str, tuple[str, str]]
    """Values that editors declared to be an answer, folded: what stands for each, folded and as it
    is shown."""
    principals: tuple[str, ...] = ()
    """Who has to be heard before parties are said to agree."""

    @classmethod
    def of_point(
        cls, point: Point, language: str, principals: tuple[str, ...] = ()
    ) -> Comparison | None:
        """Return how the values on a point are compared, None if in no special way.

        `language` is that of the site, `principals` are those of the theme or else of the site.
        """
        if not (point.unit or point.alike or principals):
            return None
        # Behind a number, as there a currency may have another form.
        unit = fold_value(f"1 {point.unit}", language) if point.unit else ""
        unit = unit.removeprefix(f"{NUMBER}1").strip()
        without = cls(unit, {}).bare
        answers: dict[str, tuple[str, str]] = {}
        for values in point.alike:
            first = without(fold_value(values[0], language))
            for value in values:
                folded = without(fold_value(value, language))
                answers.setdefault(folded, (first, values[0]))
        return cls(unit, answers, principals)

    @property
    def decided(self) -> frozenset[str]:
        """The answers, folded, that editors declared: they differ from each other."""
        return frozenset(answer for answer, _ in self.answers.values())

    def canonical(self, answer: str) -> tuple[str, str | None]:
        """Return what stands for a folded value, and what is shown for it; None for itself."""
        answer = self.bare(answer)
        return self.answers.get(answer, (answer, None))

    def bare(self, answer: str) -> str:
        """Return a folded value without the unit of the point."""
        return self._without_unit(answer) if self.unit and self.unit in answer else answer

    def _without_unit(self, answer: str) -> str:
        """Return a folded value without the unit behind its numbers and at its end."""
        unit = re.escape(self.unit)
        found = re.sub(rf"({NUMBER}[^\s{NUMBER}]*?) ?{unit}(?!\w)", r"\1", answer)
        rest = found.removesuffix(self.unit)
        # A word at the end, not the end of a word; and a unit alone is a value.
        return rest.rstrip() if rest.endswith(" ") and rest.strip() else found


PLAIN = Comparison("", {})
"""How values are compared where a point says nothing of it."""
