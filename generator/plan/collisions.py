"""Addresses that are taken twice: two sources of one file are an error that names both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.plan.kind import Page
from generator.problems import AtLine, Finding


def collisions(files: Iterable[tuple[str, str]], pages: Iterable[Page]) -> Iterator[Finding]:
    """Yield a finding for every address that is taken already, or whose folder is a file.

    `files` are the files that are copied, each with its origin. Of two pages with one address, the
    finding is about the later one. Addresses that differ only in case are the same, because some
    disks do not tell them apart.
    """
    taken: dict[str, str] = {}
    reported: set[tuple[str, str, str]] = set()
    wanted = [*files, *((page.file, page.origin) for page in pages)]
    for file, origin in wanted:
        key = file.casefold()
        # A page has its card and feeds in its folder; one finding for the folder is enough.
        clash = taken.get(key, origin), origin, key.rpartition("/")[0]
        if key in taken and clash not in reported:
            reported.add(clash)
            address = f"/{file.removesuffix('index.html')}"
            message = f"the address {address} is already taken by {taken[key]}; choose another"
            yield Finding(origin, AtLine(), "same-address", message)
        taken.setdefault(key, origin)
    for file, origin in wanted:
        folders = file.casefold().split("/")[:-1]
        for depth in range(1, len(folders) + 1):
            if other := taken.get("/".join(folders[:depth])):
                address = f"/{file.removesuffix('index.html')}"
                message = (
                    f"the address {address} is below a file and not a folder ({other}); "
                    "choose another"
                )
                yield Finding(origin, AtLine(), "same-address", message)
