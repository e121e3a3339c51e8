"""The list of actors, and a page for each with its positions on every point."""

from __future__ import annotations

from collections.abc import Iterator

from generator import addresses
from generator.assemble.claims import Grouping
from generator.assemble.context import SiteNames
from generator.assemble.corpus import Corpus
from generator.plan import limits
from generator.plan.components import LinkTo
from generator.plan.kind import Entry, Page
from generator.plan.presenter import Presenter
from generator.plan.views import ActorCard, ActorPoint, ActorsView, ActorView
from generator.read.layout import ACTORS_FILE


def actor_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the page of every public actor; its subject is the key."""
    for key in corpus.public_actors():
        yield Entry(addresses.actor(key), key, ACTORS_FILE)


def actors_view(page: Page, presenter: Presenter) -> ActorsView:
    """Return the view of the list of actors: parties, each with all who speak for it."""
    actors = presenter.corpus.public_actors()
    parties = sorted(
        (key for key, actor in actors.items() if actor.of is None),
        key=lambda key: (actors[key].name.casefold(), key),
    )
    return ActorsView(
        site=presenter.site,
        path=page.address,
        title=presenter.language.say("actors"),
        description=presenter.language.say("actors-about"),
        actors=tuple(
            ActorCard(
                link=presenter.actor(key),
                role=actors[key].role,
                kind=actors[key].kind,
                speakers=_speakers(key, presenter),
                positions=presenter.corpus.count_positions_of(key),
            )
            for key in parties
        ),
    )


def actor_view(page: Page, presenter: Presenter) -> ActorView:
    """Return the view of the page of an actor.

    It has the latest positions of the actor, and of all who speak for it, on each point.
    """
    corpus, key = presenter.corpus, page.subject
    actor = corpus.names.actors[key]
    held = corpus.count_positions_by_point(key)
    # In the order of themes and points, and without points that a theme no longer has.
    points = [
        (theme.name, point)
        for theme in corpus.names.themes
        for point, _ in theme.points
        if (theme.name, point) in held
    ]
    return ActorView(
        site=presenter.site,
        path=page.address,
        title=actor.name,
        description=presenter.language.say("actor-about", actor=actor.name),
        kind=actor.kind,
        role=actor.role,
        of=presenter.actor(actor.of) if actor.of else None,
        aliases=actor.aliases,
        speakers=_speakers(key, presenter),
        points=tuple(
            ActorPoint(
                point=presenter.point(*at),
                theme=presenter.theme(at[0]),
                claims=tuple(
                    map(
                        presenter.claim,
                        corpus.positions_of(key, *at, limits.CLAIMS_PER_ACTOR_POINT),
                    )
                ),
                more=max(0, held[at] - limits.CLAIMS_PER_ACTOR_POINT),
            )
            for at in points
        ),
    )


def _speakers(key: str, presenter: Presenter) -> tuple[LinkTo, ...]:
    """Return links to the public actors who speak for one, directly or not, sorted by name."""
    names: SiteNames = presenter.corpus.names
    grouping = Grouping.of_site(names.site, names.actors)
    links = (
        presenter.actor(other)
        for other in presenter.corpus.public_actors()
        if key in grouping.represented_by(other)
    )
    return tuple(sorted(links, key=lambda link: (link.text.casefold(), link.path)))
