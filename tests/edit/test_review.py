"""`briefing review`: what came on a theme, and its status brought up to date."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.changes.conftest import FIRST, files_of
from tests.conftest import Outcome, Site
from tests.work import parsed_from_now_on

THEME = "themes/truce.md"
NEWS = """\
---
title: A third report
source: wire
published: 2025-05-22
themes: [truce]
claims:
  - text: North now wants sixty days.
    point: length
    kind: demand
    by: [envoy]
    on: 2025-05-21
    value: 60 days
  - text: Both sides met.
    kind: event
---
They met.
"""
NOW = ("--now", "2025-05-27T23:30")


def answer(site: Site, *answers: str) -> Outcome:
    """Review the theme, and type so many answers, each with Enter."""
    call = ["review", "--root", str(site.root), "truce", *NOW]
    result = CliRunner().invoke(main, call, input="".join(f"{one}\n" for one in answers))
    return Outcome(result.exit_code, result.stdout, result.stderr)


def theme_of(site: Site) -> str:
    return (site.root / THEME).read_bytes().decode()


def test_what_came_is_shown_with_the_points_whose_state_changed(site: Site) -> None:
    site.write("content/articles/third.md", NEWS)
    shown = answer(site).out
    assert shown.startswith("""\
Truce: Is there a truce?

Since 2025-05-20: 1 report, 2 claims
  2025-05-22  wire: A third report  (content/articles/third.md)
    - Length: North now wants sixty days. [envoy] = 60 days
    - Both sides met.

Points whose state changed:
  Length: The sides disagree → The sides agree

Now: open: No truce yet.
     as of 2025-05-20

""")


def test_articles_that_the_last_build_knows_are_not_parsed_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = ("review", "truce", "--text", "A truce is near.", "--yes", *NOW)
    files = {path: (site.root / path).read_bytes() for path in (THEME, FIRST)}
    without = site.run(*call)
    site.write(THEME, files[THEME])
    site.build()
    site.replace(FIRST, "thirty", "forty")
    kept = files_of(site.root / ".briefing")
    parsed = parsed_from_now_on(monkeypatch)
    assert site.run(*call).out == without.out.replace("thirty", "forty")
    assert parsed == [FIRST]
    assert files_of(site.root / ".briefing") == kept
    site.replace(FIRST, "truce", "truces")
    assert "put these errors right first" in site.run(*call).err


def test_the_first_review_of_a_theme_shows_all_its_reports_and_keeps_no_former_status(
    site: Site,
) -> None:
    site.replace(THEME, "No truce yet.", "…").replace(
        THEME, "as_of: 2025-05-20", "as_of: 2025-05-27"
    )
    answers = ("", "A truce is near.", "", "", "", "", "n", "y")
    outcome = answer(site, *answers)
    assert outcome.exit_code == 0, outcome.err
    assert "So far, as this is its first review: 2 reports, 2 claims\n" in outcome.out
    assert "First report" in outcome.out
    assert "Length: no claims → The sides disagree" in outcome.out
    assert "write where the theme stands, in one sentence" in outcome.out + outcome.err
    assert "text: A truce is near." in theme_of(site)
    assert "history" not in theme_of(site)
    assert "No report" not in outcome.out
    assert "Since 2025-05-27: no report" in answer(site).out


def test_what_newer_reports_superseded_counts_for_the_state_before(site: Site) -> None:
    site.write("content/articles/third.md", NEWS)
    site.replace(
        "content/articles/second.md",
        "value: 60 days",
        "value: 60 days\n    superseded_by: third#c1",
    )
    assert "Length: The sides disagree → Only one side heard" in answer(site).out


def test_a_report_that_was_updated_is_no_new_one(site: Site) -> None:
    site.replace("content/articles/first.md", "themes:", "updated: 2025-05-23\nthemes:")
    shown = answer(site).out
    assert "Since 2025-05-20: 1 report, 1 claim\n  2025-05-15, updated 2025-05-23  herald" in shown
    assert "Points whose state changed" not in shown


def test_enter_keeps_everything_but_the_day(site: Site) -> None:
    before = theme_of(site)
    outcome = answer(site, "", "", "", "", "", "", "y")
    assert outcome.exit_code == 0, outcome.out
    assert theme_of(site) == before.replace("as_of: 2025-05-20", "as_of: 2025-05-27")


def test_today_is_that_of_the_site(site: Site) -> None:
    site.replace("content/site.yaml", "title:", "timezone: Asia/Tokyo\ntitle:")
    site.run("review", "truce", "--yes", *NOW)
    assert "as_of: 2025-05-28" in theme_of(site)


def test_a_status_that_changes_is_kept_and_one_that_stays_is_not(site: Site) -> None:
    outcome = answer(site, "They signed.", "settled", "", "2025-05-26", "2025-06-30", "", "")
    assert outcome.exit_code == 0
    assert """\
