"""Schemas accept what `check` accepts, and refuse mistakes of structure."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from generator.schema.descriptions import describe
from generator.validate.keys import REFERS
from tests.conftest import Site
from tests.contract import MODELS
from tests.serve.running import small_site

EXAMPLES = Path(__file__).parent.parent / "examples"
SITES = sorted(path.name for path in EXAMPLES.iterdir() if (path / "content").is_dir())
FILES = {
    "article": "content/articles/**/*.md",
    "theme": "themes/*.md",
    "page": "content/pages/*.md",
    "site": "content/site.yaml",
    "sources": "content/sources.yaml",
    "actors": "content/actors.yaml",
    "glossary": "content/glossary.yaml",
}


class _Core(yaml.SafeLoader):
    """Reads YAML as the extension for VS Code does: by the core schema of YAML 1.2."""


_Core.yaml_implicit_resolvers = {}
_CORE = {
    "tag:yaml.org,2002:bool": r"true|True|TRUE|false|False|FALSE",
    "tag:yaml.org,2002:int": r"[-+]?\d+",
    "tag:yaml.org,2002:float": r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?",
    "tag:yaml.org,2002:null": r"null|Null|NULL|~|",
}
for tag, pattern in _CORE.items():
    _Core.add_implicit_resolver(tag, re.compile(f"^(?:{pattern})$"), None)


def front_of(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    return yaml.load(text.split("\n---", 1)[0] if path.suffix == ".md" else text, _Core)


def schemas_of(root: Path, folder: Path) -> dict[str, jsonschema.Draft7Validator]:
    outcome = Site(root).run("schema", "--output", str(folder))
    assert outcome.exit_code == 0, outcome.err
    found = {}
    for file in folder.iterdir():
        schema = json.loads(file.read_text(encoding="utf-8"))
        jsonschema.Draft7Validator.check_schema(schema)
        found[file.name.removesuffix(".schema.json")] = jsonschema.Draft7Validator(schema)
    return found


@pytest.mark.parametrize("name", SITES)
def test_whole_sites_are_as_their_schemas_say(name: str, tmp_path: Path) -> None:
    schemas = schemas_of(EXAMPLES / name, tmp_path)
    assert set(schemas) == set(FILES)
    for kind, pattern in FILES.items():
        for path in sorted((EXAMPLES / name).glob(pattern)):
            if path.name != "README.md":
                wrong = list(schemas[kind].iter_errors(front_of(path)))
                assert not wrong, f"{path}: {wrong[0].json_path}: {wrong[0].message}"


ARTICLE = """\
title: First report
source: herald
published: 2025-05-15
themes: [truce]
claims:
  - text: North wants thirty days.
    theme: truce
    point: length
    kind: proposal
    by: [north]
    on: 2025-05-14
    value: 30 days
