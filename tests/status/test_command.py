"""The command `status`: what it prints, how it exits, what it leaves alone."""

from __future__ import annotations

import json
import os

from generator.status.debt import Group, Kind
from tests.conftest import Site
from tests.guard import ROOT

NOW = ("--now", "2025-06-01")
TRUCE = "themes/truce.md"


def overdue(site: Site) -> Site:
    return site.replace(TRUCE, "as_of: 2025-05-20\n", "as_of: 2025-05-20\nreview_by: 2025-05-30\n")


def test_debts_stand_below_what_is_to_be_done_next_and_numbers_at_the_end(site: Site) -> None:
    outcome = overdue(site).run("status", *NOW)
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert (
        outcome.out
        == """\
Overdue
  truce
    themes/truce.md:8  review was due 2025-05-30

Weak evidence
  truce
    themes/truce.md:12           order: no claim answers it
    content/articles/first.md:1  1 quotation of claims, and no 'evidence' to look them up in
  venues
    themes/venues.md:9  host: no claim answers it

To tidy
  truce
    themes/truce.md:4  the status does not say since when ('since')
  venues
    themes/venues.md:4  the status does not say since when ('since')

1 overdue, 3 weak evidence, 2 to tidy
"""
    )


def test_lines_fit_a_terminal_whatever_the_names(site: Site) -> None:
    name = "content/articles/" + "very-long-name-" * 6 + "停火.md"
    site.write(
        name,
        "---\ntitle: " + "A headline of many words " * 9 + "\nsource: herald\n"
        "published: 2025-05-17\nthemes: [truce]\ndraft: true\n---\nText.\n",
    )
    lines = site.run("status", *NOW).out.splitlines()
    longest = max(line for line in lines if name not in line)
    assert len(longest) <= 100
    assert any(line.strip() == f"{name}:6" for line in lines)


def test_of_many_alike_the_first_are_listed_unless_all_are_asked_for(site: Site) -> None:
    points = "".join(f"  - {{id: p{number}, title: P, aside: true}}\n" for number in range(9))
    site.replace(TRUCE, "points:\n", f"points:\n{points}")
    some = site.run("status", *NOW).out
    assert "… and 7 more points without a claim" in some
    assert some.count("p0: no claim") == 1
    assert "p3: no claim" not in some
    everything = site.run("status", *NOW, "--all").out
    assert "p8: no claim answers it" in everything
    assert "more points" not in everything
    assert some.splitlines()[-1] == everything.splitlines()[-1]  # the numbers are those of all


def test_programs_get_everything_by_keys_that_stay(site: Site) -> None:
    found = json.loads(overdue(site).run("status", *NOW, "--format", "json", "--days", "3").out)
    assert [*found] == ["now", "days", "errors", "counts", "debts"]
    assert (found["now"], found["days"], found["errors"]) == ("2025-06-01T00:00:00+00:00", 3, 0)
    assert [*found["counts"]] == [group.value for group in Group]
    assert found["debts"][0] == {
        "group": "overdue",
        "kind": "review",
        "themes": ["truce"],
        "file": TRUCE,
        "line": 8,
        "due": "2025-05-30",
        "page": "themes/truce/",
        "public": True,
        "text": "review was due 2025-05-30",
    }
    assert sum(found["counts"].values()) == len(found["debts"])


def test_strict_fails_for_what_is_overdue_and_for_nothing_else(site: Site) -> None:
    assert site.run("status", *NOW, "--strict").exit_code == 0
    overdue(site)
    assert site.run("status", *NOW).exit_code == 0
    assert site.run("status", *NOW, "--strict").exit_code == 1
    assert site.run("status", *NOW, "--strict", "--theme", "venues").exit_code == 0


