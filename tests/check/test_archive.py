"""Quotations against the evidence, as an editor is told of them."""

from pathlib import Path

import pytest

from tests.conftest import Site
from tests.images import grey_png
from tests.prose.languages import LANGUAGES

FIRST = "content/articles/first.md"
QUOTED = "North asked for “thirty days\nof silence”."


@pytest.fixture
def archive(site: Site, tmp_path: Path) -> Path:
    """An archive folder, still empty, that the first article names a file of."""
    folder = tmp_path / "archive"
    folder.mkdir()
    site.replace(FIRST, "published:", "evidence: herald.txt\npublished:")
    return folder


def test_a_quotation_in_the_evidence_is_counted(site: Site, archive: Path) -> None:
    (archive / "herald.txt").write_text(QUOTED, encoding="utf-8")
    outcome = site.run("check", "--archive", str(archive))
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert outcome.out.startswith(
        "content/articles/first.md: 1 quotation\n"
        "content/articles/second.md: 0 quotations\n"
        "themes/truce.md: 0 quotations\n"
        "themes/venues.md: 0 quotations\n"
        "1 quotation checked against the evidence of 1 article; 1 article without evidence\n"
    )


def test_where_there_is_no_evidence_check_and_status_count_alike(
    site: Site, tmp_path: Path
) -> None:
    site.replace(FIRST, "North wants thirty days.", "North wants “thirty days”.")
    outcome = site.run("check", "--archive", str(tmp_path))
    assert (outcome.exit_code, outcome.err) == (0, "")
    nowhere = "and no 'evidence' to look them up in\n"
    assert f"{FIRST}: 2 quotations (1 of claims), {nowhere}" in outcome.out
    assert "0 quotations checked against the evidence of 0 articles" in outcome.out
    assert "; 2 articles without evidence, 2 unchecked\n" in outcome.out
    assert f"{FIRST}:1  1 quotation of claims, {nowhere}" in site.run("status").out


def test_one_that_is_not_is_an_error_at_its_claim(site: Site, archive: Path) -> None:
    (archive / "herald.txt").write_text("North asked for a month of silence.", encoding="utf-8")
    outcome = site.run("check", "--archive", str(archive))
    assert outcome.exit_code == 1
    assert outcome.err.startswith(
        f"{FIRST}:14:12: error: “thirty days of silence” is not in the evidence, herald.txt; "
        "quote it word for word: the nearest passage is “[a month] of silence” "
        "(yours has [thirty days]) [quote-not-in-evidence]\n"
    )


def test_one_that_cuts_a_word_of_the_evidence_is_told_so(site: Site, archive: Path) -> None:
    (archive / "herald.txt").write_text("They want thirty days of silences.", encoding="utf-8")
    outcome = site.run("check", "--archive", str(archive))
    assert outcome.err.startswith(
        f"{FIRST}:14:12: error: “thirty days of silence” cuts a word in two: the evidence, "
        "herald.txt, has “thirty days of silence[s]”; quote whole words [quote-not-in-evidence]\n"
    )


def test_what_the_glossary_quotes_is_in_some_evidence(site: Site, archive: Path) -> None:
    (archive / "herald.txt").write_text(QUOTED, encoding="utf-8")
    meaning = "The “days of silence”, or “weeks of silence”."
    site.write("content/glossary.yaml", f"truce: {{term: Truce, meaning: '{meaning}'}}\n")
    outcome = site.run("check", "--archive", str(archive))
    assert "content/glossary.yaml: 2 quotations\n" in outcome.out
    (error,) = [line for line in outcome.err.splitlines() if "quote-not-in-evidence" in line]
    assert error.startswith("content/glossary.yaml:1:")
    assert "“weeks of silence”" in error


def test_an_article_that_quotes_nothing_is_told_with_its_0(site: Site, archive: Path) -> None:
    (archive / "herald.txt").write_text(QUOTED, encoding="utf-8")
    site.replace(FIRST, "    quote: thirty days of silence\n", "")
    site.replace(FIRST, "“thirty days of silence”", "silence")
    outcome = site.run("check", "--archive", str(archive))
    assert outcome.out.startswith(f"{FIRST}: 0 quotations\n")


