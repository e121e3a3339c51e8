"""The command line: exit codes, formats, and nothing that an editor cannot read."""

import json
import os
import platform
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator import __version__, session
from generator.cli import main, version
from tests.conftest import Outcome, Site

ROOT = Path(__file__).parent.parent
BRIEFING = Path(sys.executable).with_name("briefing")
"""The command as it is installed."""


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
themes/truce.md:14:36: error: the article 'first' has no claim 'c9'; it has c1 [unknown-claim]
   14 | The two sides disagree on the order[@first#c9][@second]. More is unknown.
      |                                    ^^^^^^^^^^^
1 error; links will be checked once these are fixed
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
        "message": "the article 'first' has no claim 'c9'; it has c1",
    }


def test_problems_are_written_for_pull_requests(wrong: Site) -> None:
    assert wrong.run("check", "--format", "github").out.splitlines()[0] == (
        "::error file=themes/truce.md,line=14,col=36,title=unknown-claim::"
        "the article 'first' has no claim 'c9'; it has c1"
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


def test_a_check_writes_nothing_but_the_cache(site: Site) -> None:
    before = sorted(site.root.rglob("*"))
    site.run("check", "--clean")
    assert sorted(site.root.rglob("*")) == before
    site.run("check")
    cache = site.root / ".briefing"
    assert [path for path in sorted(site.root.rglob("*")) if cache not in (path, path.parent)] == (
        before
    )


def test_wrong_usage_has_an_exit_code_of_its_own(site: Site) -> None:
    assert site.run("build", "--base-url", "brief.example").exit_code == 2
    assert site.run("build", "--now", "tomorrow").exit_code == 2
    assert site.run("build", "--nonsense").exit_code == 2
    assert site.run("build", "--output", "").exit_code == 2


def test_a_folder_that_is_no_site_is_named_and_left_alone(tmp_path: Path) -> None:
    outcome = Site(tmp_path).run("build")
    assert outcome.exit_code == 1
    assert f"not found in {tmp_path}; every site needs this file" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_one_mistake_that_causes_many_problems_leaves_the_cause_in_sight(site: Site) -> None:
    many = "".join(f"Word[@missing-{number}]. " for number in range(50))
    site.write("content/pages/many.md", f"---\ntitle: Many\n---\n{many}\n")
    outcome = site.run("build")
    assert outcome.err.count("unknown article") == 20
    assert "… and 30 more; run `briefing check` to see all" in outcome.err
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

    monkeypatch.setattr(session.Session, "group_files", fail)
    outcome = site.run("build")
    assert outcome.exit_code == 1
    assert "the generator itself failed: ZeroDivisionError: by accident" in outcome.err
    assert "Traceback" not in outcome.err


def test_ctrl_c_ends_a_build_at_once_and_without_a_traceback(site: Site) -> None:
    for number in range(400):
        text = (
            f"---\ntitle: A {number}\nsource: herald\npublished: 2025-05-15\nthemes: [truce]\n---\n"
        )
        site.write(f"content/articles/n{number}.md", text + "Words of it.\n\n" * 20)
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
    _, err = process.communicate(timeout=60)
    assert "Traceback" not in err
    assert process.returncode in (130, 1)
    assert not (site.root / "site/index.html").exists()
    site.build()


# The site around the current folder

PROGRAM = (sys.executable, "-m", "generator")


def shell(site: Site, script: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the shell, in which "$@" is the generator."""
    call = ["sh", "-c", script, "sh", *PROGRAM]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    return subprocess.run(
        call, cwd=site.root, env=environment, check=False, capture_output=True, text=True
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize(
    "command", ["--help", "check --base-url https://brief.ua/", "build --no-search"]
)
def test_what_cannot_be_printed_is_told_and_is_no_fault_of_the_generator(
    site: Site, command: str
) -> None:
    done = shell(site, f'"$@" {command} > /dev/full')
    assert done.returncode == 1
    assert done.stderr == (
        "error: what this command prints cannot be written: No space left on device\n"
    )


@pytest.mark.parametrize("closed", ["2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
def test_a_build_needs_nobody_to_listen(site: Site, closed: str) -> None:
    done = shell(site, f'"$@" build --no-search {closed}')
    assert (done.returncode, done.stderr) == (0, "")
    good = site.output()
    site.build("--clean")
    assert site.output() == good


def test_a_folder_that_was_deleted_is_no_fault_of_the_generator(site: Site) -> None:
    done = shell(site, 'mkdir gone; cd gone; rmdir ../gone; "$@" build')
    assert (done.returncode, "this folder was deleted or replaced" in done.stderr) == (2, True)


RunIn = Callable[..., Outcome]


@pytest.fixture
def run_in(monkeypatch: pytest.MonkeyPatch) -> RunIn:
    """Run `briefing ARGUMENTS` in a folder."""

    def run_in(folder: Path, *arguments: str) -> Outcome:
        folder.mkdir(parents=True, exist_ok=True)
        monkeypatch.chdir(folder)
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return run_in


@pytest.mark.parametrize(
    ("folder", "output"),
    [
        (".", "site"),
        ("themes", "../site"),
        ("content/articles", "../../site"),
        ("notes/of/mine", "../../../site"),
    ],
)
def test_a_site_is_built_from_any_of_its_folders(
    site: Site, run_in: RunIn, folder: str, output: str
) -> None:
    outcome = run_in(site.root / folder, "build", "--no-search")
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"{output}: ")
    assert "No truce yet." in site.page("themes/truce/")


def test_paths_of_problems_begin_at_the_root_wherever_one_is(wrong: Site, run_in: RunIn) -> None:
    outcome = run_in(wrong.root / "content" / "articles", "check")
    assert outcome.exit_code == 1
    assert outcome.err.startswith("themes/truce.md:14:36: error: the article 'first' has no claim")
    assert outcome == wrong.run("check")


def test_of_a_site_in_a_site_the_nearest_is_taken(site: Site, run_in: RunIn) -> None:
    inner = Site(site.root / "notes" / "inner")
    for file in ("site", "sources", "actors"):
        inner.write(f"content/{file}.yaml", (site.root / f"content/{file}.yaml").read_bytes())
    assert run_in(inner.root / "themes", "build", "--no-search").out.startswith("../site: ")
    assert (inner.root / "site" / "index.html").is_file()
    assert not (site.root / "site").exists()


def test_a_folder_of_that_name_makes_no_site(site: Site, run_in: RunIn) -> None:
    (site.root / "notes" / "content" / "site.yaml").mkdir(parents=True)
    assert run_in(site.root / "notes", "build", "--no-search").exit_code == 0


def test_without_a_site_around_it_the_current_folder_is_named(
    tmp_path: Path, run_in: RunIn
) -> None:
    outcome = run_in(tmp_path / "not" / "a" / "site", "build")
    assert outcome.exit_code == 1
    assert f"not found in {tmp_path}/not/a/site; every site needs this file" in outcome.err
    assert list((tmp_path / "not" / "a" / "site").iterdir()) == []


def test_a_root_that_is_named_is_taken_as_it_is(site: Site, run_in: RunIn) -> None:
    outcome = run_in(site.root / "content", "build", "--root", ".")
    assert outcome.exit_code == 1
    assert f"not found in {site.root}/content; every site needs this file" in outcome.err


def test_other_paths_that_are_named_begin_at_the_current_folder(
    site: Site, run_in: RunIn, tmp_path: Path
) -> None:
    site.replace("content/articles/first.md", "title:", "evidence: first.txt\ntitle:")
    site.write("archive/first.txt", "North asked for thirty days of silence on Wednesday.")
    looked_up = run_in(site.root / "content", "check", "--archive", "../archive")
    assert " checked against the evidence of " in looked_up.out
    built = run_in(site.root / "content", "build", "--no-search", "--output", "../../elsewhere")
    assert built.out.startswith("../../elsewhere: ")
    assert (tmp_path / "elsewhere" / "index.html").is_file()


def test_the_module_finds_it_too(site: Site) -> None:
    command = [sys.executable, "-m", "generator", "build", "--no-search"]
    done = subprocess.run(
        command, cwd=site.root / "themes", check=True, capture_output=True, text=True
    )
    assert done.stdout.startswith("../site: ")


# What it is, and the Tab key


def test_the_version_says_what_a_report_of_a_fault_needs() -> None:
    command = [sys.executable, "-m", "generator", "--version"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    versions, place = done.stdout.splitlines()
    python, system = platform.python_version(), f"{platform.system()} {platform.machine()}"
    assert re.fullmatch(
        rf"briefing {re.escape(__version__)} "
        rf"\(Python {re.escape(python)}, Pagefind 1\.5\.\d+, {re.escape(system)}\)",
        versions,
    )
    assert place == f"from {ROOT / 'generator'}"


def test_the_version_tells_where_there_is_no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(version, "installed", missing)
    assert ", without Pagefind, " in CliRunner().invoke(main, ["--version"]).stdout


def test_the_version_is_there_before_anything_heavy_is_loaded() -> None:
    script = """\
import atexit, sys
from generator.__main__ import run
heavy = {"pydantic", "jinja2", "markdown_it", "httpx", "starlette", "uvicorn", "watchdog"}
atexit.register(lambda: print(sorted(heavy & sys.modules.keys())))
sys.argv = ["briefing", "--version"]
run()
"""
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


SETTINGS = re.findall(r"_BRIEFING_COMPLETE=\w+", (ROOT / "README.md").read_text("utf-8"))


def test_the_readme_says_how_each_shell_completes_words() -> None:
    assert [setting.partition("=")[2] for setting in SETTINGS] == [
        "bash_source",
        "zsh_source",
        "fish_source",
    ]


@pytest.mark.parametrize("setting", SETTINGS)
def test_each_shell_gets_a_script(setting: str) -> None:
    name, _, shell = setting.partition("=")
    environment = {**os.environ, name: shell}
    done = subprocess.run([BRIEFING], env=environment, check=True, capture_output=True, text=True)
    assert "_briefing_completion" in done.stdout


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pub", ["publish"]),
        ("build --expl", ["--explain"]),
        ("check --format ", ["text", "json", "github"]),
    ],
)
def test_bash_completes_commands_options_and_values(typed: str, expected: list[str]) -> None:
    script = """\
eval "$(_BRIEFING_COMPLETE=bash_source briefing)"
COMP_WORDS=(briefing "$@")
COMP_CWORD=$#
_briefing_completion briefing
printf '%s\\n' "${COMPREPLY[@]}"
"""
    path = f"{BRIEFING.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", script, "bash", *typed.split(" ")],
        env={**os.environ, "PATH": path},
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == expected


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("build", "\nstopped; the next build will finish what this one began\n"),
        ("schema", "\nstopped\n"),
    ],
)
def test_only_a_command_that_builds_speaks_of_the_next_build_when_it_is_stopped(
    site: Site, monkeypatch: pytest.MonkeyPatch, name: str, told: str
) -> None:
    def stop(**_: object) -> None:
        raise KeyboardInterrupt

    command = main.get_command(click.Context(main), name)
    assert command is not None
    monkeypatch.setattr(command, "callback", stop)
    outcome = site.run(name)
    assert (outcome.exit_code, outcome.err) == (130, told)
