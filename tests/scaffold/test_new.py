"""`briefing new`: skeletons that a check finds nothing wrong with, and nothing written over."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.saving import replace_file, write_new
from generator.scaffold.explained import ACTOR, ARTICLE, CLAIM, POINT, SOURCE, THEME, Explained
from generator.validate import models, register_models
from generator.validate.fields import is_key
from generator.validate.new_names import free_name, name_for, title_for
from tests.conftest import Outcome, Site
from tests.tried import tried

NOW = ("--now", "2025-05-21T12:00")
PROBLEM = r": (?:error|warning): "


def new(site: Site, kind: str, *arguments: str) -> Outcome:
    call = ["new", kind, "--root", str(site.root), *arguments]
    result = CliRunner().invoke(main, call, catch_exceptions=False)
    return Outcome(result.exit_code, result.stdout, result.stderr)


def made(site: Site, kind: str, *arguments: str) -> Path:
    """Return the file that was made, expecting no refusal."""
    outcome = new(site, kind, *arguments)
    assert outcome.exit_code == 0, outcome.err
    return Path(outcome.out.rstrip("\n"))


def front(file: Path) -> Mapping[str, Any]:
    text = file.read_text(encoding="utf-8").split("---\n")[1]
    values: Mapping[str, Any] = yaml.load(text, yaml.BaseLoader)
    return values


def assert_clean(site: Site) -> None:
    for arguments in ((), ("--drafts",)):
        checked = site.run("check", "--strict", *arguments)
        assert (checked.exit_code, checked.err) == (0, "")


def assert_only_unwritten(site: Site, *files: str) -> None:
    """Assert that a check finds nothing but that these files are still to be written."""
    told = [line for line in site.run("check").err.splitlines() if re.search(PROBLEM, line)]
    assert [line.partition(":")[0] for line in told] == [*files]
    assert all(line.endswith("[placeholder]") for line in told)


# An article


def test_an_article_has_what_can_be_known(site: Site) -> None:
    site.replace(
        "content/sources.yaml", "gazette:", "gazette:\n  url: https://www.gazette.example/"
    )
    site.replace("content/site.yaml", "base_url", "timezone: Asia/Tokyo\nbase_url")
    url = "https://news.gazette.example/2025/talks-to-resume.html?page=2"
    file = made(site, "article", url, "--theme", "venues", "--now", "2025-05-21T20:00")
    assert file.name == "2025-05-22-talks-to-resume.md"  # it is the 22nd in Tokyo
    assert front(file) == {
        "title": "The headline of the report",
        "source": "gazette",
        "published": "2025-05-22",
        "themes": ["venues"],
        "url": url,
        "retrieved": "2025-05-22",
        "draft": "true",
    }
    assert_clean(site)


def test_what_there_is_to_choose_from_is_listed(site: Site) -> None:
    text = made(site, "article", "--theme", "truce", *NOW).read_text(encoding="utf-8")
    for choice in (
        "#   herald    The Herald",
        "#   truce    Is there a truce?",
        "#   length   Length",
        "#   envoy   The Envoy of North",
    ):
        assert f"\n{choice}\n" in text
    assert "Host" not in text  # a point of the other theme


def test_a_guess_is_called_one_in_the_file_and_by_the_command(site: Site) -> None:
    outcome = new(site, "article", "https://elsewhere.example/", *NOW)
    guess = "source: herald is a guess, as no outlet has the host elsewhere.example"
    assert f"note: {guess}" in outcome.err
    assert f"\n# {guess}" in Path(outcome.out.strip()).read_text(encoding="utf-8")
    assert "note: themes: [truce] is a guess" in outcome.err
    assert new(site, "article", "--quiet", *NOW).err == ""
    told = new(site, "article", "--source", "wire", "--theme", "truce", *NOW)
    assert told.err == "its key, by which other files name it: 2025-05-21-report-3\n"


def test_it_prints_its_path_alone(site: Site) -> None:
    outcome = new(site, "article", *NOW)
    assert outcome.out == f"{site.root}/content/articles/2025-05-21-report.md\n"


def test_twice_makes_two(site: Site) -> None:
    first, second, third = (made(site, "article", "--title", "Talks", *NOW) for _ in range(3))
    names = [file.name for file in (first, second, third)]
    assert names == ["2025-05-21-talks.md", "2025-05-21-talks-2.md", "2025-05-21-talks-3.md"]
    assert_clean(site)


def test_a_name_that_differs_in_case_or_folder_is_taken(site: Site) -> None:
    text = made(site, "article", "--title", "Talks", *NOW).read_text(encoding="utf-8")
    site.remove("content/articles/2025-05-21-talks.md")
    site.write("content/articles/may/2025-05-21-TALKS.md", text)
    assert made(site, "article", "--title", "Talks", *NOW).stem == "2025-05-21-talks-2"
    assert_clean(site)


def test_a_report_that_is_there_already_is_told(site: Site) -> None:
    url = "https://gazette.example/one"
    site.replace("content/articles/second.md", "title:", f"url: '{url}'\ntitle:")
    outcome = new(site, "article", url)
    assert outcome.exit_code == 1
    assert "content/articles/second.md has this address already" in outcome.err
    made(site, "article", f"{url}#two", *NOW)
    assert_clean(site)


@pytest.mark.pitfall(11)
@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('"Peace: now" # or never', "peace-now-or-never"),
        ("Переговори у Стамбулі", "переговори-у-стамбулі"),
        ("שיחות באיסטנבול", "שיחות-באיסטנבול"),
        ("वार्ता शुरू", "वार्ता-शुरू"),
        ("การเจรจา", "การเจรจา"),
        ("İstanbul’da", "i̇stanbul-da"),
        ("🕊️", "report"),
        ("…", "report"),
        ("word " * 40, "-".join(["word"] * 16)),
        ("谈" * 100, "谈" * 26),
    ],
)
def test_any_headline_is_kept_and_makes_a_name(site: Site, title: str, name: str) -> None:
    file = made(site, "article", "--title", title, *NOW)
    assert front(file)["title"] == " ".join(title.split())
    assert file.stem == f"2025-05-21-{name}"
    assert_clean(site)


@pytest.mark.parametrize(
    ("arguments", "exit_code", "message"),
    [
        (["www.gazette.example/x"], 1, "write https://www.gazette.example/x"),
        (["--title", "A **bold** one"], 1, "title: '**bold**' is shown as it is"),
        (["--title", "turned \u202e round"], 1, "U+202E"),
        (["--source", "herold"], 2, "no source 'herold' in content/sources.yaml; did you mean"),
        (["--source", "xyz"], 2, "there are gazette, herald, wire"),
        (["--theme", "venue"], 2, "there is no theme 'venue' in themes/; did you mean 'venues'?"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(
    site: Site, arguments: list[str], exit_code: int, message: str
) -> None:
    before = sorted(site.root.rglob("*"))
    outcome = new(site, "article", *arguments)
    assert outcome.exit_code == exit_code
    assert message in " ".join(outcome.err.split())
    assert sorted(site.root.rglob("*")) == before


def test_a_site_without_outlets_or_themes_says_what_to_begin_with(site: Site) -> None:
    site.write("content/sources.yaml", "# none yet\n")
    assert "`briefing new source KEY`" in new(site, "article").err
    site.write("content/sources.yaml", "herald:\n  name: The Herald\n")
    for theme in ("truce", "venues"):
        site.remove(f"themes/{theme}.md")
    assert "`briefing new theme NAME`" in new(site, "article").err


def test_errors_elsewhere_do_not_keep_anybody_from_beginning(site: Site) -> None:
    site.replace("themes/truce.md", "question:", "questoin:")
    site.replace("content/articles/first.md", "title:", "titel:")
    site.write("content/articles/broken.md", b"\xff\xfe\x00")
    file = made(site, "article", "https://gazette.example/", "--theme", "truce", *NOW)
    assert "\n#   length\n" in file.read_text(encoding="utf-8")


def test_where_there_is_no_site_that_is_said(tmp_path: Path) -> None:
    for kind in ("article", "theme", "source", "actor"):
        outcome = new(Site(tmp_path), kind, "name")
        assert outcome.exit_code == 1
        assert "content/site.yaml: error: not found" in outcome.err
        assert "nothing was added; `briefing init DIR` makes a site" in outcome.err
    assert list(tmp_path.iterdir()) == []


# Every key


@pytest.mark.parametrize(
    ("model", "explained"),
    [
        (models.ArticleFront, ARTICLE.keys() | {"claims"}),
        (models.ClaimFront, CLAIM.keys()),
        (models.ThemeFront, THEME.keys()),
        (models.Point, POINT.keys()),
        (register_models.SourceFront, SOURCE.keys()),
        (register_models.ActorFront, ACTOR.keys()),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_key_is_explained_and_no_other(model: type, explained: set[str]) -> None:
    assert explained == {field.name for field in dataclasses.fields(model)}


def in_use(text: str, line: str) -> str:
    """Return a text with the # before one line deleted."""
    assert text.count(f"\n{line}\n") == 1
    return text.replace(f"\n{line}\n", f"\n{line[1:]}\n")


