"""Changes of files as a unified diff, as git and patch know it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from generator.edit.save import Change

_CONTEXT = 2
"""Unchanged lines that are shown around what changes."""


def unified(changes: Iterable[Change]) -> Iterator[str]:
    """Yield the lines of a unified diff of files, without line ends."""
    for change in changes:
        before, after = change.before.decode(), change.after.decode()
        if change.new_path:
            yield f"rename from {change.path}"
            yield f"rename to {change.new_path}"
        lines = difflib.unified_diff(
            before.splitlines(),
            after.splitlines(),
            f"a/{change.path}",
            f"b/{change.target}",
            n=_CONTEXT,
            lineterm="",
        )
        yield from lines
