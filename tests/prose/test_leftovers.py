"""Marks that failed are told at their place, and nothing else is."""
# ruff: noqa: E501 - messages are shown as they are

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.prose.markdown import Markdown
from generator.prose.model import Remark
from tests.tried import tried

MARKDOWN = Markdown()

# In each text, ‸ stands before every place that something is told about.
LEFT = {
    "bad-mark": [
        "See ‸[[second#claims]].",
        "Дивись ‸[[theme:truce#length]].",
        "Він сказав ‸[[second#c1|про це]].",
        "他说‸[[ second ]]。",
        "See ‸[[second|]] and ‸[[Second report: part two]].",
        "Дивись ‸[[themes:truce]] тут",
        "参见‸[[theme：truce]]。",
        "An unclosed ‸[[theme:truce and more",
        "Незакрите ‸[[second] тут",
        "A citation ‸[see @first] with words",
        "Цитата ‸[див. @first#c1] зі словами",
        "引用‸[参见 @first]。",
        "A page ‸[@first, p. 3] in it",
        "Сторінка ‸[@first, с. 3] у ній",
        "第三页‸[@first，第3页]。",
        "- Two ‸[@first, @second] with a comma",
        "> Не закрито ‸[@first and more",
        "Not closed\n\nat the end ‸[@first#c1",
        "Не відкрито ‸@first] тут",
        "Full width ‸[＠first] at",
        "Two pairs ‸[[@first]] of them",
        "До ключа ‸[@ first]",
        "Nothing ‸[@] in it",
        "One more ‸[@first]] and ‸[[first]]] of them",
        "Замало ‸[theme:truce]] тут",
        "Over two lines ‸[see @first\nand @second]",
        "| a | b |\n|---|---|\n| c | ‸[see @first] |",
        "*Stressed ‸[see @first]*",
    ],
    "failed-image": [
        "A ‸![Map](front line.png) b",
        r"‸!\[Мапа\](мапа.png) і ‸\!\[地图\](map.jpg)",
        "Ось ‸![Мапа](лінія фронту.png) тут",
        "图‸![地图](前线 地图.png)",
        "- ‸![Map](front (1) line.png)",
        "‸![Map](front line.png",
        "‸![[map.png]]",
        "Ось ‸![[мапа.jpg|300]]",
        "![‸".replace("![‸", "‸![") + "x](data:image/png;base64,AAAA)",
        "Text ‸![][image1]",
        "![][image1]\n\n‸[image1]: <data:image/png;base64,AAAA>",
        "‸![地图][map]",
        "‸![Map] (map.png)",
        "Ось ‸!(Мапа)[мапа.png]",
        "图‸![地图(地图.png)",
        'A ‸![Мапа](лінія фронту.png "Назва")',
        "图‸![地图](map.png =300x)",
    ],
    "failed-link": [
        "A ‸[page](/about us/) here",
        "Тут ‸[сторінка](/про нас/) є",
        "‸[报告](https://example.org/a b)",
        r"See ‸\[the report\](https://example.org/a) and ‸\[звіт\]\(/about/\).",
        "‸[x](javascript:alert(1))",
        "Тут ‸[файл](file:///c/x.pdf)",
        "‸[x](//example.org/)",
        "‸[报告](tel:+123)",
        "‸[x](https://example.org/ “title”)",
        "‸(page)[https://example.org]",
        "‸[сторінка] (https://example.org)",
        "‸[page](https://example.org and more",
        "‸[our page] (/about/)",
        "Ось ‸(сторінка)[/про-нас/]",
        "文字‸[说明(https://example.org/a)",
        "‸[the map(map.png)",
        "‸[x](https:/example.org/a)",
        "‸[see [@first] there](/x/)",
        "‸[a [b](/c/) d](/e/)",
        "‸<javascript:alert(1)>",
        "‸<www.example.org>",
        "‸[the report][1] says",
        "‸[x]: https://example.org\n\nNothing uses it.",
        "[a] here\n\n‸[a]: comment",
        "Тут [Москва]\n\n‸[Москва]: відмовилась",
        "[x]\n\n[x]: /a/\n‸[x]: /b/",
        "[x]\n\n‸[x]: https://example.org and its title",
    ],
    "failed-note": [
        "One‸[^7] two.",
        "Один‸[^а] два[^а].",
        "一‸[^注]。",
        "> One‸[^7]\n\n> two",
        "One‸[^7] two.\n\n[^8]: note",
        "Never used.\n\n‸[^7]: note",
        "Не вжито.\n\n‸[^а]: примітка",
        "One[^7].\n\n[^7]: note\n\n‸[^7]: note",
        "一[^注]。\n\n[^注]: 甲\n‸[^注]: 乙",
        "- One[^7]\n\n  ‸[^7]: not within a list",
        "> Один[^а]\n>\n> ‸[^а]: не в цитаті",
        "One[^7].\n\n‸[^7] without a colon",
        "One[^my note].\n\n‸[^my note]: with a space",
    ],
    "failed-heading": [
        "‸##\u00a0Title",
        "‸##Title",
        "‸###Що відомо",
        "‸##标题",
        "‸##\u3000标题",
        "‸＃＃ 标题",
        "‸##\u200bTitle",
        "Text\n‸##Title\ntext",
        "‸#What is known",
        "‸####### Seven",
        "> ‸##Title",
        "- ‸##Заголовок",
    ],
    "failed-table": [
        "‸| a | b |\n| 1 | 2 |",
        "‸| Дата | Місце |\n| 1 | 2 |\n| 3 | 4 |",
        "‸| 日期 | 地点 |",
        "‸a | b\n1 | 2",
        "‸Дата|Місце\n1|2\n3|4",
        "‸| a | b |\n|---|\n| 1 | 2 |",
        "Text first\n‸| a | b |\n| 1 | 2 |",
        "‸|---|---|\n| 1 | 2 |",
        "> ‸| a | b |\n> | 1 | 2 |",
        "| a | b |\n|---|---|\n| 1 | 2 | ‸3 |",
        "| а | б |\n|---|---|\n| 1 | 2 | ‸три | чотири |",
    ],
    "not-supported": [
        "## Background ‸{#background}",
        "## Передісторія ‸{ #peredistoria }",
        "‸[!NOTE]\nText",
        "‸::note[Примітка]",
        '‸=== "标签"',
        "## Передісторія ‸{#peredistoria}",
        "## 背景 ‸{#bg .big}",
        "Words‸{.mark} and ‸{lang=en}",
        "‸{:.class} Слова ‸{: #id .class}",
        "‸::: note\nText",
        "‸:::примітка\nТекст",
        "> ‸[!NOTE]\n> Text",
        "> ‸[!WARNING]\n> 文字",
        "‸!!! note\nText",
        "‸.. note:: Text",
        "Term\n‸: definition",
        "Термін\n‸: визначення",
        "术语\n‸：定义",
        "Term\n\n‸: definition",
        "- ‸[ ] to do\n- ‸[x] done",
        "* ‸[ ] зробити",
        "1. ‸[X] 完成",
        "A ‸==marked== word",
        "‸==Слово== тут",
        "这是‸==重点==的",
        "m‸^2^ and H‸~2~O",
        "A ‸~struck~ word",
        "‸\\newpage",
        "Текст ‸\\textbf{тут}",
        "A note‸^[inline] here",
        "‸$$x$$ і ‸$$y$$",
        "‸*[HTML]: Hyper",
        "Текст‸\\\n\nІнший",
        "‸+---+---+\n| a | b |\n+---+---+",
        "‸[TOC]",
    ],
    "html": [
        "A ‸<br> b",
        "‸<comment>спитати</comment> далі",
        "10‸&nbsp km і 5‸&amp;nbsp;км",
        "Текст‸<br/>далі",
        '‸<p class="MsoNormal">文字<o:p></o:p></p>',
        "- ‸<b>x</b>",
        "A ‸<span style='mso-fareast: x'>b</span>\nand ‸<i>c</i>",
        "‸<img src=x onerror=alert(1)>",
        'Ось ‸<a href="https://example.org">тут</a>',
        "| a | b |\n|---|---|\n| ‸<sup>1</sup> | 2 |",
        "‸<!DOCTYPE html>",
        "‸<script>alert(1)</script>",
        "‸<?xml version='1.0'?>",
    ],
    "template": [
        "‸{{< youtube 1 >}}",
        "Текст ‸{% include x %} тут",
        "文字‸{{ page.title }}。",
        "‸{{% note %}}",
        '‸[caption id="1"]',
        "‸<% x %>",
    ],
    "open-comment": [
        "A ‸%%ask the lawyer%% b",
        "Текст ‸{# спитати юриста #} тут",
        "文字 ‸/* 问律师 */",
        "‸// ask the lawyer",
        "Текст ‸%%спитати юриста%%",
        "文字‸%%问律师%%。",
        "Текст ‸%% спитати юриста %% тут",
        "‸<!—ask—> and ‸‹!-- ask --›",
        "Word ‸<!-- a\n\nb -->",
        "‸%%two\nlines%%",
        "A ‸<!-- never closed",
        "Текст ‸<!-- коментар\n\nу двох абзацах --> далі",
        "‸<!-- a\n\nb --> after it",
        "text[a] here\n\n‸[a]: Please check with legal",
    ],
    "failed-emphasis": [
        "‸**“无条件停火”**是",
        "是‸**“无条件停火”**是",
        "‸**「停戦」**は",
        "‸**“휴전”**은",
        "‸*«перемир’я»*у",
        '‸**"Ateşkes"**in',
        "这是‸**重点。**然后",
        "是‸_重点_的",
        "‸**bold **text",
        "The ‸truce** holds.",
        "Це ‸важливо** тут.\n\n**Жирне** слово",
        "Ukraine wants ‸** thirty ** days",
        "‸** важливо **",
        "‸~~“停火”~~是",
    ],
    "indented": [
        "    ‸![Map](map.png)",
        "\t‸## Заголовок",
        "Text\n\n    ‸| 甲 | 乙 |\n    |---|---|",
        "    ‸He said that it was so.",
        "\t‸Він сказав, що це так.",
        "    ‸他说这是真的。",
        "Text\n\n    ‸“We agreed,” he said.",
        "- item\n\n      ‸more words of it",
        "\u0020\u0020\u0020\u0020‸وقال إن الأمر كذلك",
    ],
    "open-code": ["Text\n\n‸```\ncode\n\nMore text[@first].", "‸~~~\nтекст", "> ‸```\n> 文字"],
    "word-processor": [
        "‸· item\n· item",
        "‸\uf0b7 пункт",
        "A list\n‸• 甲\n• 乙",
        "See ‸Error! Reference source not found. there",
        "It wasnâ€™t".replace("â", "‸â"),
        "A ‸\ufffd character",
        "‸[if !supportLists]",
        "‸<Media omitted>",
        "‸[cid:image001.png@01D] і ‸[image: image.png]",
        "Caf‸Ã©, fÃ¼r",
        "قال ‸Ø§Ù„Ø³",
    ],
}


