"""Probe addresses of other sites over HTTP: does each still work, and where does it redirect to?

Requests to one host are made one at a time, with a pause between them (the rate limit); many hosts
are probed concurrently. robots.txt is not read: it is addressed to crawlers that discover links
(RFC 9309), and a probe requests a single address that an editor chose, without its body.

Import this only for `briefing check --external`: it loads httpx, the HTTP client.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx
from msgspec import Struct, field

from generator.check.external_types import RequestLimits
from generator.check.probe_cache import Outcome, ProbeResult

MAX_CONCURRENT = 16
"""Requests under way at any moment, over all hosts."""
MAX_REDIRECTS = 10

_PERMANENT = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_LOCAL_DOMAINS = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
"""Top-level names that never resolve on the public Internet (RFC 6761, RFC 6762, RFC 8375; ICANN
has reserved `.internal`), and one that home routers use."""
_DEFAULT_BACKOFF = 5.0
"""Seconds to wait after "too many requests" from a host that does not say how long."""


class ProbeSetupError(Exception):
    """No requests can be made, because of this machine's settings for proxies or certificates."""


class _Host(Struct):
    """The state of one host during a check."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held for the length of a request."""
    next_at: float = 0.0
    """When the next request may start, by the clock of the event loop."""
    verdict: ProbeResult | None = None
    """The result for all further addresses of this host: unreachable, or rate-limiting us."""


class _Response(Struct, frozen=True):
    """The parts of a response that matter here; the body is never read."""

    status: int
    location: str
    retry_after: float
    """Seconds to wait before the next request, should the host be too busy for this one."""


class _Decided(Exception):  # noqa: N818 - not an error
    """Ends the probe of an address with its result, from any depth of calls."""

    def __init__(self, result: ProbeResult) -> None:
        self.result = result
        super().__init__(result)


