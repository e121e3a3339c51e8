"""What this repository asks of those who work on it, and of those who report a fault."""

from __future__ import annotations

import re
from configparser import ConfigParser
from datetime import date
from itertools import pairwise
from pathlib import Path
from tomllib import loads
from typing import Any

import pytest
import yaml

from generator import __version__
from tests.test_workflow import targets, validated

ROOT = Path(__file__).parent.parent
FORM = ROOT / ".github" / "ISSUE_TEMPLATE" / "fault.yml"
FORM_SCHEMA = "vendor.github-issue-forms"


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


# Reports of faults


def test_the_form_for_faults_is_one() -> None:
    done = validated(FORM, FORM_SCHEMA)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("type: textarea", "type: text-area"), ("required: true", "required: perhaps")],
)
def test_a_form_broken_on_purpose_is_noticed(tmp_path: Path, right: str, wrong: str) -> None:
    broken = tmp_path / "fault.yml"
    text = FORM.read_text(encoding="utf-8")
    assert right in text
    broken.write_text(text.replace(right, wrong), encoding="utf-8")
    assert validated(broken, FORM_SCHEMA).exit_code == 1


def test_it_asks_for_all_that_shows_a_fault_to_others() -> None:
    form: dict[str, Any] = yaml.safe_load(FORM.read_text(encoding="utf-8"))
    asked = {part["id"]: part for part in form["body"] if part["type"] != "markdown"}
    assert list(asked) == ["command", "input", "message", "expected", "version"]
    assert all(part["validations"] == {"required": True} for part in asked.values())
    assert "briefing --version" in asked["version"]["attributes"]["description"]
    assert "BRIEFING_DEBUG=1" in asked["message"]["attributes"]["description"]


# Changes


def test_the_changelog_begins_with_what_is_to_come_and_ends_with_what_came_first() -> None:
    heads = re.findall(r"^## (.+)$", text_of("CHANGELOG.md"), re.MULTILINE)
    assert heads[0] == "[Unreleased]"
    released = [re.fullmatch(r"\[(\d+)\.(\d+)\.(\d+)\] - (\S+)", head) for head in heads[1:]]
    versions = [(tuple(map(int, m.groups()[:3])), date.fromisoformat(m[4])) for m in released if m]
    assert len(versions) == len(heads) - 1
    assert all(newer[0] > older[0] and newer[1] >= older[1] for newer, older in pairwise(versions))
    assert ".".join(map(str, versions[0][0])) == __version__


def test_what_changed_is_sorted_as_in_every_changelog() -> None:
    kinds = re.findall(r"^### (.+)$", text_of("CHANGELOG.md"), re.MULTILINE)
    assert {*kinds} <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


# Commits


def test_a_commit_is_held_to_what_make_lint_asks_for() -> None:
    config: dict[str, Any] = yaml.safe_load(text_of(".pre-commit-config.yaml"))
    (repository,) = config["repos"]
    assert repository["repo"] == "local"
    (hook,) = repository["hooks"]
    assert hook["entry"] == "make lint"
    assert (hook["language"], hook["pass_filenames"]) == ("system", False)
    assert {"python", "toml"} <= {*hook["types_or"]}


def test_editors_wrap_code_where_the_linter_wants_it() -> None:
    settings = ConfigParser()
    settings.read_string("[top]\n" + text_of(".editorconfig"))
    wanted = loads(text_of("pyproject.toml"))["tool"]["ruff"]["line-length"]
    assert settings["*.py"].getint("max_line_length") == wanted
    assert settings["Makefile"]["indent_style"] == "tab"


# What is written about all this


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "tests/README.md"]
)
def test_a_page_leads_to_files_and_targets_that_there_are(name: str) -> None:
    text = text_of(name)
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text)
    assert [link for link in links if not (ROOT / name).parent.joinpath(link).exists()] == []
    calls = re.findall(r"(?:^|`)make ((?:[a-z-]+\b ?)+)", text, re.MULTILINE)
    assert {target for call in calls for target in call.split()} <= targets()
    assert calls
