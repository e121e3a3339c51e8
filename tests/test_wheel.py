"""What others install: a wheel with everything in it, without a clone of the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator import __version__
from tests.conftest import Outcome, Site
from tests.first_hour import first_hour

ROOT = Path(__file__).parent.parent
VENV = (sys.executable, "-m", "venv", "--without-pip")
"""Makes an environment in a moment; what is `alone` has pip among what the generator needs."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as it is built from the source that a release has."""
    project = tmp_path_factory.mktemp("wheel") / "project"
    # What other tests compile at the same time comes and goes there.
    compiled = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "generator", project / "generator", ignore=compiled)
    for name in ("pyproject.toml", "README.md", "MANIFEST.in"):
        shutil.copy(ROOT / name, project)
    source = built("sdist", project)
    shutil.unpack_archive(source, project / "source", filter="data")
    return built("wheel", project / "source" / source.name.removesuffix(".tar.gz"))


def built(kind: str, project: Path) -> Path:
    """Build a `wheel`, or the source that one can be built from (`sdist`)."""
    build = f"from setuptools import build_meta; build_meta.build_{kind}('dist')"
    subprocess.run([sys.executable, "-c", build], cwd=project, check=True, capture_output=True)
    (file,) = (project / "dist").iterdir()
    return file


def files(folder: Path) -> set[str]:
    """Return all files below a folder but those that Python compiled."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if "__pycache__" not in path.parts}


def test_a_built_wheel_holds_templates_and_static_files_and_builds_a_site(
    tmp_path: Path, site: Site, wheel: Path
) -> None:
    assert wheel.name == f"briefing_site-{__version__}-py3-none-any.whl"
    unpacked = tmp_path / "unpacked"
    zipfile.ZipFile(wheel).extractall(unpacked)
    held = {path.name.partition("-")[0] for path in unpacked.iterdir()}
    assert held == {"generator", "briefing_site"}
    programs = {path for path in unpacked.rglob("*.py") if "__main__" in path.read_text("utf-8")}
    # A preview starts the second, to renew its search index in a process of its own.
    names = ("__main__.py", "search/renewing.py")
    assert programs == {unpacked / "generator" / name for name in names}
    assert files(unpacked / "generator") == files(ROOT / "generator")
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--no-search", "--root", str(site.root)],
        cwd=unpacked,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        check=True,
    )
    assert "No truce yet." in site.page("themes/truce/")


@pytest.fixture
def alone(tmp_path: Path) -> Mapping[str, str]:
    """An environment with what the generator needs, without the generator and any index."""
    needed = tmp_path / "needed"
    needed.mkdir()
    for path in Path(sysconfig.get_path("purelib")).iterdir():
        if "briefing_site" not in path.name:
            (needed / path.name).symlink_to(path)
    told = ("MAKEFLAGS", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV")
    kept = {key: text for key, text in os.environ.items() if key not in told}
    return {**kept, "PIP_NO_INDEX": "1", "PYTHONPATH": str(needed), "PYTHON": sys.executable}


@pytest.mark.long
def test_from_an_installed_wheel_to_a_site_that_installs_it_again_by_itself(
    tmp_path: Path, wheel: Path, alone: Mapping[str, str]
) -> None:
    def run(*call: str, cwd: Path = tmp_path) -> str:
        done = subprocess.run(call, cwd=cwd, env=alone, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    run(*VENV, "tools")
    run("tools/bin/python", "-m", "pip", "install", "--quiet", str(wheel))
    told = run("tools/bin/briefing", "init", "brief", "--yes")
    assert "note:" not in told
    brief = tmp_path / "brief"
    assert f"\n./wheels/{wheel.name}\n" in (brief / "requirements.txt").read_text("utf-8")
    shutil.rmtree(tmp_path / "tools")
    wheel_there = brief / "wheels" / wheel.name
    assert wheel_there.read_bytes() == wheel.read_bytes()
    checked = run("make", "check", cwd=brief)
    assert "; 2 warnings\n" in checked  # it is an example, at an address of examples
    run("make", "site", cwd=brief)
    assert "Will the Long Bridge be repaired" in Site(brief).page("themes/bridge/")
    where = run(".venv/bin/briefing", "--version", cwd=brief)
    assert str(brief / ".venv") in where
    made = run(".venv/bin/briefing", "new", "article", "--source", "hill-radio", cwd=brief)
    assert made.startswith("content/articles/")
    assert "; 2 warnings\n" in run("make", "check", cwd=brief)


@pytest.mark.long
def test_the_first_hour_needs_nothing_but_the_wheel(
    tmp_path: Path, wheel: Path, alone: Mapping[str, str]
) -> None:
    tools = tmp_path / "tools"
    for call in (
        (*VENV, str(tools)),
        (str(tools / "bin" / "python"), "-m", "pip", "install", "--quiet", str(wheel)),
    ):
        subprocess.run(call, env=alone, check=True, capture_output=True)
    author = dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "EMAIL"), "e@example.org")

    def run(folder: Path, *arguments: str) -> Outcome:
        done = subprocess.run(
            [str(tools / "bin" / "briefing"), *arguments],
            cwd=folder,
            env={**alone, **author},
            capture_output=True,
            text=True,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    first_hour(run, tmp_path)
