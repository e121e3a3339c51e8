"""The command: what it writes and what it leaves alone, what it says, and when it says no."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.saving import write_new
from tests.conftest import Site
from tests.importing.conftest import NOW, drafts, uncommented

REPORT = """\
Bridge closed until October

By the city desk
Published 16 May 2025 18:03 EEST

The bridge stays closed until October, the town council decided on Thursday.

“We shall publish every bill,” the mayor said after the vote.

The repair costs 4.6 million.

Related posts
Ferry to run every ten minutes
"""
DRAFT = """\
---
# A draft that `briefing add` made of report.txt.
# A comment says how a value was found: look at it, then delete the comment.
draft: true
# title: first line that reads like a headline
title: "Bridge closed until October"
# source: nothing in the text names its outlet
source: unidentified-1
# It is new in content/sources.yaml: complete it there.
# published: line “Published 16 May 2025 18:03 EEST”
published: 2025-05-16T18:03+03:00
retrieved: 2025-05-20
# theme bridge: its title “Bridge” is in the text; also: Bridge, repair, closed
# themes not suggested: fares
themes: [bridge]
# publish: the text below is the source's own, and `excerpt` keeps it from readers, who see the
# summary and the quotations of claims. Once a digest in your own words stands in its place,
# delete this line.
publish: excerpt
# evidence: the original is in the archive, which is not published
evidence: "2025-05-16-bridge-closed-until-october.txt"
# Actors in the text: council, mayor
# What may become claims (2). Remove `# ` before those that you want, and write the
# text in your own words.
claims:
#   - text: "The mayor: “We shall publish every bill”"
#     kind: statement
#     by: [mayor]
#     on: 2025-05-16
#     quote: "We shall publish every bill"
#     # the day is that of the report
#   - text: "The repair costs 4.6 million."
#     point: cost
#     kind: figure
#     on: 2025-05-16
#     value: "4.6 million"
#     quote: "The repair costs 4.6 million"
#     # the day is that of the report
---
The bridge stays closed until October, the town council decided on Thursday.

“We shall publish every bill,” the mayor said after the vote.

