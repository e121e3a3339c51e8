"""Whatever is edited, exactly that is told; and of one state with itself, nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from generator.changes.compare import compare
from generator.changes.data import as_json
from generator.changes.states import State, present_state
from generator.request import Request
from generator.store.cache import Cache
from tests.conftest import SITE
from tests.incremental.site_model import SiteModel
from tests.tried import tried

NOW = datetime(2025, 6, 8, tzinfo=UTC)
EXAMPLES = sorted(
    path.parent.parent
    for path in (Path(__file__).parents[1] / "examples").glob("*/content/site.yaml")
)


def state_of(root: Path, cache: Cache | None = None) -> State:
    return present_state(Request(root=root, now=NOW), cache or Cache(None, ""))


@pytest.mark.parametrize("root", EXAMPLES, ids=lambda root: root.name)
def test_between_a_state_and_itself_nothing_changed(root: Path) -> None:
    assert compare(state_of(root), state_of(root), None, ()).themes == ()


def test_nor_on_a_site_with_something_of_everything(tmp_path: Path) -> None:
    SiteModel(tmp_path)
    assert compare(state_of(tmp_path), state_of(tmp_path), None, ()).themes == ()


@dataclass
class Claim:
    """A claim by a number that is its own, whatever is edited."""

    number: int
    named: bool
    revision: int = 0
    status: str = "reported"

    @property
    def text(self) -> str:
        """Words that no other claim has, all but one of them the same after a revision."""
        kept = " ".join(f"w{self.number}x{place}" for place in range(5))
        return f"{kept} r{self.number}x{self.revision}"


@dataclass
class Article:
    claims: list[Claim] = field(default_factory=list)
    draft: bool = False


Articles = dict[int, Article]


def write(articles: Articles, root: Path) -> None:
    """Write the small site with these articles in place of its own."""
    for path, text in SITE.items():
        if "articles" not in path:
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.replace("[@first#c1]", ""), encoding="utf-8")
    for number, article in articles.items():
        front = {
            "title": f"Report {number}",
            "source": "herald",
            "published": "2025-05-15",
            "themes": ["truce"],
            "draft": article.draft,
            "claims": [
                {
                    **({"id": f"n{claim.number}"} if claim.named else {}),
                    "text": claim.text,
                    "kind": "event",
                    "status": claim.status,
                }
                for claim in article.claims
            ],
        }
        file = root / f"content/articles/report-{number}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\n{json.dumps(front)}\n---\nWords.\n", encoding="utf-8")


@st.composite
def edited(draw: st.DrawFn) -> tuple[Articles, Articles]:
    """Two states of some articles, with a few edits between them."""
    numbers = iter(range(1000))

    def claims(most: int) -> list[Claim]:
        return [
            Claim(next(numbers), draw(st.booleans())) for _ in range(draw(st.integers(0, most)))
        ]

    def article() -> Article:
        return Article(claims(4), draw(st.booleans()) and draw(st.booleans()))

    before = {number: article() for number in range(draw(st.integers(0, 3)))}
    after = deepcopy(before)
    for _ in range(draw(st.integers(0, 5))):
        kind = draw(st.sampled_from(["add", "remove", "gate", "put", "take", "revise", "status"]))
        if kind == "add":
            after[next(numbers) + 100] = article()
        if not after or kind == "add":
            continue
        number = draw(st.sampled_from(sorted(after)))
        chosen = after[number]
        if kind == "remove":
            del after[number]
        elif kind == "gate":
            chosen.draft = not chosen.draft
        elif kind == "put":
            chosen.claims[draw(st.integers(0, len(chosen.claims))) : 0] = claims(1)
        elif chosen.claims:
            place = draw(st.integers(0, len(chosen.claims) - 1))
            if kind == "take":
                del chosen.claims[place]
            elif kind == "revise":
                chosen.claims[place].revision = draw(st.integers(0, 1))
            else:
                chosen.claims[place].status = draw(st.sampled_from(["reported", "confirmed"]))
    return before, after


def public(articles: Articles) -> Articles:
    return {number: one for number, one in articles.items() if not one.draft}


def has_a_claim_in_the_place_of_another(old: Article, new: Article) -> bool:
    """Return whether a claim could as well be the one that was in its place, written anew.

    So it is told where as many claims are there as before, and neither has an id of its own.
    """
    was, now = ({claim.number for claim in one.claims} for one in (old, new))
    return len(was) == len(now) and any(
        not (one.named or other.named) and one.number not in now and other.number not in was
        for one, other in zip(old.claims, new.claims, strict=True)
    )


def texts(claims: Iterable[dict[str, Any]]) -> list[str]:
    return sorted(claim["text"] for claim in claims)


@tried(60)
@given(edited())
def test_exactly_what_was_edited_is_told(states: tuple[Articles, Articles]) -> None:
    shared = states[0].keys() & states[1].keys()
    replaced = [has_a_claim_in_the_place_of_another(*(it[at] for it in states)) for at in shared]
    assume(not any(replaced))
    with TemporaryDirectory() as folder:
        roots = Path(folder) / "before", Path(folder) / "after"
        for articles, root in zip(states, roots, strict=True):
            write(articles, root)
        cache = Cache(None, "")
        later = state_of(roots[1], cache)
        found = compare(state_of(roots[0], Cache(None, "", copied=cache)), later, None, ())
    told = json.loads(as_json(found))["themes"]
    theme: dict[str, Any] = next((one for one in told if one["id"] == "truce"), {})
    before, after = map(public, states)
    both = [(before[number], after[number]) for number in before.keys() & after.keys()]
    was = {claim.number: claim for old, _ in both for claim in old.claims}
    now = {claim.number: claim for _, new in both for claim in new.claims}
    new = theme.get("new_reports", [])
    assert sorted(one["title"] for one in new) == sorted(
        f"Report {number}" for number in after.keys() - before.keys()
    )
    assert texts(claim for one in new for claim in one.get("claims", ())) == sorted(
        claim.text for number in after.keys() - before.keys() for claim in after[number].claims
    )
    withdrawn = sum(one["number"] for one in theme.get("withdrawn_reports", ()))
    assert withdrawn == len(before.keys() - after.keys())
    assert texts(theme.get("new_claims", ())) == sorted(
        claim.text for number, claim in now.items() if number not in was
    )
    assert texts(theme.get("withdrawn_claims", ())) == sorted(
        claim.text for number, claim in was.items() if number not in now
    )
    assert texts(theme.get("changed_claims", ())) == sorted(
        claim.text for number, claim in now.items() if number in was and was[number] != claim
    )


def test_a_claim_in_the_place_of_another_is_that_one_written_anew(tmp_path: Path) -> None:
    for name, number in ("before", 0), ("after", 2):
        write({0: Article([Claim(number, named=False)])}, tmp_path / name)
    found = compare(state_of(tmp_path / "before"), state_of(tmp_path / "after"), None, ())
    (theme,) = json.loads(as_json(found))["themes"]
    assert texts(theme["changed_claims"]) == [Claim(2, named=False).text]
    assert "new_claims" not in theme
    assert "withdrawn_claims" not in theme
