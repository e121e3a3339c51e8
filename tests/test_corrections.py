"""The ledger of corrections: its first page has the latest, its months have all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import pytest
from lxml import html

from generator.build import Builder
from generator.request import Request
from tests.clean import clean_build, differences, listing
from tests.conftest import SITE, Site

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BEGIN, LENGTH = datetime(2024, 3, 1, 8), timedelta(days=425)  # noqa: DTZ001 - as editors write it
MONTHS = [*(f"2024-{month:02}" for month in range(3, 13)), *(f"2025-0{n}" for n in range(1, 5))]
SHOWN = 40
"""How many corrections the first page shows."""
ARTICLES = 50


@dataclass(frozen=True)
class Correction:
    """One of many corrections, evenly over 14 months, of articles and of themes."""

    number: int
    of: int
    """How many there are."""

    @property
    def date(self) -> str:
        return f"{BEGIN + self.number * (LENGTH / self.of):%Y-%m-%dT%H:%M}"

    @property
    def words(self) -> str:
        return f"Correction number {self.number}."

    @property
    def file(self) -> str:
        """The file that it is in."""
        if self.number % 10 < 2:
            return f"themes/{('truce', 'venues')[self.number % 10]}.md"
        return f"content/articles/a{self.number % ARTICLES}.md"

    @property
    def page(self) -> str:
        """The address of the page that it belongs to."""
        return self.file.removeprefix("content/").removesuffix(".md") + "/"


@dataclass(frozen=True)
class Ledger:
    """A site with many corrections, built."""

    site: Site
    corrections: Sequence[Correction]
    """Old to new."""

    @classmethod
    def of(cls, number: int, root: Path) -> Ledger:
        made = cls(Site(root), [Correction(n, number) for n in range(number)])
        for path, text in SITE.items():
            made.site.write(path, text)
        for n in range(ARTICLES):
            text = SITE["content/articles/first.md"].replace("First report", f"Report {n}")
            older = text.replace("published: 2025-05-15", "published: 2024-02-15")
            made.site.write(f"content/articles/a{n}.md", older)
        for path, listed in made.by_file.items():
            lines = "".join(f"  - {{date: {one.date}, text: {one.words}}}\n" for one in listed)
            before = "points:" if path.startswith("themes") else "claims:"
            made.site.replace(path, before, f"corrections:\n{lines}{before}")
        made.build()
        return made

    @cached_property
    def by_file(self) -> Mapping[str, list[Correction]]:
        found = defaultdict(list)
        for correction in self.corrections:
            found[correction.file].append(correction)
        return found

    def in_month(self, month: str) -> list[Correction]:
        """Return those of a month, new to old."""
        return [one for one in self.corrections[::-1] if one.date.startswith(month)]

    def build(self) -> tuple[str, ...]:
        """Build; return the files that were written."""
        built = Builder(self.site.root / "site").build(Request(root=self.site.root, now=NOW))
        assert built.written is not None
        return built.written.written


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """500 corrections; tests that change it put it back."""
    return Ledger.of(500, tmp_path_factory.mktemp("many"))


@pytest.fixture(scope="module")
def fewer(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return Ledger.of(100, tmp_path_factory.mktemp("fewer"))


def tree(site: Site, address: str) -> html.HtmlElement:
    return html.fromstring(site.page(address).encode())


def text_of(site: Site, address: str, xpath: str) -> list[str]:
    """Return the words of some elements of a page, white space folded."""
    found = tree(site, address).xpath(xpath)
    return [" ".join(element.text_content().split()) for element in found]


def listed(site: Site, address: str) -> list[str]:
    """Return the words of each correction that a page lists, in their order."""
    return [
        "".join(item.xpath("text()")).strip()
        for item in tree(site, address).xpath("//ul[@class='ledger']/li")
    ]


def months(site: Site) -> dict[str, str]:
    """Return the addresses of the months that the first page links, and what it says of each."""
    links = tree(site, "corrections/").xpath("//ul[@class='months']/li/a/@href")
    said = text_of(site, "corrections/", "//ul[@class='months']/li")
    return dict(zip((link.strip("/") for link in links), said, strict=True))


def turns(site: Site, address: str) -> list[str]:
    """Return where a month's page leads, earlier before later."""
    links = tree(site, address).xpath("//nav[@class='turn']/a")
    return [f"{link.get('rel')} {link.get('href').strip('/')}" for link in links]


