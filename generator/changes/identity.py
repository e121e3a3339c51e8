"""What is the same thing in two states of the content, even if its name or its place changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from generator import addresses
from generator.assemble.context import ThemeName
from generator.assemble.records import ArticleRecord
from generator.validate.content import Claim
from generator.validate.models import Point

T = TypeVar("T")

_BY_PLACE = re.compile(r"c\d+")
"""The id of a claim to which the editor gave none: it goes by its place, and shifts with it."""
_ALIKE = 0.6
"""How alike the texts of two claims are, word by word, if one is the other revised."""


def same_themes(before: Sequence[ThemeName], after: Sequence[ThemeName]) -> dict[str, str]:
    """Return the former name of each theme that there was: its name, or else an old one."""
    gone = {theme.name for theme in before} - {theme.name for theme in after}
    found = {theme.name: theme.name for theme in before if theme.name not in gone}
    for theme in after:
        if theme.name in found:
            continue
        old = [name for name in map(addresses.theme_name, theme.aliases) if name in gone]
        if old and old[0] is not None:
            found[theme.name] = old[0]
            gone.remove(old[0])
    return found


def same_articles(
    before: Mapping[str, ArticleRecord], after: Mapping[str, ArticleRecord]
) -> dict[str, str]:
    """Return the former id of each article that there was.

    It is its id, or that of an article that had one of its old addresses, its file or its url.
    """
    found = {id: id for id in after if id in before}
    gone = {id: article for id, article in before.items() if id not in found}
    for key in (_addresses, _file, _url):
        old = {name: id for id, article in gone.items() for name in key(article, old=True)}
        for id, article in after.items():
            if id in found:
                continue
            ids = [old[name] for name in key(article, old=False) if old.get(name) in gone]
            if ids:
                found[id] = ids[0]
                del gone[ids[0]]
    return found


def _addresses(article: ArticleRecord, *, old: bool) -> Iterable[str]:
    return [addresses.article(article.address)] if old else article.aliases


def _file(article: ArticleRecord, *, old: bool) -> Iterable[str]:  # noqa: ARG001
    return [article.path]


def _url(article: ArticleRecord, *, old: bool) -> Iterable[str]:  # noqa: ARG001
    return [article.url] if article.url else []


def same_points(before: Sequence[Point], after: Sequence[Point]) -> dict[str, str]:
    """Return the former id of each point that there was: its id, or one with its title or question.

    That is a guess where the id changed, but one that titles and questions make a good one.
    """
    pairs = _paired(
        before,
        after,
        lambda point: point.id,
        lambda point: point.title.casefold(),
        lambda point: (point.question or "").casefold() or None,
    )
    return {new.id: old.id for old, new in pairs if old is not None and new is not None}


def same_claims(
    before: Sequence[Claim], after: Sequence[Claim]
) -> list[tuple[Claim | None, Claim | None]]:
    """Return the claims of an article in pairs, before and after; None for none.

    They are in the order of the article now; claims that are gone come last. Ids that the editor
    wrote hold whatever happens to the text; of claims without any, the text decides, so that one
    that is put in before others does not make all of them look changed.
    """
    counted = len(before) == len(after)

    def written_id(claim: Claim) -> str | None:
        return None if _BY_PLACE.fullmatch(claim.id) else claim.id

    pairs = _paired(
        before,
        after,
        written_id,
        lambda claim: (claim.id, claim.text),
        lambda claim: claim.text,
        lambda claim: claim.quote,
    )
    pairs = _most_alike(pairs, lambda claim: claim.text, _may_be_one)
    if not counted:
        return pairs
    # None was put in or taken out, so one that was written anew is at its old place.
    whole = [pair for pair in pairs if None not in pair]
    rest = _paired(
        [old for old, new in pairs if old is not None and new is None],
        [new for old, new in pairs if new is not None and old is None],
        lambda claim: claim.id if _BY_PLACE.fullmatch(claim.id) else None,
    )
    order = {claim.id: place for place, claim in enumerate(after)}
    return sorted(
        [*whole, *rest], key=lambda pair: order[pair[1].id] if pair[1] is not None else len(order)
    )


def _paired(
    before: Sequence[T], after: Sequence[T], *keys: Callable[[T], Hashable | None]
) -> list[tuple[T | None, T | None]]:
    """Pair things by the first of several keys that is equal; a key may be None, for no key."""
    former: dict[int, int] = {}
    left = list(range(len(before)))
    for key in keys:
        by_key: dict[Hashable, list[int]] = {}
        for place in left:
            if (name := key(before[place])) is not None:
                by_key.setdefault(name, []).append(place)
        for place, new in enumerate(after):
            name = key(new)
            if place not in former and name is not None and by_key.get(name):
                former[place] = by_key[name].pop(0)
        taken = set(former.values())
        left = [place for place in left if place not in taken]
    return [
        *(
            (before[former[place]] if place in former else None, new)
            for place, new in enumerate(after)
        ),
        *((before[place], None) for place in left),
    ]


def _most_alike(
    pairs: Sequence[tuple[T | None, T | None]],
    text: Callable[[T], str],
    may_be_one: Callable[[T, T], bool] = lambda _, __: True,
) -> list[tuple[T | None, T | None]]:
    """Pair what is left over by how alike its texts are, the most alike first."""
    new = [(place, one) for place, (old, one) in enumerate(pairs) if old is None]
    gone = [(place, one) for place, (one, now) in enumerate(pairs) if now is None]
    likeness = [
        (SequenceMatcher(None, text(old).split(), text(now).split()).ratio(), place, at)
        for place, now in new
        for at, old in gone
        if now is not None and old is not None and may_be_one(old, now)
    ]
    found = list(pairs)
    used: set[int] = set()
    for ratio, place, at in sorted(likeness, key=lambda one: (-one[0], one[1], one[2])):
        if ratio >= _ALIKE and not used & {place, at}:
            used |= {place, at}
            found[place] = (pairs[at][0], pairs[place][1])
    return [pair for at, pair in enumerate(found) if pair[1] is not None or at not in used]


def same_texts(before: Sequence[str], after: Sequence[str]) -> list[tuple[str | None, str | None]]:
    """Return the texts of two lists in pairs: equal ones, then those that are alike."""
    return _most_alike(_paired(before, after, lambda text: text), lambda text: text)


def _may_be_one(one: Claim, other: Claim) -> bool:
    """Return whether two claims can be one: not if the editor gave each an id of its own."""
    return bool(_BY_PLACE.fullmatch(one.id) or _BY_PLACE.fullmatch(other.id))
