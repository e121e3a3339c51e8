"""A small site, open in an editor."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import Site
from tests.lsp.editor import Editor, editor


@pytest.fixture
def desk(site: Site) -> Iterator[Editor]:
    """An editor that has opened the folder of the small site."""
    with editor("--now", "2025-06-15") as one:
        one.begin(site.root)
        yield one
