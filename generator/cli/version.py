"""What `briefing --version` says: what a report of a fault needs to be understood."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path

from generator import __version__

_PACKAGE = Path(__file__).parent.parent


def version_lines() -> str:
    """Return two lines: the versions of all that shapes an output, and where the code lies."""
    try:
        search = f"Pagefind {installed('pagefind-bin')}"
    except PackageNotFoundError:  # there is no wheel of it for this machine
        search = "without Pagefind"
    runs_on = f"{platform.system()} {platform.machine()}"
    versions = f"Python {platform.python_version()}, {search}, {runs_on}"
    return f"briefing {__version__} ({versions})\nfrom {_PACKAGE}"
