"""From where a site installs the generator: what its requirements.txt names."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from msgspec import Struct

from generator import __version__

PACKAGE = "briefing-site"
_ADDRESS = re.compile(r"(?:git\+)?(?:https?|ssh|file)://\S+")
_NAMED = re.compile(rf"{PACKAGE}\b\s*(?:[=<>~!@[].*)?", re.IGNORECASE)
_WHEELS = "wheels"


class Requirement(Struct, frozen=True):
    """What requirements.txt has, and what has to lie beside it."""

    text: str
    files: Mapping[str, bytes] = {}
    """A wheel that is kept with the site, by its path."""
    hint: str = ""
    """What an editor has to know about it; "" if it works on every machine."""


def requirement_for(spec: str) -> Requirement:
    """Return the requirement that somebody names: a wheel, a folder, an address or a version.

    Raise ValueError, which says what there may be.
    """
    if _ADDRESS.fullmatch(spec):
        return _at_address(spec)
    if _NAMED.fullmatch(spec):
        return Requirement(_commented(spec, "From the package index, or wherever pip is told."))
    path = Path(spec).expanduser()
    if path.suffix == ".whl" and path.is_file():
        return _wheel(path)
    if (path / "pyproject.toml").is_file():
        return _folder(path.resolve().as_uri())
    raise ValueError(
        f"'{spec}' is no wheel, no folder with the generator, no address and no version; name a "
        f"file such as dist/briefing_site-{__version__}-py3-none-any.whl, an address such as "
        f"git+https://example.org/briefing.git@v{__version__}, or {PACKAGE}=={__version__}"
    )


def running_requirement() -> Requirement:
    """Return the requirement by which the generator that is running was installed."""
    origin = _origin()
    url = origin.get("url", "")
    if vcs := origin.get("vcs_info"):
        return _at_address(f"{vcs['vcs']}+{url}@{vcs['commit_id']}")
    if "dir_info" in origin:
        return _folder(url)
    if url.startswith("file:"):
        wheel = Path(url2pathname(urlsplit(url).path))
        return _wheel(wheel) if wheel.is_file() else _lost(url)
    return _at_address(url) if url else _version()


def _origin() -> dict[str, Any]:
    """Return what an installer noted of where the package is from (PEP 610); {} for an index."""
    try:
        noted = distribution(PACKAGE).read_text("direct_url.json")
        origin = json.loads(noted or "{}")
    except (PackageNotFoundError, ValueError):
        return {}
    return origin if isinstance(origin, dict) else {}


def _at_address(url: str) -> Requirement:
    if url.startswith(("file:", "git+file:")):
        return _folder(url)
    return Requirement(_commented(f"{PACKAGE} @ {url}", "From this address."))


def _version() -> Requirement:
    hint = (
        f"requirements.txt asks the package index for {PACKAGE} {__version__}; if it is not there, "
        "write a wheel or a git address into it (README.md says how)"
    )
    comment = (
        "By name: the package index has to have it. It may as well be a wheel that is kept beside\n"
        f"# this file (./{_WHEELS}/NAME.whl) or an address: {PACKAGE} @ git+https://…@VERSION"
    )
    return Requirement(_commented(f"{PACKAGE}=={__version__}", comment), hint=hint)


def _wheel(path: Path) -> Requirement:
    """Return a requirement of a wheel, which is kept with the site, so that it works anywhere."""
    kept = f"{_WHEELS}/{path.name}"
    comment = "From the wheel beside this file, which goes with the site wherever it is built."
    return Requirement(_commented(f"./{kept}", comment), {kept: path.read_bytes()})


def _folder(url: str) -> Requirement:
    hint = (
        "requirements.txt names a folder of this machine, so nobody else can install the generator "
        "from it, nor can GitHub: before you publish, write a wheel or a git address into it"
    )
    comment = (
        "From a folder of one machine: no other machine, and no workflow, can install it from here."
    )
    return Requirement(_commented(f"{PACKAGE} @ {url}", comment), hint=hint)


def _lost(url: str) -> Requirement:
    by_version = _version()
    hint = f"the file that the generator was installed from is gone ({url}); {by_version.hint}"
    return Requirement(by_version.text, hint=hint)


def _commented(line: str, comment: str) -> str:
    return f"# {comment}\n{line}"
