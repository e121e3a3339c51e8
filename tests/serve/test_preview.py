"""The preview: what a browser gets from `briefing serve`, and how it begins and ends."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from generator.serve.app import application
from generator.serve.reload_events import ReloadEvents
from generator.watch.rebuilds import RETRY_SECONDS
from tests.conftest import SITE, Site
from tests.forked import program
from tests.images import grey_png
from tests.serve.running import (
    Serving,
    article,
    clean_output,
    small_site,
    until,
)

SECOND = "content/articles/second.md"
PAGE = "/articles/second/"
SECRET = b"This is of nobody's business."


@pytest.fixture(scope="module")
def serving(mode: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server at work on the small site."""
    site = small_site(tmp_path_factory.mktemp("served") / "small")
    with Serving(site, *mode) as serving:
        yield serving


def with_sentence(sentence: str) -> str:
    """Write the second article with another sentence."""
    return SITE[SECOND].replace("South wants sixty.", sentence)


# 6: front matter errors


@pytest.mark.pitfall(6)
def test_pitfall_6_an_error_keeps_the_last_good_page_and_is_told_until_it_is_mended(
    serving: Serving,
) -> None:
    serving.save(SECOND, with_sentence("The last good sentence."))
    serving.shows(PAGE, "The last good sentence.")
    wrong = with_sentence("Never seen.").replace("source: gazette", "source: gazzette")
    with serving.listen(PAGE) as stream, serving.listen("/themes/venues/") as other:
        serving.save(SECOND, wrong)
        for told in (stream, other):
            (problem,) = told.tells("gazzette")
            first, text, caret = problem.splitlines()
            assert first.startswith(f"{SECOND}:3:9: error: unknown source 'gazzette'")
            assert text == "    3 | source: gazzette"
            assert caret == "      |         ^^^^^^^^"
        assert "The last good sentence." in serving.get(PAGE).text
        with serving.listen(PAGE) as late:
            assert ("problems", [problem]) in late.events
        assert serving.err.count(first) == 1
        # After another save it is told again: it is still there.
        serving.save("themes/venues.md", SITE["themes/venues.md"] + "\nMore.\n")
        assert stream.tells("gazzette") == [problem]
        serving.until(lambda: serving.err.count(first) == 2, "it complains again")
        assert "More." not in serving.get("/themes/venues/").text
        serving.save(SECOND, with_sentence("Mended."))
        stream.tells_nothing()
        stream.next("reload")
        assert "Mended." in serving.get(PAGE).text
        assert "More." in serving.get("/themes/venues/").text
    assert serving.err.count(first) == 2
    assert "Traceback" not in "".join(serving.err)


@pytest.mark.pitfall(6)
def test_pitfall_6_all_problems_of_all_files_are_told_at_once(serving: Serving) -> None:
    with serving.listen("/") as stream:
        serving.site.write("content/articles/a.md", article("A", more="draft: perhaps\n"))
        serving.site.write("content/articles/b.md", article("B", more="nonsense: 1\n"))
        told = stream.tells("articles/a.md", "articles/b.md")
        assert told[0].startswith("content/articles/a.md:6:8: error:")
        assert told[1].startswith("content/articles/b.md:6:1: error:")
        serving.site.remove("content/articles/a.md").remove("content/articles/b.md")
        stream.tells_nothing()


@pytest.mark.pitfall(6)
def test_pitfall_6_an_error_of_the_very_first_build_is_served_and_mended(
    mode: tuple[str, ...], site: Site
) -> None:
    site.replace(SECOND, "title: Second report\n", "")
    with Serving(site, *mode) as broken:
        answer = broken.get("/")
        assert "There is no site yet" in answer.text
        assert answer.headers.get_content_type() == "text/html"
        with broken.listen("/") as stream:
            ((_, (problem,)), *_) = stream.events
            assert problem.startswith(f"{SECOND}:1:1: error: ")
            assert "title" in problem
            assert broken.get(PAGE).status == 404
            site.write(SECOND, SITE[SECOND])
            stream.next("reload")
            assert broken.get("/").status == 200
        broken.becomes_clean()


# 13: reload too early