@pytest.mark.case("2.5")
def test_what_was_never_said_is_found_in_every_language(site: Site, archive: Path) -> None:
    said = "\n\n".join(language.said for language in LANGUAGES.values())
    (archive / "herald.txt").write_text(f"{QUOTED}\n\n{said}", encoding="utf-8")
    with (site.root / FIRST).open("a", encoding="utf-8") as article:
        for language in LANGUAGES.values():
            article.write(f"\n{language.quoting.replace('…', language.said)}\n")
            article.write(f"\n{language.nested.replace('…', language.said)}\n")
    outcome = site.run("check", "--archive", str(archive))
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"{FIRST}: {1 + len(LANGUAGES)} quotations\n")
    lines = (site.root / FIRST).read_text(encoding="utf-8").splitlines()
    expected = set[str]()
    for said, never_said, quoting, _ in LANGUAGES.values():
        number = lines.index(quoting.replace("…", said))
        lines[number] = quoting.replace("…", never_said)
        place = f"{FIRST}:{number + 1}:{quoting.index('…') + 1}"
        expected.add(f"{place}: error: “{never_said}” is not in the evidence, herald.txt")
    site.write(FIRST, "\n".join(lines))
    outcome = site.run("check", "--archive", str(archive))
    told = {line.split(";")[0] for line in outcome.err.splitlines() if line.startswith(FIRST)}
    assert told == expected


def test_a_quotation_within_a_false_one_is_no_second_mistake(site: Site, archive: Path) -> None:
    (archive / "herald.txt").write_text(QUOTED, encoding="utf-8")
    site.replace(FIRST, "on Wednesday", "and said: “We never said ‘peace’ to them.”")
    outcome = site.run("check", "--archive", str(archive))
    assert outcome.err.count("error:") == 1
    assert "“We never said ‘peace’ to them” is not in the evidence" in outcome.err


@pytest.mark.parametrize("key", ["title: ", "text: ", "value: "])
def test_what_front_matter_quotes_is_looked_up_too(site: Site, archive: Path, key: str) -> None:
    (archive / "herald.txt").write_text(QUOTED, encoding="utf-8")
    text = (site.root / FIRST).read_text(encoding="utf-8")
    start = text.index(key) + len(key)
    value = text[start : text.index("\n", start)]
    site.write(FIRST, text.replace(value, f"{value} «as invented»", 1))
    outcome = site.run("check", "--archive", str(archive))
    assert outcome.err.count("error:") == 1
    line = text[:start].count("\n") + 1
    column = start - text.rfind("\n", 0, start) + len(value) + 2
    assert outcome.err.startswith(f"{FIRST}:{line}:{column}: error: “as invented” is not in")


def test_what_describes_an_image_is_looked_up_and_corrections_are_not(
    site: Site, archive: Path
) -> None:
    (archive / "herald.txt").write_text(QUOTED, encoding="utf-8")
    site.write("content/media/map.png", grey_png(2, 1))
    corrections = "corrections:\n  - date: 2025-05-20\n    text: It said “forty days”.\n"
    site.replace(FIRST, "published:", f"{corrections}published:")
    with (site.root / FIRST).open("a", encoding="utf-8") as article:
        article.write("\n![The map of ‘forever’](map.png)\n")
    outcome = site.run("check", "--archive", str(archive))
    assert outcome.err.count("error:") == 1
    assert ":15: error: “forever” is not in the evidence" in outcome.err


