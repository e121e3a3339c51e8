"""Which outlet published a report and which one it relays, as keys of sources.yaml."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from generator.importing.clean import letters
from generator.importing.known import KnownSource
from generator.importing.model import Cleaned, Found, NewSource
from generator.prose.agencies import FULL_NAMES
from generator.validate.new_names import free_name, name_for
from generator.validate.web_addresses import host_of

_AGENCIES = {letters(name): full for name, full in FULL_NAMES.items()}
"""Full names of agencies by the letters of what credits call them."""
_HOST = re.compile(r"\b(?:[\w-]{3,}\.)+(?!md\b|py\b|pdf\b|html?\b)[a-z]{2,}\b", re.IGNORECASE)
_SELF = re.compile(
    r"\b(?P<name>[^\W\d_a-z][\w-]*(?:\.[a-z]{2,})?)\s+(?:reports|reported|writes|has learned)\b"
    r"[.!]?\s*$"
)
_RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s*(?:©|\(c\)))?\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?:by\s+)?"
    r"(?!(?:all|tous|alle|усі|всі|все|todos)\b)(?P<name>[^\W\d_][^.,|©]{1,50}?)\s*(?:[.,|]|$)",
    re.IGNORECASE,
)
_RELAYING = re.compile(
    r"(?:according to|as reported by|reported by|told|citing|cited by|laut|selon|según|за даними|"
    r"повідомляє|передає|по данным|сообщает|передаёт|передает)\s+(?:the\s+)?"
    r"(?P<name>[^\W\d_a-z][\w-]*(?:\s[^\W\d_a-z][\w-]*){0,2})"
)
_ARTICLE = re.compile(r"^(?:the|le|la|les|l[’']|der|die|das|el|los|las)\s*\b", re.IGNORECASE)
_FIRST = 3
"""Among how many paragraphs a report names its own outlet."""


class Outlets(Struct, frozen=True):
    """The outlets that a site knows."""

    sources: tuple[KnownSource, ...]

    def known(self, name: str) -> str:
        """Return the key of the outlet of a name, `RT` of `RT World News`; "" if it has none."""
        wanted = letters(agency(name) or name)
        words = name.split()
        for source in self.sources:
            if wanted and wanted in (letters(source.name), letters(source.key)):
                return source.key
        for source in self.sources:
            known = source.name.split()
            if known and [*map(letters, words[: len(known)])] == [*map(letters, known)]:
                return source.key
        return ""

    def of_host(self, host: str) -> str:
        """Return the key of the outlet of a host; "" if none has it."""
        for source in self.sources:
            own = host_of(source.url)
            if own and (host == own or host.endswith(f".{own}")):
                return source.key
        labels = {letters(label) for label in host.split(".")[:-1]}
        names = ((one.key, {letters(one.key), letters(one.name)}) for one in self.sources)
        return next((key for key, own in names if own & labels), "")

    def is_named(self, text: str) -> bool:
        """Return whether a text is nothing but the name, or the address, of a known outlet."""
        return bool(self.named(text))

    def named(self, text: str) -> str:
        """Return the key of the outlet that a text names and nothing else; "" if it has none."""
        wanted = letters(_ARTICLE.sub("", text))
        for source in self.sources:
            if wanted and wanted in (letters(_ARTICLE.sub("", source.name)), letters(source.key)):
                return source.key
        return self.of_host(host_of(text)) if "." in text and " " not in text else ""

    def is_outlet(self, name: str) -> bool:
        """Return whether a name is one of a known outlet, or of an agency."""
        return bool(self.known(name) or agency(name))


def agency(name: str) -> str:
    """Return the full name of an agency by what credits call it; "" if it is none."""
    return _AGENCIES.get(letters(name), "")


class Origin(Struct, frozen=True):
    """Who published a report, whom it relays, and the entries that sources.yaml lacks for it."""

    source: Found
    via: Found | None
    new: tuple[NewSource, ...]


def origin_of(cleaned: Cleaned, outlets: Outlets, given: str) -> Origin:
    """Return where a report comes from; `given` is the key that the editor named, or ""."""
    new: list[NewSource] = []
    source = Found(given, "given with --source") if given else _source(cleaned, outlets, new)
    via = _via(cleaned, outlets, new, source.value)
    return Origin(source, via, tuple(new))


def relayed_by(sentence: str, outlets: Outlets, source: str) -> str:
    """Return the key of the known outlet that a sentence is relayed from; "" if it is none."""
    for found in _RELAYING.finditer(sentence):
        words = found["name"].split()
        for number in range(len(words), 0, -1):
            key = outlets.known(" ".join(words[:number]))
            if key and key != source:
                return key
    return ""


def _source(cleaned: Cleaned, outlets: Outlets, new: list[NewSource]) -> Found:
    """Return the outlet of a report; if the site does not have it, add it to `new`."""
    found, host = _name(cleaned, outlets), cleaned.metadata.host
    if found and not host and _HOST.fullmatch(host_of(found.value)):
        host = host_of(found.value)
    if host and (key := outlets.of_host(host)):
        return Found(key, f"host of the address, {host}")
    if found and (key := outlets.named(found.value) or outlets.known(found.value)):
        return Found(key, found.how)
    if found is None and host:
        found = Found(host, "host of the address")
    if found is None:
        taken = {source.key for source in outlets.sources}
        number = next(n for n in range(1, len(taken) + 2) if f"unidentified-{n}" not in taken)
        key, name = f"unidentified-{number}", f"Unidentified site {number}"
        new.append(NewSource(key, name, unidentified=True))
        return Found(key, _unnamed(cleaned.metadata.perhaps))
    key = _free_key(found.value, outlets.sources)
    new.append(NewSource(key, found.value, url=f"https://{host}/" if host else ""))
    return Found(key, found.how)


def _unnamed(perhaps: Found | None) -> str:
    """Return what to tell of a report whose outlet is not known."""
    if perhaps is None:
        return "nothing in the text names its outlet"
    return f"NOT SURE: perhaps “{perhaps.value}” ({perhaps.how}); if so, write its key here"


def _name(cleaned: Cleaned, outlets: Outlets) -> Found | None:
    """Return the name of the outlet; None if nothing names it."""
    if cleaned.metadata.outlet:
        return cleaned.metadata.outlet
    for cut in cleaned.cuts:
        found = _RIGHTS.search(cut.text) if cut.why == "foot of the page" else None
        if found:
            return Found(found["name"].strip(), f"line “{cut.text[:80]}”")
    for block in cleaned.blocks[:_FIRST]:
        # `Orda.kz reports`: an outlet of itself, or of another one that it relays.
        found = _SELF.search(block.text)
        if found and ("." in found["name"] or outlets.known(found["name"])):
            how = f"“{found[0].strip()}” in the text: it may be the source of another"
            return Found(found["name"], how)
    return _by_address(cleaned, outlets)


def _by_address(cleaned: Cleaned, outlets: Outlets) -> Found | None:
    """Return the one known outlet whose address stands anywhere in a text; None if none does."""
    texts = [*(block.text for block in cleaned.blocks), *(cut.text for cut in cleaned.cuts)]
    hosts = {host_of(match[0]) for text in texts for match in _HOST.finditer(text)}
    known = {key: host for host in sorted(hosts) if (key := outlets.of_host(host))}
    if len(known) != 1:
        return None
    (host,) = known.values()
    return Found(host, f"its address, {host}, is in the text: it may be the source of another")


def _via(cleaned: Cleaned, outlets: Outlets, new: list[NewSource], source: str) -> Found | None:
    credit = cleaned.metadata.via
    if credit is None:
        return None
    if key := outlets.known(credit.value):
        return Found(key, credit.how) if key != source else None
    if not (name := agency(credit.value)):
        return None
    key = _free_key(name, outlets.sources)
    if key == source:
        return None
    new.append(NewSource(key, name, "agency"))
    return Found(key, credit.how)


def _free_key(name: str, sources: Sequence[KnownSource]) -> str:
    """Return a key for a new outlet: `lake-radio` for `Lake Radio`, `orda-kz` for `Orda.kz`."""
    return free_name(name_for(name, "outlet"), {source.key for source in sources})
