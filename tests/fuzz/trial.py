"""One site, checked and built in this process: what must never happen, whatever is in its files."""

from __future__ import annotations

import csv
import json
import resource
import shutil
import signal
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from generator.formulas import unguarded
from tests.conftest import Site
from tests.test_bad_input import ADDRESS, is_harmless

MAX_SECONDS = 5.0
"""Of the processor's time, as the machine may be busy."""
MAX_BYTES = 500 << 20
NOW = "2025-05-19T21:00+00:00"


@dataclass(frozen=True)
class Trial:
    """What became of a site."""

    built: bool
    """Whether it has pages, or problems alone."""
    faults: tuple[str, ...]
    """What must not be, each with the place in the code that tells its kind."""
    seconds: float


class _TookTooLongError(BaseException):
    """No command catches it."""


def tried(files: Mapping[str, bytes], root: Path, *, follows_links: bool = True) -> Trial:
    """Build a site in a folder that is not there yet, and check it; the folder is gone afterwards.

    Only a check follows links, which takes as long as a build.
    """
    site, faults, built = Site(root), [], False
    for path, data in files.items():
        try:
            site.write(path, data)
        except OSError:
            continue  # no disk has such a name, so no site has
    began, held = time.process_time(), _most_held()
    try:
        with _in_time(), pytest.MonkeyPatch.context() as patch:
            patch.setenv("BRIEFING_DEBUG", "1")  # so that a failure comes here
            outcomes = [site.run("build", "--now", NOW, "--jobs", "1")]
            built = outcomes[0].exit_code == 0
            # A check of what cannot be built finds the same, and does no more.
            if built and follows_links:
                outcomes.append(site.run("check", "--now", NOW, "--jobs", "1"))
            for outcome in outcomes:
                if outcome.exit_code not in (0, 1) or "Traceback" in outcome.err:
                    faults.append(f"it ends with {outcome.exit_code}: {outcome.err[-200:]}")
    except (Exception, _TookTooLongError) as error:
        faults.append(_told(error))
    seconds = time.process_time() - began
    if _most_held() - held > MAX_BYTES:
        faults.append(f"it took {(_most_held() - held) >> 20} MB")
    if built:
        faults += _broken(site.output())
    shutil.rmtree(root)
    return Trial(built, tuple(faults), seconds)


def _broken(output: Mapping[str, bytes]) -> Iterator[str]:
    """Tell what of an output its readers could not read, or would have to fear."""
    for path, data in output.items():
        try:
            if path.endswith(".html"):
                is_harmless(data)
            elif path.endswith((".xml", ".svg")):
                etree.fromstring(data)
            elif path.endswith((".json", ".webmanifest")):
                _is_no_program(json.loads(data))
            elif path.endswith(".csv"):
                _is_a_table(data.decode("utf-8-sig"))
        except Exception as error:  # each reader has errors of its own
            yield f"{Path(path).name} is broken: {type(error).__name__}: {str(error)[:300]}"


def _is_no_program(read: Any) -> None:
    """Raise AssertionError if a feed has HTML that would run in a program that shows it."""
    for item in read.get("items", ()):
        for element in html.fragment_fromstring(item.get("content_html", ""), "div").iter():
            assert element.tag not in ("script", "style", "iframe", "svg"), element.tag
            for name, value in element.attrib.items():
                assert not name.startswith("on"), name
                assert name not in ("href", "src") or ADDRESS.match(value), value


def _is_a_table(text: str) -> None:
    rows = list(csv.reader(StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    for cell in (cell for row in rows for cell in row):
        assert not cell.startswith(tuple("=@\t\r")), cell
        assert unguarded(cell) is not None


@contextmanager
def _in_time() -> Iterator[None]:
    """Raise where code is that takes longer than it may."""

    def stop(*_: Any) -> None:
        raise _TookTooLongError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _told(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/generator/" in frame.filename] or frames
    place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno} in {ours[-1].name}"
    return f"{type(error).__name__} at {place}: {str(error)[:200]}"


def _most_held() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
