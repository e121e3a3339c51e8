"""Asking other sites whether an address still leads to something, politely.

Loaded only for `briefing check --external`, with the library that speaks HTTP.
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

from generator.check.answers import Answer, Outcome
from generator.check.errand import Manners

AT_ONCE = 16
"""Requests under way at any moment, over all hosts; of one host there is never more than one."""
MOST_REDIRECTS = 10

_FOR_GOOD = (HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.PERMANENT_REDIRECT)
_GONE = (HTTPStatus.NOT_FOUND, HTTPStatus.GONE)
_LOCAL = (".localhost", ".local", ".internal", ".lan", ".home.arpa")
_UNSAID = 5.0
"""Seconds to wait for a host that only says that it is asked too often."""


class CannotAskError(Exception):
    """Nobody can be asked, for what this machine is told about proxies or certificates."""


class _Host(Struct):
    """What is known of a host while it is asked."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    """When it may be asked again."""
    final: Answer | None = None
    """The answer for all of its addresses: it is not there, or does not want to be asked."""


class _Response(Struct, frozen=True):
    """What is looked at of a response: never its body."""

    status: int
    location: str
    wait: float
    """Seconds after which the host wants to be asked again."""


class _Final(Exception):  # noqa: N818 - an answer
    """The answer is found, however deep in asking."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__(answer)


def is_public(url: str) -> bool:
    """Return whether an address is one that anybody's browser could ask for."""
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
        # No name ends in a number: browsers read 127.1 and 0x7f000001 as addresses of a network.
        last = host.rpartition(".")[2]
        return "." in host and not last[:1].isdigit() and not f".{host}".endswith(_LOCAL)
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_global


def ask_all(
    urls: Iterable[str], agent: str, manners: Manners, took: Callable[[str, Answer], None]
) -> None:
    """Ask for addresses and hand each answer to `took` as soon as it is there.

    `agent` is how we introduce ourselves. What could not be asked for in time gets no answer.
    Raise CannotAskError.
    """
    asyncio.run(_ask_all(urls, agent, manners, took))


async def _ask_all(
    urls: Iterable[str], agent: str, manners: Manners, took: Callable[[str, Answer], None]
) -> None:
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(_host_of(url), []).append(url)
    loop = asyncio.get_running_loop()
    loop.set_default_executor(_NameLookups(4 * AT_ONCE))
    with suppress(TimeoutError):
        async with (
            _client(agent, manners) as client,  # takes a moment to read all certificates
            asyncio.timeout(manners.seconds),
            asyncio.TaskGroup() as group,
        ):
            asking = _Asking(client, manners, loop.time() + manners.seconds)
            for queue in by_host.values():
                group.create_task(asking.ask_in_turn(queue, took))


class _NameLookups(ThreadPoolExecutor):
    """Where names of hosts are looked up, which nothing can interrupt.

    There are threads enough that names without an answer do not hold up the others, and who is done
    does not wait for them.
    """

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002
        super().shutdown(wait=False, cancel_futures=True)


def _client(agent: str, manners: Manners) -> httpx.AsyncClient:
    # A host that is not there shows as such, and not as one that takes its time to answer.
    timeout = httpx.Timeout(manners.patience, connect=0.8 * manners.patience)
    headers = {"User-Agent": agent, "Accept": "*/*"}
    try:
        # Proxies come from the environment. Redirects are followed by hand, to see each step.
        return httpx.AsyncClient(headers=headers, timeout=timeout, follow_redirects=False)
    except (ImportError, ValueError, OSError, httpx.InvalidURL) as error:
        raise CannotAskError(str(error)) from None


def _host_of(url: str) -> str:
    return urlsplit(url).netloc.lower()


