"""Every link, anchor and asset of the site to be, followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from urllib.parse import unquote

from msgspec import Struct

from generator.check.formats import links_of, may_have_links
from generator.check.link_types import LinkIssue, Links, Occurrence
from generator.check.targets import Broken, External, Internal, LinkResolver
from generator.digests import digest_of
from generator.workers import stream


class SiteFile(Struct, frozen=True):
    """A file of the site to be."""

    path: str
    """Relative to the top of the site."""
    origin: str
    """The file that it comes from, or what else to call it."""
    make: Callable[[], bytes]


class Followed(Struct, frozen=True):
    """What came of following all addresses."""

    flaws: tuple[LinkIssue, ...]
    outside: Mapping[str, Sequence[tuple[str, Occurrence]]]
    """Addresses of other sites that readers may follow: each as it is written, and where."""
    digests: Mapping[str, str]
    """Of the files that were made, by their paths."""


class _File(Struct, frozen=True):
    """What one file's links come to; all that is remembered of it."""

    digest: str
    broken: str = ""
    """Why its links cannot be read, if so."""
    wrong: tuple[tuple[str, str], ...] = ()
    """Addresses that lead nowhere, each with why."""
    anchored: tuple[tuple[str, Internal], ...] = ()
    """Addresses that name a place in another file."""
    outside: tuple[tuple[str, str], ...] = ()
    """Addresses of other sites, each with that without anchor."""
    anchors: frozenset[str] = frozenset()
    twice: tuple[str, ...] = ()


def follow(
    files: Sequence[SiteFile],
    there: Set[str],
    base_url: str,
    jobs: int,
    *,
    all_files: bool = False,
) -> Followed:
    """Make the files and follow all addresses in them, shared out over processes.

    `there` are the files that there are. Files that can hold no links are made only with
    `all_files`. Raise Rejected where a page cannot be made.
    """
    targets = LinkResolver(base_url, there)
    made = [file for file in files if all_files or may_have_links(file.path)]

    def look_into(file: SiteFile) -> _File:
        data = file.make()
        digest = digest_of(data)
        if not may_have_links(file.path):
            return _File(digest)
        try:
            links = links_of(file.path, data)
        except ValueError as error:
            return _File(digest, str(error))
        return _followed(file.path, digest, links, targets)

    seen = {made[number].path: result for number, result in stream(look_into, made, jobs)}
    # In the order of the files, whatever process was first.
    mentions = [(Occurrence(file.path, file.origin), seen[file.path]) for file in made]
    broken = [
        LinkIssue("broken-file", "", result.broken, (mention,))
        for mention, result in mentions
        if result.broken
    ]
    wrong = _together(_wrong(mentions, seen))
    outside: dict[str, list[tuple[str, Occurrence]]] = {}
    for mention, result in mentions:
        for address, url in result.outside:
            outside.setdefault(url, []).append((address, mention))
    digests = {path: result.digest for path, result in seen.items()}
    return Followed((*broken, *wrong), outside, digests)


def _followed(file: str, digest: str, links: Links, targets: LinkResolver) -> _File:
    """Follow what can be followed without a look into any other file."""
    wrong: list[tuple[str, str]] = []
    anchored: list[tuple[str, Internal]] = []
    outside: list[tuple[str, str]] = []
    for address in links.addresses:
        by_readers = address in links.hyperlinks
        match targets.resolve(file, address, is_hyperlink=by_readers):
            case Broken(reason):
                wrong.append((address, reason))
            case External(url) if by_readers:
                outside.append((address, url))
            case Internal(other, anchor) as inside if anchor and _has_anchors(other):
                if other != file:
                    anchored.append((address, inside))
                elif reason := _missing(anchor, links.anchors):
                    wrong.append((address, reason))
    return _File(
        digest,
        wrong=tuple(wrong),
        anchored=tuple(anchored),
        outside=tuple(outside),
        anchors=links.anchors,
        twice=links.duplicate_ids,
    )


def _wrong(
    mentions: Iterable[tuple[Occurrence, _File]], seen: Mapping[str, _File]
) -> Iterator[tuple[str, str, str, Occurrence]]:
    """Return code, address and reason of all that is wrong, with where it stands."""
    for mention, result in mentions:
        for address, reason in result.wrong:
            yield "broken-link", address, reason, mention
        for address, to in result.anchored:
            known = seen.get(to.file)
            readable = known is not None and not known.broken
            if known and readable and (reason := _missing(to.anchor, known.anchors)):
                yield "broken-link", address, reason, mention
        for id in result.twice:
            yield "same-anchor", f"#{id}", "may mean several places, which have one id", mention


def _together(wrong: Iterable[tuple[str, str, str, Occurrence]]) -> Iterator[LinkIssue]:
    """Tell what is wrong on many pages once."""
    places: dict[tuple[str, str, str], list[Occurrence]] = {}
    for code, address, reason, mention in wrong:
        places.setdefault((code, address, reason), []).append(mention)
    for (code, address, reason), mentions in places.items():
        yield LinkIssue(code, address, reason, tuple(mentions))


def _has_anchors(file: str) -> bool:
    return file.endswith((".html", ".svg"))


def _missing(anchor: str, anchors: Set[str]) -> str:
    """Say that a file lacks an anchor, or nothing.

    `#top` is the top of any page, and `#:~:text=…` are words to find.
    Source: the HTML standard, "Scrolling to a fragment".
    """
    name = unquote(anchor.partition(":~:")[0])
    if not name or name in anchors or anchor in anchors or name.lower() == "top":
        return ""
    return f"leads to no anchor: that page has no '{name}'"
