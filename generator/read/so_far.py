"""What YAML's parser reads of a text before it fails."""

from __future__ import annotations

from contextlib import suppress

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_so_far(text: str) -> tuple[ScalarEvent | None, list[tuple[int, int]]]:
    """Return the last scalar before the parser fails, and where brackets are that are open then."""
    last: ScalarEvent | None = None
    within: list[tuple[int, int] | None] = []
    with suppress(yaml.YAMLError):
        for event in yaml.parse(text, _LOADER):
            if isinstance(event, ScalarEvent) and (event.value or event.style):
                last = event
            elif isinstance(event, CollectionStartEvent):
                mark = event.start_mark if event.flow_style else None
                within.append((mark.line, mark.column) if mark else None)
            elif isinstance(event, CollectionEndEvent):
                within.pop()
    return last, [at for at in within if at]