UNKNOWN = re.compile(r"\[unknown-\w+\]|\[placeholder\]|is not in|no (?:actor|source|article|theme)")


def complaints(site: Site) -> list[str]:
    """Return what a check complains of, but for placeholders, and names that nothing has."""
    lines = site.run("check", "--drafts").err.splitlines()
    found = [line for line in lines if re.search(PROBLEM, line)]
    return [line for line in found if not UNKNOWN.search(line)]


@pytest.mark.parametrize(
    "key",
    [
        key
        for key in ARTICLE
        if key not in ("title", "source", "published", "themes", "draft", "retrieved", "updated")
    ],
)
def test_each_key_of_an_article_is_right_once_its_mark_is_deleted(site: Site, key: str) -> None:
    file = made(site, "article", *NOW)
    text = file.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith(f"#{key}:"))
    file.write_text(in_use(text, line), encoding="utf-8")
    assert key in front(file)
    assert complaints(site) == []


def test_the_claim_of_a_skeleton_is_one_once_its_marks_are_deleted(site: Site) -> None:
    file = made(site, "article", "--theme", "truce", *NOW)
    text = file.read_text(encoding="utf-8")
    for line in re.findall(r"^#(?:claims:|  .*: .*  #) ?.*$", text, re.MULTILINE):
        text = in_use(text, line)
    text = text.replace('quote: "…"', 'quote: "few words that matter"')
    file.write_text(text.replace("-->", "-->\n\nA few words that matter."), encoding="utf-8")
    (claim,) = front(file)["claims"]
    assert claim.keys() == CLAIM.keys()
    assert complaints(site) == []


