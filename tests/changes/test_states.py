"""Which states are compared: revisions, dates, the files as they are; in any repository."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.changes.conftest import FIRST, NOW, SECOND, SETTINGS, TRUCE, History, files_of
from tests.conftest import Site
from tests.publish.conftest import Repository
from tests.serve.running import small_site
from tests.work import parsed_from_now_on

REWORDED = ["Changed", "North wants {} days. (The Herald, 15 May 2025)"]


def reword(history: History, days: str, when: str | None) -> str:
    """Have the first claim say another number; commit it, if it is told when."""
    text = (history.site.root / FIRST).read_text(encoding="utf-8")
    before = text.partition("North wants ")[2].partition(" days.")[0]
    history.site.replace(FIRST, f"North wants {before} days.", f"North wants {days} days.")
    return history.commit(when) if when else ""


@pytest.fixture
def three(history: History) -> History:
    """Commits of 1, 3 and 5 June, and what nobody has committed yet."""
    reword(history, "forty", "2025-06-03T12:00:00Z")
    history.repository.git("tag", "newsletter-7")
    reword(history, "fifty", "2025-06-05T12:00:00Z")
    reword(history, "sixty", None)
    return history


def was(history: History, *arguments: str) -> str:
    """Return what the first claim said at the earlier state."""
    lines = history.lines(*arguments)
    return lines[-1] if lines else "the same"


@pytest.mark.parametrize(
    ("since", "number"),
    [
        ("HEAD", "fifty"),
        ("main~1", "forty"),
        ("newsletter-7", "forty"),
        ("main~2", "thirty"),
        ("2025-06-03T12:00:00Z", "forty"),
        ("2025-06-03T11:59:59Z", "thirty"),
        ("2025-06-03", "thirty"),
        ("2025-06-04", "forty"),
        ("2025-06-04T02:00+03:00", "forty"),
        (" 2025-06-06 ", "fifty"),
    ],
)
def test_an_earlier_state_is_a_revision_or_a_date(three: History, since: str, number: str) -> None:
    assert was(three, "--since", since) == f"Was: North wants {number} days."


def test_the_later_state_is_the_files_as_they_are_unless_another_is_asked_for(
    three: History,
) -> None:
    assert three.lines("--since", "HEAD")[1] == "North wants sixty days. (The Herald, 15 May 2025)"
    told = three.lines("--since", "main~2", "--until", "2025-06-04")
    assert told[1] == "North wants forty days. (The Herald, 15 May 2025)"
    assert was(three, "--since", "HEAD", "--until", "main") == "the same"


def test_the_earlier_state_is_a_week_before_unless_another_is_asked_for(three: History) -> None:
    # NOW is a week after the first commit.
    assert was(three) == "Was: North wants thirty days."
    three.repository.git("checkout", "--quiet", "--detach")
    assert was(three) == "Was: North wants thirty days."


def test_a_day_begins_in_the_time_zone_of_the_site(three: History) -> None:
    three.site.replace(SETTINGS, "title:", "timezone: Pacific/Auckland\ntitle:")
    # There, 4 June begins at noon of 3 June in UTC.
    assert was(three, "--since", "2025-06-04") == "Was: North wants forty days."
    assert was(three, "--since", "2025-06-03T23:59") == "Was: North wants thirty days."


def test_a_tag_that_looks_like_a_date_is_the_tag(three: History) -> None:
    three.repository.git("tag", "2025-06-04", "main~2")
    assert was(three, "--since", "2025-06-04") == "Was: North wants thirty days."


def test_a_date_goes_by_what_came_to_the_branch_and_not_by_what_was_merged_into_it(
    history: History,
) -> None:
    git = history.repository.git
    git("checkout", "--quiet", "-b", "side")
    reword(history, "forty", "2025-06-02T12:00:00Z")
    git("checkout", "--quiet", "main")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_COMMITTER_DATE", "2025-06-05T12:00:00Z")
        git("merge", "--quiet", "--no-ff", "--message=Merge", "side")
    assert was(history, "--since", "2025-06-04") == "Was: North wants thirty days."
    assert was(history, "--since", "2025-06-06") == "the same"


def test_no_clock_that_is_fast_makes_public_what_is_held_back(history: History) -> None:
    third = (history.site.root / SECOND).read_text(encoding="utf-8")
    third = third.replace("source: gazette", "source: gazette\npublish_at: 2025-07-01")
    history.site.write("content/articles/third.md", third)
    history.commit("2025-08-01T12:00:00Z")
    assert history.lines("--since", "HEAD~1", "--until", "HEAD") == []


def test_a_state_from_before_there_was_a_site_has_nothing(tmp_path: Path) -> None:
    root = tmp_path / "late"
    root.mkdir()
    late = History(Site(root), Repository(root))
    late.repository.git("init", "--quiet", "--initial-branch=main")
    late.commit("2025-06-01T12:00:00Z")
    small_site(root)
    late.site.replace(SETTINGS, "title:", "principals: [north]\ntitle:")
    late.commit("2025-06-02T12:00:00Z")
    for since in ("HEAD~1", "2025-06-01T13:00Z", "2020-01-01"):
        themes = late.data("--since", since)["themes"]
        assert [(one["id"], one["change"]) for one in themes] == [
            ("truce", "new"),
            ("venues", "new"),
        ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--since", "nowhere"), "'nowhere' is no revision of this repository, and no date"),
        (("--since", ""), "'' is no revision"),
        (("--since=--help",), "'--help' is no revision"),
        (("--since", "2025-06"), "'2025-06' is no revision of this repository, and no date"),
        (("--since", "main:content"), "'main:content' is no revision"),
        (("--until", "nowhere"), "'nowhere' is no revision"),
        (("--since", "2030-01-01"), "'2030-01-01' is still to come"),
        (("--until", "2030-01-01"), "'2030-01-01' is still to come"),
        (("--since", "2025-06-04", "--until", "2025-06-02"), "is after 2025-06-02 00:00+00:00"),
    ],
)
def test_a_state_that_is_not_there_is_wrong_usage(
    three: History, arguments: tuple[str, ...], message: str
) -> None:
    outcome = three.run(*arguments)
    assert (outcome.exit_code, outcome.out) == (2, "")
    assert message in outcome.err


# ---- repositories --------------------------------------------------------------------------------


def test_a_site_may_be_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    top = tmp_path / "wörk"
    site = small_site(top / "sites" / "tälks")
    (top / "content").mkdir()
    (top / "content" / "site.yaml").write_text("not: ours\n", encoding="utf-8")
    repository = Repository(top)
    repository.git("init", "--quiet", "--initial-branch=main")
    history = History(site, repository)
    history.commit()
    reword(history, "forty", None)
    assert was(history) == "Was: North wants thirty days."


def test_without_a_repository_it_is_told_how_to_get_one(site: Site) -> None:
    outcome = site.run("changes")
    assert (outcome.exit_code, outcome.out) == (1, "")
    assert "earlier states are read from a git repository, and git finds none here" in outcome.err
    assert "git init && git add --all && git commit" in outcome.err
    assert "[no-repository]" in outcome.err


def test_without_git_it_is_told_to_install_it(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    outcome = history.run()
    assert outcome.exit_code == 1
    assert "install git first" in outcome.err


def test_without_a_commit_it_is_told_to_make_one(site: Site) -> None:
    Repository(site.root).git("init", "--quiet")
    outcome = site.run("changes")
    assert outcome.exit_code == 2
    assert "nothing has been committed yet" in outcome.err


def test_a_shallow_clone_says_that_the_older_part_is_missing(
    three: History, tmp_path: Path
) -> None:
    three.repository.git(
        *("clone", "--quiet", "--depth=1", f"file://{three.site.root}", str(tmp_path / "clone"))
    )
    clone = History(Site(tmp_path / "clone"), Repository(tmp_path / "clone"))
    for arguments in ((), ("--since", "HEAD~1"), ("--since", "2025-06-02")):
        outcome = clone.run(*arguments)
        assert outcome.exit_code == 2
        assert "git fetch --unshallow" in outcome.err
    assert clone.lines("--since", "HEAD") == []


def test_a_partial_clone_fetches_nothing(three: History, tmp_path: Path) -> None:
    three.repository.git("config", "uploadpack.allowFilter", "true")
    three.repository.git(
        *("clone", "--quiet", "--filter=blob:none", f"file://{three.site.root}"),
        str(tmp_path / "clone"),
    )
    clone = History(Site(tmp_path / "clone"), Repository(tmp_path / "clone"))
    before = files_of(clone.site.root)
    outcome = clone.run("--since", "HEAD~2")
    assert outcome.exit_code == 0, outcome.err
    assert "git could not read it" in outcome.err
    assert files_of(clone.site.root) == before


def test_an_article_is_parsed_once_for_each_text_that_it_had_and_not_after_a_build(
    three: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed = parsed_from_now_on(monkeypatch)
    told = three.text()
    assert Counter(parsed) == {FIRST: 2, SECOND: 1}
    three.site.build()
    kept = files_of(three.site.root / ".briefing")
    parsed.clear()
    assert three.text() == told
    assert parsed == [FIRST]
    parsed.clear()
    assert was(three, "--until", "2025-06-04", "--since", "2025-06-02").endswith("thirty days.")
    assert parsed == [FIRST, FIRST]
    assert files_of(three.site.root / ".briefing") == kept


def test_nothing_of_the_repository_is_touched(three: History) -> None:
    three.site.write("content/pages/new.md", "---\ntitle: New\n---\nText.\n")
    three.repository.git("add", "content/pages/new.md")
    before = files_of(three.site.root)
    for since in ("HEAD", "main~2", "2025-06-04"):
        three.text("--since", since)
    three.text("--since", "main~2", "--until", "main~1")
    assert files_of(three.site.root) == before


def test_whoever_runs_it_the_repository_is_that_of_the_site(
    three: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Repository(tmp_path / "other")
    other.folder.mkdir()
    other.git("init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))
    assert was(three, "--since", "newsletter-7") == "Was: North wants forty days."


def test_settings_of_git_change_nothing(three: History) -> None:
    for key, value in (("log.showSignature", "true"), ("color.ui", "always")):
        three.repository.git("config", key, value)
    assert was(three, "--since", "newsletter-7") == "Was: North wants forty days."


# ---- odd trees -----------------------------------------------------------------------------------


def test_links_are_followed_within_the_content_and_nowhere_else(
    history: History, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\n", encoding="utf-8")
    root = history.site.root
    shutil.move(root / FIRST, root / "content" / "real.md")
    (root / FIRST).symlink_to("../real.md")
    (root / "content/articles/out.md").symlink_to(secret)
    (root / "content/articles/round.md").symlink_to("round.md")
    history.commit("2025-06-02T12:00:00Z")
    for name in ("out.md", "round.md"):
        (root / "content/articles" / name).unlink()
    outcome = history.run("--since", "HEAD")
    assert outcome.exit_code == 0, outcome.err
    assert outcome.out.startswith("Nothing changed")
    assert outcome.err.count("a link to no file of the content") == 2
    assert "Secret" not in outcome.err
    reword_linked = "content/real.md"
    history.site.replace(reword_linked, "North wants thirty", "North wants forty")
    assert was(history, "--since", "HEAD") == "Was: North wants thirty days."


def test_submodules_are_told(history: History) -> None:
    commit = history.repository.git("rev-parse", "HEAD")
    link = "--cacheinfo", f"160000,{commit},content/articles/theirs"
    history.repository.git("update-index", "--add", *link)
    history.repository.git("commit", "--quiet", "--message=One report")
    outcome = history.run("--since", "HEAD")
    assert outcome.exit_code == 0, outcome.err
    assert "not compared: content/articles/theirs at commit" in outcome.err
    assert "a submodule, whose history is elsewhere" in outcome.err
    history.repository.git("rm", "-r", "--quiet", "--cached", "content")
    history.repository.git("update-index", "--add", "--cacheinfo", f"160000,{commit},content")
    history.repository.git("commit", "--quiet", "--message=All of it")
    outcome = history.run("--since", "HEAD")
    assert outcome.exit_code == 2
    assert "content/ was a submodule at" in outcome.err


def test_a_name_that_is_not_utf8_is_told(history: History) -> None:
    name = os.fsencode(history.site.root / "content" / "articles") + b"/caf\xe9.md"
    try:
        with open(name, "wb") as file:  # noqa: PTH123
            file.write(b"---\n---\n")
    except OSError:
        pytest.skip("this disk has names in UTF-8 alone")
    history.commit("2025-06-02T12:00:00Z")
    os.remove(name)  # noqa: PTH107
    outcome = history.run("--since", "HEAD")
    assert outcome.exit_code == 0, outcome.err
    assert "content/articles/caf\ufffd.md at commit" in outcome.err
    assert outcome.out.startswith("Nothing changed")


def test_images_are_not_compared_and_need_not_be_whole(history: History) -> None:
    history.site.write("content/media/map.png", b"version https://git-lfs.github.com/spec/v1\n")
    history.site.replace(SECOND, "South wants sixty.", "![A map](map.png)")
    history.commit("2025-06-02T12:00:00Z")
    history.site.remove("content/media/map.png")
    history.site.replace(SECOND, "![A map](map.png)", "South wants sixty.")
    outcome = history.run("--since", "HEAD")
    assert outcome.exit_code == 0, outcome.err
    assert "not compared" not in outcome.err


# ---- what is wrong by the rules of today ---------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (FIRST, "source: herald", "source: herald\nmood: good"),
        (FIRST, "source: herald", "source: [unclosed"),
        (FIRST, "quote: thirty days", "quote: forty days"),
        (FIRST, "by: [north]", "by: [nobody]"),
        (TRUCE, "title: Truce", "title: Truce\nmood: good"),
        (TRUCE, "question:", "query:"),
        (SETTINGS, "id: small-site", "id: small-site\nmood: good"),
        (SETTINGS, "id: small-site", "id: [unclosed"),
        ("content/sources.yaml", "name: The Gazette", "named: The Gazette"),
        ("content/sources.yaml", "gazette:", "bulletin:"),
        ("content/actors.yaml", "kind: person", "kind: ghost"),
    ],
)
def test_a_past_with_errors_is_compared_as_far_as_it_can_be_read(
    history: History, path: str, old: str, new: str
) -> None:
    history.site.replace(path, old, new)
    history.commit("2025-06-02T12:00:00Z")
    history.site.replace(path, new, old)
    history.site.replace(SECOND, "South wants sixty days.", "South wants full sixty days.")
    outcome = history.run("--since", "HEAD")
    assert outcome.exit_code == 0, outcome.err
    assert f"not compared: {path} at commit" in outcome.err or "bulletin" in new
    if "bulletin" not in new:  # the article that names it cannot be read either
        assert was(history, "--since", "HEAD") == "Was: South wants sixty days."
    # And between two states of the past, whichever of them has the error.
    history.commit("2025-06-04T12:00:00Z")
    assert history.run("--since", "HEAD~1", "--until", "HEAD").exit_code == 0
    assert history.run("--since", "HEAD~2", "--until", "HEAD~1").exit_code == 0


def test_a_report_that_could_not_be_read_is_neither_new_nor_withdrawn(history: History) -> None:
    third = "content/articles/third.md"
    text = (history.site.root / SECOND).read_text(encoding="utf-8")
    history.site.write(third, "---\ntitle: Third report\n---\n")
    history.commit("2025-06-02T12:00:00Z")
    history.site.write(third, text.replace("Second", "Third").replace("South wants", "They want"))
    assert history.lines("--since", "HEAD") == []
    history.commit("2025-06-03T12:00:00Z")
    history.site.remove(third)
    history.commit("2025-06-04T12:00:00Z")
    assert history.lines("--since", "HEAD~2") == []


def test_the_present_has_to_be_right(history: History) -> None:
    history.site.replace(FIRST, "quote: thirty days", "quote: forty days")
    outcome = history.run()
    assert (outcome.exit_code, outcome.out) == (1, "")
    assert f"{FIRST}:13:12: error:" in outcome.err
    assert outcome.err.endswith("1 error; nothing was compared\n")
    assert history.lines("--since", "HEAD", "--until", "HEAD") == []


def test_what_pages_look_like_is_no_part_of_it(history: History) -> None:
    history.site.write("templates/home.html", "{% nonsense")
    history.site.write("themes/truce.html", "{% nonsense")
    history.site.write("static/photo.heic", b"....ftypheic")
    assert history.run("--now", NOW).exit_code == 0


def test_times_are_told_in_the_time_zone_of_the_site(history: History) -> None:
    history.site.replace(SETTINGS, "base_url", "timezone: Asia/Tokyo\nbase_url")
    history.commit("2025-06-02T12:00:00Z")
    told = history.run("--since", "2025-06-03").err
    assert " of 2025-06-02 21:00+09:00; until: the files as they are" in told
    assert "2025-05-01 00:00+09:00: before the first commit" in (
        history.run("--since", "2025-05-01").err
    )
