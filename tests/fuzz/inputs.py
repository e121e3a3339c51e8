"""Sites to be thrown at the generator: a small good one, made worse at random, by a seed.

A seed gives the same site each time, whatever else is run.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.fuzz import words
from tests.images import grey_png

_GOOD_FOLDER = Path(__file__).parents[1] / "incremental" / "site"
Files = dict[str, bytes]

GOOD: Mapping[str, bytes] = {
    **{
        file.relative_to(_GOOD_FOLDER).as_posix(): file.read_bytes()
        for file in sorted(_GOOD_FOLDER.rglob("*"))
        if file.is_file() and file.suffix in (".md", ".yaml")
    },
    "content/media/map.png": grey_png(8, 4),
}
"""A site that has every key; tests of incremental builds see to that."""

_PEOPLE_READ = frozenset(
    (
        *("title", "text", "tagline", "name", "role", "country", "ownership", "note", "term"),
        *("meaning", "summary", "question", "unit", "value", "date_note", "unknowns", "watch"),
        *("authors", "synonyms"),
    )
)
"""Keys whose texts may say anything: a site in which only these are worse can mostly be built."""


def site(seed: int) -> Files:
    """Return the files of a site by their paths, as a seed has it."""
    random = Random(seed)
    files = dict(GOOD)
    ways: tuple[tuple[Callable[[Random, Files], None], ...], ...] = (
        (_other_words, _more_markdown),
        (_more_markdown,),
        (_other_words, _odd_values),
        (_odd_values,),
        (_broken_bytes,),
        (_odd_names, _other_words),
        (_other_words, _odd_names, _odd_values, _more_markdown, _broken_bytes),
    )
    for worsen in random.choice(ways):
        worsen(random, files)
    return files


def with_words(files: Mapping[str, bytes], give: Callable[[], str]) -> Files:
    """Put other words wherever people read any, in all files."""
    made = dict(files)
    for path in _written(made):
        front, body = _parted(path, made[path])
        for place in _texts(path, front):
            place.put(give())
        made[path] = _joined(Random(0), path, front, body)
    return made


# ---- what is made worse ----------------------------------------------------------------------


def _other_words(random: Random, files: Files) -> None:
    """Put other texts where people read any."""
    for path in random.sample(_written(files), random.randint(1, 4)):
        front, body = _parted(path, files[path])
        if front is None:
            continue
        places = _texts(path, front)
        for place in random.sample(places, min(len(places), random.randint(1, 4))):
            place.put(words.text(random))
        files[path] = _joined(random, path, front, body)


def _more_markdown(random: Random, files: Files) -> None:
    """Add Markdown to bodies, below what claims quote there."""
    paths = [path for path in _written(files) if path.endswith(".md")]
    for path in random.sample(paths, random.randint(1, 3)):
        files[path] += b"\n" + _bytes(words.markdown(random)) + b"\n"


def _odd_values(random: Random, files: Files) -> None:
    """Put values and keys of any sort where others are."""
    for path in random.sample(_written(files), random.randint(1, 2)):
        front, body = _parted(path, files[path])
        if front is None:
            continue
        for _ in range(random.randint(1, 3)):
            place = random.choice([*_leaves(front), _Place(front, words.key(random), "")])
            place.put(_borrowed(random, files) if random.random() < 0.4 else words.value(random))
        files[path] = _joined(random, path, front, body)


def _borrowed(random: Random, files: Files) -> object:
    """Return what stands elsewhere: good there, and perhaps a circle or a second one here."""
    path = random.choice(_written(files))
    front, _ = _parted(path, files[path])
    return random.choice([it.value for it in _leaves(front or {})] or ["r01"])


def _broken_bytes(random: Random, files: Files) -> None:
    """Cut, double, exchange and overwrite stretches of files."""
    for path in random.sample(_written(files), random.randint(1, 2)):
        data = files[path]
        for _ in range(random.choice((1, 1, 2, 6))):
            begin = random.randint(0, len(data))
            end = min(len(data), begin + random.choice((0, 1, 5, 40, 400)))
            data = data[:begin] + _instead(random, data[begin:end]) + data[end:]
        files[path] = data


def _odd_names(random: Random, files: Files) -> None:
    """Give files other names, and put some where none belong."""
    for path in random.sample(sorted(files), random.randint(1, 3)):
        folder, _, name = path.rpartition("/")
        odd = random.random() < 0.5
        new = words.text(random) if odd else f"n{words.characters(random, 9, odd=False)}"
        new = os.fsdecode(_bytes(new.replace("/", random.choice("/_")).replace("\0", "")[:60]))
        ending = random.choice((Path(name).suffix, Path(name).suffix, ".md", ""))
        parts = [
            part for part in f"{folder}/{new}{ending}".split("/") if part not in ("", ".", "..")
        ]
        data = files[path] if random.random() < 0.8 else files.pop(path)
        files["/".join(parts)] = data


def _instead(random: Random, stretch: bytes) -> bytes:
    kind = random.randint(0, 7)
    if kind == 0:
        return b""
    if kind == 1:
        return stretch * random.choice((2, 2, 50))
    if kind == 2:
        return bytes(byte ^ (1 << random.randint(0, 7)) for byte in stretch)
    if kind == 3:
        lines = stretch.splitlines(keepends=True)
        random.shuffle(lines)
        return b"".join(lines)
    if kind == 4:
        return stretch + _bytes(words.characters(random))
    if kind == 5:
        return random.randbytes(random.randint(1, 6)) + stretch
    if kind == 6:
        return stretch + _bytes(random.choice(words.YAML) * random.choice((1, 1, 1, 3, 300)))
    return stretch.replace(
        b"\n", random.choice((b"\r", b"\r\n", b"\n\n", b"\xe2\x80\xa8", b"\x0c"))
    )


# ---- files, taken apart and put together -----------------------------------------------------


class _Place:
    """A place in front matter where a value stands."""

    def __init__(self, inside: Any, at: Any, name: str) -> None:
        self._inside, self._at = inside, at
        self.name = name

    @property
    def value(self) -> object:
        return self._inside[self._at]

    def put(self, value: object) -> None:
        self._inside[self._at] = value


def _leaves(inside: Any, name: str = "") -> Iterator[_Place]:
    """Find all places of texts, each with the last key above it."""
    named = inside.items() if isinstance(inside, dict) else enumerate(inside)
    for at, value in list(named):
        key = at if isinstance(at, str) else name
        if isinstance(value, dict | list):
            yield from _leaves(value, key)
        else:
            yield _Place(inside, at, key)


def _texts(path: str, front: Any) -> list[_Place]:
    """Return the places of texts that may say anything; the role of a place is no such text."""
    of_a_place = {"role"} if path.startswith("themes/") else set()
    return [place for place in _leaves(front) if place.name in _PEOPLE_READ - of_a_place]


def _written(files: Files) -> list[str]:
    return sorted(path for path in files if path.endswith((".md", ".yaml")))


def _parted(path: str, data: bytes) -> tuple[Any, str]:
    """Return front matter and body; None if an earlier change has left nothing to take apart."""
    text = data.decode(errors="replace")
    _, front, body = text.split("---\n", 2) if text.count("---\n") > 1 else ("", "", "")
    try:
        read = yaml.load(front if path.endswith(".md") else text, yaml.BaseLoader)
    except (yaml.YAMLError, ValueError):
        return None, body
    return (read if isinstance(read, dict) else None), body


@contextmanager
def _recursion_to(depth: int) -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(depth)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _joined(random: Random, path: str, front: Any, body: str) -> bytes:
    flow = random.choice((None, False, True))
    if random.random() < 0.4:
        text = "".join(
            f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=random.random() < 0.2)}\n"
            for key, value in front.items()
        )
    else:
        with _recursion_to(20_000):  # a value may be nested as deep as the generator is to bear
            text = yaml.safe_dump(
                front, allow_unicode=True, default_flow_style=flow, sort_keys=False, width=100
            )
    return _bytes(f"---\n{text}---\n{body}" if path.endswith(".md") else text)


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")
