"""What is read at a key follows from what the text just lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from generator.lsp.analysis import Analyst
from generator.lsp.overlay import Buffer
from generator.request import Request
from tests.changes.conftest import ACTORS, FIRST, SECOND, TRUCE
from tests.conftest import Site
from tests.work import parsed_from_now_on

Typed = Callable[[str, str, str], list[str]]


@pytest.fixture
def typed(site: Site) -> Typed:
    """Return what is told, file by file, of a file in which something is typed over."""
    site.replace(SECOND, "by: [south]", "by: [north]")
    site.replace(FIRST, "on Wednesday.", "on Wednesday, says [[actor:north]], at some length.")
    analyst = Analyst(site.root)
    request = Request(root=site.root, now=datetime(2025, 6, 1, tzinfo=UTC))
    assert not analyst.look(request, {}, at_disk=True).problems
    editions = iter(range(1, 100))

    def told(file: str, old: str, new: str) -> list[str]:
        text = (site.root / file).read_text(encoding="utf-8").replace(old, new)
        buffers = {file: Buffer(text, next(editions))}
        problems = analyst.look(request, buffers, at_disk=False).problems
        return [f"{path}: {one.message}" for path, found in problems.items() for one in found]

    return told


def test_articles_that_use_a_name_are_read_whole_once_and_only_if_their_text_may_use_it(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = parsed_from_now_on(monkeypatch)
    for lost in ("nord", "norda"):
        (told,) = typed(ACTORS, "north:\n", f"{lost}:\n")
        assert told.startswith(f"{ACTORS}: unknown actor 'north'")
        assert f"here and in 3 other places: {FIRST}, {SECOND}" in told
        assert parsed == [FIRST]
    assert typed(ACTORS, "", "") == []


def test_a_point_is_named_in_front_matter_alone(
    typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = parsed_from_now_on(monkeypatch)
    (told,) = typed(TRUCE, "id: length", "id: lengths")
    assert told.startswith(f"{FIRST}: the theme 'truce' has no point 'length'")
    assert f"here and in another place: {SECOND}" in told
    assert parsed == []
