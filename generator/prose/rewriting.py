"""Texts that were rewritten, with the way back to what they were made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from msgspec import Struct


class Rewritten(Struct, frozen=True):
    """A text in which stretches were replaced, and the way back to the original."""

    text: str
    _starts: tuple[int, ...] = (0,)
    """Places in `text` from which on another shift holds, in order; the first is 0."""
    _shifts: tuple[int, ...] = (0,)
    """For each start, how many characters further on the original has the same character."""

    def original(self, at: int) -> int:
        """Return the place in the original text of a place in this one."""
        return at + self._shifts[bisect_right(self._starts, at) - 1]


def rewrite(text: str, changes: Iterable[tuple[int, int, str]]) -> Rewritten:
    """Return a text after changes: from where, up to where, and what stands there instead.

    Changes are in order and do not overlap. All characters of what stands instead lead back to
    where the change began.
    """
    pieces: list[str] = []
    starts, shifts = [0], [0]
    done = length = 0
    for start, end, instead in changes:
        pieces += [text[done:start], instead]
        length += start - done
        for at in range(1, len(instead)):
            starts.append(length + at)
            shifts.append(start - length - at)
        length += len(instead)
        starts.append(length)
        shifts.append(end - length)
        done = end
    pieces.append(text[done:])
    return Rewritten("".join(pieces), tuple(starts), tuple(shifts))
