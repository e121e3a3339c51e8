"""What the walks of this folder begin with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.incremental.walks import Steps, walks_in


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[type[Steps]]:
    """Walks over a site in a folder of the test."""
    with walks_in(tmp_path) as walk:
        yield walk
