"""The built site on a branch of a real repository: what gets there, and what never changes."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.build import build
from generator.request import Request, Search
from tests.conftest import Site
from tests.publish.conftest import Repository

pytestmark = pytest.mark.usefixtures("mine")

FIRST = "content/articles/first.md"
BUILD_FIRST = "run `briefing build` first"


def publish(site: Site, *arguments: str) -> str:
    """Publish, expecting no error; give what is said of it, without how long it took."""
    outcome = site.run("publish", "--uncommitted", "--no-build", *arguments)
    assert outcome.exit_code == 0, outcome.err
    assert re.search(r"^\w+ \S+ \((https://|/|file:).*\): ", outcome.out)
    return re.sub(r" \(.*\)(?=: )|, [\d.]+ s\nreaders .*\n$", "", outcome.out)


def refused(site: Site, *arguments: str) -> str:
    """Publish, expecting to be refused; give what is said of it, with ROOT for the site's root."""
    outcome = site.run("publish", "--uncommitted", "--no-build", *arguments)
    assert (outcome.exit_code, outcome.out) == (1, "")
    assert "Traceback" not in outcome.err
    assert outcome.err.endswith("; nothing was published\n")
    said = outcome.err.replace(str(site.root), "ROOT")
    return re.sub(r"ROOT: warning: .* \[uncommitted\]\n|, 1 warning(?=; nothing)", "", said)


# What gets there


@pytest.mark.pitfall(14)
def test_the_branch_has_the_very_files_of_the_output(
    site: Site, mine: Repository, remote: Repository
) -> None:
    before = mine.git("status", "--porcelain"), mine.git("branch", "--all", "--list", "gh-pages")
    count = len(site.output())
    said = publish(site)
    assert said == f"origin gh-pages: {count} files added, 0 changed, 0 removed"
    assert remote.files() == site.output()
    assert ".nojekyll" in remote.files()
    after = mine.git("status", "--porcelain"), mine.git("branch", "--all", "--list", "gh-pages")
    assert after == before


def test_the_commit_is_by_the_editor_and_says_what_it_was_told_to(
    site: Site, mine: Repository, remote: Repository
) -> None:
    publish(site, "--message", "Істанбул: -m “two”")
    shown = remote.git("log", "-1", "--format=%an <%ae> %cn <%ce>: %s", "gh-pages")
    assert shown == (
        "Ödön Editor <odon@example.org> Ödön Editor <odon@example.org>: Істанбул: -m “two”"
    )
    assert mine.git("rev-parse", "refs/remotes/origin/gh-pages") == remote.git(
        "rev-parse", "gh-pages"
    )


def test_a_later_publish_stands_on_the_one_before_whoever_made_it(
    site: Site, mine: Repository, remote: Repository, tmp_path: Path
) -> None:
    publish(site)
    mine.git("update-ref", "-d", "refs/remotes/origin/gh-pages")
    other = Repository(tmp_path / "other")
    mine.git("clone", "--quiet", "--branch=gh-pages", str(remote.folder), str(other.folder))
    (other.folder / "old.html").write_text("By hand.", encoding="utf-8")
    other.git("add", "old.html")
    other.git("commit", "--quiet", "--message=By hand")
    other.git("push", "--quiet", "origin", "gh-pages")
    site.write("content/pages/more.md", "---\ntitle: More\n---\nText.\n").build()
    said = publish(site, "--message=Again")
    assert remote.history() == ["Again", "By hand", "Publish the site"]
    assert re.fullmatch(r"origin gh-pages: 1 file added, \d+ changed, 1 removed", said)
    assert remote.files() == site.output()


def test_the_same_site_is_published_once(site: Site, mine: Repository, remote: Repository) -> None:
    publish(site)
    before = remote.refs(), mine.state(), mine.git("count-objects")
    assert publish(site) == "origin gh-pages: nothing has changed since the last publish"
    assert (remote.refs(), mine.state(), mine.git("count-objects")) == before


def test_files_that_others_put_into_the_output_are_published_as_they_are(
    site: Site, remote: Repository
) -> None:
    odd = ["google-verification.html", ".well-known/a b", "слово/-x", 'it\'s "so" \\.txt']
    for name in odd:
        site.write(f"site/{name}", f"{name}\r\n")
    publish(site)
    files = remote.files()
    assert [files[name] for name in odd] == [f"{name}\r\n".encode() for name in odd]


