"""Long walks of odd seeds; those of even seeds are in another file, for another process."""

from __future__ import annotations

import pytest

from tests.incremental.walks import Steps, walk_far


@pytest.mark.pitfall(1)
@pytest.mark.long
@pytest.mark.parametrize("number", [1, 3])
def test_after_any_step_of_a_long_walk_the_output_is_that_of_a_clean_build(
    walk: type[Steps], number: int
) -> None:
    walk_far(walk, number)