class _Asking:
    """One round of questions."""

    def __init__(self, client: httpx.AsyncClient, manners: Manners, ends: float) -> None:
        self._client = client
        self._manners = manners
        self._ends = ends
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._hosts: dict[str, _Host] = {}

    async def ask_in_turn(self, urls: Iterable[str], took: Callable[[str, Answer], None]) -> None:
        for url in urls:
            try:
                answer = await self._ask(url)
            except _Final as final:
                answer = final.answer
            took(url, answer)

    async def _ask(self, url: str) -> Answer:
        """Follow an address to its end. Raise _Final where an answer is found on the way."""
        at, moved_to, for_good = url, "", True
        for _ in range(MOST_REDIRECTS + 1):
            response = await self._look_at(at)
            if not (_is_redirection(response.status) and response.location):
                return _judged(response.status, moved_to)
            try:
                at = urldefrag(urljoin(at, response.location)).url
            except ValueError:
                return Answer(Outcome.FAILED, "it redirects to what is no address")
            if not is_public(at):
                return Answer(Outcome.FAILED, f"it redirects to {at}, which is no public address")
            # Only what comes before the first detour is where it lives from now on.
            for_good = for_good and response.status in _FOR_GOOD
            moved_to = at if for_good else moved_to
        return Answer(Outcome.FAILED, f"it redirects more than {MOST_REDIRECTS} times")

    async def _look_at(self, url: str) -> _Response:
        """Ask for the head alone, and if that does not go well, for the whole.

        Many servers answer HEAD with anything from 403 to silence: only GET shows what is broken.
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
            detail = f"no answer within {self._manners.patience:g} s"
        except httpx.HTTPError as error:
            detail = f"the connection broke: {_said(error)}"
        raise _Final(Answer(Outcome.FAILED, detail))

    async def _request(self, method: str, url: str) -> _Response:
        """Make one request, in turn with all others to its host, and once more if asked to wait."""
        host = self._hosts.setdefault(_host_of(url), _Host())
        async with host.lock:
            response = await self._send(host, method, url)
            if response.status == HTTPStatus.TOO_MANY_REQUESTS:
                if self._now() + response.wait < self._ends:
                    host.free_at = max(host.free_at, self._now() + response.wait)
                    response = await self._send(host, method, url)
                if response.status == HTTPStatus.TOO_MANY_REQUESTS:
                    host.final = Answer(Outcome.REFUSED, "too many requests (429)")
                    raise _Final(host.final)
            return response

    async def _send(self, host: _Host, method: str, url: str) -> _Response:
        if host.final is not None:
            raise _Final(host.final)
        await asyncio.sleep(host.free_at - self._now())
        try:
            async with (
                self._slots,
                asyncio.timeout(self._manners.patience),
                self._client.stream(method, url) as response,
            ):
                if method == "HEAD":
                    await response.aread()  # of nothing: the connection can be used again
                return _Response(
                    response.status_code,
                    response.headers.get("location", ""),
                    _wait(response.headers),
                )
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError) as error:
            raise _Final(Answer(Outcome.FAILED, f"it is no address: {error}")) from None
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            detail = f"{_host_of(url)} cannot be reached: {_said(error)}"
            host.final = Answer(Outcome.UNREACHABLE, detail)
            raise _Final(host.final) from None
        finally:
            host.free_at = self._now() + self._manners.pause

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def _is_redirection(status: int) -> bool:
    return HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST


def _judged(status: int, moved_to: str) -> Answer:
    if status < HTTPStatus.BAD_REQUEST:
        return Answer(Outcome.MOVED, moved_to) if moved_to else Answer(Outcome.WORKS)
    if status in _GONE:
        return Answer(Outcome.GONE, _named(status))
    if HTTPStatus.INTERNAL_SERVER_ERROR <= status < 600:  # noqa: PLR2004 - beyond, nothing is defined
        return Answer(Outcome.FAILED, f"the host answers {_named(status)}")
    return Answer(Outcome.REFUSED, _named(status))


def _named(status: int) -> str:
    try:
        return f"{HTTPStatus(status).phrase.lower()} ({status})"
    except ValueError:
        return str(status)


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__


def _wait(headers: httpx.Headers) -> float:
    """Read after how many seconds a host wants to be asked again; a date counts from its own.

    Source: RFC 9110, section 10.2.3.
    """
    after = headers.get("retry-after", "").strip()
    if after.isdecimal():
        return float(after)
    try:
        until, now = (parsedate_to_datetime(date) for date in (after, headers.get("date", "")))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):
        return _UNSAID
