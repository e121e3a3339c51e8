"""A page of the web is fetched politely, within limits, and from the public Internet alone."""

from __future__ import annotations

import gzip
import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from threading import Event, Thread

import pytest

from generator.importing.fetch import Network, fetch
from generator.importing.model import CannotImportError
from generator.importing.network import is_public_address
from tests.check.hosts import Hosts, Reply, hang_up, serving, status, to
from tests.conftest import Site
from tests.importing.conftest import NOW, drafts
from tests.importing.raw_inputs import RAW

HOST = "http://herald.example"


def typed(kind: str, body: bytes) -> Reply:
    return lambda request: request.reply(200, {"Content-Type": kind}, body)


PAGE = typed("text/html; charset=utf-8", b"<html><body><p>The bridge is closed.</p></body></html>")


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosts]:
    """The web, made up: every host answers by way of a proxy on this machine."""
    with serving(monkeypatch) as hosts:
        for host in ("herald.example", "other.example"):
            hosts.replies[f"http://{host}/robots.txt"] = status(404)
        yield hosts


def network() -> Network:
    return Network("1.0", {"http": os.environ["http_proxy"]})


def refusal(url: str, by: Network | None = None) -> tuple[str, str]:
    """Return the code and the message of a page that is not fetched."""
    with pytest.raises(CannotImportError) as refused:
        fetch(url, by or network())
    return refused.value.code, refused.value.message


def test_a_page_comes_with_its_address_after_redirects(web: Hosts) -> None:
    web.replies[f"{HOST}/old"] = to("/new")
    web.replies[f"{HOST}/new"] = PAGE
    raw = fetch(f"{HOST}/old#part", network())
    assert (raw.url, raw.content_type) == (f"{HOST}/new", "text/html; charset=utf-8")
    assert b"The bridge is closed." in raw.data
    assert web.agents == {"briefing/1.0 (adds single reports that an editor chose)"}


def test_robots_txt_is_asked_first_and_obeyed(web: Hosts) -> None:
    rules = b"User-agent: *\nDisallow: /private\n"
    web.replies[f"{HOST}/robots.txt"] = typed("text/plain", rules)
    code, message = refusal(f"{HOST}/private/page")
    assert code == "robots"
    assert message == (
        "herald.example asks programs not to fetch this page (robots.txt); open it in a browser, "
        "save or copy it, and add that"
    )
    assert web.asked == [("GET", f"{HOST}/robots.txt")]


def test_robots_txt_of_the_host_that_a_redirect_leads_to_is_obeyed(web: Hosts) -> None:
    web.replies[f"{HOST}/page"] = to("http://other.example/page")
    rules = b"User-agent: briefing\nDisallow: /\n"
    web.replies["http://other.example/robots.txt"] = typed("text/plain", rules)
    assert refusal(f"{HOST}/page")[0] == "robots"
    assert web.requests("http://other.example/page") == []


def test_nothing_is_fetched_where_robots_txt_cannot_be_read(web: Hosts) -> None:
    web.replies[f"{HOST}/robots.txt"] = status(503)
    assert refusal(f"{HOST}/page")[0] == "robots"
    assert web.requests(f"{HOST}/page") == []


@pytest.mark.parametrize(
    ("reply", "code", "words"),
    [
        (to("/page"), "redirects", "it redirects more than 5 times"),
        (to("http://127.0.0.1/secret"), "private-address", "redirects to http://127.0.0.1/secret"),
        (to("http://10.0.0.1/"), "private-address", "not on the public Internet"),
        (to("http://[::1]/"), "private-address", "not on the public Internet"),
        (to("http://router.lan/"), "private-address", "not on the public Internet"),
        (to("file:///etc/passwd"), "bad-address", "which is no web address"),
        (typed("application/pdf", b"%PDF"), "not-text", "this is no text (application/pdf)"),
        (typed("text/html", b"a" * 20_100_000), "too-large", "more than 20 MB"),
        (status(403), "refused", "refuses the page to programs (403)"),
        (status(404), "not-found", "the page is not there (404)"),
        (hang_up, "no-answer", "cannot be reached"),
    ],
)
def test_what_is_no_report_is_told(web: Hosts, reply: Reply, code: str, words: str) -> None:
    web.replies[f"{HOST}/page"] = reply
    told = refusal(f"{HOST}/page")
    assert told[0] == code
    assert words in told[1]


@pytest.mark.parametrize(
    "url",
    [
        *("http://localhost/", "http://127.0.0.1/", "http://127.1/", "http://0x7f000001/"),
        *("http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://169.254.169.254/latest/"),
        *("http://192.168.1.1/", "http://intranet/", "http://printer.local/"),
        *("http://１２７.０.０.１/", "http://ⓛocalhost/", "http://0177.0.0.1/"),
    ],
)
def test_an_address_of_a_private_network_is_never_asked_for(web: Hosts, url: str) -> None:
    assert refusal(url)[0] == "private-address"
    assert web.asked == []


