"""What `briefing --version` prints: everything that a bug report should say."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from generator import __version__

_PACKAGE = Path(__file__).parent.parent


def version_lines() -> str:
    """Return two lines: the versions of all that shapes the output, and where the code is."""
    try:
        search = f"Pagefind {installed('pagefind-bin')}"
    except PackageNotFoundError:  # no wheel of it exists for this machine
        search = "without Pagefind"
    runs_on = f"{platform.system()} {platform.machine()}"
    versions = f"Python {platform.python_version()}, {search}, {runs_on}"
    return f"briefing {__version__} ({versions})\nfrom {_PACKAGE}"
