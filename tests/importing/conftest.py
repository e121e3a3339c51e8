"""A site that reports are added to: a town, its two themes, and who speaks there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Site

HERE = Path(__file__).parent
NOW = "2025-05-20T10:00"


def site_of(name: str, folder: Path) -> Site:
    """Return a copy of one of the sites beside this file."""
    shutil.copytree(HERE / name, folder / name)
    return Site(folder / name)


def drafts(site: Site) -> list[Path]:
    """Return the files of all articles."""
    return sorted((site.root / "content/articles").glob("*.md"))


def uncommented(draft: str, by: str = "mayor") -> str:
    """Return a draft with all its candidates taken over, as an editor does that.

    `by` is the actor whom the editor gives those whose speaker is none.
    """
    front, claims, rest = draft.partition("\nclaims:\n")
    below, end, body = rest.partition("\n---\n")
    below = re.sub(r"^# ", "", below, flags=re.MULTILINE)
    below = re.sub(r"^    # by: .+", f"    by: [{by}]", below, flags=re.MULTILINE)
    return front + claims + below + end + body


@pytest.fixture
def town(tmp_path: Path) -> Site:
    """A site with two themes, four actors, two outlets and no article."""
    return site_of("town", tmp_path)
