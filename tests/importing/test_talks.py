"""The five original texts of our own site, in an empty site that has its four themes.

They are not part of the repository; where they are missing, these tests are skipped.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.importing.documents.plain import read_text
from generator.prose.plaintext import words_of
from tests.conftest import Site
from tests.guard import ROOT
from tests.importing.conftest import NOW, drafts, site_of, uncommented

ARCHIVE = ROOT.parent / "shared" / "articles"

pytestmark = pytest.mark.skipif(
    not ARCHIVE.is_dir(), reason="the archive of the five original texts is not here"
)

FOUND = {
    "Trump Backs Putin’s Proposal for Russia-Ukraine Peace Talks in Istanbul": (
        {"ceasefire", "venues", "sanctions"},
        "unidentified-1",
        {"putin", "trump", "erdogan", "macron", "johnson", "peskov", "european-union"},
    ),
    "Trump and Putin Push for Russia–Ukraine Ceasefire Talks": (
        {"ceasefire", "venues", "prisoner-exchange", "sanctions"},
        "unidentified-2",
        {"pope", "holy-see", "meloni", "stubb", "merz", "zelenskyy", "ukraine-intelligence"},
    ),
    "Putin Calls for Renewed Russia-Ukraine Negotiations in Istanbul Amid Ceasefire Demands": (
        {"ceasefire", "venues", "sanctions"},
        "london-news-net",
        {"starmer", "tusk", "macron", "merz", "erdogan", "zelenskyy", "poland"},
    ),
    "Ukraine: Putin, Trump Discuss Peace Talks; Sides Signal Readiness for Ceasefire "
    "Negotiations": (
        {"ceasefire", "venues", "prisoner-exchange", "sanctions"},
        "orda",
        {"putin", "trump", "russia", "ukraine", "united-states"},
    ),
    "Putin Signals Willingness for Peace Talks After Lengthy Phone Call with Trump": (
        {"ceasefire", "venues"},
        "unidentified-3",
        {"biden", "western-leaders", "european-allies", "european-union", "turkey"},
    ),
}
"""By title: the themes that editors gave it, its outlet, and some of the actors that it names."""
LEFT_OVERS = re.compile(
    r"scroll to top|recent news|related posts|latest news|view all|lire aussi|follow us|cookies"
    r"|post a comment|0 comments|dall-e|original author|rt world news|with inputs|^x$|^07:30$",
    re.IGNORECASE | re.MULTILINE,
)
SENTENCE = re.compile(r"[^.!?]{60,}[.!?]")


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site with five drafts."""
    site = site_of("talks", tmp_path_factory.mktemp("five"))
    outcome = site.run("add", *map(str, sorted(ARCHIVE.glob("*.txt"))), "--now", NOW)
    assert outcome.exit_code == 0, outcome.err
    return site


def by_title(site: Site) -> dict[str, str]:
    """Return the texts of all drafts by their titles."""
    texts = [draft.read_text("utf-8") for draft in drafts(site)]
    titles = [re.search(r'^title: "(.*)"$', text, re.MULTILINE) for text in texts]
    return {title[1]: text for title, text in zip(titles, texts, strict=True) if title}


def test_titles_themes_outlets_and_actors_are_right(talks: Site) -> None:
    found = by_title(talks)
    assert set(found) == set(FOUND)
    for title, (themes, source, actors) in FOUND.items():
        text = found[title]
        listed = re.search(r"^themes: \[(.*)\]$", text, re.MULTILINE)
        assert listed is not None
        assert set(listed[1].split(", ")) == themes, title
        assert f"\nsource: {source}\n" in text
        named = re.search(r"^# Actors in the text: (.*)$", text, re.MULTILINE)
        assert named is not None
        assert actors <= set(named[1].split(", ")), title
    assert sum("\nvia: rt\n" in text for text in found.values()) == 1
    assert sum("\nvia: reuters\n" in text for text in found.values()) == 1


def test_nothing_around_the_reports_is_left_and_no_sentence_is_lost(talks: Site) -> None:
    bodies = [text.partition("\n---\n")[2] for text in by_title(talks).values()]
    together = " ".join(" ".join(body.replace("\\", "").split()) for body in bodies)
    for body in bodies:
        assert LEFT_OVERS.search(body) is None
    for file in sorted(ARCHIVE.glob("*.txt")):
        for block in read_text(file.read_text("utf-8")).blocks:
            # A notice, and the title of a page that has the address of its site.
            if "cookies" in block.text or "| World |" in block.text:
                continue
            for sentence in SENTENCE.findall(block.text):
                assert sentence.strip() in together, sentence


def test_with_all_candidates_and_without_the_mark_of_a_draft_the_site_builds(talks: Site) -> None:
    assert talks.errors() == []
    for draft in drafts(talks):
        text = uncommented(draft.read_text("utf-8"), by="putin")
        draft.write_text(text.replace("draft: true\n", ""), encoding="utf-8")
    assert talks.errors("--archive", str(talks.root / "archive")) == []
    talks.build()
    pages = [address for address in talks.output() if re.match("articles/.*html", address)]
    assert len(pages) == len(FOUND)
    # The full texts are others': what is published are the quotations of claims.
    whole = "awaiting the outcome of the proposed negotiations"
    published = (data.decode("utf-8", "replace") for data in talks.output().values())
    assert not any(whole in words_of(text) for text in published)


def test_paths_of_this_machine_are_not_in_drafts(talks: Site) -> None:
    for draft in drafts(talks):
        assert str(Path(ARCHIVE)) not in draft.read_text("utf-8")
