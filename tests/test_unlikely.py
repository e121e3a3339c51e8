"""What is valid but hardly meant: warnings at their places, and no pages that differ."""
# ruff: noqa: E501 - the expected texts stand here as they are printed

from __future__ import annotations

import pytest

from generator.maps.exchanged import is_on_land, meant_instead
from generator.maps.projection import LatLon
from generator.moments import parse_moment
from tests.conftest import SITE, Site

FIRST = "content/articles/first.md"
SECOND = "content/articles/second.md"
TRUCE = "themes/truce.md"
NOW = ("--now", "2025-06-01T12:00Z")


def warnings(site: Site, *arguments: str) -> list[str]:
    outcome = site.run("check", *(arguments or NOW))
    assert outcome.exit_code == 0, outcome.err
    return [line for line in outcome.err.split("\n") if " warning: " in line]


def second(site: Site, published: str, *lines: str, on: str = "2025-05-15") -> Site:
    """Write the second article with dates."""
    text = SITE[SECOND].replace("2025-05-16", published).replace("on: 2025-05-15", f"on: {on}")
    head = "".join(f"{line}\n" for line in lines)
    return site.write(SECOND, text.replace("title:", f"{head}title:"))


# ---- dates within a file -------------------------------------------------------------------------

DATES = {
    "changed before it came out": (
        ("2025-05-16", "updated: 2025-05-15"),
        "2:10: warning: the report was changed on 2025-05-15, before it came out on 2025-05-16 ('published'); correct one of the two [dates-out-of-order]",
    ),
    "read before it came out": (
        ("2025-05-16T12:00", "retrieved: 2025-05-15"),
        "2:12: warning: the report was read on 2025-05-15, before it came out on 2025-05-16 ('published'); correct one of the two [dates-out-of-order]",
    ),
    "changed an hour before": (
        ("2025-05-16T12:00", "updated: 2025-05-16T11:00"),
        "2:10: warning: the report was changed on 2025-05-16, before it came out on 2025-05-16 ('published'); correct one of the two [dates-out-of-order]",
    ),
    "changed before, by its offset": (
        ("2025-05-16T12:00Z", "updated: 2025-05-16T12:30+03:00"),
        "2:10: warning: the report was changed on 2025-05-16, before it came out on 2025-05-16 ('published'); correct one of the two [dates-out-of-order]",
    ),
    "expires first": (
        ("2025-05-16", "publish_at: 2025-05-20", "expires_at: 2025-05-19"),
        "3:13: warning: the article expires on 2025-05-19, but is not public before 2025-05-20 ('publish_at'), so nobody would ever see it; correct one of the two [dates-out-of-order]",
    ),
    "expires at once": (
        ("2025-05-16", "publish_at: 2025-05-20T12:00", "expires_at: 2025-05-20T12:00"),
        "3:13: warning: the article expires on 2025-05-20, but is not public before 2025-05-20 ('publish_at'), so nobody would ever see it; correct one of the two [dates-out-of-order]",
    ),
    "expires before it came out": (
        ("2025-05-16", "expires_at: 2025-05-10"),
        "2:13: warning: the article expires on 2025-05-10, before the report came out on 2025-05-16 ('published'), so nobody would ever see it; correct one of the two [dates-out-of-order]",
    ),
    "a year that is a slip": (
        ("2105-05-16", "retrieved: 2025-05-17"),
        "5:12: warning: the year of 2105-05-16 is hardly meant; correct it [strange-year]",
    ),
    "a year with a nought too early": (
        ("0202-05-16", "updated: 2025-05-17"),
        "5:12: warning: the year of 0202-05-16 is hardly meant; correct it [strange-year]",
    ),
    "an end that is none": (
        ("2025-05-16", "expires_at: 9999-12-31"),
        "2:13: warning: the year of 9999-12-31 is hardly meant; correct it, or leave 'expires_at' out for an article that never expires [strange-year]",
    ),
    "a correction in antiquity": (
        ("2025-05-16", "corrections:", "  - {date: 0025-05-17, text: Так.}"),
        "3:12: warning: the year of 0025-05-17 is hardly meant; correct it [strange-year]",
    ),
}


@pytest.mark.case("7.3")
@pytest.mark.case("7.4")
@pytest.mark.parametrize("case", DATES)
def test_dates_that_cannot_be_are_one_warning_at_their_place(site: Site, case: str) -> None:
    (published, *lines), expected = DATES[case]
    assert warnings(second(site, published, *lines)) == [f"{SECOND}:{expected}"]


