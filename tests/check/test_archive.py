"""Quotations against the evidence, as an editor is told of them."""

from pathlib import Path

import pytest

from tests.conftest import Site

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
    assert "\n1 quotation checked against the evidence of 1 article; " in outcome.out


def test_one_that_is_not_is_an_error_at_its_claim(site: Site, archive: Path) -> None:
    (archive / "herald.txt").write_text("North asked for a month of silence.", encoding="utf-8")
    outcome = site.run("check", "--archive", str(archive))
    assert outcome.exit_code == 1
    assert outcome.err.startswith(
        f"{FIRST}:14:12: error: “thirty days of silence” is not in the evidence, herald.txt; "
        "quote it word for word [quote-not-in-evidence]\n"
    )


def test_evidence_that_is_missing_is_an_error_where_it_is_named(site: Site, archive: Path) -> None:
    outcome = site.run("check", "--archive", str(archive))
    assert outcome.exit_code == 1
    assert outcome.err.startswith(
        f"{FIRST}:4:11: error: the evidence {archive / 'herald.txt'} cannot be read: No such file "
        "or directory; put the text there, or correct the name [no-evidence]\n"
    )
