"""Who's who, and a page for each actor: what it said, point by point, and what it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import addresses
from generator.assemble.claims import ClaimKey
from generator.assemble.corpus import Corpus
from generator.plan import limits
from generator.plan.components import LinkTo, MonthLink
from generator.plan.kind import Entry, Page
from generator.plan.months import month_links
from generator.plan.presenter import Presenter
from generator.plan.views import ActorCard, ActorDeed, ActorPoint, ActorsView, ActorView
from generator.read.layout import ACTORS_FILE
from generator.validate.models import ActorFront


def actor_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the page of every public actor; its subject is the key."""
    for key in corpus.public_actors():
        yield Entry(addresses.actor(key), key, ACTORS_FILE)


def actors_view(page: Page, presenter: Presenter) -> ActorsView:
    """Return the view of the list of actors: parties, each with all who speak for it, and groups.

    The principals of the site lead, and people who speak for nobody come last.
    """
    corpus = presenter.corpus
    principals = corpus.grouping.parties(corpus.names.site.principals)
    actors = {key: one for key, one in corpus.public_actors().items() if one.of is None}
    order = {key: place for place, key in enumerate(principals)}

    def place(key: str) -> tuple[int, bool, str, str]:
        actor = actors[key]
        is_person = actor.kind == "person"
        return order.get(key, len(order)), is_person, actor.name.casefold(), key

    listed = sorted(actors, key=place)
    return ActorsView(
        site=presenter.site,
        path=page.address,
        title=presenter.language.say("actors"),
        description=presenter.language.say("actors-about"),
        actors=tuple(_card(key, presenter) for key in listed if not _is_group(actors[key])),
        groups=tuple(_card(key, presenter) for key in listed if _is_group(actors[key])),
    )


def _is_group(actor: ActorFront) -> bool:
    return actor.kind == "group" or bool(actor.members)


def _card(key: str, presenter: Presenter) -> ActorCard:
    actor = presenter.corpus.names.actors[key]
    said, done = presenter.corpus.count_claims_by(key)
    return ActorCard(
        link=presenter.actor(key),
        role=actor.role,
        kind=actor.kind,
        speakers=_speakers(key, presenter),
        members=_members(actor, presenter),
        positions=said,
        claims=said + done,
    )


def actor_view(page: Page, presenter: Presenter) -> ActorView:
    """Return the view of the page of an actor.

    It has the latest of what the actor, and all who speak for it, said on each point and did.
    """
    corpus, key = presenter.corpus, page.subject
    actor = corpus.names.actors[key]
    _, done = corpus.count_claims_by(key)
    deeds = corpus.done_by(key, limits.DEEDS_PER_ACTOR)
    groups = (other for other, group in corpus.public_actors().items() if key in group.members)
    return ActorView(
        site=presenter.site,
        path=page.address,
        title=actor.name,
        description=presenter.language.say("actor-about", actor=actor.name),
        kind=actor.kind,
        role=actor.role,
        of=presenter.introduced_actor(actor.of) if actor.of else None,
        aliases=actor.aliases,
        speakers=_speakers(key, presenter),
        members=_members(actor, presenter),
        groups=_by_name(map(presenter.actor, groups)),
        points=tuple(_points(key, presenter)),
        deeds=tuple(_deed(claim, presenter) for claim in deeds),
        more_deeds=done - len(deeds),
        months=_months(key, presenter),
        undated=dict(corpus.months_of(key)).get("", 0),
    )


def _points(key: str, presenter: Presenter) -> Iterator[ActorPoint]:
    """Yield what an actor said on each point, in the order of themes and points.

    What is on no point of a theme comes after its points.
    """
    corpus = presenter.corpus
    counts = corpus.count_said_by_point(key)
    left = limits.CLAIMS_PER_ACTOR
    most = limits.share(left, limits.CLAIMS_PER_ACTOR_POINT, len(counts))
    for theme in corpus.names.themes:
        for point in (*(id for id, _ in theme.points), ""):
            if said := counts.get((theme.name, point)):
                claims = corpus.said_by(key, theme.name, point, min(most, left))
                left -= len(claims)
                yield ActorPoint(
                    point=presenter.point(theme.name, point) if point else None,
                    theme=presenter.theme(theme.name),
                    claims=tuple(map(presenter.claim, claims)),
                    more=said - len(claims),
                )


def _deed(key: ClaimKey, presenter: Presenter) -> ActorDeed:
    claim = presenter.corpus.article(key[0]).claim(key[1])
    return ActorDeed(
        claim=presenter.claim(key),
        theme=presenter.theme(claim.theme),
        point=presenter.point(claim.theme, claim.point) if claim.point else None,
    )


def _months(key: str, presenter: Presenter) -> tuple[MonthLink, ...]:
    """Return links to the months of the timeline that have what an actor said and did."""
    dated = [(month, count) for month, count in presenter.corpus.months_of(key) if month]
    return month_links(dated, addresses.timeline_month, presenter.language)


def _members(actor: ActorFront, presenter: Presenter) -> tuple[LinkTo, ...]:
    public = presenter.corpus.public_actors()
    return tuple(presenter.introduced_actor(one) for one in actor.members if one in public)


def _speakers(key: str, presenter: Presenter) -> tuple[LinkTo, ...]:
    """Return links to the public actors who speak for one, directly or not, sorted by name."""
    represented_by = presenter.corpus.grouping.represented_by
    speakers = (one for one in presenter.corpus.public_actors() if key in represented_by(one))
    return _by_name(map(presenter.introduced_actor, speakers))


def _by_name(links: Iterable[LinkTo]) -> tuple[LinkTo, ...]:
    return tuple(sorted(links, key=lambda link: (link.text.casefold(), link.path)))
