"""All actors, and each one's positions per point over time."""

from __future__ import annotations

from generator.assemble.claims import Grouping
from generator.assemble.corpus import Names
from generator.plan import addresses, limits
from generator.plan.cards import Cards
from generator.plan.parts import LinkTo
from generator.plan.views import ActorCard, ActorPoint, ActorsView, ActorView


def actors_view(cards: Cards) -> ActorsView:
    """Show all actors, those who speak for another below it."""
    actors = cards.corpus.names.actors
    principals = sorted(
        (key for key, actor in actors.items() if actor.of is None),
        key=lambda key: (actors[key].name.casefold(), key),
    )
    return ActorsView(
        site=cards.site,
        path=addresses.ACTORS,
        title=cards.language.say("actors"),
        description=cards.language.say("actors-about"),
        actors=tuple(
            ActorCard(
                link=cards.actor(key),
                role=actors[key].role,
                kind=actors[key].kind,
                speakers=_speakers(key, cards),
                positions=cards.corpus.count_held(key),
            )
            for key in principals
        ),
    )


def actor_view(key: str, cards: Cards) -> ActorView:
    """Show one actor's positions."""
    corpus = cards.corpus
    actor = corpus.names.actors[key]
    held = corpus.held_points(key)
    points = [
        (theme.name, point)
        for theme in corpus.names.themes
        for point, _ in theme.points
        if (theme.name, point) in held
    ]
    return ActorView(
        site=cards.site,
        path=addresses.actor(key),
        title=actor.name,
        description=cards.language.say("actor-about", actor=actor.name),
        kind=actor.kind,
        role=actor.role,
        of=cards.actor(actor.of) if actor.of else None,
        aliases=actor.aliases,
        speakers=_speakers(key, cards),
        points=tuple(
            ActorPoint(
                point=cards.point(*at),
                theme=cards.theme(at[0]),
                claims=tuple(
                    map(cards.claim, corpus.held(key, *at, limits.CLAIMS_PER_ACTOR_POINT))
                ),
                more=max(0, held[at] - limits.CLAIMS_PER_ACTOR_POINT),
            )
            for at in points
        ),
    )


def _speakers(key: str, cards: Cards) -> tuple[LinkTo, ...]:
    """Return everyone who speaks for an actor, directly or not, by name."""
    names: Names = cards.corpus.names
    grouping = Grouping.of_actors(names.zone, names.actors)
    links = (cards.actor(other) for other in names.actors if key in grouping.principals(other))
    return tuple(sorted(links, key=lambda link: (link.text.casefold(), link.path)))