def test_the_point_of_a_skeleton_is_one_once_its_marks_are_deleted(site: Site) -> None:
    file = made(site, "theme", "exchange", *NOW)
    text = file.read_text(encoding="utf-8")
    for line in re.findall(r"^#(?:points:|  .*: .*  #) ?.*$", text, re.MULTILINE):
        text = in_use(text, line)
    file.write_text(text, encoding="utf-8")
    (point,) = front(file)["points"]
    assert point.keys() == POINT.keys()
    assert complaints(site) == []


@pytest.mark.parametrize(("kind", "keys"), [("source", SOURCE), ("actor", ACTOR)])
def test_each_key_of_an_entry_is_right_once_its_mark_is_deleted(
    site: Site, kind: str, keys: Mapping[str, Explained]
) -> None:
    file = made(site, kind, "newcomer")
    text = file.read_text(encoding="utf-8")
    for line in re.findall(r"^#  \w+: .*$", text, re.MULTILINE):
        text = in_use(text, line)
    file.write_text(text, encoding="utf-8")
    entry = yaml.load(text, yaml.BaseLoader)["newcomer"]
    assert entry.keys() == keys.keys()
    assert complaints(site) == []
    assert f"content/{kind}s.yaml:" in site.run("check").err


def test_each_key_of_a_theme_is_right_once_its_mark_is_deleted(site: Site) -> None:
    file = made(site, "theme", "exchange", *NOW)
    text = file.read_text(encoding="utf-8")
    for line in re.findall(r"^#\w+: .*$", text, re.MULTILINE):
        text = in_use(text, line)
    file.write_text(text, encoding="utf-8")
    assert front(file).keys() == THEME.keys() - {"points"}
    assert [line for line in complaints(site) if "events" not in line] == []


