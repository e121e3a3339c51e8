"""The order in which test files are begun: the slowest first, so that none is left over at the end.

Workers take one file after the other. Were a file of minutes begun last, all but one would be idle.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

SLOWEST = (
    "incremental/test_long_walks_odd.py",
    "incremental/test_long_walks_even.py",
    "incremental/test_walk.py",
    "store/test_pages.py",
    "test_disturbed.py",
    "test_killed.py",
    "watch/test_random_steps.py",
    "watch/test_watching.py",
    "watch/test_saving.py",
    "test_other_content.py",
    "browser",
    "serve",
    "publish",
    "search/test_index.py",
    "incremental/test_searched_walk.py",
    "assemble/test_index.py",
    "test_our_content.py",
    "test_summary.py",
    "write/test_output.py",
)
"""Files and folders, slowest first. A folder whose files share fixtures stays together."""

_TESTS = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort tests by when their file is begun; within a file, they stay in order."""
    items.sort(key=lambda item: _turn(item.path))


@cache
def _turn(file: Path) -> int:
    found = (turn for turn, name in enumerate(SLOWEST) if file.is_relative_to(_TESTS / name))
    return next(found, len(SLOWEST))
