"""Texts that other programs do not read as text where they stand in YAML without quotes; quotes.

A build reads all of them as they are written, but for those that mean nothing at all (`NULLS`).
"""

from __future__ import annotations

import json
import re

from yaml import ScalarNode
from yaml.resolver import Resolver

from generator.patterns import pattern

_READ_AS = {"null": "nothing", "bool": "true or false", "int": "a number", "float": "a number"}
_READ_AS["timestamp"] = "a date"
_NUMBER = pattern(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+", re.ASCII)
"""Numbers of YAML 1.2 (10.3.2); PyYAML knows those of 1.1."""
_LETTERS = frozenset("yYnN")
"""Words of YAML 1.1 for true and false that PyYAML leaves out."""


def misread(text: str) -> str:
    """Return what YAML 1.1 or 1.2 takes a text for, `a number`; "" if it is a text."""
    if text in _LETTERS:
        return _READ_AS["bool"]
    if _NUMBER.fullmatch(text):
        return _READ_AS["int"]
    tag = Resolver().resolve(ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return _READ_AS.get(str(tag).rpartition(":")[2], "")


def quoted(text: str) -> str:
    """Return a text on one line as YAML between straight quotes, whatever characters it has."""
    # JSON is YAML; what it escapes, quotes and backslashes, YAML escapes alike.
    return json.dumps(text, ensure_ascii=False)


def word(key: str) -> str:
    """Return a key as YAML; nearly all are what they are without quotes."""
    return quoted(key) if misread(key) else key
