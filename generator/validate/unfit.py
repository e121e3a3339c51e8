"""What is no mistake in a site, but keeps it from readers: an address and content of an example."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.problems import AtKey, Finding, Severity
from generator.read.layout import SITE_FILE
from generator.validate.register_models import SiteFront

NOT_FOR_READERS = frozenset(("placeholder", "reserved-address"))
"""Codes of warnings that are errors where a site is published."""
RESERVED = ("example", "example.com", "example.net", "example.org", "invalid", "localhost", "test")
"""Names that nobody can have, for examples and tests (RFC 2606, RFC 6761)."""


def unfit_findings(site: SiteFront, base_url: str) -> Iterator[Finding]:
    """Yield warnings about a site that is about to be published at an address."""
    host = (urlsplit(base_url).hostname or "").rstrip(".")
    if any(f".{host}".endswith(f".{name}") for name in RESERVED):
        message = (
            f"{host} is reserved for examples, so no reader can find the site there; write the "
            "address that it will have"
        )
        spot = AtKey(("base_url",))
        yield Finding(SITE_FILE, spot, "reserved-address", message, Severity.WARNING)
    if site.example:
        message = (
            "the site is still marked as the example of `briefing init`, which is invented; "
            "replace what is not yours, then delete this line"
        )
        yield Finding(SITE_FILE, AtKey(("example",)), "example-content", message, Severity.WARNING)
