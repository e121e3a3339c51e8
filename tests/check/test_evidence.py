"""Quotations against the sources' own texts, which are kept in an archive and not published."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import Site
from tests.examples import EXAMPLES, copied

SESSION = "content/articles/2025-05-20-river-mail-session.md"


@pytest.fixture
def river(tmp_path: Path) -> Site:
    """A site, and beside it its archive; one report has no text there."""
    shutil.copytree(EXAMPLES / "river" / "archive", tmp_path / "archive")
    return copied("river", tmp_path / "river")


def archive(site: Site) -> Path:
    return site.root.parent / "archive"


def problems(site: Site) -> list[str]:
    """Check the site against its archive, expecting errors; return the first line of each."""
    outcome = site.run("check", "--archive", str(archive(site)))
    assert outcome.exit_code == 1
    return [line for line in outcome.err.splitlines() if ": error: " in line]


def test_every_quotation_stands_in_the_original_texts(river: Site) -> None:
    outcome = river.run("check", "--archive", str(archive(river)))
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert (
        "39 quotations checked against the evidence of 4 articles; 1 article without evidence, "
        "4 unchecked\n" in outcome.out
    )


@pytest.mark.parametrize(
    ("old", "new"), [("closed-door session", "closed-room session"), ("frank and", "Frank and")]
)
def test_a_changed_word_in_a_quotation_is_found_at_its_place(
    river: Site, old: str, new: str
) -> None:
    # In the claim and in the text alike, so that only the archive can tell.
    river.replace(SESSION, old, new)
    (problem,) = problems(river)
    file, line, _ = problem.split(":", 2)
    assert file == SESSION
    assert new in (river.root / SESSION).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert problem.endswith("[quote-not-in-evidence]")


def test_words_that_only_the_text_of_an_article_quotes_are_looked_up_too(river: Site) -> None:
    river.replace(SESSION, "for travellers and loads", "for “travellers of all sorts”")
    (problem,) = problems(river)
    assert "“travellers of all sorts” is not in the evidence, river-mail" in problem


def test_a_theme_may_quote_any_of_its_reports_and_nothing_else(river: Site) -> None:
    note = 'note: "The one estimate is from South’s side."'
    river.replace("themes/ferry.md", note, 'note: "“A date in autumn”, we hear."')
    (problem,) = problems(river)
    assert problem.startswith("themes/ferry.md:")
    assert "river-mail-session.txt" in problem
    assert "evening-news-gates.txt" in problem


def test_a_text_that_is_not_in_the_archive_is_told(river: Site) -> None:
    (archive(river) / "river-mail-session.txt").unlink()
    problem = next(line for line in problems(river) if line.startswith(SESSION))
    assert "river-mail-session.txt cannot be read: No such file or directory" in problem
    assert problem.endswith("[no-evidence]")
