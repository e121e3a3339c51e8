"""What is decided in one place: what time it is, how addresses are spelled, what a digest is."""

from __future__ import annotations

import ast
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import addresses
from generator.digests import digest_of, digest_of_all, short_digest

PACKAGE = Path(__file__).parent.parent / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted((PACKAGE / "templates").glob("*.html"))
SCRIPTS = sorted((PACKAGE / "static").glob("*.js"))


def name(file: Path) -> str:
    return file.relative_to(PACKAGE).as_posix()


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


# ---- now -----------------------------------------------------------------------------------------

NOW = {
    "request.py": {"self.now"},  # which hands it to the gate
    "gate.py": {"self.now"},
    "assemble/index.py": {"self._gate.now", "gate.now", "before.now"},
    "assemble/unlikely.py": {"gate.now"},  # which dates are still to come, for warnings
    "up_to_date.py": {"request.gate.now"},
    # How long to sleep until the next article is due; nothing of a page depends on it.
    "watch/rebuilds.py": {"request().now"},
    # How old remembered answers of other sites are.
    "check/external.py": {"options.now"},
    # On which day a report was added.
    "importing/add.py": {"place.now"},
    "cli/add.py": {"options.now"},
    # The instants of the two states that are compared: what was public then.
    "changes/changes.py": {"request.site.now"},
    "changes/states.py": {"request.now"},
    "cli/changes.py": {"options.now"},
    "cli/check.py": {"options.now"},
    "cli/checking.py": {"datetime.now"},
    "cli/commands.py": {"datetime.now", "options.now"},
    "cli/init.py": {"options.now"},
    "cli/new.py": {"options.now"},
    # A language server lives for days.
    "cli/lsp.py": {"datetime.now"},
    "cli/options.py": {"datetime.now"},
    "cli/publish.py": {"options.now"},
    "cli/rename.py": {"options.now"},
    "cli/review.py": {"options.now", "request.now"},  # today, in the zone of the site
    "cli/status.py": {"options.now"},
}
"""Who asks what time it is, and whom."""


def test_only_the_gate_and_what_asks_for_it_know_what_time_it_is() -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for file in MODULES:
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.Attribute) and node.attr == "now":
                found[name(file)].add(ast.unparse(node))
    assert dict(found) == NOW


def test_the_gate_is_made_of_what_a_build_is_asked_for_alone() -> None:
    made = {
        name(file)
        for file in MODULES
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Gate", "gate.Gate")
    }
    assert made == {"request.py"}


# ---- addresses and anchors -----------------------------------------------------------------------

FOLDERS = ("articles", "themes", "actors", "sources", "timeline", "corrections", "media")
ANCHORS = ("claim-", "quote-", "point-")
STARTS = re.compile(rf"(?<![a-z])(?<!content/)({'|'.join(FOLDERS)})/$|sitemap-$")
"""What stands before a name in an address; `content/media/` is a folder of the editors'."""
BEFORE_ID = re.compile(rf"({'|'.join(ANCHORS)})(\{{|$)|#({'|'.join(ANCHORS)})")
"""What stands before an id in an anchor."""
FILES = (".md", ".html")
"""How paths of an editor's files end, which are no addresses."""


def spelled(module: ast.Module) -> Iterator[str]:
    """Return the texts of a module that put an address or an anchor together."""
    told = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            pieces = list(map(text_of, node.values))
            if not pieces[-1].endswith(FILES) and any(map(STARTS.search, pieces[:-1])):
                yield ast.unparse(node)
        elif isinstance(node, ast.BinOp):
            if STARTS.search(text_of(node.left).partition("%")[0]):
                yield ast.unparse(node)
        elif id(node) not in told and BEFORE_ID.search(text_of(node)):
            yield ast.unparse(node)


def text_of(node: ast.AST) -> str:
    """Return the text of a literal; of anything else, none."""
    value = node.value if isinstance(node, ast.Constant) else ""
    return value if isinstance(value, str) else ""


@pytest.mark.parametrize("file", MODULES, ids=name)
def test_addresses_and_anchors_are_spelled_by_one_module(file: Path) -> None:
    found = list(spelled(tree(file)))
    if name(file) == "addresses.py":
        assert len(found) > 12  # so the look finds what there is
    else:
        assert found == []


@pytest.mark.parametrize(
    "text",
    [
        'f"articles/{id}/"',
        'f"/themes/{name}/{month}/"',
        '"articles/" + id + "/"',
        '"themes/%s/" % name',
        'f"{page}#claim-{id}"',
        'f"quote-{name}"',
        '"point-" + id',
        '"claim-{}".format(id)',
        'f"sitemap-{month}.xml"',
    ],
)
def test_every_way_to_put_one_together_is_seen(text: str) -> None:
    assert list(spelled(ast.parse(text)))


@pytest.mark.parametrize(
    "text", ['f"themes/{name}.md"', '"quote-not-in-text"', '"content/articles/"']
)
def test_paths_of_files_and_names_of_problems_are_none(text: str) -> None:
    assert not list(spelled(ast.parse(text)))


LISTS = {
    addresses.TIMELINE,
    addresses.ACTORS,
    addresses.SOURCES,
    addresses.CORRECTIONS,
    addresses.SEARCH,
}
"""Pages that every site has, which templates may name."""


@pytest.mark.parametrize("file", TEMPLATES, ids=name)
def test_templates_name_no_page_but_those_that_every_site_has(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for named in re.findall(rf"[\"']/?((?:{'|'.join(FOLDERS)}|search)/[^\"']*)[\"']", text):
        assert named in LISTS
    assert not re.search(rf"({'|'.join(ANCHORS)})(\{{\{{|[\"']\s*~)", text)


def test_scripts_know_anchors_as_they_are_spelled() -> None:
    texts = [file.read_text(encoding="utf-8") for file in SCRIPTS]
    found = {anchor for text in texts for anchor in re.findall(r"[\"'`]#?([a-z]+-)[\"'`$]", text)}
    assert found & set(ANCHORS) == {addresses.claim_anchor("")}
    there = addresses.claim(addresses.article("${report}"), "${claim}")
    assert [there in text for text in texts].count(True) == 1


# ---- digests -------------------------------------------------------------------------------------


def test_digests_are_made_by_one_module() -> None:
    libraries = {"hashlib", "_blake2", "_sha2", "hmac", "xxhash"}
    using = {
        name(file)
        for file in MODULES
        for node in ast.walk(tree(file))
        if (isinstance(node, ast.Import) and libraries & {one.name for one in node.names})
        or (isinstance(node, ast.ImportFrom) and node.module in libraries)
        or (isinstance(node, ast.Call) and ast.unparse(node.func) == "hash")
    }
    assert using == {"digests.py"}


@given(st.binary(max_size=200), st.integers(1, 64))
def test_a_digest_is_that_of_the_standard(data: bytes, size: int) -> None:
    assert digest_of(data) == hashlib.blake2b(data, digest_size=16).hexdigest()
    assert short_digest(data, size) == hashlib.blake2b(data, digest_size=size).hexdigest()
    assert digest_of(data, "key") == hashlib.blake2b(data, key=b"key", digest_size=16).hexdigest()


@given(st.lists(st.binary(max_size=5), max_size=4), st.lists(st.binary(max_size=5), max_size=4))
def test_a_series_has_another_digest_than_any_other(one: list[bytes], other: list[bytes]) -> None:
    assert (digest_of_all(one) == digest_of_all(other)) == (one == other)
    assert digest_of_all(iter(one)) == digest_of_all(one)