@pytest.mark.parametrize(
    ("code", "marked"), [(code, text) for code, texts in LEFT.items() for text in texts]
)
def test_what_failed_is_told_where_it_stands_and_once(code: str, marked: str) -> None:
    spots = []
    for line, words in enumerate(marked.split("\n"), start=1):
        pieces = words.split("‸")
        spots += [(line, len("".join(pieces[:at])) + 1) for at in range(1, len(pieces))]
    told = MARKDOWN.block(marked.replace("‸", "")).remarks
    assert [(r.line + 1, r.column) for r in told] == spots
    assert {r.code for r in told} == {code}


def line_of(remark: Remark) -> str:
    """Return a remark as one line, much as the command line shows it."""
    severity = "warning" if remark.warning else "error"
    return f"{remark.line + 1}:{remark.column}: {severity}: {remark.message} [{remark.code}]"


EXACT = [
    (
        "See [[second#claims]].",
        "1:5: error: '[[second#claims]]' stays on the page as text: a link by key leads to an article, not to one of its claims; write [[second]], or [@second#claims] to cite the claim [bad-mark]",
    ),
    (
        "他说[[ second ]]。",
        "1:3: error: '[[ second ]]' stays on the page as text: a link by key has no other marks or spaces; write [[second]] [bad-mark]",
    ),
    (
        "参见[[theme：truce]]。",
        "1:3: error: '[[theme：truce]]' stays on the page as text: a link by key has no other marks or spaces; write [[theme:truce]] [bad-mark]",
    ),
    (
        "Дивись [[themes:truce]]",
        "1:8: error: '[[themes:truce]]' stays on the page as text: there is no kind 'themes' of links by key; the kinds are article, theme, actor, source, page, term [bad-mark]",
    ),
    (
        "Незакрите [[second] тут",
        "1:11: error: '[[second]' stays on the page as text: it begins a link by key, and a second ] is missing at its end [bad-mark]",
    ),
    (
        "A citation [see @first] with words",
        "1:12: error: '[see @first]' stays on the page as text: the brackets of a citation hold nothing but keys; write see [@first] [bad-mark]",
    ),
    (
        "第三页[@first，第3页]。",
        "1:4: error: '[@first，第3页]' stays on the page as text: the brackets of a citation hold nothing but keys; write [@first]，第3页 [bad-mark]",
    ),
    (
        "Not closed [@first",
        "1:12: error: '[@first' stays on the page as text: it begins a citation, and ] is missing at its end; write [@first] [bad-mark]",
    ),
    (
        "Не відкрито @first] тут",
        "1:13: error: '@first]' stays on the page as text: it ends a citation, and [ is missing at its beginning; write [@first] [bad-mark]",
    ),
    (
        "Two pairs [[@first]]",
        "1:11: error: '[[@first]]' stays on the page as text: a citation has one bracket at each end; write [@first] [bad-mark]",
    ),
    (
        "Nothing [@] in it",
        "1:9: error: '[@]' stays on the page as text: it is not a citation; write [@article], [@article#claim] or [@one; @two] [bad-mark]",
    ),
    (
        "A ![Map](front line.png) b",
        "1:3: error: the image '![Map](front line.png)' is not shown: its name has a space; write ![Map](<front line.png>) [failed-image]",
    ),
    (
        "图![地图](前线 地图.png)",
        "1:2: error: the image '![地图](前线 地图.png)' is not shown: its name has a space; write ![地图](<前线 地图.png>) [failed-image]",
    ),
    (
        "![[map.png]]",
        "1:1: error: the image '![[map.png]]' is not shown: it is written for another program; write ![What it shows](map.png) [failed-image]",
    ),
    (
        "![x](data:image/png;base64,AAAA)",
        "1:1: error: the image '![x](data:image/png;base64,AAAA)' is not shown: its picture is part of the text (data:); save it as a file in content/media/ [failed-image]",
    ),
    (
        "![][image1]\n\n[image1]: <data:image/png;base64,AA>",
        "3:1: error: the image [image1] is not shown, as its picture is part of the text (data:); save it as a file in content/media/ and write ![What it shows](file.png) [failed-image]",
    ),
    (
        "![x](javascript:1)",
        "1:1: warning: the image 'javascript:1' is not of this site; put it into content/media/ [failed-image]",
    ),
    (
        "![地图][map]",
        "1:1: error: the image '![地图][map]' is not shown: nothing says which file it is; write ![What it shows](file.png) [failed-image]",
    ),
    (
        "A [page](/about us/) here",
        "1:3: error: '[page](/about us/)' stays on the page as text: its address has a space; write [page](</about us/>) [failed-link]",
    ),
    (
        "[x](javascript:alert(1))",
        "1:1: warning: '[x](javascript:alert(1))' stays on the page as text: links lead to addresses with https:, http: or mailto: and to pages of this site, never to 'javascript:' [failed-link]",
    ),
    (
        "Тут [файл](file:///c/x.pdf)",
        "1:5: warning: '[файл](file:///c/x.pdf)' stays on the page as text: it leads to a file on a computer, which readers do not have [failed-link]",
    ),
    (
        "[x](//example.org/)",
        "1:1: warning: '[x](//example.org/)' stays on the page as text: its address begins with //; write https://example.org/ [failed-link]",
    ),
    (
        "[x](https:///page)",
        "1:1: warning: '[x](https:///page)' stays on the page as text: its address has no host; write one, such as example.org, behind https:// [failed-link]",
    ),
    (
        f"[x](https://{'www.example.org' * 20}/)",
        "1:1: warning: '[x](https://www.example.orgwww.example.orgwww.example.orgww…' stays on the page as text: the host in its address is longer than any can be; was it pasted twice? [failed-link]",
    ),
    (
        "[x](https://example.org/ “title”)",
        "1:1: error: '[x](https://example.org/ “title”)' stays on the page as text: the title behind its address needs straight quotation marks, \"…\" [failed-link]",
    ),
    (
        "(page)[https://example.org]",
        "1:1: error: '(page)[https://example.org]' stays on the page as text: its brackets are the wrong way round; write [page](https://example.org) [failed-link]",
    ),
    (
        "[сторінка] (https://example.org)",
        "1:1: warning: '[сторінка] (https://example.org)' stays on the page as text: between ] and ( there is no space in a link; write [сторінка](https://example.org) [failed-link]",
    ),
    (
        "[page](https://example.org and",
        "1:1: error: '[page](https://example.org and' stays on the page as text: it begins a link, and ) is missing at the end of its address [failed-link]",
    ),
    (
        "[see [@first] there](/x/)",
        "1:1: error: '[see [@first] there](/x/)' stays on the page as text: the words of a link hold no citation and no other link; put that one behind it [failed-link]",
    ),
    (
        "<javascript:alert(1)>",
        "1:1: warning: '<javascript:alert(1)>' stays on the page as text: links lead to addresses with https:, http: or mailto: and to pages of this site, never to 'javascript:' [failed-link]",
    ),
    (
        "<www.example.org>",
        "1:1: warning: '<www.example.org>' stays on the page as text: the angle brackets are not needed around an address, or https:// is missing in it [failed-link]",
    ),
    (
        "[the report][1] says",
        "1:1: error: '[the report][1]' stays on the page as text: nothing says where [1] leads; write [the report](https://…) [failed-link]",
    ),
    (
        "[x]: https://example.org\n\nText",
        "1:1: warning: '[x]: https://example.org' is not shown: it says where a link leads, and no link uses it; remove it [failed-link]",
    ),
    (
        "[a]\n\n[a]: comment",
        "3:1: error: '[a]: comment' is not shown, as it defines where a link leads; if these are words for readers, write \\[ at its beginning, and if it is a comment, remove it [failed-link]",
    ),
    (
        "[x]\n\n[x]: /a/\n[x]: /b/",
        "4:1: error: '[x]: /b/' has no effect, as line 3 says where this link leads; give one of them another name [failed-link]",
    ),
    (
        "[x]: https://example.org and its title",
        "1:1: error: '[x]: https://example.org and its title' stays on the page as text: behind the address of a link only a title in quotation marks may stand, \"…\" [failed-link]",
    ),
    (
        "One[^7] two.",
        "1:4: error: '[^7]' stays on the page as text: there is no note of this name; write a paragraph that begins with [^7]: [failed-note]",
    ),
    (
        "One[^7] two.\n\n[^8]: note",
        "1:4: error: '[^7]' stays on the page as text: there is no such note; did you mean [^8]? [failed-note]",
    ),
    (
        "Never used.\n\n[^7]: note",
        "3:1: error: the note [^7] is not shown, as nothing calls it; write [^7] where it belongs, or remove it [failed-note]",
    ),
    (
        "One[^7].\n\n[^7]: note\n\n[^7]: note",
        "5:1: error: a second note [^7], after that on line 3: readers see only one; give one of them another name [failed-note]",
    ),
    (
        "- One[^7]\n\n  [^7]: note",
        "3:3: error: the note '[^7]: note' is not shown: a note stands outside of lists and quotations, on its own line [failed-note]",
    ),
    (
        "One[^7].\n\n[^7] without a colon",
        "3:1: error: '[^7]' stays on the page as text: a colon is missing; a note begins with [^7]: [failed-note]",
    ),
    (
        "One[^my note].\n\n[^my note]: with a space",
        "3:1: error: '[^my note]:' stays on the page as text: the name of a note has no spaces; write [^my-note] [failed-note]",
    ),
    (
        "##\u00a0Title",
        "1:1: warning: '## Title' stays on the page as text: it is no heading, as the space behind ## is a no-break space; type a space [failed-heading]",
    ),
    (
        "###Що відомо",
        "1:1: warning: '###Що відомо' stays on the page as text: it is no heading, as it lacks a space; write ### Що відомо [failed-heading]",
    ),
    (
        "####### Seven",
        "1:1: warning: '####### Seven' stays on the page as text: it is no heading, as headings have six # at most [failed-heading]",
    ),
    (
        "| a | b |\n| 1 | 2 |",
        "1:1: warning: '| a | b |' stays on the page as text: a table has a second row that looks like this: |---|---| [failed-table]",
    ),
    (
        "| a | b |\n|---|\n| 1 | 2 |",
        "1:1: warning: '| a | b |' stays on the page as text: the second row of a table has as many cells as the first, 2, and not 1 [failed-table]",
    ),
    (
        "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
        "3:11: error: the cell '3' is not shown, as the first row of this table has only 2; add a cell to the first two rows, or write \\| for a | in the words [failed-table]",
    ),
    (
        "## Background {#background}",
        "1:15: warning: '{#background}' stays on the page as text: the id of a heading is made of its words; remove it [not-supported]",
    ),
    (
        "Words{.mark}",
        "1:6: warning: '{.mark}' stays on the page as text: ids, classes and other attributes are not supported here; remove it [not-supported]",
    ),
    (
        "::: note\nText",
        "1:1: warning: '::: note' stays on the page as text: boxes are not supported here; use a quotation (>) instead [not-supported]",
    ),
    (
        "> [!NOTE]\n> Text",
        "1:3: warning: '[!NOTE]' stays on the page as text: boxes are not supported here; remove it [not-supported]",
    ),
    (
        "Term\n: definition",
        "2:1: warning: ': definition' stays on the page as text: lists of definitions are not supported here; write - **Term**: what it means [not-supported]",
    ),
    (
        "- [ ] to do",
        "1:3: warning: '[ ]' stays on the page as text: task lists are not supported here; remove the brackets [not-supported]",
    ),
    (
        "A ==marked== word",
        "1:3: warning: '==marked==' stays on the page as text: words are not highlighted here; write **marked** [not-supported]",
    ),
    (
        "m^2^",
        "1:2: warning: '^2^' stays on the page as text: raised characters are not made here; write them as they are, such as ² or ³ [not-supported]",
    ),
    (
        "H~2~O",
        "1:2: warning: '~2~' stays on the page as text: lowered characters are not made here; write them as they are, such as ₂ or ₃ [not-supported]",
    ),
    (
        "A ~struck~ word",
        "1:3: warning: '~struck~' stays on the page as text: words are struck out by two tildes on each side; write ~~struck~~ [not-supported]",
    ),
    (
        "\\newpage",
        "1:1: warning: '\\newpage' stays on the page as text: it is an instruction of LaTeX, which is not read here; remove it [not-supported]",
    ),
    (
        "A note^[inline] here",
        "1:7: warning: '^[inline]' stays on the page as text: notes among the words are not supported; write [^1] here and, in a paragraph of its own, [^1]: inline [not-supported]",
    ),
    (
        "[TOC]",
        "1:1: warning: '[TOC]' stays on the page as text: tables of contents are not made here; remove it [not-supported]",
    ),
    (
        "A <br> b",
        "1:3: warning: '<br>' stays on the page as text: HTML is not read; remove it; a backslash at the end of a line, \\, begins a new one [html]",
    ),
    (
        '<p class="MsoNormal">文字<o:p></o:p></p>',
        "1:1: warning: '<p class=\"MsoNormal\">', '<o:p>', '</o:p>' and more stay on the page as text: HTML is not read; remove them; an empty line begins a new paragraph [html]",
    ),
    (
        "A {{< youtube 1 >}}",
        "1:3: warning: '{{< youtube 1 >}}' stays on the page as text: it is an instruction to another program; remove it, or put it between backticks [template]",
    ),
    (
        "A %%ask the lawyer%% b",
        "1:3: error: '%%ask the lawyer%%' would be published, as %% begins no comment here; remove it, or write <!-- … --> for what only editors may see [open-comment]",
    ),
    (
        "A <!-- never closed",
        "1:3: error: this comment has no end and would be published: --> is missing, or stands in another paragraph while words are before or behind the comment; put it on lines of its own [open-comment]",
    ),
    (
        "text[a]\n\n[a]: Please check with legal",
        "3:1: error: '[a]: Please check with legal' looks like a comment that was exported with a document, and would be published; remove it [open-comment]",
    ),
    (
        "**“无条件停火”**是",
        "1:1: warning: '**“无条件停火”**' stays on the page as text: ** has a letter on one side and punctuation on the other; put the punctuation outside of the marks, or a space around them [failed-emphasis]",
    ),
    (
        "**bold **text",
        "1:1: warning: '**bold **' stays on the page as text: no space may be between ** and the words; move it outside [failed-emphasis]",
    ),
    (
        "    He said so to us.",
        "1:5: warning: 'He said so to us.' is shown as code, as it begins with four spaces or a tab; remove these, or put lines of ``` around it if it is code [indented]",
    ),
    (
        "```\ncode",
        "1:1: error: the code that begins here has no end; write ``` on a line of its own behind it [open-code]",
    ),
    (
        "· item",
        "1:1: warning: '·' is the mark of a list in a word processor, and the list is shown as one paragraph; begin each item with - and a space [word-processor]",
    ),
    (
        "It wasnâ€™t",
        "1:8: warning: 'â€™' is a character that got lost on its way here; write the one that is meant [word-processor]",
    ),
    (
        "See Error! Reference source not found.",
        "1:5: warning: 'Error! Reference source not found' stays on the page as text: a word processor left it behind; remove it [word-processor]",
    ),
]