def words(corrections: Sequence[Correction]) -> list[str]:
    return [one.words for one in corrections]


# ---- what is on which page -----------------------------------------------------------------------


def test_the_first_page_shows_the_latest(many: Ledger) -> None:
    assert listed(many.site, "corrections/") == words(many.corrections[: -SHOWN - 1 : -1])


def test_the_first_page_links_all_months_with_how_many_each_has(many: Ledger) -> None:
    found = months(many.site)
    assert list(found) == [f"corrections/{month}" for month in MONTHS[::-1]]
    for month in MONTHS:
        count = len(many.in_month(month))
        assert count > 30
        assert found[f"corrections/{month}"].endswith(f" {count} corrections")
    assert found["corrections/2025-01"].startswith("January 2025 ")


@pytest.mark.parametrize("month", MONTHS)
def test_a_month_has_all_of_its_own_and_none_of_others(many: Ledger, month: str) -> None:
    assert listed(many.site, f"corrections/{month}/") == words(many.in_month(month))


def test_there_are_no_other_months(many: Ledger) -> None:
    folder = many.site.root / "site/corrections"
    assert {path.name for path in folder.iterdir()} == {"index.html", *MONTHS}


def test_each_correction_leads_to_what_it_corrects(many: Ledger) -> None:
    found = tree(many.site, "corrections/2024-12/").xpath("//ul[@class='ledger']/li/span/a/@href")
    assert found == [f"/{one.page}" for one in many.in_month("2024-12")]


def test_a_month_leads_to_the_ones_beside_it(many: Ledger) -> None:
    for at, month in enumerate(MONTHS):
        earlier = [f"prev corrections/{MONTHS[at - 1]}"] if at else []
        later = [f"next corrections/{MONTHS[at + 1]}"] if at + 1 < len(MONTHS) else []
        assert turns(many.site, f"corrections/{month}/") == earlier + later
    december = tree(many.site, "corrections/2024-12/")
    assert december.xpath("//p[@class='kicker']/a/@href") == ["/corrections/"]
    assert december.xpath("string(//h1)") == "December 2024"
    assert december.xpath("string(//title)").startswith("Corrections, December 2024")


def test_the_map_of_pages_has_the_ledger_and_its_months(many: Ledger) -> None:
    site_map = many.site.page("sitemap-pages.xml")
    for address in ("corrections/", *(f"corrections/{month}/" for month in MONTHS)):
        assert site_map.count(f"<loc>https://example.org/{address}</loc>") == 1


def test_no_page_but_a_months_grows_with_the_number_of_corrections(
    many: Ledger, fewer: Ledger
) -> None:
    assert len(listed(fewer.site, "corrections/")) == SHOWN
    for address in ("corrections/", "themes/truce/", "feed.xml", "themes/truce/feed.xml", ""):
        size, before = (len(ledger.site.page(address)) for ledger in (many, fewer))
        assert abs(size - before) < before / 10, address
    # A month has what happened in it, and nothing of what came before or after.
    most = max(len(many.site.page(f"corrections/{month}/")) for month in MONTHS)
    assert most < 2 * len(many.site.page("corrections/"))
    assert sum(len(listed(many.site, f"corrections/{month}/")) for month in MONTHS) == 500


# ---- what an edit touches ------------------------------------------------------------------------


def touched(ledger: Ledger, correction: Correction) -> set[str]:
    """Mend the words of a correction; return the files that this changes, and put it back."""
    ledger.site.replace(correction.file, correction.words, "Mended.")
    written = ledger.build()
    assert "Mended." in ledger.site.page(f"corrections/{correction.date[:7]}/")
    ledger.site.replace(correction.file, "Mended.", correction.words)
    assert ledger.build() == written
    return set(written)


