"""The same bytes on every machine."""

import os
import subprocess
import sys

import pytest

from tests.conftest import Site

MACHINES = {
    "Los Angeles": {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    "Tokyo": {"TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    "UTC": {"TZ": "UTC", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "random", "PYTHONUTF8": "0"},
}


def build(site: Site, output: str, machine: dict[str, str], *arguments: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "generator", "build", "--no-search", "--root", str(site.root)]
    subprocess.run(
        [*command, "--output", str(site.root / output), *arguments],
        env={**os.environ, **machine},
        check=True,
    )
    return site.output(output)


@pytest.fixture
def dated(site: Site) -> Site:
    """A site with every sort of date."""
    site.replace("content/site.yaml", "id:", "timezone: Europe/Kyiv\nid:")
    site.replace("content/articles/first.md", "2025-05-15", "2025-05-15T23:30")
    site.replace("content/articles/second.md", "2025-05-16", "2025-05-15T22:00-07:00")
    return site.replace(
        "content/articles/second.md", "on: 2025-05-15", "on: 2025-05-15T01:00+09:00"
    )


@pytest.mark.pitfall(8)
def test_no_machine_zone_locale_or_hash_seed_changes_a_byte(dated: Site) -> None:
    outputs = [build(dated, name.replace(" ", ""), env) for name, env in MACHINES.items()]
    assert outputs[0] == outputs[1] == outputs[2]


def test_nor_does_the_day_of_the_build_or_the_number_of_processes(dated: Site) -> None:
    one = build(dated, "one", {}, "--now", "2025-06-01", "--jobs", "1")
    assert one == build(dated, "other", {}, "--now", "2031-12-31T23:59+14:00", "--jobs", "2")


@pytest.mark.pitfall(8)
def test_no_day_is_shifted_and_offsets_are_shown(dated: Site) -> None:
    dated.build()
    first = dated.page("articles/first/")
    assert '<time datetime="2025-05-15T23:30:00+03:00">15 May 2025, 23:30 UTC+03:00</time>' in first
    second = dated.page("articles/second/")
    assert (
        '<time datetime="2025-05-15T22:00:00-07:00">15 May 2025, 22:00 UTC-07:00</time>' in second
    )
    assert (
        '<time datetime="2025-05-15T01:00:00+09:00">15 May 2025, 01:00 UTC+09:00</time>' in second
    )


def test_the_order_in_which_files_are_created_changes_nothing(site: Site) -> None:
    site.build()
    texts = {path: path.read_bytes() for path in (site.root / "content/articles").iterdir()}
    for path in texts:
        path.unlink()
    for path, data in sorted(texts.items(), reverse=True):
        path.write_bytes(data)
    site.build("--clean", "--output", str(site.root / "again"))
    assert site.output() == site.output("again")
