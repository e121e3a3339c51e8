"""Nothing is lost on the way to a table and back, whatever claims say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from generator.edit.save import save
from generator.spreadsheet.cells import COLUMNS, KEYS, canonical
from generator.spreadsheet.export import export
from generator.spreadsheet.imports import Imported, import_table
from generator.spreadsheet.table import write_table
from generator.spreadsheet.turned import Likeness, likeness
from tests.conftest import SITE, Site
from tests.tried import tried

PATH = "content/articles/third.md"
KINDS = ["event", "figure", "proposal", "demand", "statement"]
POINTS = {"truce": ["length", "order"], "venues": ["host"]}

texts = st.text(
    alphabet="ab Zé中п=+-@'\"“”;,:#|&*!%{}[]()<>/\\?.0123\n", min_size=1, max_size=40
).filter(lambda text: text.strip() != "" and "<" not in text)
values = st.sampled_from(
    ["30 days", "1,000", "1.000", "30", "=1", "-5", "TRUE", "2025-05", "no", "~"]
)
days = st.sampled_from(
    ["2025-05-04", "2025-05-14", "2025-05-15T12:30", "2025-04", "2024", "2025-05-15T10:00+03:00"]
)
actors = st.lists(st.sampled_from(["north", "south", "envoy"]), min_size=1, max_size=2, unique=True)
themes = st.sampled_from([*POINTS])


@st.composite
def claims(draw: st.DrawFn, defaults: Mapping[str, object]) -> dict[str, object]:
    """Choose a claim that is right, with these defaults."""
    theme = draw(themes)
    point = draw(st.none() | st.sampled_from(POINTS[theme]))
    claim: dict[str, object] = {"text": draw(texts).strip()}
    if point and draw(st.booleans()):
        claim["point"] = f"{theme}/{point}"
    elif point or not {"theme", "point"} & defaults.keys() or draw(st.booleans()):
        claim |= {"theme": theme} | ({"point": point} if point else {})
    if "kind" not in defaults or draw(st.booleans()):
        claim |= {"kind": draw(st.sampled_from(KINDS)), "by": draw(actors)}
    for key, some in (("value", values), ("on", days), ("via", st.just("wire"))):
        if draw(st.booleans()):
            claim[key] = draw(some)
    return claim


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Choose an article of some claims, with defaults or without, as YAML of some style."""
    defaults: dict[str, object] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "point": st.just("truce/length"),
                "kind": st.sampled_from(KINDS),
                "on": days,
                "via": st.just("wire"),
            },
        )
    )
    if "kind" in defaults:
        defaults["by"] = draw(actors)
    found = draw(st.lists(claims(defaults), min_size=1, max_size=4))
    for number, claim in enumerate(found):
        if draw(st.booleans()):
            claim["id"] = f"own{number}"
    return "\n".join(
        (
            "---\ntitle: Third\nsource: herald\npublished: 2025-05-17\nthemes: [truce, venues]",
            *([f"defaults: {json.dumps(defaults, ensure_ascii=False)}"] if defaults else []),
            "claims:",
            *(lines(claim, flow=draw(st.booleans())) for claim in found),
            "---\nA digest.\n",
        )
    )


def lines(claim: Mapping[str, object], *, flow: bool) -> str:
    pairs = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in claim.items()]
    return f"  - {{{', '.join(pairs)}}}" if flow else "  - " + "\n    ".join(pairs)


@st.composite
def edits(draw: st.DrawFn, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Choose other cells for some rows."""
    edited = [dict(row) for row in rows]
    for row in edited:
        new: dict[str, str] = draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "text": texts,
                    "value": values | st.just(""),
                    "on": days | st.just(""),
                    "by": actors.map("; ".join),
                    "kind": st.sampled_from(KINDS),
                    "via": st.sampled_from(["wire", "gazette", ""]),
                    "status": st.sampled_from(["disputed", "reported", ""]),
                },
            )
        )
        if row["article"] == "third" and draw(st.booleans()):
            new["theme"] = draw(themes)
            new["point"] = draw(st.just("") | st.sampled_from(POINTS[new["theme"]]))
        meant = {
            key: canonical(key, cell)
            for key, cell in new.items()
            if cell == "" or likeness(row[key], canonical(key, cell)) is Likeness.OTHER
        }
        if {"theme", "point"} & meant.keys():
            meant |= {key: new[key] for key in ("theme", "point") if key in new}
        row.update(meant)
    return edited


def table(rows: list[dict[str, str]]) -> bytes:
    return write_table([[row[name] for name in COLUMNS] for row in rows])


def rows_of(root: Path) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in export(root).rows]


def imported(root: Path, rows: list[dict[str, str]]) -> Imported:
    found = import_table(root, "claims.csv", table(rows), delete=False, jobs=1)
    save(root, found.changes)
    return found


def site_with(folder: str, article: str) -> Path:
    site = Site(Path(folder))
    for path, text in SITE.items():
        site.write(path, text)
    return site.write(PATH, article).root


@tried(30)
@given(articles())
def test_what_comes_back_unchanged_changes_nothing(article: str) -> None:
    with TemporaryDirectory() as folder:
        root = site_with(folder, article)
        found = imported(root, rows_of(root))
        assert (found.changes, found.problems, found.turned) == ((), (), 0)


@tried(60)
@given(articles(), st.data())
def test_what_was_edited_in_the_table_is_what_the_next_one_says(
    article: str, data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder:
        root = site_with(folder, article)
        before = rows_of(root)
        wanted = data.draw(edits(before))
        found = imported(root, wanted)
        wrong = [one for one in found.problems if one.severity == "error"]
        if wrong:  # a position of nobody, a default in the way: all stays as it was
            assert found.changes == ()
            assert rows_of(root) == before
            return
        after = rows_of(root)
        assert [[row[key] for key in KEYS] for row in after] == [
            [canonical(key, row[key]) for key in KEYS] for row in wanted
        ]
        # And what comes back of that changes nothing any more.
        assert imported(root, after).changes == ()
