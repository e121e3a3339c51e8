"""The example site: files of the package in which a few marks are filled in.

In `site/` beside this module, a mark is a name between two underscores on each side, in texts and
in names of files: `__title__`, `__day-9__` for nine days before the site is made. So the example is
never old, and its names are legal on every disk. A name that begins with `dot-` begins with a dot
in the site; packages leave out files that really do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from generator.read.misread import quoted, word
from generator.scaffold.answers import Answers
from generator.scaffold.requirement import Requirement

_SITE = Path(__file__).parent / "site"
_MARK = re.compile(r"__([a-z]+(?:-[a-z]+)*)(?:([+-]\d+))?__")
_DAY = "day"


def example_files(
    answers: Answers, id: str, today: date, requirement: Requirement
) -> dict[str, bytes]:
    """Return all files of a new site, by their paths.

    `today` is the day on which the example is taken to be read; `id` the permanent one of the site.
    """
    # The example speaks English: on a site in another language, its texts say so.
    is_english = answers.language.partition("-")[0].lower() == "en"
    foreign = "" if is_english else "\nlanguage: en"
    marks = {
        "id": word(id),
        "title": quoted(answers.title),
        "heading": _markdown(answers.title),
        "base-url": quoted(answers.base_url),
        "language": answers.language,
        "timezone": answers.timezone,
        "language-of-report": foreign,
        "language-of-theme": foreign,
        "requirement": requirement.text,
    }
    fill = partial(_MARK.sub, partial(_filled, marks, today))
    files = {fill(path): fill(text).encode() for path, text in _texts(_SITE)}
    return {**files, **requirement.files}


def _texts(folder: Path, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the path that each file has in a site, and its text."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{above}{re.sub('^dot-', '.', entry.name)}"
        if entry.is_dir():
            yield from _texts(entry, f"{path}/")
        else:
            yield path, entry.read_text(encoding="utf-8")


def _filled(marks: Mapping[str, str], today: date, mark: re.Match[str]) -> str:
    name, days = mark.groups()
    if name == _DAY:
        return (today + timedelta(days=int(days or 0))).isoformat()
    return marks[name]


def _markdown(text: str) -> str:
    """Return a text as Markdown shows it."""
    return re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", text)
