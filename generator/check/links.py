"""Follow every link, anchor and asset of the files that a build would write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from generator.check.formats import links_of, may_have_links
from generator.check.link_types import LinkIssue, Links, Occurrence
from generator.check.targets import Broken, External, Internal, LinkResolver
from generator.digests import digest_of
from generator.workers import stream


class PlannedFile(Struct, frozen=True):
    """A file that a build would write."""

    path: str
    """Relative to the top of the site."""
    origin: str
    """The content file that it is made from, or another name for where it comes from."""
    make: Callable[[], bytes]
    """Returns its bytes; may raise Rejected."""


class FollowedLinks(Struct, frozen=True):
    """The outcome of following all links of a site."""

    issues: tuple[LinkIssue, ...]
    external: Mapping[str, Sequence[tuple[str, Occurrence]]]
    """The URLs of other sites that readers can follow, without anchors. Each has a list of the
    addresses that lead there, as they are written, with the files that they are in."""
    digests: Mapping[str, str]
    """The digests of the files that were made, by their paths."""


class _FileLinks(Struct, frozen=True):
    """The links of one file; its bytes are not kept, as those of a whole site would fill memory."""

    digest: str
    unreadable: str = ""
    """Why its links cannot be read; "" if they can."""
    broken: tuple[tuple[str, str], ...] = ()
    """Addresses that do not work, each with the reason."""
    anchored: tuple[tuple[str, Internal], ...] = ()
    """Addresses of anchors in other files, which can be checked only when all files are read."""
    external: tuple[tuple[str, str], ...] = ()
    """Addresses of other sites as they are written, each with its URL without anchor."""
    anchors: frozenset[str] = frozenset()
    duplicate_ids: tuple[str, ...] = ()


def follow_links(
    files: Sequence[PlannedFile],
    site_files: Set[str],
    base_url: str,
    jobs: int,
    *,
    all_files: bool = False,
) -> FollowedLinks:
    """Make files and follow all addresses in them, with up to `jobs` processes.

    `site_files` are the paths of all files of the site. Of `files`, those that cannot contain links
    are made only with `all_files`, for their digests. Raise Rejected if a file cannot be made.
    """
    resolver = LinkResolver(base_url, site_files)
    made = [file for file in files if all_files or may_have_links(file.path)]

    def follow(file: PlannedFile) -> _FileLinks:
        data = file.make()
        digest = digest_of(data)
        if not may_have_links(file.path):
            return _FileLinks(digest)
        try:
            links = links_of(file.path, data)
        except ValueError as error:
            return _FileLinks(digest, str(error))
        return _followed(file.path, digest, links, resolver)

    results = {made[number].path: result for number, result in stream(follow, made, jobs)}
    # Processes finish in any order; issues are reported in the order of the files.
    found = [(Occurrence(file.path, file.origin), results[file.path]) for file in made]
    unreadable = [
        LinkIssue("broken-file", "", result.unreadable, (occurrence,))
        for occurrence, result in found
        if result.unreadable
    ]
    issues = _grouped(_issues(found, results))
    external: dict[str, list[tuple[str, Occurrence]]] = {}
    for occurrence, result in found:
        for address, url in result.external:
            external.setdefault(url, []).append((address, occurrence))
    digests = {path: result.digest for path, result in results.items()}
    return FollowedLinks((*unreadable, *issues), external, digests)


def _followed(file: str, digest: str, links: Links, resolver: LinkResolver) -> _FileLinks:
    """Follow the links of a file as far as that is possible without reading another file."""
    broken: list[tuple[str, str]] = []
    anchored: list[tuple[str, Internal]] = []
    external: list[tuple[str, str]] = []
    for address in links.addresses:
        is_hyperlink = address in links.hyperlinks
        match resolver.resolve(file, address, is_hyperlink=is_hyperlink):
            case Broken(reason):
                broken.append((address, reason))
            case External(url) if is_hyperlink:
                external.append((address, url))
            case Internal(other, anchor) as internal if anchor and _has_anchors(other):
                if other != file:  # it may be made later, or by another process
                    anchored.append((address, internal))
                elif reason := _missing_anchor(anchor, links.anchors):
                    broken.append((address, reason))
    return _FileLinks(
        digest,
        broken=tuple(broken),
        anchored=tuple(anchored),
        external=tuple(external),
        anchors=links.anchors,
        duplicate_ids=links.duplicate_ids,
    )


def _issues(
    found: Iterable[tuple[Occurrence, _FileLinks]], results: Mapping[str, _FileLinks]
) -> Iterator[LinkIssue]:
    """Yield every issue, wherever it occurs."""
    for occurrence, result in found:
        for address, reason in result.broken:
            yield LinkIssue("broken-link", address, reason, (occurrence,))
        for address, target in result.anchored:
            other = results.get(target.file)
            # A file that cannot be read is an issue by itself: its anchors are unknown.
            is_readable = other is not None and not other.unreadable
            if other and is_readable and (reason := _missing_anchor(target.anchor, other.anchors)):
                yield LinkIssue("broken-link", address, reason, (occurrence,))
        for id in result.duplicate_ids:
            reason = "is ambiguous: several elements of the page have this id"
            yield LinkIssue("same-anchor", f"#{id}", reason, (occurrence,))


def _grouped(issues: Iterable[LinkIssue]) -> Iterator[LinkIssue]:
    """Merge the same issue of many files into one, with all its occurrences."""
    groups: dict[tuple[str, str, str], list[LinkIssue]] = {}
    for issue in issues:
        groups.setdefault((issue.code, issue.address, issue.reason), []).append(issue)
    for same in groups.values():
        occurrences = tuple(occurrence for issue in same for occurrence in issue.occurrences)
        yield replace(same[0], occurrences=occurrences)


def _has_anchors(file: str) -> bool:
    return file.endswith((".html", ".svg"))


def _missing_anchor(anchor: str, anchors: Set[str]) -> str:
    """Return a reason if a file lacks an anchor, else "".

    `#top` is the top of any page, and `#:~:text=…` are words to find in it.
    Source: the HTML standard, "Scrolling to a fragment".
    """
    name = unquote(anchor.partition(":~:")[0])
    if not name or name in anchors or anchor in anchors or name.lower() == "top":
        return ""
    return f"leads to a page that has no anchor '{name}'"
