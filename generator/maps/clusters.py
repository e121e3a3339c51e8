"""Clusters: places that are too near to each other for marks of their own share one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import dist
from typing import NamedTuple

from generator.maps.projection import HEIGHT, WIDTH, LatLon, Projection

ENLARGED_RADIUS = 18
"""How far the widest mark, a diamond, reaches from its middle, in units, where the map is so small
that the style sheet hides its labels and enlarges its marks."""

_MIN_DISTANCE = 2 * ENLARGED_RADIUS + 2
"""Clusters on one map are at least so far apart, in units. Counted with enlarged marks, so that
one drawing serves every width: nothing overlaps when the style sheet enlarges them."""


class Cluster(NamedTuple):
    """Places that share a mark, and the middle of that mark in units from the upper left corner."""

    x: float
    y: float
    members: tuple[int, ...]
    """Indexes of the points in it."""


def clusters_of(points: Sequence[LatLon], projection: Projection) -> list[Cluster]:
    """Return the clusters of all points: while two are too near to each other, the nearest join.

    This is agglomerative clustering by centroids. The middle of a cluster is the mean of its
    points. If two pairs are equally near, the order of the points decides.
    """
    clusters = [Cluster(*_inside(projection.project(p)), (i,)) for i, p in enumerate(points)]
    # Comparing all pairs is cubic in all, but a theme has a dozen places, not thousands.
    while len(clusters) > 1:
        one, other = min(combinations(clusters, 2), key=lambda pair: dist(pair[0][:2], pair[1][:2]))
        if dist(one[:2], other[:2]) >= _MIN_DISTANCE:
            break
        clusters[clusters.index(one)] = _merged(one, other)
        clusters.remove(other)
    return clusters


def _inside(position: tuple[float, float]) -> tuple[float, float]:
    """Return the nearest position at which a mark is wholly on the drawing, even at a pole."""
    x, y = position
    return (
        min(WIDTH - ENLARGED_RADIUS - 1, max(ENLARGED_RADIUS + 1, x)),
        min(HEIGHT - ENLARGED_RADIUS - 1, max(ENLARGED_RADIUS + 1, y)),
    )


def _merged(one: Cluster, other: Cluster) -> Cluster:
    share = len(other.members) / (len(one.members) + len(other.members))
    return Cluster(
        one.x + share * (other.x - one.x),
        one.y + share * (other.y - one.y),
        one.members + other.members,
    )
