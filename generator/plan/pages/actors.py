"""Who's who, and a page for each actor: what it said, point by point, and what it did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from generator import addresses
from generator.assemble.claims import ClaimKey
from generator.assemble.corpus import Corpus
from generator.plan import limits
from generator.plan.kind import Entry, Page
from generator.plan.lists import Parts, cut, part_entries
from generator.plan.months import month_links
from generator.plan.presenter import Presenter
from generator.plan.views.components import LinkTo, MonthLink
from generator.plan.views.registers import ActorCard, ActorDeed, ActorPoint, ActorsView, ActorView
from generator.read.layout import ACTORS_FILE
from generator.validate.register_models import ActorFront


def actor_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the page of every public actor; its subject is the key."""
    for key in corpus.public_actors():
        yield Entry(addresses.actor(key), key, ACTORS_FILE)


def actors_view(page: Page, presenter: Presenter) -> ActorsView:
    """Return the view of the list of actors, or of a part of it."""
    corpus = presenter.corpus
    actors = corpus.public_actors()
    parts = Parts(addresses.ACTORS, int(page.subject), _parts(corpus), lambda key: actors[key].name)
    speakers = _all_speakers(corpus)
    cards = {key: _card(key, speakers[key], presenter) for key in parts.entries}
    # Groups come last, in parts of their own if there are several.
    with_groups = [n for n, keys in enumerate(parts.parts, 1) if _is_group(actors[keys[-1]])]
    elsewhere = with_groups and parts.number not in with_groups
    return ActorsView(
        site=presenter.site,
        path=page.address,
        title=parts.title(presenter.language.say("actors")),
        description=presenter.language.say("actors-about"),
        actors=tuple(card for key, card in cards.items() if not _is_group(actors[key])),
        groups=tuple(card for key, card in cards.items() if _is_group(actors[key])),
        groups_begin=addresses.part(addresses.ACTORS, with_groups[0]) if elsewhere else None,
        parts=parts.links(),
    )


def actors_entries(corpus: Corpus) -> Iterator[Entry]:
    """Yield the list of actors, or its parts; the subject is the number."""
    yield from part_entries(addresses.ACTORS, len(_parts(corpus)), "the list of actors")


def _parts(corpus: Corpus) -> list[Sequence[str]]:
    """Return the parts of the list of actors who speak for nobody.

    The principals of the site lead; then come parties, people and groups, each by name. Where there
    are several parts, none has two of these.
    """
    actors = {key: one for key, one in corpus.public_actors().items() if one.of is None}
    principals = corpus.grouping.parties(corpus.names.site.principals)
    order = {key: place for place, key in enumerate(principals)}
    speakers = _all_speakers(corpus)

    def section(key: str) -> tuple[bool, bool]:
        return _is_group(actors[key]), key not in order and actors[key].kind == "person"

    def place(key: str) -> tuple[tuple[bool, bool], int, str, str]:
        return section(key), order.get(key, len(order)), actors[key].name.casefold(), key

    def lines(key: str) -> int:
        listed = speakers[key] or actors[key].members
        return 1 + min(len(listed), limits.SPEAKERS_LISTED)

    listed = sorted(actors, key=place)
    if sum(map(lines, listed)) <= limits.LINES_PER_LIST:
        return [listed] if listed else []
    sections = ([*keys] for _, keys in groupby(listed, key=section))
    return [part for keys in sections for part in cut(keys, limits.LINES_PER_LIST, lines)]


def _is_group(actor: ActorFront) -> bool:
    return actor.kind == "group" or bool(actor.members)


def _card(key: str, speakers: Sequence[str], presenter: Presenter) -> ActorCard:
    actor = presenter.corpus.names.actors[key]
    said, done = presenter.corpus.count_claims_by(key)
    most = limits.SPEAKERS_LISTED
    representatives = _by_name(map(presenter.introduced_actor, speakers))
    members = _members(actor, presenter)
    return ActorCard(
        link=presenter.actor(key),
        role=actor.role,
        kind=actor.kind,
        speakers=representatives[:most],
        members=members[:most],
        more=max(0, len(representatives or members) - most),
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
        speakers=_by_name(map(presenter.introduced_actor, _all_speakers(corpus)[key])),
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


def _all_speakers(corpus: Corpus) -> defaultdict[str, list[str]]:
    """Return the public actors who speak for each, directly or not."""
    found = defaultdict[str, list[str]](list)
    for speaker in corpus.public_actors():
        for party in corpus.grouping.represented_by(speaker):
            found[party].append(speaker)
    return found


def _by_name(links: Iterable[LinkTo]) -> tuple[LinkTo, ...]:
    return tuple(sorted(links, key=lambda link: (link.text.casefold(), link.path)))
