"""The handbook and the code say the same."""

import dataclasses
import re
from collections.abc import Iterator
from functools import partial
from itertools import takewhile
from pathlib import Path

import click
import pytest

from generator.assemble.points import State
from generator.cli import main
from generator.language.language import language_of
from tests.codes import codes
from tests.conftest import SITE, Site
from tests.contract import MODELS, WORDS

ROOT = Path(__file__).parent.parent
ROOM = ROOT / "content"
KEYS = (ROOM / "README.md").read_text(encoding="utf-8")
# The first page leads to all others.
OTHERS = sorted({ROOM / name for name in re.findall(r"\]\((README\.\w+\.md)\)", KEYS)})
DESK, PROBLEMS = (
    (ROOM / f"README.{name}.md").read_text(encoding="utf-8") for name in ("desk", "problems")
)
HANDBOOK = "\n".join([KEYS, *(page.read_text(encoding="utf-8") for page in OTHERS)])


def commands(group: click.Group, name: str = "briefing") -> Iterator[tuple[str, click.Command]]:
    """Yield all commands with their names, those of groups with both."""
    for command in map(partial(group.get_command, click.Context(group)), group.list_commands(CLI)):
        assert command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {command.name}")
        else:
            yield f"{name} {command.name}", command


CLI = click.Context(main)
EXAMPLES = [
    line
    for block in re.findall(r"```\n(.*?)```", HANDBOOK, re.DOTALL)
    for line in block.splitlines()
]
COMMANDS = dict(commands(main))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_handbook_has_every_key(model: type) -> None:
    keys = [field.name for field in dataclasses.fields(model)]
    assert [key for key in keys if f"`{key}`" not in KEYS] == []


@pytest.mark.parametrize("word", WORDS)
def test_the_handbook_has_every_word_that_a_key_takes(word: str) -> None:
    assert f"`{word}`" in KEYS


@pytest.mark.parametrize("state", list(State))
def test_the_handbook_explains_every_state(state: State) -> None:
    assert language_of("en").named(state, "state") in HANDBOOK


def rows(heading: str) -> list[str]:
    """Return the rows of the table below a line that begins so."""
    _, _, table = DESK.partition(f"\n| {heading}")
    return list(takewhile(lambda line: line.startswith("|"), table.splitlines()[2:]))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_handbook_has_every_command_with_an_example_and_its_options(name: str) -> None:
    (row,) = [row for row in rows("command ") if re.match(rf"\| `{name}[ `]", row)]
    described = row + "".join(rows("options that several have"))
    options = [one for one in COMMANDS[name].params if isinstance(one, click.Option)]
    named = [spelling for one in options for spelling in (*one.opts, *one.secondary_opts)]
    long = [spelling for spelling in named if spelling.startswith("--")]
    assert [one for one in long if not re.search(rf"{one}[` ]", described)] == []


def test_the_handbook_has_no_command_that_is_not_there() -> None:
    assert len(rows("command ")) == len(COMMANDS)
    called = re.findall(r"^(?:\$ )?briefing (\w+)", HANDBOOK, re.MULTILINE)
    assert set(called) <= set(main.list_commands(CLI))


@pytest.mark.parametrize("line", [line for line in EXAMPLES if line.startswith("briefing ")])
def test_the_options_of_examples_are_there(line: str) -> None:
    words = line.partition("  #")[0].split()
    name = " ".join(words[:3] if " ".join(words[:3]) in COMMANDS else words[:2])
    known = {spelling for one in COMMANDS[name].params for spelling in one.opts}
    given = {word for word in words if word.startswith("--")}
    known |= {spelling for one in COMMANDS[name].params for spelling in one.secondary_opts}
    assert given <= known


def test_every_code_that_a_problem_can_have_is_in_the_handbook_and_no_other() -> None:
    described = re.findall(r"^\| `([\w-]+)` \| \S.* \| \S.* \|$", PROBLEMS, re.MULTILINE)
    assert described == sorted(codes())


def test_the_example_article_of_the_handbook_is_one(tmp_path: Path) -> None:
    example = re.search(r"## An article\n\n```\n(---.*?)```", KEYS, re.DOTALL)
    assert example
    site = Site(tmp_path)
    for path, text in SITE.items():
        if not path.startswith(("content/articles", "themes")):
            site.write(path, text)
    site.write("content/actors.yaml", "russia:\n  name: Russia\n")
    theme = SITE["themes/truce.md"].replace("[@first#c1]", "").replace("id: order", "id: sequence")
    site.write("themes/ceasefire.md", theme)
    site.write("themes/venues.md", SITE["themes/venues.md"])
    site.write("content/articles/example.md", example[1])
    site.build()


def test_documents_link_only_to_files_that_are_there() -> None:
    rooms = ("generator", "tests")
    documents = [
        *ROOT.glob("*.md"),
        *(ROOT / folder / "README.md" for folder in ("content", "themes")),
        *OTHERS,
        *(document for room in rooms for document in (ROOT / room).rglob("README.md")),
    ]
    for document in documents:
        text = document.read_text(encoding="utf-8")
        for link, anchor in re.findall(r"\]\(([^)#\s]*)(?:#([^)\s]+))?\)", text):
            if link.startswith(("http", "/")) or link == "map.png":
                continue
            target = document.parent / link if link else document
            if "/" in link or "." in link:
                assert target.exists(), f"{document}: {link}"
            if anchor and target.suffix == ".md":
                assert anchor in anchors(target), f"{document}: {link}#{anchor}"


def anchors(document: Path) -> set[str]:
    """Return the anchors that GitHub gives to headings: words without marks, joined by hyphens."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}
