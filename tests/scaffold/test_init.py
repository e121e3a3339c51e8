"""`briefing init`: a whole site from nothing, and nothing of anybody's in its way or harmed."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from unicodedata import normalize

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator import __version__
from generator.cli import main
from generator.read.files import decode
from generator.read.misread import quoted
from generator.read.yaml import load
from generator.scaffold import requirement as requirement_module
from generator.scaffold.answers import flaw, one_line
from generator.scaffold.next_steps import next_steps
from generator.scaffold.requirement import Requirement, requirement_for
from tests.conftest import Outcome, Site
from tests.test_workflow import FOLDER as WORKFLOWS
from tests.test_workflow import state_of, validated
from tests.tried import tried

BRIEFING = Path(sys.executable).with_name("briefing")
WIRE = "briefing-site==1.2.3"


def init(folder: Path | str, *arguments: str) -> Outcome:
    call = ["init", str(folder), "--generator", WIRE, *arguments]
    result = CliRunner().invoke(main, call, catch_exceptions=False)
    return Outcome(result.exit_code, result.stdout, result.stderr)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site as init makes it."""
    folder = tmp_path_factory.mktemp("made") / "long-bridge"
    outcome = init(folder, "--yes")
    assert (outcome.exit_code, outcome.err) == (0, "")
    return Site(folder)


def assert_only_an_example(site: Site, *arguments: str) -> None:
    """Assert that a check finds nothing but the mark that the site is an example."""
    checked = site.run("check", *arguments)
    assert checked.exit_code == 0, checked.err
    assert checked.err.count("warning: ") == checked.err.count("[example-content]") == 1
    assert checked.out.endswith("without a broken link; 1 warning\n")


# The site


def test_a_new_site_is_checked_and_built_without_a_word(made: Site) -> None:
    assert_only_an_example(made, "--drafts")
    assert made.build().err == ""


def test_a_new_site_owes_its_readers_nothing_yet(made: Site) -> None:
    told = made.run("status", "--strict")
    assert (told.exit_code, told.err) == (0, "")
    assert "Overdue" not in told.out


def test_a_year_later_it_still_has_no_problem(made: Site) -> None:
    assert_only_an_example(made, "--now", "2030-01-01")


def test_it_shows_what_a_briefing_can_do(made: Site) -> None:
    made.build()
    bridge, ferry = made.page("themes/bridge/"), made.page("themes/ferry/")
    for words in (
        "Sources disagree",
        "The sides disagree",
        "Two independent sources agree",
        "4 reports from 3 original sources",  # a wire story counts once
        "How it got here",
        "Where each side stands",
        "Places",
        "What we don’t know",
        "What to watch",
        "Earlier statuses",
        "Editor’s note",
        "More questions",
    ):
        assert words in bridge, words
    assert "We had the ferry leave from the harbour." in ferry
    assert "One source only" in ferry
    assert "A pillar that carries a bridge" in made.page("glossary/")
    assert "How we work" in made.page("about/")


def test_every_article_says_that_it_is_an_example(made: Site) -> None:
    articles = sorted((made.root / "content/articles").iterdir())
    assert 3 <= len(articles) <= 5
    for article in articles:
        text = article.read_text(encoding="utf-8")
        assert text.startswith("---\n# An example to be replaced")
        assert re.search(r'^title: ".*\(example\)"$', text, re.MULTILINE)
        assert "*An example: this report was never printed.*" in text


def test_its_days_are_those_before_it_was_made(tmp_path: Path) -> None:
    init(tmp_path / "new", "--now", "2031-05-01T23:30", "--timezone", "Asia/Tokyo")
    site = Site(tmp_path / "new")
    names = sorted(path.name for path in (site.root / "content/articles").iterdir())
    # In Tokyo, it is the 2nd already.
    assert names[0] == "2031-04-23-bridge-closed.md"
    assert_only_an_example(site, "--now", "2031-05-01T23:30")


def test_no_mark_is_left(made: Site) -> None:
    for path, data in files(made.root).items():
        if not path.startswith(("site/", ".briefing/")):
            assert b"__" not in data, path
            assert "__" not in path
            assert data.endswith(b"\n"), path
            assert b"\r" not in data, path


