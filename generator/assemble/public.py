"""Which actors, sources and images are public: those that something public names.

The registers and the folder of images are the editors' own. What only a withheld article names in
them would tell readers that there is such an article.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from generator.assemble import keys
from generator.assemble.records import ArticleRecord
from generator.prose.named import Named, NamedKind
from generator.store.memo_table import MemoTable
from generator.store.reading_table import ReadingTable
from generator.validate.content import Context
from generator.validate.register_models import ActorFront

_KINDS: tuple[NamedKind, ...] = ("actor", "source", "image")


def named_by(article: ArticleRecord) -> Iterator[Named]:
    """Yield what the pages of an article name, some of it several times."""
    yield "source", article.source
    if article.via:
        yield "source", article.via
    for claim in article.claims:
        if claim.via:
            yield "source", claim.via
        for actor in claim.by:
            yield "actor", actor
    yield from article.named


def update_public(memos: MemoTable, context: Context) -> frozenset[str]:
    """Work out what is public, after the index is up to date; return the keys that changed."""
    # What themes and pages name is public, as these are.
    named = {*context.named, *map(tuple, json.loads(memos.get(keys.NAMED) or "[]"))}
    found = {kind: {key for its, key in named if its == kind} for kind in _KINDS}
    found["actor"] |= set(_spoken_for(found["actor"], context.actors))
    # Pages name a group in place of its members.
    groups = context.actors.items()
    found["actor"] |= {key for key, one in groups if not found["actor"].isdisjoint(one.members)}
    return frozenset(
        keys.public(kind)
        for kind, names in found.items()
        if memos.put(keys.public(kind), json.dumps(sorted(names)))
    )


def public_names(memos: MemoTable, kind: NamedKind) -> frozenset[str]:
    """Return the keys or paths of what is public of a kind."""
    return frozenset(json.loads(memos.get(keys.public(kind)) or "[]"))


def withheld_images(
    images: Iterable[str], memos: MemoTable, readings: ReadingTable
) -> frozenset[str]:
    """Return those of some images that an article has and nothing public shows.

    One that no article has may be meant for a template, or for other sites, and is not among them.
    """
    public = public_names(memos, "image")
    return frozenset(name for name in images if name not in public and readings.has_image(name))


def _spoken_for(actors: Iterable[str], register: Mapping[str, ActorFront]) -> Iterator[str]:
    """Yield all for whom actors speak, directly or through others: their pages name them."""
    for key in actors:
        at = register[key].of
        while at is not None:
            yield at
            at = register[at].of
