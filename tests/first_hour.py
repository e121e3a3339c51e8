"""The first hour of a new editor: from nothing to a site that could be published.

It is the one that the handbook tells (`content/README.md`), with a report of its own.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.conftest import Outcome

Run = Callable[..., Outcome]
"""Runs `briefing` with arguments, in the folder given first."""

NOW = ("--now", "2025-05-20T12:00")
REPORT = """\
Ferry to cross for two crowns

Published 19 May 2025

The ferry will cost two crowns, the council of Harbour Town said.

“Nobody will pay more than two crowns,” the council said.
"""
CLAIMS = """\
claims:
  - text: "A crossing will cost two crowns."
    point: price
    kind: statement
    by: [harbour-council]
    on: 2025-05-19
    value: 2 crowns
    quote: "Everybody will pay two crowns"
---
The council of Harbour Town has a price: “Nobody will pay more than two crowns”.
"""
ADDRESS = "https://river-brief.github.io/"
ARTICLE = "content/articles/2025-05-19-ferry-to-cross-for-two-crowns.md"


def first_hour(run: Run, folder: Path) -> Path:
    """Live through the hour in a folder, by `run`, and return the site that was made."""
    site = folder / "river"
    begun = run(folder, "init", "river", "--yes", "--base-url", ADDRESS, *NOW)
    expect(begun, "made a site in river")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    added = run(site, "add", "../report.txt", "--source", "hill-radio", *NOW)
    expect(added, f"{ARTICLE}: a draft of “Ferry to cross for two crowns”", "themes: ferry")
    expect(run(site, "check", "--drafts", *NOW), "1 warning", "[example-content]")
    two_problems_and_their_mending(run, site)
    review(run, site)
    due = run(site, "status", "--strict", "--archive", "archive", *NOW)
    expect(due, "fare: 3 claims from one source: Hill Radio", "weak evidence")
    publish(run, site)
    return site


def two_problems_and_their_mending(run: Run, site: Path) -> None:
    """Write claims and a digest in place of what was proposed, with two mistakes, and mend them."""
    file = site / ARTICLE
    proposed = file.read_text(encoding="utf-8").partition("claims:\n")[0]
    kept = proposed.replace("draft: true\n", "").replace("publish: excerpt\n", "")
    file.write_text(kept + CLAIMS, encoding="utf-8")
    told = run(site, "check", *NOW)
    assert told.exit_code == 1
    assert "the theme 'ferry' has no point 'price'; it has landing, fare, start" in told.err
    assert "[unknown-point]" in told.err
    mend(file, "point: price", "point: fare")
    told = run(site, "check", "--archive", "archive", *NOW)
    assert told.exit_code == 1
    assert "[quote-not-in-evidence]" in told.err
    mend(file, "Everybody will pay two crowns", "Nobody will pay more than two crowns")
    expect(run(site, "check", "--archive", "archive", *NOW), "1 warning")


def review(run: Run, site: Path) -> None:
    """Say anew where the theme stands, as the report makes two sides agree."""
    status = ("--text", "A ferry is agreed, for two crowns.", "--since", "2025-05-19")
    dates = ("--review-by", "2025-06-02")
    told = run(site, "review", "ferry", "--yes", *status, *dates, *NOW)
    expect(told, "Fare: The sides disagree → The sides agree", "themes/ferry.md was written")


def publish(run: Run, site: Path) -> None:
    """Build the site, and see what publishing it to a repository of one's own would do."""
    for call in (
        ("init", "--quiet", "--bare", "../published.git"),
        ("init", "--quiet", "--initial-branch", "main"),
        ("remote", "add", "origin", "../published.git"),
        ("add", "."),
        (*("-c", "user.name=E", "-c", "user.email=e@example.org"), "commit", "-qm", "Begin"),
    ):
        subprocess.run(["git", *call], cwd=site, check=True, capture_output=True)
    expect(run(site, "build", "--no-search", *NOW), "files written")
    page = (site / "site/themes/ferry/index.html").read_text(encoding="utf-8")
    assert "A ferry is agreed, for two crowns." in page
    told = run(site, "publish", "--dry-run", "--no-search", *NOW)
    expect(told, "[example-content]", "files would be added", "nothing was published")


def mend(file: Path, wrong: str, right: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert wrong in text
    file.write_text(text.replace(wrong, right), encoding="utf-8")


def expect(outcome: Outcome, *words: str) -> None:
    told = outcome.out + outcome.err
    assert outcome.exit_code == 0, told
    for some in words:
        assert some in told