@pytest.mark.pitfall(14)
def test_the_domain_of_the_site_is_published_and_one_set_at_the_host_is_kept(
    site: Site, mine: Repository, remote: Repository, tmp_path: Path
) -> None:
    publish(site)
    other = Repository(tmp_path / "other")
    mine.git("clone", "--quiet", "--branch=gh-pages", str(remote.folder), str(other.folder))
    (other.folder / "CNAME").write_text("brief.example.net", encoding="utf-8")
    other.git("add", "CNAME")
    other.git("commit", "--quiet", "--message=Create CNAME")
    other.git("push", "--quiet", "origin", "gh-pages")
    assert "nothing has changed" in publish(site)
    site.replace(FIRST, "on Wednesday", "last Wednesday").build()
    publish(site)
    assert remote.files()["CNAME"] == b"brief.example.net"
    site.replace("content/site.yaml", "title:", "cname: example.org\ntitle:").build()
    publish(site)
    assert remote.files()["CNAME"] == b"example.org\n"


def test_another_branch_remote_and_output_may_be_named(
    site: Site, mine: Repository, remote: Repository
) -> None:
    mine.git("remote", "rename", "origin", "host")
    base = ("--output", str(site.root / "public"), "--base-url", "https://example.org/repo/")
    site.build(*base)
    said = publish(site, *base, "--remote=host", "--branch=web/site")
    assert said.startswith("host web/site: ")
    assert remote.files("web/site") == site.output("public")


def test_a_site_in_a_folder_of_its_repository_is_published(
    site: Site, remote: Repository, tmp_path: Path
) -> None:
    shutil.rmtree(site.root / ".git")
    whole = Repository(tmp_path)
    whole.git("init", "--quiet", "--initial-branch=main")
    whole.git("remote", "add", "origin", str(remote.folder))
    whole.git("add", str(site.root))
    publish(site)
    assert remote.files() == site.output()


def test_a_clone_without_history_publishes_on_top_of_all_of_it(
    site: Site, mine: Repository, remote: Repository, tmp_path: Path
) -> None:
    publish(site)
    site.replace(FIRST, "on Wednesday", "last Wednesday").build()
    publish(site)
    mine.git("add", "--all")
    mine.git("commit", "--quiet", "--message=More")
    mine.git("push", "--quiet", "origin", "main")
    shallow = tmp_path / "shallow"
    url = f"file://{remote.folder}"
    mine.git("clone", "--quiet", "--depth=1", "--no-single-branch", url, str(shallow))
    clone = Site(shallow)
    clone.replace(FIRST, "last Wednesday", "in silence").build()
    publish(clone, "--message=From a shallow clone")
    assert remote.history()[0] == "From a shallow clone"
    assert len(remote.history()) == 3
    assert remote.files() == clone.output()
    remote.git("fsck", "--strict")


def test_warnings_are_shown_and_stop_nothing(site: Site, remote: Repository) -> None:
    site.replace("content/articles/second.md", "title:", "draft: true\ntitle:")
    site.replace("themes/truce.md", "[@first#c1]", "[@second]").build()
    outcome = site.run("publish", "--uncommitted")
    assert outcome.exit_code == 0
    assert "[not-public]" in outcome.err
    assert remote.files() == site.output()


def test_quiet_says_nothing(site: Site, mine: Repository, remote: Repository) -> None:
    mine.git("commit", "--quiet", "--all", "--message=More")
    outcome = site.run("publish", "--quiet")
    assert (outcome.exit_code, outcome.out, outcome.err) == (0, "", "")
    assert remote.history() == ["Publish the site"]


# What is only looked at


def test_a_dry_run_tells_what_would_come_and_changes_nothing(
    site: Site, mine: Repository, remote: Repository
) -> None:
    count = len(site.output())
    before = remote.refs(), mine.state()
    said = publish(site, "--dry-run")
    assert said == (
        f"origin gh-pages: {count} files would be added, 0 changed, 0 removed; "
        "dry run, nothing was published\n"
    )
    assert (remote.refs(), mine.state()) == before
    publish(site)
    mine.git("update-ref", "-d", "refs/remotes/origin/gh-pages")
    before = remote.refs(), mine.state()
    site.write("site/mine.txt", "Mine.")
    assert "1 file would be added, 0 changed, 0 removed" in publish(site, "--dry-run")
    assert (remote.refs(), mine.state()) == before