@pytest.mark.pitfall(13)
def test_pitfall_13_a_page_is_told_to_reload_only_when_its_new_file_is_there(
    serving: Serving, mode: tuple[str, ...]
) -> None:
    with serving.listen(PAGE) as stream:
        for number in range(10 if mode else 30):
            serving.save(SECOND, with_sentence(f"Edit {number}."))
            stream.next("reload")
            assert f"<p>Edit {number}.</p>" in serving.get(PAGE).text
            assert b"<p>Edit %d.</p>" % number in serving.output()["articles/second/index.html"]


@pytest.mark.pitfall(13)
def test_pitfall_13_only_pages_that_changed_are_told_to_reload(serving: Serving) -> None:
    with serving.listen(PAGE) as stream, serving.listen("/themes/venues/") as other:
        serving.save(SECOND, with_sentence("This page alone."))
        stream.next("reload")
        serving.save("themes/venues.md", SITE["themes/venues.md"] + "\nThe other one alone.\n")
        other.next("reload")
        names = [name for name, _ in other.events]
        assert names.count("reload") == 1
        assert names.index("reload") == len(names) - 1
        assert [name for name, _ in stream.events].count("reload") == 1
    serving.save("themes/venues.md", SITE["themes/venues.md"])


@pytest.mark.pitfall(13)
def test_pitfall_13_no_request_meets_half_a_page_or_none_amid_a_large_rebuild(
    serving: Serving,
) -> None:
    site = serving.site
    for number in range(150):
        site.write(f"content/articles/n/n{number}.md", article(f"Number {number}"))
    reports = {f"/articles/n{number}/": f"Number {number}" for number in range(0, 150, 7)}
    for address, title in reports.items():
        serving.shows(address, title)
    addresses = ["/", "/themes/truce/", *reports]
    wrong: list[str] = []
    seen: dict[str, bytes] = {}
    done = threading.Event()

    def hammer(offset: int) -> None:
        while not done.is_set():
            for address in addresses[offset:] + addresses[:offset]:
                answer = serving.get(address)
                if answer.status != 200 or not answer.body.rstrip().endswith(b"</html>"):
                    wrong.append(f"{address} gives {answer.status}: …{answer.body[-80:]!r}")
                elif seen.setdefault(answer.seen, answer.undressed) != answer.undressed:
                    wrong.append(f"{address} says that the browser shows what it does not")

    threads = [threading.Thread(target=hammer, args=(offset,), daemon=True) for offset in (0, 9)]
    for thread in threads:
        thread.start()
    for word in ("once", "twice"):
        rail = "{% block rail %}" + word + "{% endblock %}"
        serving.save("templates/article.html", '{% extends "default/article.html" %}' + rail)
        for number in (0, 149):
            serving.shows(f"/articles/n{number}/", word)
    done.set()
    for thread in threads:
        thread.join(30)
    assert wrong == []
    assert len(seen) > len(addresses)
    serving.becomes_clean()


@pytest.mark.pitfall(13)
def test_pitfall_13_a_page_that_changes_while_it_is_fetched_is_told_to_reload(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "index.html"
    file.write_bytes(b"<body>old</body>")
    events = ReloadEvents()
    read = Path.read_bytes

    def read_just_before_it_is_replaced(path: Path) -> bytes:
        data = read(path)
        if path == file:
            path.write_bytes(b"<body>new</body>")
        return data

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", read_just_before_it_is_replaced)
        page = asyncio.run(fetched(application(tmp_path, events, lambda *_: b""), "/"))
    assert b"old" in page
    found = re.search(rb'data-digest="([^"]*)"', page)
    assert found

    assert found[1].decode() == blake2b(b"<body>old</body>", digest_size=12).hexdigest()


async def fetched(app: Any, path: str) -> bytes:
    """Ask an application for a page, without a server."""
    body = b""

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        nonlocal body
        body += message.get("body", b"")

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(b"host", b"localhost")],
    }
    await app(scope, receive, send)
    return body


