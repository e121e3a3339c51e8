"""Raw inputs of every sort become drafts that are right, whole, and without what was around."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Site
from tests.importing.conftest import NOW, drafts, site_of, uncommented
from tests.importing.raw_inputs import INPUTS, RawInput


@pytest.fixture(params=INPUTS, ids=lambda name: str(name).partition(".")[0])
def added(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Site, RawInput]:
    """A town with the draft of one input."""
    name: str = request.param
    site = site_of("town", tmp_path)
    file = tmp_path / name
    file.write_bytes(INPUTS[name].data)
    outcome = site.run("add", str(file), "--now", NOW)
    assert outcome.exit_code == 0, outcome.err
    return site, INPUTS[name]


def test_the_draft_has_the_report_and_nothing_else(added: tuple[Site, RawInput]) -> None:
    site, raw = added
    (draft,) = drafts(site)
    front, _, body = draft.read_text(encoding="utf-8").partition("\n---\n")
    at = 0
    for words in raw.kept:
        assert words in body[at:]
        at = body.index(words, at)
    assert f'title: "{raw.title}"' in front
    for line in raw.front:
        assert line in front.splitlines()
    for words in raw.gone:
        assert words not in body
    assert "draft: true" in front.splitlines()
    assert "publish: excerpt" in front.splitlines()


def test_it_passes_the_check_with_its_candidates_and_as_an_article(
    added: tuple[Site, RawInput],
) -> None:
    site, _ = added
    assert site.errors() == []
    (draft,) = drafts(site)
    text = uncommented(draft.read_text(encoding="utf-8"))
    draft.write_text(text.replace("draft: true\n", ""), encoding="utf-8")
    assert site.errors("--archive", str(site.root / "archive")) == []
    site.build()


def test_one_run_adds_all_and_names_the_wire_story_that_is_there_twice(tmp_path: Path) -> None:
    site = site_of("town", tmp_path)
    for name, raw in INPUTS.items():
        (tmp_path / name).write_bytes(raw.data)
    outcome = site.run("add", *(str(tmp_path / name) for name in INPUTS), "--now", NOW)
    assert outcome.exit_code == 0, outcome.err
    assert len(drafts(site)) == len(INPUTS)
    assert "  like content/articles/2025-05-20-old-bridge-closed-until-october.md: 96 %" in (
        outcome.out
    )
    assert site.errors() == []
