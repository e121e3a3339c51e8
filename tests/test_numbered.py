"""Every case and every pitfall on the list has a test.

A number that is not on the list ends a run as tests are collected (`numbered.py`).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import numbered

TESTS = Path(__file__).parent


def test_every_number_has_a_test(pytestconfig: pytest.Config) -> None:
    # Or else files were named, and some numbers may be elsewhere.
    if not numbered.files(pytestconfig) >= {*TESTS.rglob("test_*.py")}:
        pytest.skip("tests of some files only were asked for")
    counted = numbered.counted(pytestconfig)
    assert [name for name in numbered.names() if not counted[name]] == []


def test_a_number_that_is_not_on_the_list_ends_the_run(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import pytest\n\n\n@pytest.mark.case('1.99')\ndef test_nothing() -> None:\n    pass\n"
    )
    ended = pytester.runpytest_inprocess("-p", "tests.numbered", "-p", "no:cacheprovider")
    assert ended.ret == pytest.ExitCode.USAGE_ERROR
    ended.stderr.fnmatch_lines("*not in tests/numbered.py: case 1.99")
