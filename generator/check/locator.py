"""Find where editors wrote an address: issues are found in finished pages, but fixed in the source.

The source is searched as text, since a page does not record what each of its links is made from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from generator.check.link_types import LinkIssue, Occurrence
from generator.problems import AtLine, AtWords, Finding, Rejected, Severity
from generator.read.documents import parse_document

_MANY = 20
"""If more pages than this have an address, it is looked for in shared files first: then it is more
likely to come from a template or the site's settings than from the file of each page."""


class LinkLocator:
    """Finds addresses in the files that editors wrote."""

    def __init__(self, read: Callable[[str], str], shared: Sequence[str], base_url: str) -> None:
        """Search files by `read`, which returns a file's text by its path and may raise Rejected.

        `shared` are the files that end up on any page, such as templates.
        """
        self._read = read
        self._shared = shared
        self._base = unquote(urlsplit(base_url).path)
        self._texts: dict[str, str] = {}

    def locate(self, issues: Iterable[LinkIssue]) -> Iterator[Finding]:
        """Turn issues into findings, one for each file in which the address is written.

        Where it is written in no file, because a template puts it together, yield one finding for
        all the pages that have it.
        """
        for issue in issues:
            spellings = self._spellings(issue.address)
            places = list(self._places(issue.occurrences, spellings))
            for file, spot, occurrence in places:
                if issue.fixed_by_archive and self._has_archived_copy(file, issue.address):
                    continue
                yield _finding(issue, file, spot, spellings[0], [occurrence])
            if not places:
                first = issue.occurrences[0].origin
                shown = spellings[0] if spellings else ""
                yield _finding(issue, first, AtLine(), shown, issue.occurrences)

    def _places(
        self, occurrences: Sequence[Occurrence], spellings: Sequence[str]
    ) -> Iterator[tuple[str, AtWords, Occurrence]]:
        """Yield files that contain an address, its spot in each, and a page that shows it."""
        own = {occurrence.origin: occurrence for occurrence in reversed(occurrences)}
        shared = dict.fromkeys(self._shared, occurrences[0])
        found = False
        for group in (shared, own) if len(occurrences) > _MANY else (own, shared):
            for file, occurrence in group.items():
                # Shared files are searched for every issue, so only their texts stay in memory.
                text = self._shared_text(file) if group is shared else self._text(file)
                if spot := next(filter(None, (_spot(text, words) for words in spellings)), None):
                    found = True
                    yield file, spot, occurrence
            if found:
                return

    def _has_archived_copy(self, file: str, address: str) -> bool:
        """Return whether a file is the article about the report at an address, and names a copy."""
        if not file.lower().endswith(".md"):
            return False
        try:
            front = parse_document(file, self._read(file)).front
        except Rejected:
            return False
        return front.get("url") == address and "archived" in front

    def _spellings(self, address: str) -> list[str]:
        """Return the ways in which editors may have written an address, the one to show first.

        In content, addresses start at the top of the site, without its base path; in templates, as
        quoted text without the first slash (`{{ 'about/'|url }}`).
        """
        plain = unquote(address)
        spellings = [plain, address]
        if plain.startswith("/"):
            below = plain.removeprefix(self._base).removeprefix("/")
            spellings = [f"/{below}", *spellings, f"'{below}'", f'"{below}"']
        return [words for words in dict.fromkeys(spellings) if words]

    def _shared_text(self, file: str) -> str:
        if file not in self._texts:
            self._texts[file] = self._text(file)
        return self._texts[file]

    def _text(self, file: str) -> str:
        """Return the text of a file, or nothing for what is no file, such as `the home page`."""
        try:
            return self._read(file)
        except Rejected:
            return ""


def _spot(text: str, words: str) -> AtWords | None:
    """Return where an address is in a text as a whole, and not as a part of a longer one."""
    if words not in text:  # nearly always the case, and much faster than the pattern
        return None
    escaped = re.escape(words)
    whole = re.search(rf"(?<![\w/.:%-]){escaped}(?![\w/#?&=%~+-])", text)
    if whole is None:
        return None
    return AtWords(1, words, nth=len(re.findall(escaped, text[: whole.start()])))


def _finding(
    issue: LinkIssue,
    file: str,
    spot: AtWords | AtLine,
    shown: str,
    occurrences: Sequence[Occurrence],
) -> Finding:
    """Return a finding; its message is a sentence with the address or the file as its subject."""
    where = occurrences[0].file
    page = f"on the page /{where.removesuffix('index.html')}"
    place = page if where.endswith(".html") else f"in /{where}"
    more = f" and {len(occurrences) - 1} more" if len(occurrences) > 1 else ""
    subject = f"the link '{shown}' {place}{more}" if shown else f"/{where}"
    severity = Severity.WARNING if issue.is_warning else Severity.ERROR
    return Finding(file, spot, issue.code, f"{subject} {issue.reason}", severity)
