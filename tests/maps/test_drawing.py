"""What readers see on a map."""

import re
from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.language import language_of
from generator.maps.clusters import ENLARGED_RADIUS
from generator.maps.coastline import GRID
from generator.maps.drawing import REGION_SIZE, Drawing, MapMark, MapPlace, RegionName, draw
from generator.maps.gazetteer import regions
from generator.maps.label_text import FONT_SIZE, text_width
from generator.maps.labels import RADIUS, Rectangle
from generator.maps.projection import HEIGHT, WIDTH, LatLon, projection_around
from tests.tried import tried

ISTANBUL = MapPlace(41.01, 28.98, "Istanbul")
VATICAN = MapPlace(41.90, 12.45, "Vatican")
GENEVA = MapPlace(46.20, 6.15, "Geneva")
KYIV = MapPlace(50.45, 30.52, "Kyiv")
ROME = LatLon(41.9, 12.5)
MIDDLE_OF_THE_BLACK_SEA = LatLon(43.3, 34.0)

REGIONS = regions("en", language_of("en").territory)

SCRIPTS = "aliWM ÉЩжαΩ東京서울القدسתדिल्लीกรุง👍-’"

anywhere = st.builds(
    MapPlace,
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.text(SCRIPTS, max_size=60).map(str.strip).filter(bool),
)


def nearby(middle: LatLon) -> st.SearchStrategy[MapPlace]:
    """Places of one region, so near to each other that their labels are in each other's way."""
    return st.builds(
        MapPlace,
        st.floats(middle.lat - 6, middle.lat + 6),
        st.floats(middle.lon - 9, middle.lon + 9),
        st.sampled_from(["Bern", "Novohrad-Volynskyi", "Talks of the delegations on a truce"]),
    )


anything = st.lists(
    st.one_of(anywhere, nearby(LatLon(47, 15)), nearby(LatLon(-15, 170))), min_size=1, max_size=25
).map(tuple)
crowded = st.lists(nearby(LatLon(47, 15)), min_size=1, max_size=25).map(tuple)


def place_of(spot: LatLon, places: tuple[MapPlace, ...], least: float = 6) -> tuple[float, float]:
    """Return where a spot lies on the map of some places that need no more than the least."""
    return projection_around([LatLon(place.lat, place.lon) for place in places], least).project(
        spot
    )


def rings(drawing: Drawing) -> list[list[tuple[float, float]]]:
    """Read path data, as a browser does, and give the rings in units."""
    found, x, y = [], 0, 0
    for ring in re.findall("m([^mz]+)z", drawing.land):
        numbers = [int(number) for number in re.findall(r"-?\d+", ring)]
        corners = []
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + right, y + down
            corners.append((x / GRID, y / GRID))
        x, y = (int(value * GRID) for value in corners[0])
        found.append(corners)
    return found


def is_land(drawing: Drawing, at: tuple[float, float]) -> bool:
    """Say by the even-odd rule whether a position is on land."""
    x, y = at
    crossed = (
        (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] > x
        for corners in rings(drawing)
        for a, b in pairwise([corners[-1], *corners])
        if (a[1] > y) != (b[1] > y)
    )
    return sum(crossed) % 2 == 1


def boxes(drawing: Drawing) -> list[Rectangle]:
    return [mark.label.box for mark in drawing.marks if mark.label]


def around(mark: MapMark, radius: int) -> Rectangle:
    return Rectangle(mark.x - radius, mark.y - radius, mark.x + radius, mark.y + radius)


def region_box(name: RegionName) -> Rectangle:
    half = text_width(name.text) * REGION_SIZE / FONT_SIZE / 2
    return Rectangle(name.x - half, name.y - REGION_SIZE, name.x + half, name.y + 3)


def words(mark: MapMark) -> str:
    return " ".join(line.text for line in mark.label.lines) if mark.label else ""


def test_venues_of_the_talks_are_numbered_and_named() -> None:
    drawing = draw((ISTANBUL, VATICAN, GENEVA))
    assert [(mark.number, words(mark)) for mark in drawing.marks] == [
        (1, "Istanbul"),
        (2, "Vatican"),
        (3, "Geneva"),
    ]


def test_land_and_sea_are_where_they_are() -> None:
    places = ISTANBUL, VATICAN, GENEVA, KYIV
    drawing = draw(places)
    assert is_land(drawing, place_of(ROME, places))
    assert is_land(drawing, place_of(LatLon(47.5, 19.0), places))  # Budapest
    assert not is_land(drawing, place_of(MIDDLE_OF_THE_BLACK_SEA, places))
    assert not is_land(drawing, place_of(LatLon(43.0, 15.5), places))  # the Adriatic


