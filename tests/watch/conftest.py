"""A preview at work for all tests that leave it running, and what they do to its site."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SITE, Site
from tests.serve.running import Serving, small_site


@pytest.fixture(
    scope="module",
    params=[(), pytest.param(("--poll",), marks=pytest.mark.long)],
    ids=["events", "poll"],
)
def mode(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The arguments for native events, or for looking all the time, as tests of `serve/` do too."""
    arguments: tuple[str, ...] = request.param
    return arguments


@pytest.fixture(scope="module")
def shared(
    mode: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Serving, dict[str, bytes]]]:
    """One server for all tests that leave it running, with the output that it began with.

    Its root has a name that is not easy, and is reached through a symbolic link.
    """
    site = small_site(tmp_path_factory.mktemp("watched") / "Ein Land & mehr")
    with Serving(site, *mode, root=link_to(site)) as serving:
        yield serving, serving.output()


@pytest.fixture
def serving(shared: tuple[Serving, dict[str, bytes]]) -> Serving:
    """The shared server on the small site, as if nobody had ever touched it."""
    serving, output = shared
    put_back(serving.site)
    serving.becomes(output)
    return serving


def link_to(site: Site) -> Path:
    """Return a symbolic link to a site's root, made where it is missing."""
    link = site.root.parent / "link"
    if not link.is_symlink():
        link.symlink_to(site.root, target_is_directory=True)
    return link


def put_back(site: Site) -> None:
    """Undo whatever a test did to the small site."""
    for folder in ("content", "themes", "templates", "static"):
        for file in (site.root / folder).rglob("*"):
            path = file.relative_to(site.root).as_posix()
            if not file.is_dir() and path not in SITE:
                file.unlink()
    for folder in ("content/media", "templates", "static"):
        shutil.rmtree(site.root / folder, ignore_errors=True)
    for path, text in SITE.items():
        file = site.root / path
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            site.write(path, text)


def read_everything(site: Site) -> None:
    """Look at every file as programs do that change nothing."""
    for folder in ("content", "themes"):
        subprocess.run(["ls", "-lR", folder], cwd=site.root, check=True, capture_output=True)
        for file in (site.root / folder).rglob("*"):
            file.stat()
            if file.is_file():
                assert file.read_bytes()
