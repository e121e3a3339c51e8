"""A finished search index, read as a browser reads it."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

from generator.search.endings import CODES
from generator.search.han import variants
from generator.search.marks import LETTERS, PUNCTUATION

FOLDER = "pagefind"
_GZIP = b"\x1f\x8b"
_SIGNATURE = b"pagefind_dcd"


def index_files(output: Path) -> dict[str, bytes]:
    """Return all files of the index of a site, relative to its folder, uncompressed."""
    top = output / FOLDER
    files = {path.relative_to(top).as_posix(): path for path in top.rglob("*") if path.is_file()}
    return {name: _uncompressed(path.read_bytes()) for name, path in sorted(files.items())}


def found_pages(output: Path) -> dict[str, dict[str, Any]]:
    """Return what the index says of each page, by the page's address."""
    pages = [json.loads(data) for name, data in index_files(output).items() if "fragment/" in name]
    return {page["url"]: page for page in pages}


def words_of(output: Path) -> str:
    """Return the words of all pages in the index."""
    return "\n".join(page["content"] for page in found_pages(output).values())


def shown_words(output: Path) -> str:
    """Return the words of all pages as readers see them."""
    return "\n".join(as_shown(page["content"]) for page in found_pages(output).values())


_MARKS = {sent[1]: text for text, sent in PUNCTUATION.items()}
_CODE = re.compile(r"\\(;+|:+|!+|'+|.)")
_ENDINGS = {sent: letter for letter, sent in CODES.items()}
_CUT = re.compile(r"""ъ((?:['")*]{3})*)\\\$""")
_LETTERS = {sent: letter for letter, sent in LETTERS.items()}
_LETTER = re.compile("|".join(_LETTERS))


def as_shown(content: str) -> str:
    """Return what a page says, from what was sent of it: as the search page does."""
    shown = ""
    for sent in content.split():
        whole = _CUT.sub(lambda cut: re.sub(".{3}", lambda it: _ENDINGS[it[0]], cut[1]), sent)
        word = re.sub(r"\\\(.*?\\\)", "", whole)
        codes = _CODE.findall(word)
        hidden = sum(len(code) for code in codes if code[0] == ";")
        text = _CODE.sub(lambda code: _MARKS.get(code[1], ""), word)
        text = _LETTER.sub(lambda letter: _LETTERS[letter[0]], text)
        variant = next((code for code in codes if code[0] == "'"), "")
        if variant:
            simple = next(letter for letter in text if letter in variants())
            text = text.replace(simple, variants()[simple][len(variant) - 1], 1)
        shown += text[: len(text) - hidden] + ("" if "+" in codes else " ")
    return shown.strip()


def _uncompressed(data: bytes) -> bytes:
    data = gzip.decompress(data) if data.startswith(_GZIP) else data
    return data.removeprefix(_SIGNATURE)
