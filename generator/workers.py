"""Work shared out over processes.

Processes are forked, so they see all values of their parent as they are and nothing has to be sent
to them; only results travel back. Where the system cannot fork, one process does all the work.
"""

# Tried instead, on cold builds of 1,000 articles by two processes: ProcessPoolExecutor takes 5 to
# 10 % longer, and waits for ever if a process is killed while it sends what it has done.

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

WORTH_A_PROCESS = 150
"""Items for each process below which starting it costs more than it saves."""

PIECE = 20
"""Items that a process takes at a time."""

_HELD_BACK = (signal.SIGINT, signal.SIGTERM)


def _can_fork() -> bool:
    # macOS offers fork, but its system libraries do not survive it.
    return hasattr(os, "fork") and sys.platform != "darwin"


def default_jobs() -> int:
    """Return the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def share_out(
    work: Callable[[T], R], items: Sequence[T], jobs: int, *, heavy: bool = False
) -> list[R]:
    """Return `work(item)` for every item, in their order, done by up to `jobs` processes.

    With `heavy`, a single item is worth a process. An exception of one item ends the work and is
    raised here.
    """
    found = sorted(stream(work, items, jobs, heavy=heavy), key=lambda numbered: numbered[0])
    return [result for _, result in found]


def stream(
    work: Callable[[T], R], items: Sequence[T], jobs: int, *, heavy: bool = False
) -> Iterator[tuple[int, R]]:
    """Return the place of every item and `work(item)`, as soon as each is done, in any order.

    While up to `jobs` processes work, this one is free to use what they have done; no more of it
    waits in memory than fits into the pipes. One of them begins with the last items: what is of one
    sort is best put there, and what it takes to get used to it is taken once.
    An exception of one item ends the work and is raised here: that of the first item that has one,
    whatever process came upon it.
    """
    jobs = min(jobs, len(items) // (1 if heavy else WORTH_A_PROCESS))
    done_here = ((number, work(item)) for number, item in enumerate(items))
    if jobs < 2 or not _can_fork():  # noqa: PLR2004
        yield from done_here
        return
    from multiprocessing import get_context  # noqa: PLC0415 - many builds need no process

    with _crew() as crew:
        with _signals_held_back():
            left = _Left(get_context("fork").Array("Q", [0, len(items)]), 1 if heavy else PIECE)
        for number in range(jobs):
            pieces = partial(_pieces, left, work, items, from_behind=number == 0)
            if not _start(crew, pieces):
                break
        if not crew:
            yield from done_here
        failures: dict[int, BaseException] = {}
        for start, results in _received(crew):
            if isinstance(results, BaseException):
                failures[start] = results
            elif not failures:
                yield from enumerate(results, start)
        if failures:
            raise failures[min(failures)]


@contextmanager
def beside(work: Callable[[], R], *, worth_a_process: bool) -> Iterator[Callable[[], R]]:
    """Run `work` in another process while the block runs; yield a function that returns its result.

    That function waits for the result, and raises the exception of the work. If the work is not
    worth a process, or there is none for it, the first call of the function does it.
    """
    if not worth_a_process or not _can_fork():
        yield cache(work)
        return
    with _crew() as crew:
        is_started = _start(crew, partial(_alone, work))
        yield cache(partial(_only_result, crew, work) if is_started else work)


Crew: TypeAlias = "dict[Connection, BaseProcess]"
"""Worker processes, by the connection that the results of each are received from."""


@contextmanager
def _crew() -> Iterator[Crew]:
    """Yield a mapping for worker processes; terminate those in it when the block ends."""
    gc.freeze()  # what is here already need not be copied for the collector's marks
    crew: Crew = {}
    try:
        yield crew
    finally:
        for receiver, process in crew.items():
            receiver.close()
            process.terminate()
            process.join()
        gc.unfreeze()


def _start(crew: Crew, pieces: Callable[[], Iterator[Any]]) -> bool:
    """Start a process that sends `pieces()`; return False if the system grants no more of them."""
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    context = get_context("fork")
    with _signals_held_back(), suppress(OSError), ExitStack() as ends:
        receiver, sender = map(ends.enter_context, context.Pipe(duplex=False))
        target = (pieces, sender, (receiver, *crew))
        process: BaseProcess = context.Process(target=_send, args=target)
        process.start()
        crew[receiver] = process
        ends.pop_all()
        sender.close()
        return True
    return False


def _alone(work: Callable[[], R]) -> Iterator[tuple[int, list[R] | BaseException]]:
    results: list[R] | BaseException
    try:
        results = [work()]
    except BaseException as error:
        results = _sendable(error)
    yield 0, results


def _only_result(crew: Crew, work: Callable[[], R]) -> R:
    try:
        ((_, results),) = _received(crew)
    except _KilledError:
        return work()
    if isinstance(results, BaseException):
        raise results
    result: R = results[0]
    return result


def _pieces(
    left: _Left, work: Callable[[T], R], items: Sequence[T], *, from_behind: bool
) -> Iterator[tuple[int, list[R] | BaseException]]:
    """Do piece after piece until none is left, so that a slow process gets fewer.

    Gives the place of its first item and what it came to; one that failed is the last.
    """
    while piece := left.take(from_behind=from_behind):
        try:
            results = [work(items[number]) for number in piece]
        except BaseException as error:
            left.end(piece.start)
            yield piece.start, _sendable(error)
            return
        yield piece.start, results


class _KilledError(RuntimeError):
    """A process ended before it had sent all it had to send."""


class _Left:
    """The items that no process has taken yet: where they begin and end, shared by all."""

    def __init__(self, ends: Any, piece: int) -> None:
        self._ends = ends
        self._piece = piece

    def take(self, *, from_behind: bool) -> range:
        """Take the next few items, or the last few; nothing if none is left."""
        with self._ends.get_lock():
            start, end = self._ends[:]
            if from_behind:
                start = self._ends[1] = max(start, end - self._piece)
            else:
                end = self._ends[0] = min(start + self._piece, end)
            return range(start, end)

    def end(self, at: int) -> None:
        """Leave everything from an item on undone."""
        with self._ends.get_lock():
            self._ends[1] = min(self._ends[1], at)


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
    """Send the pieces of one process, then None.

    `inherited` are the other ends of pipes: kept open here, they would let this process wait for a
    parent that was killed.
    """
    for receiver in inherited:
        receiver.close()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends this process
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _HELD_BACK)
    gc.disable()
    with suppress(BrokenPipeError):  # nobody waits for it any more
        for piece in chain(pieces(), [None]):
            sender.send_bytes(pickle.dumps(piece, protocol=pickle.HIGHEST_PROTOCOL))
    sender.close()


def _received(pipes: Iterable[Connection]) -> Iterator[tuple[int, list[Any] | BaseException]]:
    """Return the pieces of all processes as they come, until every one has sent its None."""
    from multiprocessing.connection import Connection, wait  # noqa: PLC0415 - as above

    waiting = set(pipes)
    while waiting:
        for ready in wait(list(waiting)):
            assert isinstance(ready, Connection)  # noqa: S101 - for the type checker
            try:
                received = ready.recv_bytes()
            except (EOFError, OSError):  # it ended between two pieces, or amid one
                message = "a process of this build was killed, perhaps for its memory"
                raise _KilledError(message) from None
            piece = pickle.loads(received)  # noqa: S301 - our own child wrote it
            if piece is None:
                waiting.remove(ready)
            else:
                yield piece


def _sendable(error: BaseException) -> BaseException:
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:
        return RuntimeError("".join(traceback.format_exception(error)))
    return error
