"""The context of the articles is kept from build to build as text; that text must say all of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.assemble.codec import decode, encode
from generator.problems import Rejected
from generator.prose.markdown import Markdown
from generator.read.layout import group_files
from generator.read.scan import scan
from generator.validate.media import read_medium
from generator.validate.site import ContextReading, read_context
from tests.fuzz.inputs import GOOD, site


def context_of(files: Mapping[str, bytes], root: Path) -> ContextReading | None:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    try:
        found = group_files(scan(root))
    except Rejected:
        return None
    return read_context(found, lambda it: it.read(), lambda it: read_medium(it.read()), Markdown())


def test_a_good_context_comes_back_as_it_was(tmp_path: Path) -> None:
    context = context_of(GOOD, tmp_path)
    assert context is not None
    assert context.site is not None
    assert decode(ContextReading, encode(context)) == context


@pytest.mark.parametrize("seed", range(60))
def test_so_does_one_with_anything_in_it(tmp_path: Path, seed: int) -> None:
    context = context_of(site(seed), tmp_path)
    assert context is None or decode(ContextReading, encode(context)) == context