@pytest.mark.case("7.2")
def test_a_claim_about_a_day_after_its_report_is_a_warning(site: Site) -> None:
    after = "correct one of the two, or write when the report came out with its time and offset if the day was another one there [dates-out-of-order]"
    for on in ("2025-05-17", "2025-06-15", "2052-05-15", "2025-05-17T00:30"):
        second(site, "2025-05-16", on=on)
        assert warnings(site) == [
            f"{SECOND}:12:9: warning: {on[:10]} is after the report itself, which is of 2025-05-16; {after}"
        ]
    second(site, "2025-05-16", "updated: 2025-05-18", on="2025-05-20")
    assert warnings(site) == [
        f"{SECOND}:13:9: warning: 2025-05-20 is after the report itself, which is of 2025-05-18; {after}"
    ]
    second(site, "2025-05-16", on="0025-05-15")
    assert warnings(site) == [
        f"{SECOND}:12:9: warning: the year of 0025-05-15 is hardly meant; correct it [strange-year]"
    ]


FINE = {
    "the same day": ("2025-05-16", "updated: 2025-05-16", "retrieved: 2025-05-16"),
    "a day and a time on it": ("2025-05-16", "updated: 2025-05-16T00:00"),
    "another day by another offset": ("2025-05-17T01:00+12:00", "retrieved: 2025-05-16"),
    "a time without offset": ("2025-05-16T12:00+03:00", "updated: 2025-05-16T09:30"),
    "an expiry an hour later": (
        "2025-05-16",
        "publish_at: 2025-05-20T12:00",
        "expires_at: 2025-05-20T13:00",
    ),
    "a newspaper of 1914": ("1914-07-29", "retrieved: 2025-05-17"),
}


@pytest.mark.parametrize("case", FINE)
def test_dates_that_may_be_are_no_warning(site: Site, case: str) -> None:
    published, *lines = FINE[case]
    assert warnings(second(site, published, *lines, on="1914-07-28")) == []


def test_the_next_day_elsewhere_is_no_warning_once_the_offset_is_written(site: Site) -> None:
    assert warnings(second(site, "2025-05-16T22:00-07:00", on="2025-05-17")) == []
    assert warnings(second(site, "2025-05-16", "updated: 2025-05-18", on="2025-05-18")) == []


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2025-05-15", "2025-05-16", True),
        ("2025-05-15", "2025-05-15T00:00", False),
        ("2025-05-15T10:00", "2025-05-15T10:01", True),
        ("2025-05-15", "2025-05-16T00:30+03:00", False),
        ("2025-05-15", "2025-05-17T12:30Z", True),
        ("2025-05-15T10:00+03:00", "2025-05-15T08:00+00:00", True),
        ("2025-05-15T10:00+03:00", "2025-05-15T07:00Z", False),
        ("0001-01-01T00:00+14:00", "0001-01-02", True),
        ("9999-12-31", "9999-12-31T23:00-12:00", False),
    ],
)
def test_a_moment_is_before_another_only_if_it_is_wherever_they_were_written(
    one: str, other: str, before: bool
) -> None:
    assert parse_moment(one).is_before(parse_moment(other)) is before
    assert not parse_moment(other).is_before(parse_moment(one))


def test_a_review_before_the_day_read_up_to_is_a_warning(site: Site) -> None:
    site.replace(TRUCE, "as_of: 2025-05-20", "as_of: 2025-05-20\nreview_by: 2025-05-02")
    assert warnings(site) == [
        f"{TRUCE}:8:12: warning: the review is due on 2025-05-02, before the day up to which you have read, 2025-05-20 ('as_of'); correct one of the two [dates-out-of-order]"
    ]


# ---- dates still to come -------------------------------------------------------------------------


@pytest.mark.case("7.1")
def test_a_date_that_is_still_to_come_is_a_warning_until_it_has_come(site: Site) -> None:
    second(site, "2025-06-20", "retrieved: 2025-06-21", on="2025-06-19")
    site.replace(TRUCE, "as_of: 2025-05-20", "as_of: 2025-06-30")
    told = [
        f"{SECOND}:5:12: warning: 2025-06-20 is still to come; correct it, or hold the article back until then with 'publish_at' [date-to-come]",
        f"{TRUCE}:7:8: warning: 2025-06-30 is still to come; correct it [date-to-come]",
    ]
    assert warnings(site) == told
    # In every build, from the cache as from the files.
    for arguments in (NOW, NOW, (*NOW, "--clean")):
        err = site.build(*arguments).err
        assert [line for line in err.split("\n") if " warning: " in line] == told
    assert "still to come" not in site.build("--now", "2025-07-01T00:00Z").err
    assert warnings(site, "--now", "2025-06-21T00:00Z") == told[1:]
    # The clock was set back: the build that found nothing does not count.
    err = site.build(*NOW).err
    assert [line for line in err.split("\n") if " warning: " in line] == told


