"""The output folder: nothing is lost, and only our own files are ever touched."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from filelock import FileLock

from generator import target
from generator.cli import commands
from generator.cli.show import report_waiting
from generator.write import guard
from tests.conftest import SITE, Site
from tests.forked import QUICKLY


def times(site: Site) -> dict[str, int]:
    top = site.root / "site"
    return {
        path.relative_to(top).as_posix(): path.stat().st_mtime_ns
        for path in top.rglob("*")
        if path.is_file()
    }


def add_articles(site: Site, count: int) -> None:
    front = "source: herald\npublished: 2025-05-15\nthemes: [truce]"
    for number in range(count):
        site.write(f"content/articles/n{number}.md", f"---\ntitle: A {number}\n{front}\n---\n")


def test_a_second_build_writes_nothing(site: Site) -> None:
    site.build()
    before = times(site)
    assert "0 files written" in site.build().out
    assert times(site) == before


def test_an_edit_writes_only_the_pages_that_show_it(site: Site) -> None:
    site.build()
    before = times(site)
    site.replace("content/articles/first.md", "on Wednesday", "on a Wednesday").build()
    after = times(site)
    assert [file for file in after if after[file] != before[file]] == ["articles/first/index.html"]


def test_a_clean_build_gives_the_same_bytes_and_leaves_them_as_they_are(site: Site) -> None:
    site.build()
    before, then = site.output(), times(site)
    site.build("--clean")
    assert (site.output(), times(site)) == (before, then)


@pytest.mark.pitfall(4)
def test_what_is_gone_from_the_content_is_gone_from_the_site(site: Site) -> None:
    site.build()
    assert "articles/second/index.html" in site.output()
    site.remove("content/articles/second.md").build()
    assert not (site.root / "site/articles/second").exists()
    assert "Second report" not in "".join(
        data.decode("utf-8", "replace") for data in site.output().values()
    )


@pytest.mark.pitfall(10)
def test_files_of_others_survive(site: Site) -> None:
    site.build()
    kept = {"site/.git/HEAD": "ref", "site/CNAME": "x.example", "site/articles/second/note": "mine"}
    for path, text in kept.items():
        site.write(path, text)
    site.remove("content/articles/second.md").build()
    assert {path: (site.root / path).read_text() for path in kept} == kept


@pytest.mark.pitfall(10)
def test_a_file_of_others_is_never_overwritten(site: Site) -> None:
    site.write("site/index.html", "mine")
    outcome = site.run("build")
    assert outcome.exit_code == 1
    assert "site/index.html: error: is in the place of a file of the site" in outcome.err
    assert (site.root / "site/index.html").read_text() == "mine"
    assert list(site.output()) == ["index.html"]


def test_without_its_manifest_a_build_takes_its_own_files_up_again(site: Site) -> None:
    site.build()
    before = times(site)
    for manifest in (site.root / ".briefing").iterdir():
        manifest.unlink()
    site.build()
    assert times(site) == before


@pytest.mark.parametrize(
    "damage", ["", "{", "[1]", '{"../../evil": ["", 1, 1]}', '{"index.html": 3}']
)
def test_a_damaged_manifest_is_no_reason_to_fail_or_to_remove_anything(
    site: Site, damage: str
) -> None:
    site.build()
    outside = site.write("evil", "precious").root / "evil"
    for manifest in (site.root / ".briefing").iterdir():
        manifest.write_text(damage)
    site.build()
    assert outside.read_text() == "precious"


def test_a_file_that_was_changed_or_deleted_is_put_right(site: Site) -> None:
    site.build()
    good = site.output()
    (site.root / "site/index.html").write_text("defaced")
    (site.root / "site/404.html").unlink()
    site.build()
    assert site.output() == good


@pytest.mark.parametrize("many", [1, 1_000], ids=["by another process", "by this one"])
@pytest.mark.parametrize("words", ["on Wednesday", "on a Wednesday"], ids=["alone", "and an edit"])
def test_what_was_changed_or_deleted_is_put_right_whoever_looks(
    site: Site, words: str, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(target, "MANY", many)
    site.build()
    (site.root / "site/index.html").write_text("defaced")
    (site.root / "site/404.html").unlink()
    site.replace("content/articles/first.md", "on Wednesday", words)
    site.build("--jobs", "2")
    put_right = site.output()
    site.build("--clean")
    assert site.output() == put_right
    assert "404.html" in put_right


@pytest.mark.pitfall(10)
@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (".", "it is the folder of the site"),
        ("..", "it contains the folder of the site"),
        ("content", "it is the folder content/ of the site"),
        ("content/articles", "it is inside {}/content"),
        ("themes", "it is the folder themes/ of the site"),
        ("themes/site", "it is inside {}/themes"),
        (".git", "it is the folder .git/ of the site"),
        (".briefing", "it is the folder .briefing/ of the site"),
    ],
)
def test_dangerous_output_folders_are_refused(site: Site, output: str, reason: str) -> None:
    (site.root / ".git").mkdir()
    before = set(site.root.rglob("*"))
    outcome = site.run("build", "--output", str(site.root / output))
    assert outcome.exit_code == 1
    assert f"output folder, because {reason.format(site.root)}; choose another" in outcome.err
    assert "[output-folder]" in outcome.err
    assert set(site.root.rglob("*")) == before


@pytest.mark.pitfall(10)
def test_the_home_folder_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(site.root.parent / "home"))
    (site.root.parent / "home").mkdir()
    outcome = site.run("build", "--output", str(site.root.parent / "home"))
    assert (outcome.exit_code, "because it is a home folder;" in outcome.err) == (1, True)


def test_pages_never_go_through_a_symbolic_link(site: Site, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (site.root / "site").mkdir()
    (site.root / "site/articles").symlink_to(elsewhere)
    outcome = site.run("build")
    assert (outcome.exit_code, "symbolic link" in outcome.err) == (1, True)
    assert list(elsewhere.iterdir()) == []


def test_a_file_becomes_a_folder_and_a_folder_a_file(site: Site) -> None:
    page = "---\ntitle: P\naliases: [{}]\n---\nText.\n"
    site.write("content/pages/p.md", page.format("/x.html")).build()
    assert (site.root / "site/x.html").is_file()
    site.write("content/pages/p.md", page.format("/x.html/y/")).build()
    assert (site.root / "site/x.html/y/index.html").is_file()
    site.write("content/pages/p.md", page.format("/x.html")).build()
    assert (site.root / "site/x.html").is_file()


def test_a_folder_that_cannot_be_written_is_a_clear_message(site: Site) -> None:
    (site.root / "file").write_text("")
    outcome = site.run("build", "--output", str(site.root / "file/site"))
    assert outcome.exit_code == 1
    assert "cannot be written: Not a directory; a file is in the place of a folder" in outcome.err


SECOND = "content/articles/second.md"
WITHOUT_PRIVILEGES = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
"""Has root keep to permissions like everybody else."""


@pytest.mark.skipif(
    os.geteuid() == 0 and shutil.which("setpriv") is None, reason="nothing is forbidden to root"
)
def test_permissions_that_are_lost_are_a_clear_message_and_nothing_is_lost(
    site: Site, tmp_path: Path
) -> None:
    def build(*more: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "generator", "build", "--no-search", "--root"]
        before = WITHOUT_PRIVILEGES if os.geteuid() == 0 else []
        told = subprocess.run(
            [*before, *command, str(site.root), *more], capture_output=True, text=True, check=False
        )
        return told.returncode, told.stderr

    site.build("--no-search")
    places = ("articles", 0), ("articles/second", 0), ("articles/second", 0o555)
    for number, (place, mode) in enumerate(places):
        sentence = f"It was told {number} times."
        site.write(SECOND, f"{SITE[SECOND]}\n{sentence}\n")
        (site.root / "site" / place).chmod(mode)
        code, said = build()
        (site.root / "site" / place).chmod(0o755)
        assert code == 1
        assert "Permission denied; get permission to write there" in said
        assert "the site was left as it was" in said
        assert build() == (0, "")
        assert sentence in site.page("articles/second/")
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked").chmod(0)
    code, said = build("--output", str(tmp_path / "locked/site"))
    (tmp_path / "locked").chmod(0o755)
    assert code == 1
    assert "Permission denied; get permission to write there" in said

    # Some pages are written before it turns out that others cannot be removed.
    site.remove(SECOND)
    (site.root / "site/articles/second").chmod(0o555)
    code, said = build()
    (site.root / "site/articles/second").chmod(0o755)
    assert code == 1
    assert "a mix of old and new pages: build again once this is fixed" in said
    assert build() == (0, "")
    site.build("--no-search", "--output", str(tmp_path / "clean"))
    assert site.output() == site.output(str(tmp_path / "clean"))


def test_two_output_folders_do_not_know_of_each_other(site: Site) -> None:
    site.build()
    site.build("--output", str(site.root / "other"))
    site.remove("content/articles/second.md").build()
    assert "articles/second/index.html" in site.output("other")


def test_a_build_killed_at_any_instant_is_repaired_by_the_next(site: Site) -> None:
    add_articles(site, 60)
    site.build()
    good = site.output()
    command = ("build", "--no-search", "--root", str(site.root))
    started = time.monotonic()
    assert QUICKLY(*command, "--clean").wait() == 0
    whole = time.monotonic() - started
    for attempt in range(6):  # tests/test_killed.py has many more
        title = f"Truce {attempt}"
        site.write("content/site.yaml", SITE_YAML.format(title))
        process = QUICKLY(*command)
        time.sleep(whole * (attempt + 1) / 7)
        process.kill()
        process.wait()
        for file, data in site.output().items():
            if file.endswith(".html"):
                assert data.endswith(b"</html>\n"), f"{file} is half-written"
    site.write("content/site.yaml", SITE_YAML.format("Small Site")).build()
    assert site.output() == good
    assert sorted(path.name for path in site.root.iterdir()) == [
        ".briefing",
        "content",
        "site",
        "themes",
    ]


SITE_YAML = "id: small-site\ntitle: {}\nbase_url: https://example.org/\n"


def test_two_builds_at_once_do_not_get_into_each_others_way(site: Site) -> None:
    add_articles(site, 40)
    command = ("build", "--no-search", "--root", str(site.root), "--clean")
    together = [QUICKLY(*command) for _ in range(3)]
    assert [process.wait() for process in together] == [0, 0, 0]
    built = site.output()
    site.build("--output", str(site.root / "alone"))
    assert site.output("alone") == built


def test_a_build_gives_up_waiting_for_another_with_a_clear_message(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "LOCK_TIMEOUT", 0)
    site.build()
    with FileLock(site.root / ".briefing" / "lock"):
        outcome = site.run("build")
    assert outcome.exit_code == 1
    assert "another build of this site is still running" in outcome.err


def test_a_build_that_waits_for_another_says_so(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_SILENT_SECONDS", 0)
    site.build()
    held = FileLock(site.root / ".briefing" / "lock")
    held.acquire()

    def the_other_finishes() -> None:
        report_waiting()
        held.release()

    monkeypatch.setattr(commands, "report_waiting", the_other_finishes)
    outcome = site.run("build")
    assert (outcome.exit_code, outcome.err) == (
        0,
        "waiting for another build of this site to finish …\n",
    )


def test_a_folder_that_is_a_link_is_an_error_and_loses_no_page(site: Site) -> None:
    site.build()
    before = site.output()
    (site.root / "content/articles").rename(site.root / "moved")
    (site.root / "content/articles").mkdir()
    (site.root / "content/articles/2025").symlink_to(site.root / "moved")
    outcome = site.run("build")
    assert (outcome.exit_code, "[linked-folder]" in outcome.err) == (1, True)
    assert site.run("check").exit_code == 1
    assert site.output() == before


def test_a_site_can_be_moved_with_its_state(site: Site) -> None:
    site.build()
    moved = Site(site.root.rename(site.root.parent / "elsewhere"))
    moved.replace("content/site.yaml", "Small Site", "Moved Site").build()
    assert "Moved Site" in moved.page("")


def test_folders_that_a_killed_build_left_empty_go_with_what_they_were_for(site: Site) -> None:
    site.build()
    # As if killed between making the folder, or removing the file, and what comes next.
    (site.root / "site/articles/second/index.html").unlink()
    site.remove("content/articles/second.md").build()
    assert not (site.root / "site/articles/second").exists()
