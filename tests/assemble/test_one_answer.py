"""What editors really write for one answer, in a whole site: the page says that sources agree."""

from __future__ import annotations

import re

import pytest

from tests.conftest import Site

REPORT = """\
---
title: Report {number}
source: s{number}
published: 2025-05-16
themes: [truce]
claims:
  - text: They counted.
    point: order
    kind: figure
    value: "{value}"
---
A report.
"""


def label(site: Site, *values: str, language: str = "en", unit: str = "", of: str = "") -> str:
    """Return what the page says of a point, to which each of several sources gives one value.

    `language` is that of the site; `of`, if any, that of all articles.
    """
    site.replace("content/site.yaml", "title:", f"language: {language}\ntitle:")
    site.write("content/sources.yaml", "herald:\n  name: H\ngazette:\n  name: G\n")
    names = "".join(f"s{number}:\n  name: S{number}\n" for number in range(len(values)))
    site.replace("content/sources.yaml", "herald:", f"{names}herald:")
    if unit:
        point = f"title: Order of steps\n    unit: {unit}"
        site.replace("themes/truce.md", "title: Order of steps", point)
    for number, value in enumerate(values):
        text = REPORT.format(number=number, value=value)
        if of:
            text = text.replace("themes:", f"language: {of}\nthemes:")
        site.write(f"content/articles/n{number}.md", text)
    site.build()
    data = site.page("data/briefing.json")
    found = re.search(r'"id":"truce#order".*?"states":\["([a-z-]+)"', data)
    assert found
    return found[1]


def held(number: str, *values: object) -> object:
    """Return a row of a table that holds a case of `numbered.py`."""
    return pytest.param(*values, marks=pytest.mark.case(number))


@pytest.mark.parametrize(
    ("language", "of", "unit", "values"),
    [
        held("2.1", "de", "", "", ("1.000", "1000", "1 000", "1’000", "1.000,0")),
        held("2.1", "en", "de", "", ("1.000", "1000")),
        ("de", "en", "", ("1,000", "1000", "1,000.0")),
        # Editors write values in the language of the site, whatever that of the report is.
        ("en", "uk", "", ("1.5 million", "1,5 млн", "1,500,000.0", "1.5M")),
        ("en", "fr", "", ("2 thousand dollars", "$2,000.00", "2 000 $")),
        held(
            "2.2",
            "en",
            "",
            "cars",
            ("482,000", "482,000.", "482000 cars", "482k", "0.482 million", "482\u202f000 Cars"),
        ),
        held(
            "2.2",
            "en",
            "",
            "",
            ("$890M", "$890 million", "890M $", "$ 0.89bn", "890,000,000 dollars"),
        ),
        held(
            "2.4",
            "en",
            "",
            "",
            ("10 000", "10\u00a0000", "10\u202f000", "10,000", "１０，０００", "10\u2009000"),
        ),
        held("2.4", "de-CH", "", "", ("10’000", "10'000", "10000")),
        ("hi", "", "", ("1,00,000", "१,००,०००", "100000", "1 लाख")),
        held("2.4", "ar", "", "", ("٣٠", "30", "\u200f٣٠", "۳۰")),
        ("ja", "", "人", ("48.2万人", "482,000", "４８２０００人。")),
        ("uk", "", "днів", ("30 днів", "30", "30 ДНІВ.")),
        ("fr", "", "", ("1,5 million", "1 500 000", "1,5\u202fmillion")),
    ],
)
def test_sources_agree(
    site: Site, language: str, of: str, unit: str, values: tuple[str, ...]
) -> None:
    assert label(site, *values, language=language, of=of, unit=unit) == "agreed"


@pytest.mark.parametrize(
    ("language", "of", "values"),
    [
        held("2.1", "de", "", ("1.000", "1")),
        held("2.1", "en", "de", ("1.000", "1")),
        ("en", "", ("1.000", "1000")),
        held("2.3", "en", "", ("more than two hours", "two hours")),
        held("2.3", "en", "", ("about 482,000", "482,000")),
        held("2.3", "en", "", ("30 days", "nearly 30 days")),
        ("uk", "", ("482,000", "482000")),
        ("hi", "", ("1,00,000", "1,000")),
    ],
)
def test_sources_differ(site: Site, language: str, of: str, values: tuple[str, ...]) -> None:
    assert label(site, *values, language=language, of=of) == "sources-differ"
