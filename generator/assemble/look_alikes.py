"""Answers to one point that look alike but are compared as different: `about 30 days`, `30 days`.

The page then says that sources or parties differ, which may be wrong. Only an editor knows, so each
such pair becomes a warning, until the theme says with `alike` what is one answer and what is not.

Two answers look alike if they are the same

- without punctuation, accents and spaces, and next to a number without the words for about, nearly,
  more than and the like, where small numbers may be written out; or
- without the marks within their numbers, as `1.000` and `1000`; or
- in their numbers, and the words of one are among those of the other, or they share a word up to
  its ending, or the number is no everyday one: three digits or more, and no year; or
- to the eye: a letter is of another script, as the first of `Іstanbul`, or stands for a digit, as
  that of `482O00`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from itertools import chain

from msgspec import Struct

from generator.assemble import keys
from generator.assemble.claims import ClaimKey, CountedClaim
from generator.assemble.codec import decode
from generator.assemble.number_words import said
from generator.assemble.numbers import DECIMAL, NUMBER
from generator.assemble.points import Answer, PointRecord
from generator.assemble.records import ArticleRecord
from generator.patterns import pattern
from generator.problems import AtKey, Finding, Severity
from generator.store.cache import Public

_CONNECTING = frozenset(
    "the and for from with per les des pour par une від для або при".split()  # noqa: SIM905
)
"""Short words that say nothing of what a number counts."""
_LOOKS = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοανικρχоО",
    "ABEKMHOPCTYXIJSaeopcyxijshdqwABEZHIKMNOPTYXoavikpxoO",
)
"""Cyrillic and Greek letters, each with the Latin one of its shape (after Unicode's UTS 39)."""
_LIKE_DIGITS = str.maketrans("oil", "011")
_MARK_OF_THOUSANDS = pattern(r"(?<=\d)[.,'](?=\d{3}(?!\d))")
_COMPARED = 5
"""With how many others of its number an answer is compared."""
_EVERYDAY = 100
_YEARS = range(1900, 2101)
_STEM = 4
"""How many letters of two words have to be the same; of one with no more, all but the last."""
_SHORT = 3
"""Words with fewer letters say too little."""


class LookAlike(Struct, frozen=True, array_like=True):
    """Two answers that look alike but are compared as different."""

    value: str
    claim: ClaimKey
    """The latest claim that gives it."""
    other: str
    other_claim: ClaimKey


class _Words(Struct, frozen=True):
    """What an answer says, as far as it matters for looks."""

    answer: Answer
    words: str
    """Words and numbers in order, without approximations and what stands between them."""
    numbers: tuple[str, ...]
    others: frozenset[str]
    """The words that are no numbers."""


def look_alikes(
    record: PointRecord, claims: Iterable[CountedClaim], decided: Iterable[str] = ()
) -> tuple[LookAlike, ...]:
    """Return pairs of answers to a point that look alike: a newer answer and the oldest like it.

    `claims` are those on the point, from old to new. Two answers that are both in `decided`,
    folded, are left out: editors said that they differ.
    """
    facts = record.facts.answers if record.facts else ()
    stands = record.positions.stands if record.positions else ()
    said = tuple(chain.from_iterable(stand.answers for stand in stands))
    if len(facts) + len(said) < 2:  # noqa: PLR2004 - no pair
        return ()
    ages = {claim.key: age for age, claim in enumerate(claims)}
    # Facts and positions are compared apart.
    found = (_pairs(answers, ages, frozenset(decided)) for answers in (facts, said))
    return tuple(
        LookAlike(newer.value or "", newer.claims[0], older.value or "", older.claims[0])
        for older, newer in chain.from_iterable(found)
    )


def look_alike_findings(public: Public) -> Iterator[Finding]:
    """Yield a warning for every pair that the index has, at the claim with the later value."""
    for key, found in public.memos.beginning(keys.look_alikes()):
        at = keys.parse_look_alikes(key)
        for pair in decode(tuple[LookAlike, ...], found) if at else ():
            row = public.index.article(pair.claim[0])
            if at is None or row is None:
                continue
            # Looked up now, as another claim may have come before it since the pair was found.
            claims = decode(ArticleRecord, row.record).claims
            position = next(n for n, claim in enumerate(claims) if claim.id == pair.claim[1])
            spot = AtKey(("claims", position, "value"))
            yield Finding(row.path, spot, "look-alike", _message(pair, *at), Severity.WARNING)


def _message(pair: LookAlike, theme: str, point: str) -> str:
    one, other = (json.dumps(value, ensure_ascii=False) for value in (pair.other, pair.value))
    file = f"themes/{theme}.md"
    return (
        f"'{pair.value}' looks like '{pair.other}', the value of {'#'.join(pair.other_claim)}, but "
        f"the page shows two different answers; if they are one, write both alike, or add "
        f"alike: [[{one}, {other}]] to the point '{point}' in {file}; "
        f"if they are two, add alike: [[{one}], [{other}]] there"
    )


def _pairs(
    answers: Iterable[Answer], ages: Mapping[ClaimKey, int], decided: frozenset[str]
) -> Iterator[tuple[Answer, Answer]]:
    by_age = sorted(answers, key=lambda answer: ages[answer.claims[0]])
    distinct = {answer.folded: answer for answer in reversed(by_age) if answer.folded}
    by_words = _Groups(lambda one: one.words or None)
    by_number = _Groups(lambda one: one.numbers or None)
    by_digits = _Groups(_digits)
    by_looks = _Groups(_looks)
    for one in map(_words_of, reversed(distinct.values())):
        alike = chain(by_number.of(one), by_digits.of(one))
        resembled = (
            *by_words.of(one),
            *by_looks.of(one),
            *(other for other in alike if _say_the_same(one, other)),
        )
        folded = one.answer.folded
        for other in resembled:
            if folded not in decided or other.answer.folded not in decided:
                yield other.answer, one.answer
                break
        for groups in (by_words, by_number, by_digits, by_looks):
            groups.add(one)


class _Groups:
    """Answers that have something in common, a few of each group."""

    def __init__(self, key: Callable[[_Words], Hashable]) -> None:
        self._key = key
        self._groups: dict[Hashable, list[_Words]] = {}

    def of(self, one: _Words) -> list[_Words]:
        """Return those that have in common with an answer what it has; none if that is None."""
        return self._groups.get(self._key(one), [])

    def add(self, one: _Words) -> None:
        """Add an answer, unless its group has enough."""
        key = self._key(one)
        # Not all with all: somebody may have written ten thousand answers.
        if key is not None and len(group := self._groups.setdefault(key, [])) < _COMPARED:
            group.append(one)


def _words_of(answer: Answer) -> _Words:
    words, numbers = said(answer.folded or "")
    return _Words(answer, "".join(words), numbers, frozenset(words).difference(numbers))


def _digits(one: _Words) -> tuple[str, ...] | None:
    """Return the numbers of a value without marks of thousands; None if there are none."""
    value = one.answer.value or ""
    bare = _MARK_OF_THOUSANDS.sub("", value).replace(",", ".")
    return tuple(re.findall(r"\d+(?:\.\d+)?", bare)) or None


def _looks(one: _Words) -> Hashable:
    """Return a value without spaces, each letter and digit by its shape."""
    shapes = (one.answer.value or "").translate(_LOOKS).casefold().translate(_LIKE_DIGITS)
    return _MARK_OF_THOUSANDS.sub("", "".join(shapes.split())) or None


def _say_the_same(one: _Words, other: _Words) -> bool:
    """Return whether two answers with the same numbers, or the same digits, look alike."""
    numbers: Iterable[str] = one.numbers
    if one.numbers == other.numbers:
        if one.others <= other.others or other.others <= one.others:
            return True
    elif one.others == other.others:
        return True
    else:  # 12 May and 12 billion
        numbers = (number.replace(".", DECIMAL) for number in _digits(one) or ())
    if any(map(_is_rare, numbers)):
        return True
    if len(one.others) == len(other.others) == 1 and _abbreviates(*one.others, *other.others):
        return True
    stems, short = _stems(one)
    other_stems, other_short = _stems(other)
    return not (
        stems.isdisjoint(other_stems)
        and short.isdisjoint(stem[:_SHORT] for stem in other_stems)
        and other_short.isdisjoint(stem[:_SHORT] for stem in stems)
    )


def _abbreviates(one: str, other: str) -> bool:
    """Return whether one word may be short for the other: `h` or `hrs` for hours."""
    short, long = sorted((one, other), key=len)
    letters = iter(long)
    return (
        len(short) <= _STEM and short[0] == long[0] and all(letter in letters for letter in short)
    )


def _stems(one: _Words) -> tuple[frozenset[str], frozenset[str]]:
    """Return the beginnings of the words of an answer, and shorter ones of those that are short."""
    words = [word for word in one.others if len(word) >= _SHORT and word not in _CONNECTING]
    stems = frozenset(word[:_STEM] for word in words)
    return stems, frozenset(word[:_SHORT] for word in words if len(word) <= _STEM)


def _is_rare(number: str) -> bool:
    whole, _, decimals = number.lstrip(NUMBER).partition(DECIMAL)
    if decimals or len(whole) > 6:  # noqa: PLR2004 - digits that no year has
        return True
    return int(whole) >= _EVERYDAY and int(whole) not in _YEARS
