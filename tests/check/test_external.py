"""Links to other sites, asked for at hosts that are made up."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.check.external import check_external_links
from generator.check.external_types import LinkCheckOptions, LinkCheckSummary, RequestLimits
from generator.check.http_probe import MAX_CONCURRENT, is_public, probe_all
from generator.check.link_types import Occurrence
from generator.check.probe_cache import Outcome, ProbeResult
from tests.check import hosts as web
from tests.check.hosts import Hosts, Reply, serving
from tests.conftest import Site

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
PAGE = "http://a.example/report"


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosts]:
    """All hosts that there are."""
    with serving(monkeypatch) as found:
        yield found


def probe(
    *urls: str, seconds: float = 20, timeout: float = 5, interval: float = 0
) -> dict[str, ProbeResult]:
    results: dict[str, ProbeResult] = {}
    limits = RequestLimits(
        total_seconds=seconds, timeout_seconds=timeout, interval_seconds=interval
    )
    probe_all(urls, "briefing/1", limits, results.__setitem__)
    return results


def check(state: Path, *urls: str, now: datetime = NOW, seconds: float = 20) -> LinkCheckSummary:
    """Check addresses, each of them written on a page of its own."""
    links = {url: [(url, Occurrence(f"{n}/index.html", f"{n}.md"))] for n, url in enumerate(urls)}
    limits = RequestLimits(total_seconds=seconds, interval_seconds=0)
    options = LinkCheckOptions(now=now, limits=limits, progress=lambda *_: None)
    return check_external_links(links, options, state, "https://brief.example/")


# ---- one address ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "outcome", "detail", "methods"),
    [
        (web.works, "works", "", ["HEAD"]),
        (web.status(204), "works", "", ["HEAD"]),
        (web.only_get(403), "works", "", ["HEAD", "GET"]),
        (web.only_get(404), "works", "", ["HEAD", "GET"]),
        (web.only_get(405), "works", "", ["HEAD", "GET"]),
        (web.only_get(501), "works", "", ["HEAD", "GET"]),
        (web.status(404), "gone", "not found (404)", ["HEAD", "GET"]),
        (web.status(410), "gone", "gone (410)", ["HEAD", "GET"]),
        (web.status(401), "refused", "unauthorized (401)", ["HEAD", "GET"]),
        (web.status(403), "refused", "forbidden (403)", ["HEAD", "GET"]),
        (web.status(999), "refused", "999", ["HEAD", "GET"]),
        (
            web.status(503),
            "failed",
            "the server answered service unavailable (503)",
            ["HEAD", "GET"],
        ),
    ],
)
def test_only_a_host_that_says_so_makes_an_address_gone(
    hosts: Hosts, reply: Reply, outcome: str, detail: str, methods: list[str]
) -> None:
    hosts.replies[PAGE] = reply
    assert probe(PAGE) == {PAGE: ProbeResult(Outcome(outcome), detail)}
    assert hosts.requests(PAGE) == methods


def test_a_host_that_hangs_up_or_says_nothing_has_failed(hosts: Hosts) -> None:
    silent = "http://b.example/"
    hosts.replies |= {PAGE: web.hang_up, silent: web.silence}
    answers = probe(PAGE, silent, timeout=0.2)
    assert {answer.outcome for answer in answers.values()} == {Outcome.FAILED}
    assert answers[PAGE].detail.startswith("the connection failed: ")
    assert answers[silent].detail == "no answer within 0.2 s"


def test_bodies_are_not_read_however_large_or_wrong(hosts: Hosts) -> None:
    sent: list[int] = []

    def huge(request: web.Asked) -> None:
        request.reply(405 if request.command == "HEAD" else 200, {"Content-Length": str(2**40)})
        if request.command == "GET":
            try:
                for _ in range(2_000):
                    request.wfile.write(b"x" * 100_000)
                    sent.append(100_000)
            except OSError:
                pass

    hosts.replies |= {
        PAGE: huge,
        "http://b.example/": lambda r: r.reply(200, {"Content-Length": "9"}),
    }
    answers = probe(PAGE, "http://b.example/")
    assert {answer.outcome for answer in answers.values()} == {Outcome.WORKS}
    assert sum(sent) < 50_000_000  # what fits into the pipes on the way


def test_what_has_moved_for_good_says_where_to(hosts: Hosts) -> None:
    there, login = "https://b.example/report", "http://a.example/login"
    hosts.replies |= {
        PAGE: web.to("/new", 308),
        "http://a.example/new": web.to("http://c.example/x#part", 301),
        "http://c.example/x": web.to("http://c.example/today", 302),
        login: web.to("/report", 302),
    }
    assert probe(PAGE, login) == {
        PAGE: ProbeResult(Outcome.MOVED, "http://c.example/x"),
        login: ProbeResult(Outcome.WORKS),
    }
    assert there not in dict(hosts.asked)


@pytest.mark.parametrize(
    ("target", "detail"),
    [
        (PAGE, "it redirects more than 10 times"),
        ("file:///etc/passwd", "it redirects to file:///etc/passwd, which is not a public address"),
        ("http://10.0.0.1/x", "it redirects to http://10.0.0.1/x, which is not a public address"),
        ("http://[", "it redirects to an invalid address"),
    ],
)
def test_a_redirect_to_nowhere_has_failed(hosts: Hosts, target: str, detail: str) -> None:
    hosts.replies[PAGE] = web.to(target)
    assert probe(PAGE) == {PAGE: ProbeResult(Outcome.FAILED, detail)}
    assert len(hosts.asked) <= 11


def test_what_moved_and_is_gone_is_gone(hosts: Hosts) -> None:
    hosts.replies |= {PAGE: web.to("/new"), "http://a.example/new": web.status(404)}
    assert probe(PAGE)[PAGE].outcome is Outcome.GONE


# ---- rate limits ---------------------------------------------------------------------------------


def test_one_host_is_asked_one_thing_at_a_time_and_many_hosts_at_once(hosts: Hosts) -> None:
    hosts.slow = 0.05
    urls = [f"http://host{n % 20}.example/{n}" for n in range(60)]
    hosts.replies |= {url: web.to("http://hub.example/", 302) for url in urls[:10]}
    assert len(probe(*urls)) == 60
    overall = hosts.most_at_once.pop("")
    assert set(hosts.most_at_once.values()) == {1}
    assert 4 <= overall <= MAX_CONCURRENT


def test_between_two_questions_a_host_has_a_pause(hosts: Hosts) -> None:
    hosts.replies[PAGE] = web.status(404)
    probe(PAGE, "http://a.example/other", interval=0.1)
    times = hosts.times["a.example"]
    assert len(times) == 6
    assert all(began - ended > 0.08 for ended, began in zip(times[1::2], times[2::2], strict=False))


def test_a_host_that_is_asked_too_often_says_when_to_come_back(hosts: Hosts) -> None:
    answers = iter([web.status(429, retry_after="1"), web.works])

    def busy_once(request: web.Asked) -> None:
        next(answers)(request)

    hosts.replies[PAGE] = busy_once
    assert probe(PAGE) == {PAGE: ProbeResult(Outcome.WORKS)}
    first, second = hosts.times["a.example"][1:3]
    assert second - first >= 0.9


def test_a_host_that_says_it_twice_is_left_alone(hosts: Hosts) -> None:
    urls = [f"http://a.example/{n}" for n in range(5)]
    hosts.replies |= dict.fromkeys(urls, web.status(429, retry_after="0"))
    assert set(probe(*urls).values()) == {ProbeResult(Outcome.REFUSED, "too many requests (429)")}
    assert len(hosts.asked) == 2


@pytest.mark.parametrize(
    "when", ["3600", "Sun, 01 Jun 2025 13:00:00 GMT"], ids=["seconds", "a date"]
)
def test_nobody_waits_longer_than_there_is_time(hosts: Hosts, when: str) -> None:
    date = "Sun, 01 Jun 2025 12:00:00 GMT"  # the host's own clock counts

    def busy(request: web.Asked) -> None:
        request.send_response_only(429)
        for name, value in {"Retry-After": when, "Date": date, "Content-Length": "0"}.items():
            request.send_header(name, value)
        request.end_headers()

    hosts.replies[PAGE] = busy
    start = time.monotonic()
    assert probe(PAGE)[PAGE].outcome is Outcome.REFUSED
    assert time.monotonic() - start < 5


def test_time_is_up_for_what_was_not_asked_yet(hosts: Hosts, tmp_path: Path) -> None:
    hosts.replies["http://b.example/1"] = web.silence
    start = time.monotonic()
    summary = check(tmp_path, PAGE, "http://b.example/1", "http://b.example/2", seconds=2)
    assert time.monotonic() - start < 9
    assert (summary.requested, summary.issues) == (1, ())
    assert summary.unverified == {
        ("", "the time limit was reached; check again to go on from here"): 2
    }
    # The next check goes on where this one ended.
    hosts.replies.clear()
    assert check(tmp_path, PAGE, "http://b.example/1", "http://b.example/2").requested == 2


def test_we_say_who_asks(hosts: Hosts, tmp_path: Path) -> None:
    check(tmp_path, PAGE)
    (agent,) = hosts.agents
    assert agent.startswith("briefing/")
    assert "https://brief.example/" in agent


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8000/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://intranet/",
        "http://printer.local/",
        "ftp://a.example/",
    ],
)
def test_addresses_that_readers_cannot_reach_are_never_asked_for(
    hosts: Hosts, tmp_path: Path, url: str
) -> None:
    assert not is_public(url)
    (issue,) = check(tmp_path, url).issues
    assert (issue.code, hosts.asked) == ("link-private", [])


def test_public_addresses_are_told_from_them() -> None:
    assert all(map(is_public, ("https://a.example./", "http://1.1.1.1/", "http://[2606:4700::1]/")))


def test_a_host_that_is_not_there_is_asked_once(
    hosts: Hosts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")  # where nobody listens
    summary = check(tmp_path, "http://a.example/1", "http://a.example/2")
    assert [issue.code for issue in summary.issues] == ["link-failed"] * 2
    assert "a.example cannot be reached: " in summary.issues[0].reason
    assert hosts.asked == []


def test_without_a_network_no_link_is_called_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    summary = check(tmp_path, "http://a.example/", "http://b.example/")
    assert (summary.issues, summary.requested) == ((), 0)
    assert all(
        why.startswith("no site can be reached from here, check your connection: ")
        for _, why in summary.unverified
    )


def test_a_proxy_that_cannot_be_used_is_told_and_breaks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "nonsense://127.0.0.1:1")
    assert sum(check(tmp_path, PAGE).unverified.values()) == 1


# ---- the cache -----------------------------------------------------------------------------------


def test_what_works_is_not_asked_for_again_for_a_week(hosts: Hosts, tmp_path: Path) -> None:
    hosts.replies["http://b.example/"] = web.to("http://c.example/")
    first = check(tmp_path, PAGE, "http://b.example/")
    asked = len(hosts.asked)
    later = NOW + timedelta(days=7) - timedelta(seconds=1)
    again = check(tmp_path, PAGE, "http://b.example/", now=later)
    assert (again.requested, again.cached, len(hosts.asked)) == (0, 2, asked)
    assert again.issues == first.issues
    assert check(tmp_path, PAGE, now=NOW + timedelta(days=7)).requested == 1


def test_what_is_gone_is_believed_for_a_day_and_what_failed_not_at_all(
    hosts: Hosts, tmp_path: Path
) -> None:
    down = "http://b.example/"
    hosts.replies |= {PAGE: web.status(404), down: web.status(500)}
    check(tmp_path, PAGE, down)
    assert check(tmp_path, PAGE, down, now=NOW + timedelta(hours=23)).requested == 1
    assert check(tmp_path, PAGE, down, now=NOW + timedelta(hours=24)).requested == 2


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "{",
        "[]",
        '{"version": 1}',
        '{"version": 0, "links": {}}',
        '{"version": 1, "links": [1]}',
    ],
)
def test_a_damaged_memory_is_thrown_away_without_a_word(
    hosts: Hosts, tmp_path: Path, damage: str
) -> None:
    (tmp_path / "links.json").write_text(damage)
    assert check(tmp_path, PAGE).requested == 1
    assert check(tmp_path, PAGE).cached == 1
    assert len(hosts.asked) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["links.json"]


def test_answers_from_the_future_are_not_believed(hosts: Hosts, tmp_path: Path) -> None:
    check(tmp_path, PAGE, now=NOW + timedelta(days=1))
    assert check(tmp_path, PAGE).requested == 1
    assert len(hosts.asked) == 2


# ---- as editors meet it --------------------------------------------------------------------------


def links(site: Site, *urls: str) -> Site:
    listed = "".join(f"- [report]({url})\n" for url in urls)
    return site.write("content/pages/about.md", f"---\ntitle: About\n---\n{listed}")


def test_broken_links_are_warnings_at_the_place_where_they_are_written(
    hosts: Hosts, site: Site
) -> None:
    hosts.replies |= {
        "http://a.example/gone": web.status(404),
        "http://a.example/old": web.to("/new"),
        "http://a.example/new": web.works,
        "http://b.example/": web.status(403),
    }
    links(site, "http://a.example/gone#part", "http://a.example/old", "http://b.example/")
    outcome = site.run("check", "--external")
    assert outcome.exit_code == 0
    assert (
        outcome.err
        == """\
