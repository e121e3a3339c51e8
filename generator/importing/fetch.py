"""Fetch one web page politely, and from the public Internet alone.

robots.txt is asked first. Size, time, content type and redirects have limits, and no address of a
private network is ever connected to (server-side request forgery): each redirect is judged like the
first address, by its name here and by what the name resolves to in `network`. Where a proxy is set,
that one resolves names.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from ipaddress import ip_address
from queue import Empty, Queue
from threading import Thread
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpcore
import httpx
from msgspec import Struct

from generator.importing.documents.forms import MAX_BYTES
from generator.importing.model import CannotImportError, Raw
from generator.importing.network import (
    AddressRule,
    DirectTransport,
    ForbiddenError,
    is_public_address,
)

_AGENT = "briefing"
_MAX_REDIRECTS = 5
_SECONDS = 10.0
"""For one connection, and for each read."""
_ALL_SECONDS = 20.0
"""For everything together."""
_GZIP = 16 + zlib.MAX_WBITS
"""What zlib calls the format."""
_ROBOTS_BYTES = 500_000
"""Of robots.txt, as RFC 9309 has it."""
_TYPES = ("text/", "application/xhtml+xml", "application/vnd.openxmlformats", "application/msword")
_COPY = "open it in a browser, save or copy it, and add that"
_FAILURES = (
    *(httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError),
    *(OSError, ValueError, ImportError),  # of a proxy that is set wrongly, or of an odd kind
)
_LOCAL_DOMAINS = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".onion")


class Network(Struct, frozen=True):
    """How the web is reached."""

    version: str
    """Of this program: sites are told who asks."""
    proxies: Mapping[str, str]
    """By scheme, as the environment has them."""
    goes_direct: Callable[[str], bool] = lambda _: False
    """Tells whether a host is asked without a proxy although there is one."""
    may_connect: AddressRule | None = None
    """None for the usual rule, which is `is_public_address`; tests have another one."""


def fetch(url: str, network: Network) -> Raw:
    """Return a page of the web with its address after redirects. Raise CannotImportError.

    It is fetched in a thread, which is left to itself when the time is over: neither looking up a
    name nor the headers of an answer, byte by byte, have a limit of their own.
    """
    done: Queue[Raw | BaseException] = Queue()

    def work() -> None:
        try:
            done.put(_Fetch(network).page(url))
        except BaseException as error:  # it is raised where it is waited for
            done.put(error)

    Thread(target=work, daemon=True).start()
    try:
        found = done.get(timeout=_ALL_SECONDS)
    except Empty:
        raise _too_slow(urlsplit(url).netloc) from None
    if isinstance(found, Raw):
        return found
    raise found


class _Fetch:
    """One page, its redirects and the robots.txt of its hosts."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._rule = network.may_connect or is_public_address
        self._agent = f"{_AGENT}/{network.version} (adds single reports that an editor chose)"
        self._robots: dict[str, RobotFileParser | None] = {}
        self._deadline = time.monotonic() + _ALL_SECONDS

    def page(self, url: str) -> Raw:
        at = urldefrag(url).url
        for _ in range(_MAX_REDIRECTS + 1):
            self._check_name(at, of_redirect=at != urldefrag(url).url)
            self._check_robots(at)
            with self._get(at) as response:
                if location := self._redirect(response, at):
                    at = location
                    continue
                _check_answer(response, at)
                data = self._body(response, MAX_BYTES)
                return Raw(url, data, at, response.headers.get("content-type", "").lower())
        raise _refused("redirects", f"it redirects more than {_MAX_REDIRECTS} times; {_COPY}")

    def _check_name(self, url: str, *, of_redirect: bool) -> None:
        """Raise CannotImportError unless a URL is one of HTTP(S) to a host that may be public."""
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError:
            host, port, parts = "", 0, urlsplit("")
        where = f"it redirects to {url}, which" if of_redirect else "it"
        if parts.scheme not in ("http", "https") or not host or port == 0:
            raise _refused(
                "bad-address", f"{where} is no web address such as https://example.org/page"
            )
        if parts.username or parts.password:
            raise _refused("bad-address", f"{where} holds a name or password; leave these out")
        try:
            is_public = self._rule(str(ip_address(host)))
        except ValueError:
            # `127.1` and `0x7f000001` are addresses, too: no name of a domain ends in a number.
            last = host.rpartition(".")[2]
            is_public = not last[:1].isdigit() and not f".{host}".endswith(_LOCAL_DOMAINS)
            is_public = is_public and ("." in host or self._network.may_connect is not None)
        if not is_public:
            raise _private(where)

    def _check_robots(self, url: str) -> None:
        """Raise CannotImportError if robots.txt asks programs to leave a page alone (RFC 9309)."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._robots:
            self._robots[site] = self._read_robots(f"{site}/robots.txt")
        rules = self._robots[site]
        if rules is not None and not rules.can_fetch(_AGENT, url):
            raise _refused(
                "robots",
                f"{parts.netloc} asks programs not to fetch this page (robots.txt); {_COPY}",
            )

    def _read_robots(self, at: str) -> RobotFileParser | None:
        """Return the rules of a site; None if it has none, as when robots.txt is not found."""
        first = at
        for _ in range(_MAX_REDIRECTS + 1):
            self._check_name(at, of_redirect=at != first)
            with self._get(at) as response:
                if location := self._redirect(response, at):
                    at = location
                    continue
                if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    raise _refused(
                        "robots",
                        f"{at} cannot be read (status {response.status_code}), so whether programs "
                        f"may fetch the page is not known; try later, or {_COPY}",
                    )
                if response.status_code >= HTTPStatus.BAD_REQUEST:
                    return None
                rules = RobotFileParser()
                text = self._body(response, _ROBOTS_BYTES, cut=True).decode("utf-8", "replace")
                rules.parse(text.splitlines())
                return rules
        return None

    @contextmanager
    def _get(self, url: str) -> Iterator[httpx.Response]:
        """Request a URL once, without its redirects. Raise CannotImportError."""
        host = urlsplit(url).netloc
        try:
            with self._client(url) as client, client.stream("GET", url) as response:
                yield response
        except ForbiddenError:
            raise _private(f"the name {host} leads to an address that") from None
        except (httpx.TimeoutException, httpcore.TimeoutException):
            raise _too_slow(host) from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
            raise _refused("bad-address", f"the address is not valid: {error}") from None
        except _FAILURES as error:
            why = str(error) or type(error).__name__
            raise _refused(
                "no-answer", f"{host} cannot be reached: {why}; is the address right? Else {_COPY}"
            ) from None

    def _client(self, url: str) -> httpx.Client:
        headers = {
            "User-Agent": self._agent,
            "Accept-Encoding": "gzip",
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1",
        }
        parts, proxies = urlsplit(url), self._network.proxies
        proxy = proxies.get(parts.scheme) or proxies.get("all")
        if self._network.goes_direct(parts.hostname or ""):
            proxy = None
        transport = None if proxy else DirectTransport(self._rule)
        return httpx.Client(
            headers=headers, timeout=_SECONDS, proxy=proxy, transport=transport, trust_env=False
        )

    def _redirect(self, response: httpx.Response, at: str) -> str:
        location: str = response.headers.get("location", "")
        if not (300 <= response.status_code < 400 and location):  # noqa: PLR2004 - the class of 3xx
            return ""
        try:
            return urldefrag(urljoin(at, location)).url
        except ValueError:
            raise _refused(
                "redirects", f"it redirects to an address that is none; {_COPY}"
            ) from None

    def _body(self, response: httpx.Response, most: int, *, cut: bool = False) -> bytes:
        """Return the body of an answer, unpacked. Raise CannotImportError if it is too much."""
        packed = bytearray()
        for chunk in response.iter_raw():
            packed += chunk
            if len(packed) > most:
                break
            if time.monotonic() > self._deadline:
                raise _too_slow(response.url.host)
        data = _unpacked(bytes(packed), response.headers.get("content-encoding", ""), most + 1)
        if len(data) > most and not cut:
            raise _refused(
                "too-large",
                f"the page has more than {most // 1_000_000} MB; copy its text, and add that",
            )
        return data[:most]


def _unpacked(packed: bytes, encoding: str, most: int) -> bytes:
    """Return a body unpacked, no more than its first bytes: a thousand may be packed in one."""
    if encoding.lower() in ("", "identity"):
        return packed
    if encoding.lower() in ("gzip", "x-gzip"):
        with suppress(zlib.error):
            return zlib.decompressobj(_GZIP).decompress(packed, most)
    raise _refused("not-text", f"it comes packed in a way that was not asked for; {_COPY}")


def _too_slow(host: str) -> CannotImportError:
    return _refused("no-answer", f"{host} did not answer in time; try later, or {_COPY}")


def _check_answer(response: httpx.Response, url: str) -> None:
    """Raise CannotImportError if an answer has no report, by its status or its type."""
    status = response.status_code
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise _refused("not-found", f"the page is not there ({status}); is the address right?")
    if status >= HTTPStatus.BAD_REQUEST:
        raise _refused(
            "refused", f"{urlsplit(url).netloc} refuses the page to programs ({status}); {_COPY}"
        )
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind and not kind.startswith(_TYPES):
        raise _refused("not-text", f"this is no text ({kind}); if it shows one, {_COPY}")


def _private(what: str) -> CannotImportError:
    return _refused(
        "private-address",
        f"{what} is not on the public Internet, and nothing else is fetched; {_COPY}",
    )


def _refused(code: str, message: str) -> CannotImportError:
    return CannotImportError(code, message)
