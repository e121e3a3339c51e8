"""Make the files of a site that a check has not seen yet, and keep what it needs to know of each.

Nothing is written but the cache. A file is known by its key, which stands for all that its bytes
depend on. That of a clean page is in the manifest of the output, as a build left it; that of a
dirty one comes out when it is planned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from msgspec import Struct, json

from generator import stages
from generator.check.formats import may_have_links
from generator.check.link_types import FileLinks, Occurrence
from generator.check.links import links_in
from generator.digests import digest_of
from generator.maker import Maker
from generator.pipeline import Made
from generator.plan.kind import Page
from generator.render.copies import Copy
from generator.session import Session
from generator.store.link_table import link_row
from generator.store.tables import LinkRow
from generator.workers import share_out


class _Made(Struct, frozen=True):
    """A file that was made, or found to be known."""

    file: str
    digest: str = ""
    """The digest of its bytes; "" if they were not made."""
    row: LinkRow | None = None
    """What is new about its links."""


def make_files(
    session: Session,
    site: stages.Planned,
    keys: Mapping[str, str],
    jobs: int,
    *,
    all_files: bool = False,
) -> Mapping[str, str]:
    """Make the files of a site whose links are not known, and keep what is found in them.

    `keys` are those of files that an earlier build made, by their paths. With `all_files`, make
    even those that cannot have links, and return the digests of all. Raise Rejected if one cannot
    be made, DisturbedError if one that is copied is no longer what was read.
    """
    cache = session.cache
    known = cache.links.keys()
    dirty = {item.file for item in site.items}
    unknown = [
        file
        for file in site.files
        if file not in dirty and may_have_links(file) and known.get(file) != keys.get(file, "")
    ]
    items = [*site.items, *stages.pages(session, sorted(unknown))]
    if not all_files:
        items = [item for item in items if may_have_links(item.file)]
    cache.commit()  # so that every process sees it
    with cache.reading():
        work = partial(_made, site.maker, {} if all_files else known)
        made = share_out(work, items, jobs)
    cache.links.replace(filter(None, (one.row for one in made)), site.files)
    cache.commit()
    return {one.file: one.digest for one in made}


def kept_links(
    session: Session, site: stages.Planned
) -> Callable[[], Iterator[tuple[Occurrence, FileLinks]]]:
    """Return a function that yields every file of a site with its links, sorted by path."""
    origins = session.cache.pages.origins()
    origins |= {copy.file: copy.origin for copy in site.copies}
    decode = json.Decoder(FileLinks).decode

    def found() -> Iterator[tuple[Occurrence, FileLinks]]:
        for file, text in session.cache.links.found():
            yield Occurrence(file, origins[file]), decode(text)

    return found


def keep_links(made: Made, jobs: int) -> None:
    """Keep what is found in the files of a site that are about to be put in place.

    They are not made again: their bytes are where the build has put or found them.
    """
    cache, known = made.session.cache, made.session.cache.links.keys()
    keys = {
        file: (made.files[file].entry if file in made.files else made.manifest.files[file]).key
        for file in made.site.files
        if may_have_links(file)
    }
    unknown = sorted(file for file, key in keys.items() if known.get(file) != key)
    rows = share_out(partial(_in_place, made, keys), unknown, jobs)
    cache.links.replace(rows, made.site.files)
    cache.commit()


def _in_place(made: Made, keys: Mapping[str, str], file: str) -> LinkRow:
    """Return what is found in a file that is staged, or in the output."""
    found = made.files.get(file)
    data = made.out.read(file, staged=found is not None and found.is_staged)
    return link_row(file, keys[file], json.encode(links_in(file, data)))


def _made(maker: Maker, known: Mapping[str, str], item: Page | Copy) -> _Made:
    """Make a file, in whatever process, unless it is known under its key."""
    key, make = maker.keyed(item)
    if known.get(item.file) == key:
        return _Made(item.file)
    data, row = make(), None
    if may_have_links(item.file):
        row = link_row(item.file, key, json.encode(links_in(item.file, data)))
    return _Made(item.file, digest_of(data), row)
