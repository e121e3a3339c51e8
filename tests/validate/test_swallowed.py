"""What stands in front matter is either used or told: the mistake, at its place, and once.

Each case is some lines of an article or a theme, with ⟦ and ⟧ around the place of the problem. They
take the place of the lines that the small front matter below has for the same key.
"""
# ruff: noqa: E501 - the expected texts stand here as they are shown; all scripts are meant

from __future__ import annotations

import re

import pytest

from generator.problems import Problem, Rejected, Severity
from generator.read.documents import parse_document
from generator.read.places import place
from generator.validate.shape import ARTICLE, THEME

ARTICLE_LINES = {
    "title": "title: First report",
    "source": "source: herald",
    "published": "published: 2025-05-15",
    "themes": "themes: [truce]",
    "claims": "claims:\n  - {text: They met., kind: event}",
}
THEME_LINES = {
    "title": "title: Truce",
    "question": "question: Is there a truce?",
    "status": "status: {text: None., state: open}",
    "as_of": "as_of: 2025-05-15",
}


def front_matter(lines: str) -> tuple[str, bool]:
    """Return the small front matter with some lines, and whether it is an article's."""
    seen = re.sub("^#.*\n|[⟦⟧\u200b]", "", lines)
    key = re.search("[a-z_]+", seen)
    name = key[0] if key else ""
    is_theme = name in ("status", "unknowns", "watch", "points", "question")
    base = THEME_LINES if is_theme else ARTICLE_LINES
    return "\n".join({**base, name: lines.rstrip("\n")}.values()), not is_theme


def problems_of(text: str, is_article: bool) -> tuple[Problem, ...]:
    try:
        document = parse_document("f.md", text)
    except Rejected as rejected:
        return place(rejected.findings, lambda _: text)
    shape = ARTICLE if is_article else THEME
    _, findings = shape.check("f.md", document.front, written=document.written)
    return place([*document.findings, *findings], lambda _: text)


def told(lines: str) -> list[tuple[str, str]]:
    """Return the problems of some lines, each as these lines with its place marked, and message."""
    front, is_article = front_matter(lines)
    text = f"---\n{front}\n---\nText.\n"
    shown = []
    for problem in problems_of(text, is_article):
        rows = text.split("\n")
        row, at = rows[problem.line - 1], problem.column - 1
        end = at + problem.length
        rows[problem.line - 1] = f"{row[:at]}⟦{row[at:end]}⟧{row[end:]}"
        shown.append(("\n".join(rows)[4:-11], problem.message))
    return shown


HIDDEN = "all after ' #' would be hidden, as a comment; put the text in quotes, or the comment on a line of its own"


def comma(word: str, key: str = "text") -> str:
    return (
        f"'{word}' has no value: inside {{ }} a comma ends a text; "
        f'put a text with a comma in quotes ({key}: "…")'
    )


def curly_comma(word: str, mark: str) -> str:
    return (
        f"'{word}' has no value: inside {{ }} a comma ends a text, and {mark} is no quotation mark "
        'for YAML; write text: "…" with straight ones'
    )


def curly(mark: str) -> str:
    return f'{mark} is no quotation mark for YAML, which knows only straight ones; put these around the text: "…"'


def curly_bracket(mark: str) -> str:
    return (
        f"{mark} is no quotation mark for YAML, so the comma in this text begins another entry; "
        'put straight ones around the text: "…"'
    )


def space(key: str) -> str:
    return f"a space is missing after '{key}:'"


def unseen(where: str, name: str = "a no-break space (U+00A0)") -> str:
    return f"{name} {where}; put a plain space in its place"


def anchor(name: str) -> str:
    return (
        f"'&{name}' would be hidden, as YAML takes a word that begins with & for a mark; "
        "put text that begins with & in quotes"
    )


def tag(name: str) -> str:
    return (
        f"the YAML tag {name} is not supported; remove it, or put text that starts with ! in quotes"
    )


def quotes(start: str) -> str:
    return f"text that starts with {start} must be in quotes"


def colon(key: str) -> str:
    return (
        f"the ': ' after '{key}' makes this a key with a value, where text is expected; "
        "put all of it in quotes"
    )


def column(key: str, at: int, wanted: str) -> str:
    return (
        f"'{key}' begins in column {at}; to belong to the keys above, begin it in column {wanted}"
    )


