"""Connections to the public Internet alone, whatever a name resolves to.

Names are resolved here, all addresses that come out are judged, and the connection goes to the very
address that was judged. So no name that resolves to another address the second time leads into the
network of this machine (DNS rebinding).
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpcore
import httpx

AddressRule = Callable[[str], bool]
"""Tells whether an address of the Internet Protocol may be connected to."""


_STAND_FOR_VERSION_4 = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))
"""Addresses whose last four bytes are one of version 4 (RFC 6052; RFC 4291, 2.5.5.1)."""


class ForbiddenError(Exception):
    """A name leads to an address that must not be connected to."""


def is_public_address(address: str) -> bool:
    """Return whether an address of the Internet Protocol is one of the public Internet."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and (inner := _inner(parsed)):
        parsed = inner
    return parsed.is_global and not parsed.is_multicast


def _inner(address: IPv6Address) -> IPv4Address | None:
    """Return the address of version 4 that one of version 6 stands for, or None."""
    if any(address in network for network in _STAND_FOR_VERSION_4):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


class DirectTransport(httpx.BaseTransport):
    """Connects without a proxy, only to addresses that were judged."""

    def __init__(self, rule: AddressRule) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=_Judged(rule)
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and return the answer, whose body is still to be read."""
        url = request.url
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
            ),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        return httpx.Response(
            status_code=answer.status, headers=answer.headers, stream=_Stream(answer)
        )

    def close(self) -> None:
        """Close all connections."""
        self._pool.close()


class _Stream(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _Judged(httpcore.NetworkBackend):
    """Resolves names itself, and connects to the address that it judged."""

    def __init__(self, rule: AddressRule) -> None:
        self._rule = rule
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from None
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        # All of them: a name that has a private address beside a public one is a trap.
        if not addresses or not all(map(self._rule, addresses)):
            raise ForbiddenError(host)
        last: Exception | None = None
        for address in addresses:
            try:
                return self._backend.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last or httpcore.ConnectError(host)

    def sleep(self, seconds: float) -> None:
        self._backend.sleep(seconds)