def test_with_errors_it_shows_what_can_be_shown_and_says_so(site: Site) -> None:
    overdue(site)
    site.replace("content/articles/second.md", "by: [south]", "by: [sooth]")
    site.write("themes/venues.md", "---\ntitle: Venues\n---\n")
    outcome = site.run("status", *NOW)
    assert outcome.exit_code == 0
    assert "review was due 2025-05-30" in outcome.out
    assert "this may not be all; `briefing check` lists them" in outcome.err
    assert json.loads(site.run("status", *NOW, "--format", "json").out)["errors"] > 1


def test_broken_registers_and_settings_stop_nothing_either(site: Site) -> None:
    overdue(site)
    for path in ("content/site.yaml", "content/actors.yaml", "content/sources.yaml"):
        site.write(path, "a: [\n")
    outcome = site.run("status", *NOW)
    assert outcome.exit_code == 0
    assert "review was due 2025-05-30" in outcome.out


def test_where_there_is_no_site_that_is_told(tmp_path: object) -> None:
    outcome = Site(tmp_path).run("status")  # type: ignore[arg-type]
    assert outcome.exit_code == 1
    assert "content/site.yaml" in outcome.err


def test_an_unknown_theme_is_wrong_usage(site: Site) -> None:
    outcome = site.run("status", "--theme", "trice")
    assert outcome.exit_code == 2
    assert "there is no theme 'trice'; the themes are truce, venues" in outcome.err


def test_it_says_which_quotations_it_took_on_trust(site: Site) -> None:
    site.replace("content/articles/first.md", "claims:\n", "evidence: first.txt\nclaims:\n")
    asked = "quotations of 1 article with evidence were not looked up"
    assert asked in site.run("status", *NOW).out
    assert asked not in site.run("status", *NOW, "--archive", str(site.root)).out


def test_nothing_is_written_and_a_build_is_what_it_would_have_been(site: Site) -> None:
    site.build(*NOW)
    files = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}
    site.run("status", *NOW)
    assert {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()} == files
    site.replace("content/articles/second.md", "title: Second report", "title: Another report")
    site.run("status", *NOW)
    site.build(*NOW)
    site.build(*NOW, "--clean", "--output", str(site.root / "clean"))
    assert site.output() == site.output("clean")


def test_the_list_is_the_same_from_the_cache_as_without(site: Site) -> None:
    overdue(site)
    cold = site.run("status", *NOW)
    site.build(*NOW)
    assert site.run("status", *NOW) == cold
    site.replace("content/articles/second.md", "    value: 60 days\n", "")
    assert "claim c1 has no value" in site.run("status", *NOW).out


def test_a_cache_that_is_damaged_unseen_is_passed_over(site: Site) -> None:
    site.build(*NOW)
    good = site.run("status", *NOW)
    (file,) = (site.root / ".briefing").glob("cache-*.db")
    times = file.stat()
    file.write_bytes(b"\0" * times.st_size)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert site.run("status", *NOW) == good


def test_a_site_without_debts_says_so(site: Site) -> None:
    for theme in ("truce", "venues"):
        site.replace(f"themes/{theme}.md", "  state: open\n", "  state: open\n  since: 2025-05\n")
    site.replace(TRUCE, "  - id: order\n    title: Order of steps\n", "")
    site.replace("themes/venues.md", "points:\n  - id: host\n    title: Host\n", "")
    site.replace("content/articles/first.md", "claims:\n", "evidence: first.txt\nclaims:\n")
    outcome = site.run("status", *NOW, "--archive", str(site.root))
    site.write("first.txt", "thirty days of silence")
    outcome = site.run("status", *NOW, "--archive", str(site.root))
    assert outcome.out == "nothing is due\n"
    assert site.run("status", *NOW, "--archive", str(site.root), "--quiet").out == ""


def test_the_handbook_explains_every_group_and_kind() -> None:
    handbook = (ROOT / "content" / "README.desk.md").read_text(encoding="utf-8")
    assert [one for one in (*Group, *Kind) if f"`{one.value}`" not in handbook] == []