# What is refused


def test_a_site_with_errors_is_refused_with_all_of_them(
    site: Site, mine: Repository, remote: Repository
) -> None:
    before = remote.refs(), mine.refs()
    site.write("content/pages/more.md", "---\ntitle: More\n---\nSee [this](/nowhere/).\n").build()
    said = refused(site)
    assert "content/pages/more.md:4:12: error: the link '/nowhere/' on the page" in said
    assert said.endswith("\n1 error; nothing was published\n")
    site.replace(FIRST, "[truce]", "[truse]")
    assert "unknown theme 'truse'; did you mean 'truce'? [unknown-theme]" in refused(site)
    assert (remote.refs(), mine.refs()) == before


def test_an_output_older_than_its_content_is_refused(site: Site) -> None:
    site.replace(FIRST, "on Wednesday", "last Wednesday")
    said = refused(site)
    assert said == (
        "ROOT/site: error: is not what a build would write now: articles/first/index.html differs; "
        f"{BUILD_FIRST} [not-up-to-date]\n1 error; nothing was published\n"
    )
    site.build()
    publish(site)


def test_an_output_with_a_page_too_few_or_too_many_is_refused(site: Site) -> None:
    page = site.root / "site/about/index.html"
    (site.root / "site/index.html").unlink()
    assert "now: index.html differs; " in refused(site)
    site.write("content/pages/about.md", "---\ntitle: About\n---\nUs.\n").build()
    kept = page.read_bytes()
    site.remove("content/pages/about.md")
    said = refused(site)
    assert "about/index.html" in said
    assert page.read_bytes() == kept
    site.build()
    publish(site)


def test_an_output_of_another_address_is_refused(site: Site) -> None:
    said = refused(site, "--base-url", "https://example.org/repo/")
    assert re.search(r"now: 404\.html, \S+, \S+ and \d+ more differ; ", said)
    assert "run `briefing build --base-url https://example.org/repo/` first" in said
    site.build("--base-url", "https://example.org/repo/")
    assert BUILD_FIRST in refused(site)


@pytest.mark.parametrize("key", ["draft: true", "publish_at: 2098-01-01"])
def test_an_output_that_holds_what_is_not_public_is_refused(site: Site, key: str) -> None:
    site.write("content/articles/third.md", (site.root / FIRST).read_text(encoding="utf-8"))
    site.replace("content/articles/third.md", "title:", f"{key}\ntitle:").build("--drafts")
    assert refused(site) == (
        "ROOT/site: error: contains drafts or embargoed articles: articles/third/card.png, "
        f"articles/third/index.html, static/drafts.css; "
        f"{BUILD_FIRST}, and use --drafts only for previews [holds-drafts]\n"
        "1 error; nothing was published\n"
    )
    # Even where the generator no longer knows the page for its own.
    page = (site.root / "site/articles/third/index.html").read_bytes()
    site.build()
    publish(site)
    site.write("site/articles/third/index.html", page)
    assert "[holds-drafts]" in refused(site)


def test_an_embargo_that_has_fallen_due_is_no_longer_what_was_built(site: Site) -> None:
    site.replace(FIRST, "title:", "publish_at: 2025-06-01\ntitle:")
    site.replace("themes/truce.md", "[@first#c1]", "").build("--now", "2025-05-31")
    publish(site, "--now", "2025-05-31")
    assert "[not-up-to-date]" in refused(site, "--now", "2025-06-01")


def test_an_output_that_is_not_there_is_refused(site: Site) -> None:
    said = refused(site, "--output", str(site.root / "elsewhere"))
    build = "briefing build --output ROOT/elsewhere"
    assert said.startswith(f"ROOT/elsewhere: error: there is nothing to publish; run `{build}`")


