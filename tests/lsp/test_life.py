"""The server lives as long as its editor, whatever comes: files, folders and messages."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SITE, Site
from tests.forked import program
from tests.lsp.editor import Editor, editor, uri_of
from tests.serve.running import PATIENCE, small_site

FIRST = "content/articles/first.md"
SECOND = "content/articles/second.md"
ACTORS = "content/actors.yaml"


def test_problems_of_files_that_are_not_open_are_shown_too(site: Site, desk: Editor) -> None:
    actors, second = uri_of(site.root / ACTORS), uri_of(site.root / SECOND)
    desk.open(actors, SITE[ACTORS].replace("south:", "sud:", 1))
    assert desk.problems(actors) == []
    (problem,) = desk.wait_for(second, "unknown-actor")
    assert "'south'" in problem["message"]
    desk.change(actors, SITE[ACTORS])
    desk.wait_for(second)


def test_a_file_that_is_closed_unsaved_is_again_as_it_is_on_the_disk(
    site: Site, desk: Editor
) -> None:
    uri = uri_of(site.root / FIRST)
    desk.open(uri, "nothing\n")
    assert [one["code"] for one in desk.problems(uri)] == ["no-front-matter"]
    desk.close(uri)
    desk.wait_for(uri)


def test_what_other_programs_save_is_seen_when_the_editor_says_so(site: Site, desk: Editor) -> None:
    uri = uri_of(site.root / FIRST)
    desk.open(uri, SITE[FIRST])
    assert desk.problems(uri) == []
    assert "client/registerCapability" in desk.asked
    site.replace("content/sources.yaml", "herald:", "harald:")
    change = {"uri": uri_of(site.root / "content/sources.yaml"), "type": 2}
    desk.tell("workspace/didChangeWatchedFiles", {"changes": [change]})
    desk.wait_for(uri, "unknown-source")
    site.replace("content/sources.yaml", "harald:", "herald:")
    desk.save(uri)
    desk.wait_for(uri)


def test_files_that_come_and_go(site: Site, desk: Editor) -> None:
    theme, third = uri_of(site.root / "themes/truce.md"), site.root / "content/articles/third.md"
    desk.open(theme, SITE["themes/truce.md"].replace("[@first#c1]", "[@third]"))
    assert [one["code"] for one in desk.problems(theme)] == ["unknown-article"]
    # An article that only the editor has yet.
    desk.open(uri_of(third), SITE[FIRST])
    desk.wait_for(theme)
    desk.close(uri_of(third))
    desk.wait_for(theme, "unknown-article")
    third.write_text(SITE[FIRST])
    desk.save(theme)
    desk.wait_for(theme)
    third.unlink()
    desk.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": uri_of(third), "type": 3}]})
    desk.wait_for(theme, "unknown-article")


def test_two_sites_in_one_workspace(tmp_path: Path) -> None:
    one, two = (small_site(tmp_path / name) for name in ("one", "two"))
    two.replace("content/sources.yaml", "herald:", "harald:")
    with editor("--now", "2025-06-15") as desk:
        desk.begin(one.root, two.root)
        first, other = uri_of(one.root / FIRST), uri_of(two.root / FIRST)
        desk.wait_for(other, "unknown-source")
        desk.open(first, SITE[FIRST])
        desk.open(other, SITE[FIRST])
        assert desk.problems(first) == []
        assert [problem["code"] for problem in desk.problems(other)] == ["unknown-source"]
        offered = desk.at_mark(
            "completion", other, SITE[FIRST].replace("source: herald", "source: ‸")
        )
        assert [item["label"] for item in offered] == ["gazette", "harald", "wire"]


def test_texts_that_are_in_no_site(tmp_path: Path, site: Site, desk: Editor) -> None:
    for uri in (
        uri_of(tmp_path / "notes.md"),
        "untitled:Untitled-1",
        "file:///c%3A/Users/somebody/site/themes/a.md",
        "file:///C:/Users/somebody/site/themes/a.md",
        "file://server/share/themes/a.md",
        "git:/repo/themes/a.md?%7B%22ref%22%3A%22~%22%7D",
        "file:///%00",
        "no address",
        "file://[",
        f"file:///{'x' * 5000}/a.md",
    ):
        desk.open(uri, SITE[FIRST])
        assert desk.at("completion", uri, 2, 8) is None
        assert desk.at("hover", uri, 2, 8) is None
        assert desk.at("definition", uri, 2, 8) is None
        desk.change(uri, "")
        desk.save(uri)
        desk.close(uri)
    # And all is well with those that are.
    uri = uri_of(site.root / FIRST)
    desk.open(uri, SITE[FIRST])
    assert desk.problems(uri) == []


def test_a_folder_that_is_no_site_and_becomes_one(tmp_path: Path) -> None:
    with editor("--now", "2025-06-15") as desk:
        desk.begin(tmp_path)
        uri = uri_of(tmp_path / FIRST)
        desk.open(uri, SITE[FIRST])
        assert desk.at("hover", uri, 2, 8) is None
        small_site(tmp_path)
        desk.change(uri, SITE[FIRST].replace("[north]", "[nort]"))
        assert [one["code"] for one in desk.problems(uri)] == ["unknown-actor"]


def test_a_site_that_loses_its_settings(site: Site, desk: Editor) -> None:
    uri, settings = uri_of(site.root / FIRST), site.root / "content/site.yaml"
    desk.open(uri, SITE[FIRST])
    assert desk.problems(uri) == []
    settings.unlink()
    desk.change(uri, SITE[FIRST] + "more\n")
    assert desk.at("hover", uri, 2, 8) is None
    settings.write_text(SITE["content/site.yaml"])
    desk.change(uri, SITE[FIRST] + "[@x]\n")
    assert [one["code"] for one in desk.problems(uri)] == ["unknown-article"]


@pytest.mark.parametrize("name", ["a b é🙂.md", "a%20b.md", "a#b.md"])
def test_names_of_files_with_anything_in_them(site: Site, desk: Editor, name: str) -> None:
    uri = uri_of(site.root / "content/articles" / name)
    desk.open(uri, SITE[FIRST])
    assert [one["code"] for one in desk.problems(uri)] == ["bad-name"]


def test_messages_that_mean_nothing(site: Site, desk: Editor) -> None:
    uri = uri_of(site.root / FIRST)
    desk.open(uri, SITE[FIRST])
    assert desk.problems(uri) == []
    desk.write(b"Content-Length: 5\r\n\r\nhello")
    desk.write(b"Content-Length: 2\r\nContent-Type: x\r\n\r\n{}")
    desk.tell("textDocument/unheardOf", {"a": 1})
    answer = desk.answer_to("textDocument/unheardOf", {"a": 1})
    assert answer["error"]["code"] == -32601
    desk.tell("textDocument/didChange", {"textDocument": {"uri": 5}})
    desk.send({"id": "odd", "method": "textDocument/hover", "params": {"textDocument": 5}})
    assert desk.at("hover", uri, 10_000, 10_000) is None
    assert desk.at("completion", uri, 10_000, 0) is not None
    assert desk.at("hover", uri, 2, 9) is not None


# How it ends, as the program that an editor starts


def test_no_broken_message_leaves_a_traceback_and_an_absurd_length_ends_it_with_a_reason() -> None:
    hello = b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}'
    broken = (
        b'{"jsonrpc":"2.0","id":NaN,"method":"textDocument/hover"}',
        b'{"jsonrpc":"2.0","id":5,"method":5}',
        b'{"jsonrpc":"2.0","id":99,"error":5}',
        b'{"jsonrpc":"2.0","id":{},"method":"x"}',
        b'{"jsonrpc":"2.0","id":' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b"\xff\xfe",
    )
    sent = b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(one), one) for one in (hello, *broken))
    last = b'{"jsonrpc":"2.0","id":7,"method":"shutdown"}'
    sent += b"Content-Length: %d\r\n\r\n%b" % (len(last), last)
    done = subprocess.run(
        [sys.executable, "-m", "generator", "lsp"],
        input=sent + b"Content-Length: " + b"9" * 30 + b"\r\n\r\n{}",
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert b'"id": 7, "jsonrpc": "2.0", "result": null' in done.stdout, "it lived until then"
    assert b"Traceback" not in done.stderr
    assert b"itself failed" not in done.stderr
    assert b"the editor announced a message of a length that no message has" in done.stderr
    assert done.returncode == 1


def test_it_ends_well_when_the_editor_says_goodbye(site: Site) -> None:
    with editor(start=program) as desk:
        desk.begin(site.root)
        assert desk.ask("shutdown", None) is None
        desk.tell("exit", None)
        assert desk.hang_up() == 0


def test_it_ends_well_when_the_editor_just_goes(site: Site) -> None:
    with editor("--now", "2025-06-15", start=program) as desk:
        desk.begin(site.root)
        desk.open(uri_of(site.root / FIRST), SITE[FIRST])
        assert desk.hang_up() == 0


def test_it_ends_well_before_anything_was_said() -> None:
    with editor(start=program) as desk:
        assert desk.hang_up() == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signals_end_it_without_a_traceback(number: signal.Signals) -> None:
    command = [sys.executable, "-m", "generator", "lsp"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        hello = json.dumps(
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}
        )
        process.stdin.write(f"Content-Length: {len(hello)}\r\n\r\n{hello}".encode())
        process.stdin.flush()
        process.stdout.readline()
        os.kill(process.pid, number)
        code = process.wait(PATIENCE)
        assert code == 128 + number
        assert process.stderr
        assert b"Traceback" not in process.stderr.read()