CUT = (
    "this looks like one sentence, cut at its commas into several entries; put each entry in quotes, "
    "or on a line of its own that begins with '- '"
)
COLON = "text that contains ': ' must be in quotes, or YAML takes what is before it for a key"


def escape(letter: str, what: str) -> str:
    return (
        f"'\\{letter}' in double quotes is {what} and no letter; "
        "write two backslashes if the letter is meant"
    )


UNCLOSED = "text that starts with a quotation mark must end with one"
NO_COLON = (
    "no key with a value: a colon is missing; if the text above goes on here, "
    "indent this line further than its key"
)


def entry(key: str) -> str:
    return f"'{key}' is set a second time; if a new entry of the list begins here, put '- ' before '{key}'"


DASH = "a new entry of the list begins here; put '- ' before it"


def dash(key: str) -> str:
    return f"a new entry of the list begins here; put '- ' before '{key}'"


TOLD = (
    # A comma inside { }.
    (
        "claims:\n  - {text: Moscow, ⟦Minsk and Kyiv want talks.⟧, kind: event}",
        comma("Minsk and Kyiv want talks."),
    ),
    ("status: {text: None agreed, ⟦but talks go on⟧, state: open}", comma("but talks go on")),
    (
        "claims:\n  - {text: Москва, ⟦Минск и Киев хотят переговоров.⟧, kind: event}",
        comma("Минск и Киев хотят переговоров."),
    ),
    ("claims:\n  - {text: 双方会面, ⟦没有结果⟧, kind: event}", comma("没有结果")),
    ("claims:\n  - {text: التقى الطرفان, ⟦دون نتيجة⟧, kind: event}", comma("دون نتيجة")),
    ("claims:\n  - {kind: event, text: Talks, ⟦minsk⟧}", comma("minsk")),
    ("claims:\n  - {text: They met., kind: figure, value: 1, ⟦000⟧}", comma("000", "value")),
    ("points:\n  - {id: a, title: Length, ⟦in days⟧}", comma("in days", "title")),
    ("claims:\n  - {text: “Moscow, ⟦Minsk”⟧, kind: event}", curly_comma("Minsk”", "“")),
    ("claims:\n  - {text: «Киев, ⟦Минск»⟧, kind: event}", curly_comma("Минск»", "«")),
    (
        "claims:\n  - {text: They met., kind: event, ⟦value⟧}",
        "'value' has no value; write value: … or remove it",
    ),
    (
        "claims:\n  - {text: They met., kind: event, ⟦value⟧: }",
        "'value' has no value; write value: … or remove it",
    ),
    ("status: {text: No talks, ⟦no truce⟧, no hope, state: open}", comma("no truce")),
    (
        "claims:\n  - {text: They met., kind: event, by: north, ⟦south⟧}",
        "'south' has no value: inside { } a comma ends a text; put a list in brackets (by: […])",
    ),
    (
        "claims:\n  - {text: They left, ⟦on Monday⟧, kind: event}",
        comma("on Monday") + ", or a colon after 'on'",
    ),
    ("claims:\n  - {text: They met., kind: statement, by⟦:⟧[north]}", space("by")),
    # A key without a value.
    ("⟦sumary⟧:", "unknown key 'sumary'; did you mean 'summary'?"),
    ("⟦Вывод⟧:", "unknown key 'Вывод'"),
    ("⟦Talks go on⟧: ~", "unknown key 'Talks go on'"),
    (
        "claims:\n  - text: They met.\n    ⟦qoute⟧:\n    kind: event",
        "unknown key 'qoute'; did you mean 'quote'?",
    ),
    ("⟦title⟧:", "the key 'title' is missing or has no value"),
    (
        "⟦summary⟧: Null",
        "'Null' means no value here; put it in quotes if you mean the word, or write nothing after 'summary:'",
    ),
    (
        "⟦status⟧:\ntext: None.\nstate: open",
        "'status' has no value; indent 'text' and 'state', which belong below it, by two spaces",
    ),
    # A list that was a sentence.
    ("unknowns: ⟦[The date, place and level of the next meeting]⟧", CUT),
    ("unknowns: ⟦[the date, the place of the meeting]⟧", CUT),
    ("unknowns: ⟦[Ob, wann und wo sie sich treffen]⟧", CUT),
    ("unknowns: ⟦[Datum, Ort des Treffens.]⟧", CUT),
    ("unknowns: ⟦[Saudi Arabia, Turkey or Qatar as a host]⟧", CUT),
    ("unknowns: ⟦[Стамбул, Рим чи Женева як місце зустрічі]⟧".replace("чи", "або"), CUT),
    ("unknowns: ⟦[Дата, место и уровень встречи]⟧", CUT),
    ("watch: ⟦[会议的日期, 地点和级别]⟧", CUT),
    ("unknowns: ⟦[תאריך, מקום ורמת הפגישה הבאה]⟧", CUT),
    # ` #`
    ("title: Talks in room ⟦#5 of the palace⟧", HIDDEN),
    ("title: Peace ⟦# 1 priority⟧", HIDDEN),
    ("title: A lasting peace ⟦# the one priority⟧", HIDDEN),
    ("title: &t Talks\nsummary: *t ⟦#5⟧", HIDDEN),
    ("title: Peace ⟦##5⟧", HIDDEN),
    ("title: 5 ⟦#1 days⟧", HIDDEN),
    ("title: Peace ⟦##ceasefire⟧", HIDDEN),
    ("summary: The ⟦#ceasefire is near⟧", HIDDEN),
    ("summary: ⟦#ceasefire is near⟧", HIDDEN),
    ("title: ⟦#ceasefire is near⟧", HIDDEN),
    ("title: Переговоры в зале ⟦№5 #мир⟧".replace("⟦№5 #", "№5 ⟦#"), HIDDEN),
    ("title: 停火 ⟦#和平⟧", HIDDEN),
    ("title: 双方在会议室 ⟦# 五号会谈⟧", HIDDEN),
    ("title: غرفة ⟦#5⟧", HIDDEN),
    ("title: Talks\t⟦#5⟧", HIDDEN),
    ('title: "Talks" ⟦#5⟧', HIDDEN),
    ("summary: Talks went on\n  in room ⟦#5 of the palace⟧", HIDDEN),
    ("authors: [Anna Smith ⟦# our own⟧\n  , Ben]", HIDDEN),
    (
        "claims:\n  - {text: Talks in room ⟦#5, kind: event}⟧\n  - {text: They met., kind: event}",
        HIDDEN,
    ),
    ("claims:\n  - text: They met. ⟦# in May⟧\n    kind: event", HIDDEN),
    ("unknowns:\n  - ⟦#ceasefire holds⟧\n  - Who pays?", HIDDEN),
    ("unknowns:\n  - Room ⟦#5⟧\n  - Who pays?", HIDDEN),
    ("summary: | ⟦#ceasefire⟧\n  is near", HIDDEN),
    ("slug: talks ⟦#old⟧", HIDDEN),
    ("unknowns: [⟦#ceasefire holds, #peace⟧\n  Who pays?]", HIDDEN),
    ("unknowns: [Кто платит?, ⟦#мир⟧\n  Кто подпишет?]", HIDDEN),
    # Anchors, aliases and tags.
    ("title: ⟦&Co⟧ and partners", anchor("Co")),
    ("title: ⟦&Co⟧", anchor("Co")),
    ("title: ⟦&Київ сьогодні⟧", quotes("&")),
    ("title: ⟦& partners⟧", quotes("&")),
    ("unknowns:\n  - ⟦&Co⟧ pays?", anchor("Co")),
    ("summary: ⟦&Friends, they said⟧", quotes("&")),
    ("title: ⟦!!str Hello⟧", tag("!!str")),
    ("claims:\n  - {text: ⟦&Co⟧ 停火, kind: event}", anchor("Co")),
    ("title: ⟦!Wichtig⟧", tag("!Wichtig")),
    ("title: ⟦!Wichtig das⟧", tag("!Wichtig")),
    ("title: ⟦! Увага⟧", tag("!")),
    ("title: ⟦!important!⟧", quotes("!")),
    ("title: ⟦!! wow⟧", quotes("!")),
    ("title: ⟦&A &B⟧", quotes("&")),
    ("title: ⟦*bold* words⟧", quotes("*")),
    ("title: ⟦**bold** words⟧", quotes("*")),
    ("title: ⟦*жирный* шрифт⟧", quotes("*")),
    ("title: ⟦* 停火⟧", quotes("*")),
    (
        "title: ⟦*bold⟧ words",
        "no anchor &bold comes before the alias *bold; put text that starts with * in quotes",
    ),
    # Text that starts with what YAML needs.
    ("title: ⟦@north speaks⟧", quotes("@")),
    ("title: ⟦%50 for⟧", quotes("%")),
    ("title: ⟦`truce`⟧", quotes("`")),
    ("title: ⟦> 50 дней⟧", quotes(">")),
    ("title: ⟦| 停火⟧", quotes("|")),
    ("title: ⟦? what⟧", quotes("?")),
    ("title: ⟦]truce⟧", quotes("]")),
    (
        "claims:\n  - text: They met.\n    value: ⟦>⟧5\n    kind: event",
        "text that begins with > must be in quotes, or YAML takes it for the start of text on the lines below",
    ),
    (
        "title: ⟦[⟧Draft] Talks",
        "text that starts with [ must be in quotes, or end with its bracket",
    ),
    (
        "title: ⟦[Draft]⟧",
        "expected text, not a list; text that starts with [ or - must be in quotes",
    ),
    (
        "title: ⟦{Черновик}⟧",
        "expected text, not keys with values; text that contains ': ' or starts with { must be in quotes",
    ),
    (
        "title: ⟦-⟧ truce",
        "a list cannot begin behind its key; put each entry on a line of its own below it, or put text that starts with - in quotes",
    ),
    # Spaces that are none.
    ("title:⟦\u00a0⟧First report", unseen("after 'title:'")),
    ("title:⟦\u00a0⟧Первый отчёт", unseen("after 'title:'")),
    ("title:⟦\u202f⟧Premier rapport", unseen("after 'title:'", "a narrow no-break space (U+202F)")),
    ("title:⟦\u3000⟧第一份报告", unseen("after 'title:'", "an ideographic space (U+3000)")),
    ("title:⟦\u200b⟧First report", unseen("after 'title:'", "a zero width space (U+200B)")),
    ("claims:\n  -⟦\u00a0⟧text: They met.\n    kind: event", unseen("after '-'")),
    ("claims:\n  - text: They met.\n⟦\u00a0⟧   kind: event", unseen("in the indentation")),
    ("claims:\n  - text: Они встретились.\n  ⟦\u00a0⟧ kind: event", unseen("in the indentation")),
    (
        "claims:\n  - text: 双方会面。\n⟦\u3000⟧\u3000kind: event",
        unseen("in the indentation", "an ideographic space (U+3000)"),
    ),
    ("claims:\n  - {text:⟦\u00a0⟧They met, kind: event}", unseen("after 'text:'")),
    ("unknowns:\n  - Who pays?\n  -⟦\u00a0⟧Who signs?", unseen("after '-'")),
    ("so⟦\u200b⟧urce: herald", "a zero width space (U+200B) in the key 'source'; delete it"),
    ("source⟦\u00ad⟧: herald", "a soft hyphen (U+00AD) in the key 'source'; delete it"),
    ("title:⟦\u00a0⟧First: report", unseen("after 'title:'")),
    ('title:⟦\u202f⟧"First: report"', unseen("after 'title:'", "a narrow no-break space (U+202F)")),
    ("authors:⟦\u00a0⟧\n  - Anna", "a no-break space (U+00A0) after 'authors:'; delete it"),
    (
        "corrections:⟦\u3000⟧\n  - {date: 2025-05-16, text: 错了}",
        "an ideographic space (U+3000) after 'corrections:'; delete it",
    ),
    # Curly quotes.
    ("title: ⟦“⟧VW: 11m”", curly("“")),
    ("title: ⟦„⟧VW: 11 Mio.“", curly("„")),
    ("title: ⟦«⟧Киев: новости»", curly("«")),
    ("title: ⟦「⟧停火: 最新」", curly("「")),
    ("unknowns:\n  - a\nwatch: x\nquestion: ⟦’⟧Who: me’", curly("’")),
    ("claims:\n  - text: ⟦“⟧VW: 11m”\n    kind: event", curly("“")),
    ("claims:\n  - {text: ⟦“⟧VW: 11m”, kind: event}", curly("“")),
    ("unknowns:\n  - ⟦“Unclear: whether it holds”⟧", curly("“")),
    ("watch:\n  - ⟦«Неясно⟧: сколько»", curly("«")),
    ("authors: [Anna, ⟦„Ben: Weiß“⟧]", curly("„")),
    ("unknowns: [⟦“⟧Who pays, and when”, “Who signs”]", curly_bracket("“")),
    ("authors: [Anna, ⟦«⟧Іван, редактор»]", curly_bracket("«")),
    # A space missing after the colon, and colons that are none.
    ("source⟦:⟧guardian", space("source")),
    ("title⟦:⟧Первый отчёт", space("title")),
    ("title⟦:⟧第一份报告", space("title")),
    ('title⟦:⟧"Premier rapport"', space("title")),
    ("claims:\n  - {text: They met., kind: event, value⟦:⟧met}", space("value")),
    ("claims:\n  - text⟦:⟧They met.\n    kind: event", space("text")),
    (
        "claims:\n  - text: They met.\n    kind: event\n    value⟦:⟧met\n  - text: Again.\n    kind: event",
        space("value"),
    ),
    ("status:\n  ⟦text:None.⟧", space("text")),
    ("title⟦:⟧First report: a start", space("title")),
    ("claims:\n  - text⟦:⟧Они встретились: итог\n    kind: event", space("text")),
    (
        "source⟦：⟧guardian",
        "a fullwidth colon (U+FF1A) after 'source'; write 'source: ', with a plain colon",
    ),
    (
        "title⟦：⟧第一份报告",
        "a fullwidth colon (U+FF1A) after 'title'; write 'title: ', with a plain colon",
    ),
    (
        "claims:\n  - {text: 双方会面。, kind⟦：⟧event}",
        "a fullwidth colon (U+FF1A) after 'kind'; write 'kind: ', with a plain colon",
    ),
    (
        "claims:\n  - {text⟦꞉⟧ Они встретились., kind: event}",
        "a modifier letter colon (U+A789) after 'text'; write 'text: ', with a plain colon",
    ),
    # A dash that is missing, or none.
    ("claims:\n  - text: One.\n    kind: event\n    ⟦text⟧: Two.\n    kind: event", entry("text")),
    ("claims:\n  - kind: event\n    text: Один.\n    ⟦kind⟧: event\n    text: Два.", entry("kind")),
    ("claims:\n- text: 一。\n  kind: event\n  ⟦text⟧: 二。\n  kind: event", entry("text")),
    ("points:\n  - id: a\n    title: A\n    ⟦id⟧: b\n    title: B", entry("id")),
    (
        "status:\n  text: a\n  state: open\n  ⟦text⟧: b\n  state: open",
        "'text' and 'state' are set twice; does another entry begin here, without its own key?",
    ),
    ("claims:\n  - text: One.\n    kind: event\n  ⟦text⟧: Two.\n    kind: event", dash("text")),
    ("claims:\n  - text: Один.\n    kind: event\n  ⟦kind⟧: event\n    text: Два.", dash("kind")),
    (
        "claims:\n  - text: One.\n    kind: event\n  ⟦-⟧text: Two.\n    kind: event",
        "a space is missing after '-'",
    ),
    (
        "unknowns:\n  - Who pays?\n  ⟦–⟧ Who signs?",
        "an en dash (U+2013) begins no entry of a list; write '- ', a hyphen and a space",
    ),
    (
        "unknowns:\n  - Кто платит?\n  ⟦—⟧ Кто подпишет?",
        "an em dash (U+2014) begins no entry of a list; write '- ', a hyphen and a space",
    ),
    (
        "unknowns:\n  - 谁付钱？\n  ⟦•⟧ 谁签字？",
        "a bullet (U+2022) begins no entry of a list; write '- ', a hyphen and a space",
    ),
    ("unknowns:\n  - Who pays?\n  ⟦Who signs?⟧", DASH),
    ("unknowns:\n  - Хто платить?\n  ⟦Хто підпише?⟧\n  - Коли?", DASH),
    ("unknowns:\n- 谁付钱？\n⟦谁签字？⟧", DASH),
    ("unknowns:\n  - من يدفع؟\n    ومتى؟\n  ⟦من يوقع؟⟧", DASH),
    ("authors:\n  - Anna Smith\n  ⟦Ben Weiß⟧", DASH),
    ("unknowns:\n  - Who pays?\n  ⟦Unclear: who signs⟧", DASH + ", and quotes around it"),
    (
        "unknowns:\n  - Who pays?\n⟦Who signs?⟧",
        NO_COLON + "; if it is an entry of the list, begin it with '- ' in column 3",
    ),
    ("claims:\n  - text: One.\n    kind: event\n  ⟦Who signs?⟧", NO_COLON),
    ("claims:\n  - {text: One., kind: event}\n  ⟦{text: Two., kind: event}⟧", DASH),
    (
        "claims:\n- text: One.\n  kind: event\n⟦text⟧: Two.\nkind: event",
        "a new entry of 'claims' begins here; put '- ' before 'text', and begin the keys below it in its column",
    ),
    (
        "corrections:\n- date: 2025-05-16\n  text: Erstens.\n⟦date⟧: 2025-05-17\ntext: Zweitens.",
        "a new entry of 'corrections' begins here; put '- ' before 'date', and begin the keys below it in its column",
    ),
    (
        "claims:\n- text: 一。\n  kind: event\n⟦value⟧: 三十天",
        "'value' belongs to an entry of 'claims'; begin it in the column of its keys",
    ),
    (
        "claims:\n  - text: One.\n  - ⟦kind⟧: event",
        "the dash before 'kind' begins another entry, which lacks 'text', as the one above lacks 'kind'; if the two are one, put spaces in the place of the dash",
    ),
    (
        "points:\n  - id: a\n  - ⟦title⟧: Length\n  - {id: b, title: Order}",
        "the dash before 'title' begins another entry, which lacks 'id', as the one above lacks 'title'; if the two are one, put spaces in the place of the dash",
    ),
    (
        "claims:\n  ⟦1⟧. text: One.\n    kind: event\n  2. text: Two.\n    kind: event",
        "'1.' begins no entry of a list; write '- ', a hyphen and a space",
    ),
    (
        "corrections:\n  - ⟦2025-05-16⟧: We said thirty.",
        "a date is no key here; write {date: 2025-05-16, text: …}, with the text in quotes if it has a comma",
    ),
    (
        "watch:\n  - ⟦2025-06⟧: Голосование",
        "a date is no key here; write {date: 2025-06, text: …}, with the text in quotes if it has a comma",
    ),
    (
        "points:\n  - {id: a, title: A, alike: [[⟦30⟧,000, a month]]}",
        'inside [ ] a comma ends a number; put it in quotes: "30,000"',
    ),
    (
        "claims:\n  - text ⟦=⟧ They met.\n    kind: event",
        "'=' after 'text' is no colon; write 'text: '",
    ),
    (
        "claims:\n  - text: 一。\n    kind ⟦–⟧ event\n    value: 二",
        "'–' after 'kind' is no colon; write 'kind: '",
    ),
    # A colon in a list of texts.
    ("unknowns:\n  - ⟦Unclear: whether it holds⟧", colon("Unclear")),
    ("unknowns:\n  - ⟦Неясно: сколько продлится⟧", colon("Неясно")),
    ("unknowns:\n  - ⟦待定: 地点⟧", colon("待定")),
    ("unknowns:\n  - ⟦غير واضح: المكان⟧", colon("غير واضح")),
    ("unknowns: [⟦Unclear: whether it holds⟧]", colon("Unclear")),
    ("watch:\n  - ⟦Unclear⟧: whether it holds", colon("Unclear")),
    ("watch:\n  - ⟦Неясно⟧: сколько продлится", colon("Неясно")),
    ("authors:\n  - ⟦Anna Smith: Reuters⟧", colon("Anna Smith")),
    (
        "unknowns:\n  - ⟦'': whether it holds⟧",
        "this is a key with a value, where text is expected; put all of it in quotes",
    ),
    (
        "unknowns:\n  - ⟦text: Who pays?⟧",
        "an entry of this list is a text and no more; write it without 'text:'",
    ),
    (
        "unknowns:\n  - ⟦Open:⟧",
        "expected text, not keys with values; text that ends with : must be in quotes",
    ),
    # Colons in text.
    ("title: First report⟦:⟧ a start", COLON),
    ("title: Первый отчёт⟦:⟧ начало", COLON),
    ("title: 第一份报告⟦:⟧ 开始", COLON),
    ("summary: Talks went on\n  in Istanbul⟦:⟧ no result", COLON),
    ("claims:\n  - {text: They met⟦:⟧ no result, kind: event}", COLON),
    # Keys a column off.
    ("claims:\n  - text: One.\n     ⟦kind⟧: event", column("kind", 6, "5")),
    ("claims:\n  - text: Один.\n   ⟦kind⟧: event", column("kind", 4, "5")),
    ("claims:\n  - text: 一。\n  ⟦kind⟧: event", column("kind", 3, "5")),
    ("status:\n  text: None.\n   ⟦state⟧: open", column("state", 4, "3")),
    ("status:\n  text: Нет.\n ⟦state⟧: open", column("state", 2, "3 or 1")),
    ("title: First\n ⟦source⟧: herald", column("source", 2, "1")),
    (
        " ⟦title: First report⟧",
        "this line begins in column 2, and those below in column 1; begin it there, too",
    ),
    (
        "authors:\n    - Anna\n  ⟦-⟧ Ben",
        "this entry begins in column 3; to belong to the list above, begin it in column 5",
    ),
    (
        "authors: Anna\n⟦-⟧ Ben",
        "this begins an entry of a list, but the key above has a value already",
    ),
    (
        "summary: Talks\n  # a comment\n  ⟦w⟧ent on",
        "the comment above ends the text before it, which goes on here; move the comment",
    ),
    # Quotes and brackets.
    ("summary: ⟦[@first] says so⟧", quotes("[")),
    ("source: ⟦“guardian”⟧", "the curly quotes are read as part of “guardian”; write guardian"),
    ("⟦“source”⟧: herald", "curly quotes in the key “source”; write source"),
    ("themes: [⟦«truce»⟧]", "the curly quotes are read as part of «truce»; write truce"),
    ("themes: ⟦［truce］⟧", "expected a list, not the text '［truce］'; write plain brackets: [ ]"),
    ('title: ⟦"⟧First report', UNCLOSED),
    ('title: ⟦"⟧Первый отчёт\nsummary: "x"', UNCLOSED),
    (
        "title: 'It⟦'⟧s a start'",
        "the apostrophe ends the text; write it twice, or put the text in double quotes",
    ),
    (
        "title: 'Об⟦'⟧єднання'",
        "the apostrophe ends the text; write it twice, or put the text in double quotes",
    ),
    (
        'title: "He said ⟦"⟧yes" today"',
        'the text ends at this ", and more follows; begin and end a text that contains " with \'',
    ),
    (
        'title: "他说⟦"⟧好"了"',
        'the text ends at this ", and more follows; begin and end a text that contains " with \'',
    ),
    (
        'title: "First" ⟦report⟧',
        "words after the closing quotation mark; put the whole text in quotes, ' at its start and ' at its end",
    ),
    (
        'title: "C:⟦\\D⟧ir"',
        "a backslash in double quotes has a meaning of its own; write two of them",
    ),
    ('title: "C:⟦\\t⟧emp"', escape("t", "a tab")),
    ('title: "C:⟦\\n⟧ew"', escape("n", "a line break")),
    ('title: "Зал⟦\\n⟧овый"', escape("n", "a line break")),
    ('summary: "会谈\n  ⟦\\r⟧x"', escape("r", "a line break")),
    ("themes: ⟦[⟧truce", "a list that begins with [ must end with ]"),
    (
        "claims:\n  - ⟦{⟧text: They met., kind: event",
        "keys with values that begin with { must end with }",
    ),
    ("authors: ⟦[⟧", "a list that begins with [ must end with ]"),
    ("authors: ⟦[⟧Anna,", "a list that begins with [ must end with ]"),
    ("authors: ⟦[⟧Anna, # and others", "a list that begins with [ must end with ]"),
    ("authors: ⟦[⟧Anna, }", "a list that begins with [ must end with ]"),
    ("claims:\n  - ⟦{⟧", "keys with values that begin with { must end with }"),
    ("claims:\n  - {text: They met., by: ⟦[⟧", "a list that begins with [ must end with ]"),
    (
        "claims:\n  - ⟦{⟧text: They met., by: [north],",
        "keys with values that begin with { must end with }",
    ),
    ("authors: [Анна, ⟦- Бен]⟧", "text that starts with - must be in quotes"),
    ("authors: [Anna, ⟦,⟧ Ben]", "an entry is missing between two commas; remove one of them"),
    # Lines that are no keys.
    ("⟦title First report⟧", NO_COLON),
    (
        "claims:\n  - {text: They met., kind: event, ⟦value 50⟧}",
        "'value 50' has no value: inside { } a comma ends a text; put a text with a comma in quotes (kind: \"…\"), or a colon after 'value'",
    ),
    (
        "claims:\n  - {text: They met., kind: event}⟦,⟧\n  - {text: x, kind: event}",
        "a comma behind the bracket; remove it",
    ),
    ("summary: Talks went on\n⟦in Istanbul.⟧", NO_COLON),
    ("summary: Переговоры шли\n⟦в Стамбуле.⟧", NO_COLON),
    ("summary: 会谈\n⟦在伊斯坦布尔。⟧", NO_COLON),
    (
        "summary: Talks\n⟦%⟧ ask the lawyer",
        "a line cannot begin with %; begin a comment with #, or put the text in quotes",
    ),
    ("unknowns: [Open⟦:⟧, Closed]", "text with a : at its end must be in quotes here"),
    (
        "summary: Talks\n⟦]⟧title: x",
        "this ] has none that opens it; remove it, or put the text in quotes",
    ),
    ("summary: Talks\n...\n⟦f⟧oo", "the line '...' above ends what YAML reads; remove it"),
    # Something else than was expected.
    ("status: ⟦open⟧", "expected keys with values, not the text 'open'; write {text: …, state: …}"),
    (
        "status: ⟦Открыто⟧",
        "expected keys with values, not the text 'Открыто'; write {text: …, state: …}",
    ),
    (
        "claims:\n  - ⟦They met.⟧",
        "expected keys with values, not the text 'They met.'; write {text: …, kind: …}",
    ),
    (
        "unknowns: ⟦The date, place and level⟧",
        "expected a list, not the text 'The date, place and level'; begin each entry with '- ' on a line of its own",
    ),
)