@pytest.mark.parametrize("language", ["de", "fr", "uk", "ar", "zh-Hant", "th"])
def test_on_a_site_in_another_language_the_example_says_that_it_is_english(
    tmp_path: Path, language: str
) -> None:
    outcome = init(tmp_path / "new", "--language", language)
    assert "the example is in English, and its reports and themes say so" in outcome.out
    site = Site(tmp_path / "new")
    assert_only_an_example(site)
    for folder in ("content/articles", "themes"):
        for file in (site.root / folder).iterdir():
            assert "\nlanguage: en\n" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ('He said: "no" # really', "he-said-no-really"),
        ("C:\\new\\site's", "c-new-site-s"),
        ("Переговори: де ми", "переговори-де-ми"),
        ("מה קורה בשיחות?", "מה-קורה-בשיחות"),
        ("हिन्दी वार्ता", "हिन्दी-वार्ता"),
        ("停火谈判", "停火谈判"),
        ("🕊️🕊️", "new"),  # the folder's name
        ("--- {a: [b]} &c *d !e %f @g", "a-b-c-d-e-f-g"),
        ("null", "null"),
        ("2025", "2025"),
        ("  two\n lines ", "two-lines"),
        ("x" * 500, "x" * 80),
    ],
)
def test_any_title_is_written_so_that_it_is_read_again(tmp_path: Path, title: str, id: str) -> None:
    outcome = init(tmp_path / "new", "--yes", "--title", title)
    assert (outcome.exit_code, outcome.err) == (0, "")
    site = Site(tmp_path / "new")
    assert_only_an_example(site)
    text = (site.root / "content/site.yaml").read_text(encoding="utf-8")
    settings = yaml.load(text, yaml.SafeLoader)
    assert settings["title"] == " ".join(title.split())
    assert settings["id"] == id


@given(st.text(min_size=1, max_size=40))
@tried(100)
def test_a_title_that_is_accepted_is_read_as_it_was_given(text: str) -> None:
    title = one_line(text)
    if title and not flaw("title", title):
        loaded = load("site.yaml", decode("site.yaml", f"title: {quoted(title)}\n".encode()))
        assert loaded.values == {"title": normalize("NFC", title)}
        assert loaded.findings == ()


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--title", "", "this must not be empty"),
        ("--title", "A [@citation]", "'title' is plain text, and no Markdown"),
        ("--title", "turned \u202e round", "U+202E"),
        ("--title", "bell \x07", "control character"),
        ("--title", "lone \udcff", ""),
        ("--language", "english", "'english' is not a language tag such as en"),
        ("--language", "ua", "write uk"),
        ("--base-url", "example.org", "write https://example.org"),
        ("--timezone", "Kyiv", "'Kyiv' is not a time zone such as Europe/Kyiv"),
        ("--generator", "the best one", "'the best one' is no wheel, no folder"),
        ("--generator", "briefing-site==1\nevil", "is no wheel"),
    ],
)
def test_a_wrong_answer_is_refused_with_the_reason_and_nothing_is_made(
    tmp_path: Path, option: str, value: str, message: str
) -> None:
    result = CliRunner().invoke(main, ["init", str(tmp_path / "new"), option, value])
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "new").exists()


# The folder


@pytest.mark.parametrize("there", ["notes.txt", "content", "themes", "site", "Makefile"])
def test_a_folder_with_anything_in_it_is_left_as_it_is(tmp_path: Path, there: str) -> None:
    (tmp_path / there).mkdir()
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    outcome = init(tmp_path)
    assert outcome.exit_code == 1
    assert f"{there} is in the way; name another folder" in outcome.err
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["README.md", there])


def test_what_is_in_the_way_is_listed(tmp_path: Path) -> None:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").touch()
    outcome = init(tmp_path)
    assert "00.txt, 01.txt" in outcome.err
    assert "09.txt and 2 more are in the way" in outcome.err


