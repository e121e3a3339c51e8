"""The pages of months, which have all that other pages leave out, and links to them.

A month with much in it has several pages, its *parts*: no page grows with the site. They are filled
from the oldest entry on and numbered from 1, so what comes new changes the last of them alone. That
one has the address of the month itself, and the others have their numbers below it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from generator.assemble.corpus import Corpus
from generator.language.language import Language
from generator.plan.views.components import LinkTo, MonthLink

T = TypeVar("T")


class Part(NamedTuple):
    """A page of a month."""

    month: str
    """As `2025-05`."""
    number: int
    """From 1, for the oldest."""
    of: int
    """How many pages the month has."""

    def address(self, of_month: str) -> str:
        """Return the address of the page; `of_month` is that of its month."""
        return of_month if self.number == self.of else f"{of_month}{self.number}/"

    @property
    def subject(self) -> str:
        """What stands for the page in the table of contents: `2025-05`, `2025-05 1`."""
        return self.month if self.number == self.of else f"{self.month} {self.number}"

    def entries(self, of_month: Sequence[T], most: int) -> Sequence[T]:
        """Return the entries of the page, given all of the month; both from new to old."""
        from_old = of_month[::-1][(self.number - 1) * most : self.number * most]
        return from_old[::-1]


def published_months(corpus: Corpus) -> tuple[str, ...]:
    """Return the months in which articles were published, from new to old."""
    # Every article has a theme, so the months of themes are all months there are.
    themes = [theme.name for theme in corpus.names.themes]
    return tuple(sorted({month for name in themes for month, _ in corpus.months(name)})[::-1])


def number_of_parts(count: int, most: int) -> int:
    """Return how many pages a month needs for so many entries, at most `most` on each."""
    return max(1, -(-count // most))


def parts_of(months: Iterable[tuple[str, int]]) -> list[Part]:
    """Return all pages of months, given how many each has; all from new to old."""
    return [Part(month, number, of) for month, of in months for number in range(of, 0, -1)]


def month_links(
    months: Sequence[tuple[str, int]], address: Callable[[str], str], language: Language
) -> tuple[MonthLink, ...]:
    """Return links to the pages of months, such as `2025-05`, each with its count of entries.

    `address` returns the address of the page of a month.
    """
    return tuple(MonthLink(address(month), language.month(month), count) for month, count in months)


def neighbours(
    subject: str, parts: Sequence[Part], address: Callable[[str], str], language: Language
) -> tuple[Part, LinkTo, LinkTo | None, LinkTo | None]:
    """Return the page of a subject, a link to it, and links to the earlier and the later page.

    `parts` are all pages of months, from new to old; `subject` is that of one of them.
    """
    at = next(at for at, part in enumerate(parts) if part.subject == subject)

    def link(part: Part) -> LinkTo:
        name = language.month(part.month)
        text = name if part.of == 1 else f"{name} · {part.number}/{part.of}"
        return LinkTo(part.address(address(part.month)), text)

    earlier = link(parts[at + 1]) if at + 1 < len(parts) else None
    return parts[at], link(parts[at]), earlier, link(parts[at - 1]) if at else None
