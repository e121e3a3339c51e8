"""Reports that are one wire story are told from reports of one event."""

from __future__ import annotations

from generator.importing.model import Likeness
from generator.importing.proposals.likeness import Passages

STORY = (
    "The old bridge between the two banks of the town will stay closed until the first week of "
    "October, the town council said on Thursday after a session of three hours. The northern pier "
    "has to be taken down and built again, the chief engineer told the council."
)
OTHER = (
    "Until October, nobody will cross the bridge between the two banks. That was the decision of "
    "the town council, which sat for three hours on Thursday and heard the chief engineer speak of "
    "a northern pier that has to be built anew."
)


def test_the_same_story_is_named_with_its_share() -> None:
    longer = f"{STORY} Buses take the road over the dam, local shopkeepers say."
    assert Passages(STORY).alike([("a.md", longer), ("b.md", OTHER)]) == (Likeness("a.md", 100),)


def test_spaces_marks_and_capitals_make_no_difference() -> None:
    loud = STORY.upper().replace(",", " –").replace(" ", "\n")
    assert Passages(STORY).alike([("a.md", loud)]) == (Likeness("a.md", 100),)


def test_another_report_of_the_same_event_is_not_named() -> None:
    assert Passages(STORY).alike([("b.md", OTHER)]) == ()


def test_half_a_story_is_named() -> None:
    half = f"{STORY.split('. ', maxsplit=1)[0]}. {OTHER}"
    ((name, percent),) = [(one.name, one.percent) for one in Passages(STORY).alike([("h", half)])]
    assert name == "h"
    assert 40 < percent < 80


def test_the_nearest_comes_first() -> None:
    half = f"{STORY.split('. ', maxsplit=1)[0]}. {OTHER}"
    found = Passages(STORY).alike([("half", half), ("whole", STORY)])
    assert [one.name for one in found] == ["whole", "half"]


def test_a_story_without_spaces_between_words_is_compared_too() -> None:
    story = "旧桥将关闭至十月第一周，市议会周四在三小时的会议后表示，北桥墩必须拆除重建。"
    assert Passages(story).alike([("a.md", f"{story}公交车改道。")]) == (Likeness("a.md", 100),)
