"""A site that is built again by itself, however files change (PITFALLS 1, 2, 4 and 5)."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone

import pytest

from tests.conftest import SITE, Site
from tests.serve.running import Serving, article, clean_output, small_site, until
from tests.watch import saves
from tests.watch.conftest import read_everything

FIRST, SECOND = "content/articles/first.md", "content/articles/second.md"


# 1: stale lists


def retag(site: Site) -> None:
    site.replace(SECOND, "themes: [truce, venues]", "themes: [truce]")


def edit_a_claim(site: Site) -> None:
    site.replace(SECOND, "value: 60 days", "value: 30 days")


def rename(site: Site) -> None:
    (site.root / SECOND).rename(site.root / "content/articles/sixty-days.md")


def delete(site: Site) -> None:
    site.remove(SECOND)


def edit_the_registers(site: Site) -> None:
    site.replace("content/sources.yaml", "The Gazette", "The Evening Gazette")
    site.replace("content/actors.yaml", "The Envoy of North", "The Special Envoy of North")


def edit_a_theme(site: Site) -> None:
    site.replace("themes/truce.md", "title: Truce", "title: Truce or Peace")


def override_a_template(site: Site) -> None:
    site.write(
        "templates/article.html",
        '{% extends "default/article.html" %}{% block rail %}<p>New in town.</p>{% endblock %}',
    )


def override_the_template_of_one_theme(site: Site) -> None:
    site.write(
        "themes/truce.html",
        '{% extends "theme.html" %}{% block bottom_line %}<p>Special.</p>{% endblock %}',
    )


def edit_the_configuration(site: Site) -> None:
    site.replace("content/site.yaml", "title: Small Site", "title: Smaller Site")


def move_the_site_to_a_folder_of_its_host(site: Site) -> None:
    site.replace("content/site.yaml", "https://example.org/", "https://example.org/moved/")


STEPS = (
    retag,
    edit_a_claim,
    rename,
    delete,
    edit_the_registers,
    edit_a_theme,
    override_a_template,
    override_the_template_of_one_theme,
    edit_the_configuration,
    move_the_site_to_a_folder_of_its_host,
)


@pytest.mark.pitfall(1)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_pitfall_1_no_list_is_stale(serving: Serving, step: Callable[[Site], None]) -> None:
    before = serving.output()
    step(serving.site)
    clean = clean_output(serving.site)
    assert clean != before
    serving.becomes(clean)


@pytest.mark.pitfall(1)
def test_pitfall_1_an_edited_template_reaches_its_pages_again_and_again(serving: Serving) -> None:
    for word in ("once", "twice"):
        rail = "{% block rail %}" + word + "{% endblock %}"
        serving.save("templates/article.html", '{% extends "default/article.html" %}' + rail)
        serving.shows("/articles/first/", word)
    serving.becomes_clean()


@pytest.mark.pitfall(1)
def test_pitfall_1_an_output_that_was_deleted_is_whole_after_the_next_save(site: Site) -> None:
    with Serving(site) as serving:
        shutil.rmtree(site.root / "site")
        retag(site)
        serving.becomes_clean()


@pytest.mark.pitfall(1)
def test_pitfall_1_a_build_by_somebody_else_is_set_right_by_the_next_save(site: Site) -> None:
    with Serving(site) as serving:
        site.build("--base-url", "https://example.org/elsewhere/")
        retag(site)
        serving.becomes_clean()


# 2: the watcher triggers itself


@pytest.fixture(scope="module")
def counted(mode: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A server whose every build is accounted for: no test leaves one under way."""
    site = small_site(tmp_path_factory.mktemp("counted") / "small")
    with Serving(site, *mode) as serving:
        assert serving.builds == 1
        yield serving


