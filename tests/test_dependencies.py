"""What is installed: chosen once, noted down with checksums, and free for anybody to use."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FOR_ALL = ROOT / "generator" / "requirements.txt"
FOR_TESTS = ROOT / "tests" / "requirements.txt"

FREE = re.compile(r"\b(0BSD|Apache|BSD|CNRI-Python|ISC|MIT|MPL|Mozilla|PSF|Python Software)\b")
"""Licences under which a newsroom may use a package without asking, or publishing its own code."""


def noted(file: Path) -> dict[str, tuple[str, int]]:
    """Return the version of each package and how many checksums it has, by its name."""
    entries = re.split(r"\n(?=[a-z])", file.read_text(encoding="utf-8"))[1:]
    found: dict[str, tuple[str, int]] = {}
    for entry in entries:
        requirement = Requirement(entry.partition("\\")[0])
        (chosen,) = requirement.specifier
        assert chosen.operator == "=="
        found[canonicalize_name(requirement.name)] = (chosen.version, entry.count("--hash=sha256:"))
    return found


def asked(*extras: str) -> list[Requirement]:
    """Return what pyproject.toml asks for."""
    optional = PROJECT["project"]["optional-dependencies"]
    texts = PROJECT["project"]["dependencies"] + [
        text for name in extras for text in optional[name]
    ]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize(("file", "extras"), [(FOR_ALL, ()), (FOR_TESTS, ("dev",))])
def test_whatever_is_asked_for_is_noted_in_a_version_that_fits(
    file: Path, extras: tuple[str, ...]
) -> None:
    chosen = noted(file)
    for requirement in asked(*extras):
        version, _ = chosen[canonicalize_name(requirement.name)]
        assert version in requirement.specifier, f"make lock: {requirement} is noted as {version}"


@pytest.mark.parametrize("file", [FOR_ALL, FOR_TESTS])
def test_everything_has_checksums_and_comes_from_wherever_pip_is_told(file: Path) -> None:
    assert all(checksums for _, checksums in noted(file).values())
    assert "://" not in file.read_text(encoding="utf-8")


def test_tests_run_with_the_versions_that_others_install() -> None:
    tested = noted(FOR_TESTS)
    assert {name: tested.get(name) for name in noted(FOR_ALL)} == noted(FOR_ALL)


def test_the_wheel_is_built_by_the_version_that_the_tests_have() -> None:
    (builder,) = PROJECT["build-system"]["requires"]
    assert builder in PROJECT["project"]["optional-dependencies"]["dev"]


def test_every_package_that_others_install_is_free_to_use() -> None:
    licences = {name: licence(name) for name in noted(FOR_ALL)}
    assert [name for name, told in licences.items() if not FREE.search(told)] == []


def licence(name: str) -> str:
    """Return all that a package says of its licence in its metadata."""
    told = distribution(name).metadata
    lines = [line for key in told if key.startswith("License") for line in told.get_all(key, [])]
    classifiers = [line for line in told.get_all("Classifier", []) if line.startswith("License")]
    return "\n".join([*lines, *classifiers])
