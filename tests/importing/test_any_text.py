"""Whatever text is added, its draft passes the check: as it is, and with all candidates taken."""

from __future__ import annotations

import random
from pathlib import Path

from tests.importing.conftest import NOW, drafts, site_of, uncommented
from tests.importing.test_clean import AROUND, BODY, LISTS, MORE, REPORTED

SEED, TEXTS, PARTS = 16, 40, 14
ODD = [
    *("[@first#c1]", "[[theme:none]]", "# heading", "- item", "1. one", "2024. Then", "> quote"),
    *("```", "---", "<b>bold</b>", "{++a++}", "%%x%%", "![x](y.png)", "[^1]: note", "TODO: this"),
    *(
        'He said: "yes',
        "title: x",
        "\\",
        "|a|b|",
        "a: b: c #d",
        "''",
        '"""',
        "*",
        "www.example.org",
    ),
    *("“We keep it,” the mayor said on Monday.", "The mayor told reporters: «No and never, no.»"),
    *("According to the town council, 14,000 people came.", "It costs 4.6 million [sic] & more."),
    *("The mayor claimed that “[it]” was 5*3*2 and #1 at http://localhost/x.", "•\tpoint"),
    *("Published 31 December 1999 23:59 PST", "By The Mayor", "Source: Reuters", "© Yes: No #1"),
    *("KYIV, May 16 (Reuters) - The mayor said that nothing had been said by anybody else."),
    *(
        "نص قصير بالعربية عن الجسر.",
        "旧桥将关闭。",
        "\u202eturned",
        "a\u0301bc",
        "a\x00 \x07 bell that nobody rang",
        "😀 yes.",
    ),
]


def test_any_text_makes_a_draft_without_an_error(tmp_path: Path) -> None:
    site = site_of("town", tmp_path)
    chance = random.Random(SEED)
    lines = [*ODD * 3, *AROUND, *LISTS, *REPORTED, BODY, MORE]
    files = []
    for number in range(TEXTS):
        parts = chance.choices(lines, k=chance.randint(1, PARTS))
        text = f"Report {number} of the bridge\n\n" + chance.choice(["\n\n", "\n"]).join(parts)
        site.write(f"in/{number}.txt", text)
        files.append(str(site.root / f"in/{number}.txt"))
    outcome = site.run("add", *files, "--now", NOW)
    refused = [line for line in outcome.err.splitlines() if ": error: " in line]
    assert all("no sentence of a report is in it" in line for line in refused), refused
    assert len(drafts(site)) == TEXTS - len(refused)
    assert len(drafts(site)) > TEXTS // 2
    assert site.errors() == []
    for draft in drafts(site):
        taken = uncommented(draft.read_text("utf-8")).replace("draft: true\n", "")
        draft.write_text(taken, encoding="utf-8")
    assert site.errors() == []