def test_an_inland_sea_is_no_land() -> None:
    places = MapPlace(40.4, 49.9, "Baku"), MapPlace(37.9, 58.4, "Ashgabat")
    drawing = draw(places)
    assert not is_land(drawing, place_of(LatLon(41.5, 51.0), places))
    assert is_land(drawing, place_of(LatLon(39.0, 57.0), places))


def test_marks_lie_where_their_places_are() -> None:
    istanbul, vatican, geneva = draw((ISTANBUL, VATICAN, GENEVA)).marks
    assert geneva.x < vatican.x < istanbul.x
    assert geneva.y < vatican.y < istanbul.y


def test_one_place_alone_shows_the_coasts_of_its_region() -> None:
    drawing = draw((KYIV,))
    (mark,) = drawing.marks
    assert dist((mark.x, mark.y), (WIDTH / 2, HEIGHT / 2)) < 2
    assert not is_land(drawing, place_of(MIDDLE_OF_THE_BLACK_SEA, (KYIV,), 16))


@pytest.mark.parametrize("spot", [LatLon(55.0, 82.9), LatLon(47.9, 106.9), LatLon(-30.0, -125.0)])
def test_a_view_without_a_coast_is_widened_until_there_is_one(spot: LatLon) -> None:
    """Novosibirsk, Ulaanbaatar, and a ship in the middle of the Pacific."""
    drawing = draw((MapPlace(*spot, "Here"),))
    assert any(0 < x < WIDTH and 0 < y < HEIGHT for corners in rings(drawing) for x, y in corners)


def test_neighbours_across_the_antimeridian_stay_neighbours() -> None:
    suva, apia = draw((MapPlace(-18.14, 178.44, "Suva"), MapPlace(-13.83, -171.76, "Apia"))).marks
    assert suva.x < apia.x
    assert len(draw((MapPlace(-18.14, 178.44, "Suva"),)).land) > 100


def test_there_is_no_seam_in_siberia_or_the_antarctic() -> None:
    """No long line runs straight down where the outlines were cut, at 180°."""
    for places in (
        (MapPlace(64.7, 177.5, "Anadyr"), MapPlace(64.5, -165.4, "Nome")),
        (MapPlace(-77.8, 166.7, "McMurdo"), MapPlace(-78.2, -162.2, "Roosevelt Island")),
    ):
        for corners in rings(draw(places)):
            for a, b in pairwise([*corners, corners[0]]):
                inside = 0 < a[0] < WIDTH and 0 < b[0] < WIDTH
                assert not (inside and abs(a[0] - b[0]) < 2 and abs(a[1] - b[1]) > 60)


def test_places_all_over_the_world_show_the_whole_world() -> None:
    spots = (40, -100), (35, 139), (-33, 151), (51, 0), (-34, 18)
    places = tuple(MapPlace(lat, lon, "Here") for lat, lon in spots)
    drawing = draw(places)
    world = projection_around([LatLon(place.lat, place.lon) for place in places], 6)
    assert world.east - world.west == pytest.approx(360)
    for spot in (
        LatLon(-75, 0),
        LatLon(75, -40),
        LatLon(-10, -60),
        LatLon(65, 170),
        LatLon(65, -155),
    ):
        assert is_land(drawing, world.project(spot)), spot


def test_the_poles_can_be_marked() -> None:
    drawing = draw((MapPlace(90, 0, "North Pole"), MapPlace(-90, 120, "South Pole")))
    assert [words(mark) for mark in drawing.marks] == ["North Pole", "South Pole"]


def test_places_at_the_same_place_share_a_mark_that_has_the_shortest_name() -> None:
    meeting = MapPlace(41.02, 28.97, "Length of the Istanbul meeting")
    drawing = draw((meeting, VATICAN, ISTANBUL))
    assert [(mark.places, words(mark)) for mark in drawing.marks] == [
        ((0, 2), "Istanbul +1"),
        ((1,), "Vatican"),
    ]


def test_a_long_name_takes_two_lines_and_a_very_long_one_is_cut() -> None:
    title = "Consultations among Ukraine’s partners"
    (mark,) = draw((MapPlace(50, 10, title),)).marks
    assert mark.label
    assert [line.text for line in mark.label.lines] == [
        "Consultations among",
        "Ukraine’s partners",
    ]
    (mark,) = draw((MapPlace(50, 10, f"{title} and the others on all open questions"),)).marks
    assert words(mark).endswith("…")


