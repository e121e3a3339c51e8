"""A site with everything that a page can show, all of it awkward: long, foreign, nested, many."""

from __future__ import annotations

from tests.images import grey_png

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG_ADDRESS = (
    "https://archive.example/2025/05/20/"
    + "an-address-that-nobody-ever-broke-into-lines-" * 4
    + "?session=0123456789abcdef0123456789abcdef#top"
)
LONG_TITLE = (
    "Delegations leave without a text, without a date and without a word to the press, and each"
    " of them says that it was the other who would not speak of it"
)
CYRILLIC_TITLE = (
    "Стороны договорились продолжить переговоры о прекращении огня в Стамбуле на следующей"
)
ARABIC_TITLE = "اتفق الطرفان على مواصلة المحادثات بشأن وقف إطلاق النار في إسطنبول الأسبوع المقبل"


_TEXT = f"""\
## What was said, in a heading that runs on until it has to break on any screen but the widest

The delegations met[@cyrillic] “for two hours”, as {LONG_WORD} would have it. See
<{LONG_ADDRESS}> or [[theme:truce|the truce]], [[actor:envoy]], [[source:wire]][^first].

![A grey wall, wide](wide.png)

### A list in a list

- One
  - Two, with `code that is long enough not to fit on a narrow screen in one piece`
    1. Three
    2. Four, *stressed* and **strongly so**
- Five[^second]

> A quotation of another report
> > with one inside.

| Matter | North | South | The Union | Days | {LONG_WORD} |
|---|---|:-:|:-:|--:|---|
| Length | thirty days of silence | sixty days | none | 30 | {LONG_WORD} |
| Order | steps first | words first | both at once | 1,000 | unknown |

```
a line of code that is written by a machine and has no place where it could break {"=" * 60}
```

#### Below that

---

The end.

[^first]: A note at the foot, with a link: [about](/about/).
[^second]: Another.
"""


def _claim(point: str, kind: str, value: str | None = None, by: str = "", **more: str) -> str:
    of = f" of {value}" if value else ""
    lines = [f"  - text: A claim on {point.replace('-', ' ')}{of}, the editor’s own sentence."]
    lines += [f"    theme: truce\n    point: {point}\n    kind: {kind}"]
    lines += [f"    value: {value}"] if value else []
    lines += [f"    by: [{by}]"] if by else []
    lines += [f"    {key}: {text}" for key, text in more.items()]
    return "\n".join(lines)


def _article(title: str, source: str, day: str, claims: list[str], more: str, text: str) -> str:
    head = f"title: {title!r}\nsource: {source}\npublished: {day}\nthemes: [truce, venues]\n{more}"
    said = "\n".join(["claims:", *claims]) + "\n" if claims else ""
    return f"---\n{head}{said}---\n{text}"


