"""The words of a site that stand for each other, as its editors wrote them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.validate.content import Context
from generator.validate.models import Point, ThemeFront
from generator.validate.register_models import ActorFront

_SURNAME = 4
"""How many letters the last word of a person's name has at least to stand for the whole."""


class Group(Struct, frozen=True):
    """Several names of one thing."""

    names: tuple[str, ...]
    is_proper: bool = False
    """Whether they are the names of somebody, which are written with capitals."""


def groups_of(context: Context, actors: Iterable[str]) -> tuple[Group, ...]:
    """Return the groups of a site; `actors` are the keys of those that are public."""
    return (
        *_of_actors([context.actors[key] for key in actors]),
        *_of_themes(context),
        *(Group(term.names) for term in context.glossary.values() if term.front.aliases),
    )


def _of_actors(actors: list[ActorFront]) -> Iterator[Group]:
    """Yield a group for every actor who has several names."""
    known = Counter(_surname(actor) for actor in actors)
    known.update(name for actor in actors for name in (actor.name, *actor.aliases))
    for actor in actors:
        if actor.aliases:
            surname = _surname(actor)
            alone = (surname,) if surname and known[surname] == 1 else ()
            yield Group((actor.name, *actor.aliases, *alone), is_proper=True)


def _surname(actor: ActorFront) -> str:
    """Return the last word of a person's name; empty if it says too little of whom it means.

    "The Envoy of North" has none.
    """
    words = actor.name.split()
    is_name = actor.kind == "person" and len(words) > 1 and len(words[-1]) >= _SURNAME
    is_name = is_name and words[0] != "The" and all(word[0].isupper() for word in words)
    return words[-1] if is_name else ""


def _of_themes(context: Context) -> Iterator[Group]:
    """Yield a group for every theme and point that has synonyms."""
    for theme in context.themes:
        named: tuple[ThemeFront | Point, ...] = (theme.front, *theme.front.points)
        yield from (Group((one.title, *one.synonyms)) for one in named if one.synonyms)