@pytest.mark.parametrize(
    "host",
    [
        *("2130706433", "0.0.0.0", "127.0.0.1.", "0", "[::]"),
        *("localhost.", "metadata.internal", "[::127.0.0.1]"),
    ],
)
def test_nor_is_one_that_a_page_redirects_to(web: Hosts, host: str) -> None:
    web.replies[f"{HOST}/page"] = to(f"http://{host}/secret")
    code, message = refusal(f"{HOST}/page")
    assert code == "private-address"
    assert "it redirects to" in message
    assert [address for _, address in web.asked] == [f"{HOST}/robots.txt", f"{HOST}/page"]


@pytest.mark.parametrize("url", ["http://u:p@herald.example/", "http:///x", f"{HOST}:0/"])
def test_an_address_that_is_none_is_told(web: Hosts, url: str) -> None:
    assert refusal(url)[0] == "bad-address"
    assert web.asked == []


def test_a_name_that_leads_into_a_private_network_is_not_connected_to(
    web: Hosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = os.environ["http_proxy"].rpartition(":")[2]
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda _, *more, **named: real("127.0.0.1", *more, **named)
    )
    code, message = refusal(f"http://rebound.example:{port}/page", Network("1.0", {}))
    assert code == "private-address"
    assert message.startswith(f"the name rebound.example:{port} leads to an address that is not on")
    assert web.asked == []


def test_without_a_proxy_the_address_that_was_judged_is_connected_to(
    web: Hosts, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = os.environ["http_proxy"].rpartition(":")[2]
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda _, *more, **named: real("127.0.0.1", *more, **named)
    )
    web.replies |= {"/robots.txt": status(404), "/page": PAGE}
    judged: list[str] = []

    def rule(address: str) -> bool:
        judged.append(address)
        return True

    raw = fetch(f"http://herald.example:{port}/page", Network("1.0", {}, may_connect=rule))
    assert b"The bridge is closed." in raw.data
    assert set(judged) == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *((one, True) for one in ("8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8")),
        *((one, False) for one in ("10.1.2.3", "100.64.0.1", "169.254.169.254", "0.0.0.0")),
        *((one, False) for one in ("::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1")),
        *((one, False) for one in ("64:ff9b::a00:1", "2002:a00:1::", "224.0.0.1", "no address")),
        *((one, False) for one in ("::127.0.0.1", "::a00:1", "::")),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public_address(address) is public


def test_a_body_is_unpacked_no_further_than_its_limit(web: Hosts) -> None:
    bomb = gzip.compress(b"a" * 60_000_000)
    packed = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    web.replies[f"{HOST}/page"] = lambda request: request.reply(200, packed, bomb)
    assert refusal(f"{HOST}/page")[0] == "too-large"
    twice = packed | {"Content-Encoding": "gzip, gzip"}
    web.replies[f"{HOST}/page"] = lambda request: request.reply(200, twice, gzip.compress(bomb))
    assert refusal(f"{HOST}/page")[0] == "not-text"


def test_a_server_that_sends_its_headers_for_ever_is_waited_for_no_longer_than_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended = Event()

    def drip(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection, suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not ended.wait(0.02):
                connection.sendall(b"a")

    monkeypatch.setattr("generator.importing.fetch._ALL_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=drip, args=(server,), daemon=True).start()
        url = f"http://127.0.0.1:{server.getsockname()[1]}/page"
        anywhere = Network("1.0", {}, may_connect=lambda _: True)
        code, message = refusal(url, anywhere)
        ended.set()
    assert code == "no-answer"
    assert "did not answer in time" in message


def test_an_address_becomes_a_draft(town: Site, web: Hosts) -> None:
    page = (RAW / "gazette-page.html").read_bytes()
    web.replies["http://bank-gazette.example/robots.txt"] = status(404)
    web.replies["http://bank-gazette.example/x"] = typed("text/html", page)
    outcome = town.run("add", "http://bank-gazette.example/x", "--now", NOW)
    assert outcome.exit_code == 0, outcome.err
    (draft,) = drafts(town)
    text = draft.read_text("utf-8")
    assert "# A draft that `briefing add` made of http://bank-gazette.example/x." in text
    assert 'url: "https://bank-gazette.example/2025/05/bridge-closed"' in text
    assert "retrieved: 2025-05-20" in text


def test_a_page_that_is_refused_is_told_on_the_command_line(town: Site, web: Hosts) -> None:
    web.replies[f"{HOST}/page"] = status(404)
    outcome = town.run("add", f"{HOST}/page")
    assert outcome.exit_code == 1
    assert outcome.err == (
        f"{HOST}/page: error: the page is not there (404); is the address right? [not-found]\n"
        "1 input of 1 not added\n"
    )
