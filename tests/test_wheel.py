"""The package as others install it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from generator import __version__
from tests.conftest import Site

ROOT = Path(__file__).parent.parent


def test_a_built_wheel_holds_templates_and_static_files_and_builds_a_site(
    tmp_path: Path, site: Site
) -> None:
    project = tmp_path / "project"
    # What other tests compile at the same time comes and goes there.
    compiled = shutil.ignore_patterns("__pycache__")
    for folder in ("generator", "tests/makers"):
        shutil.copytree(ROOT / folder, project / folder, ignore=compiled)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, project)
    build = "from setuptools import build_meta; build_meta.build_wheel('dist')"
    subprocess.run([sys.executable, "-c", build], cwd=project, check=True, capture_output=True)
    (wheel,) = (project / "dist").iterdir()
    assert wheel.name == f"briefing_site-{__version__}-py3-none-any.whl"
    unpacked = tmp_path / "unpacked"
    zipfile.ZipFile(wheel).extractall(unpacked)
    held = {path.name.partition("-")[0] for path in unpacked.iterdir()}
    assert held == {"generator", "briefing_site"}
    programs = [path for path in unpacked.rglob("*.py") if "__main__" in path.read_text("utf-8")]
    assert programs == [unpacked / "generator" / "__main__.py"]
    for file in ("maps/land.bin", "cards/serif.bin", "cards/sans.bin", "cards/OFL.txt", "py.typed"):
        assert (unpacked / "generator" / file).is_file()
    for folder in ("templates", "static"):
        expected = {path.name for path in (ROOT / "generator" / folder).iterdir() if path.is_file()}
        assert {path.name for path in (unpacked / "generator" / folder).iterdir()} == expected
    subprocess.run(
        [sys.executable, "-m", "generator", "build", "--no-search", "--root", str(site.root)],
        cwd=unpacked,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        check=True,
    )
    assert "No truce yet." in site.page("themes/truce/")
