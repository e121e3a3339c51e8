"""From a commit to readers, and to the generator's tests: what GitHub is told, and that it can."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import check_jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / ".github" / "workflows"
FILE = FOLDER / "publish.yml"
TEXT = FILE.read_text(encoding="utf-8")


def loaded(text: str) -> dict[str, Any]:
    """Read a workflow. Every value stays the text that it is: to any other loader, `on` is true."""
    workflow: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return workflow


WORKFLOW = loaded(TEXT)
JOBS: dict[str, dict[str, Any]] = WORKFLOW["jobs"]
STEPS = [step for job in JOBS.values() for step in job["steps"]]
RUNS = [step["run"] for step in STEPS if "run" in step]
TESTING = loaded((FOLDER / "test.yml").read_text(encoding="utf-8"))
TESTS = TESTING["jobs"]["test"]
VERSIONS = TESTING["jobs"]["versions"]

MAIN = "refs/heads/main"
PUSH = {"github.event_name": "push", "github.ref": MAIN}
DAILY = {"github.event_name": "schedule", "github.ref": MAIN}
BY_HAND = {"github.event_name": "workflow_dispatch", "github.ref": MAIN}
ELSEWHERE = {"github.event_name": "workflow_dispatch", "github.ref": "refs/heads/next"}
PULL_REQUEST = {"github.event_name": "pull_request", "github.ref": "refs/pull/7/merge"}


def holds(condition: str, event: dict[str, str]) -> bool:
    """Return whether an `if` holds: comparisons with `==`, as that is all there is."""
    found = re.fullmatch(r"([\w.]+) == '([^']*)'", condition)
    assert found, f"this test cannot read the condition {condition}"
    return event[found[1]] == found[2]


def jobs_of(event: dict[str, str]) -> set[str]:
    """Return the jobs that an event starts; one that needs another comes with it."""
    return {name for name, job in JOBS.items() if "if" not in job or holds(job["if"], event)}


def actions_of(event: dict[str, str]) -> list[str]:
    """Return the actions of all steps that an event leads to, without their versions."""
    steps = (step for name in JOBS if name in jobs_of(event) for step in JOBS[name]["steps"])
    wanted = (step for step in steps if "if" not in step or holds(step["if"], event))
    return [step["uses"].partition("@")[0] for step in wanted if "uses" in step]


def validated(file: Path, schema: str = "vendor.github-workflows") -> Result:
    """Hold a file against one of the schemas that come with check-jsonschema."""
    return CliRunner().invoke(check_jsonschema.main, ["--builtin-schema", schema, str(file)])


# As GitHub reads it


@pytest.mark.parametrize("file", sorted(FOLDER.iterdir()), ids=lambda file: file.name)
def test_it_is_a_workflow(file: Path) -> None:
    done = validated(file)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("runs-on: ubuntu-latest", "runs-at: ubuntu-latest"),
        ("pages: write", "pages: wirte"),
        ("needs: build", "needs: {build: yes}"),
        ("pull_request:", "pull-request:"),
    ],
)
def test_one_broken_on_purpose_is_noticed(tmp_path: Path, right: str, wrong: str) -> None:
    assert right in TEXT
    broken = tmp_path / "publish.yml"
    broken.write_text(TEXT.replace(right, wrong), encoding="utf-8")
    assert validated(broken).exit_code == 1


def test_pushes_to_main_pull_requests_every_day_and_a_button_start_it() -> None:
    on = WORKFLOW["on"]
    assert on.keys() == {"push", "pull_request", "workflow_dispatch", "schedule"}
    assert on["push"] == {"branches": ["main"]}
    (schedule,) = on["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", schedule["cron"])


def test_whatever_is_published_has_been_checked_and_that_is_all_it_waits_for() -> None:
    steps = JOBS["build"]["steps"]
    done = [step.get("run") or step["uses"].partition("@")[0] for step in steps]
    # Tests of the generator would be there too, and keep content from its readers for minutes.
    command = "make site CHECK=yes FORMAT=github"
    assert [step["run"] for step in steps if "run" in step] == [command]
    assert done.index(command) < done.index("actions/upload-pages-artifact")
    assert not any("if" in step or "continue-on-error" in step for step in steps if "run" in step)
    assert JOBS["deploy"]["needs"] == "build"


@pytest.mark.parametrize("event", [PUSH, DAILY, BY_HAND])
def test_main_is_published_with_the_address_that_pages_has(event: dict[str, str]) -> None:
    assert "deploy" in jobs_of(event)
    actions = actions_of(event)
    assert {"actions/configure-pages", "actions/upload-pages-artifact"} <= set(actions)
    assert actions.index("actions/configure-pages") < actions.index("actions/upload-pages-artifact")
    (asked,) = (step for step in STEPS if "configure-pages" in step.get("uses", ""))
    for step in (step for step in STEPS if step.get("run", "").startswith("make ")):
        assert step["env"] == {"BASE_URL": f"${{{{ steps.{asked['id']}.outputs.base_url }}}}"}


@pytest.mark.parametrize("event", [PULL_REQUEST, ELSEWHERE])
def test_nothing_else_ever_is(event: dict[str, str]) -> None:
    assert jobs_of(event) == {"build"}
    assert not {"actions/upload-pages-artifact", "actions/deploy-pages"} & set(actions_of(event))


def test_a_pull_request_gets_the_site_to_look_at() -> None:
    assert "actions/upload-artifact" in actions_of(PULL_REQUEST)
    assert "actions/upload-artifact" not in actions_of(PUSH)


@pytest.mark.pitfall(14)
def test_no_upload_leaves_out_hidden_files() -> None:
    uploads = [step for step in STEPS if "/upload-" in step.get("uses", "")]
    assert len(uploads) == 2
    for step in uploads:
        assert step["with"]["path"] == "site"
        assert step["with"]["include-hidden-files"] == "true"
    # Since this version of it; earlier ones leave out hidden files or cannot be asked not to.
    assert re.search(r"actions/upload-pages-artifact@\w+ # v5\.", TEXT)


def test_no_job_may_do_more_than_it_has_to() -> None:
    assert WORKFLOW["permissions"] == {}
    assert {name: job["permissions"] for name, job in JOBS.items()} == {
        "build": {"contents": "read", "pages": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
        "keep-alive": {"actions": "write"},
    }


def test_deploys_never_race_and_none_is_broken_off() -> None:
    assert WORKFLOW["concurrency"] == {
        "group": "publish-${{ github.ref }}",
        "cancel-in-progress": "${{ github.event_name == 'pull_request' }}",
    }


@pytest.mark.pitfall(14)
def test_the_schedule_keeps_itself_alive() -> None:
    assert [name for name in JOBS if name in jobs_of(DAILY) - jobs_of(PUSH)] == ["keep-alive"]
    (step,) = JOBS["keep-alive"]["steps"]
    assert step["run"] == (
        f'gh api -X PUT "repos/$GITHUB_REPOSITORY/actions/workflows/{FILE.name}/enable"'
    )
    assert step["env"] == {"GH_TOKEN": "${{ github.token }}"}


def test_no_script_is_put_together_from_what_others_may_write() -> None:
    assert RUNS
    assert not [run for run in RUNS if "${{" in run]


def state_of(workflow: dict[str, Any]) -> dict[str, str]:
    """Return what of a build is kept for the next run, and what it may have been made with.

    Fail unless it is restored before the build and saved by main alone, when the site is uploaded.
    """
    steps = workflow["jobs"]["build"]["steps"]
    done = [step.get("run") or step["uses"].partition("@")[0] for step in steps]
    restore, save = (steps[done.index(f"actions/cache/{what}")] for what in ("restore", "save"))
    (build,) = (number for number, text in enumerate(done) if "make site CHECK=yes" in text)
    assert done.index("actions/cache/restore") < build
    assert "if" not in restore
    assert done[-1] == "actions/cache/save"
    assert save["if"] == f"github.ref == '{MAIN}'"
    assert save["with"]["path"] == restore["with"]["path"]
    assert save["with"]["key"] == f"${{{{ steps.{restore['id']}.outputs.cache-primary-key }}}}"
    first, second = restore["with"]["restore-keys"].splitlines()
    found = re.fullmatch(r"(state-\$\{\{ (.*) \}\}-)\$\{\{ github.ref_name \}\}-", first)
    assert found
    assert restore["with"]["key"] == f"{first}${{{{ github.run_id }}}}"
    assert second == f"{found[1]}main-"
    return {"path": restore["with"]["path"], "made with": found[2]}


def test_a_run_goes_on_from_the_state_of_the_last_one_by_the_same_generator() -> None:
    found = state_of(WORKFLOW)
    assert found["made with"] == "hashFiles('generator/**', 'pyproject.toml')"
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert found["path"].split() == [".briefing", "site"]
    assert {"/.briefing/", "/site/"} <= set(ignored)


@pytest.mark.parametrize("file", sorted(FOLDER.iterdir()), ids=lambda file: file.name)
def test_every_action_is_pinned_by_its_commit_and_says_its_version(file: Path) -> None:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        assert re.fullmatch(r" +(- )?uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


def test_newer_versions_of_actions_and_packages_are_proposed() -> None:
    file = ROOT / ".github" / "dependabot.yml"
    assert validated(file, "vendor.dependabot").exit_code == 0
    updates = loaded(file.read_text(encoding="utf-8"))["updates"]
    assert {update["package-ecosystem"] for update in updates} == {"pip", "github-actions"}


# Tests of the generator


def starts_tests(path: str) -> bool:
    """Return whether a commit that changes one file starts the tests."""
    return any(
        re.fullmatch(re.escape(pattern).replace(r"\*\*", ".*"), path)
        for pattern in TESTING["on"]["push"]["paths"]
    )


@pytest.mark.parametrize(
    "path",
    [
        "content/site.yaml",
        "content/articles/2025-05-11-talks.md",
        "content/media/map.png",
        "content/README.md",
        "themes/venues.md",
        "themes/venues.html",
        "templates/base.html",
        "static/briefing.css",
    ],
)
def test_a_change_of_content_does_not_start_them(path: str) -> None:
    assert not starts_tests(path)


@pytest.mark.parametrize(
    "path",
    [
        "generator/build.py",
        "generator/templates/base.html",
        "tests/browser/look.js",
        "pyproject.toml",
        "Makefile",
        ".ci/run",
        ".github/workflows/test.yml",
        ".github/workflows/publish.yml",
    ],
)
def test_a_change_of_the_generator_does(path: str) -> None:
    assert (ROOT / path).is_file()
    assert starts_tests(path)


def test_pushes_to_main_pull_requests_and_a_button_start_them() -> None:
    on = TESTING["on"]
    assert on.keys() == {"push", "pull_request", "workflow_dispatch"}
    assert on["push"].keys() == {"branches", "paths"}
    assert on["push"]["branches"] == ["main"]
    assert on["pull_request"] == {"paths": on["push"]["paths"]}


def test_they_are_all_that_ci_has_and_a_failure_is_one() -> None:
    assert [step["run"] for step in TESTS["steps"] if "run" in step] == [".ci/run"]
    assert "if" not in TESTS
    assert not any("if" in step or "continue-on-error" in step for step in TESTS["steps"])


def test_other_versions_of_python_and_the_oldest_packages_have_the_quick_ones() -> None:
    tried = VERSIONS["strategy"]["matrix"]["include"]
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"]
    assert {oldest.removeprefix(">="), "3.13"} <= {entry["python"] for entry in tried}
    assert {entry["make"] for entry in tried} == {"test", "test-oldest"}
    assert {"test", "test-oldest"} <= targets()
    assert "if" not in VERSIONS


@pytest.mark.parametrize("job", [TESTS, VERSIONS], ids=["test", "versions"])
def test_they_may_read_and_nothing_else(job: dict[str, Any]) -> None:
    assert TESTING["permissions"] == {}
    assert job["permissions"] == {"contents": "read"}
    (checkout,) = (step for step in job["steps"] if "/checkout@" in step.get("uses", ""))
    assert checkout["with"] == {"persist-credentials": "false"}


def test_only_those_of_a_pull_request_are_broken_off() -> None:
    assert TESTING["concurrency"] == {
        "group": "test-${{ github.ref }}",
        "cancel-in-progress": "${{ github.event_name == 'pull_request' }}",
    }


def test_both_workflows_set_up_the_same_machine() -> None:
    here, there = (
        [step for step in job["steps"] if "/setup-python@" in step.get("uses", "")]
        for job in (JOBS["build"], TESTS)
    )
    kept = [step["with"].pop("cache-dependency-path") for step in (*here, *there)]
    assert all((ROOT / file).is_file() for file in kept)
    assert here == there
    assert JOBS["build"]["runs-on"] == TESTS["runs-on"]


# On this side


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))


def test_everything_that_it_runs_is_there() -> None:
    for run in RUNS:
        program, *words = run.split()
        if program == "gh":
            continue
        assert program == "make"
        assert {word for word in words if "=" not in word} <= targets()
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def made(target: str, **variables: str) -> str:
    """Return the command that make would run, without running it."""
    # Whoever runs these tests by make may have told it something.
    told = ("MAKEFLAGS", "WORKERS")
    environment = {key: text for key, text in os.environ.items() if key not in told} | variables
    call = ["make", "--dry-run", "--no-print-directory", *target.split()]
    done = subprocess.run(
        call, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return " ".join(done.stdout.splitlines()[-1].split())


def test_make_hands_on_what_it_is_told() -> None:
    assert made("check FORMAT=github") == ".venv/bin/briefing check --format github"
    assert made("check") == ".venv/bin/briefing check"
    for target, command in (("site", "build"), ("check", "check")):
        assert made(target, BASE_URL="https://a.example/b") == (
            f".venv/bin/briefing {command} --base-url https://a.example/b"
        )
    assert made("site", BASE_URL="") == ".venv/bin/briefing build"
    assert made("site FORMAT=github") == ".venv/bin/briefing build"
    assert made("site CHECK=yes FORMAT=github ARCHIVE=../texts EXTERNAL=yes") == (
        ".venv/bin/briefing build --check --archive ../texts --external --format github"
    )


def test_make_runs_the_quick_tests_or_all() -> None:
    quick, everything = made("test", WORKERS="3"), made("test-all", WORKERS="3")
    assert everything.startswith(".venv/bin/pytest --numprocesses 3 --dist loadfile ")
    assert quick == f'{everything} -m "not long and not browser"'


def test_make_has_two_workers_for_each_processor() -> None:
    assert f" --numprocesses {2 * (os.cpu_count() or 1)} " in made("test")


@pytest.fixture
def stubs(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing is made or installed, but noted down."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("make", "chromium", "java", "apt-get", "sudo"):
        stub = folder / name
        note = f'echo "{name} $* $BRIEFING_NEEDS_BROWSER" >> "{tmp_path}/{name}"'
        stub.write_text(f"#!/bin/sh\n{note}\n", encoding="utf-8")
        stub.chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin"}


@pytest.mark.parametrize(
    ("named", "expected"),
    [([], ["lint", "test-all", "check", "site"]), (["lint", "test"], ["lint", "test"])],
)
def test_ci_makes_everything_or_what_it_is_told_with_a_browser_required(
    tmp_path: Path, stubs: dict[str, str], named: list[str], expected: list[str]
) -> None:
    subprocess.run([ROOT / ".ci" / "run", *named], env=stubs, check=True)
    noted = (tmp_path / "make").read_text(encoding="utf-8").splitlines()
    assert noted == [f"make {target} 1" for target in expected]
    assert {*expected} <= targets()


def test_ci_ends_at_the_first_failure(tmp_path: Path, stubs: dict[str, str]) -> None:
    make = tmp_path / "bin" / "make"
    make.write_text(make.read_text(encoding="utf-8") + '[ "$1" != test-all ]\n', encoding="utf-8")
    done = subprocess.run([ROOT / ".ci" / "run"], env=stubs, check=False)
    assert done.returncode != 0
    assert len((tmp_path / "make").read_text(encoding="utf-8").splitlines()) == 2
