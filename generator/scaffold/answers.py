"""What an editor answers before a site is made, and what is wrong with an answer."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.problems import AtKey, Finding, Rejected
from generator.read.files import decode
from generator.read.layout import SITE_FILE
from generator.read.misread import quoted
from generator.read.yaml import load
from generator.validate.shape import SITE


class Answers(Struct, frozen=True):
    """What every site says of itself."""

    title: str
    language: str
    base_url: str
    timezone: str


_SAMPLE = Answers("Title", "en", "https://example.org/", "UTC")


def one_line(text: str) -> str:
    """Return a text on one line, without white space around it."""
    return " ".join(text.split())


def flaw(key: str, answer: str) -> str:
    """Return what is wrong with an answer, as a check would tell of that key; "" if it is right."""
    values = {
        "id": "site",
        "title": _SAMPLE.title,
        "base_url": _SAMPLE.base_url,
        key: answer,
    }
    text = "".join(f"{name}: {quoted(value)}\n" for name, value in values.items())
    return next((finding.message for finding in _findings(text) if _is_about(finding, key)), "")


def _is_about(finding: Finding, key: str) -> bool:
    # What is no valid text is told by its line, and only the answer can be at fault.
    return not isinstance(finding.spot, AtKey) or finding.spot.keys[:1] == (key,)


def _findings(text: str) -> Iterator[Finding]:
    try:
        loaded = load(SITE_FILE, decode(SITE_FILE, text.encode(errors="surrogatepass")))
    except Rejected as rejected:
        yield from rejected.findings
        return
    yield from loaded.findings
    yield from SITE.check(SITE_FILE, loaded.values, written=loaded.written)[1]