content/pages/about.md:4:12: warning: the link 'http://a.example/gone#part' on the page /about/ \
no longer works: not found (404); correct or remove the link, or name an archived copy with \
'archived:' if it is a report [link-gone]
    4 | - [report](http://a.example/gone#part)
      |            ^^^^^^^^^^^^^^^^^^^^^^^^^^
content/pages/about.md:5:12: warning: the link 'http://a.example/old' on the page /about/ has \
moved permanently to http://a.example/new; use the new address [link-moved]
    5 | - [report](http://a.example/old)
      |            ^^^^^^^^^^^^^^^^^^^^
"""
    )
    assert (
        "external links: 3 requested, 0 known from earlier checks, 1 not verified\n"
        "  1 not verified at b.example: forbidden (403)\n"
    ) in outcome.out
    assert site.run("check", "--external", "--strict").exit_code == 1


def test_without_external_nobody_is_asked(hosts: Hosts, site: Site) -> None:
    links(site, "http://a.example/")
    assert site.run("check").exit_code == 0
    assert hosts.asked == []
    assert not (site.root / ".briefing" / "links.json").exists()


def test_a_report_that_is_gone_is_no_problem_where_its_copy_is_named(
    hosts: Hosts, site: Site
) -> None:
    url, copy = "http://a.example/gone", "http://archive.example/copy"
    hosts.replies[url] = web.status(404)
    file = "content/articles/first.md"
    site.replace(file, "published:", f"url: {url}\npublished:")
    outcome = site.run("check", "--external")
    assert outcome.err.startswith(f"{file}:4:6: warning: ")
    site.replace(file, "published:", f"archived: {copy}\npublished:")
    outcome = site.run("check", "--external")
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert ("HEAD", copy) in hosts.asked


def test_one_address_in_many_files_is_asked_once_and_told_in_each(hosts: Hosts, site: Site) -> None:
    url = "http://a.example/gone"
    hosts.replies[url] = web.status(404)
    links(site, url)
    for name in ("first", "second"):
        site.replace(f"content/articles/{name}.md", "published:", f"url: {url}\npublished:")
    outcome = site.run("check", "--external", "--format", "json")
    assert [
        problem["file"] for problem in json.loads(outcome.out) if problem["code"] != "same-url"
    ] == [
        "content/articles/first.md",
        "content/articles/second.md",
        "content/pages/about.md",
    ]
    assert hosts.requests(url) == ["HEAD", "GET"]


def test_the_repository_on_every_page_is_told_in_the_settings(hosts: Hosts, site: Site) -> None:
    hosts.replies["http://a.example/repository"] = web.status(404)
    site.write(
        "content/site.yaml",
        "id: small-site\ntitle: Small Site\nbase_url: https://example.org/\n"
        "repository: http://a.example/repository\n",
    )
    outcome = site.run("check", "--external")
    assert outcome.err.startswith("content/site.yaml:4:13: warning: ")
    assert outcome.err.count("warning: ") == 1


def test_ctrl_c_keeps_what_was_answered(hosts: Hosts, site: Site) -> None:
    hosts.replies["http://a.example/2"] = web.silence
    links(site, "http://a.example/1", "http://a.example/2")
    command = [sys.executable, "-m", "generator", "check", "--external", "--root", str(site.root)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
    )
    while len(hosts.asked) < 2:  # the second comes after the answer to the first
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (130, "")
    assert err == "\nstopped; the answers of other sites so far are kept\n"
    kept = json.loads((site.root / ".briefing" / "links.json").read_text(encoding="utf-8"))
    assert list(kept["links"]) == ["http://a.example/1"]
