"""All actors, and each one's positions per point over time."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assemble.corpus import Corpus, PublicClaim
from generator.plan import addresses, limits
from generator.plan.cards import Cards
from generator.plan.pages import PlannedPage
from generator.plan.parts import LinkTo
from generator.plan.views import ActorCard, ActorPoint, ActorsView, ActorView, SiteView
from generator.validate.registers import ACTORS_FILE


def actor_pages(corpus: Corpus, cards: Cards, site: SiteView) -> Iterator[PlannedPage]:
    """Plan the list of actors and a page for each."""
    actors = corpus.content.actors
    speakers = {key: _speakers(key, corpus, cards) for key in actors}
    principals = sorted(
        (key for key, actor in actors.items() if actor.of is None),
        key=lambda key: (actors[key].name.casefold(), key),
    )
    view = ActorsView(
        site=site,
        path=addresses.ACTORS,
        title="Actors",
        description="Who acts and speaks, and where each stands",
        actors=tuple(
            ActorCard(
                link=cards.actor(key),
                role=actors[key].role,
                kind=actors[key].kind,
                speakers=speakers[key],
                positions=len(corpus.claims_of_party.get(key, ())),
            )
            for key in principals
        ),
    )
    yield PlannedPage(("actors.html",), view, "the list of actors")
    for key in actors:
        yield PlannedPage(
            ("actor.html",), _actor_view(key, speakers[key], corpus, cards, site), ACTORS_FILE
        )


def _speakers(key: str, corpus: Corpus, cards: Cards) -> tuple[LinkTo, ...]:
    """Give everyone who speaks for an actor, directly or not, by name."""
    actors = corpus.content.actors
    links = (cards.actor(other) for other in actors if key in corpus.principals(other))
    return tuple(sorted(links, key=lambda link: (link.text.casefold(), link.path)))


def _actor_view(
    key: str, speakers: tuple[LinkTo, ...], corpus: Corpus, cards: Cards, site: SiteView
) -> ActorView:
    actor = corpus.content.actors[key]
    claims = corpus.claims_of_party.get(key, ())
    by_point: dict[tuple[str, str], list[PublicClaim]] = {}
    for claim in reversed(claims):
        if claim.claim.point is not None:
            by_point.setdefault((claim.claim.theme, claim.claim.point), []).append(claim)
    points = [
        (theme.name, point.id)
        for theme in corpus.themes
        for point in theme.front.points
        if (theme.name, point.id) in by_point
    ]
    return ActorView(
        site=site,
        path=addresses.actor(key),
        title=actor.name,
        description=f"What {actor.name} has said, point by point, over time",
        kind=actor.kind,
        role=actor.role,
        of=cards.actor(actor.of) if actor.of else None,
        aliases=actor.aliases,
        speakers=speakers,
        points=tuple(
            ActorPoint(
                point=cards.point(*at),
                theme=cards.theme(at[0]),
                claims=tuple(
                    cards.claim(claim) for claim in by_point[at][: limits.CLAIMS_PER_ACTOR_POINT]
                ),
                more=max(0, len(by_point[at]) - limits.CLAIMS_PER_ACTOR_POINT),
            )
            for at in points
        ),
    )
