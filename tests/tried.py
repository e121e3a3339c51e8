"""How often properties are tried: less often in the quick part of the tests."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("quick", max_examples=settings().max_examples * 3 // 10)


def pytest_configure(config: pytest.Config) -> None:
    """Have less tried where what takes long is left out."""
    if "not long" in config.option.markexpr:
        settings.load_profile("quick")


def tried(times: int, **more: Any) -> settings:
    """Return settings for a property that is tried so many times, in the quick part fewer."""
    share = settings().max_examples / settings.get_profile("default").max_examples
    return settings(max_examples=max(1, round(times * share)), deadline=None, **more)
