"""The pipeline: each stage by itself, and that each does its work once."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from generator import pipeline, stages
from generator.assemble import keys
from generator.build import Builder
from generator.plan.kind import Page
from generator.problems import Rejected
from generator.read import files
from generator.read.layout import SiteFiles
from generator.read.scan import scan
from generator.render.copies import Copy
from generator.request import Request
from generator.session import Session
from generator.store import tables
from generator.store.cache import Cache
from generator.store.file_states import Suspects
from generator.store.tables import ImageRow
from generator.store.version import code_version
from generator.validate.content import Context
from generator.write.manifest import Manifest
from generator.write.output import FileStatus, Output
from tests.clean import clean_build, differences, listing
from tests.conftest import Site
from tests.images import grey_png
from tests.work import Made, made_from_now_on, read_from_now_on, rendered_files

FIRST, SECOND = "content/articles/first.md", "content/articles/second.md"
IMAGE, STYLE = "content/media/map.png", "static/extra.css"
NOW = datetime(2025, 6, 1, tzinfo=UTC)
EMBARGO = datetime(2025, 7, 1, tzinfo=UTC)


def request(site: Site, **more: Any) -> Request:
    return Request(root=site.root, now=NOW, **more)


@pytest.fixture(autouse=True)
def at_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signatures are trusted at once, as if files had rested."""
    monkeypatch.setattr(files, "SAFETY_GAP_NS", 0)


@pytest.fixture
def rich(site: Site) -> Site:
    """A site with a file of each sort, and an article that is not public yet."""
    site.write(IMAGE, grey_png(3, 2))
    site.write("content/pages/about.md", "---\ntitle: About\n---\n![A map](map.png)\n\n[@first]\n")
    site.write("templates/article.html", '{% extends "default/article.html" %}')
    site.write(STYLE, "a { color: red }\n")
    return site.replace(SECOND, "title:", "publish_at: 2025-07-01\ntitle:")


# ---- one stage after the other -------------------------------------------------------------------


