"""`make test` leaves out what needs a browser or minutes, and says so."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.order import SLOWEST

TESTS = Path(__file__).parent
QUICK = ("-m", "not long and not browser")
IN_A_BROWSER = ("tests/browser/test_plain.py", "tests/serve/test_live_reload.py")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run pytest as make does, on some of its files."""
    call = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(call, cwd=TESTS.parent, check=False, capture_output=True, text=True)


@pytest.fixture(scope="module")
def in_a_browser() -> int:
    """How many tests need a browser."""
    listed = run("--collect-only", *IN_A_BROWSER).stdout
    return sum("::" in line for line in listed.splitlines())


@pytest.mark.parametrize(
    "parallel", [(), ("--numprocesses", "2", "--dist", "loadfile")], ids=["one", "two"]
)
def test_how_many_were_left_out_is_said_last_whatever_the_number_of_processes(
    parallel: tuple[str, ...], in_a_browser: int
) -> None:
    done = run(*QUICK, *parallel, "tests/test_icons.py", *IN_A_BROWSER)
    assert done.returncode == 0, done.stdout
    *_, left_out, last = done.stdout.splitlines()
    assert re.match(r"\d+ passed", last)
    found = re.fullmatch(
        r"left out: (\d+) tests that need a browser or minutes; make test-all runs all", left_out
    )
    assert found
    assert int(found[1]) == in_a_browser > 50


def test_nothing_is_said_where_nothing_was_left_out() -> None:
    # By the same expression, and by a word that was looked for.
    assert "left out" not in run(*QUICK, "tests/test_icons.py").stdout
    assert "left out" not in run("--collect-only", "-k", "nothing_of_that", *IN_A_BROWSER).stdout


def test_what_is_begun_first_is_there() -> None:
    assert [name for name in SLOWEST if not (TESTS / name).exists()] == []


def test_whatever_starts_chromium_is_marked() -> None:
    imported = re.compile("^from tests.browser.chromium import .*(started|needs)", re.MULTILINE)
    elsewhere = {
        file.name: text
        for file in TESTS.rglob("test_*.py")
        if file.parent.name != "browser"  # those of that folder are marked by its conftest.py
        and imported.search(text := file.read_text(encoding="utf-8"))
    }
    assert "test_live_reload.py" in elsewhere
    assert [name for name, text in elsewhere.items() if "pytest.mark.browser" not in text] == []
