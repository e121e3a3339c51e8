"""What a build takes at a tenth, a half and the whole of each limit.

It informs and never fails. Each figure is that of a small site with one thing enlarged, less that
of the small site: processor seconds, and MB at the most. Then come, in the sizes in which they once
did harm, inputs that took minutes and gigabytes; and pieces of Markdown, repeated, that take more
than their share when there are six times as many.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import NamedTuple

from generator import limits
from generator.prose.markdown import Markdown
from tests.conftest import SITE, Site
from tests.test_limits import FIRST, TRUCE, actors, listed

SHARES = (0.1, 0.5, 1)
PATIENCE_SECONDS = 120


class Grown(NamedTuple):
    """Something that can be enlarged, and how far it may be."""

    name: str
    limit: int
    enlarge: Callable[[Site, int], object]


def below(text: Callable[[int], str]) -> Callable[[Site, int], object]:
    """Put a text below that of an article."""
    return lambda site, n: site.write(FIRST, f"{SITE[FIRST]}\n{text(n)}\n")


def above(key: str, text: Callable[[int], str], path: str = FIRST) -> Callable[[Site, int], object]:
    """Put a text before a key of an article, or of another file."""
    return lambda site, n: site.write(path, SITE[path].replace(f"{key}:", f"{text(n)}{key}:", 1))


def into(key: str, text: Callable[[int], str], path: str = FIRST) -> Callable[[Site, int], object]:
    """Put entries into the list of a key."""
    return lambda site, n: site.write(
        path, SITE[path].replace(f"{key}:\n", f"{key}:\n{text(n)}", 1)
    )


def superseded(number: int) -> str:
    form = "  - {{id: s{0}, text: They met {0} times., kind: event, superseded_by: first#s{1}}}\n"
    return "".join(form.format(n, n + 1) for n in range(number)) + (
        f"  - {{id: s{number}, text: They met., kind: event}}\n"
    )


CLAIM = "  - text: The sides met for {} hours.\n    kind: event\n"
WRONG = "  - text: The sides met for {} hours.\n    kind: event\n    point: lenght\n"
PLACE = (
    "  - id: p{0}\n    title: Point {0}\n"
    "    place: {{lat: {0}.5, lon: 20.5, name: Town {0}, role: offered}}\n"
)
PLAIN = "The sides met again and spoke of what comes next, and nobody said more than that. "

LIMITS = [
    Grown("claims of an article", limits.CLAIMS - 1, into("claims", lambda n: listed(n, CLAIM))),
    Grown("claims with a wrong point", 199, into("claims", lambda n: listed(n, WRONG))),
    Grown("claims, each superseding the next", 198, into("claims", superseded)),
    Grown("points with a place", 48, into("points", lambda n: listed(n, PLACE), TRUCE)),
    Grown(
        "authors",
        limits.ENTRIES,
        above("claims", lambda n: "authors: [" + ", ".join(f"A{i}" for i in range(n)) + "]\n"),
    ),
    Grown(
        "characters of a value",
        limits.VALUE_LETTERS,
        above("claims", lambda n: f'summary: "{(PLAIN * (n // 80 + 1))[:n].strip()}"\n'),
    ),
    Grown("actors who speak for one another", limits.SPEAKERS, lambda site, n: actors(n)(site)),
    Grown(
        "bytes of a register",
        limits.REGISTER_BYTES - 500,
        lambda site, n: site.write(
            "content/actors.yaml",
            SITE["content/actors.yaml"]
            + listed(n // 42, "\nactor{0:05}:\n  name: Actor {0:05} of all\n"),
        ),
    ),
    Grown(
        "terms",
        limits.TERMS,
        lambda site, n: site.write(
            "content/glossary.yaml", listed(n, "t{0}:\n  term: word{0}\n  meaning: It is {0}.\n")
        ),
    ),
    Grown("citations", limits.CITATIONS, below(lambda n: "They met[@first#c1]. " * n)),
    Grown("bytes of prose", 140_000, below(lambda n: f"{PLAIN * 6}\n\n" * (n // 490))),
    Grown("bytes of `[`", 140_000, below(lambda n: "[" * n)),
    Grown("bytes of `![`", 140_000, below(lambda n: "![" * (n // 2))),
    Grown("bytes of `*a `", 140_000, below(lambda n: "*a " * (n // 3))),
    Grown("bytes of lists in lists", 60_000, below(lambda n: "- a\n" * (n // 4))),
    Grown("bytes of equal headings", 20_000, below(lambda n: "## Talks\n\n" * (n // 10))),
    Grown(
        "bytes of a table",
        40_000,
        below(lambda n: "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * (n // 10)),
    ),
    Grown(
        "bytes of links by one definition",
        3_000,
        below(lambda n: f"[a]: https://e.org/{'x' * 40}\n\n" + "[a] " * (n // 4)),
    ),
]

ONCE = [
    Grown("claims in one article", 100_000, into("claims", lambda n: listed(n, CLAIM))),
    Grown("claims with a wrong point", 20_000, into("claims", lambda n: listed(n, WRONG))),
    Grown("places", 1_000, into("points", lambda n: listed(n, PLACE), TRUCE)),
    Grown("a chain of actors by `of`", 2_000, lambda site, n: actors(n)(site)),
    Grown("authors", 60_000, above("claims", lambda n: f"authors: [{listed(n, 'A{}, ')}]\n")),
    Grown("equal headings", 10_000, below(lambda n: "## Talks\n\n" * n)),
    Grown("citations of one unknown article", 22_000, below(lambda n: "They met[@none]. " * n)),
    Grown("bytes of combining marks", 400_000, below(lambda n: "a" + "\u0323\u0301" * (n // 4))),
    Grown("superseding claims in a chain", 5_000, into("claims", superseded)),
    Grown(
        "uses of a link of 10 KB",
        20_000,
        below(lambda n: f"[a]: https://e.org/{'x' * 10_000}\n\n" + "[a] " * n),
    ),
    Grown("bytes of lists", 5_000_000, below(lambda n: "- a\n" * (n // 4))),
    Grown(
        "cells of a table",
        400_000,
        below(
            lambda n: "|a" * 200 + "|\n" + "|-" * 200 + "|\n" + ("|1" * 200 + "|\n") * (n // 200)
        ),
    ),
]

PIECES = (
    *("*", "_", "~~", "**", "***", "`", "``", "[", "![", "](", "]:", "[^", "[@", "[[", "]]", "("),
    *(")", "!", "<", "</", "<!--", "-->", ">", "&", "\\", "#", "|", "a", " ", "\n", "\n\n", "1."),
    *("- ", "@", "{", "}", "{{", "%%", "$$", "==", ":", "^", "=", "“", "«", "é", "中", "'", "+++"),
    *("http://a.b ", "TODO", "[x]", "---", "\t", "\u00a0", "\u3000", "（", "【", "＊"),
)
FEW, MANY = 1_500, 9_000  # bytes
TOO_LONG, TOO_STEEP = 0.06, 9  # in seconds; times as long, where 6 would be linear


def taken(grown: Grown | None, size: int) -> tuple[float, float, str]:
    """Return the seconds of a processor and the MB that a build takes, and how it ended."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "site")
        for path, text in SITE.items():
            site.write(path, text)
        if grown is not None:
            grown.enlarge(site, size)
        command = [sys.executable, "-m", "generator", "build", "--no-search", "--jobs", "1"]
        # Standard error goes to a file, as a pipe that nobody empties would block.
        with tempfile.TemporaryFile() as told:
            process = subprocess.Popen(
                [*command, "--root", str(site.root)], stdout=subprocess.DEVNULL, stderr=told
            )
            _, status, usage = os.wait4(process.pid, 0)
            told.seek(0)
            errors = told.read().decode(errors="replace").count(": error: ")
        code = os.waitstatus_to_exitcode(status)
        end = "built" if code == 0 else f"{errors} error{'s' if errors != 1 else ''}"
        largest = max([0, *(len(data) for data in site.output().values())]) if code == 0 else 0
        end += f", largest file {largest // 1000} KB" if largest else ""
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, end