@pytest.mark.parametrize(("text", "line"), EXACT)
def test_an_editor_is_told_what_is_wrong_and_what_to_do(text: str, line: str) -> None:
    assert [line_of(remark) for remark in MARKDOWN.block(text).remarks] == [line]


PLACED_BY_WORDS = [
    (
        "[Мапа](мапа.png)",
        "the link 'мапа.png' leads to an image; to show it, write ![What it shows](мапа.png)",
    ),
    (
        "![alt text](map.png)",
        "the description 'alt text' does not say what the image 'map.png' shows; readers who cannot see it need that: write what one sees there",
    ),
    (
        "[](https://example.org/)",
        "the link to 'https://example.org/' has no words, so readers do not see it; write [words](https://example.org/)",
    ),
    (
        "[сайт](http://localhost:8000/a)",
        "the link to 'http://localhost:8000/a' leads to the reader's own computer, where nothing is; write the address that others have",
    ),
]


@pytest.mark.parametrize(("text", "message"), PLACED_BY_WORDS)
def test_links_and_descriptions_that_tell_readers_nothing_are_told(text: str, message: str) -> None:
    (remark,) = MARKDOWN.block(text).remarks
    assert remark.message == message


MEANT = [
    "AT&T, R&D, Q&amp;A, &nbsp; and &copy",
    "a /b/ and https://example.org//a, 1/*",
    r"\[sic\] (as he said), \[the map\](see below)",
    "He said | she said",
    "::1 is an address, <Anna> is a name",
    "Nested [see [@first]], array[x[1]], f(x)[1], [sic] (as he said) and [1] (/about/), [Zhou] (/ˈdʒoʊ/).",
    "Code is no text: `[see @first]`, `<br>`, `{{ x }}`, `[[a b]]` and `%%x%%`.",
    "```\n[see @first] <br> {{ x }}\n## Title {#x}\n```",
    "    for x in [1, 2]: print(x)",
    "\\[see @first] and \\[[x y]] and \\<br> and \\{{ x }} and [see \\@first]",
    "Escaped: 5 \\* 3, \\~old\\~, \\%%x%%, a \\| b, m\\^2^ and \\**“x”\\**是",
    "&lt;br&gt; and &#91;see @first]",
    "[@first] and [[theme:truce|the truce]], [@first; @second#c2].",
    '[this](/about/ "Us"), <https://example.org/>, <info@example.org> and [that][x]\n\n[x]: /a/',
    "A note[^1] and another[^b].\n\n[^1]: The note.\n[^b]: Another.",
    "- A note[^1] in a list\n[^1]: and the note",
    "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |",
    "a | b\n--|--\n1 | 2",
    "**bold**, *italic*, ***both***, ~~struck~~, __bold__ and 是**重点**的",
    "## A heading\n\n### Another {of two}\n\n#hashtag here. #1 and C#\n\n#StopTheWar rallies",
    "![A map](<front line.png>) and ![Map][m]\n\n[m]: map.png",
    "[//]: # (to do)\n\nText",
    "Costs*, and prices**, were *** high.\n\n\\*Note: provisional.",
    "He [the envoy] said [sic]: “[W]e [all] agree […]” [1][2], (press@example.org), (@UN).",
    "Il a dit, après une longue journée de travail au palais\n: « oui ».",
    "Arrays such as [[1, 2], [3, 4]] and x[0][1].",
    "$5 < €6 > £4, a <name> and a < b and c > d <3",
    "~30 days, or ~40; ~ 5 km; 5% and 10%% of it; x == y; ^_^; C:\\new\\begin",
    "Q: Why?\nA: No.\n\n【快讯】（@人民日报）报道：是。",
]


