"""What keeps the server alive: a request that fails is answered with nothing, and logged."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import TypeVar

P = TypeVar("P")
R = TypeVar("R")

_LOG = logging.getLogger(__name__)


def guarded(what: str, function: Callable[[P], R]) -> Callable[[P], R | None]:
    """Return a function that answers nothing where the given one fails, and logs why."""

    @functools.wraps(function)
    def answer(params: P) -> R | None:
        try:
            return function(params)
        except LookupError:  # in no site, or gone meanwhile
            _LOG.debug("%s: nothing to say", what, exc_info=True)
        except Exception:
            _LOG.exception("%s failed", what)
        return None

    return answer