@pytest.mark.case("2.5")
@pytest.mark.parametrize(
    ("body", "column", "beginning"),
    [
        ("They said “never at all.", 12, "never at all."),
        ("Сказали: «ніколи за жодних умов так\n\nніколи»", 11, "ніколи за жодних умов так"),
        ("他们说：「永远不会", 6, "永远不会"),
        ('They said "never', 12, "never"),
        ("„Ja“, sagten sie, „niemals", 20, "niemals"),
    ],
)
def test_a_quotation_without_its_end_is_told_as_it_was_not_looked_up(
    site: Site, archive: Path, body: str, column: int, beginning: str
) -> None:
    (archive / "herald.txt").write_text(f"{QUOTED} „Ja“", encoding="utf-8")
    with (site.root / FIRST).open("a", encoding="utf-8") as article:
        article.write(f"\n{body}\n")
    outcome = site.run("check", "--archive", str(archive))
    assert outcome.exit_code == 0
    (told,) = [line for line in outcome.err.splitlines() if line.startswith(FIRST)]
    assert told == (
        f"{FIRST}:18:{column}: warning: the quotation that begins with “{beginning}” has no "
        "closing mark, so it was not looked up; close it, or open it again in each paragraph "
        "[open-quotation]"
    )


def test_a_quotation_of_several_paragraphs_has_its_end(site: Site, archive: Path) -> None:
    said = "We want peace.\n\nWe want it now."
    (archive / "herald.txt").write_text(f"{QUOTED}\n\n{said}", encoding="utf-8")
    with (site.root / FIRST).open("a", encoding="utf-8") as article:
        article.write(
            '\n“We want peace.\n\n“We want it now.”\n\nThe soldiers’ 5" guns, ’tis said.\n'
        )
    assert site.run("check", "--archive", str(archive)).err == ""


@pytest.mark.parametrize(
    ("body", "original"),
    [
        ("They call it a “ceasefire agreement”.", "A cease-\nfire agree-\n  ment was made."),
        ("They call it “non-binding”.", "It is non-\nbinding."),
        ("They call it “a final offer”.", "It is a ﬁnal oﬀer\u00ad."),
        ("他们要求“无条件停火”。", "他们要求无条件\n停火。"),
        ("Они хотят «перемир’я».", "Вони хочуть перемир'я."),
        ("They said “it’s *over* for\ngood”.", "It is said: ‘it's over for good’"),
    ],
)
def test_the_typesetting_of_the_evidence_does_not_count(
    site: Site, archive: Path, body: str, original: str
) -> None:
    (archive / "herald.txt").write_text(f"{QUOTED}\n\n{original}", encoding="utf-8")
    with (site.root / FIRST).open("a", encoding="utf-8") as article:
        article.write(f"\n{body}\n")
    outcome = site.run("check", "--archive", str(archive))
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"{FIRST}: 2 quotations\n")


@pytest.mark.parametrize(
    ("body", "column"),
    [
        ("x “**not** said\nby *any* one”", 6),
        ("要求“永远\n不会”", 4),
        ("> a\n> «never\n> said»", 4),
        ("x “[**not** said](https://example.org/a) by any one”", 7),
        ("“**not** said[@second] by any one”", 4),
    ],
)
def test_markup_and_line_breaks_do_not_hide_the_place(
    site: Site, archive: Path, body: str, column: int
) -> None:
    (archive / "herald.txt").write_text(QUOTED, encoding="utf-8")
    with (site.root / FIRST).open("a", encoding="utf-8") as article:
        article.write(f"\n{body}\n")
    lines = (site.root / FIRST).read_text(encoding="utf-8").splitlines()
    line = next(
        at
        for at, text in enumerate(lines, 1)
        if "not**" in text or "never" in text or "永远" in text
    )
    outcome = site.run("check", "--archive", str(archive))
    assert outcome.err.startswith(f"{FIRST}:{line}:{column}: error: ")


def test_evidence_that_is_missing_is_an_error_where_it_is_named(site: Site, archive: Path) -> None:
    outcome = site.run("check", "--archive", str(archive))
    assert outcome.exit_code == 1
    assert outcome.err.startswith(
        f"{FIRST}:4:11: error: the evidence {archive / 'herald.txt'} cannot be read: No such file "
        "or directory; put the text there, or correct the name [no-evidence]\n"
    )
