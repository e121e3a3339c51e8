"""The texts of a site's files as they are stored, whether on the disk or in an open editor."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct

from generator.edit.yaml_text import EditError, YamlText
from generator.read.files import SourceFile
from generator.read.layout import SiteFiles, group_files, stem
from generator.read.scan import scan
from generator.read.written import Value

_HAS_ID = re.compile(r"^[\"']?id[\"']?[ \t]*:", re.MULTILINE)


class SiteTexts(Struct, frozen=True):
    """A site's files, and what reads the text of one."""

    files: SiteFiles
    read: Callable[[str], str]
    """Returns the text of a file as it is stored: with its byte order mark and its line ends."""

    def paths(self) -> Iterator[str]:
        """Yield the files that may name anything, sorted within their groups."""
        files = self.files
        registers = (files.site, files.sources, files.actors, files.glossary)
        yield from (file.path for file in registers if file)
        for group in (files.themes, files.pages, files.articles):
            yield from group

    def front(self, path: str) -> dict[str, Value]:
        """Return the front matter of a file, or the entries of a register. Raise EditError."""
        return YamlText(path, self.read(path)).values

    def yaml(self, path: str) -> YamlText:
        """Return the YAML of a file. Raise EditError."""
        return YamlText(path, self.read(path))

    def themes(self) -> dict[str, str]:
        """Return the file of each theme, by its name."""
        return {stem(path): path for path in self.files.themes}

    def articles(self) -> dict[str, str]:
        """Return the file of each article, by its id."""
        return {self.article_id(path): path for path in self.files.articles}

    def article_id(self, path: str) -> str:
        """Return the id of an article: what its front matter says, or else its file's name."""
        text = self.read(path)
        if _HAS_ID.search(text):
            try:
                id = YamlText(path, text).values.get("id")
            except EditError:
                id = None
            if isinstance(id, str):
                return id.strip()
        return stem(path)


def site_on_disk(root: Path) -> SiteTexts:
    """Return the files of the site at `root` as they are on the disk. Raise Rejected."""
    return SiteTexts(group_files(scan(root)), disk_text(root))


def disk_text(root: Path) -> Callable[[str], str]:
    """Return what reads the text of a file of the site at `root`, as it is stored.

    It raises Rejected if the file cannot be read, or is no valid text.
    """

    # Edits are of the text that was read first, whatever is saved meanwhile.
    @cache
    def text(path: str) -> str:
        source = SourceFile(root, path).read()
        source.text()  # raises Rejected if it is none
        return source.data.decode()

    return text


def texts_of(value: Value) -> list[str]:
    """Return the texts of a list, or the one text in place of a list."""
    items = value if isinstance(value, list) else [value]
    return [normalize("NFC", item) for item in items if isinstance(item, str)]