def is_public(url: str) -> bool:
    """Return whether a URL is one of HTTP(S) to a host on the public Internet, by its name alone.

    What is not public is never requested: a check in CI must not be usable to reach into the
    network of the machine that runs it (server-side request forgery).
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        if parts.scheme not in ("http", "https"):
            return False
    except ValueError:
        return False
    try:
        address = ip_address(host)
    except ValueError:
        # Browsers read 127.1 and 0x7f000001 as IPv4 addresses, `ip_address` does not; by the URL
        # Standard ("ends in a number checker"), no domain name can end in a number.
        last = host.rpartition(".")[2]
        return "." in host and not last[:1].isdigit() and not f".{host}".endswith(_LOCAL_DOMAINS)
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_global


def probe_all(
    urls: Iterable[str],
    user_agent: str,
    limits: RequestLimits,
    on_result: Callable[[str, ProbeResult], None],
) -> None:
    """Probe URLs, and call `on_result` with each and its result as soon as there is one.

    URLs that could not be probed within the time limit get no result. Raise ProbeSetupError.
    """
    asyncio.run(_probe_all(urls, user_agent, limits, on_result))


async def _probe_all(
    urls: Iterable[str],
    user_agent: str,
    limits: RequestLimits,
    on_result: Callable[[str, ProbeResult], None],
) -> None:
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(_host_of(url), []).append(url)
    loop = asyncio.get_running_loop()
    loop.set_default_executor(_DnsThreads(4 * MAX_CONCURRENT))
    with suppress(TimeoutError):
        async with (
            # Before the time limit starts: reading the certificates takes a moment.
            _client(user_agent, limits) as client,
            asyncio.timeout(limits.total_seconds),
            asyncio.TaskGroup() as group,
        ):
            prober = _Prober(client, limits, loop.time() + limits.total_seconds)
            for queue in by_host.values():
                group.create_task(prober.probe_in_turn(queue, on_result))


class _DnsThreads(ThreadPoolExecutor):
    """The threads in which asyncio resolves host names, as getaddrinfo(3) blocks.

    A lookup cannot be cancelled and may outlast the whole check. So there are enough threads that
    slow lookups do not hold up others, and `asyncio.run` does not wait for them in the end.
    """

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        super().shutdown(wait=False, cancel_futures=True)


def _client(user_agent: str, limits: RequestLimits) -> httpx.AsyncClient:
    """Return an HTTP client. Raise ProbeSetupError where its environment is not usable."""
    # Connecting has to time out first, so that a dead host is told from a slow answer.
    seconds = limits.timeout_seconds
    timeout = httpx.Timeout(seconds, connect=0.8 * seconds)
    headers = {"User-Agent": user_agent, "Accept": "*/*"}
    try:
        # httpx takes proxies from the environment. Redirects are followed here, step by step, as
        # each target has to be public and permanent redirects have to be told from temporary ones.
        return httpx.AsyncClient(headers=headers, timeout=timeout, follow_redirects=False)
    except (ImportError, ValueError, OSError, httpx.InvalidURL) as error:
        raise ProbeSetupError(str(error)) from None


def _host_of(url: str) -> str:
    return urlsplit(url).netloc.lower()


class _Prober:
    """Probes URLs within one check, and keeps the state of every host."""

    def __init__(self, client: httpx.AsyncClient, limits: RequestLimits, deadline: float) -> None:
        """Use a client until `deadline`, by the clock of the event loop."""
        self._client = client
        self._limits = limits
        self._deadline = deadline
        self._slots = asyncio.Semaphore(MAX_CONCURRENT)
        self._hosts: dict[str, _Host] = {}

    async def probe_in_turn(
        self, urls: Iterable[str], on_result: Callable[[str, ProbeResult], None]
    ) -> None:
        """Probe the URLs of one host one after the other."""
        for url in urls:
            try:
                result = await self._probe(url)
            except _Decided as decided:
                result = decided.result
            on_result(url, result)

    async def _probe(self, url: str) -> ProbeResult:
        """Request a URL and follow its redirects to the end. Raise _Decided."""
        at, moved_to, permanent = url, "", True
        for _ in range(MAX_REDIRECTS + 1):
            response = await self._head_or_get(at)
            if not (_is_redirect(response.status) and response.location):
                return _result(response.status, moved_to)
            try:
                at = urldefrag(urljoin(at, response.location)).url
            except ValueError:
                return ProbeResult(Outcome.FAILED, "it redirects to an invalid address")
            if not is_public(at):
                detail = f"it redirects to {at}, which is not a public address"
                return ProbeResult(Outcome.FAILED, detail)
            # Only the permanent redirects at the beginning tell the new address. Where a temporary
            # one leads, to a login or to the page of the day, may change at any time.
            permanent = permanent and response.status in _PERMANENT
            moved_to = at if permanent else moved_to
        return ProbeResult(Outcome.FAILED, f"it redirects more than {MAX_REDIRECTS} times")

    async def _head_or_get(self, url: str) -> _Response:
        """Request a URL with HEAD, and with GET if that fails. Raise _Decided.

        HEAD saves the host the page. But many servers answer it with 403, 404 or 501, or not at
        all, where GET works, so its failure proves nothing.
        """
        try:
            response = await self._request("HEAD", url)
            if response.status < HTTPStatus.BAD_REQUEST:
                return response
        except (httpx.HTTPError, TimeoutError):
            pass
        try:
            return await self._request("GET", url)
        except (TimeoutError, httpx.TimeoutException):
            detail = f"no answer within {self._limits.timeout_seconds:g} s"
        except httpx.HTTPError as error:
            detail = f"the connection failed: {_words(error)}"
        raise _Decided(ProbeResult(Outcome.FAILED, detail))

    async def _request(self, method: str, url: str) -> _Response:
        """Make a request when it is its host's turn; if the host is too busy, back off and retry.

        A host that is too busy twice gets no further request in this check. Raise _Decided.
        """
        host = self._hosts.setdefault(_host_of(url), _Host())
        async with host.lock:
            response = await self._send(host, method, url)
            if response.status == HTTPStatus.TOO_MANY_REQUESTS:
                if self._now() + response.retry_after < self._deadline:
                    host.next_at = max(host.next_at, self._now() + response.retry_after)
                    response = await self._send(host, method, url)
                if response.status == HTTPStatus.TOO_MANY_REQUESTS:
                    host.verdict = ProbeResult(Outcome.REFUSED, "too many requests (429)")
                    raise _Decided(host.verdict)
            return response

    async def _send(self, host: _Host, method: str, url: str) -> _Response:
        """Send one request, not before the host may be asked again. Raise _Decided."""
        if host.verdict is not None:
            raise _Decided(host.verdict)
        await asyncio.sleep(host.next_at - self._now())
        try:
            async with (
                self._slots,
                # httpx limits each read; a host that sends a byte now and then needs this as well.
                asyncio.timeout(self._limits.timeout_seconds),
                self._client.stream(method, url) as response,
            ):
                if method == "HEAD":
                    await response.aread()  # nothing, but only then is the connection used again
                return _Response(
                    response.status_code,
                    response.headers.get("location", ""),
                    _retry_after(response.headers),
                )
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as error:
            detail = f"the address is not valid: {error}"
            raise _Decided(ProbeResult(Outcome.FAILED, detail)) from None
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            detail = f"{_host_of(url)} cannot be reached: {_words(error)}"
            host.verdict = ProbeResult(Outcome.UNREACHABLE, detail)
            raise _Decided(host.verdict) from None
        finally:
            host.next_at = self._now() + self._limits.interval_seconds

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def _is_redirect(status: int) -> bool:
    return HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST


def _result(status: int, moved_to: str) -> ProbeResult:
    """Return the result that the status of the last response stands for.

    Only 404 and 410 say that a page is gone. Any other status from 400 to 499, and whatever else
    sites make up (999), may be meant for programs alone.
    """
    if status < HTTPStatus.BAD_REQUEST:
        return ProbeResult(Outcome.MOVED, moved_to) if moved_to else ProbeResult(Outcome.WORKS)
    if status in _GONE:
        return ProbeResult(Outcome.GONE, _status_words(status))
    if HTTPStatus.INTERNAL_SERVER_ERROR <= status < 600:  # noqa: PLR2004 - the class of 5xx
        return ProbeResult(Outcome.FAILED, f"the server answered {_status_words(status)}")
    return ProbeResult(Outcome.REFUSED, _status_words(status))


def _status_words(status: int) -> str:
    """Return a status in words, with its number: `not found (404)`."""
    try:
        return f"{HTTPStatus(status).phrase.lower()} ({status})"
    except ValueError:
        return str(status)


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__


def _retry_after(headers: httpx.Headers) -> float:
    """Return the seconds that the Retry-After header asks to wait (RFC 9110, section 10.2.3).

    It holds seconds or a date; a date is compared with the host's own clock, the Date header.
    """
    after = headers.get("retry-after", "").strip()
    if after.isdecimal():
        return float(after)
    try:
        until, now = (parsedate_to_datetime(date) for date in (after, headers.get("date", "")))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):
        return _DEFAULT_BACKOFF
