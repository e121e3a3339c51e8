"""Tests run on sites of their own: whichever reads the site of this repository is stopped.

Python tells an audit hook of every file that it opens and every folder that it lists (PEP 578).
So no test has to be searched for paths: one that comes upon `content/` or `themes/` fails there,
with a traceback. Programs that a test starts are not seen; `test_other_content.py` is for them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = "test_our_content.py"
"""The one file whose tests are about the site of this repository."""

_FOLDERS = ("content", "themes")
_HANDBOOK = re.compile(r"README(?:\.\w+)*\.md")
_READING = {"open", "os.listdir", "os.scandir"}


def stop(event: str, arguments: tuple[object, ...]) -> None:
    """Fail the test that looks at the repository's own content.

    Made for `sys.addaudithook`: gets the name of an event and what it is about. What pytest raises
    is no `Exception`, so the code under test cannot take it for a problem of its own and go on.
    """
    if event not in _READING or not isinstance(arguments[0], (str, bytes, os.PathLike)):
        return
    path = os.fsdecode(arguments[0])
    # Asked first: every file that is opened passes here, and an absolute path takes a while.
    if not any(folder in path for folder in _FOLDERS):
        return
    # A bare name may be that of a file in any folder that is open (`dir_fd`): rmtree does so.
    if event == "open" and os.sep not in path:
        return
    running = os.environ.get("PYTEST_CURRENT_TEST", "").partition("::")[0]
    if is_content(path) and not running.endswith(f"tests/{OURS}"):
        pytest.fail(f"{path}: only {OURS} may read the site of this repository")


def is_content(path: str | Path) -> bool:
    """Return whether a file or folder is part of the repository's own site; handbooks are not."""
    whole = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links
    inside = any(f"{whole}{os.sep}".startswith(f"{ROOT / folder}{os.sep}") for folder in _FOLDERS)
    return inside and not _HANDBOOK.fullmatch(os.path.basename(whole))  # noqa: PTH119 - is a text