# What is still to be written


def test_a_skeleton_is_no_article_once_it_is_no_draft(site: Site) -> None:
    file = made(site, "article", *NOW)
    text = file.read_text(encoding="utf-8").replace("draft: true\n", "")
    for line in ("#claims:", "#  - text: ", "#    kind: statement", "#    by: ", "#authors: "):
        whole = next(one for one in text.splitlines() if one.startswith(line))
        text = in_use(text, whole)
    file.write_text(text, encoding="utf-8")
    (told,) = site.errors()
    assert "title" in text
    assert "'The headline of the report' only holds a place" in told
    assert "(and 3 more below) [placeholder]" in told
    text = text.replace("The headline of the report", "Talks resume")
    text = text.replace("One statement that the report makes.", "North agrees.")
    text = text.replace('["…"]', "[A. Reporter]")
    file.write_text(text, encoding="utf-8")
    (told,) = site.errors()
    assert "there is no text yet; write it in the place of this comment" in told
    before, _, after = text.partition("<!--")
    assert after.endswith("-->\n")
    file.write_text(f"{before}A digest.\n", encoding="utf-8")
    assert site.errors() == []


def test_a_new_theme_says_nothing_in_a_language_that_may_be_another(site: Site) -> None:
    values = front(made(site, "theme", "Échange", *NOW))
    assert (values["question"], values["status"]) == ("…", {"text": "…", "state": "open"})
    (told,) = (line for line in site.build().err.splitlines() if "warning: " in line)
    assert "'…' only holds a place; write what belongs there (and 2 more below)" in told


# A theme


def test_a_theme_has_a_name_made_of_its_title(site: Site) -> None:
    outcome = new(site, "theme", "Prisoner exchange", *NOW)
    assert outcome.out == f"{site.root}/themes/prisoner-exchange.md\n"
    assert "a theme is no draft: the next build shows it to readers" in outcome.err
    values = front(site.root / "themes/prisoner-exchange.md")
    assert values["title"] == "Prisoner exchange"
    assert (values["as_of"], values["review_by"]) == ("2025-05-21", "2025-06-04")
    assert_only_unwritten(site, "themes/prisoner-exchange.md")
    site.build()
    assert "Prisoner exchange" in site.page("themes/prisoner-exchange/")


def test_a_name_makes_a_title_and_options_say_it_better(site: Site) -> None:
    assert front(made(site, "theme", "grain-exports"))["title"] == "Grain exports"
    values = front(
        made(site, "theme", "ships", "--title", "Ships: at sea", "--question", "Do they sail?")
    )
    assert (values["title"], values["question"]) == ("Ships: at sea", "Do they sail?")
    assert_only_unwritten(site, "themes/grain-exports.md", "themes/ships.md")


def test_where_themes_are_in_order_it_is_the_last(site: Site) -> None:
    assert "order" not in front(made(site, "theme", "first-new"))
    site.replace("themes/truce.md", "question:", "order: 4\nquestion:")
    assert front(made(site, "theme", "second-new"))["order"] == "5"
    assert_only_unwritten(site, "themes/first-new.md", "themes/second-new.md")


