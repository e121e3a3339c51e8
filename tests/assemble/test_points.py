"""The state of a point, from what its claims say."""

import pytest

from tests.assemble.claims import Claims

AGREED, SINGLE, DIFFER = "agreed", "single", "sources-differ"


@pytest.fixture
def claims() -> Claims:
    return Claims()


def test_two_independent_sources_with_one_value_agree(claims: Claims) -> None:
    claims.fact("1,000", source="herald").fact("1000", source="gazette")
    assert claims.states() == ["agreed"]


def test_one_source_alone_is_single_however_often_it_reports(claims: Claims) -> None:
    claims.fact("1000", source="herald").fact("1000", source="herald")
    assert claims.states() == ["single"]


def test_a_wire_story_counts_once(claims: Claims) -> None:
    claims.fact("1000", source="herald", via="wire").fact("1000", source="gazette", via="wire")
    claims.fact("1000", source="wire")
    assert claims.states() == ["single"]
    assert claims.record().independent == 1


def test_a_claim_relayed_within_an_article_has_the_origin_of_the_claim(claims: Claims) -> None:
    claims.fact("1000", source="herald").fact("1000", source="herald", claim_via="wire")
    assert claims.states() == ["agreed"]


def test_different_values_differ(claims: Claims) -> None:
    claims.fact("1000", source="herald").fact("1000 each", source="gazette")
    assert claims.states() == ["sources-differ"]


def test_claims_without_a_value_are_counted_and_not_compared(claims: Claims) -> None:
    claims.fact("1000", source="herald").fact(None, source="gazette")
    assert claims.states() == ["single"]
    assert claims.record().reports == 2
    other = Claims().fact(None, source="herald").fact(None, source="gazette")
    assert other.states() == ["not-compared"]


def test_a_superseded_claim_counts_for_nothing(claims: Claims) -> None:
    claims.fact("900", source="herald", status="superseded").fact("1000", source="gazette")
    assert claims.states() == ["single"]
    assert claims.record().reports == 1


@pytest.mark.parametrize("status", ["disputed", "denied"])
def test_a_disputed_or_denied_claim_makes_its_point_disputed(claims: Claims, status: str) -> None:
    claims.fact("1000", source="herald").fact("1000", source="gazette", status=status)
    assert claims.states() == ["disputed", "agreed"]


def test_parties_that_want_different_things_differ(claims: Claims) -> None:
    claims.position("30 days", by=["north"]).position("60 days", by=["south"])
    assert claims.states() == ["parties-differ"]


def test_parties_that_want_the_same_agree(claims: Claims) -> None:
    claims.position("30 days", by=["north"]).position("30  DAYS", by=["south"])
    assert claims.states() == ["parties-agree"]


def test_parties_agree_only_if_every_principal_is_heard(claims: Claims) -> None:
    claims.position("30 days", by=["north"]).position("30 days", by=["south"])
    assert claims.states(principals=["envoy", "south"]) == ["parties-agree"]
    assert claims.states(principals=["south", "west"]) == ["some-agree"]
    assert claims.unheard(principals=["south", "west"]) == ("west",)


def test_a_principal_that_spoke_without_an_answer_was_heard_and_does_not_agree(
    claims: Claims,
) -> None:
    claims.position("30 days", by=["north"]).position("30 days", by=["south"])
    claims.position(None, by=["west"])
    assert claims.states(principals=["west"]) == ["some-agree"]
    assert claims.unheard(principals=["west"]) == ()


@pytest.mark.parametrize("told", ["one", "others"])
def test_what_is_not_agreed_is_said_as_before_whoever_was_not_heard(
    claims: Claims, told: str
) -> None:
    claims.position("30 days", by=["north"])
    if told == "others":
        claims.position("60 days", by=["south"])
    states = ["one-party" if told == "one" else "parties-differ"]
    assert claims.states(principals=["west"]) == states


def test_one_party_alone_neither_agrees_nor_differs(claims: Claims) -> None:
    claims.position("30 days", by=["north"])
    assert claims.states() == ["one-party"]


def test_the_latest_word_of_a_party_counts(claims: Claims) -> None:
    claims.position("60 days", by=["north"], on="2025-05-10")
    claims.position("30 days", by=["north"], on="2025-05-12")
    claims.position("30 days", by=["south"], on="2025-05-11")
    assert claims.states() == ["parties-agree"]


def test_who_speaks_for_a_party_is_that_party(claims: Claims) -> None:
    claims.position("60 days", by=["north"], on="2025-05-10")
    claims.position("30 days", by=["envoy"], on="2025-05-12")
    assert claims.states() == ["one-party"]
    positions = claims.record().positions
    assert positions is not None
    assert [stand.party for stand in positions.stands] == ["north"]


def test_a_joint_position_is_held_by_each_of_its_parties(claims: Claims) -> None:
    claims.position("30 days", by=["north", "south"])
    assert claims.states() == ["parties-agree"]


def test_two_accounts_of_one_day_are_a_difference_of_sources(claims: Claims) -> None:
    claims.position("yes", by=["north"], on="2025-05-12", source="herald")
    claims.position("no", by=["north"], on="2025-05-12", source="gazette")
    assert claims.states() == ["sources-differ"]


def test_a_time_of_day_tells_which_word_came_last(claims: Claims) -> None:
    claims.position("yes", by=["north"], on="2025-05-12T09:00", source="herald")
    claims.position("no", by=["north"], on="2025-05-12T18:00", source="gazette")
    assert claims.states() == ["one-party"]


def test_what_one_article_tells_in_two_ways_is_no_difference_of_sources(claims: Claims) -> None:
    claims.fact("x", source="herald")
    claims.position("yes", by=["north"], on="2025-05-12", source="herald", article="same")
    claims.position("later", by=["north"], on="2025-05-12", source="herald", article="same")
    assert claims.states() == ["single", "one-party"]


def test_a_point_with_facts_and_positions_shows_both_facts_first(claims: Claims) -> None:
    claims.position("30 days", by=["north"]).position("60 days", by=["south"])
    claims.fact("agreed on", source="herald")
    assert claims.states() == ["single", "parties-differ"]


def test_a_point_without_claims_has_no_state(claims: Claims) -> None:
    assert claims.states() == []


def test_the_order_in_which_claims_arrive_changes_nothing() -> None:
    one = Claims().fact("a", source="herald", article="x").fact("b", source="gazette", article="y")
    other = (
        Claims().fact("b", source="gazette", article="y").fact("a", source="herald", article="x")
    )
    assert one.record() == other.record()