@pytest.mark.parametrize("text", MEANT)
def test_what_is_meant_is_left_alone(text: str) -> None:
    assert [line_of(one) for one in MARKDOWN.block(text).remarks if not one.handle] == []


TEXT = """
    Kyiv talks перемир’я Москва 停火 谈判 وقف النار युद्धविराम שלום O’Brien café U.S. 3 30 2025 e-mail
    $5 €3.50 5% 12:30 9–5 @UN (@ZelenskyyUa) @NATO_PA info@example.org (press@example.org) C# F# #1
    #ceasefire 5* *** * [sic] […] [...] [he] [1] (a) {sic} <3 ~30 A&B AT&T and/or 10^6
    snake_case _init_.py “quoted” «так» „so“ 「停火」 （注） 【快讯】 （@人民日报） … — – ?! !! !!! ?? Q&A
    “No [Moscow’s] C:\\temp '90s `x` 1,000 ٣٠ ３０ 。 、 № 5′ °C ≈30 ~ = == % ^ _ § ¶ † ‡ © :: http www
"""
LINES = [
    "*Note: provisional.",
    "** Provisional figures.",
    "* All figures are rounded.",
    "- item",
    "1. one",
    "> quoted",
    "## What we know",
    "#1 in the list",
    "# of dead: 5",
    "Q: Why?",
    "[Laughter]",
    "[APPLAUSE] [laughs]",
    "***",
    "§ 5 says so",
    "5 < 6 > 4 and 2 + 2 = 4",
]
line = (
    st.lists(st.sampled_from(TEXT.split()), min_size=1, max_size=9)
    .map(" ".join)
    .filter(lambda words: words.strip("= ") != "" and words[0] != "–")
)
# A line of = makes a heading of what is above it; two that begin with a star lack their spaces, and
# two that begin with a dash look like a list.
paragraph = st.lists(line | st.sampled_from(LINES), min_size=1, max_size=3, unique=True).map(
    "\n".join
)
prose = st.lists(paragraph | st.just("---"), min_size=1, max_size=4).map("\n\n".join)