status:
  text: They signed.
  state: settled
  since: 2025-05-26
  history:
    - date: 2025-05-20
      text: "No truce yet."
      state: open
as_of: 2025-05-27
review_by: 2025-06-30
points:
""" in theme_of(site)
    site.run("review", "truce", "--state", "stalled", "--yes", *NOW)
    assert """\
  state: stalled
  since: 2025-05-27
  history:
    - date: 2025-05-26
      text: "They signed."
      state: settled
    - date: 2025-05-20
""" in theme_of(site)
    site.build("--now", "2025-05-28")
    assert "They signed." in site.page("themes/truce/")


def test_a_wording_may_be_mended_without_a_trace(site: Site) -> None:
    site.run("review", "truce", "--text", "No truce so far", "--no-history", "--yes", *NOW)
    assert "history" not in theme_of(site)


def test_everything_can_be_said_by_options(site: Site, tmp_path: Path) -> None:
    line = tmp_path / "line.md"
    line.write_text("It is agreed[@first#c1].\n", encoding="utf-8")
    # An editor's own way of writing stays.
    text = theme_of(site).replace("open", "'open' # still")
    site.write(THEME, "\ufeff" + text.replace("\n", "\r\n"))
    options = ("--text", "Agreed.", "--state", "settled", "--since", "2025-05", "--as-of")
    more = ("2025-05-26", "--review-by", "2025-07-01", "--bottom-line", str(line), "--yes")
    outcome = site.run("review", "truce", *options, *more, *NOW)
    assert outcome.exit_code == 0, outcome.err
    assert outcome.out.endswith("themes/truce.md was written\n")
    after = theme_of(site)
    assert after.startswith("\ufeff---\r\ntitle: Truce\r\n")
    assert "state: 'settled' # still\r\n  since: 2025-05\r\n" in after
    assert after.endswith("\r\n---\r\nIt is agreed[@first#c1].\r\n")
    assert "\n" not in after.replace("\r\n", "")


@pytest.mark.skipif(os.name == "nt", reason="the editor is a shell script")
def test_the_bottom_line_is_written_in_an_editor_again_until_it_is_right(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    # First it adds a citation of what there is not, then it mends it.
    editor.write_text(
        '#!/bin/sh\nif grep -q nobody "$1"; then sed -i.old s/nobody/second/ "$1"\n'
        'else echo "More[@nobody]." >> "$1"; fi\n'
    )
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("EDITOR", str(editor))
    outcome = answer(site, "", "", "", "", "", "y", "y", "y")
    assert outcome.exit_code == 0, outcome.err
    assert "unknown article 'nobody'" in outcome.err
    assert theme_of(site).endswith("More is unknown.\nMore[@second].\n")


def test_what_would_be_wrong_is_told_and_not_written(site: Site, tmp_path: Path) -> None:
    line = tmp_path / "line.md"
    line.write_text("It is agreed[@fist#c1].\n", encoding="utf-8")
    before = theme_of(site)
    outcome = site.run("review", "truce", "--bottom-line", str(line), "--yes", *NOW)
    assert outcome.exit_code == 1
    assert "themes/truce.md:14:13: error: unknown article 'fist'; did you mean" in outcome.err
    assert outcome.err.endswith("the site would have these errors; nothing was written\n")
    assert theme_of(site) == before


@pytest.mark.parametrize("answers", [(), ("New.", "open"), ("New.", "open", "", "", "", "", "n")])
def test_whoever_stops_leaves_everything_as_it_was(site: Site, answers: tuple[str, ...]) -> None:
    before = theme_of(site)
    outcome = answer(site, *answers)
    assert outcome.exit_code == 130
    assert outcome.err.endswith("nothing was written\n")
    assert theme_of(site) == before


def test_an_answer_that_cannot_be_is_asked_for_again(site: Site) -> None:
    outcome = answer(site, " ", "", "closed", "", "27 May", "2025-05-26", "", "", "", "")
    assert outcome.exit_code == 0
    assert "it is empty; a theme needs a status of one sentence" in outcome.out
    assert "'closed' is not one of" in outcome.out
    assert "'27 May'" in outcome.out
    assert "as_of: 2025-05-26" in theme_of(site)


def test_an_unlikely_date_is_a_warning_before_it_is_written(site: Site) -> None:
    outcome = site.run("review", "truce", "--review-by", "2025-05-01", "--yes", *NOW)
    assert "warning: " in outcome.err
    assert "review_by: 2025-05-01" in theme_of(site)


def test_the_next_review_is_as_far_away_as_the_last_one_was(site: Site) -> None:
    site.replace(THEME, "as_of: 2025-05-20", "as_of: 2025-05-20\nreview_by: 2025-05-25")
    site.run("review", "truce", "--yes", *NOW)
    assert "review_by: 2025-06-01" in theme_of(site)
    site.run("review", "truce", "--yes", "--as-of", "2025-05-29")
    assert "review_by: 2025-06-01" in theme_of(site)


def test_a_theme_that_is_not_there_and_a_site_with_errors_are_told(site: Site) -> None:
    assert site.run("review", "turce").err == (
        "Error: there is no theme 'turce'; did you mean 'truce'?\n"
    )
    site.replace("content/articles/first.md", "source: herald", "source: harald")
    outcome = site.run("review", "truce")
    assert outcome.exit_code == 1
    assert "unknown source 'harald'" in outcome.err
    assert outcome.err.endswith("until then, nobody can work out what came\n")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty; a briefing needs a bottom line"),
        (b"\xef\xbb\xbf \r\n", "is empty; a briefing needs a bottom line"),
        (b"Tr\xeave.", "is not in UTF-8, so letters would be lost; save it as UTF-8"),
    ],
)
def test_a_file_that_is_no_bottom_line_is_refused(site: Site, data: bytes, message: str) -> None:
    before = theme_of(site)
    file = site.write("line.md", data).root / "line.md"
    outcome = site.run("review", "truce", "--yes", "--bottom-line", str(file), *NOW)
    assert outcome.exit_code == 2
    assert outcome.err.endswith(f"{message}\n")
    assert theme_of(site) == before


def test_a_byte_order_mark_of_the_file_stays_out_of_the_bottom_line(site: Site) -> None:
    file = site.write("line.md", b"\xef\xbb\xbfNothing moves.\r\n").root / "line.md"
    outcome = site.run("review", "truce", "--yes", "--bottom-line", str(file), *NOW)
    assert outcome.exit_code == 0, outcome.err
    assert theme_of(site).endswith("---\nNothing moves.\n")


def test_a_status_in_several_lines_becomes_one(site: Site) -> None:
    outcome = site.run("review", "truce", "--yes", "--text", "A truce\n  holds.", *NOW)
    assert outcome.exit_code == 0
    assert "A truce holds." in theme_of(site)
    assert outcome.err == ""
