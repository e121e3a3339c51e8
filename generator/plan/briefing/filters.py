"""By what the claims of a briefing can be chosen: side, kind, source and state of the point."""

from __future__ import annotations

from collections.abc import Sequence

from generator import addresses
from generator.plan.parties import Parties
from generator.plan.presenter import Presenter
from generator.plan.views.briefing import FilterSide, FilterView, PointView
from generator.plan.views.components import LinkTo

_LEAST = 2
"""Among fewer claims there is nothing to choose."""


def filter_view(
    points: Sequence[PointView], parties: Parties, presenter: Presenter
) -> FilterView | None:
    """Return what there is of sides, kinds, sources and states among the claims on points."""
    claims = [one.claim for point in points for one in point.claims]
    if len(claims) < _LEAST:
        return None
    by_side: dict[str, dict[LinkTo, None]] = {}
    for actor in (actor for claim in claims for actor in claim.by):
        key = addresses.actor_key(actor.path)
        for side in parties.sides_of(key):
            speakers = by_side.setdefault(side, {})
            if key != side:
                speakers[actor] = None
    kinds = dict.fromkeys(claim.kind for claim in claims)
    sources = dict.fromkeys(claim.source for claim in claims)
    states = dict.fromkeys(
        badge.state for point in points if point.claims for badge in point.badges
    )
    return FilterView(
        sides=tuple(
            FilterSide(presenter.actor(side), tuple(by_side[side]))
            for side in parties.in_order(by_side)
        ),
        kinds=tuple(kinds),
        sources=tuple(sources),
        states=tuple(states),
    )
