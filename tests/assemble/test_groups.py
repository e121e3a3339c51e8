"""A group and its members are one side: what is said of one never contradicts the other."""

from __future__ import annotations

from datetime import UTC

from generator.assemble.claims import Grouping
from tests.assemble.claims import Claims

UNION = Grouping(
    UTC,
    {"north": None, "south": None, "envoy": "north", "union": None},
    groups={"union": ("north",)},
)


def test_a_group_and_its_member_do_not_disagree() -> None:
    claims = Claims(UNION).position("30 days", by=["union"]).position("60 days", by=["envoy"])
    assert claims.states() == ["one-party"]


def test_a_group_and_one_who_is_no_member_do() -> None:
    claims = Claims(UNION).position("30 days", by=["union"]).position("60 days", by=["south"])
    assert claims.states() == ["parties-differ"]


def test_a_group_and_its_member_are_not_two_parties_that_agree() -> None:
    claims = Claims(UNION).position("30 days", by=["union"]).position("30 days", by=["north"])
    assert claims.states() == ["one-party"]


def test_what_others_say_is_compared_with_each_of_them() -> None:
    claims = (
        Claims(UNION)
        .position("30 days", by=["union"])
        .position("30 days", by=["north"])
        .position("30 days", by=["south"])
    )
    assert claims.states() == ["parties-agree"]


def test_a_group_is_heard_through_its_members_and_they_through_it() -> None:
    by_member = Claims(UNION).position("30 days", by=["north"]).position("30 days", by=["south"])
    assert by_member.states(principals=["union", "south"]) == ["parties-agree"]
    by_group = Claims(UNION).position("30 days", by=["union"]).position("30 days", by=["south"])
    assert by_group.states(principals=["north", "south"]) == ["parties-agree"]
