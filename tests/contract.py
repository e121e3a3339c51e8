"""The contract with editors, as the models have it: what tests hold documents and words against."""

from __future__ import annotations

import dataclasses
from enum import StrEnum
from itertools import chain
from typing import get_args, get_type_hints

from generator.validate import enums, models, register_models

_MODULES = (models, register_models, enums)
_CLASSES = [
    kind
    for module in _MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and kind.__module__ == module.__name__
]

MODELS = [kind for kind in _CLASSES if dataclasses.is_dataclass(kind)]
"""The kinds of front matter, and of the mappings in it."""

KINDS = {
    model: list(get_args(get_args(get_type_hints(model)["kind"])[0]))
    for model in (register_models.ActorFront, register_models.SourceFront)
}
"""The kinds that an entry of a register may be of."""

WORDS: list[str] = [
    *chain.from_iterable(kind for kind in _CLASSES if issubclass(kind, StrEnum)),
    *chain.from_iterable(KINDS.values()),
]
"""The words that keys take."""
