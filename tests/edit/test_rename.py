"""`briefing rename`: a key or a file has another name, everywhere."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.edit.mentions import ThingKind
from generator.edit.rename import changes_of, rename
from generator.edit.save import save
from generator.edit.site_texts import SiteTexts, site_on_disk
from generator.edit.trial import attempt
from generator.request import Request
from generator.store.cache import Cache
from tests.conftest import Site
from tests.tried import tried
from tests.work import parsed_from_now_on


def sources(root: Path) -> dict[str, bytes]:
    """Return all files that editors wrote."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("content", "themes", "templates")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


def lines_that_differ(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """Return the lines of all files together that are not in both states."""
    one, two = (b"\n".join(files.values()).decode().splitlines() for files in (before, after))
    return set(one) ^ set(two)


def test_a_theme_is_renamed_and_readers_are_led_on(site: Site) -> None:
    site.write("themes/truce.html", '{% extends "theme.html" %}')
    before = sources(site.root)
    outcome = site.run("rename", "theme", "truce", "silence")
    assert outcome.exit_code == 0, outcome.err
    assert outcome.out == (
        "the theme 'truce' is called 'silence' now: named in 3 places, 4 files changed\n"
        "themes/truce.md → themes/silence.md\n"
        "themes/truce.html → themes/silence.html\n"
        "Readers who have the address /themes/truce/ are led on to the new one, by 'aliases'.\n"
        "Where other sites embed points of it, they have to be embedded again.\n"
    )
    assert lines_that_differ(before, sources(site.root)) == {
        "aliases: [truce]",
        "themes: [truce]",
        "themes: [silence]",
        "themes: [truce, venues]",
        "themes: [silence, venues]",
        "    theme: truce",
        "    theme: silence",
    }
    site.build()
    assert "themes/silence/" in site.page("themes/truce/")


def test_a_dry_run_shows_what_would_change_and_writes_nothing(site: Site) -> None:
    before = sources(site.root)
    outcome = site.run("rename", "actor", "envoy", "messenger", "--dry-run")
    assert (
        outcome.out
        == """\
--- a/content/actors.yaml
+++ b/content/actors.yaml
@@ -5,5 +5,5 @@
   name: South
   kind: state
-envoy:
+messenger:
   name: The Envoy of North
   kind: person
the actor 'envoy' would be called 'messenger': named in 0 places, 1 file changed
The page /actors/envoy/ has the address /actors/messenger/ from now on. Nothing leads from the \
old one to it: readers who kept that see the page for addresses that do not exist.
"""
    )
    assert sources(site.root) == before


def test_an_article_moves_with_its_file_unless_its_id_is_another(site: Site) -> None:
    site.replace("content/articles/second.md", "title:", "id: later\ntitle:")
    site.run("rename", "article", "first", "earliest")
    front = (site.root / "content/articles/earliest.md").read_text()
    assert "aliases: [/articles/first/]" in front
    assert "[@earliest#c1]" in (site.root / "themes/truce.md").read_text()
    outcome = site.run("rename", "article", "second", "another-file")
    assert "the id of the article is 'later', as before" in outcome.out
    outcome = site.run("rename", "article", "later", "latest")
    assert "id: latest\n" in (site.root / "content/articles/another-file.md").read_text()
    assert site.run("check").exit_code == 0


def test_a_draft_has_no_address_to_be_kept(site: Site) -> None:
    site.replace("content/articles/second.md", "title:", "draft: true\ntitle:")
    site.run("rename", "article", "second", "other")
    assert "aliases" not in (site.root / "content/articles/other.md").read_text()


def test_a_point_is_found_by_its_theme_or_alone(site: Site) -> None:
    site.replace("themes/venues.md", "points:", "points:\n  - id: length\n    title: Length")
    outcome = site.run("rename", "point", "length", "duration")
    assert outcome.err == (
        "Error: several themes have a point 'length'; say which: truce/length, venues/length\n"
    )
    outcome = site.run("rename", "point", "truce/length", "duration")
    assert "named in 2 places" in outcome.out
    assert "/themes/truce/#point-length lead to the top of that page" in outcome.out
    assert site.run("check").exit_code == 0


def test_a_claim_that_had_no_id_gets_one(site: Site) -> None:
    site.run("rename", "claim", "first#c1", "thirty-days")
    assert "  - id: thirty-days\n    text: North" in (
        site.root / "content/articles/first.md"
    ).read_text(encoding="utf-8")
    assert site.run("check").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("theme", "turce", "x"), "there is no theme 'turce'; did you mean 'truce'?"),
        (("source", "radio", "x"), "there is no source 'radio'; there is gazette, herald, wire"),
        (
            ("theme", "truce", "venues"),
            "there is a theme 'venues' already, in themes/venues.md; choose another name",
        ),
        (
            ("actor", "north", "the north"),
            "'the north' cannot be used as a name; use letters, digits, hyphens, underscores and "
            "dots, starting with a letter or digit (the new name of the actor)",
        ),
        (("actor", "north", "north"), "the actor 'north' has this name already"),
        (
            ("theme", "venues", "old"),
            "'old' is a former name of the theme 'truce', and its old addresses lead there; "
            "choose another, or take it out of the aliases in themes/truce.md",
        ),
        (("theme", "old", "x"), "the theme 'old' is called 'truce' now; rename that"),
        (("claim", "c1", "x"), "'c1' names no claim; write the id of the article, # and its own"),
        (("point", "truce/length", "venues/x"), "a point cannot go to another theme"),
        (
            ("theme", "truce", "README"),
            "themes/README.md would not be read as content; choose another name",
        ),
        *(
            ((kind, old, new), f"'{new}' without quotes is {taken_for} in YAML")
            for kind, old, new, taken_for in (
                ("source", "wire", "null", "nothing"),
                ("actor", "north", "yes", "true or false"),
                ("theme", "truce", "1", "a number"),
                ("point", "truce/length", "1e3", "a number"),
                ("claim", "first#c1", "2025-05-01", "a date"),
            )
        ),
        (
            ("article", "first", "README"),
            "content/articles/README.md would not be read as content; choose another name",
        ),
    ],
)
def test_what_cannot_be_renamed_is_told(
    site: Site, arguments: tuple[str, ...], message: str
) -> None:
    site.replace("themes/truce.md", "as_of", "aliases: [old]\nas_of")
    before = sources(site.root)
    outcome = site.run("rename", *arguments)
    assert outcome.exit_code == 1
    assert outcome.err.startswith(f"Error: {message}")
    assert sources(site.root) == before


