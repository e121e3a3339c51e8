"""Another site in the place of ours, in another language on another subject: no test minds.

The repository is copied without what editors wrote, and `examples/market` takes its place. There
run all test files that know where the repository is. They are found by their text, so a new one is
among them by itself. Whatever else comes upon the repository's content is stopped by `guard.py`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Site
from tests.examples import copied
from tests.guard import OURS, ROOT, is_content

pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists(), reason="only git can tell what belongs to the repository"
)

QUICK = ("-m", "not long and not browser")
KNOWS_THE_REPOSITORY = re.compile(r"\(__file__\)\.parent(s|\.parent)|cwd\(|import .*\bROOT\b")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository, with another site in it."""
    folder = tmp_path_factory.mktemp("repository")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        file = ROOT / name
        if file.is_file() and not is_content(file):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, folder / name)
    copied("market", folder)
    return folder


def knowing(repository: Path) -> list[str]:
    """Return the test files that know where the repository is, but for this one."""
    files = sorted((repository / "tests").rglob("test_*.py"))
    return [
        str(file.relative_to(repository))
        for file in files
        if file.name != Path(__file__).name
        and KNOWS_THE_REPOSITORY.search(file.read_text(encoding="utf-8"))
    ]


def run(repository: Path, *files: str) -> subprocess.CompletedProcess[str]:
    """Run test files there, as `make test` does."""
    environment = {key: text for key, text in os.environ.items() if not key.startswith("PYTEST_")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *QUICK, *files],
        cwd=repository,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )


def test_the_other_site_has_no_problem(repository: Path) -> None:
    outcome = Site(repository).run("check")
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert (repository / "content" / "README.md").is_file()


@pytest.mark.long
def test_no_test_minds_another_site(repository: Path) -> None:
    files = knowing(repository)
    assert {f"tests/{OURS}", "tests/test_handbook.py"} <= set(files)
    done = run(repository, *files)
    assert done.returncode == 0, done.stdout
    assert f"tests/{OURS}: content/ holds another site" in re.sub(r":\d+:", ":", done.stdout)


def test_one_that_minds_is_among_those_that_run_and_fails(repository: Path) -> None:
    planted = repository / "tests" / "test_planted.py"
    # In a program of its own, where no guard sees it.
    planted.write_text(
        "import subprocess\nfrom pathlib import Path\n\n"
        "def test_it_is_the_site_about_the_talks() -> None:\n"
        "    root = Path(__file__).parent.parent\n"
        "    subprocess.run(['grep', 'id: talks-brief', root / 'content/site.yaml'], check=True)\n",
        encoding="utf-8",
    )
    assert "tests/test_planted.py" in knowing(repository)
    done = run(repository, "tests/test_planted.py")
    planted.unlink()
    assert done.returncode == 1
    assert "FAILED tests/test_planted.py::test_it_is_the_site_about_the_talks" in done.stdout


# The guard


def stopped() -> pytest.RaisesExc[BaseException]:
    return pytest.raises(pytest.fail.Exception, match=f"only {OURS} may read")


def test_a_test_that_reads_our_content_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    with stopped():
        (ROOT / "content" / "site.yaml").read_text(encoding="utf-8")
    with stopped():
        list((ROOT / "themes").iterdir())
    with stopped():
        Site(ROOT).run("check")
    monkeypatch.chdir(ROOT)
    with stopped():
        Path("content/site.yaml").read_text(encoding="utf-8")


def test_handbooks_and_other_sites_may_be_read(site: Site) -> None:
    assert (ROOT / "content" / "README.md").read_text(encoding="utf-8")
    assert (ROOT / "themes" / "README.md").read_text(encoding="utf-8")
    assert (site.root / "content" / "site.yaml").read_text(encoding="utf-8")
