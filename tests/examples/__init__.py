"""Whole sites in plain files, for tests that need more than the small site of `conftest.py`.

- `river`: an ordinary site in English, as large as one gets in its first month. Beside it lies its
  archive, the sources' own texts.
- `market`: a site in French on another subject, with a template of its own for one theme.
- `bridge` (Arabic), `tram` (Ukrainian), `exchange` (German), `ferry` (Chinese), `lake`
  (Vietnamese): small sites in other languages.
"""

import shutil
from pathlib import Path

from tests.conftest import Site

EXAMPLES = Path(__file__).parent


def copied(name: str, folder: Path) -> Site:
    """Copy an example into a folder, over what is there; return it as a site to build."""
    for part in ("content", "themes"):
        shutil.copytree(EXAMPLES / name / part, folder / part, dirs_exist_ok=True)
    return Site(folder)
