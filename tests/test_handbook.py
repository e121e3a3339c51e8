"""The handbook and the code say the same."""

import dataclasses
import re
from pathlib import Path

import pytest

from generator.assemble.points import State
from generator.language.language import language_of
from tests.codes import codes
from tests.conftest import SITE, Site
from tests.contract import MODELS, WORDS

ROOT = Path(__file__).parent.parent
HANDBOOK = (ROOT / "content" / "README.md").read_text(encoding="utf-8")
PROBLEMS = (ROOT / "content" / "README.problems.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_the_handbook_has_every_key(model: type) -> None:
    keys = [field.name for field in dataclasses.fields(model)]
    assert [key for key in keys if f"`{key}`" not in HANDBOOK] == []


@pytest.mark.parametrize("word", WORDS)
def test_the_handbook_has_every_word_that_a_key_takes(word: str) -> None:
    assert f"`{word}`" in HANDBOOK


@pytest.mark.parametrize("state", list(State))
def test_the_handbook_explains_every_state(state: State) -> None:
    assert language_of("en").named(state, "state") in HANDBOOK


def test_every_code_that_a_problem_can_have_is_in_the_handbook_and_no_other() -> None:
    described = re.findall(r"^\| `([\w-]+)` \| \S.* \| \S.* \|$", PROBLEMS, re.MULTILINE)
    assert described == sorted(codes())


def test_the_example_article_of_the_handbook_is_one(tmp_path: Path) -> None:
    example = re.search(r"## An article\n\n```\n(---.*?)```", HANDBOOK, re.DOTALL)
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
        *(document for room in rooms for document in (ROOT / room).rglob("README.md")),
    ]
    for document in documents:
        for link in re.findall(r"\]\(([^)#\s]+)", document.read_text(encoding="utf-8")):
            if not link.startswith(("http", "/")) and ("/" in link or "." in link):
                if link == "map.png":
                    continue
                assert (document.parent / link).exists(), f"{document}: {link}"