@pytest.mark.pitfall(2)
def test_pitfall_2_one_save_is_one_rebuild_and_reading_is_none(counted: Serving) -> None:
    builds = counted.builds
    counted.save(FIRST, SITE[FIRST] + "\nSaved once.\n")
    counted.shows("/articles/first/", "Saved once.")
    counted.has_built(builds + 1)
    time.sleep(1)
    with counted.listen("/articles/first/") as stream:
        for _ in range(4):  # together with the one above, five seconds
            read_everything(counted.site)
            time.sleep(1)
        told = [name for name, _ in stream.events]
    assert counted.builds == builds + 1
    assert told == ["problems"], "open pages heard how things stand, and of no build after that"


@pytest.mark.pitfall(2)
def test_pitfall_2_a_save_is_reported_once(counted: Serving) -> None:
    builds, words = counted.builds, "South wants sixty"
    for save in (saves.replaced, saves.in_place, saves.as_vim_does, saves.by_sed, saves.by_vim):
        new = f"South wants it {save.__name__}"
        save(counted.site.root / SECOND, words, new)
        counted.shows("/articles/second/", new)
        builds, words = builds + 1, new
        counted.has_built(builds)
    # Whatever else the saves set off comes before what the next one does.
    counted.save("static/after.txt", "After.\n")
    counted.shows("/static/after.txt", "After.")
    counted.has_built(builds + 1)
    assert counted.builds == builds + 1


@pytest.mark.pitfall(2)
def test_pitfall_2_a_file_saved_as_it_was_writes_nothing(counted: Serving) -> None:
    before, builds = modification_times(counted), counted.builds
    (counted.site.root / SECOND).touch()
    for path in ("content/sources.yaml", "themes/truce.md"):
        counted.site.write(path, SITE[path])
    counted.save("content/actors.yaml", SITE["content/actors.yaml"])
    time.sleep(0.5)  # so that they are a change of their own
    counted.save("static/as-it-was.txt", "As it was.\n")
    counted.shows("/static/as-it-was.txt", "As it was.")
    counted.has_built(builds + 1)
    assert counted.builds == builds + 1
    assert " 1 file written, " in counted.out[-1]
    after = modification_times(counted)
    del after["static/as-it-was.txt"]
    assert after == before


def modification_times(serving: Serving) -> dict[str, int]:
    top = serving.site.root / "site"
    return {path: (top / path).stat().st_mtime_ns for path in serving.output()}


# 4: deletes and renames of files and folders


@pytest.mark.pitfall(4)
def test_pitfall_4_a_deleted_article_is_gone_everywhere(serving: Serving) -> None:
    assert serving.get("/articles/second/").status == 200
    serving.site.remove(SECOND)
    serving.misses("/articles/second/")
    serving.becomes_clean()
    assert all(b"Second report" not in data for data in serving.output().values())
    assert not (serving.site.root / "site/articles/second").exists()


@pytest.mark.pitfall(4)
def test_pitfall_4_a_renamed_article_has_its_new_address_alone(serving: Serving) -> None:
    rename(serving.site)
    serving.shows("/articles/sixty-days/", "Second report")
    serving.misses("/articles/second/")
    serving.becomes_clean()


@pytest.mark.pitfall(4)
def test_pitfall_4_a_folder_may_be_moved_renamed_and_deleted(serving: Serving) -> None:
    articles = serving.site.root / "content/articles"
    for number in range(3):
        serving.site.write(f"content/articles/2025/n{number}.md", article(f"Number {number}"))
    serving.shows("/articles/n2/", "Number 2")
    (articles / "2025").rename(articles / "2026")
    # Its articles keep their addresses; that it was seen, an edit below the new name shows.
    serving.save("content/articles/2026/n0.md", article("Number nought"))
    serving.shows("/articles/n0/", "Number nought")
    serving.becomes_clean()
    (articles / "2026").rename(serving.site.root / "put aside")
    serving.misses("/articles/n1/")
    serving.becomes_clean()
    (serving.site.root / "put aside").rename(articles / "2025")
    serving.shows("/articles/n1/", "Number 1")
    serving.becomes_clean()
    shutil.rmtree(articles / "2025")
    serving.misses("/articles/n2/")
    serving.becomes_clean()


