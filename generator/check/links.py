"""Follow every link, anchor and asset of the files that a build would write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from generator.check.formats import links_of
from generator.check.link_types import FileLinks, LinkIssue, Occurrence
from generator.check.targets import Broken, External, Internal, LinkResolver


class FollowedLinks(Struct, frozen=True):
    """The outcome of following all links of a site."""

    issues: tuple[LinkIssue, ...]
    external: Mapping[str, Sequence[tuple[str, Occurrence]]]
    """The URLs of other sites that readers can follow, without anchors. Each has a list of the
    addresses that lead there, as they are written, with the files that they are in."""


def links_in(file: str, data: bytes) -> FileLinks:
    """Return the links of a file that `may_have_links`, all but those that lead to itself."""
    try:
        links = links_of(file, data)
    except ValueError as error:
        return FileLinks(unreadable=str(error))
    inside = {
        address
        for address in links.addresses
        if address[:1] == "#" and not _missing_anchor(address[1:], links.anchors)
    }
    addresses = tuple(address for address in links.addresses if address not in inside)
    loaded = frozenset(addresses) - links.hyperlinks
    return FileLinks(addresses, loaded, links.anchors, links.duplicate_ids)


def follow_links(
    files: Callable[[], Iterable[tuple[Occurrence, FileLinks]]],
    site_files: Set[str],
    base_url: str,
    *,
    anchors: Callable[[str], Set[str] | None] = lambda _: None,
    external: bool = False,
) -> FollowedLinks:
    """Follow the addresses in files of a site; with `external`, tell those of other sites.

    `files` is called twice, and gives each time files that may have links, in their order: those
    of a whole site would fill memory. `site_files` are the paths of all files of the site, and
    `anchors` returns those of one that is not among `files`, None if it has no say in that.
    """
    follow = _Follower(site_files, base_url, anchors)
    for occurrence, found in files():
        follow.add(occurrence.file, found)
    follow.resolve_added()
    # What is found of an address holds for every file that has it, so few files are looked at.
    unreadable: list[LinkIssue] = []
    issues: list[LinkIssue] = []
    elsewhere: dict[str, list[tuple[str, Occurrence]]] = {}
    for occurrence, found in files():
        if found.unreadable:
            unreadable.append(LinkIssue("broken-file", "", found.unreadable, (occurrence,)))
        for address, reason in follow.broken(occurrence.file, found):
            issues.append(LinkIssue("broken-link", address, reason, (occurrence,)))
        for id in found.duplicate_ids:
            reason = "is ambiguous: several elements of the page have this id"
            issues.append(LinkIssue("same-anchor", f"#{id}", reason, (occurrence,)))
        for address, url in follow.external(occurrence.file, found) if external else ():
            elsewhere.setdefault(url, []).append((address, occurrence))
    return FollowedLinks((*unreadable, *_grouped(issues)), elsewhere)


class _Follower:
    """Follows addresses, each once, however many files have it."""

    def __init__(
        self, site_files: Set[str], base_url: str, anchors: Callable[[str], Set[str] | None]
    ) -> None:
        self._resolver = LinkResolver(base_url, site_files)
        self._find_anchors = anchors
        self._anchors: dict[str, Set[str] | None] = {}
        """Those of each file; None if it cannot be read, which is an issue by itself."""
        self._hyperlinks: set[str] = set()
        self._loaded: set[str] = set()
        self._suspicious: set[str] = set()
        """Addresses that may be broken, or that only tell together with their file where to."""

    def add(self, file: str, found: FileLinks) -> None:
        """Take a file that may have links; do so with all before anything is asked."""
        if _has_anchors(file):
            self._anchors[file] = None if found.unreadable else found.anchors
        self._hyperlinks.update(found.addresses)  # those that are loaded among them do no harm
        self._loaded |= found.loaded

    def resolve_added(self) -> None:
        """Find out which of the addresses have to be looked at in each file that has them."""
        for addresses, is_hyperlink in ((self._hyperlinks, True), (self._loaded, False)):
            for address in addresses:
                is_relative = not address.startswith(("/", "http"))
                if is_relative or self._reason("", address, is_hyperlink=is_hyperlink):
                    self._suspicious.add(address)

    def broken(self, file: str, found: FileLinks) -> Iterator[tuple[str, str]]:
        """Yield the addresses of a file that do not work, each with the reason."""
        if self._suspicious.isdisjoint(found.addresses):
            return
        for address in found.addresses:
            if address in self._suspicious:
                is_hyperlink = address not in found.loaded
                if reason := self._reason(file, address, is_hyperlink=is_hyperlink):
                    yield address, reason

    def external(self, file: str, found: FileLinks) -> Iterator[tuple[str, str]]:
        """Yield the addresses of other sites that readers of a file can follow, with their URLs."""
        for address in found.addresses:
            if address not in found.loaded:
                target = self._resolver.resolve(file, address, is_hyperlink=True)
                if isinstance(target, External):
                    yield address, target.url

    def _reason(self, file: str, address: str, *, is_hyperlink: bool) -> str:
        """Return why an address does not work in a file; "" if it does."""
        match self._resolver.resolve(file, address, is_hyperlink=is_hyperlink):
            case Broken(reason):
                return reason
            case Internal(other, anchor) if anchor:
                anchors = self._anchors_of(other)
                return "" if anchors is None else _missing_anchor(anchor, anchors)
        return ""

    def _anchors_of(self, file: str) -> Set[str] | None:
        if file not in self._anchors:
            self._anchors[file] = self._find_anchors(file) if _has_anchors(file) else None
        return self._anchors[file]


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
