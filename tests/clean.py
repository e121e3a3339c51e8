"""What a clean build writes, and how an output differs from it."""

from __future__ import annotations

import dataclasses
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from jinja2.bccache import Bucket
from msgspec.structs import replace

from generator.build import Builder, Built
from generator.problems import Problem
from generator.render.environment import Environment, _BytecodeCache
from generator.render.templates import PACKAGE_TEMPLATES
from generator.request import Request

Output = dict[str, bytes | None]
"""What is in an output folder: files with their bytes, and folders."""

WRITTEN_BY_PEOPLE = ("content", "themes", "templates", "static")
IN_THE_ROOT = {*WRITTEN_BY_PEOPLE, "site", ".briefing"}
"""All that may stand in the root of a site that was built."""


@dataclass(frozen=True)
class Outcome:
    """What a build says, all but which files it wrote."""

    problems: tuple[Problem, ...]
    next_due: datetime | None
    base_url: str | None
    failed: bool


def outcome_of(built: Built) -> Outcome:
    """Return what can be compared of a build."""
    return Outcome(built.problems, built.next_due, built.base_url, built.written is None)


def clean_build(request: Request, root: Path) -> tuple[Outcome, Output]:
    """Build a copy of a site in `root`, where nothing has ever been built."""
    for folder in WRITTEN_BY_PEOPLE:
        if (request.root / folder).exists():
            there = root / folder
            shutil.copytree(request.root / folder, there, symlinks=True, copy_function=_copy)
    outcome = outcome_of(Builder(root / "site").build(replace(request, root=root, jobs=1)))
    problems = (
        replace(problem, message=problem.message.replace(str(root), str(request.root)))
        for problem in outcome.problems
    )
    outcome = dataclasses.replace(outcome, problems=tuple(problems))
    output = listing(root / "site")
    shutil.rmtree(root)
    return outcome, output


def _copy(source: str, target: str) -> None:
    """Copy a file, or make a pipe where one is."""
    if Path(source).is_fifo():
        os.mkfifo(target)
    else:
        shutil.copy2(source, target)


def listing(folder: Path) -> Output:
    """Return what is in a folder."""
    found: Output = {}
    for top, folders, files in os.walk(folder):
        here = Path(top)
        inside = "" if here == folder else f"{here.relative_to(folder).as_posix()}/"
        found |= {inside + name: None for name in folders}
        found |= {inside + name: (here / name).read_bytes() for name in files}
    return found


def differences(found: Output, wanted: Output) -> list[str]:
    """Tell, for people, where an output is not what it should be."""
    told = []
    for path in sorted(found.keys() | wanted.keys()):
        if path not in wanted:
            told.append(f"{path} should not be there")
        elif path not in found:
            told.append(f"{path} is missing")
        elif found[path] != wanted[path]:
            lines, right = ((data or b"").split(b"\n") for data in (found[path], wanted[path]))
            pairs = zip_longest(lines, right)
            told.append(next(f"{path} has {a!r} for {b!r}" for a, b in pairs if a != b))
    return told


@contextmanager
def templates_compiled_once() -> Iterator[None]:
    """Keep what Jinja makes of a text: it is the same each time, and takes most of a build.

    The generator's own templates are not even loaded again from where they are kept compiled.
    """
    compiled: dict[tuple[object, ...], object] = {}
    loaded: dict[tuple[object, ...], CodeType | None] = {}
    make, load = Environment.compile, _BytecodeCache.load_bytecode

    def once(environment: Environment, *text: Any, **more: Any) -> Any:
        key = (type(environment), *text, *more.items())
        if key not in compiled:
            compiled[key] = make(environment, *text, **more)
        return compiled[key]

    def loaded_once(cache: _BytecodeCache, bucket: Bucket) -> None:
        key = (bucket.key, bucket.checksum)
        bucket.code = loaded.get(key)
        if bucket.code is None:
            load(cache, bucket)
        if cache._folder == PACKAGE_TEMPLATES:
            loaded[key] = bucket.code

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "compile", once)
        patch.setattr(_BytecodeCache, "load_bytecode", loaded_once)
        yield
