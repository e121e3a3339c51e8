"""The lead of a theme: the first paragraph of its bottom line, whole, in whatever language."""

import pytest

from tests.conftest import Site

BOTTOM_LINE = "The two sides disagree on the order[@first#c1]. More is unknown."


@pytest.mark.case("6.8")
@pytest.mark.parametrize(
    "lead",
    [
        "Am 20. Mai 2025 sprach der Rat über die Dauer. Entschieden ist nichts.",
        "Gen. Ri of the 3rd U.S. army met Mr. Ko on 12. May nobody say it was in vain!",
        "За даними ген. штабу, о 12. 30 почалися переговори. Вони тривають.",
        "بدأت المحادثات يوم 20. ثم توقفت. ولم يتفق الطرفان.",
        "对话开始。然后停止。5月20日恢复。",
        "Cuộc đàm phán bắt đầu ngày 20.5. Chưa có kết quả.",
        "Ώρα 12. Οι συνομιλίες άρχισαν; Ναι.",
        "No end",
    ],
)
def test_home_and_description_show_the_first_paragraph_whole(site: Site, lead: str) -> None:
    site.replace("themes/truce.md", BOTTOM_LINE, f"{lead}\n\nA second paragraph.").build()
    assert f"<p>{lead}</p>" in site.page("")
    page = site.page("themes/truce/")
    assert f'<meta name="description" content="{lead}">' in page
    assert f'<meta property="og:description" content="{lead}">' in page


def test_the_lead_has_the_names_of_links_and_none_of_the_marks(site: Site) -> None:
    site.replace(
        "themes/truce.md",
        BOTTOM_LINE,
        "[[actor:north]] & *South* disagree [@first#c1], as [[first|one report]] says [@second].",
    ).build()
    assert "<p>North &amp; South disagree, as one report says.</p>" in site.page("")


def test_the_lead_comes_after_headings_and_before_takeaways(site: Site) -> None:
    line = "## Now\n\nNothing\nis settled.\n\n- One takeaway\n- Another"
    site.replace("themes/truce.md", BOTTOM_LINE, line).build()
    home = site.page("")
    assert "<p>Nothing is settled.</p>" in home
    assert "takeaway" not in home


def test_a_bottom_line_without_a_paragraph_has_no_lead(site: Site) -> None:
    site.replace("themes/truce.md", BOTTOM_LINE, "- One takeaway\n- Another").build()
    assert "takeaway" not in site.page("")
    description = '<meta name="description" content="Is there a truce? No truce yet.">'
    assert description in site.page("themes/truce/")


@pytest.mark.parametrize(
    "words", ["Waiting for word, and ", "वार्ता जारी है, ", "Переговори тривають. ", "انتهت الجولة. "]
)
def test_a_description_that_is_too_long_is_cut_between_words(site: Site, words: str) -> None:
    description = described(site, words * 20)
    assert len(description) <= 250
    kept = description.removesuffix("…")
    assert kept != description
    assert kept[-1] not in " .,"
    assert (words * 20).startswith(kept)
    assert (words * 20)[len(kept)] in " .,"


@pytest.mark.parametrize(("words", "cut"), [("谈判仍在继续。", "谈判仍在…"), ("กี่", "กี่…")])
def test_a_script_without_spaces_is_cut_between_letters_with_all_their_marks(
    site: Site, words: str, cut: str
) -> None:
    assert described(site, words * 200).endswith(cut)


def described(site: Site, lead: str) -> str:
    site.replace("themes/truce.md", BOTTOM_LINE, lead.strip()).build()
    page = site.page("themes/truce/")
    return page.partition('<meta name="description" content="')[2].partition('"')[0]