def of_article(candidates: Sequence[Correction]) -> Correction:
    return next(one for one in candidates if "articles" in one.file)


def of_theme(candidates: Sequence[Correction]) -> Correction:
    return next(one for one in candidates if one.file == "themes/truce.md")


def test_an_old_correction_of_an_article_touches_its_month_and_its_article(many: Ledger) -> None:
    correction = of_article(many.in_month("2024-07"))
    assert touched(many, correction) == {
        "corrections/2024-07/index.html",
        f"{correction.page}index.html",
        "data/briefing.json",
    }


def test_an_old_correction_of_a_theme_touches_its_month(many: Ledger) -> None:
    assert touched(many, of_theme(many.in_month("2024-07"))) == {
        "corrections/2024-07/index.html",
        "data/briefing.json",
    }


def test_one_of_the_latest_touches_whatever_shows_it(many: Ledger) -> None:
    correction = of_article(many.corrections[::-1])
    assert touched(many, correction) == {
        "corrections/index.html",
        "corrections/2025-04/index.html",
        f"{correction.page}index.html",
        "themes/truce/index.html",
        "data/briefing.json",
        "feed.xml",
        "feed.json",
        "themes/truce/feed.xml",
        "themes/truce/feed.json",
    }


def test_one_that_the_first_page_shows_and_no_theme_or_feed_does(many: Ledger) -> None:
    correction = of_article(many.corrections[-SHOWN:])
    assert touched(many, correction) == {
        "corrections/index.html",
        f"corrections/{correction.date[:7]}/index.html",
        f"{correction.page}index.html",
        "data/briefing.json",
    }


def test_a_new_correction_changes_its_month_and_the_counts_and_no_other_month(
    many: Ledger,
) -> None:
    path = "content/articles/a7.md"
    before = (many.site.root / path).read_bytes()
    many.site.replace(
        path, "corrections:\n", "corrections:\n  - {date: 2024-07-02, text: One more.}\n"
    )
    written = set(many.build())
    assert {file for file in written if file.startswith("corrections/")} == {
        "corrections/index.html",
        "corrections/2024-07/index.html",
    }
    assert "One more." in listed(many.site, "corrections/2024-07/")
    count = len(many.in_month("2024-07")) + 1
    assert months(many.site)["corrections/2024-07"] == f"July 2024 {count} corrections"
    many.site.write(path, before)
    many.build()


def test_a_month_comes_with_its_first_correction_and_goes_with_its_last(
    site: Site, tmp_path: Path
) -> None:
    def build() -> set[str]:
        Builder(site.root / "site").build(Request(root=site.root, now=NOW))
        _, wanted = clean_build(Request(root=site.root, now=NOW), tmp_path / "clean")
        assert differences(listing(site.root / "site"), wanted) == []
        return {path.name for path in (site.root / "site/corrections").iterdir()}

    def correct(path: str, *dates: str) -> None:
        lines = "".join(f"  - {{date: {date}, text: Put right.}}\n" for date in dates)
        before = "points:" if path.startswith("themes") else "claims:"
        text = SITE[path]
        assert before in text
        site.write(path, text.replace(before, f"corrections:\n{lines}{before}") if dates else text)

    assert build() == {"index.html"}
    assert "months" not in site.page("corrections/")
    assert "No corrections so far." in site.page("corrections/")
    correct("content/articles/first.md", "2025-05-20", "2025-07-01")
    assert build() == {"index.html", "2025-05", "2025-07"}
    assert turns(site, "corrections/2025-07/") == ["prev corrections/2025-05"]
    correct("themes/venues.md", "2025-06-03")
    assert build() == {"index.html", "2025-05", "2025-06", "2025-07"}
    assert turns(site, "corrections/2025-07/") == ["prev corrections/2025-06"]
    correct("content/articles/first.md", "2025-07-01")
    assert build() == {"index.html", "2025-06", "2025-07"}
    assert turns(site, "corrections/2025-06/") == ["next corrections/2025-07"]
    site.replace("content/articles/first.md", "title:", "publish_at: 2027-01-01\ntitle:")
    assert build() == {"index.html", "2025-06"}
    assert turns(site, "corrections/2025-06/") == []
    correct("themes/venues.md")
    assert build() == {"index.html"}


