"""What a site has for something new to choose from: outlets, actors, themes; and what is taken.

A site with errors is known as far as it can be read: an editor may well begin an article in it. A
skeleton offers what a build accepts, so values are validated; `importing/known.py` takes them as
they are written, as an import looks for their words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.problems import Rejected
from generator.prose.markdown import Markdown
from generator.read.files import SourceFile
from generator.read.layout import group_files, stem
from generator.read.scan import scan
from generator.validate.content import Medium, ThemeReading
from generator.validate.register_models import ActorFront, SourceFront
from generator.validate.site import read_context
from generator.validate.web_addresses import host_of

_ADDRESS = re.compile(r"^url:[ \t]*(?:\"([^\"\n]*)\"|'([^'\n]*)'|(\S+))", re.MULTILINE)


class ThemeChoice(Struct, frozen=True):
    """A theme to choose from; one with errors has nothing but its name and the ids of points."""

    name: str
    question: str
    points: Mapping[str, str]
    """Their titles, by their ids."""
    order: int
    old_names: tuple[str, ...]


class Choices(Struct, frozen=True):
    """What a site has: its time zone, what there is to choose from, and its articles."""

    timezone: str
    sources: Mapping[str, SourceFront]
    actors: Mapping[str, ActorFront]
    themes: tuple[ThemeChoice, ...]
    articles: Mapping[str, SourceFile]
    """By path."""

    @property
    def names_of_articles(self) -> set[str]:
        """The names of all files of articles, whatever folder they are in."""
        return set(map(stem, self.articles))

    def source_at(self, url: str) -> str | None:
        """Return the outlet that a web address belongs to, by its host; None if there is none.

        `www.` does not count, and a host above will do: `news.example.org` for `example.org`.
        """
        hosts = {
            host_of(source.url): key
            for key, source in reversed([*self.sources.items()])
            if source.url
        }
        labels = host_of(url).split(".")
        above = (".".join(labels[start:]) for start in range(len(labels) - 1))
        return next((hosts[host] for host in above if host in hosts), None)

    def article_at(self, url: str) -> str | None:
        """Return the path of the article that has a web address, or None. Every one is read."""
        for path, file in self.articles.items():
            try:
                text = file.read().lenient_text()
            except Rejected:
                continue
            if url in text and url in map(_address, _ADDRESS.findall(text)):
                return path
        return None


def choices_of(root: Path) -> Choices:
    """Read what a site has. Raise Rejected if this is no site."""
    files = group_files(scan(root))
    # Neither pages nor images are needed, and they may be many.
    reading = read_context(
        replace(files, pages={}, media={}), SourceFile.read, _unmeasured, Markdown()
    )
    return Choices(
        timezone=reading.site.timezone if reading.site else "UTC",
        sources=reading.sources.entries,
        actors=reading.actors.entries,
        themes=tuple(map(_theme, reading.themes)),
        articles=files.articles,
    )


def _theme(reading: ThemeReading) -> ThemeChoice:
    """Return what is known of a theme."""
    if reading.theme is None:
        points = dict.fromkeys(reading.points or (), "")
        return ThemeChoice(reading.name, "", points, 0, reading.old_names)
    front = reading.theme.front
    points = {point.id: point.title for point in front.points}
    return ThemeChoice(reading.name, front.question, points, front.order, reading.old_names)


def _unmeasured(file: SourceFile) -> Medium:
    raise AssertionError(f"{file.path} is not to be measured")


def _address(written: tuple[str, str, str]) -> str:
    """Return the address of a line, by whichever quotes it has or none."""
    return next(filter(None, written), "")