def test_what_hosts_put_into_a_new_repository_is_welcome_and_stays(tmp_path: Path) -> None:
    there = {"README.md": "mine\n", "LICENSE": "free\n", ".gitignore": "/secret/\n"}
    for name, text in there.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    outcome = init(tmp_path)
    assert outcome.exit_code == 0
    assert "left as it was: .gitignore, README.md" in outcome.out
    assert "add /site/, /.briefing/ and /.venv/ to .gitignore" in outcome.out
    for name, text in there.items():
        assert (tmp_path / name).read_text(encoding="utf-8") == text
    assert_only_an_example(Site(tmp_path))


def test_a_second_time_nothing_happens(made: Site) -> None:
    before = files(made.root)
    assert init(made.root).exit_code == 1
    assert files(made.root) == before


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("mine", encoding="utf-8")
    for folder in ("new", "new/below"):
        outcome = init(tmp_path / folder)
        assert outcome.exit_code == 1
        assert "no site can be made here, and nothing was: Not a directory" in outcome.err


def test_folders_above_are_made_and_unmade_if_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[Path] = []
    rename = Path.rename

    def fail_at_the_third(self: Path, target: Path) -> Path:
        if self.parent.name.startswith(".briefing-init-"):
            moved.append(self)
            if len(moved) == 3:
                raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_at_the_third)
    outcome = init(tmp_path / "a" / "b")
    assert outcome.exit_code == 1
    assert "nothing was: No space left on device" in outcome.err
    assert len(moved) == 3
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_where_it_was_stopped_or_failed_in_a_folder_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "LICENSE").write_text("free", encoding="utf-8")

    def stop(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_bytes", stop)
    result = CliRunner().invoke(main, ["init", str(tmp_path), "--generator", WIRE])
    assert result.exit_code == 130
    assert [path.name for path in tmp_path.iterdir()] == ["LICENSE"]


# Questions


def test_without_a_terminal_nothing_is_asked_and_that_is_said(tmp_path: Path) -> None:
    call = [str(BRIEFING), "init", "my-brief", "--generator", WIRE]
    done = subprocess.run(
        call, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True
    )
    assert done.stderr == "note: nothing was asked, as this is no terminal; options answer, too\n"
    assert "made a site in my-brief: “My brief” (en), for https://example.org/" in done.stdout


def asked(folder: Path, answers: str, *arguments: str) -> str:
    """Return what a person sees who gives answers on a terminal."""
    controller, terminal = pty.openpty()
    call = [str(BRIEFING), "init", "new", "--generator", WIRE, *arguments]
    with subprocess.Popen(
        call, cwd=folder, stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True
    ) as process:
        os.close(terminal)
        os.write(controller, answers.encode())
        seen = b""
        while True:
            try:
                read = os.read(controller, 4096)
            except OSError:  # how Linux tells that the other side is closed
                break
            if not read:
                break
            seen += read
        process.wait()
    os.close(controller)
    return seen.decode()


def test_on_a_terminal_it_asks_and_asks_again_where_an_answer_is_wrong(tmp_path: Path) -> None:
    seen = asked(tmp_path, "The Strait\nua\nuk\n\nNowhere\nEurope/Kyiv\n")
    assert "Title [New]: " in seen
    assert "'ua' is the code of a country, not of a language; write uk" in seen
    assert "Address of the published site [https://example.org/]: " in seen
    assert "'Nowhere' is not a time zone" in seen
    settings = (tmp_path / "new/content/site.yaml").read_text(encoding="utf-8")
    for line in ('title: "The Strait"', "language: uk", "timezone: Europe/Kyiv"):
        assert f"\n{line}\n" in settings


def test_what_an_option_answers_is_not_asked(tmp_path: Path) -> None:
    seen = asked(tmp_path, "\n\n", "--title", "The Strait", "--language", "fr")
    assert "Title" not in seen
    assert "Time zone" in seen
    assert_only_an_example(Site(tmp_path / "new"))


def test_yes_asks_nothing(tmp_path: Path) -> None:
    assert "[New]" not in asked(tmp_path, "", "--yes")
    assert (tmp_path / "new/content/site.yaml").is_file()


# What comes next


@pytest.mark.parametrize(
    ("windows", "make", "expected"),
    [
        (False, True, ["cd 'my site'", "make serve", "make check"]),
        (
            False,
            False,
            [
                "cd 'my site'",
                "python3 -m venv .venv",
                ".venv/bin/python -m pip install -r requirements.txt",
                ".venv/bin/briefing serve",
            ],
        ),
        (
            True,
            True,
            [
                'cd "my site"',
                "py -m venv .venv",
                ".venv\\Scripts\\python -m pip install -r requirements.txt",
                ".venv\\Scripts\\briefing serve",
            ],
        ),
    ],
)
def test_the_next_steps_are_those_of_the_system(
    windows: bool, make: bool, expected: list[str]
) -> None:
    steps = next_steps("my site", windows=windows, make=make)
    assert [step.partition("   #")[0].rstrip() for step in steps] == expected
    assert next_steps(".", windows=windows, make=make) == steps[1:]


def test_the_steps_are_the_end_of_what_is_printed(tmp_path: Path) -> None:
    lines = init(tmp_path / "new").out.splitlines()
    make = shutil.which("make") is not None
    steps = next_steps(str(tmp_path / "new"), windows=False, make=make)
    assert lines[-len(steps) :] == [f"  {step}" for step in steps]


# Where the generator is installed from


def origin(monkeypatch: pytest.MonkeyPatch, noted: Mapping[str, object]) -> Requirement:
    """Return the requirement if an installer noted this."""
    monkeypatch.setattr(requirement_module, "_origin", lambda: noted)
    return requirement_module.running_requirement()


def line_of(requirement: Requirement) -> str:
    """Return the only line that pip reads."""
    (line,) = (line for line in requirement.text.splitlines() if not line.startswith("#"))
    return line


def test_one_from_an_index_is_required_by_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    requirement = origin(monkeypatch, {})
    assert line_of(requirement) == f"briefing-site=={__version__}"
    assert "if it is not there, write a wheel or a git address" in requirement.hint


def test_one_from_git_is_required_at_its_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    noted = {
        "url": "https://example.org/briefing.git",
        "vcs_info": {"vcs": "git", "requested_revision": "main", "commit_id": "abc123"},
    }
    requirement = origin(monkeypatch, noted)
    assert line_of(requirement) == ("briefing-site @ git+https://example.org/briefing.git@abc123")
    assert requirement.hint == ""


def test_one_from_git_on_this_machine_is_only_here(monkeypatch: pytest.MonkeyPatch) -> None:
    noted = {"url": "file:///home/me/briefing", "vcs_info": {"vcs": "git", "commit_id": "abc123"}}
    requirement = origin(monkeypatch, noted)
    assert line_of(requirement) == "briefing-site @ git+file:///home/me/briefing@abc123"
    assert "before you publish" in requirement.hint


def test_one_from_a_folder_says_that_no_other_machine_can(monkeypatch: pytest.MonkeyPatch) -> None:
    noted = {"url": "file:///home/me/briefing", "dir_info": {"editable": True}}
    requirement = origin(monkeypatch, noted)
    assert line_of(requirement) == "briefing-site @ file:///home/me/briefing"
    assert "before you publish" in requirement.hint


def test_one_from_a_wheel_takes_it_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = tmp_path / "briefing_site-1.0-py3-none-any.whl"
    noted = {"url": wheel.as_uri(), "archive_info": {}}
    lost = origin(monkeypatch, noted)
    assert "is gone" in lost.hint
    assert line_of(lost) == f"briefing-site=={__version__}"
    wheel.write_bytes(b"PK")
    kept = origin(monkeypatch, noted)
    assert line_of(kept) == f"./wheels/{wheel.name}"
    assert kept.files == {f"wheels/{wheel.name}": b"PK"}
    assert kept == requirement_for(str(wheel))


def test_an_option_says_it_better(tmp_path: Path) -> None:
    address = "git+https://example.org/briefing.git@v1"
    assert line_of(requirement_for(address)) == f"briefing-site @ {address}"
    assert line_of(requirement_for(WIRE)) == WIRE
    (tmp_path / "pyproject.toml").touch()
    assert line_of(requirement_for(str(tmp_path))) == f"briefing-site @ {tmp_path.as_uri()}"


# Files for other programs


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        (".github/workflows/publish.yml", "vendor.github-workflows"),
        (".github/dependabot.yml", "vendor.dependabot"),
    ],
)
def test_github_takes_what_is_for_it(made: Site, file: str, schema: str) -> None:
    done = validated(made.root / file, schema)
    assert done.exit_code == 0, done.output


