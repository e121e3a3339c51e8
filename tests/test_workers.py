"""Work shared out over processes."""

import errno
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from generator.problems import AtLine, Finding, Rejected
from generator.workers import beside, share_out, stream

ITEMS = range(1_000)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert share_out(lambda item: item * item, ITEMS, jobs) == [item * item for item in ITEMS]


def test_the_work_is_done_by_several_processes_if_it_is_worth_it() -> None:
    def work(_: int) -> int:
        time.sleep(0.0005)
        return os.getpid()

    assert len(set(share_out(work, ITEMS, 3))) == 3
    assert set(share_out(lambda _: os.getpid(), range(10), 3)) == {os.getpid()}


@pytest.mark.parametrize("bad", [0, 21, 999])
def test_what_is_rejected_in_any_process_is_rejected_here(bad: int) -> None:
    finding = Finding("a.md", AtLine(3), "code", "message")

    def work(item: int) -> int:
        if item == bad:
            raise Rejected([finding])
        return item

    with pytest.raises(Rejected) as caught:
        share_out(work, ITEMS, 2)
    assert caught.value.findings == (finding,)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_of_several_that_fail_the_first_is_told(jobs: int) -> None:
    def work(item: int) -> int:
        time.sleep(0.0005)
        if item in (130, 150, 420, 990):
            raise ValueError(item)
        return item

    with pytest.raises(ValueError, match="130"):
        share_out(work, ITEMS, jobs)


def test_an_exception_that_cannot_travel_is_told_all_the_same() -> None:
    here = os.getpid()

    def work(item: int) -> int:
        time.sleep(0.0005)
        if os.getpid() != here:
            raise RuntimeError(lambda: None)
        return item

    with pytest.raises(RuntimeError, match="lambda"):
        share_out(work, ITEMS, 2)


def test_a_process_that_is_killed_is_an_error_and_no_wrong_result() -> None:
    here = os.getpid()

    def work(item: int) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.0005)
        return item

    with pytest.raises(RuntimeError, match="was killed"):
        share_out(work, ITEMS, 2)


def test_a_process_that_is_killed_while_it_sends_is_told_alike() -> None:
    """More than a pipe holds waits to be received, so the kill comes amid a piece."""
    here = os.getpid()

    def work(_: int) -> bytes:
        if os.getpid() != here and threading.active_count() == 1:
            kill = threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGKILL))
            kill.daemon = True
            kill.start()
        return bytes(100_000)

    def received_slowly() -> None:
        for _ in stream(work, ITEMS, 2):
            time.sleep(0.02)

    with pytest.raises(RuntimeError, match="was killed"):
        received_slowly()


@pytest.mark.parametrize("worth_a_process", [True, False])
def test_work_beside_gives_its_result_or_its_exception(worth_a_process: bool) -> None:
    with beside(os.getpid, worth_a_process=worth_a_process) as result:
        assert (result() != os.getpid()) is worth_a_process

    def fail() -> int:
        raise Rejected([Finding("a.md", AtLine(), "bad", "it is bad")])

    with beside(fail, worth_a_process=worth_a_process) as result, pytest.raises(Rejected) as caught:
        result()
    assert [finding.message for finding in caught.value.findings] == ["it is bad"]


def test_work_beside_that_nobody_asks_for_is_ended() -> None:
    began = time.monotonic()
    with beside(lambda: time.sleep(60), worth_a_process=True):
        pass
    assert time.monotonic() - began < 30


ENDED = """
import os, signal, time
from generator.workers import beside, share_out

def work(item=None):
    time.sleep(0.02 if item else 0.5)
    return bytes(1_000_000)

def end(item):
    os.kill(parent, signal.SIGKILL)
    return work(item)

parent = os.getpid()
if {beside}:
    with beside(work, worth_a_process=True):
        end(1)
share_out(end, range(4), 2, heavy=True)
"""


@pytest.mark.parametrize("beside", [True, False])
def test_processes_whose_parent_was_killed_end_without_a_word(beside: bool) -> None:
    program = [sys.executable, "-c", ENDED.format(beside=beside)]
    # It waits for all who could still write.
    ended = subprocess.run(program, capture_output=True, timeout=60, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGKILL, b"", b"")


def refuse(*_: object) -> int:
    raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")


@pytest.mark.parametrize("granted", [0, 1])
def test_where_the_system_grants_no_more_processes_the_work_is_done_all_the_same(
    monkeypatch: pytest.MonkeyPatch, granted: int
) -> None:
    forks = iter([os.fork] * granted)

    def fork() -> int:
        return next(forks, refuse)()

    monkeypatch.setattr(os, "fork", fork)
    assert share_out(lambda item: item * item, ITEMS, 3) == [item * item for item in ITEMS]
    monkeypatch.setattr(os, "fork", refuse)
    with beside(os.getpid, worth_a_process=True) as result:
        assert result() == os.getpid()


def test_work_beside_is_done_here_if_its_process_is_killed() -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return 7

    with beside(work, worth_a_process=True) as result:
        assert result() == 7