def test_a_file_that_is_too_broken_stops_all_and_is_named(site: Site) -> None:
    site.replace("content/articles/second.md", "title:", "titel:")
    before = sources(site.root)
    outcome = site.run("rename", "theme", "venues", "places")
    assert outcome.exit_code == 1
    assert "content/articles/second.md:2:1: error: unknown key 'titel'" in outcome.err
    assert outcome.err.endswith("Error: put this right first; nothing was renamed\n")
    assert sources(site.root) == before


def test_errors_that_are_there_already_are_no_hindrance_elsewhere(site: Site) -> None:
    site.replace("content/articles/second.md", "source: gazette", "source: nobody")
    assert site.run("rename", "theme", "venues", "places").exit_code == 0
    assert "unknown source 'nobody'" in site.run("check").err


def test_a_name_that_some_disks_do_not_tell_from_another_is_refused(site: Site) -> None:
    outcome = site.run("rename", "theme", "venues", "Truce")
    assert outcome.exit_code == 1
    assert "the name differs from themes/Truce.md only in capital letters" in outcome.err
    assert outcome.err.endswith(
        "with the new name, the site would have these errors; nothing was renamed\n"
    )


def test_a_name_may_change_in_its_capital_letters_alone(site: Site) -> None:
    outcome = site.run("rename", "theme", "truce", "Truce")
    assert "Nothing leads on from the address /themes/truce/" in outcome.out
    site.build()
    assert (site.root / "site/themes/Truce/index.html").exists()