@pytest.mark.parametrize("key", ["updated", "retrieved"])
def test_a_change_or_a_reading_still_to_come_is_a_warning(site: Site, key: str) -> None:
    second(site, "2025-05-16", f"{key}: 2026-05-17T10:00")
    place = f"{SECOND}:2:{len(key) + 3}"
    assert warnings(site) == [
        f"{place}: warning: 2026-05-17 is still to come; correct it [date-to-come]"
    ]


def test_a_correction_still_to_come_is_a_warning(site: Site) -> None:
    second(site, "2025-05-16", "corrections:", "  - {date: 2025-12-01, text: Так.}")
    assert warnings(site) == [
        f"{SECOND}:3:12: warning: 2025-12-01 is still to come; correct it [date-to-come]"
    ]


def test_it_is_not_still_to_come_where_the_day_has_begun_anywhere(site: Site) -> None:
    second(site, "2025-06-01", on="2025-05-31")
    assert warnings(site, "--now", "2025-05-31T10:30Z") == []
    assert len(warnings(site, "--now", "2025-05-31T09:30Z")) == 1


@pytest.mark.parametrize("held", ["draft: true", "publish_at: 2025-06-20"])
def test_what_is_held_back_may_have_a_date_to_come(site: Site, held: str) -> None:
    assert warnings(second(site, "2025-06-20", held)) == []


def test_a_date_to_come_that_other_dates_contradict_is_told_once(site: Site) -> None:
    second(site, "2052-05-16", "retrieved: 2025-05-17")
    assert warnings(site) == [
        f"{SECOND}:2:12: warning: the report was read on 2025-05-17, before it came out on 2052-05-16 ('published'); correct one of the two [dates-out-of-order]"
    ]


# ---- one report twice, outlets that relay themselves ---------------------------------------------

SAME_URLS = (
    ("https://example.net/a", "https://example.net/a"),
    ("https://www.example.net/a/", "http://example.net/a"),
    ("https://EXAMPLE.net/стаття", "https://example.net/стаття/"),
    ("https://example.net/标题?id=7&utm_source=x&utm_medium=y", "https://example.net/标题?id=7"),
    ("https://example.net/خبر?fbclid=abc", "https://example.net/خبر"),
    ("https://example.net/%D0%BA%D0%B8%D1%97%D0%B2", "https://example.net/київ"),
    ("https://example.net:443/a?b=1&c=2", "https://m.example.net/a?c=2&b=1"),
    ("https://xn--80aikifvh.xn--j1amh/a", "https://приклад.укр/a"),
)
OTHER_URLS = (
    ("https://example.net/live#first", "https://example.net/live#second"),
    ("https://example.net/?id=1", "https://example.net/?id=2"),
    ("https://example.net/А", "https://example.net/а"),
    ("https://example.net/a", "https://example.com/a"),
)


@pytest.mark.case("7.5")
@pytest.mark.parametrize(("one", "other"), SAME_URLS)
def test_one_report_in_two_articles_is_a_warning(site: Site, one: str, other: str) -> None:
    site.replace(FIRST, "title:", f"url: {one}\ntitle:")
    site.replace(SECOND, "title:", f"url: {other}\ntitle:")
    told = [
        f"{SECOND}:2:6: warning: {FIRST} is about the report at this address too; if it is one report, delete one of the two, and if the page holds several, add # and a word to each address [same-url]"
    ]
    assert warnings(site) == told
    for _ in range(2):
        assert told[0] in site.build(*NOW).err
    site.replace(FIRST, f"url: {one}\n", "")
    assert site.build(*NOW).err == ""


@pytest.mark.parametrize(("one", "other"), OTHER_URLS)
def test_two_reports_in_two_articles_are_no_warning(site: Site, one: str, other: str) -> None:
    site.replace(FIRST, "title:", f"url: {one}\ntitle:")
    site.replace(SECOND, "title:", f"url: {other}\ntitle:")
    assert warnings(site) == []


@pytest.mark.case("7.6")
def test_an_outlet_that_relays_itself_is_a_warning(site: Site) -> None:
    site.replace(FIRST, "    value", "    via: herald\n    value")
    site.replace(SECOND, "title:", "via: gazette\ntitle:")
    end = "is the source of this article itself; 'via' names another outlet, whose report it relays, so leave it out [via-itself]"
    assert warnings(site) == [
        f"{FIRST}:12:10: warning: 'herald' {end}",
        f"{SECOND}:2:6: warning: 'gazette' {end}",
    ]


def test_a_claim_of_the_source_itself_in_a_relayed_report_is_no_warning(site: Site) -> None:
    site.replace(FIRST, "    value", "    via: herald\n    value")
    site.replace(FIRST, "title:", "via: wire\ntitle:")
    assert warnings(site) == []


