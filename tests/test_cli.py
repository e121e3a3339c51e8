"""The command line: exit codes, formats, and nothing that an editor cannot read."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from generator.prepare import workshop
from tests.conftest import Site


@pytest.fixture
def wrong(site: Site) -> Site:
    """A site with one error and one warning."""
    site.replace("content/articles/second.md", "title:", "draft: true\ntitle:")
    site.replace("themes/truce.md", "[@first#c1]", "[@first#c9][@second]")
    return site


def test_problems_are_written_for_people(wrong: Site) -> None:
    outcome = wrong.run("check")
    assert outcome.exit_code == 1
    assert (
        outcome.err
        == """\
themes/truce.md:14:36: error: the article 'first' has no claim 'c9' [unknown-claim]
   14 | The two sides disagree on the order[@first#c9][@second]. More is unknown.
      |                                    ^^^^^^^^^^^
1 error; links are followed once these are mended
"""
    )


def test_problems_are_written_for_programs(wrong: Site) -> None:
    (problem,) = json.loads(wrong.run("check", "--format", "json").out)
    assert problem == {
        "file": "themes/truce.md",
        "line": 14,
        "column": 36,
        "length": 11,
        "severity": "error",
        "code": "unknown-claim",
        "message": "the article 'first' has no claim 'c9'",
    }


def test_problems_are_written_for_pull_requests(wrong: Site) -> None:
    assert wrong.run("check", "--format", "github").out.splitlines()[0] == (
        "::error file=themes/truce.md,line=14,col=36,title=unknown-claim::"
        "the article 'first' has no claim 'c9'"
    )


def test_warnings_alone_stop_nothing(wrong: Site) -> None:
    wrong.replace("themes/truce.md", "#c9", "#c1")
    for command in ("check", "build"):
        outcome = wrong.run(command)
        assert (outcome.exit_code, "warning:" in outcome.err) == (0, True)


def test_a_broken_link_is_found_where_it_is_written(site: Site) -> None:
    site.write(
        "content/pages/about.md",
        "---\ntitle: About\n---\nSee [this](/themes/truce/#point-lenth) and [that](/nowhere/).\n",
    )
    assert site.run("build").exit_code == 0
    outcome = site.run("check", "--base-url", "https://example.org/repo/")
    assert outcome.exit_code == 1
    first, second = [line for line in outcome.err.splitlines() if "[broken-link]" in line]
    assert first.startswith("content/pages/about.md:4:12: error: the link '/themes/truce/#point-l")
    assert second.startswith("content/pages/about.md:4:51: error: the link '/nowhere/' on the page")


def test_a_check_writes_nothing(site: Site) -> None:
    before = sorted(site.root.rglob("*"))
    site.run("check")
    assert sorted(site.root.rglob("*")) == before


def test_wrong_usage_has_an_exit_code_of_its_own(site: Site) -> None:
    assert site.run("build", "--base-url", "brief.example").exit_code == 2
    assert site.run("build", "--now", "tomorrow").exit_code == 2
    assert site.run("build", "--nonsense").exit_code == 2
    assert site.run("build", "--output", "").exit_code == 2


def test_a_folder_that_is_no_site_is_named_and_left_alone(tmp_path: Path) -> None:
    outcome = Site(tmp_path).run("build")
    assert outcome.exit_code == 1
    assert f"there is no such file in {tmp_path}; a site needs it" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_one_mistake_that_causes_many_problems_leaves_the_cause_in_sight(site: Site) -> None:
    many = "".join(f"Word[@missing-{number}]. " for number in range(50))
    site.write("content/pages/many.md", f"---\ntitle: Many\n---\n{many}\n")
    outcome = site.run("build")
    assert outcome.err.count("unknown article") == 20
    assert "… and 30 more; briefing check shows all" in outcome.err
    assert site.run("check").err.count("unknown article") == 50
    # Of a long line, what stands around the place is shown, with the caret below it.
    shown = [line for line in outcome.err.splitlines() if line.startswith(("    4 | ", "      | "))]
    for text, caret in zip(shown[::2], shown[1::2], strict=True):
        assert len(text) <= 104
        at = slice(caret.index("^"), caret.rindex("^") + 1)
        assert text[at].startswith("[@missing-")


def test_quiet_says_nothing_when_all_is_well(site: Site) -> None:
    for command in ("build", "check"):
        outcome = site.run(command, "--quiet")
        assert (outcome.out, outcome.err) == ("", "")


def test_a_fault_of_the_generator_itself_is_told_without_a_traceback(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by accident")

    monkeypatch.setattr(workshop, "find", fail)
    outcome = site.run("build")
    assert outcome.exit_code == 1
    assert "the generator itself failed: ZeroDivisionError: by accident" in outcome.err
    assert "Traceback" not in outcome.err


def test_ctrl_c_ends_a_build_at_once_and_without_a_traceback(site: Site) -> None:
    for number in range(400):
        text = (
            f"---\ntitle: A {number}\nsource: herald\npublished: 2025-05-15\nthemes: [truce]\n---\n"
        )
        site.write(f"content/articles/n{number}.md", text + "Words of it.\n\n" * 200)
    slow = "{% for _ in range(30000) %}{% endfor %}"  # so that there is time to stop it
    rail = "{% block rail %}" + slow + "{% endblock %}"
    site.write("templates/article.html", '{% extends "default/article.html" %}' + rail)
    command = [
        sys.executable,
        "-m",
        "generator",
        "build",
        "--no-search",
        "--root",
        str(site.root),
        "--jobs",
        "2",
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    )
    while not (site.root / ".site.briefing-stage").exists():  # it is about to write
        assert process.poll() is None
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=10)
    assert "Traceback" not in err
    assert process.returncode in (130, 1)
    assert not (site.root / "site/index.html").exists()
    site.build()