FILES: dict[str, str | bytes] = {
    "content/site.yaml": """\
id: kinds
title: Every Kind of Page
tagline: Everything that a page can show, and all of it awkward
base_url: https://kinds.example/
timezone: Europe/Kyiv
editor: {name: The Editors, email: editors@kinds.example}
repository: https://code.example/kinds
""",
    "content/sources.yaml": f"""\
herald:
  name: The Herald
  kind: newspaper
  country: North
  url: https://herald.example/
  ownership: Owned by its readers, who elect its editor every four years.
  note: Corrected its figures twice.
gazette:
  name: The {LONG_WORD} Gazette
  kind: government
  url: {LONG_ADDRESS}
wire: {{name: The Wire, kind: agency, ownership: A cooperative of newspapers.}}
telegraph: {{name: Телеграф, kind: website}}
silent: {{name: The Silent Post}}
""",
    "content/actors.yaml": f"""\
north: {{name: North, kind: state}}
south: {{name: South, kind: state}}
union: {{name: The Union of {LONG_WORD}, kind: organisation}}
envoy:
  name: The Envoy of North
  kind: person
  role: Speaks for North wherever North does not wish to speak for itself
  of: north
  aliases: [Envoi, Посланник, المبعوث]
mute: {{name: Who never spoke, kind: person}}
""",
    "content/glossary.yaml": f"""\
text: {{term: Half of a text, meaning: "What two of them read[@short]; see [[theme:truce]]."}}
long:
  term: {LONG_WORD}
  meaning: A word that is longer than any screen is wide, which has to break somewhere.
  aliases: [{LONG_WORD.lower()}, молчание орудий, صمت المدافع]
""",
    "themes/truce.md": """\
---
title: Truce and the silence of the guns
question: Is there a truce, who keeps it, and who says that the other does not?
order: 1
status: {text: "No truce yet, but half of a text for one.", state: partial}
as_of: 2025-05-20T18:30
review_by: 2025-05-27
points:
  - {id: agreed, title: All agree, question: Do all agree?, unit: days}
  - {id: single, title: One source, note: "Only one report has it[@short]; see [[actor:north]]."}
  - {id: sources-differ, title: Sources disagree here, place: {lat: 41.0082, lon: 28.9784}}
  - {id: parties-differ, title: The sides disagree here, place: {lat: 50.4501, lon: 30.5234}}
  - {id: parties-agree, title: The sides agree here, place: {lat: 50.46, lon: 30.6}}
  - {id: one-party, title: One side only}
  - {id: not-compared, title: Nothing to compare}
  - {id: disputed, title: Disputed}
  - {id: both, title: Facts and positions together}
  - {id: told-differently, title: A party told differently}
  - {id: many, title: "A point with more answers, and longer ones, than a page would like"}
  - {id: nothing, title: No report yet, question: Will anybody ever report on this?}
unknowns:
  - "Whether the text that [[actor:envoy]] carried is the text that was read[@long#named]."
  - Who pays.
watch:
  - Whether the guns fall silent.
  - {text: "The next meeting[@short].", date: 2025-05-28}
corrections:
  - {date: 2025-05-18, text: "An earlier version gave thirty days as the length[@short]."}
  - {date: 2025-05-19, text: The name of the envoy was misspelt.}
---
The two sides have half of a text[@long#named; @short]; the rest is unknown[@cyrillic; @arabic].
What [[actor:north]] wants, [[actor:south]] refuses.

- It is not signed[@link].
- It is not dated.
""",
    "themes/venues.md": f"""\
---
title: Venues
question: Where do they meet?
order: 2
status: {{text: "A host is sought; {LONG_WORD} has offered.", state: stalled}}
as_of: 2025-05-20
---
No host has been named[@short].
""",
    "themes/empty.md": """\
---
title: Nothing here yet
question: Will there ever be a report?
status: {text: Nothing is known., state: open}
as_of: 2025-05-20
---
""",
    "themes/settled.md": """\
---
title: Settled
question: Is it over?
status: {text: It is over., state: settled}
as_of: 2025-05-20
points:
  - {id: end, title: The end}
---
It is over.
""",
    "content/articles/long.md": _article(
        LONG_TITLE,
        "herald",
        "2025-05-20T14:05",
        [
            _claim("agreed", "figure", "30", id="named", on="2025-05-18", quote="for two hours"),
            _claim("sources-differ", "event", "two hours", on="2025-05-18", status="confirmed"),
            _claim("parties-differ", "demand", "thirty days", by="north", on="2025-05-18"),
            _claim("parties-agree", "offer", "peace", by="north", on="2025-05-18"),
            _claim("one-party", "threat", "war", by="union", on="2025-05-18T10:00"),
            _claim("not-compared", "event", on="2025-05"),
            _claim("disputed", "event", "a shot", on="2025-05-17", status="disputed"),
            _claim("both", "agreement", "signed", on="2025-05-16"),
            _claim("told-differently", "statement", "yes", by="envoy", on="2025-05-16"),
            *(_claim("many", "event", f"answer {number}", on="2025-05-15") for number in range(7)),
            *(_claim("many", "event", LONG_WORD, on="2025-05-14") for _ in range(5)),
            _claim("agreed", "figure", "60", status="superseded", superseded_by="'#named'"),
        ],
        "url: https://herald.example/long\narchived: https://archive.example/long\n"
        "retrieved: 2025-05-21\nupdated: 2025-05-21\nauthors: [A. Writer, Б. Писатель]\n"
        'summary: "What was said and what was not, in two sentences[@short]. This is the second."\n'
        "via: wire\naliases: [/old/long/, old-long.html]\n"
        "corrections:\n  - {date: 2025-05-21, text: The hour was wrong.}\n",
        _TEXT,
    ),
    "content/articles/short.md": _article(
        "Short",
        "gazette",
        "2025-05-19",
        [
            _claim("agreed", "figure", "30", on="2025-05-18", quote="only the full text has this"),
            _claim("sources-differ", "event", "three hours", on="2025-05-18"),
            _claim("parties-differ", "demand", "sixty days", by="south", on="2025-05-18"),
            _claim("parties-agree", "offer", "peace", by="south", on="2025-05-18"),
            _claim("not-compared", "event", on="2025-05-17"),
            _claim("disputed", "event", "a shot", on="2025-05-17", status="denied"),
            _claim("both", "proposal", "signing", by="'north', south", on="2025-05-16"),
            _claim("told-differently", "statement", "no", by="north", on="2025-05-16"),
        ],
        "date_note: The report bears no date; it speaks of yesterday’s meeting.\n"
        "evidence: short.txt\n",
        "All of it.\n",
    ),
    "content/articles/cyrillic.md": _article(
        CYRILLIC_TITLE,
        "telegraph",
        "2025-04-30",
        [_claim("single", "event", "да", on="2025-04-29", via="wire", quote="да, и только да")],
        f"language: ru\nurl: {LONG_ADDRESS}\nevidence: cyrillic.txt\ncorrections:\n"
        f"  - {{date: 2025-04-30T23:30, text: '{LONG_WORD}[@arabic], not <{LONG_ADDRESS}>.'}}\n"
        f"  - {{date: 2025-04-30, text: {ARABIC_TITLE}}}\n",
        "Стороны встретились.\n",
    ),
    "content/articles/arabic.md": _article(
        ARABIC_TITLE, "wire", "2025-03-31", [], "language: ar\n", "التقى الطرفان.\n"
    ),
    "content/articles/excerpt.md": _article(
        "An excerpt",
        "wire",
        "2025-05-12",
        [_claim("agreed", "figure", "30", on="2025-05-11", quote="thirty days and no more")],
        "publish: excerpt\nsummary: A summary.\nurl: https://wire.example/excerpt\n",
        "North wants “thirty days and no more”, it was said.\n",
    ),
    "content/articles/link.md": _article(
        "Only a link",
        "wire",
        "2025-05-11",
        [_claim("agreed", "figure", "30", on="2025-05-11")],
        "publish: link\nurl: https://wire.example/link\n",
        "",
    ),
    "content/pages/about.md": (
        f"---\ntitle: How we work\nupdated: 2025-05-20\naliases: [/method/]\n---\n{_TEXT}"
    ),
    "content/pages/plain.md": f"---\ntitle: {LONG_TITLE}\n---\nNothing but words.\n",
    "content/media/wide.png": grey_png(1600, 300),
}

RIGHT_TO_LEFT: dict[str, str | bytes] = {
    **FILES,
    "content/site.yaml": """\
id: right-to-left
title: الموقع الصغير
tagline: كل ما يمكن أن تعرضه صفحة
base_url: https://right-to-left.example/
language: ar
""",
}
"""The same, of an editor who writes Arabic."""
