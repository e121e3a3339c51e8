"""The outlines of land: how they are made, kept and read."""

from itertools import pairwise

from generator.maps.outlines import DATA, STEPS, TURN, land, unpack, weight
from tests.makers.land import pack, rings

SQUARE = [[0, 0], [100, 0], [0, 1], [0, 99], [-100, 0], [0, -100]]
"""From 10° N, 170° E, in steps of 0.1°: a square of ten degrees that crosses the antimeridian."""


def topology(*arcs: list[list[int]]) -> object:
    return {
        "transform": {"scale": [0.1, 0.1], "translate": [170, 10]},
        "arcs": arcs,
        "objects": {
            "land": {"geometries": [{"arcs": [[[i]] for i in range(len(arcs))]}]},
        },
    }


def test_corners_weigh_more_than_what_lies_between_them() -> None:
    (ring,) = rings(topology(SQUARE))
    assert list(zip(ring.lons, ring.lats, strict=True)) == [
        (17000, 1000),
        (18000, 1000),
        (18000, 1010),
        (18000, 2000),
        (17000, 2000),
    ]
    assert ring.weights[2] == 0
    assert min(ring.weights[:2]) > weight(STEPS**2)


def test_a_ring_runs_on_across_the_antimeridian() -> None:
    jumping = [[0, 0], [90, 0], [-3580, 50], [3490, 0], [0, -50]]
    (ring,) = rings(topology(jumping))
    assert ring.box == (17000, 1000, 18100, 1500)


def test_what_has_no_area_is_left_out_and_the_largest_comes_first() -> None:
    islet = [[5, 5], [1, 0], [0, 1], [-1, -1]]
    pole = [[0, 0], [50, 0], [50, 0], [-100, 0]]
    made = rings(topology(islet, pole, SQUARE))
    assert [len(ring.lons) for ring in made] == [5, 3]


def test_what_is_kept_is_read_again() -> None:
    made = rings(topology(SQUARE, [[5, 5], [1, 0], [0, 1], [-1, -1]]))
    (read, *_) = again = list(unpack(pack(made)))
    assert [(*ring.lons, *ring.lats, *ring.weights) for ring in again] == [
        (*ring.lons, *ring.lats, *ring.weights) for ring in made
    ]
    assert (read.heaviest, read.box) == (made[0].heaviest, made[0].box)


def test_the_outlines_are_those_of_the_earth() -> None:
    assert len(land()) > 1000
    assert [ring.around_pole for ring in land()].count(True) == 1
    assert all(abs(a - b) < TURN / 2 for ring in land() for a, b in pairwise(ring.lons))
    assert all(one.heaviest >= next_.heaviest for one, next_ in pairwise(land()))
    assert len(DATA.read_bytes()) < 200_000
