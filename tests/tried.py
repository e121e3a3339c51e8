"""How often properties are tried: less often in the quick part of the tests."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# The machine may be busy: what is slow on it is no fault of what is tested.
settings.register_profile("whole", deadline=None, suppress_health_check=[HealthCheck.too_slow])
WHOLE = settings.get_profile("whole")
settings.register_profile("quick", WHOLE, max_examples=WHOLE.max_examples * 3 // 10)


def pytest_configure(config: pytest.Config) -> None:
    """Have less tried where what takes long is left out."""
    settings.load_profile("quick" if "not long" in config.option.markexpr else "whole")


def tried(times: int, **more: Any) -> settings:
    """Return settings for a property that is tried so many times, in the quick part fewer."""
    share = settings().max_examples / WHOLE.max_examples
    return settings(max_examples=max(1, round(times * share)), **more)
