"""The map of a briefing page: the points of a theme that have places."""

from __future__ import annotations

from collections.abc import Sequence

from generator.language.language import Language
from generator.maps.coastline import GRID
from generator.maps.drawing import MapMark, MapPlace, draw
from generator.maps.label_text import FONT_SIZE
from generator.maps.labels import RADIUS, Label
from generator.maps.projection import HEIGHT, WIDTH
from generator.plan.map_views import LabelView, LineView, MapView, MarkView, PlaceView
from generator.plan.presenter import Presenter
from generator.validate.content import Theme


def map_view(theme: Theme, presenter: Presenter) -> MapView:
    """Return the view of the map of a theme; at least one of its points must have a place."""
    points = [(point, point.place) for point in theme.front.points if point.place]
    drawing = draw(tuple(MapPlace(place.lat, place.lon, point.title) for point, place in points))
    places = [
        PlaceView(
            presenter.point(theme.name, point.id),
            _degrees(place.lat, "north", "south", presenter.language),
            _degrees(place.lon, "east", "west", presenter.language),
        )
        for point, place in points
    ]
    return MapView(
        width=WIDTH,
        height=HEIGHT,
        letters=FONT_SIZE,
        radius=RADIUS,
        land=drawing.land,
        scale=1 / GRID,
        graticule=drawing.graticule,
        marks=tuple(_mark_view(mark, places) for mark in drawing.marks),
    )


def _mark_view(mark: MapMark, places: Sequence[PlaceView]) -> MarkView:
    return MarkView(
        number=mark.number,
        x=mark.x,
        y=mark.y,
        label=_label_view(mark.label) if mark.label else None,
        places=tuple(places[i] for i in mark.places),
    )


def _label_view(label: Label) -> LabelView:
    return LabelView(tuple(LineView(*line) for line in label.lines), label.x, label.anchor)


# To hundredths of a degree, about a kilometre: a place is a town, not a house.
def _degrees(angle: float, positive: str, negative: str, language: Language) -> str:
    direction = positive if angle >= 0 else negative
    return language.say(direction, angle=language.number(round(abs(angle), 2)))
