"""The program that makes the index fails: one warning, and the site is there all the same."""

from __future__ import annotations

import json
import sys
from base64 import b64encode
from pathlib import Path

import pytest

from generator.search import pagefind
from tests.conftest import Site
from tests.search.reading import index_files

FIRST = "content/articles/first.md"


def answer(**payload: object) -> str:
    """Return a script that answers at once, and works on."""
    message = b64encode(json.dumps({"message_id": 1, "payload": payload}).encode()).decode()
    return f"printf '{message},'; exec sleep 9"


PROGRAMS = {
    "it crashes at once": ("exit 3", "ended too early"),
    "it crashes and says why": (
        "echo \"thread 'main' panicked at src/main.rs:1:1:\" >&2; echo 'out of cheese' >&2;"
        " echo 'note: run with RUST_BACKTRACE=1' >&2; head -c 9 >/dev/null; exit 101",
        "ended too early with the message: out of cheese;",
    ),
    "it is killed": ("kill -9 $$", "ended too early"),
    "it talks nonsense": ("printf 'Hello, world,'; exec sleep 9", "cannot be understood"),
    "it says that it cannot": (
        answer(type="Error", message="No more room"),
        "Pagefind reports: No more room",
    ),
    "it is never done": ("exec sleep 9", "did not finish within 1 s"),
    "it says that it is done, and is not": (
        answer(type="GetFiles", files=[]),
        "cannot be understood",
    ),
    "it makes something else": (
        answer(type="GetFiles", files=[{"path": "pagefind-entry.json", "content": "e30="}]),
        "cannot be understood",
    ),
}


def use(monkeypatch: pytest.MonkeyPatch, program: Path) -> None:
    """Have the site built with another program, and a short timeout."""
    monkeypatch.setattr(pagefind, "_program", lambda: program)
    monkeypatch.setattr(pagefind, "TIMEOUT_SECONDS", 1.0)
    monkeypatch.setattr(pagefind, "TIMEOUT_SECONDS_PER_PAGE", 0.0)


def script(site: Site, text: str) -> Path:
    site.write("../program", f"#!/bin/sh\nPATH=/bin:/usr/bin\n{text}\n")
    program = (site.root / "../program").resolve()
    program.chmod(0o755)
    return program


def the_warning(site: Site) -> str:
    """Build, expecting all pages, no index, nothing left behind and one warning; give that."""
    outcome = site.build("--search")
    assert "No truce yet." in site.page("themes/truce/")
    assert index_files(site.root / "site") == {}
    assert all(path.is_file() for path in (site.root / ".briefing").iterdir())
    assert "Traceback" not in outcome.err
    (line,) = outcome.err.splitlines()
    assert line.endswith("[no-search]")
    start = f"{site.root / 'site'}: warning: the site was written, but without search: "
    assert line.startswith(start)
    return line.removeprefix(start)


@pytest.mark.parametrize(("text", "words"), PROGRAMS.values(), ids=PROGRAMS)
def test_a_failing_program_is_one_warning(
    site: Site, monkeypatch: pytest.MonkeyPatch, text: str, words: str
) -> None:
    use(monkeypatch, script(site, text))
    assert words in the_warning(site)


def test_a_program_that_is_not_installed_is_one_warning_with_a_remedy(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    assert the_warning(site) == (
        "the program Pagefind is not installed; install it again with `make site`, "
        "or build with --no-search [no-search]"
    )


def test_a_program_that_cannot_be_run_is_one_warning(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = script(site, "exit 0")
    program.chmod(0o644)
    use(monkeypatch, program)
    assert f"{program} cannot be run: Permission denied" in the_warning(site)
    use(monkeypatch, site.root / "nowhere")
    assert "cannot be run: No such file or directory" in the_warning(site)


def test_an_index_that_can_no_longer_be_made_is_removed_and_comes_back(site: Site) -> None:
    site.build("--search")
    good = index_files(site.root / "site")
    site.replace(FIRST, "on Wednesday", "on Thursday")
    with pytest.MonkeyPatch.context() as patch:
        use(patch, script(site, "exit 3"))
        the_warning(site)
        the_warning(site)  # it is said again as long as it is so
    site.replace(FIRST, "on Thursday", "on Wednesday")
    assert site.build("--search").err == ""
    assert index_files(site.root / "site") == good
