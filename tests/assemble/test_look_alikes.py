"""Answers that look alike but are compared as different are warned of, until editors decide."""

from __future__ import annotations

import time

import pytest

from generator.assemble.look_alikes import look_alikes
from tests.assemble.claims import Claims
from tests.clean import clean_build
from tests.conftest import Site
from tests.incremental.builds import request_for


def pairs(*values: str) -> list[tuple[str, str]]:
    """Return the pairs found among values that sources report as facts, the newer value first."""
    claims = Claims()
    for number, value in enumerate(values):
        claims.fact(value, source=f"s{number}")
    return [(pair.value, pair.other) for pair in look_alikes(claims.record(), claims.counted())]


@pytest.mark.case("2.3")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("482,000", "about 482,000"),
        ("30 days", "nearly 30 days"),
        ("two hours", "more than two hours"),
        ("two hours", "2 hours"),
        ("thirty days", "30 days"),
        ("30 days", "30 day"),
        ("30 days", "30-day truce"),
        ("482,000", "~482,000"),
        ("482,000", "482.000"),
        ("482,000", "482,000 cars"),
        ("482,000 vehicles", "482,000 cars"),
        ("$5 million", "5 million pesos"),
        ("ceasefire", "cease-fire"),
        ("Talks first", "Talks, first"),
        ("Orbán", "Orban"),
        ("près de 30 jours", "30 jours"),
        ("plus de deux heures", "deux heures"),
        ("jusqu’à 30 jours", "30 jours"),
        ("mehr als zwei Stunden", "zwei Stunden"),
        ("30 днів", "майже 30 днів"),
        ("дві години", "понад дві години"),
        ("30 днів", "30 дні"),
        ("約482,000", "482,000"),
        ("482O00", "482000"),
        ("более двух часов", "два часа"),
        ("más de dos horas", "dos horas"),
        ("ungefähr fünf Tage", "5 Tage"),
        ("iki saatten fazla", "iki saat"),
        ("أكثر من ساعتين", "ساعتين"),
        ("दो घंटे से अधिक", "दो घंटे"),
        ("יותר משעתיים", "שעתיים"),
        ("30日以上", "30日"),
        ("三十天", "30天"),
        ("30多天", "30天"),
        ("一百二十万", "1200000"),
        ("one million", "1,000,000"),
        ("a thousand men", "1000 men"),
        ("2 h", "two hours"),
        ("2hrs", "2 hours"),
        ("30 km", "30 kilometres"),
        ("482 О00", "482,000"),
        ("Іstanbul", "Istanbul"),
        ("Київ", "Kиїв"),
        ("Αθήνα", "Aθήνα"),
    ],
)
def test_these_look_alike(one: str, other: str) -> None:
    assert len(pairs(one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 May", "12 billion euros"),
        ("30 days", "60 days"),
        ("30 days", "30 weeks"),
        ("15 May", "15 June"),
        ("May 2025", "June 2025"),
        ("agreed", "nearly agreed"),
        ("yes", "yes, after the talks"),
        ("1.5", "15"),
        ("10-12", "10"),
        ("1,000", "1000"),
        ("Istanbul", "Ankara"),
        ("так", "ні"),
        ("無条件", "条件付き"),
        ("…", "?"),
        ("Київ", "Львів"),
        ("oil", "gas"),
        ("plus de sanctions", "sanctions"),
        ("15 March", "15 May"),
        ("一致", "统一"),
        ("5 t", "5 m"),
    ],
)
def test_these_do_not(one: str, other: str) -> None:
    assert pairs(one, other) == []


def test_an_answer_is_named_with_the_first_that_it_looks_like() -> None:
    found = pairs("about 30 days", "30 days", "nearly 30 days", "60 days")
    assert len(found) == 2
    assert len({other for _, other in found}) == 1


def test_facts_and_positions_are_not_compared_with_each_other() -> None:
    claims = Claims().fact("30 days", source="herald").position("about 30 days", by=["north"])
    assert look_alikes(claims.record(), claims.counted()) == ()
    claims.position("30 days", by=["south"])
    assert len(look_alikes(claims.record(), claims.counted())) == 1


def test_five_thousand_answers_of_one_number_take_no_square_of_time() -> None:
    claims = Claims()
    for number in range(5_000):
        claims.fact(f"30 {'x' * (number % 99)}{number}y", source="herald")
    record, counted = claims.record(), claims.counted()
    started = time.process_time()
    look_alikes(record, counted)
    assert time.process_time() - started < 1.5


HOURS = """\
---
title: {title}
source: {source}
published: 2025-05-16
themes: [truce]
claims:
  - text: The call took hours.
    point: length
    kind: event
    on: 2025-05-15
    value: {value}
---
A call.
"""
WARNING = (
    "content/articles/b.md:{line}:12: warning: 'more than two hours' looks like 'two hours', the "
    "value of a#c1, but the page shows two different answers; if they are one, write both alike, "
    'or add alike: [["two hours", "more than two hours"]] to the point \'length\' in '
    'themes/truce.md; if they are two, add alike: [["two hours"], ["more than two hours"]] there '
    "[look-alike]"
)