@pytest.mark.pitfall(4)
def test_pitfall_4_a_folder_of_static_files_may_be_renamed(serving: Serving) -> None:
    serving.site.write("static/2025/deep/table.csv", "a,b\n")
    serving.shows("/static/2025/deep/table.csv", "a,b")
    (serving.site.root / "static/2025").rename(serving.site.root / "static/2026")
    serving.shows("/static/2026/deep/table.csv", "a,b")
    serving.misses("/static/2025/deep/table.csv")
    serving.becomes_clean()


@pytest.mark.pitfall(4)
def test_pitfall_4_a_renamed_theme_takes_its_pages_along(serving: Serving) -> None:
    root = serving.site.root
    (root / "themes/venues.md").rename(root / "themes/places.md")
    serving.complains("unknown theme 'venues'")
    assert serving.get("/themes/venues/").status == 200
    serving.site.replace(SECOND, "venues", "places")
    serving.shows("/themes/places/", "Venues")
    serving.misses("/themes/venues/")
    serving.becomes_clean()


# 5: drafts and embargoes


@pytest.mark.pitfall(5)
def test_pitfall_5_an_embargo_falls_due_and_an_article_expires_without_any_event(
    serving: Serving,
) -> None:
    due = (datetime.now(timezone(timedelta(hours=9))) + timedelta(seconds=3)).replace(microsecond=0)
    when = due.isoformat()
    serving.site.write(
        "content/articles/due.md", article("Due soon", more=f"publish_at: {when}\n")
    ).write("content/articles/passing.md", article("Passing", more=f"expires_at: {when}\n"))
    until(
        lambda: serving.get("/articles/passing/").status == 200 or due <= datetime.now(due.tzinfo)
    )
    output = serving.output()
    if datetime.now(due.tzinfo) < due:  # else the machine was too slow to see the time before
        assert all(b"Due soon" not in data for data in output.values())
        assert serving.get("/articles/due/").status == 404
    serving.shows("/articles/due/", "Due soon")
    assert datetime.now(due.tzinfo) >= due
    serving.misses("/articles/passing/")
    serving.becomes_clean()
    assert all(b"Passing" not in data for data in serving.output().values())


DRAFT = article("Draftmark title", "Draftmark body.\n", "id: draftmark-id\ndraft: true\n")
EMBARGOED = article("Draftmark embargo", more="publish_at: 2199-01-01T00:00+01:00\n")


@pytest.mark.pitfall(5)
def test_pitfall_5_no_string_of_a_draft_is_in_the_output(serving: Serving) -> None:
    serving.site.write("content/articles/draft.md", DRAFT)
    serving.site.write("content/articles/embargoed.md", EMBARGOED)
    serving.save("static/after.txt", "After.\n")
    serving.shows("/static/after.txt", "After.")
    assert all(b"draftmark" not in data.lower() for data in serving.output().values())
    for address in ("/articles/draftmark-id/", "/articles/draft/", "/articles/embargoed/"):
        assert serving.get(address).status == 404
    serving.save("content/articles/draft.md", DRAFT.replace("draft: true\n", ""))
    serving.shows("/articles/draftmark-id/", "Draftmark body.")
    serving.save("content/articles/draft.md", DRAFT)
    serving.misses("/articles/draftmark-id/")
    serving.becomes_clean()
    assert all(b"draftmark" not in data.lower() for data in serving.output().values())


@pytest.mark.pitfall(5)
def test_pitfall_5_a_preview_with_drafts_leaves_the_public_site_alone(
    mode: tuple[str, ...], site: Site
) -> None:
    site.build()
    public = site.output()
    site.write("content/articles/draft.md", DRAFT)
    site.write("content/articles/embargoed.md", EMBARGOED)
    with Serving(site, "--drafts", *mode) as serving:
        serving.shows("/articles/draftmark-id/", "Draftmark body.")
        serving.shows("/articles/embargoed/", "Draftmark embargo")
        serving.save("content/articles/draft.md", DRAFT.replace("body", "rewritten body"))
        serving.shows("/articles/draftmark-id/", "Draftmark rewritten body.")
        assert site.output() == public
    assert site.output() == public