"""
THEME = """\
title: Truce
question: Is there a truce?
status: {text: No truce yet., state: open, since: 2025-05}
as_of: 2025-05-20
order: 3
events: [first#c1]
principals: [north, south]
watch:
  - A meeting.
  - {text: Another one., date: 2025-06-01}
points:
  - {id: length, title: Length, aside: true, place: {lat: 50.1, lon: -3, role: held}}
"""

WITH_DEFAULTS = """\
title: First report
source: herald
published: 2025-05-15
themes: [truce, venues]
defaults: {point: truce/length, kind: proposal, by: [north]}
claims:
  - text: North wants thirty days.
  - {text: North wants a host., point: venues/host}
"""
MISTAKES = [
    ("article", ARTICLE, "an unknown key", "titel: x\n", ""),
    ("article", ARTICLE, "a missing key", "", "source: herald\n"),
    ("article", ARTICLE, "a missing key of a claim", "", "    kind: proposal\n"),
    ("article", ARTICLE, "an unknown key of a claim", "    points: x\n", ""),
    ("article", ARTICLE, "a list in the place of a text", "summary: [a, b]\n", ""),
    ("article", ARTICLE, "a text in the place of a list", "authors: somebody\n", ""),
    ("article", ARTICLE, "a mapping in the place of a text", "summary: {a: b}\n", ""),
    ("article", ARTICLE, "a word that there is not", "publish: some\n", ""),
    ("article", ARTICLE, "no boolean", "draft: maybe\n", ""),
    ("article", ARTICLE, "no date", "updated: yesterday\n", ""),
    ("article", ARTICLE, "a year where a day is wanted", "updated: 2025\n", ""),
    ("article", ARTICLE, "no address", "url: www.example.org\n", ""),
    ("article", ARTICLE, "no key", "id: first report\n", ""),
    ("article", ARTICLE, "a folder in a file name", "evidence: a/b.txt\n", ""),
    ("article", ARTICLE, "no language", "language: English\n", ""),
    ("article", ARTICLE, "an entry that is there twice", "authors: [A, A]\n", ""),
    ("article", ARTICLE, "an unknown outlet", "via: nobody\n", ""),
    ("article", ARTICLE, "an unknown theme", "themes: [truth]\n", "themes: [truce]\n"),
    ("article", ARTICLE, "no theme", "themes: []\n", "themes: [truce]\n"),
    ("article", ARTICLE, "an unknown actor", "    by: nobody\n", "    by: [north]\n"),
    ("article", ARTICLE, "an unknown point", "    point: width\n", "    point: length\n"),
    ("article", ARTICLE, "a point of another theme", "    point: host\n", "    point: length\n"),
    ("article", ARTICLE, "an unknown kind", "    kind: fact\n", "    kind: proposal\n"),
    ("article", ARTICLE, "a claim that is a text", "  - North wants it.\n", ""),
    ("theme", THEME, "an unknown state", "status: {text: x, state: closed}\n", None),
    ("theme", THEME, "no whole number", "order: first\n", None),
    ("theme", THEME, "a claim that there is not", "events: [first#c9#c]\n", None),
    (
        "theme",
        THEME,
        "a place beyond the pole",
        "points: [{id: a, title: A, place: {lat: 95, lon: 1}}]\n",
        None,
    ),
    (
        "theme",
        THEME,
        "a place without its other half",
        "points: [{id: a, title: A, place: {lat: 5}}]\n",
        None,
    ),
    ("theme", THEME, "an unknown key of an entry", "watch: [{text: x, when: y}]\n", None),
]


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, jsonschema.Draft7Validator]:
    root = tmp_path_factory.mktemp("schemas")
    return schemas_of(small_site(root / "site").root, root / "out")


@pytest.mark.parametrize(
    ("kind", "text"), [("article", ARTICLE), ("article", WITH_DEFAULTS), ("theme", THEME)]
)
def test_what_is_right_is_accepted(
    kind: str, text: str, schemas: dict[str, jsonschema.Draft7Validator]
) -> None:
    assert [error.message for error in schemas[kind].iter_errors(yaml.load(text, _Core))] == []


@pytest.mark.parametrize(
    ("kind", "text", "mistake", "new", "old"), MISTAKES, ids=[one[2] for one in MISTAKES]
)
def test_mistakes_of_structure_are_refused(
    kind: str,
    text: str,
    mistake: str,
    new: str,
    old: str | None,
    schemas: dict[str, jsonschema.Draft7Validator],
) -> None:
    key = new.partition(":")[0]
    old = re.search(rf"^{key}:.*\n(?:[ ].*\n)*", text, re.M)[0] if old is None else old  # type: ignore[index]
    if old:
        assert old in text
        text = text.replace(old, new)
    elif new.startswith(" "):
        text += new
    else:
        text = new + text
    assert not schemas[kind].is_valid(yaml.load(text, _Core)), mistake


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_says_what_it_means(model: type) -> None:
    fields = dataclasses.fields(model)
    assert [field.name for field in fields if not describe(model, field.name)] == []


def test_every_key_that_names_something_says_what() -> None:
    names = ("Name", "Names", "SomeNames", "NameOrNames", "ClaimNames")
    found = {
        field.name
        for model in MODELS
        for field in dataclasses.fields(model)
        if str(field.type).removesuffix(" | None") in names
    }
    assert found <= set(REFERS)


def leaves(schema: Any) -> Iterator[Any]:
    if isinstance(schema, dict):
        yield schema
        for key, value in schema.items():
            if key != "allOf":  # conditions, which say nothing new
                yield from leaves(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from leaves(value)


def test_editors_are_told_what_each_key_means_and_what_it_may_name(
    schemas: dict[str, jsonschema.Draft7Validator],
) -> None:
    article = schemas["article"].schema
    assert article["properties"]["source"]["enum"] == ["gazette", "herald", "wire"]
    assert article["properties"]["source"]["enumDescriptions"][1] == "The Herald"
    assert article["properties"]["published"]["examples"]
    claim = article["properties"]["claims"]["items"]
    assert claim["properties"]["point"]["enum"][:3] == ["length", "order", "host"]
    for validator in schemas.values():
        for schema in leaves(validator.schema):
            for key, value in schema.get("properties", {}).items():
                assert value["description"], key


def test_schemas_go_to_a_folder_of_ours_unless_another_is_named(site: Site) -> None:
    outcome = site.run("schema")
    assert outcome.exit_code == 0
    written = sorted(path.name for path in (site.root / ".briefing" / "schemas").iterdir())
    assert written == sorted(f"{kind}.schema.json" for kind in FILES)
    assert [Path(line).name for line in outcome.out.splitlines()] != []
    assert site.run("schema", "--quiet").out == ""


def test_a_file_of_somebody_else_is_left_as_it_is(site: Site) -> None:
    site.write("mine/theme.schema.json", "{}")
    outcome = site.run("schema", "--output", str(site.root / "mine"))
    assert outcome.exit_code == 1
    assert "theme.schema.json" in outcome.err
    assert "[foreign-file]" in outcome.err
    assert [path.name for path in (site.root / "mine").iterdir()] == ["theme.schema.json"]


@pytest.mark.parametrize("folder", ["content", "content/articles", "themes", "static", "site", "."])
def test_no_schema_comes_where_editors_write_or_readers_look(site: Site, folder: str) -> None:
    before = sorted(site.root.rglob("*"))
    outcome = site.run("schema", "--output", str(site.root / folder))
    assert outcome.exit_code == 1
    assert "[output-folder]" in outcome.err
    assert sorted(site.root.rglob("*")) == before


def broken_register(site: Site) -> None:
    site.write("content/actors.yaml", "north: [\n")


def broken_theme(site: Site) -> None:
    site.write("themes/truce.md", "no front matter\n")


@pytest.mark.parametrize("break_it", [broken_register, broken_theme])
def test_content_with_errors_has_schemas_that_refuse_nothing_for_these(
    site: Site, tmp_path: Path, break_it: Callable[[Site], None]
) -> None:
    break_it(site)
    schemas = schemas_of(site.root, tmp_path / "out")
    front = front_of(site.root / "content/articles/first.md")
    assert [error.message for error in schemas["article"].iter_errors(front)] == []


def test_where_there_is_no_site_it_is_said_what_is_missing(tmp_path: Path) -> None:
    outcome = Site(tmp_path).run("schema")
    assert outcome.exit_code == 1
    assert "content/site.yaml" in outcome.err
    assert not (tmp_path / ".briefing").exists()
