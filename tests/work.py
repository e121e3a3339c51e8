"""How much work builds do: what they read, plan and render, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pytest

from generator.maker import Maker
from generator.plan.kind import Page
from generator.prose.markdown import Markdown
from generator.read.files import Source, SourceFile
from generator.render.renderer import Renderer
from generator.validate.content import ArticleReading
from generator.validate.site import validate_article
from tests.conftest import Site

_COPIED = ("static/", "media/", ".nojekyll", "data/briefing.schema.json")


@dataclass
class Made:
    """How often each page, by its file, was planned and rendered in this process."""

    planned: Counter[str] = field(default_factory=Counter)
    rendered: Counter[str] = field(default_factory=Counter)

    def forget(self) -> None:
        """Count anew."""
        self.planned.clear()
        self.rendered.clear()


def made_from_now_on(monkeypatch: pytest.MonkeyPatch) -> Made:
    """Count the pages that are planned and rendered."""
    made = Made()
    plan, render = Maker.plan, Renderer.render

    def planned(self: Maker, page: Page) -> Any:
        made.planned[page.file] += 1
        return plan(self, page)

    def rendered(self: Renderer, page: Page, view: Any) -> bytes:
        made.rendered[page.file] += 1
        return render(self, page, view)

    monkeypatch.setattr(Maker, "plan", planned)
    monkeypatch.setattr(Renderer, "render", rendered)
    return made


def read_from_now_on(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the files of a site that are read, in their order, as they are."""
    found: list[str] = []
    real = SourceFile.read

    def read(file: SourceFile) -> Source:
        found.append(file.path)
        return real(file)

    monkeypatch.setattr(SourceFile, "read", read)
    return found


def parsed_from_now_on(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the files of articles that are read with their text, in their order, as they are."""
    found: list[str] = []

    def validate(source: Source, markdown: Markdown) -> ArticleReading:
        found.append(source.path)
        return validate_article(source, markdown)

    for module in ("stages", "session"):
        monkeypatch.setattr(f"generator.{module}.validate_article", validate)
    return found


def rendered_files(site: Site) -> set[str]:
    """Return the files of the output that were rendered, and not copied."""
    return {file for file in site.output() if not file.startswith(_COPIED)}