# ---- which month ---------------------------------------------------------------------------------


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "America/Adak", "Asia/Kathmandu"])
@pytest.mark.parametrize("path", ["content/articles/first.md", "themes/truce.md"])
def test_a_correction_is_of_the_month_that_the_editor_wrote(
    site: Site, zone: str, path: str
) -> None:
    site.replace("content/site.yaml", "title:", f"timezone: {zone}\ntitle:")
    dates = {
        "Offset west.": "2025-05-31T23:30-11:00",
        "Offset east.": "2025-06-01T00:30+14:00",
        "Last minute.": "2025-05-31T23:59",
        "First minute.": "2025-06-01T00:00",
        "Last day.": "2025-05-31",
        "First day.": "2025-06-01",
    }
    lines = "".join(f"  - {{date: '{date}', text: {text}}}\n" for text, date in dates.items())
    before = "points:" if path.startswith("themes") else "claims:"
    site.replace(path, before, f"corrections:\n{lines}{before}").build()
    may = {"Offset west.", "Last minute.", "Last day."}
    assert set(listed(site, "corrections/2025-05/")) == may
    assert set(listed(site, "corrections/2025-06/")) == set(dates) - may
    assert set(listed(site, "corrections/")) == set(dates)
    assert [text[-13:] for text in months(site).values()] == ["3 corrections"] * 2


# ---- in which words ------------------------------------------------------------------------------

WORDS = {
    "en": (
        "Corrections",
        "Corrections, May 2025",
        "What we corrected in May 2025, newest first",
        "By month",
        ["June 2025 1 correction", "May 2025 2 corrections", "April 2025 5 corrections"],
        ["Earlier: April 2025", "Later: June 2025"],
        "No corrections so far.",
    ),
    "fr": (
        "Corrections",
        "Corrections, mai 2025",
        "Ce qui a été corrigé en mai 2025, du plus récent au plus ancien",
        "Par mois",
        ["juin 2025 1 correction", "mai 2025 2 corrections", "avril 2025 5 corrections"],
        ["Avant : avril 2025", "Après : juin 2025"],
        "Aucune correction pour l’instant.",
    ),
    "uk": (
        "Виправлення",
        "Виправлення, травень 2025",
        "Що виправлено, спершу найновіше: травень 2025",
        "За місяцями",
        [
            "червень 2025 1 виправлення",
            "травень 2025 2 виправлення",
            "квітень 2025 5 виправлень",
        ],
        ["Раніше: квітень 2025", "Пізніше: червень 2025"],
        "Виправлень поки що немає.",
    ),
}


@pytest.mark.parametrize("language", WORDS)
def test_it_is_in_the_words_of_the_site(site: Site, language: str) -> None:
    title, of_month, about_month, by_month, counts, beside, nothing = WORDS[language]
    site.replace("content/site.yaml", "title:", f"language: {language}\ntitle:").build()
    assert text_of(site, "corrections/", "//p[@class='none']") == [nothing]
    dates = ["2025-06-01", *("2025-05-02", "2025-05-03"), *(f"2025-04-0{n}" for n in range(1, 6))]
    lines = "".join(f"  - {{date: {date}, text: Text.}}\n" for date in dates)
    site.replace("themes/truce.md", "points:", f"corrections:\n{lines}points:").build()
    assert text_of(site, "corrections/", "//h1") == [title]
    assert text_of(site, "corrections/", "//h2[@id='months']") == [by_month]
    assert list(months(site).values()) == counts
    month = "corrections/2025-05/"
    assert text_of(site, month, "//title")[0].startswith(of_month)
    assert tree(site, month).xpath("//meta[@name='description']/@content") == [about_month]
    assert text_of(site, month, "//p[@class='kicker']") == [title]
    assert text_of(site, month, "//nav[@class='turn']/a") == beside