def test_files_that_git_cannot_take_as_they_are_are_refused(
    site: Site, remote: Repository, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (site.root / "site/link").symlink_to(secret)
    (site.root / "site/file").symlink_to(secret / "missing")
    site.write("site/.git/config", "[core]\n")
    site.write("site/.site.briefing-stage/1/0", "<p>")
    site.write("site/new\nline", "").write('site/"quoted', "")
    said = refused(site)
    assert re.findall(r"^ROOT/site/(.*): error: (\w+ \w+ \w+)", said, re.MULTILINE) == [
        ('"quoted', "has a name"),
        (".git/config", "belongs to git"),
        (".site.briefing-stage/1/0", "was left behind"),
        ("file", "is a symbolic"),
        ("link", "is a symbolic"),
        ("new�line", "has a name"),
    ]
    assert remote.git("branch", "--list", "gh-pages") == ""


def test_a_folder_in_no_repository_is_refused(site: Site) -> None:
    shutil.rmtree(site.root / ".git")
    said = refused(site)
    assert said.startswith("ROOT: error: is not in a git repository (fatal: ")
    assert "`git init`" in said


def test_a_remote_that_is_not_there_is_refused(site: Site, mine: Repository) -> None:
    said = refused(site, "--remote", "orgin")
    assert "ROOT: error: the git repository has no remote 'orgin'; did you mean 'origin'?" in said
    said = refused(site, "--remote", "elsewhere")
    assert "no remote 'elsewhere'; add it with `git remote add elsewhere URL`" in said
    mine.git("remote", "set-url", "origin", str(site.root.parent / "gone.git"))
    said = refused(site)
    assert "the remote 'origin' cannot be reached: fatal: " in said
    assert "gone.git" in said


@pytest.mark.parametrize("branch", ["main", "../up", "", "a b"])
def test_branches_that_cannot_be_published_to_are_refused(
    site: Site, remote: Repository, branch: str
) -> None:
    before = remote.refs()
    reason = (
        "the branch 'main' holds the site's content, which publishing would replace"
        if branch == "main"
        else f"'{branch}' is not a valid name of a branch"
    )
    said = refused(site, "--branch", branch)
    assert f"ROOT: error: {reason}; choose another" in said
    assert "with --branch [" in said
    assert remote.refs() == before


def test_what_editors_have_on_another_branch_is_never_replaced(
    site: Site, mine: Repository, remote: Repository
) -> None:
    mine.git("switch", "--quiet", "--create", "next")
    before = remote.refs()
    for branch in ("main", "next"):  # on the remote, and on the way there
        assert f"the branch '{branch}' holds the site's content" in refused(
            site, "--branch", branch
        )
    assert remote.refs() == before


def test_somebody_without_a_name_is_told_how_to_get_one(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("EMAIL", "somebody@example.org")  # of which git makes up the rest
    said = refused(site)
    assert "git does not know who you are" in said
    assert "`git config --global user.name NAME`" in said


def test_without_git_one_is_told_to_install_it(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "git cannot be run: No such file or directory; install git first" in refused(site)


# What goes wrong on the way


def test_a_push_that_is_rejected_leaves_all_as_it_was_and_says_why(
    site: Site, mine: Repository, remote: Repository
) -> None:
    publish(site)
    remote.hook("pre-receive", "echo 'no publishing on Fridays' >&2; exit 1")
    site.replace(FIRST, "on Wednesday", "last Wednesday").build()
    before = remote.refs(), mine.state()
    said = refused(site)
    assert "could not push to origin gh-pages: remote: no publishing on Fridays; " in said
    assert "(pre-receive hook declined)" in said
    assert "nothing was changed; fix what git reports, then publish again [cannot-push]" in said
    assert (remote.refs(), mine.state()) == before
    remote.hook("pre-receive", "exit 0")
    publish(site)
    assert remote.files() == site.output()


def test_a_remote_that_may_only_be_read_is_left_alone(
    site: Site, mine: Repository, remote: Repository
) -> None:
    mine.git("remote", "set-url", "--push", "origin", str(remote.folder / "nowhere"))
    before = remote.refs(), mine.state()
    assert "could not push to origin gh-pages: fatal: " in refused(site)
    assert (remote.refs(), mine.state()) == before


def test_whoever_publishes_at_the_same_time_is_not_overruled(
    site: Site, mine: Repository, remote: Repository
) -> None:
    publish(site)
    site.replace(FIRST, "on Wednesday", "last Wednesday").build()
    tree = "$(git rev-parse origin/gh-pages^{tree})"
    theirs = f"$(git commit-tree -p origin/gh-pages -m Theirs {tree})"
    mine.hook("pre-push", f"git push --quiet --no-verify {remote.folder} {theirs}:gh-pages")
    said = refused(site)
    assert "somebody else has published in the meantime, publish again [cannot-push]" in said
    assert remote.history() == ["Theirs", "Publish the site"]
    (site.root / ".git/hooks/pre-push").unlink()
    publish(site, "--message=Mine")
    assert remote.history() == ["Mine", "Theirs", "Publish the site"]


def test_git_is_run_for_the_site_even_from_a_hook_of_another_repository(
    site: Site, remote: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", str(remote.folder))
    monkeypatch.setenv("GIT_INDEX_FILE", str(remote.folder / "no-index"))
    publish(site)
    monkeypatch.undo()
    assert remote.files() == site.output()


def test_ctrl_c_while_pushing_leaves_all_as_it_was(
    site: Site, mine: Repository, remote: Repository
) -> None:
    begun = site.root.parent / "begun"
    mine.hook("pre-push", f"touch '{begun}'; exec sleep 60")
    before = remote.refs(), mine.state()
    options = ["--no-search", "--uncommitted", "--root", str(site.root)]
    options += ["--base-url", "https://small-site.github.io/"]  # no fixture of ours is there
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "publish", *options],
        start_new_session=True,
        stderr=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(site.root.parent)},
    )
    try:
        until = time.monotonic() + 60
        while not begun.exists():
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        _, said = process.communicate(timeout=30)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 130
    assert (
        said.decode().strip() == "stopped; no branch of yours has changed; publish again to be sure"
    )
    assert (remote.refs(), mine.state()) == before
    assert not list(site.root.parent.glob("briefing-publish-*"))


def test_a_site_that_merely_lies_in_another_repository_is_refused(
    site: Site, remote: Repository
) -> None:
    inner = Site(site.root / "visitor")
    for name in ("content", "themes"):
        shutil.copytree(site.root / name, inner.root / name)
    inner.build()
    outcome = inner.run("publish")
    assert outcome.exit_code == 1
    assert f"{site.root} does not contain content/site.yaml of this site; " in outcome.err
    assert "[not-in-repository]" in outcome.err
    assert "gh-pages" not in remote.refs()


def test_it_says_where_to_and_keeps_a_password_to_itself(site: Site, mine: Repository) -> None:
    fetched = mine.git("remote", "get-url", "origin").strip()
    mine.git("remote", "set-url", "--push", "origin", "https://me:secret@git.example/site.git")
    said = site.run("publish", "--dry-run")
    to = "origin gh-pages (https://git.example/site.git)"
    assert f"{to}: {len(site.output())} files would be added, " in said.out
    assert fetched not in said.out


def test_an_output_without_its_search_index_is_refused(site: Site) -> None:
    assert "has no search index" in refused(site, "--search")
    site.build("--search")
    assert " files added" in publish(site, "--search")
    site.remove("site/pagefind/shards.json")
    assert "[no-search-index]" in refused(site, "--search")
    assert " removed" in publish(site, "--no-search")


@pytest.mark.parametrize("search", ["--search", "--no-search"])
def test_an_output_with_a_search_index_of_older_pages_is_refused(site: Site, search: str) -> None:
    site.build("--search")
    site.replace(FIRST, "on Wednesday", "on Thursday")
    now = datetime(2025, 6, 1, tzinfo=UTC)
    build(Request(root=site.root, now=now, search=Search.KEEP), site.root / "site")
    assert "has a search index of older pages" in refused(site, search)
    site.build("--search")
    assert " files added" in publish(site, search)


def test_an_error_is_shown_however_many_warnings_there_are(site: Site) -> None:
    marks = "".join(f"- {{date: 2025-05-01, text: 'See [@third{n}].'}}\n" for n in range(25))
    site.replace("themes/truce.md", "points:", f"corrections:\n{marks}points:")
    for number in range(25):
        text = (site.root / FIRST).read_text(encoding="utf-8")
        site.write(
            f"content/articles/third{number}.md", text.replace("title:", "draft: true\ntitle:")
        )
    site.build("--drafts")
    said = refused(site)
    assert said.startswith("ROOT/site: error: contains drafts")
    assert "more; run `briefing check` to see all" in said


@pytest.mark.parametrize("name", ["-x", "HEAD", "a..b"])
def test_a_name_that_is_none_for_a_branch_is_refused(site: Site, name: str) -> None:
    assert "[bad-branch]" in refused(site, f"--branch={name}")