@tried(400)
@given(prose)
def test_ordinary_prose_has_no_leftovers(text: str) -> None:
    assert [line_of(one) for one in MARKDOWN.block(text).remarks if not one.handle] == []


@tried(200)
@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "[",
                    "]",
                    "[[",
                    "@a",
                    "(",
                    ")",
                    "!",
                    "<b>",
                    "<!--",
                    "-->",
                    "**",
                    "“",
                    "是",
                    "|",
                    " ",
                ),
                *("\n", "\n\n", "- ", "> ", "{{", "}}", "[^1]", "[^1]: ", "    ", "`", "\\", "~~"),
                "https://a.bc/",
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_every_place_is_in_the_text(text: str) -> None:
    lines = text.split("\n")
    for remark in MARKDOWN.block(text).remarks:
        if remark.column:
            found = lines[remark.line][remark.column - 1 :]
            words = remark.words.split("\n")[0]
            assert found[:1] == words[:1] or "|" in text or not words


@pytest.mark.parametrize(
    "text",
    [
        *("[@a " * 5_000, "[[" * 5_000, "](" * 5_000, "![x](" * 3_000, "<a " * 5_000, "{{" * 5_000),
        *("<!--" * 5_000, "<!--\n" * 3_000 + "x -->", "> <!--\n" * 3_000 + "\n-->", "%%a" * 5_000),
        *("~a" * 5_000, "==a" * 5_000, "**“" * 3_000, "(@" * 5_000, "[^" * 3_000, "www." * 5_000),
        *("https://a." * 2_000, "https://a.b/" + "(" * 5_000, "|" * 5_000 + "\n" + "|" * 5_000),
        *("{++a" * 5_000, "TODO. " * 5_000, "{a~>" * 3_000, "`Abd " * 5_000, "x **a " * 5_000),
        *("1.a\n2.b\n" * 3_000, "-a\n+b\n" * 3_000, "1*2" * 5_000, "\\[@a" * 5_000),
        *(
            "［［a" * 5_000,
            "＊＊a" * 5_000,
            "[a]（" * 5_000,
            "｜a｜\n" * 3_000,
            "15. Mai 2025\n\n" * 999,
        ),
        *("%% a " * 5_000, "<!—a " * 5_000, "Ð£" * 5_000, "`a " * 5_000, "[@a" + ",bcd" * 3_000),
        *("[a(/b" * 5_000, "a\tb\n" * 3_000, "** a " * 5_000, "[kyiv]] " * 3_000),
        *("[a]: " * 3_000, "\n: a" * 3_000, "#" * 9_000, ":::" * 3_000, "\\begin{" * 3_000),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_a_text_made_to_be_slow_is_not(text: str) -> None:
    before = time.process_time()
    MARKDOWN.block(text)
    MARKDOWN.inline(text)
    assert time.process_time() - before < 8


HIDDEN = [
    "Word <!-- secret --> word",
    "Слово <!-- secret\nтаємно --> слово",
    "停火<!-- secret -->谈判",
    "<!-- secret -->\n\nWord",
    "<!--\nsecret\n\nsecret\n-->\n\nWord",
    "- item\n\n  <!-- secret\n\n  secret -->\n\n  more",
    "> quoted\n>\n> <!-- secret\n>\n> secret -->\n> word",
    "Word\n<!-- secret -->\nword",
    "| a | b |\n|---|---|\n| 1 <!-- secret --> | 2 |",
    "## Title <!-- secret -->",
    "*Word <!-- secret --> word*",
    "[words <!-- secret -->](/about/)",
    "![A map <!-- secret -->](map.png)",
    "A note[^1].\n\n[^1]: note <!-- secret -->",
    "Text\n<!-- secret\n\nsecret -->\nmore",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_a_comment_is_nowhere(text: str) -> None:
    reading = MARKDOWN.block(text)
    assert reading.remarks == ()
    assert "secret" not in repr(reading.prose)
    assert "--" not in reading.prose.text


@pytest.mark.parametrize("text", [text for text in HIDDEN if "\n\n" not in text])
def test_a_comment_in_the_front_matter_is_nowhere(text: str) -> None:
    assert "secret" not in repr(MARKDOWN.inline(text).prose)


@tried(200)
@given(
    st.lists(
        st.sampled_from(
            ["<!--", "-->", "secret", "\n", "\n\n", "- ", "> ", "  ", "word", "**", "|"]
        ),
        max_size=16,
    ).map("".join)
)
def test_a_comment_is_hidden_or_stops_the_build(text: str) -> None:
    reading = MARKDOWN.block(text)
    if "<!--" in re.sub(r"<[^>]*>", "", reading.prose.text):
        assert any(
            remark.code == "open-comment" and not remark.warning for remark in reading.remarks
        )


def test_code_and_escaped_marks_are_no_comments() -> None:
    reading = MARKDOWN.block("`<!-- shown -->` and \\<!-- shown -->\n\n```\n<!-- shown -->\n```\n")
    assert "".join(map(str, reading.prose.parts)).count("shown") == 3
    assert reading.remarks == ()


def test_a_comment_leaves_one_space_and_no_empty_paragraph() -> None:
    assert MARKDOWN.block("One <!-- x --> two\n\n<!-- y -->\n\nthree").prose.parts == (
        "<p>One two</p>\n<p>three</p>\n",
    )
