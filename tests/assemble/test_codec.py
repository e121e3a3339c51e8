"""What is kept from build to build comes back as it was."""

from datetime import UTC, time, timedelta, timezone
from types import UnionType
from typing import Any, TypeVar, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import fields

from generator.assemble.codec import decode, encode
from generator.assemble.points import Answer, Facts, PointRecord, Positions, Stand, State
from generator.assemble.records import ArticleRecord
from generator.moments import Moment
from generator.prose.model import Base, Citation, Image, Link, Prose, Ref
from generator.prose.named import Named
from generator.validate.content import Claim, Dated
from generator.validate.models import ClaimStatus, Kind, Publish

T = TypeVar("T", bound=Struct)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
TEXTS = st.lists(TEXT, max_size=2).map(tuple)
MAYBE = st.none() | TEXT
MINUTES = st.integers(-1439, 1439)
ZONES = st.none() | st.just(UTC) | MINUTES.map(lambda at: timezone(timedelta(minutes=at)))
CLOCKS = st.builds(
    lambda clock, zone: time(clock.hour, clock.minute, clock.second, tzinfo=zone),
    st.times(),
    ZONES,
)
MOMENTS = st.builds(Moment, st.dates(), st.none() | CLOCKS)
REFS = st.builds(Ref, st.sampled_from(("article", "theme", "page")), TEXT, MAYBE)
SYMBOLS = st.one_of(
    st.builds(Citation, st.lists(REFS, max_size=2).map(tuple)),
    st.builds(Link, REFS, MAYBE),
    st.builds(Image, TEXT, TEXT, TEXT),
    st.just(Base()),
)
PROSE = st.builds(Prose, st.lists(TEXT | SYMBOLS, max_size=4).map(tuple))
DATED = st.builds(Dated, st.none() | MOMENTS, PROSE)
OF_TYPE: dict[object, st.SearchStrategy[Any]] = {
    str: TEXT,
    bool: st.booleans(),
    tuple[str, ...]: TEXTS,
    Kind: st.sampled_from(Kind),
    ClaimStatus: st.sampled_from(ClaimStatus),
    Publish: st.sampled_from(Publish),
    Moment: MOMENTS,
    Prose: PROSE,
    Ref: REFS,
    tuple[Named, ...]: st.lists(
        st.tuples(st.sampled_from(("actor", "source", "image")), TEXT), max_size=2
    ).map(tuple),
}
"""Values of the types that the fields of claims and articles have; each may be optional."""


def built(kind: type[T]) -> st.SearchStrategy[T]:
    """Return values of a struct, each field by its type, so that a new one needs nothing here."""
    return st.builds(kind, **{field.name: of_type(field.type) for field in fields(kind)})


def of_type(wanted: Any) -> st.SearchStrategy[Any]:
    if isinstance(wanted, UnionType):
        (present,) = set(get_args(wanted)) - {type(None)}
        return st.none() | OF_TYPE[present]
    return OF_TYPE[wanted]


CLAIMS = built(Claim)
OF_TYPE[tuple[Claim, ...]] = st.lists(CLAIMS, max_size=2).map(tuple)
OF_TYPE[tuple[Dated, ...]] = st.lists(DATED, max_size=2).map(tuple)
RECORDS = built(ArticleRecord)
COUNTS = st.integers(0, 9)
KEYS = st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple)
ANSWERS = st.lists(
    st.builds(Answer, MAYBE, MAYBE, KEYS, COUNTS, COUNTS, COUNTS, st.booleans(), TEXTS), max_size=2
).map(tuple)
STATES = st.sampled_from(State)
STANDS = st.lists(st.builds(Stand, TEXT, ANSWERS, st.booleans()), max_size=2).map(tuple)
POINTS = st.builds(
    PointRecord,
    *(
        st.none() | st.builds(Facts, STATES, ANSWERS),
        st.none() | st.builds(Positions, STATES, STANDS),
    ),
    *(st.booleans(), COUNTS, KEYS, COUNTS, COUNTS, st.booleans()),
)


@given(RECORDS)
def test_articles_come_back_as_they_were(article: ArticleRecord) -> None:
    assert decode(ArticleRecord, encode(article)) == article


@given(PROSE)
def test_prose_comes_back_as_it_was(prose: Prose) -> None:
    assert decode(Prose, encode(prose)) == prose


@given(POINTS)
def test_points_come_back_as_they_were(point: PointRecord) -> None:
    assert decode(PointRecord, encode(point)) == point


@pytest.mark.parametrize("text", ["", "[]", "{}", '["x"]', "[[1]]", '[["Ref"]]'])
def test_what_was_not_written_as_this_kind_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        decode(ArticleRecord, text)
