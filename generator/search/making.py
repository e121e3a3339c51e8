"""Make one shard of the index: cut its pages into words, and have Pagefind index these."""

from __future__ import annotations

from pathlib import Path

from generator.search import endings, han, marks, vocabulary
from generator.search.cutting import Cutter
from generator.search.joining import ShardSummary, part_of
from generator.search.names import Group
from generator.search.pagefind import make_index
from generator.search.shards import FIRST, Shard
from generator.search.spellings import Spellings

TABLES = marks.FILE
"""The file that says how words were cut; it is beside the folders of the shards."""


class Maker:
    """Makes the shards of a site."""

    def __init__(self, output: Path, state: Path, language: str, groups: tuple[Group, ...]) -> None:
        """Take where the pages are, a folder to work in, and what `SearchTarget` says of words."""
        self._output = output
        self._state = state
        self._language = language
        self._groups = groups
        self._spellings = Spellings(groups, language)

    def make(self, shard: Shard) -> tuple[ShardSummary, dict[str, bytes]]:
        """Return a shard, and its files, relative to its folder. Raise NoIndexError.

        The program, which is the same for all shards, comes with the first one.
        """
        is_first = shard.name == FIRST
        known = vocabulary.Vocabulary(len(shard.files))
        for group in self._groups if is_first else ():
            for name in group.names:
                known.add(name)
        code = _code(self._language)
        cutter = Cutter(
            self._spellings,
            known,
            cuts_endings=code in endings.LANGUAGES,
            simplifies=code in han.LANGUAGES,
        )

        def read(page: str) -> str:
            return cutter.cut((self._output / page).read_text(encoding="utf-8"))

        made = make_index(shard.files, read, self._language, self._state, program=is_first)
        part, files = part_of(made)
        return part, {**files, vocabulary.FILE: known.file()}


def tables(language: str) -> bytes:
    """Return the file that says how words of a language were cut."""
    code = _code(language)
    return marks.tables(
        (endings.PATTERN, endings.CODES) if code in endings.LANGUAGES else None,
        han.variants() if code in han.LANGUAGES else None,
    )


def _code(language: str) -> str:
    return language.partition("-")[0]