@pytest.mark.parametrize("name", ["東京都千代田区永田町一丁目七番一号国会議事堂前", "W" * 90])
def test_a_name_without_spaces_finds_room(name: str) -> None:
    (mark,) = draw((MapPlace(35.7, 139.7, name),)).marks
    assert mark.label
    assert mark.label.box.right - mark.label.box.left < WIDTH / 2


def test_a_map_of_europe_and_the_middle_east_is_light() -> None:
    drawing = draw((MapPlace(64.1, -21.9, "Reykjavik"), MapPlace(24.7, 46.7, "Riyadh"), KYIV))
    assert len(drawing.land) < 6_500


def test_countries_and_seas_around_the_places_are_named() -> None:
    names = {one.text: one for one in draw((ISTANBUL, VATICAN, GENEVA), REGIONS).regions}
    assert {"Italy", "Türkiye", "Romania", "Adriatic Sea"} <= names.keys()
    assert names["Adriatic Sea"].is_sea
    assert names["Italy"].x < names["Romania"].x < names["Türkiye"].x
    assert not {"Japan", "Brazil", "San Marino"} & names.keys()


def test_a_country_that_is_a_place_is_not_named_twice() -> None:
    places = MapPlace(46.8, 8.2, "Switzerland"), VATICAN
    assert "Switzerland" not in [one.text for one in draw(places, REGIONS).regions]
    assert "Switzerland" in [one.text for one in draw((GENEVA, VATICAN), REGIONS).regions]


def test_every_country_has_a_name_in_all_languages_and_lies_on_the_earth() -> None:
    for tag in "en", "de", "fr", "uk":
        found = regions(tag, language_of(tag).territory)
        assert len(found) > 200
        for one in found:
            assert one.name
            assert -90 < one.lat < 90
            assert -180 <= one.lon <= 180


@tried(40)
@given(st.one_of(anything, crowded))
def test_names_of_countries_and_seas_overlap_no_pin_and_no_label(
    places: tuple[MapPlace, ...],
) -> None:
    drawing = draw(places, REGIONS)
    names = [region_box(one) for one in drawing.regions]
    assert not any(a.overlaps(b) for a, b in combinations([*names, *boxes(drawing)], 2))
    assert not any(around(mark, RADIUS).overlaps(name) for mark in drawing.marks for name in names)
    assert all(Rectangle(0, 0, WIDTH, HEIGHT).contains(name) for name in names)


@tried(60)
@given(st.one_of(anything, crowded))
def test_no_label_overlaps_another_or_a_mark_or_leaves_the_frame(
    places: tuple[MapPlace, ...],
) -> None:
    drawing = draw(places)
    assert not any(a.overlaps(b) for a, b in combinations(boxes(drawing), 2))
    for mark in drawing.marks:
        others = [other.label.box for other in drawing.marks if other.label and other != mark]
        assert not any(around(mark, RADIUS).overlaps(box) for box in others)
    for box in boxes(drawing):
        assert Rectangle(0, 0, WIDTH, HEIGHT).contains(box)


@tried(60)
@given(st.one_of(anything, crowded))
def test_every_place_has_one_mark_in_the_frame_that_overlaps_no_other(
    places: tuple[MapPlace, ...],
) -> None:
    marks = draw(places).marks
    assert sorted(i for mark in marks for i in mark.places) == list(range(len(places)))
    assert [mark.number for mark in marks] == list(range(1, len(marks) + 1))
    assert [mark.places[0] for mark in marks] == sorted(min(mark.places) for mark in marks)
    for mark in marks:
        assert Rectangle(0, 0, WIDTH, HEIGHT).contains(around(mark, ENLARGED_RADIUS))
    for a, b in combinations(marks, 2):
        assert dist((a.x, a.y), (b.x, b.y)) >= 2 * ENLARGED_RADIUS


@tried(30)
@given(
    st.one_of(anything, crowded).flatmap(
        lambda places: st.tuples(st.just(places), st.permutations(places))
    )
)
def test_the_order_of_the_places_decides_the_numbers_alone(
    orders: tuple[tuple[MapPlace, ...], list[MapPlace]],
) -> None:
    places, shuffled = orders
    one, other = draw.__wrapped__(places), draw.__wrapped__(tuple(shuffled))
    assert (one.land, one.graticule) == (other.land, other.graticule)
    assert {(mark.x, mark.y, mark.label) for mark in one.marks} == {
        (mark.x, mark.y, mark.label) for mark in other.marks
    }
    assert draw.__wrapped__(places) == one