# ---- places --------------------------------------------------------------------------------------

TOWNS = {
    "Kyiv": (50.4501, 30.5234),
    "Moscow": (55.7558, 37.6173),
    "Istanbul": (41.0082, 28.9784),
    "Riyadh": (24.7136, 46.6753),
    "Warsaw": (52.2297, 21.0122),
    "London": (51.5074, -0.1278),
    "Nairobi": (-1.2921, 36.8219),
    "Buenos Aires": (-34.6037, -58.3816),
    "Reykjavik": (64.1466, -21.9426),
}
RIGHT = (
    (21.4858, 39.1925),
    (46.8, 8.2),
    (36.34, 43.13),
    (4.1755, 73.5093),
    (48.0159, 37.8028),
    (32.6539, 51.666),
)


@pytest.mark.case("7.7")
@pytest.mark.parametrize("town", TOWNS)
def test_a_town_with_its_degrees_exchanged_is_found_and_none_other(town: str) -> None:
    lat, lon = TOWNS[town]
    assert meant_instead(LatLon(lon, lat)) == town
    assert meant_instead(LatLon(lat, lon)) is None


@pytest.mark.parametrize("place", RIGHT)
def test_a_place_that_may_be_right_is_left_alone(place: tuple[float, float]) -> None:
    assert meant_instead(LatLon(*place)) is None


def test_a_place_in_the_open_sea_that_would_be_on_land_is_found() -> None:
    assert meant_instead(LatLon(77.2, 28.6)) == "land"
    assert meant_instead(LatLon(-43.17, -22.9)) == "land"  # Rio de Janeiro, on its coast
    assert meant_instead(LatLon(5.0, -140.0)) is None  # no latitude of 140 degrees


def test_what_is_land_and_what_is_sea() -> None:
    assert all(
        is_on_land(LatLon(lat, lon)) for lat, lon in ((50, 30), (-25, 134), (66, 179), (55, -4))
    )
    assert not any(
        is_on_land(LatLon(lat, lon)) for lat, lon in ((0, -30), (35, 18), (-40, 179), (85, 0))
    )


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ar", "Delegations meet in Istanbul"),
        ("en", "Делегації зустрілися у Стамбулі"),
        ("uk", "代表团在伊斯坦布尔会面"),
        ("zh", "משלחות נפגשו"),
        ("sr-Latn", "Делегације су се састале"),
    ],
)
def test_a_headline_in_another_script_than_its_language_is_a_warning(
    site: Site, language: str, title: str
) -> None:
    site.replace(FIRST, "title: First report", f"title: {title}\nlanguage: {language}")
    assert warnings(site) == [
        f"{FIRST}:2:8: warning: no letter of the headline is one in which '{language}' ('language') is written; write it as the report has it, or correct 'language' [other-script]"
    ]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ar", "NATO"),
        ("ar", "NATO تجتمع في إسطنبول"),
        ("ja", "イスタンブールで会談"),
        ("sr", "Делегације су се састале"),
        ("am", "Delegations meet in Istanbul"),
    ],
)
def test_a_headline_that_may_be_right_is_left_alone(site: Site, language: str, title: str) -> None:
    site.replace(FIRST, "title: First report", f"title: {title}\nlanguage: {language}")
    assert warnings(site) == []


def test_a_place_with_its_degrees_exchanged_is_a_warning_that_says_what_to_write(
    site: Site,
) -> None:
    place = "    title: Length\n    place: {lat: 30.5234, lon: 50.4501}"
    site.replace(TRUCE, "    title: Length", place)
    site.replace(TRUCE, "    title: Order", "    place: {lat: 77.2, lon: 28.6}\n    title: Order")
    assert warnings(site) == [
        f"{TRUCE}:11:18: warning: 'lat' and 'lon' seem to be exchanged: the other way round, this would be Kyiv; if so, write lat: 50.4501 (degrees north) and lon: 30.5234 (degrees east) [place-exchanged]",
        f"{TRUCE}:13:18: warning: 'lat' and 'lon' seem to be exchanged: this is in the open sea, and the other way round on land; if so, write lat: 28.6 (degrees north) and lon: 77.2 (degrees east) [place-exchanged]",
    ]


def test_a_latitude_that_there_is_not_is_told_what_it_is(site: Site) -> None:
    site.replace(
        TRUCE, "    title: Length", "    title: Length\n    place: {lat: 139.76, lon: 35.68}"
    )
    assert site.run("check").err.split("\n")[0] == (
        f"{TRUCE}:11:18: error: '139.76' is out of range; it must be less than or equal to 90; "
        "'lat' is degrees north, 'lon' degrees east [wrong-type]"
    )
