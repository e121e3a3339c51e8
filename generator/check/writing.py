"""Where editors wrote an address: the pages that have it say only where it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from generator.check.found import Flaw, Mention
from generator.problems import AtLine, AtWords, Finding, Rejected, Severity
from generator.read.documents import parse_document

_MANY = 20
"""Pages beyond which an address stands rather in what frames them all than in each one's file."""


class Writing:
    """The files that editors wrote, looked through for addresses."""

    def __init__(self, read: Callable[[str], str], shared: Sequence[str], base_url: str) -> None:
        """Take what is needed to look.

        `read` gives the text of a file and may raise Rejected; `shared` are the files that show up
        on any page, such as templates.
        """
        self._read = read
        self._shared = shared
        self._base = unquote(urlsplit(base_url).path)
        self._texts: dict[str, str] = {}

    def placed(self, flaws: Iterable[Flaw]) -> Iterator[Finding]:
        """Turn flaws into findings, one for each file in which the address is written.

        Where it is written in none, as its parts come from several, there is one finding for all
        pages that have it.
        """
        for flaw in flaws:
            spelled = self._spelled(flaw.address)
            places = list(self._places(flaw.mentions, spelled))
            for file, spot, mention in places:
                if flaw.mended_by_copy and self._names_a_copy(file, flaw.address):
                    continue
                yield _finding(flaw, file, spot, spelled[0], [mention])
            if not places:
                first = flaw.mentions[0].origin
                yield _finding(flaw, first, AtLine(), spelled[0] if spelled else "", flaw.mentions)

    def _places(
        self, mentions: Sequence[Mention], spelled: Sequence[str]
    ) -> Iterator[tuple[str, AtWords, Mention]]:
        """Return the files that have an address, where in them, and a page that shows it."""
        own = {mention.origin: mention for mention in reversed(mentions)}
        shared = dict.fromkeys(self._shared, mentions[0])
        found = False
        for group in (shared, own) if len(mentions) > _MANY else (own, shared):
            for file, mention in group.items():
                text = self._text(file) if group is shared else self._read_or_nothing(file)
                if spot := next(filter(None, (_spot(text, words) for words in spelled)), None):
                    found = True
                    yield file, spot, mention
            if found:
                return

    def _names_a_copy(self, file: str, address: str) -> bool:
        """Return whether a file is an article's, of the report at an address, and has its copy."""
        if not file.endswith(".md"):
            return False
        try:
            front = parse_document(file, self._read(file)).front
        except Rejected:
            return False
        return front.get("url") == address and "archived" in front

    def _spelled(self, address: str) -> list[str]:
        """Return how an address may be written; the first is how it is shown.

        Editors write addresses from the top of the site, without its base path; templates, as
        text without the first slash.
        """
        plain = unquote(address)
        spelled = [plain, address]
        if plain.startswith("/"):
            below = plain.removeprefix(self._base).removeprefix("/")
            spelled = [f"/{below}", *spelled, f"'{below}'", f'"{below}"']
        return [words for words in dict.fromkeys(spelled) if words]

    def _text(self, file: str) -> str:
        if file not in self._texts:
            self._texts[file] = self._read_or_nothing(file)
        return self._texts[file]

    def _read_or_nothing(self, file: str) -> str:
        try:
            return self._read(file)
        except Rejected:  # not a file, but the home page, say
            return ""


def _spot(text: str, words: str) -> AtWords | None:
    """Find an address in a text, and not only the beginning or the end of a longer one."""
    if words not in text:  # nearly always, and much faster than the pattern
        return None
    written = re.escape(words)
    whole = re.search(rf"(?<![\w/.:%-]){written}(?![\w/#?&=%~+-])", text)
    if whole is None:
        return None
    return AtWords(1, words, nth=len(re.findall(written, text[: whole.start()])))


def _finding(
    flaw: Flaw, file: str, spot: AtWords | AtLine, shown: str, mentions: Sequence[Mention]
) -> Finding:
    where = mentions[0].file
    page = f"on the page /{where.removesuffix('index.html')}"
    standing = page if where.endswith(".html") else f"in /{where}"
    more = f" and on {len(mentions) - 1} more" if len(mentions) > 1 else ""
    what = f"the link '{shown}' {standing}{more}" if shown else f"/{where}"
    severity = Severity.WARNING if flaw.only_warns else Severity.ERROR
    return Finding(file, spot, flaw.code, f"{what} {flaw.reason}", severity)
