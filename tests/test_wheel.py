"""The package as others install it."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.conftest import Site

ROOT = Path(__file__).parent.parent


def test_a_built_wheel_holds_templates_and_static_files_and_builds_a_site(
    tmp_path: Path, site: Site
) -> None:
    project = tmp_path / "project"
    for folder in ("generator", "tests/makers"):
        shutil.copytree(ROOT / folder, project / folder)
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, project)
    build = "from setuptools import build_meta; build_meta.build_wheel('dist')"
    subprocess.run([sys.executable, "-c", build], cwd=project, check=True, capture_output=True)
    (wheel,) = (project / "dist").iterdir()
    unpacked = tmp_path / "unpacked"
    zipfile.ZipFile(wheel).extractall(unpacked)
    held = {path.name.partition("-")[0] for path in unpacked.iterdir()}
    assert held == {"generator", "briefing_site"}
    programs = [path for path in unpacked.rglob("*.py") if "__main__" in path.read_text("utf-8")]
    assert programs == [unpacked / "generator" / "__main__.py"]
    for file in ("maps/land.bin", "cards/serif.bin", "cards/sans.bin", "cards/OFL.txt"):
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
