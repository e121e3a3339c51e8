"""The map of a briefing page: the points of a theme that have places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from generator.assemble.claims import ClaimKey
from generator.assemble.points import PointRecord, State
from generator.maps.coastline import GRID
from generator.maps.drawing import REGION_SIZE, MapMark, MapPlace, draw
from generator.maps.gazetteer import regions
from generator.maps.label_text import FONT_SIZE
from generator.maps.labels import RADIUS, Label
from generator.maps.projection import HEIGHT, WIDTH
from generator.plan import limits
from generator.plan.briefing.answers import positions_together, short_list
from generator.plan.parties import Parties
from generator.plan.presenter import Presenter
from generator.plan.views.components import DateView, LinkTo
from generator.plan.views.maps import (
    BackersView,
    LabelView,
    LineView,
    MapView,
    MarkView,
    PlaceView,
    RegionView,
)
from generator.validate.content import Theme
from generator.validate.models import PlaceFront, PlaceRole


def map_view(theme: Theme, parties: Parties, presenter: Presenter) -> MapView:
    """Return the view of the map of a theme; at least one of its points must have a place."""
    points = [(point, point.place) for point in theme.front.points if point.place]
    names = [place.name or point.title for point, place in points]
    language = presenter.language
    drawing = draw(
        tuple(
            MapPlace(place.lat, place.lon, name)
            for (_, place), name in zip(points, names, strict=True)
        ),
        regions(language.tag.split("-", maxsplit=1)[0].lower(), language.territory),
    )
    places = [
        _place_view(
            replace(presenter.point(theme.name, point.id), text=name),
            place,
            presenter.corpus.point(theme.name, point.id),
            parties,
            presenter,
        )
        for (point, place), name in zip(points, names, strict=True)
    ]
    roles = {place.role for place in places}
    return MapView(
        width=WIDTH,
        height=HEIGHT,
        letters=FONT_SIZE,
        radius=RADIUS,
        land=drawing.land,
        scale=1 / GRID,
        graticule=drawing.graticule,
        marks=tuple(_mark_view(mark, places) for mark in drawing.marks),
        roles=tuple(role.value for role in PlaceRole if role.value in roles),
        regions=tuple(RegionView(one.text, one.x, one.y, one.is_sea) for one in drawing.regions),
        small=REGION_SIZE,
    )


def _place_view(
    point: LinkTo, place: PlaceFront, record: PointRecord, parties: Parties, presenter: Presenter
) -> PlaceView:
    facts = record.facts.answers if record.facts else ()
    stands = record.positions.stands if record.positions else ()
    answers = list(positions_together(stands, parties))
    backers = tuple(
        BackersView(who, value if len(answers) > 1 else None)
        for who, value, _ in answers[: limits.ANSWERS_PER_CELL]
    )
    state = None
    claims = [key for stand in stands for answer in stand.answers for key in answer.claims]
    if place.role is PlaceRole.HELD and record.facts:
        state = None if record.facts.state is State.AGREED else record.facts.state.value
        claims = [key for answer in facts for key in answer.claims]
        there = dict.fromkeys(actor for key in claims for actor in presenter.claim(key).by)
        backers = (BackersView(short_list(tuple(there)), None),) if there else ()
    return PlaceView(
        point=point,
        role=place.role.value if place.role else None,
        date=_latest(claims, presenter),
        state=state,
        backers=backers,
        latitude=place.lat,
        longitude=place.lon,
    )


def _latest(claims: Iterable[ClaimKey], presenter: Presenter) -> DateView | None:
    dates = (presenter.claim(key).on for key in claims)
    return max((date for date in dates if date), key=lambda date: date.iso, default=None)


def _mark_view(mark: MapMark, places: Sequence[PlaceView]) -> MarkView:
    roles = {places[i].role for i in mark.places}
    return MarkView(
        number=mark.number,
        x=mark.x,
        y=mark.y,
        role=roles.pop() if len(roles) == 1 else None,
        label=_label_view(mark.label) if mark.label else None,
        places=tuple(places[i] for i in mark.places),
    )


def _label_view(label: Label) -> LabelView:
    return LabelView(tuple(LineView(*line) for line in label.lines), label.x, label.anchor)