@pytest.mark.parametrize("name", ["truce", "Truce", "TRUCE"])
def test_a_theme_that_is_there_stays(site: Site, name: str) -> None:
    before = (site.root / "themes/truce.md").read_bytes()
    outcome = new(site, "theme", name)
    assert outcome.exit_code == 1
    assert "the theme 'truce' is there already" in outcome.err
    assert (site.root / "themes/truce.md").read_bytes() == before


def test_a_name_that_a_theme_had_once_is_kept_for_its_old_links(site: Site) -> None:
    site.replace("themes/truce.md", "question:", "aliases: [ceasefire]\nquestion:")
    outcome = new(site, "theme", "Ceasefire")
    assert "the theme 'truce' had this name once" in outcome.err


def test_a_theme_is_not_named_by_what_has_no_letters(site: Site) -> None:
    outcome = new(site, "theme", "🕊️")
    assert outcome.exit_code == 1
    assert "has no letters or digits to make a name of" in outcome.err
    assert new(site, "theme", "../../evil").out.endswith("themes/evil.md\n")


# An entry of a register


@pytest.mark.parametrize(("kind", "file"), [("source", "sources"), ("actor", "actors")])
def test_an_entry_is_added_at_the_end_and_all_else_stays(site: Site, kind: str, file: str) -> None:
    path = site.root / f"content/{file}.yaml"
    before = path.read_bytes()
    assert made(site, kind, "Le Monde") == path
    after = path.read_bytes()
    assert after.startswith(before + b'\nle-monde:\n  name: "Le Monde"\n')
    made(site, kind, "another", "--name", 'Quoted: "so" # and so')
    entries = yaml.load(path.read_bytes(), yaml.BaseLoader)
    assert entries["another"] == {"name": 'Quoted: "so" # and so'}
    assert_clean(site)


@pytest.mark.parametrize("key", ["null", "yes", "1", "2025-05-01", "off", "1e3"])
def test_a_key_is_a_text_to_every_program(site: Site, key: str) -> None:
    made(site, "source", key, "--name", "An outlet")
    text = made(site, "article", "--source", key, *NOW).read_text(encoding="utf-8")
    for one in ((site.root / "content/sources.yaml").read_text("utf-8"), text.split("---\n")[1]):
        values = yaml.load(one, yaml.SafeLoader)
        assert key in values or values["source"] == key


def test_the_key_is_told_by_which_other_files_name_it(site: Site) -> None:
    assert "name it: le-monde\n" in new(site, "source", "Le Monde").err
    assert "name it: prisoner-exchange\n" in new(site, "theme", "Prisoner exchange").err


def test_a_source_is_known_by_its_address_from_then_on(site: Site) -> None:
    made(site, "source", "monitor", "--url", "https://www.monitor.example/", "--kind", "website")
    file = made(site, "article", "https://monitor.example/a-report", *NOW)
    assert front(file)["source"] == "monitor"


@pytest.mark.parametrize(
    "before",
    [
        "",
        "# nothing yet\n",
        "herald:\n  name: The Herald",
        "herald:\r\n  name: The Herald\r\n\r\n",
        "\ufeffherald:\n  name: The Herald\n\n\n# the end",
        "herald: {name: The Herald}\n",
        "herald:\n    name: >\n      The\n      Herald\n",
    ],
    ids=["empty", "comment", "no last newline", "windows", "comment last", "braces", "folded"],
)
def test_however_a_register_is_written_it_can_be_added_to(site: Site, before: str) -> None:
    site.write("content/sources.yaml", before)
    made(site, "source", "gazette")
    data = (site.root / "content/sources.yaml").read_bytes()
    assert data.startswith(before.encode())
    if "\r\n" in before:
        assert b"\n" not in data.replace(b"\r\n", b"")
    assert "gazette" in yaml.load(data, yaml.BaseLoader)


