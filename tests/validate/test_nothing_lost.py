"""Whatever editors write into front matter is used or told, also through a whole build.

Texts are written as people write them, with more or less luck: without quotes, with quotes that the
text may have itself, in braces and brackets, over several lines.
"""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from generator.problems import Rejected
from generator.read.documents import Document, parse_document
from generator.read.written import Value
from generator.validate.shape import ARTICLE, THEME, Shape
from tests.conftest import Site
from tests.tried import tried

LATIN = st.sampled_from(["Talks", "in", "room", "null", "yes", "30", "days", "Öl", "no"])
CYRILLIC = st.sampled_from(["Переговоры", "в", "зале", "мира", "Київ", "об’єднання"])
OTHERS = st.sampled_from(["双方会面", "停火", "التقى", "الطرفان", "युद्धविराम", "휴전", "停戦"])
# Not `# `: with a space behind it, it may begin a comment (see the handbook).
MARKS = st.sampled_from(
    [
        *"#&*!@%:,?“”«»「'\"[]{}|>~`：\u00a0\u3000\u200b\t\\()…\n",
        *("- ", ", ", ": ", " #", " — ", "//", "\n  ", "\n    "),
    ]
)
SPACES = st.sampled_from([" ", " ", " ", ""])


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """A text of some words of one script, with marks before, between and after them."""
    words = draw(st.sampled_from([LATIN, CYRILLIC, OTHERS]))
    parts = []
    for _ in range(draw(st.integers(1, 5))):
        if draw(st.integers(0, 2)) == 0:
            parts.append(draw(MARKS))
        parts.append(draw(words))
        parts.append(draw(SPACES))
    if draw(st.integers(0, 4)) == 0:
        parts.append(draw(MARKS))
    return "".join(parts)


STYLES = st.sampled_from(["{}", "{}", "{}", '"{}"', "'{}'", "“{}”", "|\n    {}", ">-\n    {}"])
GAPS = st.sampled_from([": ", ": ", ": ", ": ", ":", ":\u00a0", "：", ":  ", ":\n      "])


def written(text: str, style: str, indent: str) -> str:
    """Return a text in a style; a line of a block of text is indented as it must be."""
    if style[0] in "|>":
        text = re.sub(r"\n\s*", "\n    " + indent, text)
    return style.replace("\n", "\n" + indent).format(text)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Front matter of an article, and the texts in it."""
    texts = [draw(sentences()) for _ in range(4)]
    title, summary, claim, value = texts
    style = draw(STYLES)
    lines = [
        f"title{draw(GAPS)}{written(title, draw(STYLES), '')}",
        "source: herald",
        "published: 2025-05-15",
        "themes: [truce]",
        f"summary{draw(GAPS)}{written(summary, draw(STYLES), '')}",
        "claims:",
    ]
    if draw(st.booleans()):
        lines.append(
            f"  - {{text{draw(GAPS)}{written(claim, style, '')}, kind: event, "
            f"value{draw(GAPS)}{written(value, draw(STYLES), '')}}}"
        )
    else:
        lines += [
            f"  - text{draw(GAPS)}{written(claim, style, '    ')}",
            "    kind: event",
            f"    value{draw(GAPS)}{written(value, draw(STYLES), '    ')}",
        ]
    return "\n".join(lines) + "\n", texts


@st.composite
def themes(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Front matter of a theme, and the texts in it."""
    texts = [draw(sentences()) for _ in range(5)]
    title, status, *unknowns = texts
    lines = [f"title{draw(GAPS)}{written(title, draw(STYLES), '')}", "question: Is there a truce?"]
    if draw(st.booleans()):
        lines.append(
            f"status: {{text{draw(GAPS)}{written(status, draw(STYLES), '')}, state: open}}"
        )
    else:
        lines += [
            "status:",
            f"  text{draw(GAPS)}{written(status, draw(STYLES), '  ')}",
            "  state: open",
        ]
    lines.append("as_of: 2025-05-20")
    if draw(st.booleans()):
        lines.append(f"unknowns: [{', '.join(unknowns)}]")
    else:
        lines += ["unknowns:", *(f"  - {written(text, draw(STYLES), '  ')}" for text in unknowns)]
    return "\n".join(lines) + "\n", texts


def accepted(front: str, shape: Shape[Any]) -> Document | None:
    """Return the document with some front matter, or None if a problem is told."""
    try:
        document = parse_document("f.md", f"---\n{front}---\nText.\n")
    except Rejected:
        return None
    _, findings = shape.check("f.md", document.front, written=document.written)
    if "&" in front and "*" in front:  # a name of an anchor is no word of a text
        return None
    return None if findings or document.findings else document


def texts_in(value: Value) -> str:
    """Return all text below a value, keys left out."""
    if isinstance(value, dict):
        return "\n.\n".join(map(texts_in, value.values()))
    return "\n.\n".join(map(texts_in, value)) if isinstance(value, list) else value or ""


def words_of(text: str) -> list[str]:
    """Return the words of a text; Chinese has none that spaces part, as styles differ in these."""
    joined = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text)
    return re.findall(r"[^\W_]+", joined)


def lost(texts: list[str], front: dict[str, Value]) -> list[str]:
    """Return the words of texts that are not in the values, as often as they should be."""
    there = words_of(texts_in(front))
    missing = []
    for word in (word for text in texts for word in words_of(text)):
        if word in there:
            there.remove(word)
        else:
            missing.append(word)
    return missing


often = tried(300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


@often
@given(articles())
def test_every_word_of_an_article_is_in_its_values_or_told(case: tuple[str, list[str]]) -> None:
    front, texts = case
    document = accepted(front, ARTICLE)
    assert document is None or lost(texts, document.front) == [], front


@often
@given(themes())
def test_every_word_of_a_theme_is_in_its_values_or_told(case: tuple[str, list[str]]) -> None:
    front, texts = case
    document = accepted(front, THEME)
    assert document is None or lost(texts, document.front) == [], front


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],  # to shrink an example would take hundreds of builds
    suppress_health_check=[*HealthCheck],
)
@given(case=articles())
def test_every_word_of_an_article_is_in_the_data_of_its_site_or_told(
    site: Site, case: tuple[str, list[str]]
) -> None:
    front, texts = case
    assume(accepted(front, ARTICLE))  # or nearly all examples would be told
    site.write("content/articles/first.md", f"---\n{front}---\nNorth asked for thirty days.\n")
    outcome = site.run("build")
    if outcome.err:
        return
    data = json.loads((site.root / "site" / "data" / "briefing.json").read_bytes())
    about = [item for item in data["articles"] if item["id"] == "first"]
    about += [item for item in data["claims"] if item["article"] == "first"]
    assert lost(texts, {"about": about}) == [], front
