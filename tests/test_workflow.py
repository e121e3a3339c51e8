"""From a commit to readers: what GitHub is told to do, and that it can."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
FILE = ROOT / ".github" / "workflows" / "publish.yml"
TEXT = FILE.read_text(encoding="utf-8")
# The loader that leaves every value the text that it is: to any other, `on` is true.
WORKFLOW: dict[str, Any] = yaml.load(TEXT, yaml.BaseLoader)
JOBS: dict[str, dict[str, Any]] = WORKFLOW["jobs"]
STEPS = [step for job in JOBS.values() for step in job["steps"]]
RUNS = [step["run"] for step in STEPS if "run" in step]

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


def validated(file: Path) -> subprocess.CompletedProcess[str]:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    call = [*check, "vendor.github-workflows", str(file)]
    return subprocess.run(call, check=False, capture_output=True, text=True)


# As GitHub reads it


def test_it_is_a_workflow() -> None:
    done = validated(FILE)
    assert done.returncode == 0, done.stdout


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
    assert validated(broken).returncode == 1


def test_pushes_to_main_pull_requests_every_day_and_a_button_start_it() -> None:
    on = WORKFLOW["on"]
    assert on.keys() == {"push", "pull_request", "workflow_dispatch", "schedule"}
    assert on["push"] == {"branches": ["main"]}
    (schedule,) = on["schedule"]
    assert re.fullmatch(r"\d+ \d+ \* \* \*", schedule["cron"])


def test_whatever_is_published_has_been_tested_and_checked() -> None:
    steps = JOBS["build"]["steps"]
    done = [step.get("run") or step["uses"].partition("@")[0] for step in steps]
    in_order = [".ci/run lint test", "make check FORMAT=github", "make site"]
    assert [what for what in done if what in in_order] == in_order
    assert done.index("make site") < done.index("actions/upload-pages-artifact")
    assert not any("if" in step or "continue-on-error" in step for step in steps if "run" in step)
    assert JOBS["deploy"]["needs"] == "build"


@pytest.mark.parametrize("event", [PUSH, DAILY, BY_HAND])
def test_main_is_published_with_the_address_that_pages_has(event: dict[str, str]) -> None:
    assert "deploy" in jobs_of(event)
    actions = actions_of(event)
    assert {"actions/configure-pages", "actions/upload-pages-artifact"} <= set(actions)
    assert actions.index("actions/configure-pages") < actions.index("actions/upload-pages-artifact")
    (asked,) = (step for step in STEPS if "configure-pages" in step.get("uses", ""))
    (site,) = (step for step in STEPS if step.get("run") == "make site")
    assert site["env"] == {"BASE_URL": f"${{{{ steps.{asked['id']}.outputs.base_url }}}}"}


@pytest.mark.parametrize("event", [PULL_REQUEST, ELSEWHERE])
def test_nothing_else_ever_is(event: dict[str, str]) -> None:
    assert jobs_of(event) == {"build"}
    assert not {"actions/upload-pages-artifact", "actions/deploy-pages"} & set(actions_of(event))


def test_a_pull_request_gets_the_site_to_look_at() -> None:
    assert "actions/upload-artifact" in actions_of(PULL_REQUEST)
    assert "actions/upload-artifact" not in actions_of(PUSH)


def test_no_upload_leaves_out_hidden_files() -> None:
    uploads = [step for step in STEPS if "/upload-" in step.get("uses", "")]
    assert len(uploads) == 2
    for step in uploads:
        assert step["with"]["path"] == "site"
        assert step["with"]["include-hidden-files"] == "true"
    # Since this version of it; earlier ones leave out hidden files or cannot be asked not to.
    assert "actions/upload-pages-artifact@v5" in TEXT


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


# On this side


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))


def test_everything_that_it_runs_is_there() -> None:
    for run in RUNS:
        program, *words = run.split()
        if program == "gh":
            continue
        assert program in ("make", ".ci/run")
        assert {word for word in words if "=" not in word} <= targets()
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def made(target: str, **variables: str) -> str:
    """Return the command that make would run, without running it."""
    environment = {**os.environ, **variables}
    call = ["make", "--dry-run", "--no-print-directory", *target.split()]
    done = subprocess.run(
        call, cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return " ".join(done.stdout.splitlines()[-1].split())


def test_make_hands_on_what_it_is_told() -> None:
    assert made("check FORMAT=github") == ".venv/bin/briefing check --format github"
    assert made("check") == ".venv/bin/briefing check"
    assert made("site", BASE_URL="https://a.example/b") == (
        ".venv/bin/briefing build --base-url https://a.example/b"
    )
    assert made("site", BASE_URL="") == ".venv/bin/briefing build"


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
    [([], ["lint", "test", "check", "site"]), (["lint", "test"], ["lint", "test"])],
)
def test_ci_makes_everything_or_what_it_is_told_with_a_browser_required(
    tmp_path: Path, stubs: dict[str, str], named: list[str], expected: list[str]
) -> None:
    subprocess.run([ROOT / ".ci" / "run", *named], env=stubs, check=True)
    noted = (tmp_path / "make").read_text(encoding="utf-8").splitlines()
    assert noted == [f"make {target} 1" for target in expected]


def test_ci_ends_at_the_first_failure(tmp_path: Path, stubs: dict[str, str]) -> None:
    make = tmp_path / "bin" / "make"
    make.write_text(make.read_text(encoding="utf-8") + '[ "$1" != test ]\n', encoding="utf-8")
    done = subprocess.run([ROOT / ".ci" / "run"], env=stubs, check=False)
    assert done.returncode != 0
    assert len((tmp_path / "make").read_text(encoding="utf-8").splitlines()) == 2