@pytest.mark.parametrize("before", ["{herald: {name: The Herald}}\n", "herald:\n  name: H\n...\n"])
def test_where_nothing_can_be_added_at_the_end_it_says_what_to_add(site: Site, before: str) -> None:
    site.write("content/sources.yaml", before)
    outcome = new(site, "source", "gazette")
    assert outcome.exit_code == 1
    assert 'gazette:\n  name: "Gazette"\n' in outcome.err
    assert (site.root / "content/sources.yaml").read_bytes() == before.encode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["herald"], "content/sources.yaml has 'herald' already"),
        (["Herald"], "content/sources.yaml has 'herald' already"),
        (["other", "--name", "the herald"], "'the herald' is a name of 'herald', too"),
        (["other", "--url", "example"], "is not a web address"),
        (["other", "--kind", "paper"], "kind"),
        (["?!"], "has no letters or digits to make a name of"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(site: Site, arguments: list[str], message: str) -> None:
    before = (site.root / "content/sources.yaml").read_bytes()
    outcome = new(site, "source", *arguments)
    assert outcome.exit_code == 1
    assert message in " ".join(outcome.err.split())
    assert (site.root / "content/sources.yaml").read_bytes() == before


def test_a_register_that_cannot_be_read_is_left_alone(site: Site) -> None:
    site.write("content/actors.yaml", "north:\n\tname: North\n")
    outcome = new(site, "actor", "east")
    assert outcome.exit_code == 1
    assert "content/actors.yaml cannot be read, so nothing was added" in outcome.err


def test_the_rights_of_a_register_stay(site: Site) -> None:
    path = site.root / "content/sources.yaml"
    path.chmod(0o640)
    made(site, "source", "monitor")
    assert path.stat().st_mode & 0o777 == 0o640


# The editor


def test_the_editor_is_opened_with_the_file(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = site.write("editor.sh", '#!/bin/sh\necho "opened $1" > "$(dirname "$0")/opened"\n')
    (editor.root / "editor.sh").chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(site.root / "editor.sh"))
    file = made(site, "article", "--edit", *NOW)
    assert (site.root / "opened").read_text(encoding="utf-8") == f"opened {file}\n"


def test_an_editor_that_is_not_there_is_told_and_the_file_is_kept(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor")
    outcome = new(site, "article", "--edit", *NOW)
    assert outcome.exit_code == 1
    assert "no-such-editor" in outcome.err
    assert Path(outcome.out.strip()).is_file()


def test_it_works_from_any_folder_of_the_site(site: Site) -> None:
    call = [str(Path(sys.executable).with_name("briefing")), "new", "article", *NOW]
    done = subprocess.run(
        call, cwd=site.root / "themes", capture_output=True, text=True, check=True
    )
    assert done.stdout == "../content/articles/2025-05-21-report.md\n"


# Names and files


@given(st.text(max_size=300))
@tried(100)
def test_any_title_makes_a_key_or_none(title: str) -> None:
    name = name_for(title, "instead")
    assert is_key(name)
    assert len(name.encode()) <= 80
    assert name_for(name, "instead") == name


@given(st.text(alphabet="aAbé-2", min_size=1, max_size=3), st.sets(st.text("aAbé-2", max_size=4)))
def test_a_free_name_is_free_and_begins_as_it_was_wanted(wanted: str, taken: set[str]) -> None:
    free = free_name(wanted, taken)
    assert free.casefold() not in {name.casefold() for name in taken}
    assert free == wanted or re.fullmatch(rf"{re.escape(wanted)}-\d+", free)


def test_titles_of_names() -> None:
    assert title_for("prisoner-exchange") == "Prisoner exchange"
    assert title_for("Le Monde") == "Le Monde"
    assert title_for("") == ""


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    write_new(tmp_path / "a" / "file", b"one")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a" / "file", b"two")
    assert [path.read_bytes() for path in (tmp_path / "a").iterdir()] == [b"one"]
    assert (tmp_path / "a/file").stat().st_mode & 0o777 == 0o666 & ~umask()


def test_nor_where_the_disk_has_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path / "file", b"one")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "file", b"two")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"one"]


def test_a_file_that_was_saved_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"saved")
    assert not replace_file(file, b"before", b"after")
    assert replace_file(file, b"saved", b"after")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"after"]


def umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