def steep() -> Iterator[str]:
    """Yield the pieces of Markdown whose repetition takes longer than linear growth would."""
    markdown = Markdown()
    for one, other, space in product(PIECES, PIECES, ("", " ")):
        piece = f"{one}{space}{other}{space}"
        times = []
        for size in FEW, MANY:
            began = time.process_time()
            markdown.block(piece * (size // len(piece)))
            times.append(time.process_time() - began)
        if times[1] > TOO_LONG and times[1] / max(times[0], 0.002) > TOO_STEEP:
            yield f"{piece!r}: {times[0]:.3f} s for {FEW:,} bytes, {times[1]:.3f} for {MANY:,}"


def rows() -> Iterator[str]:
    """Yield the lines of all tables."""
    seconds, memory, _ = taken(None, 0)
    yield f"The small site: {seconds:.2f} s, {memory:.0f} MB. All figures are what is more.\n"
    yield "| at a tenth, a half, the whole of | limit | seconds | MB | end |"
    yield "|---|---|---|---|---|"
    for grown in LIMITS:
        found = [taken(grown, max(1, round(grown.limit * share))) for share in SHARES]
        times = " / ".join(f"{max(0, it[0] - seconds):.2f}" for it in found)
        sizes = " / ".join(f"{max(0, it[1] - memory):.0f}" for it in found)
        yield f"| {grown.name} | {grown.limit:,} | {times} | {sizes} | {found[-1][2]} |"
    yield "\n| once took long or much | size | seconds | MB | end |"
    yield "|---|---|---|---|---|"
    for grown in ONCE:
        used, size, end = taken(grown, grown.limit)
        more = max(0, used - seconds), max(0, size - memory)
        yield f"| {grown.name} | {grown.limit:,} | {more[0]:.2f} | {more[1]:.0f} | {end} |"
    yield "\nRepeated, these take more than their share:"
    yield from list(steep()) or ["none"]


if __name__ == "__main__":
    for row in rows():
        print(row, flush=True)
