"""Addresses that two origins claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.plan.kind import Page
from generator.problems import AtLine, Finding


def collisions(files: Iterable[tuple[str, str]], pages: Iterable[Page]) -> Iterator[Finding]:
    """Find addresses that two origins claim; `files` are those that are no pages, with origins.

    Addresses that differ only in case are the same: some disks cannot tell them apart. So are a
    file and a folder of one name.
    """
    taken: dict[str, str] = {}
    told: set[tuple[str, str, str]] = set()
    claims = [*files, *((page.file, page.origin) for page in pages)]
    for file, origin in claims:
        key = file.casefold()
        # A page and what belongs to it stand in one folder: who wants that is told so once.
        pair = taken.get(key, origin), origin, key.rpartition("/")[0]
        if key in taken and pair not in told:
            told.add(pair)
            message = f"/{file.removesuffix('index.html')} is wanted by {taken[key]} as well"
            yield Finding(origin, AtLine(), "same-address", message)
        taken.setdefault(key, origin)
    for file, origin in claims:
        folders = file.casefold().split("/")[:-1]
        for depth in range(1, len(folders) + 1):
            if other := taken.get("/".join(folders[:depth])):
                message = f"/{file} needs a folder where {other} puts a file"
                yield Finding(origin, AtLine(), "same-address", message)
