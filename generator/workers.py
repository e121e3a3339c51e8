"""Work shared out over processes.

Processes are forked, so they see all values of their parent as they are and nothing has to be sent
to them; only results travel back. Where the system cannot fork, one process does all the work.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_A_PROCESS = 150
"""Items for each process below which starting it costs more than it saves."""

PIECE = 20
"""Items that a process takes at a time."""

_HELD_BACK = (signal.SIGINT, signal.SIGTERM)


def default_jobs() -> int:
    """Give the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share_out(work: Callable[[T], R], items: Sequence[T], jobs: int) -> list[R]:
    """Give `work(item)` for every item, in their order, done by up to `jobs` processes.

    An exception of one item ends the work and is raised here.
    """
    found = sorted(stream(work, items, jobs), key=lambda numbered: numbered[0])
    return [result for _, result in found]


def stream(work: Callable[[T], R], items: Sequence[T], jobs: int) -> Iterator[tuple[int, R]]:
    """Give the place of every item and `work(item)`, as soon as each is done, in any order.

    While up to `jobs` processes work, this one is free to use what they have done; no more of it
    waits in memory than fits into the pipes. One of them begins with the last items: what is of one
    sort is best put there, and what it takes to get used to it is taken once.
    An exception of one item ends the work and is raised here.
    """
    jobs = min(jobs, len(items) // WORTH_A_PROCESS)
    # macOS offers fork, but its system libraries do not survive it.
    if jobs < 2 or "fork" not in get_all_start_methods() or sys.platform == "darwin":  # noqa: PLR2004
        yield from ((number, work(item)) for number, item in enumerate(items))
        return
    gc.freeze()  # what is here already need not be copied for the collector's marks
    context = get_context("fork")
    with _signals_held_back():
        left = context.Array("Q", [0, len(items)])

    def pieces(*, from_behind: bool) -> Iterator[tuple[int, list[R]]]:
        """Do piece after piece until none is left, so that a slow process gets fewer."""
        while True:
            with left.get_lock():
                start, end = left[:]
                if start >= end:
                    return
                if from_behind:
                    left[1] = start = max(start, end - PIECE)
                else:
                    left[0] = end = min(start + PIECE, end)
            yield start, [work(item) for item in items[start:end]]

    crew: dict[Connection, BaseProcess] = {}
    try:
        for number in range(jobs):
            with _signals_held_back():
                receiver, sender = context.Pipe(duplex=False)
                mine = partial(pieces, from_behind=number == 0)
                target = (mine, sender, (receiver, *crew))
                process: BaseProcess = context.Process(target=_send, args=target)
                process.start()
                crew[receiver] = process
            sender.close()
        open_pipes = set(crew)
        while open_pipes:
            for ready in wait(list(open_pipes)):
                assert isinstance(ready, Connection)  # noqa: S101 - for the type checker
                piece = _received(ready)
                if piece is None:
                    open_pipes.remove(ready)
                else:
                    yield from enumerate(piece[1], piece[0])
    finally:
        for receiver, process in crew.items():
            receiver.close()
            process.terminate()
            process.join()
        gc.unfreeze()


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """Let Ctrl-C wait, and in the child our own word to end.

    Amid a fork, or while what processes share is made, Python's own callbacks would print either
    and swallow it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _HELD_BACK)


def _send(
    pieces: Callable[[], Iterator[Any]], sender: Connection, inherited: Iterable[Connection]
) -> None:
    """Send the pieces of one process, then None; in place of a piece, an exception.

    `inherited` are the other ends of pipes: kept open here, they would let this process wait for a
    parent that was killed.
    """
    for receiver in inherited:
        receiver.close()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends this process
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _HELD_BACK)
    gc.disable()
    try:
        for piece in pieces():
            sender.send_bytes(pickle.dumps((True, piece), protocol=pickle.HIGHEST_PROTOCOL))
        answer: tuple[bool, Any] = (True, None)
    except BrokenPipeError:
        return  # nobody waits for it any more
    except BaseException as error:
        answer = (False, _sendable(error))
    with suppress(BrokenPipeError):
        sender.send_bytes(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))
    sender.close()


def _received(receiver: Connection) -> tuple[int, list[Any]] | None:
    try:
        good, answer = pickle.loads(receiver.recv_bytes())  # noqa: S301 - our own child wrote it
    except EOFError:
        raise RuntimeError("a process of this build was killed, perhaps for its memory") from None
    if not good:
        raise answer
    piece: tuple[int, list[Any]] | None = answer
    return piece


def _sendable(error: BaseException) -> BaseException:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:
        return RuntimeError("".join(traceback.format_exception(error)))
    return error
