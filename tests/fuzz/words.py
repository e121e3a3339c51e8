"""What is put into files at random: texts, values, keys, stretches of YAML and Markdown."""

from __future__ import annotations

import dataclasses
from random import Random

from tests.contract import MODELS, WORDS
from tests.prose.test_markdown import HOSTILE as HOSTILE_MARKDOWN

HOSTILE = (
    *HOSTILE_MARKDOWN,
    *("</script><script>top.ran=1</script>", "</style><style>*{display:none}", "]]>", "--><b>"),
    *("url(https://evil.example/x.png)", "expression(alert(1))", "@import '//evil.example/';"),
    *("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "a;=1+1;b", "\t=1"),
    *("Set-Cookie: a=b\r\nX: y", "{{7*7}}", "{% include 'x' %}", "{# x #}", "${7*7}", "<%= 7*7 %>"),
    *("%0d%0aX:y", "\u2028\u2029", "../../../etc/passwd", "C:\\CON", "\\\\host\\share", "a/b", "."),
    *("..", "~", "index.html"),
)

TAME = tuple(it for it in HOSTILE if not set("[]|`\\\0\r\u202e") & set(it) and "<!" not in it)
"""Those that are only text wherever they stand, so that a site with them has pages."""

MARKDOWN = (
    *("# ", "## ", "###### ", "> ", "> > ", "- ", "* ", "+ ", "1. ", "999999999. ", "1) ", "    "),
    *("---", "***", "===", "\n\n", "\n", "  \n", "\\\n", "\t", "  ", "`a`", "**b**", "_c_", "*d*"),
    *("\n\n| a | b |\n|---|:-:|\n| c | d |\n\n", "\\|", "\n\n```py\n<b>\n```\n\n", "*", "_", "~~"),
    *("\\", "[@r01]", "[@r01#c1]", "[@r05#sixty; @r02]", "[[r02]]", "[[theme:truce|the truce]]"),
    *("[[actor:envoy]]", "[[source:wire|W]]", "[[term:pause]]", "[[term:pause|x]]"),
    *("Silence of the guns", "Mediation", "The Envoy", "The Herald", "“in” here", "«q»", "„q“"),
    *("<https://example.org/>", "https://example.org/a_(b)?c=d&e#f", "www.example.org", "a@b.org"),
    *(
        "[x](https://a.b/%20)",
        "<https://xn--a.b/>",
        "[x](mailto:a@b.org)",
        "<https://a.b/%EF%BF%BE>",
    ),
    *("<https://a.b/%E2%80%AE%01%F0%9F%98%80>", "[x](/about/)", "&amp;"),
    *("&#x1F600;", "&#99999999;", "&nosuch;", "&NewLine;", "&#0;", "&lt;script&gt;", "“", "”", "„"),
    *("«", "»", "‘", "’", '"', "'", "…", "–", "—", ":smile:", "$$x$$", "(?)"),
)
"""What may stand in a text."""

FAILING = (
    *("```", "~~~", "|", "|---|", "**", "***", "__", "`", "``", "[", "]", "(", ")", "![", "]("),
    *("]: ", "<", ">", "[^1]", "[^1]: A note.\n", "[^a b]", "[^", "^[inline]", "[x]: /about/\n"),
    *("[x][x]", "[@", "[@no#c1]", "[@r01#", "@r01", "[@;]", "[[", "]]", "[[theme:|]]", "[[:|x]]"),
    *("[[a|b|c]]", "![The hall](map.png)", "![](map.png)", "![x](x.png)", "![x](../x.png)"),
    *("[x](/no/#here)", "[x](https://a.b/%00)", "<https://a.b/%0099%00>", "https://[::1]/x"),
    *("http://1.2.3.4:99999/", "TODO", "XXX", "Lorem", "{.x #y}", ":::", "::: note", "\\(x\\)"),
    *("[x](<a b>)", "[x](y)", "<br>", "<!--", "-->", "<b>", "</b>", "<a href=x>", "<x-y>", "<?"),
    *("<![CDATA[", "\\<"),
)
"""What leaves something on the page that nobody wants, or is a problem."""

YAML = (
    *(": ", ":", "- ", "? ", ", ", "[", "]", "{", "}", "&a ", "*a", "!!binary ", "!x ", "| \n"),
    *(">-\n", "'", '"', "#", " # ", "%YAML 1.2\n", "---\n", "...\n", "<<: *a\n", "@", "`", "\t"),
    *("\n", "\n  ", "~", "null", "yes", "0x1F", "0o17", "1_000", "1e999", ".inf", ".nan", "="),
    *("\\x00", '"\\u0000"', '"\\ud800"', "[[[[[[", "{{{{{{", "]]]", "- - - -", "? - ? -"),
    *("&a [*a]", "&a {b: *a}", "|2\n", "title: Again\n", "claims:\n", "  - text: x\n"),
    *("points: []\n", "id: ''\n", "themes: truce\n"),
)

DATES = (
    *("2025-05-15", "2025-05", "2025", "2025-05-15T12:30", "2025-05-15T12:30+03:00", "2025-13-01"),
    *("2025-02-30", "0000-01-01", "0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31"),
    *("10000-01-01", "9999-12-31T23:59-12:00", "2025-05-15T24:00", "2025-05-15T12:30:60Z"),
    *("2025-05-15 12:30", "2025-W20-4", "2025-135", "15.05.2025", "May 2025", "-2025-05-15"),
    *("2025-05-15T12:30+99:99", "2025-03-30T03:30", "2025-10-26T03:30", "٢٠٢٥-٠٥-١٥"),
    *("2025-05-15T12:30:00.000000000001Z", "now"),
)

NUMBERS = (
    *("0", "-0", "-1", "1", "1.5", "90.0000001", "1e308", "1e309", "-1e999", "nan", "inf", "NaN"),
    *("9" * 30, "9" * 400, "9" * 5000, "0." + "0" * 400 + "1", "1_000", "0x10", "1e5", "٣", "½"),
    *("Ⅷ", "9223372036854775808", "-9223372036854775809", "1,5", "1 000", "+5", "1e-400", "true"),
    *("no",),
)

NAMES = (
    *("north", "envoy", "union", "herald", "wire", "truce", "length", "r01", "r01#c1", "#c1", "c1"),
    *(
        "r05#thirty",
        "#thirty",
        "/about/",
        "/themes/truce/",
        "/feed.xml",
        "/old/../x/",
        "/",
        "/404/",
    ),
    *("/themes/", "/static/x/", "/pagefind/x/", "/data/briefing.json", "/a/b/c/d/", "/A/", "/é/"),
)

RANGES = (
    *((0x20, 0x7E),) * 4,
    *((0xA1, 0x24F), (0x300, 0x36F), (0x400, 0x4FF), (0x5D0, 0x5EA), (0x620, 0x6FF)),
    *((0x900, 0xDFF), (0xE00, 0xEFF), (0x1100, 0x11FF), (0x2010, 0x2027), (0x20D0, 0x2BFF)),
    *((0x3000, 0x9FFF), (0xAC00, 0xD7A3), (0xFB00, 0xFDCF), (0x10000, 0x1FFFD), (0x20000, 0x2FFFD)),
)
"""Stretches of the planes of Unicode; those of ASCII come more often."""

ODD_RANGES = (
    *((0x00, 0x1F), (0x7F, 0xA0), (0x2000, 0x206F), (0xE000, 0xF8FF), (0xFDD0, 0xFDEF)),
    *((0xFE00, 0xFFFF), (0xE0000, 0xE01EF), (0xF0000, 0x10FFFF), (0x590, 0x6FF), (0xD800, 0xDFFF)),
)
"""Those of controls, marks, surrogates, and of what is no character."""

KEYS = (
    *sorted({field.name for model in MODELS for field in dataclasses.fields(model)}),
    *("Title", "titel", "no", "", "0", "a b", "ключ", "__class__", "<<", "title ", "a.b", "é"),
)


def characters(random: Random, most: int = 8, *, odd: bool = True) -> str:
    """Return some characters of any plane; `odd` ones may be invisible, or none at all."""
    ranges = (*RANGES, *ODD_RANGES) if odd else RANGES
    count = random.randint(0, most)
    return "".join(chr(random.randint(*random.choice(ranges))) for _ in range(count))


def text(random: Random) -> str:
    """Return a text that may stand where people read one; one in six has what may not."""
    odd = random.random() < 0.16
    made = [_piece(random, odd=odd) for _ in range(random.randint(1, 6))]
    return random.choice((" ", "")).join(made)


def markdown(random: Random) -> str:
    """Return Markdown, or what looks like some; seldom a lot, or deep."""
    kind = random.random()
    if kind < 0.05:
        return random.choice(MARKDOWN + FAILING) * random.choice((10, 100, 1000))
    if kind < 0.1:
        return "".join(random.choice((">", "- ", "  ", "[", "*", "1. ")) for _ in range(300))
    odd = kind < 0.3
    return "".join(_piece(random, odd=odd) for _ in range(random.randint(1, 40)))


def value(random: Random, depth: int = 0) -> object:
    """Return any value that YAML can hold."""
    kind = random.random()
    if kind < 0.25 and depth < 4:
        return [value(random, depth + 1) for _ in range(random.randint(0, 4))]
    if kind < 0.4 and depth < 4:
        return {key(random): value(random, depth + 1) for _ in range(random.randint(0, 3))}
    if kind < 0.42:
        return nested(random.choice((5, 30, 200)), random.random() < 0.5)
    return random.choice(
        (
            random.choice(DATES),
            random.choice(NUMBERS),
            random.choice(NAMES),
            str(random.choice(WORDS)),
            text(random),
            "",
        )
    )


def nested(depth: int, listed: bool) -> object:
    """Return lists in lists, or mappings in mappings."""
    made: object = "x"
    for _ in range(depth):
        made = [made] if listed else {"text": made}
    return made


def key(random: Random) -> str:
    """Return a key of front matter, or what somebody takes for one."""
    return random.choice(KEYS) if random.random() < 0.8 else characters(random)


def _piece(random: Random, *, odd: bool) -> str:
    kind = random.random()
    if kind < 0.4:
        return random.choice(MARKDOWN)
    if kind < 0.55:
        return characters(random, odd=odd)
    if odd and kind < 0.85:
        return random.choice(random.choice((FAILING, HOSTILE)))
    if kind < 0.65:
        return random.choice(TAME)
    return random.choice(("word", "слово", "语", "كلمة", "thirty days", "30 days", " ", "e\u0301"))
