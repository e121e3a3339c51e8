"""Make the files of a site that a check has not seen yet, and keep what it needs to know of each.

Nothing is written but the cache. A file is known by its key, which stands for all that its bytes
depend on. That of a clean page is in the manifest of the output, as a build left it; that of a
dirty one comes out when it is planned. Where a build has just made the files, they are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import partial

from msgspec import Struct, json

from generator import stages
from generator.check.formats import may_have_links
from generator.check.link_types import FileLinks, Occurrence
from generator.check.links import FollowedLinks, follow_links, links_in
from generator.check.targets import takes_the_place_of_another
from generator.digests import digest_of
from generator.maker import Maker
from generator.pipeline import Made
from generator.plan.kind import Page
from generator.render.copies import Copy
from generator.session import Session
from generator.store.link_table import found_of, link_row
from generator.store.tables import LinkRow
from generator.workers import share_out

_decode = json.Decoder(FileLinks).decode


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
    _keep(session, site, known.keys(), [one.row for one in made if one.row is not None])
    return {one.file: one.digest for one in made}


def keep_links(made: Made, jobs: int) -> None:
    """Keep what is found in the files of a site that are about to be put in place.

    They are not made again: their bytes are where the build has put or found them.
    """
    known = made.session.cache.links.keys()
    keys = {
        file: (made.files[file].entry if file in made.files else made.manifest.files[file]).key
        for file in made.site.files
        if may_have_links(file)
    }
    unknown = sorted(file for file, key in keys.items() if known.get(file) != key)
    rows = share_out(partial(_in_place, made, keys), unknown, jobs)
    _keep(made.session, made.site, known.keys(), rows)


def follow_kept(session: Session, site: stages.Planned, *, external: bool = False) -> FollowedLinks:
    """Follow the links that are not known to lead somewhere; with `external`, those of all files.

    What is kept has to be that of the site as it is.
    """
    table = session.cache.links
    origins = session.cache.pages.origins()
    origins |= {copy.file: copy.origin for copy in site.copies}

    def files() -> Iterator[tuple[Occurrence, FileLinks]]:
        for file, text in table.found(all_files=external):
            yield Occurrence(file, origins[file]), _decode(text)

    def anchors(file: str) -> Set[str] | None:
        text = table.found_in(file)
        found = _decode(text) if text else None
        return found.anchors if found and not found.unreadable else None

    links = follow_links(files, site.files, site.base_url, anchors=anchors, external=external)
    table.followed({one.file for issue in links.issues for one in issue.occurrences})
    session.cache.commit()
    return links


def _keep(session: Session, site: stages.Planned, known: Set[str], rows: Sequence[LinkRow]) -> None:
    """Keep what was found in files, and which links have to be followed now; `known` were kept.

    Those of files that changed; and all, if something is gone that any may lead to.
    """
    table = session.cache.links
    moved = session.cache.facts.differs("links-of", site.base_url)
    is_lost = (
        moved
        or not known <= site.files
        or any(takes_the_place_of_another(file, site.files) for file in site.files - known)
        or any(_loses_anchors(table.found_in(row.file), row) for row in rows)
    )
    table.replace(rows, site.files)
    if is_lost:
        table.follow_all()
    session.cache.commit()


def _loses_anchors(before: bytes | None, row: LinkRow) -> bool:
    """Return whether a file may no longer have an anchor that it had, as `before` tells."""
    if before is None:
        return False
    old, new = _decode(before), _decode(found_of(row))
    # To a file that cannot be read, all links lead somewhere.
    return not new.unreadable and (bool(old.unreadable) or not old.anchors <= new.anchors)


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
