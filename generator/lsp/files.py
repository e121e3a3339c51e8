"""A file as the language server sees it: what it is by its path, and its lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from generator.lsp.text import lines_of
from generator.read.layout import (
    ACTORS_FILE,
    ARTICLES,
    GLOSSARY_FILE,
    SITE_FILE,
    SOURCES_FILE,
    stem,
)
from generator.validate import models, register_models

_REGISTERS: Mapping[str, tuple[type, str]] = {
    SOURCES_FILE: (register_models.SourceFront, "source"),
    ACTORS_FILE: (register_models.ActorFront, "actor"),
    GLOSSARY_FILE: (register_models.TermFront, "term"),
}
_DELIMITER = "---"
_OF_FRONT = re.compile(r"[\w]+[ \t]*:|[ \t]|-|[\]}#]|$")
"""The start of a line that can be one of front matter."""


class Document(Struct, frozen=True):
    """A text that editors write, and what kind of file it is."""

    path: str
    """Relative to the root."""
    lines: tuple[str, ...]
    """As they were typed, but for a byte order mark."""
    model: type | None
    """The class of its front matter, or of the entries of a register; None for other files."""
    defines: str
    """The kind of thing that the file, or each entry of it, is; "" for none."""

    @property
    def is_register(self) -> bool:
        """Whether it is a file of entries, each with a key."""
        return self.path in _REGISTERS

    @property
    def stem(self) -> str:
        """The name by which others refer to it, if it has no id."""
        return stem(self.path)

    @property
    def front(self) -> tuple[int, int]:
        """The first line of its YAML, from 0, and the one after the last."""
        if not self.path.lower().endswith(".md"):
            return 0, len(self.lines) if self.model else 0
        if self.model is None or self.lines[0].rstrip() != _DELIMITER:
            return 0, 0
        for number, line in enumerate(self.lines[1:], start=1):
            if line.rstrip() == _DELIMITER:
                return 1, number
        # It is not closed yet, so it ends where something begins that is not of its kind.
        for number, line in enumerate(self.lines[1:], start=1):
            if not _OF_FRONT.match(line):
                return 1, number
        return 1, len(self.lines)


def document(path: str, text: str) -> Document:
    """Return a text with what its path says of it."""
    lines = tuple(lines_of(text.removeprefix("\ufeff")))
    model, defines = _REGISTERS.get(path, (None, ""))
    is_markdown = path.lower().endswith(".md") and not path.endswith("README.md")
    if path == SITE_FILE:
        model = register_models.SiteFront
    elif is_markdown and path.startswith(f"{ARTICLES}/"):
        model, defines = models.ArticleFront, "article"
    elif is_markdown and path.startswith("content/pages/"):
        model, defines = models.PageFront, "page"
    elif is_markdown and path.startswith("themes/"):
        model, defines = models.ThemeFront, "theme"
    return Document(path, lines, model, defines)
