"""Values that a point declares to be one answer (`alike`), though no claim on it gives them.

Such a value is mostly mistyped, and the answers that it should join stay apart. The first value of
a list is what the page shows for all of them, so it may be worded as nobody does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.assemble import keys
from generator.assemble.codec import decode
from generator.assemble.records import ArticleRecord
from generator.assemble.values import PLAIN, Comparison, fold_value
from generator.problems import AtKey, Finding, KeyPath, Severity
from generator.store.cache import Cache
from generator.validate.content import Context


def unused_alike_findings(cache: Cache, context: Context) -> Iterator[Finding]:
    """Yield a warning for every value, or list of values, that no claim on its point gives."""
    language = context.site.language
    for theme in context.themes:
        for position, point in enumerate(theme.front.points):
            unused_key = keys.unused(theme.name, point.id)
            if not point.alike or not (known := cache.public.memos.get(unused_key)):
                continue
            comparison = Comparison.of_point(point, language) or PLAIN
            withheld = map(comparison.bare, _withheld(cache, language, theme.name, point.id))
            unused = set(decode(tuple[str, ...], known)).difference(withheld)
            for number, values in enumerate(point.alike):
                lost = [comparison.bare(fold_value(value, language)) in unused for value in values]
                at = ("points", position, "alike", number)
                yield from _findings(theme.path, at, values, lost)


def unused_values(comparison: Comparison, answers: Iterable[str | None]) -> tuple[str, ...]:
    """Return the values, folded, that a point declares and that are none of the answers to it.

    There are none as long as there is no answer: values may be declared ahead.
    """
    given = {comparison.bare(answer) for answer in answers if answer is not None}
    return tuple(sorted(set(comparison.answers) - given)) if given else ()


def _withheld(cache: Cache, language: str, theme: str, point: str) -> Iterator[str]:
    """Yield the answers to a point in articles that are not public at all times."""
    for path in cache.readings.gated():
        record, _, _ = cache.readings.record(path) or ("", "", True)
        article = decode(ArticleRecord, record) if record else None
        for claim in article.claims if article else ():
            if claim.value and (claim.theme, claim.point) == (theme, point):
                yield fold_value(claim.value, language)


def _findings(
    path: str, at: KeyPath, values: Sequence[str], lost: Sequence[bool]
) -> Iterator[Finding]:
    """Yield the warnings about one list of values, given which of them no claim gives."""
    if all(lost):
        yield _warning(path, at, "no claim on this point has a value of this list")
        return
    for place, value in enumerate(values):
        if lost[place] and place > 0:
            yield _warning(path, (*at, place), f"no claim on this point has the value '{value}'")


def _warning(path: str, keys: KeyPath, message: str) -> Finding:
    message += "; correct it, or remove it"
    return Finding(path, AtKey(keys), "unused-alike", message, Severity.WARNING)
