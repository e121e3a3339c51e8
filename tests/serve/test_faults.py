"""The preview, whatever reads from it and whoever meddles with what it serves."""

from __future__ import annotations

import resource
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from generator.serve.app import MAX_DRESSED
from generator.serve.reload_events import MAX_SHOWN
from tests.conftest import SITE
from tests.serve.running import Serving, small_site

SECOND = "content/articles/second.md"
PAGE = "/articles/second/"
FILM = "/static/film.bin"
FILM_SIZE = 8_000_000
EVENTS = "/-briefing-preview/events"


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server on a site with a large file and a large page."""
    site = small_site(tmp_path_factory.mktemp("faults") / "small")
    (site.root / "static").mkdir()
    (site.root / FILM[1:]).write_bytes(b"\0" * FILM_SIZE)
    site.write("static/large.html", "<p>" + "x" * MAX_DRESSED)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))  # as on macOS
    try:
        started = Serving(site)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    with started as serving:
        yield serving


def request(serving: Serving, path: str, more: str = "") -> socket.socket:
    """Ask for a path and read nothing of the answer yet."""
    connection = socket.create_connection(("127.0.0.1", serving.port), timeout=40)
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n".encode())
    return connection


def memory(serving: Serving) -> int:
    """Return the most bytes that the server ever had in memory."""
    status = Path(f"/proc/{serving.process.pid}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def delete_a_page(root: Path) -> None:
    (root / "site/articles/second/index.html").unlink()


def edit_a_page(root: Path) -> None:
    (root / "site/articles/second/index.html").write_text("Words of somebody else.")


def delete_a_folder(root: Path) -> None:
    for file in sorted((root / "site/articles/second").iterdir()):
        file.unlink()
    (root / "site/articles/second").rmdir()


@pytest.mark.parametrize("meddle", [delete_a_page, edit_a_page, delete_a_folder])
def test_what_somebody_does_to_the_output_is_put_right_without_a_save(
    serving: Serving, meddle: Callable[[Path], None]
) -> None:
    before = serving.output()
    meddle(serving.site.root)
    serving.becomes(before)
    assert serving.get(PAGE).status == 200


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="there is no /proc")
def test_slow_readers_of_a_large_file_cost_no_memory(serving: Serving) -> None:
    before = memory(serving)
    with ExitStack() as stack:
        slow = [stack.enter_context(request(serving, FILM)) for _ in range(40)]
        assert all(reader.recv(15) == b"HTTP/1.1 200 OK" for reader in slow)
        assert serving.get(PAGE).status == 200
        assert memory(serving) - before < 5 * FILM_SIZE, "not 40 times"


def test_a_large_file_arrives_whole_and_a_large_page_as_it_is(serving: Serving) -> None:
    film, head = serving.get(FILM), serving.get(FILM, "HEAD")
    assert len(film.body) == FILM_SIZE
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(FILM_SIZE)
    assert serving.get("/static/large.html").body == serving.output()["static/large.html"]


def test_downloads_that_are_broken_off_and_bodies_that_are_sent_do_no_harm(
    serving: Serving,
) -> None:
    for _ in range(50):
        with request(serving, FILM) as reader:
            reader.recv(1)
    for announced in ("Content-Length: 9000000000000", "Transfer-Encoding: chunked"):
        with request(serving, PAGE, f"{announced}\r\n") as sender:
            assert sender.recv(15) == b"HTTP/1.1 200 OK"
    for method in ("OPTIONS", "TRACE", "PATCH", "CONNECT", "PROPFIND"):
        assert serving.get(PAGE, method).status == serving.get(EVENTS, method).status == 405
    assert serving.get(PAGE).status == 200
    assert serving.err == []


def test_hundreds_of_open_pages_are_all_told_of_a_build(serving: Serving) -> None:
    with ExitStack() as stack:
        pages = [stack.enter_context(request(serving, EVENTS)) for _ in range(300)]
        streams = [stack.enter_context(page.makefile("rb")) for page in pages]
        for stream in streams:
            assert any(line == b"event: build\n" for line in stream)
        serving.site.replace(SECOND, "South wants sixty.\n", "South wants sixty, it said.\n")
        for stream in streams:
            assert any(line == b"event: build\n" for line in stream)
    assert "it said" in serving.get(PAGE).text
    assert serving.err == []


def test_a_flood_of_problems_is_cut_and_hides_no_other_kind(serving: Serving) -> None:
    good = SITE["themes/venues.md"]
    marks = "".join(f"Nobody said so.[@missing{number}]\n" for number in range(90))
    told = len(serving.err)
    with serving.listen("/") as page:
        serving.site.write("themes/venues.md", good + marks + "It is so.[@first#c99]\n")
        problems = page.tells("missing0", "c99")
        assert len(problems) == MAX_SHOWN
        serving.site.write("themes/venues.md", good)
        page.tells_nothing()
    rest = "… and 71 more; run `briefing check` to see all"
    serving.until(lambda: rest in serving.err[told:], "it says that there is more")
    said = serving.err[told:]
    assert len(said) < 65
    assert any("c99" in line for line in said)