def test_corrections_of_a_theme_come_to_feed_readers_again(site: Site) -> None:
    line = "corrections: [{date: 2025-05-21, text: Not so.}]\nas_of"
    site.replace("themes/truce.md", "as_of", line)
    assert "take its corrections for new" in site.run("rename", "theme", "truce", "silence").out


def test_articles_that_name_it_are_parsed_and_no_others_if_the_last_build_knows_them(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, later = (f"content/articles/{name}.md" for name in ("first", "second", "later"))
    site.build()
    parsed = parsed_from_now_on(monkeypatch)
    call = ("rename", "article", "second", "later")
    assert site.run(*call, "--dry-run").exit_code == 0
    assert parsed == [later]
    # With an error, the site is looked at as it is, too.
    parsed.clear()
    site.replace(first, "source: herald", "source: nobody")
    assert site.run(*call).exit_code == 0
    assert parsed == [first, later, second]


def test_a_template_that_may_name_it_is_told(site: Site) -> None:
    site.write("templates/home.html", '{% extends "default/home.html" %}{# truce #}')
    assert "The template templates/home.html has 'truce' in it" in (
        site.run("rename", "theme", "truce", "silence").out
    )


# ---- there and back, on whole sites -------------------------------------------------------------

EXAMPLES = Path(__file__).parent.parent / "examples"
WALKED = Path(__file__).parent.parent / "incremental" / "site"
SITES = [*(EXAMPLES / name for name in ("river", "market", "bridge", "tram", "ferry")), WALKED]
NEW = st.sampled_from(["other", "a.b-c_1", "мир", "y2025", "point", "open", "title", "été", "和平"])


def things(site: SiteTexts) -> Iterator[tuple[ThingKind, str]]:
    """Yield all that can be renamed."""
    for theme, path in site.themes().items():
        yield "theme", theme
        points = site.front(path).get("points", [])
        assert isinstance(points, list)
        yield from (("point", f"{theme}/{point['id']}") for point in points)  # type: ignore[index,call-overload]
    for id, path in site.articles().items():
        yield "article", id
        claims = site.front(path).get("claims", [])
        assert isinstance(claims, list)
        # One without an id would get one, and keep it.
        ids = (claim.get("id") for claim in claims if isinstance(claim, dict))
        yield from (("claim", f"{id}#{claim}") for claim in ids if claim)
    for kind, register in (("source", "sources"), ("actor", "actors")):
        for key in site.front(f"content/{register}.yaml"):
            yield ("source" if kind == "source" else "actor"), key


@cache
def errors_of(root: Path) -> list[str]:
    """Return the codes of all problems that a site has."""
    request = Request(root=root, now=datetime(2025, 6, 1, tzinfo=UTC))
    return sorted(one.code for one in attempt(request, Cache(None, "")).problems)


def apply_rename(root: Path, kind: ThingKind, old: str, new: str) -> None:
    site = site_on_disk(root)
    save(root, changes_of(site, rename(site, kind, old, new)))


def without_aliases(files: dict[str, bytes]) -> dict[str, bytes]:
    return {
        path: re.sub(rb"(?m)^aliases:.*\n(?: .*\n)*", b"", data) for path, data in files.items()
    }


@tried(30)
@given(data=st.data(), new=NEW, origin=st.sampled_from(SITES), windows=st.booleans())
def test_there_and_back_is_where_one_was(
    data: st.DataObject, new: str, origin: Path, windows: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        shutil.copytree(origin, root)
        if windows:
            for path in (*root.rglob("*.md"), *root.rglob("*.yaml")):
                path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
        before = sources(root)
        kind, old = data.draw(st.sampled_from(list(things(site_on_disk(root)))))
        within = old[: max(old.rfind("/"), old.rfind("#")) + 1]
        site = site_on_disk(root)
        if any(one == (kind, f"{within}{new}") for one in things(site)):
            return
        apply_rename(root, kind, old, new)
        assert errors_of(root) == errors_of(origin)
        apply_rename(root, kind, f"{within}{new}", old.removeprefix(within))
        after = sources(root)
        assert without_aliases(after) == without_aliases(before)
