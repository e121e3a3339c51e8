"""Web addresses: which are accepted, and what is wrong with others.

Validators raise ValueError, with the message that the editor will read.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

from generator.patterns import pattern

SCHEME = pattern(r"https?://", re.IGNORECASE)
# What RFC 3986 leaves out, but letters of other scripts, which browsers encode; and the invisible.
_NOT_IN_ADDRESSES = pattern(r"[\s<>\"\\^`{|}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SCHEME_MEANT = pattern(r"h[a-z]{2,5}(?:[:;]/{0,2}|//?)|//?", re.IGNORECASE)
_STARTS_WITH_HOST = pattern(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]|\Z)")
_LINKED = pattern(r"(?:\[[^\]]*\]\(|<)(?P<address>https?://[^\s<>]+?)[)>]$")
"""An address as a link of Markdown."""
_SHOWN = 40
"""Characters of an address that a message shows before the place that is meant."""


def web_address(written: str) -> str:
    """Return a web address unchanged. Raise ValueError, which names what is wrong with it."""
    _check_characters(written)
    try:
        parts = urlsplit(written)
        good = parts.hostname is not None and parts.port != 0
    except ValueError:  # brackets that are no IPv6 address, or a port that is no number
        good = False
    if not good:
        raise ValueError(
            f"'{written}' is not a web address: after https:// comes the name of a site, such as "
            "https://example.org/page"
        )
    _check_host(written, parts.hostname or "")
    return written


def site_address(written: str) -> str:
    """Return scheme, host and path, with a slash at its end.

    Raise ValueError if it has anything else: pages append their own paths to it.
    """
    _check_characters(written)
    try:
        parts = urlsplit(written)
        good = parts.hostname and not parts.query and not parts.fragment and "//" not in parts.path
        is_file = re.search(r"/[^/]+\.html?$", parts.path)
    except ValueError:  # brackets that are no IPv6 address
        good = is_file = None
    else:
        _check_host(written, parts.hostname or "")
    if not good:
        raise ValueError(
            f"'{written}' must be scheme, host and path alone, such as https://example.org/path/"
        )
    if is_file:
        folder = written[: written.rindex("/") + 1]
        raise ValueError(f"'{written}' is the address of a page; write that of the site: {folder}")
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path.rstrip("/") + "/", "", ""))


def host_of(address: str) -> str:
    """Return the host of an address, with `https://` or not, but without `www.`; "" for none."""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
    except ValueError:
        return ""
    return (parts.hostname or "").removeprefix("www.")


def _check_host(address: str, host: str) -> None:
    """Raise ValueError if the name of a site can be none, or is a scheme again."""
    if host in ("http", "https"):
        raise ValueError(f"'{address}' begins with two schemes; write one https:// alone")
    if "," in host:
        meant = address.replace(",", ".", host.count(","))
        raise ValueError(f"'{address}' has a comma in the name of the site; write {meant}")
    # Networks of their own have such names, but then rarely with https.
    if address.startswith("https://") and not {".", ":"} & set(host) and host != "localhost":
        raise ValueError(f"the name of the site in '{address}' has no ending such as .org; add it")


def _check_characters(address: str) -> None:
    """Raise ValueError if an address has no scheme, or a character that no web address has."""
    if linked := _LINKED.match(address):
        raise ValueError(f"'{address}' has more than an address; write {linked['address']} alone")
    if not SCHEME.match(address):
        raise ValueError(_without_scheme(address))
    if bad := _NOT_IN_ADDRESSES.search(address):
        raise ValueError(_bad_character(address, bad.start()))


def _without_scheme(written: str) -> str:
    """Return the message about an address that does not begin with a scheme."""
    scheme = _SCHEME_MEANT.match(written)
    rest = written[scheme.end() :] if scheme else written
    is_host = _STARTS_WITH_HOST.match(rest) and not _NOT_IN_ADDRESSES.search(rest)
    meant = f"; write https://{rest}" if is_host else ""
    return f"'{written}' is not a web address; it must start with https://{meant}"


def _bad_character(written: str, at: int) -> str:
    """Return the message about a character that no web address has."""
    character = written[at]
    before = written[:at] if at <= _SHOWN else f"…{written[at - _SHOWN : at]}"
    if character.isspace() and unicodedata.category(character) != "Zs":
        return f"the address goes on in another line after '{before}'; write it on one line"
    if unicodedata.category(character) in ("Cf", "Cc"):
        name = f"an invisible character (U+{ord(character):04X})"
        return f"the address has {name} after '{before}'; delete it, or type the address anew"
    name = "a space" if character.isspace() else f"the character {character}"
    encoded = quote(" " if character.isspace() else character, safe="")
    return (
        f"the address has {name} after '{before}', which no web address may have; write {encoded} "
        "in its place, or delete it if it does not belong there"
    )