The repair costs 4.6 million.
"""
STEM = "2025-05-16-bridge-closed-until-october"


@pytest.fixture
def report(town: Site) -> str:
    """The path of a raw report."""
    town.write("report.txt", REPORT)
    return str(town.root / "report.txt")


def test_a_draft_says_how_each_value_was_found(town: Site, report: str) -> None:
    outcome = town.run("add", report, "--now", NOW)
    assert outcome.exit_code == 0, outcome.err
    (draft,) = drafts(town)
    assert draft.name == f"{STEM}.md"
    assert draft.read_text(encoding="utf-8") == DRAFT


def test_what_was_done_is_told(town: Site, report: str) -> None:
    outcome = town.run("add", report, "--now", NOW, "--verbose")
    assert outcome.out == (
        f"content/articles/{STEM}.md: a draft of “Bridge closed until October”\n"
        "  outlet: unidentified-1; 2025-05-16T18:03+03:00\n"
        "  themes: bridge\n"
        "  actors: council, mayor\n"
        "  candidates for claims: 2, as comments\n"
        "  new in content/sources.yaml: unidentified-1 (Unidentified site 1); complete it there\n"
        f"  original: {STEM}.txt in the archive\n"
        "  cut: 5 lines (links to other reports 2, title 1, credit 1, date 1)\n"
        "    title: Bridge closed until October\n"
        "    credit: By the city desk\n"
        "    date: Published 16 May 2025 18:03 EEST\n"
        "    links to other reports: Related posts\n"
        "    links to other reports: Ferry to run every ten minutes\n"
    )
    assert outcome.err == ""


def test_quiet_says_nothing(town: Site, report: str) -> None:
    outcome = town.run("add", report, "--quiet")
    assert (outcome.exit_code, outcome.out, outcome.err) == (0, "", "")


def test_the_original_is_kept_byte_for_byte_with_its_checksum_and_out_of_git(
    town: Site, report: str
) -> None:
    town.run("add", report, "--now", NOW)
    archive = town.root / "archive"
    assert (archive / f"{STEM}.txt").read_bytes() == REPORT.encode()
    digest = hashlib.sha256(REPORT.encode()).hexdigest()
    assert (archive / f"{STEM}.sha256").read_text() == f"{digest}  {STEM}.txt\n"
    assert (archive / ".gitignore").read_text().splitlines()[-1] == "*"


def test_an_original_that_is_no_plain_text_is_kept_beside_its_text(town: Site) -> None:
    data = "<html><body><h1>Міст закрито</h1><p>Міст закрито до жовтня, вирішила рада.".encode(
        "cp1251"
    )
    town.write("page.html", data)
    town.run("add", str(town.root / "page.html"), "--now", NOW)
    archive = town.root / "archive"
    (original,) = archive.glob("*.original.html")
    assert original.read_bytes() == data
    text = (archive / original.name.replace(".original.html", ".txt")).read_text("utf-8")
    assert text == "Міст закрито\n\nМіст закрито до жовтня, вирішила рада.\n"


def test_nothing_of_a_draft_or_of_its_full_text_is_published(town: Site, report: str) -> None:
    town.run("add", report, "--now", NOW)
    town.build()
    assert not any(b"Bridge closed until October" in data for data in town.output().values())
    (draft,) = drafts(town)
    text = uncommented(draft.read_text("utf-8")).replace("draft: true\n", "")
    draft.write_text(text, "utf-8")
    town.build()
    pages = town.output()
    assert any(b"We shall publish every bill" in data for data in pages.values())
    assert not any(b"the town council decided on Thursday" in data for data in pages.values())


def test_a_name_that_is_taken_is_left_alone(town: Site, report: str) -> None:
    town.write(f"content/articles/{STEM}.md", "mine")
    town.write(f"archive/{STEM}-2.txt", "mine, too")
    town.run("add", report, "--now", NOW)
    assert [path.name for path in drafts(town)] == [f"{STEM}-3.md", f"{STEM}.md"]
    assert (town.root / f"content/articles/{STEM}.md").read_text() == "mine"
    assert (town.root / f"archive/{STEM}-2.txt").read_text() == "mine, too"


def test_a_name_that_is_taken_in_another_folder_or_in_capitals_is_left_alone(
    town: Site, report: str
) -> None:
    town.write(f"content/articles/may/{STEM.upper()}.md", "mine")
    town.run("add", report, "--now", NOW)
    assert [path.name for path in drafts(town)] == [f"{STEM}-2.md"]


def test_a_text_that_was_added_before_is_not_added_again_unless_that_is_asked(
    town: Site, report: str
) -> None:
    town.run("add", report, "--now", NOW)
    again = town.run("add", report, "--now", NOW)
    assert again.exit_code == 0
    assert again.out == (
        f"{report}: added before, as content/articles/{STEM}.md; --again makes another draft of "
        "it\n"
    )
    assert len(drafts(town)) == 1
    asked = town.run("add", report, "--now", NOW, "--again")
    assert f"  like content/articles/{STEM}.md: 100 % of the passages; one wire story?" in asked.out
    assert len(drafts(town)) == 2


def test_one_bad_file_does_not_stop_the_others(town: Site, report: str) -> None:
    town.write("scan.pdf", b"%PDF-1.7\n").write("empty.txt", "")
    bad = [str(town.root / name) for name in ("scan.pdf", "empty.txt")]
    outcome = town.run("add", bad[0], report, bad[1], "--now", NOW)
    assert outcome.exit_code == 1
    assert len(drafts(town)) == 1
    assert outcome.err.splitlines() == [
        f"{bad[0]}: error: this is a PDF, not a text; open it, select all, copy, and hand the text "
        "over: briefing add - (then paste, Ctrl+D) [not-text]",
        f"{bad[1]}: error: there is nothing in it; was the text saved, or the pipe filled? [empty]",
        "2 inputs of 3 not added",
    ]


def test_standard_input_is_read(town: Site) -> None:
    call = ["add", "-", "--root", str(town.root), "--now", NOW]
    result = CliRunner().invoke(main, call, input=REPORT)
    assert result.exit_code == 0, result.stderr
    (draft,) = drafts(town)
    assert "# A draft that `briefing add` made of standard input." in draft.read_text("utf-8")


def test_the_outlet_can_be_named(town: Site, report: str) -> None:
    before = (town.root / "content/sources.yaml").read_bytes()
    town.run("add", report, "--source", "town-hall")
    (draft,) = drafts(town)
    assert "# source: given with --source\nsource: town-hall\n" in draft.read_text("utf-8")
    assert (town.root / "content/sources.yaml").read_bytes() == before


def test_an_outlet_that_is_not_there_is_told(town: Site, report: str) -> None:
    outcome = town.run("add", report, "--source", "townhall")
    assert outcome.exit_code == 1
    assert outcome.err == (
        "content/sources.yaml: error: there is no outlet 'townhall'; did you mean 'town-hall'? "
        "[unknown-source]\n"
    )
    assert drafts(town) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_a_new_outlet_is_added_to_the_register_which_else_stays_as_it_is(
    town: Site, report: str, end: str
) -> None:
    line = end or "\n"
    old = f"# Ours.{line}bank:{line}  # A daily.{line}  name: The Bank{end}".encode()
    town.write("content/sources.yaml", old)
    town.replace("report.txt", "Related posts", "© 2025 Lake Radio\nRelated posts")
    town.run("add", report, "--now", NOW)
    new = (town.root / "content/sources.yaml").read_bytes()
    assert new.startswith(old)
    assert new[len(old) :].decode().replace("\r\n", "\n").lstrip("\n") == (
        f"# Added by `briefing add` with {STEM}: complete it, or take another key.\n"
        "lake-radio:\n"
        '  name: "Lake Radio"\n'
        "  kind: website\n"
        '  # country, ownership: "Owned by …, who publishes it."\n'
    )
    assert (b"\r\n" in new) == (b"\r\n" in old)
    assert town.errors() == []


def test_a_register_with_line_ends_of_both_kinds_keeps_them(town: Site, report: str) -> None:
    old = b"# Ours.\nbank:\r\n  name: The Bank\n\n"
    town.write("content/sources.yaml", old)
    town.run("add", report, "--now", NOW)
    new = (town.root / "content/sources.yaml").read_bytes()
    assert new.startswith(old + b"# Added by")


def test_a_register_that_nothing_can_be_added_to_stays_as_it_is(town: Site, report: str) -> None:
    town.write("content/sources.yaml", "{bank: {name: The Bank}}\n")
    outcome = town.run("add", report, "--now", NOW)
    assert outcome.exit_code == 1
    assert outcome.err.splitlines()[0] == (
        f"{report}: error: the outlet 'unidentified-1' cannot be added to sources.yaml as that is "
        "written; add this key with a name yourself, and call the command with --source "
        "unidentified-1 [cannot-add-source]"
    )
    assert (town.root / "content/sources.yaml").read_text() == "{bank: {name: The Bank}}\n"
    assert drafts(town) == []
    assert not (town.root / "archive").exists()


def test_a_site_without_registers_is_enough(town: Site, report: str) -> None:
    town.remove("content/sources.yaml").remove("content/actors.yaml")
    outcome = town.run("add", report, "--now", NOW)
    assert outcome.exit_code == 0, outcome.err
    assert town.errors() == []


def test_a_site_without_themes_is_told_so(town: Site, report: str) -> None:
    town.remove("themes/bridge.md").remove("themes/fares.md")
    outcome = town.run("add", report)
    assert outcome.exit_code == 1
    assert outcome.err == (
        "themes: error: the site has no theme, and every article needs one; write one first, such "
        "as themes/ceasefire.md [no-theme]\n"
    )


def test_a_folder_that_is_no_site_is_told(tmp_path: Path) -> None:
    outcome = Site(tmp_path).run("add", "-")
    assert outcome.exit_code == 1
    assert outcome.err.startswith("content/site.yaml: error: not found in ")


@pytest.mark.parametrize("folder", ["static/originals", "site", "content/articles", "."])
def test_originals_are_never_put_where_they_would_be_published(
    town: Site, report: str, folder: str
) -> None:
    outcome = town.run("add", report, "--archive", str(town.root / folder))
    assert outcome.exit_code == 2
    assert "originals are others' texts, so take a folder such as archive/" in outcome.err


def test_an_archive_elsewhere_is_used(town: Site, report: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "originals"
    town.run("add", report, "--now", NOW, "--archive", str(elsewhere))
    assert sorted(path.name for path in elsewhere.iterdir()) == [f"{STEM}.sha256", f"{STEM}.txt"]
    assert not (town.root / "archive").exists()


def test_without_input_the_usage_is_told(town: Site) -> None:
    outcome = town.run("add")
    assert outcome.exit_code == 2
    assert "Missing argument 'FILE… | URL | -'" in outcome.err


def test_a_full_disk_leaves_no_half_of_a_draft(
    town: Site, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.saving.os.fsync", full)
    outcome = town.run("add", report)
    assert outcome.exit_code == 1
    assert "cannot be written: No space left on device" in outcome.err
    assert drafts(town) == []


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", range(4))
def test_what_was_written_before_a_failure_is_taken_back(
    town: Site, report: str, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException
) -> None:
    """At the .gitignore of a new archive, the text, its checksum, or the draft, after all else."""
    before = files_in(town.root)
    written: list[Path] = []

    def write(file: Path, data: bytes) -> None:
        written.append(file)
        if len(written) > at:
            raise error
        write_new(file, data)

    monkeypatch.setattr("generator.importing.storing.write_new", write)
    outcome = town.run("add", report)
    assert outcome.exit_code != 0
    assert len(written) == at + 1
    assert files_in(town.root) == before


def test_a_draft_without_a_place_leaves_neither_an_outlet_nor_an_original(
    town: Site, report: str
) -> None:
    town.write("content/articles", "a file in the place of the folder")
    before = files_in(town.root)
    outcome = town.run("add", report)
    assert outcome.exit_code == 1
    assert "nothing was added for this input [cannot-write]" in outcome.err
    assert files_in(town.root) == before


def files_in(folder: Path) -> dict[Path, bytes]:
    """Return the bytes of all files in a folder."""
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_ctrl_c_ends_it_cleanly(town: Site, report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.importing.add.Importer.add", stopped)
    outcome = town.run("add", report)
    assert outcome.exit_code == 130
    assert outcome.err == "\nstopped; drafts that were named above are whole\n"
