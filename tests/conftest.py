"""A small whole site for tests to change, build and look at."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.validate import unfit
from tests import guard
from tests.clean import templates_compiled_once

pytest_plugins = [
    "pytester",
    "tests.in_memory",
    "tests.numbered",
    "tests.order",
    "tests.summary",
    "tests.tried",
]

# A shell starts what it puts into the background with Ctrl-C ignored, and so would all programs
# that tests start to stop them by it.
signal.signal(signal.SIGINT, signal.default_int_handler)

SITE = {
    "content/site.yaml": """\
id: small-site
title: Small Site
base_url: https://example.org/
""",
    "content/sources.yaml": """\
herald:
  name: The Herald
  ownership: Owned by its readers.
gazette:
  name: The Gazette
wire:
  name: The Wire
  kind: agency
""",
    "content/actors.yaml": """\
north:
  name: North
  kind: state
south:
  name: South
  kind: state
envoy:
  name: The Envoy of North
  kind: person
  of: north
  aliases: [Envoi]
""",
    "themes/truce.md": """\
---
title: Truce
question: Is there a truce?
status:
  text: No truce yet.
  state: open
as_of: 2025-05-20
points:
  - id: length
    title: Length
  - id: order
    title: Order of steps
---
The two sides disagree on the order[@first#c1]. More is unknown.
""",
    "themes/venues.md": """\
---
title: Venues
question: Where do they meet?
status:
  text: A host is sought.
  state: open
as_of: 2025-05-20
points:
  - id: host
    title: Host
---
No host has been named.
""",
    "content/articles/first.md": """\
---
title: First report
source: herald
published: 2025-05-15
themes: [truce]
claims:
  - text: North wants thirty days.
    point: length
    kind: proposal
    by: [north]
    on: 2025-05-14
    value: 30 days
    quote: thirty days of silence
---
North asked for “thirty days of silence” on Wednesday.
""",
    "content/articles/second.md": """\
---
title: Second report
source: gazette
published: 2025-05-16
themes: [truce, venues]
claims:
  - text: South wants sixty days.
    theme: truce
    point: length
    kind: demand
    by: [south]
    on: 2025-05-15
    value: 60 days
---
South wants sixty.
""",
}


@dataclass(frozen=True)
class Outcome:
    """What a run of the command line gave."""

    exit_code: int
    out: str
    err: str


@dataclass(frozen=True)
class Site:
    """A site in a folder of its own."""

    root: Path

    def write(self, path: str, text: str | bytes) -> Site:
        """Put a file there, whatever was there before."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return self

    def replace(self, path: str, old: str, new: str) -> Site:
        """Change some words of a file that has them."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, f"{path} does not have {old!r}"
        return self.write(path, text.replace(old, new))

    def remove(self, path: str) -> Site:
        """Take a file away."""
        (self.root / path).unlink()
        return self

    def run(self, command: str, *arguments: str) -> Outcome:
        """Run `briefing COMMAND --root HERE ARGUMENTS`; builds search only with `--search`."""
        asks = command not in ("build", "publish") or "--search" in arguments
        quick = () if asks else ("--no-search",)
        call: Sequence[str] = [command, "--root", str(self.root), *quick, *arguments]
        result = CliRunner().invoke(main, call, catch_exceptions=False)
        return Outcome(result.exit_code, result.stdout, result.stderr)

    def build(self, *arguments: str) -> Outcome:
        """Build, expecting no error."""
        outcome = self.run("build", *arguments)
        assert outcome.exit_code == 0, outcome.err
        return outcome

    def errors(self, *arguments: str) -> list[str]:
        """Check, and return the line of each error that says its place and what it is."""
        lines = self.run("check", *arguments).err.splitlines()
        return [line for line in lines if ": error: " in line]

    def output(self, folder: str = "site") -> dict[str, bytes]:
        """Return all files of the output with their bytes."""
        top = self.root / folder
        return {
            path.relative_to(top).as_posix(): path.read_bytes()
            for path in sorted(top.rglob("*"))
            if path.is_file()
        }

    def page(self, address: str) -> str:
        """Return the HTML of a page by its address: `themes/truce/`."""
        file = f"{address}index.html" if address == "" or address.endswith("/") else address
        return (self.root / "site" / file).read_text(encoding="utf-8")


def pytest_configure() -> None:
    """Stop whichever test reads the site of this repository, from now on."""
    sys.addaudithook(guard.stop)


def pytest_collection_finish() -> None:
    """Look for reference cycles rarely, and never among all that was loaded to collect tests.

    Commands look for none at all. And what a look has touched, every forked process has to copy.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session", autouse=True)
def _quick() -> Iterator[None]:
    """Builds of this process compile no template twice."""
    with templates_compiled_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def _addresses() -> Iterator[pytest.MonkeyPatch]:
    """Sites of tests are at addresses that nobody can have, and are published all the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unfit, "RESERVED", ())
        yield patch


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site without a fault."""
    made = Site(tmp_path / "small")
    for path, text in SITE.items():
        made.write(path, text)
    return made


@pytest.fixture(scope="module", params=[(), ("--poll",)], ids=["events", "poll"])
def mode(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The arguments for native events, or for looking all the time."""
    arguments: tuple[str, ...] = request.param
    return arguments
