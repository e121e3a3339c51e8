"""Regular expressions that are compiled when they are first used.

All of ours together take a tenth of the time of a build after one edit, which uses few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile(text, flags)` does, but compile it at its first use.

    So a text that is no pattern raises `re.error` only then.
    """
    return cast("re.Pattern[str]", _Pattern(text, flags))


class _Pattern:
    def __init__(self, text: str, flags: int) -> None:
        self._source = text, flags

    def __getattr__(self, name: str) -> Any:
        """Return a method of the compiled pattern, and keep it, so that this is asked once."""
        found = getattr(re.compile(*self._source), name)
        setattr(self, name, found)
        return found