class Stages:
    """The stages of builds of one site, called by hand."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.session = Session(Cache(None, ""))
        self.manifest = Manifest(site.root / "by-hand", site.root)

    def read(self) -> tuple[SiteFiles, Suspects]:
        snapshot = scan(self.site.root)
        suspects = self.session.cache.files.suspects(snapshot)
        found = stages.read(self.session, snapshot, suspects)
        return found, suspects

    def validate(self) -> tuple[SiteFiles, Context | None, list[str]]:
        found, suspects = self.read()
        context, findings = stages.validate(self.session, found, suspects, 1)
        self.session.cache.files.accept(scan(self.site.root), suspects.removed)
        return found, context, [finding.message for finding in findings]

    def assemble(self, now: datetime = NOW) -> tuple[SiteFiles, Context, frozenset[str], Any]:
        found, context, problems = self.validate()
        assert context is not None, problems
        asked = Request(root=self.site.root, now=now)
        changed, next_change = stages.assemble(self.session, context, asked)
        self.session.cache.readings.mark_all_clean()
        return found, context, changed, next_change

    def plan(self, now: datetime = NOW) -> stages.Planned:
        found, context, changed, due = self.assemble(now)
        asked = Request(root=self.site.root, now=now)
        return stages.plan(self.session, asked, found, context, changed, due)

    def write(self) -> tuple[stages.Planned, dict[str, FileStatus]]:
        planned = self.plan()
        with Output(self.site.root / "by-hand", self.manifest) as out:
            out.make_staging_folder()
            made = [stages.make(planned.maker, out, item) for item in planned.items]
            out.move_into_place([file for file, _ in made], planned.files)
        self.session.cache.pages.mark_clean({file.path: asked for file, asked in made})
        return planned, {file.path: file.status for file, _ in made}


@pytest.fixture
def by_hand(rich: Site) -> Stages:
    return Stages(rich)


def test_reading_hands_on_every_file_by_what_it_is_for(by_hand: Stages) -> None:
    found, suspects = by_hand.read()
    assert isinstance(found, SiteFiles)
    assert list(found.articles) == [FIRST, SECOND]
    assert list(found.templates) == ["templates/article.html"]
    assert list(found.statics) == [STYLE]
    assert suspects.paths == tuple(scan(by_hand.site.root).files)


def test_reading_refuses_what_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(Rejected) as rejected:
        Stages(Site(tmp_path)).read()
    assert [finding.code for finding in rejected.value.findings] == ["missing-file"]


def test_validating_hands_on_the_context_of_the_articles(by_hand: Stages) -> None:
    _, context, problems = by_hand.validate()
    assert isinstance(context, Context)
    assert [theme.name for theme in context.themes] == ["truce", "venues"]
    assert context.media["map.png"].width == 3
    assert problems == []


def test_validating_hands_on_no_context_with_an_error_anywhere_and_all_errors(
    by_hand: Stages,
) -> None:
    by_hand.site.replace(FIRST, "source: herald", "source: harold")
    by_hand.site.replace("themes/venues.md", "state: open", "state: ajar")
    _, context, problems = by_hand.validate()
    assert context is None
    assert len(problems) == 2
    # The errors stay for as long as the files are as they are.
    assert by_hand.validate()[1:] == (None, problems)
    by_hand.site.replace(FIRST, "source: harold", "source: herald")
    _, context, (problem,) = by_hand.validate()
    assert context is None
    assert "ajar" in problem


def test_assembling_hands_on_the_keys_that_changed_and_when_the_gate_next_moves(
    by_hand: Stages,
) -> None:
    _, _, changed, due = by_hand.assemble()
    assert {keys.NAMES, keys.theme("truce"), keys.page("about/"), keys.article("first")} <= changed
    assert keys.article("second") not in changed
    assert due == EMBARGO
    assert by_hand.assemble()[2:] == (frozenset(), EMBARGO)
    _, _, changed, due = by_hand.assemble(EMBARGO)
    assert {keys.article("second"), keys.point("truce", "length")} <= changed
    assert keys.article("first") not in changed
    assert due is None
    by_hand.site.replace("themes/venues.md", "as_of: 2025-05-20", "as_of: 2025-05-21")
    assert by_hand.assemble(EMBARGO)[2] == {keys.theme("venues")}


def test_planning_hands_on_what_a_site_consists_of_and_what_of_it_is_dirty(
    by_hand: Stages,
) -> None:
    planned = by_hand.plan()
    assert isinstance(planned, stages.Planned)
    assert planned.base_url == "https://example.org/"
    assert planned.next_change == EMBARGO
    copied = {copy.file for copy in planned.copies}
    assert {STYLE, "media/map.png", ".nojekyll"} <= copied
    assert {row.file for row in planned.dirty} | copied == planned.files
    assert "articles/second/index.html" not in planned.files
    items = planned.items
    assert {type(item) for item in items[: len(copied)]} == {Copy}
    assert {type(item) for item in items[len(copied) :]} == {Page}
    # Those that share what it takes to get used to them come last, for one process to make.
    cards = [item for item in items if item.file.endswith("card.png")]
    assert cards == items[-len(cards) :]


def test_planning_refuses_two_of_one_address(by_hand: Stages) -> None:
    by_hand.site.write("content/pages/timeline.md", "---\ntitle: Timeline\n---\nOurs.\n")
    with pytest.raises(Rejected) as rejected:
        by_hand.plan()
    assert {finding.code for finding in rejected.value.findings} == {"same-address"}


def test_making_hands_on_files_and_what_each_depends_on(by_hand: Stages) -> None:
    planned = by_hand.plan()
    (page,) = (item for item in planned.items if item.file == "articles/first/index.html")
    (copy,) = (item for item in planned.items if item.file == "media/map.png")
    with Output(by_hand.site.root / "by-hand", by_hand.manifest) as out:
        out.make_staging_folder()
        made, asked = stages.make(planned.maker, out, page)
        assert (made.path, made.status) == (page.file, FileStatus.STAGED)
        assert {keys.NAMES, keys.article("first"), keys.body("first")} <= set(asked.split("\n"))
        made, asked = stages.make(planned.maker, out, copy)
        assert (made.path, made.status, asked) == (copy.file, FileStatus.STAGED, "")


def test_all_stages_by_hand_are_a_build(by_hand: Stages, tmp_path: Path) -> None:
    site = by_hand.site
    _, fates = by_hand.write()
    assert set(fates.values()) == {FileStatus.STAGED}
    _, wanted = clean_build(request(site), tmp_path / "clean")
    assert differences(listing(site.root / "by-hand"), wanted) == []
    planned, fates = by_hand.write()
    assert planned.dirty == ()
    assert set(fates.values()) == {FileStatus.UP_TO_DATE}  # the copies
    site.replace(FIRST, "value: 30 days", "value: 60 days")
    planned, fates = by_hand.write()
    assert dict(planned.why())["themes/truce/index.html"] == "the front matter of article first"
    assert fates["themes/truce/index.html"] is FileStatus.STAGED
    _, wanted = clean_build(request(site), tmp_path / "clean")
    assert differences(listing(site.root / "by-hand"), wanted) == []


def test_preparing_is_all_stages_before_pages_are_made(rich: Site) -> None:
    cache, snapshot = Cache(None, ""), scan(rich.root)
    prepared = pipeline.prepare(
        Session(cache), request(rich), snapshot, cache.files.suspects(snapshot)
    )
    assert isinstance(prepared, pipeline.Prepared)
    assert prepared.site is not None
    assert prepared.site.base_url == prepared.base_url == "https://example.org/"
    assert prepared.findings == ()
    assert not cache.readings.is_dirty()
    assert cache.pages.is_dirty()


# ---- once ----------------------------------------------------------------------------------------


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Made:
    return made_from_now_on(monkeypatch)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return read_from_now_on(monkeypatch)


def test_a_build_plans_and_renders_each_page_once(rich: Site, made: Made) -> None:
    rich.build("--jobs", "1")
    assert made.planned == made.rendered == Counter(rendered_files(rich))


def test_an_edit_plans_what_may_have_changed_and_renders_what_did(rich: Site, made: Made) -> None:
    builder = Builder(rich.root / "site")
    builder.build(request(rich))
    made.forget()
    rich.replace(FIRST, "on Wednesday", "on Thursday")
    built = builder.build(request(rich))
    assert built.written is not None
    assert built.written.written == ("articles/first/index.html",)
    assert made.planned == made.rendered == Counter(built.written.written)
    made.forget()
    # An edit that no page shows: the keys of pages are compared, and nothing is rendered.
    rich.replace(FIRST, "title: First report", "# nobody sees this\ntitle: First report")
    builder.build(request(rich))
    assert made.planned == made.rendered == Counter()


def test_checking_renders_each_page_that_may_have_links_once(rich: Site, made: Made) -> None:
    rich.build("--jobs", "1")
    made.forget()
    outcome = rich.run("check", "--jobs", "1")
    assert outcome.exit_code == 0, outcome.err
    pages = {file for file in rendered_files(rich) if file.endswith(".html")}
    assert pages <= made.rendered.keys()
    assert set(made.rendered.values()) == {1}
    assert not [file for file in made.rendered if file.endswith(".png")]
    assert made.planned == made.rendered


# ---- only what changed is read -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (FIRST, "on Wednesday", "on Thursday"),
        (FIRST, "value: 30 days", "value: 60 days"),
        (SECOND, "publish_at: 2025-07-01", "draft: true"),
    ],
)
def test_an_edit_of_an_article_reads_that_file_alone(
    rich: Site, reads: list[str], path: str, old: str, new: str
) -> None:
    builder = Builder(rich.root / "site")
    builder.build(request(rich))
    reads.clear()
    rich.replace(path, old, new)
    builder.build(request(rich))
    # The static file and the image are compared with what is in the output by their digests.
    assert reads == [path]


def test_another_process_reads_that_article_alone_and_no_image(
    rich: Site, reads: list[str]
) -> None:
    Builder(rich.root / "site").build(request(rich))
    # What is copied is read for its digest, and once more on its way to the output.
    assert Counter(reads) == Counter([*scan(rich.root).files, IMAGE, STYLE])
    reads.clear()
    rich.replace(FIRST, "on Wednesday", "on Thursday")
    Builder(rich.root / "site").build(request(rich))
    assert [path for path in reads if path.startswith("content/articles/")] == [FIRST]
    assert not [path for path in reads if path.startswith(("content/media/", "static/"))]
    assert set(Counter(reads).values()) == {1}


def test_an_image_is_read_again_once_it_is_another(rich: Site, reads: list[str]) -> None:
    rich.write(
        "content/articles/first.md", (rich.root / FIRST).read_text() + "\n![A map](map.png)\n"
    )
    builder = Builder(rich.root / "site")
    builder.build(request(rich))
    assert 'width="3" height="2"' in rich.page("articles/first/")
    reads.clear()
    rich.write(IMAGE, grey_png(30, 20))
    builder.build(request(rich))
    assert not [path for path in reads if path.startswith("content/articles/")]
    assert 'width="30" height="20"' in rich.page("articles/first/")
    assert (rich.root / "site/media/map.png").read_bytes() == grey_png(30, 20)


def test_files_that_were_touched_and_are_as_they_were_change_nothing(
    rich: Site, reads: list[str]
) -> None:
    builder = Builder(rich.root / "site")
    builder.build(request(rich))
    reads.clear()
    (rich.root / FIRST).touch()
    built = builder.build(request(rich))
    assert built.written is not None
    assert (built.written.written, built.why) == ((), ())
    assert reads == [FIRST]


# ---- a clean build trusts nothing ----------------------------------------------------------------


def plant_in_the_cache(site: Site) -> None:
    """Put wrong values into the cache, which looks as it was left."""
    (file,) = (site.root / ".briefing").glob("cache-*.db")
    cache = Cache(file, code_version())
    assert set(cache.readings.paths()) == {FIRST, SECOND}
    db = cache._database.db
    for table in (tables.ARTICLES, tables.READINGS):
        query = f"UPDATE {table.name} SET record = replace(record, 'First report', 'Planted')"
        assert db.execute(query).rowcount > 0
    query = "UPDATE memo SET value = replace(value, '30 days', '99 days')"
    assert db.execute(query).rowcount > 0
    cache.images.put(ImageRow(IMAGE, 777, 777))
    context = cache.facts.get("context-as-read")
    assert context is not None
    cache.facts.put("context-as-read", re.sub(r'"width":\d+', '"width":777', context))
    cache.facts.put("contents", "[]")
    cache.pages.mark_all_dirty("planted")
    cache.commit()
    cache.close()


def plant_in_the_output(site: Site, file: str, what: str = "manifest") -> None:
    """Put wrong bytes into the output, of which the journal says that they are right."""
    output = site.root / "site"
    journal = Manifest(output.resolve(), site.root / ".briefing", what)
    right = (output / file).read_bytes()
    (output / file).write_bytes(b"x" * len(right))
    mine = replace(journal.files[file], mtime_ns=(output / file).stat().st_mtime_ns)
    journal.record({file: mine}, ())


def test_a_clean_build_trusts_no_row_of_the_cache(rich: Site) -> None:
    rich.build()
    right = rich.output()
    plant_in_the_cache(rich)
    rich.build()
    # Other builds do trust it: so what was planted would come to light.
    assert "Planted" in rich.page("articles/first/")
    assert "99 days" in rich.page("themes/truce/")
    assert 'width="777"' in rich.page("about/")
    for _ in range(2):
        rich.build("--clean")
        assert rich.output() == right
        plant_in_the_cache(rich)


@pytest.mark.parametrize(
    "file", ["themes/truce/index.html", "card.png", "media/map.png", "sitemap.xml"]
)
def test_a_clean_build_trusts_no_key_of_the_manifest(rich: Site, file: str) -> None:
    rich.build()
    right = rich.output()
    plant_in_the_output(rich, file)
    rich.build()
    assert rich.output()[file] != right[file]  # it is trusted, as it was meant to be
    rich.build("--clean")
    assert rich.output() == right


def test_a_clean_build_trusts_no_file_of_the_search_index(rich: Site) -> None:
    rich.build("--search")
    right = rich.output()
    planted = [file for file in right if file.startswith("pagefind/")]
    for file in planted:
        plant_in_the_output(rich, file, "search")
    rich.build("--search")
    assert rich.output() != right
    rich.build("--search", "--clean")
    assert rich.output() == right


# ---- what later stages refuse --------------------------------------------------------------------


def test_two_articles_of_one_address_and_one_instant_are_told_by_name(site: Site) -> None:
    site.build()
    good = site.output()
    site.replace(SECOND, "published: 2025-05-16", "published: 2025-05-15\nslug: first")
    outcome = site.run("build")
    assert outcome.exit_code == 1
    assert "[same-address]" in outcome.err
    assert FIRST in outcome.err
    assert SECOND in outcome.err
    assert "cache" not in outcome.err
    assert site.output() == good
    site.replace(SECOND, "slug: first", "slug: other").build()
    assert "South wants sixty." in site.page("articles/other/")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("themes/venues.md", "title: Venues", "title: Places"),
        ("content/site.yaml", "title: Small Site", "title: Smaller Site"),
        ("content/actors.yaml", "of: north", "of: south"),
        (FIRST, "value: 30 days", "value: 60 days"),
    ],
)
def test_what_a_refused_build_had_worked_out_is_worked_out_again(
    site: Site, tmp_path: Path, path: str, old: str, new: str
) -> None:
    builder = Builder(site.root / "site")
    builder.build(request(site))
    site.replace(path, old, new)
    site.replace(SECOND, "title:", "slug: first\ntitle:")
    assert builder.build(request(site)).written is None
    site.replace(SECOND, "slug: first\n", "")
    builder.build(request(site))
    _, wanted = clean_build(request(site), tmp_path / "clean")
    assert differences(listing(site.root / "site"), wanted) == []
