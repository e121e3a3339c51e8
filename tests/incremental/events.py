"""Steps in which nobody edits anything: time passes, files are touched, damaged, brought back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule
from msgspec.structs import replace

from tests.clean import WRITTEN_BY_PEOPLE, differences, listing
from tests.incremental import choices
from tests.incremental.builds import Manner, killed_build
from tests.incremental.machine import Machine, needs
from tests.incremental.site_model import SiteModel


class TimeStamps(Machine):
    """Time stamps change, or stay, without regard to what is in the files."""

    @rule(path=choices.of(SiteModel.paths))
    def touch(self, path: str) -> None:
        (self.site.root / path).touch()

    @rule(seconds=st.sampled_from([0, 1, 86400]))
    def set_all_time_stamps_back(self, seconds: int) -> None:
        for path in self.site.files:
            mtime_ns = self.site.version(path).mtime_ns - seconds * 10**9
            os.utime(self.site.root / path, ns=(mtime_ns, mtime_ns))

    @needs(SiteModel.older_versions)
    @rule(version=choices.of(SiteModel.older_versions))
    def bring_back_an_older_version(self, version: tuple[str, int]) -> None:
        path, number = version
        self.site.put(path, *self.site.saved[path][number])


class Requests(Machine):
    """Something else is asked for, of the same files."""

    @rule()
    def build_again(self) -> None:
        pass

    @rule()
    def check_before_the_next_build(self) -> None:
        kept, afresh = self.builds.check(self.request)
        assert (kept.problems, kept.pages) == (afresh.problems, afresh.pages)

    @rule()
    def build_what_passes_a_check_before_the_next_build(self) -> None:
        before = listing(self.builds.output)
        built, afresh = self.builds.build_checked(self.request)
        self.request = replace(self.request, clean=False)
        self.builds.distrust()
        after = listing(self.builds.output)
        if built.written is None:
            assert set(afresh.problems) <= set(built.problems)
            assert after == before
        else:
            assert built.problems == afresh.problems
            assert not differences(after, self.clean_build()[1])
            self.output = after

    @rule(now=st.sampled_from(choices.INSTANTS))
    def jump_in_time(self, now: datetime) -> None:
        self.request = replace(self.request, now=now)

    @rule()
    def turn_drafts_on_or_off(self) -> None:
        self.request = replace(self.request, drafts=not self.request.drafts)

    @rule(base_url=st.sampled_from([None, "https://other.example/", "https://other.example/sub/"]))
    def serve_elsewhere(self, base_url: str | None) -> None:
        self.request = replace(self.request, base_url=base_url)

    @rule()
    def make_all_pages_again(self) -> None:
        self.request = replace(self.request, clean=True)

    @rule(manner=st.sampled_from(Manner), jobs=st.sampled_from([1, 2]))
    def build_otherwise(self, manner: Manner, jobs: int) -> None:
        self.manner = manner
        self.request = replace(self.request, jobs=jobs)

    @initialize(manner=st.sampled_from(Manner), jobs=st.sampled_from([1, 2]))
    def begin(self, manner: Manner, jobs: int) -> None:
        self.build_otherwise(manner, jobs)

    @rule(steps=st.integers(2, 4))
    def take_several_steps_before_the_next_build(self, steps: int) -> None:
        self.held = steps


class Travel(Machine):
    """State is brought elsewhere and back: every file has another inode and another time."""

    kept: dict[str, bytes | None] | None = None
    """The output when state was last put aside, beside the folder of the site."""

    @precondition(lambda machine: machine.settled)
    @rule()
    def put_the_state_aside(self) -> None:
        self.builds.close()
        _carry(("site", ".briefing"), self.site.root, self._aside)
        self.kept = dict(self.output)

    @precondition(lambda machine: machine.kept is not None)
    @rule(with_output=st.booleans())
    def bring_back_the_state_that_was_put_aside(self, with_output: bool) -> None:
        self.builds.close()
        shutil.rmtree(self.site.root / "site", ignore_errors=True)
        _carry((".briefing", *(["site"] if with_output else [])), self._aside, self.site.root)
        self.output = dict(self.kept or {}) if with_output else {}
        self.settled = False

    @precondition(lambda machine: machine.settled)
    @rule()
    def go_on_in_a_copy_of_everything(self) -> None:
        self.builds.close()
        everything = ("site", ".briefing", *WRITTEN_BY_PEOPLE)
        copy = self.site.root.with_name("copy")
        _carry(everything, self.site.root, copy)
        _carry(everything, copy, self.site.root)
        shutil.rmtree(copy)

    @property
    def _aside(self) -> Path:
        return self.site.root.with_name("aside")

    def teardown(self) -> None:
        shutil.rmtree(self._aside, ignore_errors=True)
        super().teardown()


def _carry(folders: Iterable[str], here: Path, there: Path) -> None:
    """Put copies of folders in the place of those that are there; nothing of files but bytes."""
    for folder in folders:
        shutil.rmtree(there / folder, ignore_errors=True)
        if (here / folder).exists():
            shutil.copytree(
                here / folder, there / folder, copy_function=shutil.copyfile, symlinks=True
            )


class Kills(Machine):
    """A build ends before it is done, wherever that is."""

    @precondition(lambda _: hasattr(os, "fork"))
    @rule(moves=st.integers(0, 60))
    def kill_a_build(self, moves: int) -> None:
        self.builds.close()
        killed_build(self.request, self.builds.output, moves)
        self.held, self.settled = 0, False


class Damage(Machine):
    """What builds left is damaged or lost.

    Damage comes alone: a build without its manifest knows for its own only what it would write.
    """

    @precondition(lambda machine: machine.settled and any(machine.output.values()))
    @rule(
        path=st.runner().flatmap(
            lambda machine: st.sampled_from([path for path, data in machine.output.items() if data])
        ),
        deface=st.booleans(),
    )
    def damage_the_output(self, path: str, deface: bool) -> None:
        self.builds.distrust()
        if deface:
            (self.builds.output / path).write_bytes(b"defaced")
        else:
            (self.builds.output / path).unlink()

    @precondition(lambda machine: machine.settled)
    @rule()
    def delete_the_state(self) -> None:
        shutil.rmtree(self.builds.state, ignore_errors=True)

    @precondition(lambda machine: machine.settled and not machine.builds.keeps_cache_open)
    @rule(files=st.sampled_from(["*.db", "*.db-journal", "*.mark", "*.jsonl", "lock"]))
    def cut_the_state_short(self, files: str) -> None:
        for file in self.builds.state.glob(files):
            data = file.read_bytes()
            file.write_bytes(data[: len(data) // 2])

    @rule()
    def delete_the_output_and_the_state(self) -> None:
        self.output = {}
        shutil.rmtree(self.builds.output, ignore_errors=True)
        shutil.rmtree(self.builds.state, ignore_errors=True)
