"""Build a site without search and without social cards: `plain.py SITE OUTPUT`.

Hugo makes neither by itself, so this is the cold build to compare with its own.
"""

from __future__ import annotations

import gc
import sys
from datetime import UTC, datetime
from pathlib import Path

from generator.build import Builder
from generator.kinds import KINDS
from generator.request import Request
from generator.workers import default_jobs

if __name__ == "__main__":
    gc.disable()  # as the command does
    site, output = map(Path, sys.argv[1:])
    kinds = [kind for kind in KINDS if kind.name != "card.png"]
    request = Request(root=site.resolve(), now=datetime.now(UTC), jobs=default_jobs())
    builder = Builder(output, kinds)
    built = builder.build(request)
    builder.close()
    sys.exit(built.written is None)
