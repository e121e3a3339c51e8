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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_A_PROCESS = 150
"""Items for each process below which starting it costs more than it saves."""

PIECE = 20
"""Items that a process takes at a time."""


def default_jobs() -> int:
    """Give the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share_out(work: Callable[[T], R], items: Sequence[T], jobs: int) -> list[R]:
    """Give `work(item)` for every item, in their order, done by up to `jobs` processes.

    An exception of one item ends the work and is raised here.
    """
    jobs = min(jobs, len(items) // WORTH_A_PROCESS)
    # macOS offers fork, but its system libraries do not survive it.
    if jobs < 2 or "fork" not in get_all_start_methods() or sys.platform == "darwin":  # noqa: PLR2004
        return [work(item) for item in items]
    gc.freeze()  # what is here already need not be copied for the collector's marks
    context = get_context("fork")
    taken = context.Value("Q", 0)

    def toil() -> list[tuple[int, list[R]]]:
        """Do piece after piece until none is left, so that a slow process gets fewer."""
        done: list[tuple[int, list[R]]] = []
        while True:
            with taken.get_lock():
                start = taken.value
                taken.value += PIECE
            if start >= len(items):
                return done
            done.append((start, [work(item) for item in items[start : start + PIECE]]))

    crews = []
    for _ in range(1, jobs):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_send, args=(toil, sender))
        with _ctrl_c_held_back():
            process.start()
        sender.close()
        crews.append((process, receiver))
    try:
        pieces = toil()
        for _, receiver in crews:
            pieces += _received(receiver)
    finally:
        for process, receiver in crews:
            receiver.close()
            process.terminate()
            process.join()
        gc.unfreeze()
    return [result for _, piece in sorted(pieces, key=lambda piece: piece[0]) for result in piece]


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    """Let Ctrl-C wait: amid a fork, Python's own callbacks would print it and swallow it."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _send(toil: Callable[[], list[Any]], sender: Connection) -> None:
    """Do one process's share and send the results, or the exception, back."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends this process
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    gc.disable()
    try:
        answer: tuple[bool, Any] = (True, toil())
    except BaseException as error:
        answer = (False, _sendable(error))
    sender.send_bytes(pickle.dumps(answer, protocol=pickle.HIGHEST_PROTOCOL))
    sender.close()


def _received(receiver: Connection) -> list[Any]:
    try:
        good, answer = pickle.loads(receiver.recv_bytes())  # noqa: S301 - our own child wrote it
    except EOFError:
        raise RuntimeError("a process of this build was killed, perhaps for its memory") from None
    if not good:
        raise answer
    results: list[Any] = answer
    return results


def _sendable(error: BaseException) -> BaseException:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:
        return RuntimeError("".join(traceback.format_exception(error)))
    return error