# What is served, under a base path


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server on a site that lies in a folder of its host, with files of many kinds."""
    site = small_site(tmp_path_factory.mktemp("repo") / "small")
    site.write("static/picture.png", grey_png(1, 1))
    site.write("static/drawing.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.write("static/list.json", '{"name": "Größe"}')
    site.write("static/list.xml", "<?xml version='1.0' encoding='utf-8'?>\n<l>Größe</l>")
    site.write("static/script.js", "'Größe'")
    site.write("static/table.csv", "Größe\n")
    site.write("static/Größe und Lage #1?.csv", "named strangely\n")
    (site.root / "secret.html").write_bytes(SECRET)
    (site.root / "outside").mkdir()
    (site.root / "outside/index.html").write_bytes(SECRET)
    with Serving(site, "--base-url", "https://example.org/repo/") as serving:
        (site.root / "site/linked.html").symlink_to("../secret.html")
        (site.root / "site/linked").symlink_to("../outside", target_is_directory=True)
        (site.root / "site/circle").symlink_to("circle")
        yield serving


def test_the_site_is_served_under_its_base_path(repo: Serving) -> None:
    assert repo.address == f"http://127.0.0.1:{repo.port}/repo/"
    for path in ("/", "/repo"):
        answer = repo.get(path)
        assert (answer.status, answer.headers["Location"]) == (307, "/repo/")
    assert "Small Site" in repo.get("/repo/").text
    links = re.findall(r'(?:href|src)="(/[^"]*)"', repo.get("/repo/themes/truce/").text)
    assert links
    own = [link for link in links if not link.startswith("/repo/")]
    assert own == ["/-briefing-preview/preview.js"], "nothing but the preview itself lies outside"


@pytest.mark.parametrize(
    "path", ["/themes/truce/", "/index.html", "/static/table.csv", "/repository/", "/repo2", "/re"]
)
def test_nothing_of_the_site_is_served_outside_its_base_path(repo: Serving, path: str) -> None:
    answer = repo.get(path)
    assert answer.status == 404
    assert "Page not found" in answer.text


@pytest.mark.parametrize(
    "path", ["nowhere", "no/such/deep/page/", "themes/truce/no.html", "a" * 300]
)
def test_the_page_for_missing_pages_is_the_real_one_however_deep(repo: Serving, path: str) -> None:
    answer = repo.get(f"/repo/{path}")
    assert answer.status == 404
    assert answer.undressed == repo.output()["404.html"]
    assert 'href="/repo/static/briefing.css"' in answer.text


def test_the_page_for_missing_pages_may_be_asked_for_itself(repo: Serving) -> None:
    assert "Page not found" in repo.get("/repo/404.html").text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("themes/truce/index.html", "text/html; charset=utf-8"),
        ("nowhere", "text/html; charset=utf-8"),
        ("static/briefing.css", "text/css; charset=utf-8"),
        ("static/script.js", "text/javascript; charset=utf-8"),
        ("static/table.csv", "text/csv; charset=utf-8"),
        ("static/drawing.svg", "image/svg+xml"),
        ("static/picture.png", "image/png"),
        ("static/list.xml", "application/xml"),
        ("static/list.json", "application/json"),
    ],
)
def test_a_file_has_its_type_and_is_never_stored(repo: Serving, path: str, kind: str) -> None:
    answer = repo.get(f"/repo/{path}")
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Cache-Control"] == "no-store"
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    file = f"{path}index.html" if path == "" else path
    assert answer.undressed == repo.output()["404.html" if path == "nowhere" else file]


def test_a_file_of_any_name_is_served(repo: Serving) -> None:
    answer = repo.get("/repo/static/Gr%C3%B6%C3%9Fe%20und%20Lage%20%231%3F.csv")
    assert (answer.status, answer.body) == (200, b"named strangely\n")


def test_a_folder_without_its_slash_leads_to_the_one_with_it(repo: Serving) -> None:
    answer = repo.get("/repo/themes/truce")
    assert (answer.status, answer.headers["Location"]) == (307, "/repo/themes/truce/")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_query_changes_nothing(repo: Serving) -> None:
    assert (
        repo.get("/repo/themes/truce/?a=b&c=../..").undressed
        == (repo.output()["themes/truce/index.html"])
    )


def test_head_gives_the_same_without_a_body(repo: Serving) -> None:
    for path in ("/repo/", "/repo/static/briefing.css", "/repo/nowhere", "/repo/themes"):
        got, head = repo.get(path), repo.get(path, "HEAD")
        assert (head.status, head.body) == (got.status, b"")
        for name in ("Content-Type", "Content-Length", "Location", "Cache-Control"):
            assert head.headers[name] == got.headers[name]


def test_nothing_can_be_sent_to_it(repo: Serving) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert repo.get("/repo/", method).status == 405


ESCAPES = (
    "/../secret.html",
    "/repo/../secret.html",
    "/repo/../../secret.html",
    "/repo/%2e%2e/secret.html",
    "/repo/%2E%2E%2Fsecret.html",
    "/repo/..%2fsecret.html",
    "/repo/static/%2e%2e/%2e%2e/secret.html",
    "/repo/static/..%2f..%2fsecret.html",
    "/repo/%252e%252e/secret.html",
    "/repo/..%5csecret.html",
    "/repo//secret.html",
    "/repo/%2e%2e/secret",
    "/repo/%2e%2e/outside",
    "/repo/%2e%2e/outside/",
    "/repo/secret.html%00.css",
    "/repo/%00",
    "/repo/%ff%fe",
    "/repo/linked.html",
    "/repo/linked",
    "/repo/linked/",
    "/repo/linked/index.html",
    "//repo/../secret.html",
)


@pytest.mark.parametrize("path", ESCAPES)
def test_nothing_outside_the_output_is_given(repo: Serving, path: str) -> None:
    answer = repo.get(path)
    assert answer.status in (400, 404)
    assert SECRET not in answer.body


def test_a_link_in_a_circle_is_no_page(repo: Serving) -> None:
    for path in ("/repo/circle", "/repo/circle/", "/repo/circle/index.html"):
        assert repo.get(path).status == 404


def test_nor_by_its_whole_path(repo: Serving) -> None:
    secret = str(repo.site.root / "secret.html")
    for path in (secret, f"/{secret}", f"/repo/{secret}", f"/repo{secret}"):
        answer = repo.get(path)
        assert answer.status == 404
        assert SECRET not in answer.body


@pytest.mark.parametrize(
    "page", ["/repo/../secret.html", "/repo/%00", "/etc/passwd", "", "x" * 300]
)
def test_the_digest_of_a_page_that_does_not_exist_does_no_harm(repo: Serving, page: str) -> None:
    answer = repo.get(f"/-briefing-preview/digest?page={page}")
    assert answer.status == 200
    assert len(answer.body) < 100
    assert SECRET not in answer.body


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "10.0.0.1"]
)
def test_a_page_of_the_web_cannot_read_it_under_a_name_of_its_own(repo: Serving, host: str) -> None:
    for path in ("/repo/", "/-briefing-preview/events", "/-briefing-preview/preview.js"):
        answer = repo.get(path, Host=host)
        assert answer.status == 400
        assert b"Small Site" not in answer.body


def test_its_own_names_are_those_of_this_machine(repo: Serving) -> None:
    for host in ("localhost", f"localhost:{repo.port}", "127.0.0.1"):
        assert repo.get("/repo/", Host=host).status == 200


def test_no_other_page_may_read_it(repo: Serving) -> None:
    answer = repo.get("/repo/", Origin="https://evil.example")
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


def test_other_machines_cannot_reach_it(repo: Serving) -> None:
    listening = re.compile(rf"^ *\d+: (\w+):{repo.port:04X} \w+:\w+ 0A", re.MULTILINE)
    found = listening.findall(Path("/proc/net/tcp").read_text(encoding="ascii"))
    assert found == ["0100007F"], "127.0.0.1 and nothing else"


def test_the_files_that_readers_get_hold_nothing_of_the_preview(repo: Serving) -> None:
    scripts = repo.get("/repo/").body.count(b"<script src")
    assert scripts == repo.output()["index.html"].count(b"<script src") + 1
    clean = clean_output(repo.site, "--base-url", "https://example.org/repo/")
    output = repo.output()
    for linked in ("linked.html", "linked/index.html"):
        output.pop(linked, None)
    assert output == clean
    assert all(b"briefing-preview" not in data for data in output.values())


def test_what_is_served_is_what_is_on_disk(repo: Serving) -> None:
    for file, data in repo.output().items():
        if file.startswith("linked") or "#" in file:
            continue
        assert repo.get(f"/repo/{file}").undressed == data, file


def test_a_page_carries_the_preview_script_within_its_body(repo: Serving) -> None:
    page = repo.get("/repo/themes/truce/").text
    before, script, after = page.partition('<script src="/-briefing-preview/preview.js"')
    assert "<body" in before
    assert script
    assert after.rstrip().endswith("</script></body>\n</html>")


def test_a_strange_address_cannot_put_anything_into_a_page(repo: Serving) -> None:
    answer = repo.get('/repo/"><script>alert(1)</script>'.replace(" ", "%20"))
    assert answer.status == 404
    assert b"<script>alert" not in answer.body


# Beginning and ending


def told(*arguments: str) -> tuple[int, str]:
    """Run `briefing serve` that cannot begin; give its exit code and all that it says."""
    command = [sys.executable, "-m", "generator", "serve", *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return ran.returncode, ran.stdout + ran.stderr


def test_a_port_in_use_is_told_clearly(repo: Serving, site: Site) -> None:
    code, said = told("--root", str(site.root), "--port", str(repo.port))
    assert code == 1
    assert f"cannot use port {repo.port}: it is already in use" in said
    assert "--port" in said
    assert "Traceback" not in said
    assert not (site.root / "site").exists(), "it says so before it builds"


def test_an_output_that_cannot_be_written_is_told_clearly_until_it_can(site: Site) -> None:
    site.write("occupied", "by a file")
    with Serving(site, "--output", str(site.root / "occupied/site")) as serving:
        serving.complains("cannot be written")
        time.sleep(2 * RETRY_SECONDS)
        assert len([line for line in serving.err if "cannot be written" in line]) == 1
        site.remove("occupied")
        serving.shows(PAGE, "Second report")  # by itself: nobody has to save anything
        assert "Traceback" not in "".join(serving.err)


def test_a_new_base_path_is_announced(site: Site) -> None:
    with Serving(site) as serving:
        site.replace("content/site.yaml", "example.org/", "example.org/brief/")
        serving.until(lambda: serving.out[-1].endswith("/brief/"), "it announces the address")
        assert serving.out[-1] == f"Now serving {serving.address}brief/"
        assert "Small Site" in serving.get("/brief/").text


def test_an_output_that_is_deleted_comes_back(mode: tuple[str, ...], site: Site) -> None:
    with Serving(site, *mode) as serving:
        before = serving.output()
        shutil.rmtree(site.root / "site")
        serving.shows(PAGE, "Second report")
        serving.becomes(before)


SLOW = """\
{% extends "default/base.html" %}
{% block rail %}{% for _ in range(400000) %}{% endfor %}{% endblock %}
"""
"""With it, a build of a few hundred pages takes many seconds."""


def with_an_open_page(serving: Serving) -> None:
    assert serving.listen("/").events


def amid_a_build(serving: Serving) -> None:
    for number in range(320):  # enough for several processes to work on
        serving.site.write(f"content/articles/n/n{number}.md", article(f"Number {number}"))
    serving.shows("/articles/n319/", "Number 319")
    serving.save("templates/base.html", SLOW)
    time.sleep(1)


@pytest.mark.parametrize("situation", [with_an_open_page, amid_a_build])
def test_ctrl_c_ends_it_at_once_and_cleanly(
    site: Site, situation: Callable[[Serving], None]
) -> None:
    with Serving(site, start=program) as serving:
        situation(serving)
        before = serving.output()
        code, seconds = serving.stop(signal.SIGINT)
        no_process_is_left(serving)
        assert serving.output() == before, "the last good site"
    assert code == 0
    assert [line for line in serving.err if line] == ["stopped"]
    assert seconds < 2 or seconds < 2 * slowness(), "at once"


def test_being_terminated_ends_it_with_all_its_processes(site: Site) -> None:
    with Serving(site, start=program) as serving:
        amid_a_build(serving)
        os.kill(serving.process.pid, signal.SIGTERM)  # it alone, as a service manager does
        serving.process.wait(20)
        no_process_is_left(serving)
    assert serving.process.returncode != 0
    assert "Traceback" not in "".join(serving.err)


def slowness() -> float:
    """Say how much slower this machine is now than one at its ease, by starting a process."""
    start = time.monotonic()
    subprocess.run([sys.executable, "-c", "import generator.cli"], check=True)
    return (time.monotonic() - start) / 0.5


def no_process_is_left(serving: Serving) -> None:
    """Wait for all processes of a server to end, which each does by itself once told."""
    start = time.monotonic()
    with suppress(ProcessLookupError):
        while True:
            os.killpg(serving.process.pid, 0)
            waited = time.monotonic() - start
            assert waited < 2 or waited < 2 * slowness(), "some process of it works on"
            time.sleep(0.02)


def test_quiet_says_nothing_but_problems(site: Site) -> None:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port = chosen.getsockname()[1]
    serving = Serving(site, "--quiet", "--port", str(port))
    try:
        until((site.root / "site/index.html").exists)
        site.replace(SECOND, "source: gazette", "source: gazzette")
        serving.complains("gazzette")
        assert serving.out == []
    finally:
        serving.stop(signal.SIGKILL)
