"""After any step, an incremental build leaves what a clean build would have made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition
from msgspec.structs import replace

from tests.clean import IN_THE_ROOT, Outcome, Output, differences, listing, outcome_of
from tests.incremental.builds import Builds, CleanBuild, Do, Manner, request_for
from tests.incremental.documents import data_of
from tests.incremental.site_model import SiteModel

PATIENCE = 3
"""After so many builds that found errors, somebody puts everything right."""

Act = Callable[..., None]


class Setup(NamedTuple):
    """What all walks of a test have in common."""

    root: Path
    apart: Do
    """Another process, which builds too."""
    clean_build: CleanBuild


class Machine(RuleBasedStateMachine):
    """A site that is built after every step; subclasses have the steps."""

    setup: Setup
    search = False
    """Whether builds make a search index."""

    def __init__(self) -> None:
        super().__init__()
        root = self.setup.root
        self.site = SiteModel(root)
        self.request = request_for(root, search=self.search)
        self.builds = Builds(root, self.setup.apart)
        self.manner = Manner.KEPT
        self.output: Output = {}
        """What the output is to be."""
        self.settled = False
        """The output is that of the files as they are."""
        self.wrong = 0
        """How many builds in a row found errors."""
        self.held = 0
        """How many steps are still to come before the next build."""

    @invariant()
    def the_output_is_that_of_a_clean_build(self) -> None:
        if self.held:
            self.held, self.settled = self.held - 1, False
            return
        self._build()
        if self.wrong >= PATIENCE:
            self.site.put_right(dated=True)
            self._build()

    def _build(self) -> None:
        found = outcome_of(self.builds.build(self.request, self.manner))
        right, output = self.clean_build()
        assert found == right, f"the build says {found}\na clean one {right}"
        self.request = replace(self.request, clean=False)
        self.settled = not found.failed
        if self.settled:
            self.wrong, self.output = 0, output
            self.site.keep_as_good()
        else:
            self.wrong += 1
        wrong = differences(listing(self.builds.output), self.output)
        assert not wrong, "\n".join(wrong[:9])
        left = {path.name for path in self.site.root.iterdir()} - IN_THE_ROOT
        assert not left, f"{left} is left in the site's folder"

    def clean_build(self) -> tuple[Outcome, Output]:
        """Return what a clean build says and writes as things stand."""
        files = frozenset((path, data_of(file)) for path, file in self.site.files.items())
        return self.setup.clean_build(replace(self.request, clean=False, jobs=1), files)

    def teardown(self) -> None:
        self.builds.close()
        shutil.rmtree(self.site.root)


def needs(what: Callable[[SiteModel], object]) -> Callable[[Act], Act]:
    """Mark a step that can be taken if the site has something, or is such."""
    return precondition(lambda machine: bool(what(machine.site)))