@pytest.mark.parametrize(("lines", "message"), TOLD)
def test_a_mistake_is_told_once_at_its_place(lines: str, message: str) -> None:
    plain = lines.replace("⟦", "").replace("⟧", "")
    # The other lines of the front matter are not marked.
    marked, _ = front_matter(lines)
    where, is_article = front_matter(plain)
    assert marked.replace("⟦", "").replace("⟧", "") == where
    assert told(plain) == [(marked, message)]
    assert is_article or "---" not in where


FINE = (
    "summary:",
    "summary: ~",
    "summary: # one or two sentences",
    "claims: # what they say",
    "# 1 priority, #ceasefire\ntitle: First report",
    "claims:\n  - text: They met.\n    # not #5 but 6\n    kind: event",
    "claims:\n  - text: They met.\n    kind: event\n    value:\n    quote:",
    "claims:\n  - text: They met.\n    kind: event\n    value: 50 #check",
    "claims:\n  - text: They met.\n    kind: event # or agreement",
    "claims:\n  - {text: They met., kind: event} # both",
    "source: herald # a daily",
    "source: herald  #  a daily",
    "published: 2025-05-15 #Thursday",
    "published: 2025-05-15T12:30+03:00 # Thursday",
    "themes: [truce] #1 of 2",
    "themes: [\n  truce, # the first\n  venues # the second\n  ]",
    'title: "Talks in room #5" # the headline',
    "title: 'Talks #5'",
    'title: "C:\\\\temp\\\\new, caf\\u00e9, a\\"b"',
    "title: 'C:\\temp'",
    "title: C:\\temp",
    "title: Talks#5 and C#, F# and so on",
    "title: >-\n  Talks in room #5\n  # 1 priority",
    "summary: |\n  #ceasefire\n  is near",
    "url: https://example.org/#h-1",
    "url: https://example.org/a # retrieved on Monday",
    "title: “Talks”, they said",
    "title: «Переговоры» идут",
    "title: Fire and\u00a0smoke\u202f!",
    "title: Первый отчёт",
    "title: 10:30 in Kyiv",
    "title: Q&A and R&D, 5 * 3 = 15!",
    "title: &t Talks\nsummary: *t",
    "title: &t Talks\nsummary: *t # the same",
    "title: a:b",
    "authors: [Anna Smith, volodymyr Zelensky]",
    "themes: [truce, prisoner-exchange]",
    "unknowns: [Who pays?, Who signs?]",
    "unknowns: [who pays?, who signs?]",
    "unknowns: [Date, Place]",
    "unknowns: [date, place, level]",
    'unknowns: ["The date", "place and level"]',
    "unknowns: [谁付钱？, 谁签字？]",
    "unknowns:\n  - The date, place and level",
    "watch:\n  - {date: 2025-06-01, text: The summit}\n  - Talks",
)


@pytest.mark.parametrize("lines", FINE)
def test_what_is_right_is_not_complained_of(lines: str) -> None:
    assert told(lines) == []


def test_a_sentence_that_was_cut_is_a_warning() -> None:
    front, is_article = front_matter("unknowns: [The date, place and level]")
    (problem,) = problems_of(f"---\n{front}\n---\n", is_article)
    assert problem.severity is Severity.WARNING
