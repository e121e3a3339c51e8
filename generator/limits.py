"""How large what editors write may be: below these, nothing takes long and no page is heavy.

All of them are far above what people need. They are told before any work is done, each as a problem
of its own, and the handbook has them in a table (content/README.md). How much of it a page
shows is another matter, see `plan/limits.py`.
"""

from __future__ import annotations

KB, MB = 1_000, 1_000_000

TEXT_BYTES = 300 * KB
"""A file of Markdown, or a template."""
REGISTER_BYTES = 2 * MB
"""One of the YAML files in content/."""
PICTURE_BYTES = 20 * MB
"""An image in content/media/."""
STATIC_BYTES = 100 * MB
"""A static file. Source: GitHub takes none that is larger."""
EVIDENCE_BYTES = 5 * MB
"""A source's own text in an archive."""

PATH_FOLDERS = 20
"""The folders that a file of a site, or an old address, may be in."""
MAX_NAME = 255
"""The bytes of the name of a file or folder. Linux has this limit, macOS and Windows one of 255
characters."""

CLAIMS = 200
"""The claims of an article."""
POINTS = 50
"""The points of a theme, and so its places."""
ENTRIES = 200
"""Any other list in front matter."""
TERMS = 1_000
"""The terms of the glossary, whose first page links to all of them."""
VALUE_LETTERS = 5_000
"""The characters of one text in front matter or in a register."""
SPEAKERS = 10
"""How many actors may speak for one another in a row, by `of`."""

CITATIONS = 500
"""The citations and links by key in one text."""
BODY_BYTES = 150 * KB
"""A text of Markdown, both as it is written and as HTML: some 25,000 words in English."""
MARKS = 30
"""The accents and vowel signs on one letter. Source: Unicode Standard Annex 15, 13, whose
"stream-safe" text has no more, as sorting them takes long."""
FINDINGS = 300
"""How many problems of one file are told one by one."""


def most_bytes(path: str) -> int:
    """Return how many bytes a file of a site may have, by its path relative to the root."""
    name = path.lower()
    if path.startswith("static/"):
        return STATIC_BYTES
    if path.startswith("content/media/"):
        return PICTURE_BYTES
    return REGISTER_BYTES if name.endswith((".yaml", ".yml")) else TEXT_BYTES


def size(count: int) -> str:
    """Return a number of bytes as people read it: `1.5 MB`."""
    for unit, name in ((1_000 * MB, "GB"), (MB, "MB"), (KB, "KB")):
        if count >= unit:
            return f"{f'{count / unit:.1f}'.removesuffix('.0')} {name}"
    return f"{count} bytes"
