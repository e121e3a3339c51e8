"""Writers of files for machines, by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from generator.language.language import Language
from generator.render.html import Addresses

WRITERS: Mapping[str, Callable[[Any, Addresses, Language], bytes]] = {}
"""Each makes the bytes of one kind of file from its kind of view."""
