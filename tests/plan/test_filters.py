"""By what the claims of a briefing can be chosen."""

from __future__ import annotations

from tests.conftest import Site
from tests.plan.talks import article, briefing, claim, words


def options(site: Site, name: str) -> dict[str, str]:
    """Return what can be chosen, by the key that stands in the address."""
    found = briefing(site).xpath(f"//select[@name='{name}']/option[@value!='']")
    return {one.get("value"): words(one) for one in found}


def test_what_there_is_can_be_chosen_and_nothing_else(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", "30"), claim("south", "length", "60")])
    article(talks, "two", [claim("north", "order", "first", "event")], source="gazette")
    assert options(talks, "side") == {"north": "North", "south": "South"}
    assert set(options(talks, "kind").values()) >= {"Event"}
    assert set(options(talks, "source")) == {"herald", "gazette"}
    assert options(talks, "state")["parties-differ"] == "The sides disagree"


def test_principals_come_first(talks: Site) -> None:
    talks.replace("content/site.yaml", "title:", "principals: [west, south]\ntitle:")
    article(talks, "one", [claim(by, "length", by) for by in ("north", "south", "west")])
    assert list(options(talks, "side")) == ["west", "south", "north"]


def test_a_member_of_a_group_that_leads_is_on_its_side(talks: Site) -> None:
    text = "allies: {name: Allies, kind: group, members: [south, east]}\n"
    talks.replace("content/actors.yaml", "north:", f"{text}north:")
    talks.replace("content/site.yaml", "title:", "principals: [allies]\ntitle:")
    article(talks, "one", [claim(by, "length", by) for by in ("north", "south", "east")])
    page = briefing(talks)
    (allies,) = page.xpath("//select[@name='side']/option[@value='allies']")
    assert allies.get("data-actors").split() == ["south", "east"]
    assert list(options(talks, "side")) == ["allies", "north"]


def test_a_single_claim_offers_no_choice(talks: Site) -> None:
    article(talks, "one", [claim("north", "length", "30")])
    assert briefing(talks).xpath("//*[@class='filter']") == []
