"""A request that fails is answered with nothing, and the log says why."""

import logging

import pytest

from generator.lsp.guard import guarded
from generator.lsp.log import OneLine


def test_a_failure_is_logged_and_the_server_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    def fail(number: int) -> int:
        return 1 // number

    with caplog.at_level(logging.ERROR):
        assert guarded("hover", fail)(0) is None
    assert guarded("hover", fail)(1) == 1
    (record,) = caplog.records
    record.exc_text = None  # which pytest wrote, in its own way
    said = OneLine("%(message)s").format(record)
    assert said == "hover failed\n  ZeroDivisionError: integer division or modulo by zero"


def test_what_is_in_no_site_is_no_failure(caplog: pytest.LogCaptureFixture) -> None:
    def find(key: str) -> str:
        return {"a": "b"}[key]

    assert guarded("hover", find)("x") is None
    assert not caplog.records