@pytest.fixture
def hours(site: Site) -> Site:
    """A site with two reports on the length of a call."""
    site.write("content/articles/a.md", HOURS.format(title="A", source="herald", value="two hours"))
    value = "more than two hours"
    return site.write("content/articles/b.md", HOURS.format(title="B", source="wire", value=value))


def warnings(site: Site) -> list[str]:
    """Build a site, and return the warnings; they have to be those of a clean build."""
    outcome = site.build()
    assert site.output() == site_of_a_clean_build(site)
    return [line for line in outcome.err.splitlines() if "warning:" in line]


def site_of_a_clean_build(site: Site) -> dict[str, bytes]:
    _, output = clean_build(request_for(site.root), site.root.parent / "clean")
    return {path: data for path, data in output.items() if data is not None}


@pytest.mark.case("2.3")
def test_the_warning_names_both_values_and_stays_until_one_is_changed(hours: Site) -> None:
    assert warnings(hours) == [WARNING.format(line=11)]
    assert warnings(hours) == [WARNING.format(line=11)]
    # Another claim before it: the place is that of now.
    claim = "claims:\n  - {text: They met., kind: event}\n"
    hours.replace("content/articles/b.md", "claims:\n", claim)
    assert warnings(hours) == [WARNING.format(line=12)]
    hours.replace("content/articles/a.md", "two hours", "three hours")
    assert warnings(hours) == []
    hours.replace("content/articles/a.md", "three hours", "two hours")
    assert warnings(hours) == [WARNING.format(line=12)]
    hours.replace("content/articles/b.md", "title: B", "title: B\ndraft: true")
    assert warnings(hours) == []


@pytest.mark.case("2.3")
def test_editors_say_that_two_values_are_one_answer_and_the_first_is_shown(hours: Site) -> None:
    hours.build()
    assert "ources disagree" in hours.page("themes/truce/")
    alike = "title: Length\n    alike: [[Two hours or more, two hours, more than two hours]]"
    hours.replace("themes/truce.md", "title: Length", alike)
    assert warnings(hours) == []
    page = hours.page("themes/truce/")
    assert "ources disagree" not in page
    assert "Two hours or more" in page
    # The timeline has one development, which two reports tell.
    timeline = hours.page("timeline/2025-05/")
    assert timeline.count("The call took hours.") == 1
    hours.replace("themes/truce.md", "\n    alike: [[Two hours or more, two hours,", "\n    x: [[")
    hours.replace("themes/truce.md", "\n    x: [[ more than two hours]]", "")
    assert warnings(hours) == [WARNING.format(line=11)]
    assert hours.page("timeline/2025-05/").count("The call took hours.") == 2


@pytest.mark.case("2.3")
def test_editors_say_that_two_values_are_two_answers(hours: Site) -> None:
    alike = "title: Length\n    alike: [[two hours], [more than two hours]]"
    hours.replace("themes/truce.md", "title: Length", alike)
    assert warnings(hours) == []
    assert "ources disagree" in hours.page("themes/truce/")


def test_a_value_stands_in_one_list_only(hours: Site) -> None:
    alike = "title: Length\n    alike: [[two hours, 2 h], [2 h]]"
    hours.replace("themes/truce.md", "title: Length", alike)
    outcome = hours.run("build")
    assert outcome.exit_code == 1
    assert (
        "themes/truce.md:11:12: error: '2 h' is in two lists; values in one list are one answer, "
        "so keep it in one of them [bad-value]" in outcome.err
    )


@pytest.mark.parametrize(
    ("where", "old", "new"),
    [
        ("themes/truce.md", "title: Length", "title: Length\n    unit: hours"),
        ("content/site.yaml", "title: Small Site", "title: Small Site\nlanguage: de"),
        ("content/articles/a.md", "title: A", "title: A\nlanguage: de"),
        ("content/articles/a.md", "value: '1.000'", "value: '1000'"),
    ],
)
def test_when_what_decides_about_numbers_changes_they_are_compared_again(
    hours: Site, where: str, old: str, new: str
) -> None:
    hours.replace("content/articles/a.md", "two hours", "'1.000'")
    hours.replace("content/articles/b.md", "more than two hours", "1000 hours")
    assert len(warnings(hours)) == 1
    before = hours.page("themes/truce/")
    assert "ources disagree" in before
    hours.replace(where, old, new)
    warnings(hours)
    if "unit" not in new:
        hours.replace("themes/truce.md", "title: Length", "title: Length\n    unit: hours")
        assert warnings(hours) == []