def test_the_workflow_installs_checks_builds_and_publishes_with_actions_that_ours_has(
    made: Site,
) -> None:
    text = (made.root / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    workflow = yaml.load(text, yaml.BaseLoader)
    runs = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert runs == ["make .venv/.installed", "make site CHECK=yes FORMAT=github"]
    assert not [run for run in runs if "${{" in run]
    assert workflow["permissions"] == {}
    ours = (WORKFLOWS / "publish.yml").read_text(encoding="utf-8")
    for used in re.findall(r"uses: (.+)", text):
        assert f"uses: {used}\n" in ours
    assert state_of(workflow) == {
        "path": ".briefing\nsite\n",
        "made with": "hashFiles('requirements.txt', 'wheels/**')",
    }


def test_the_settings_of_editors_can_be_read(made: Site) -> None:
    text = (made.root / ".vscode/settings.json").read_text(encoding="utf-8")
    settings = json.loads(re.sub(r"^ *//.*$", "", text, flags=re.MULTILINE))
    for schema, file in settings["yaml.schemas"].items():
        assert schema.startswith("./.briefing/schemas/")
        assert (made.root / file).is_file()
    assert json.loads((made.root / ".vscode/extensions.json").read_text(encoding="utf-8"))
    assert (made.root / ".editorconfig").is_file()


def test_git_keeps_what_was_written_and_nothing_that_was_made(made: Site) -> None:
    made.build()
    (made.root / ".venv").mkdir(exist_ok=True)
    (made.root / ".venv/python").touch()
    git = ["git", "-C", str(made.root)]
    subprocess.run([*git, "init", "-q"], check=True)
    call = [*git, "status", "--porcelain", "--untracked-files=all"]
    seen = subprocess.run(call, check=True, capture_output=True, text=True).stdout
    shutil.rmtree(made.root / ".git")
    assert "content/site.yaml" in seen
    assert ".github/workflows/publish.yml" in seen
    assert not re.search(r" (?:site|\.briefing|\.venv)/", seen)


def test_the_makefile_runs_what_there_is(made: Site) -> None:
    (made.root / ".venv").mkdir(exist_ok=True)
    (made.root / ".venv/.installed").touch()
    expected = {
        "site": ".venv/bin/briefing build",
        "site CHECK=yes FORMAT=github": ".venv/bin/briefing build --check --format github",
        "serve PORT=8001": ".venv/bin/briefing serve --port 8001",
        "check FORMAT=json": ".venv/bin/briefing check --format json",
        "check ARCHIVE=../texts": ".venv/bin/briefing check --archive ../texts",
        "check EXTERNAL=yes": ".venv/bin/briefing check --external",
        "publish": ".venv/bin/briefing publish",
    }
    for target, command in expected.items():
        call = ["make", "--dry-run", "--no-print-directory", *target.split()]
        done = subprocess.run(call, cwd=made.root, check=True, capture_output=True, text=True)
        assert done.stdout.splitlines()[-1].rstrip() == command


def test_its_readme_is_one_screen_and_names_commands_that_there_are(made: Site) -> None:
    text = (made.root / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# Long bridge\n")
    assert len(text.splitlines()) <= 45
    for command in set(re.findall(r"briefing ([a-z]+)", text)) - {"site"}:
        assert main.get_command(main.make_context("briefing", ["build"]), command), command
    makefile = (made.root / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE):
        assert f"\n{target}:" in makefile


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_that_has_none_before_or_after_it_is_refused(tmp_path: Path, day: str) -> None:
    outcome = init(tmp_path / "new", "--now", day)
    assert outcome.exit_code == 2
    assert "the days before and after it, which the example needs" in outcome.err
    assert not (tmp_path / "new").exists()


def test_ctrl_d_at_a_question_ends_it_and_nothing_is_made(tmp_path: Path) -> None:
    seen = asked(tmp_path, "The Strait\n\x04")
    assert seen.endswith("stopped\r\n")
    assert "Abort" not in seen
    assert list(tmp_path.iterdir()) == []
