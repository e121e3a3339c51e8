"""Marks that nobody meant, or that were meant for others, are told; marks that are meant are not."""
# ruff: noqa: E501 - messages are shown as they are

from __future__ import annotations

import pytest

from tests.prose.test_leftovers import MARKDOWN, line_of

EXACT = [
    # what editors tell each other
    (
        "They met {>>ask the lawyer<<} twice.",
        "1:10: error: '{>>ask the lawyer<<}' would be published as it stands: it is a comment of another program (CriticMarkup); remove it, or write <!-- ask the lawyer --> for what only editors may see [editors-mark]",
    ),
    (
        "Вони {++двічі++} зустрілися.",
        "1:6: error: '{++двічі++}' would be published as it stands: it is an addition of another program (CriticMarkup); write двічі to accept it, or remove it [editors-mark]",
    ),
    (
        "他们{--两次--}见面。",
        "1:3: error: '{--两次--}' would be published as it stands: it is a deletion of another program (CriticMarkup); remove it, or write 两次 to keep the words [editors-mark]",
    ),
    (
        "Вони {~~двічі~>тричі~~} зустрілися.",
        "1:6: error: '{~~двічі~>тричі~~}' would be published as it stands: it is a replacement of another program (CriticMarkup); write тричі or двічі [editors-mark]",
    ),
    (
        "这是{==重点==}{>>核实<<}。",
        "1:3: error: '{==重点==}{>>核实<<}' would be published as it stands: it is a highlight of another program (CriticMarkup); write 重点 [editors-mark]",
    ),
    (
        "تم {>> اسأل",
        "1:4: error: '{>> اسأل' would be published as it stands: it is an unfinished change of another program (CriticMarkup); remove its mark [editors-mark]",
    ),
    (
        "TODO: check the date",
        "1:1: warning: 'TODO: check the date' would be published, and looks like an editor's note of what is to be done; remove it, or write <!-- TODO: check the date --> for what only editors may see [editors-mark]",
    ),
    (
        "Дата зустрічі. TODO: перевірити дату!",
        "1:16: warning: 'TODO: перевірити дату' would be published, and looks like an editor's note of what is to be done; remove it, or write <!-- TODO: перевірити дату --> for what only editors may see [editors-mark]",
    ),
    (
        "谈判结束（TODO：核实数字）。",
        "1:5: warning: '（TODO：核实数字）' would be published, and looks like an editor's note of what is to be done; remove it, or write <!-- TODO：核实数字 --> for what only editors may see [editors-mark]",
    ),
    (
        "Killed [number TK] people.",
        "1:8: warning: '[number TK]' would be published, and looks like an editor's note of what is to be done; remove it, or write <!-- number TK --> for what only editors may see [editors-mark]",
    ),
    (
        "XXX check this",
        "1:1: warning: 'XXX check this' would be published, and looks like an editor's note of what is to be done; remove it, or write <!-- XXX check this --> for what only editors may see [editors-mark]",
    ),
    (
        "FIXME",
        "1:1: warning: 'FIXME' would be published, and looks like an editor's note of what is to be done; remove it, or write <!-- FIXME --> for what only editors may see [editors-mark]",
    ),
    (
        "Killed were [check figure] people.",
        "1:13: warning: '[check figure]' would be published, and looks like an editor's note of what is to be done; remove it, or write <!-- check figure --> for what only editors may see [editors-mark]",
    ),
    (
        "Word ‹!—спитати юриста—› word",
        "1:6: error: '‹!—спитати юриста—›' would be published, as a comment begins with <!-- and ends with -->; write <!-- спитати юриста -->, or remove it [open-comment]",
    ),
    (
        "文字<!- 问律师 ->",
        "1:3: error: '<!- 问律师 ->' would be published, as a comment begins with <!-- and ends with -->; write <!-- 问律师 -->, or remove it [open-comment]",
    ),
    (
        "<!-- one <!-- two --> three -->",
        "1:29: warning: '-->' would be published, as a comment begins with <!-- and ends with -->; write <!-- … -->, or remove it [open-comment]",
    ),
    # a heading by mistake
    (
        "North asked for thirty days.\n---",
        "2:1: warning: '---' makes a heading of the paragraph above it, 'North asked for thirty days.'; put an empty line between them, or write ## before the words if they are a heading [misread]",
    ),
    (
        "Північ просила\nтридцять днів\n===",
        "3:1: warning: '===' makes a heading of the paragraph above it, 'Північ просила тридцять днів'; put an empty line between them, or write ## before the words if they are a heading [misread]",
    ),
    (
        "北方要求停火三十天。\n---",
        "2:1: warning: '---' makes a heading of the paragraph above it, '北方要求停火三十天。'; put an empty line between them, or write ## before the words if they are a heading [misread]",
    ),
    (
        "Participants\n-",
        "2:1: warning: '-' makes a heading of the paragraph above it, 'Participants'; put an empty line between them, or write ## before the words if they are a heading [misread]",
    ),
    (
        "He was\n# 3 in the list",
        "2:1: warning: '# 3 in the list' is shown as a heading, as # and a space begin one; write \\# if the number is meant, and ## for a heading [misread]",
    ),
    (
        "# 3 у списку стало питання обміну.",
        "1:1: warning: '# 3 у списку стало питання обміну.' is shown as a heading, as # and a space begin one; write \\# if the number is meant, and ## for a heading [misread]",
    ),
    (
        "# 3 在名单上。",
        "1:1: warning: '# 3 在名单上。' is shown as a heading, as # and a space begin one; write \\# if the number is meant, and ## for a heading [misread]",
    ),
    # a list by mistake
    (
        "2024. Then talks began.",
        "1:1: warning: '2024.' begins a numbered list, as a number with . does at the beginning of a paragraph, and what follows is shown as its item; write 2024\\. if no list is meant [misread]",
    ),
    (
        "2024. Потім почалися переговори.",
        "1:1: warning: '2024.' begins a numbered list, as a number with . does at the beginning of a paragraph, and what follows is shown as its item; write 2024\\. if no list is meant [misread]",
    ),
    (
        "2024. 谈判开始。",
        "1:1: warning: '2024.' begins a numbered list, as a number with . does at the beginning of a paragraph, and what follows is shown as its item; write 2024\\. if no list is meant [misread]",
    ),
    (
        "15. Mai 2025 sprach er.",
        "1:1: warning: '15.' begins a numbered list, as a number with . does at the beginning of a paragraph, and what follows is shown as its item; write 15\\. if no list is meant [misread]",
    ),
    (
        "1991. Незалежність.\n2014. Анексія.\n2022. Вторгнення.",
        "2:1: error: '2014.' is shown as 1992., as a list counts on from its first number; write - 2014: for this and each other number, or 2014\\. in paragraphs of their own [misread]",
    ),
    (
        "5. Third\n9. Fourth",
        "2:1: warning: '9.' is shown as 6., as a list counts on from its first number; write - 9: for this and each other number, or 9\\. in paragraphs of their own [misread]",
    ),
    (
        "1. Один\n2. Два\n5. Три",
        "3:1: warning: '5.' is shown as 3., as a list counts on from its first number; write - 5: for this and each other number, or 5\\. in paragraphs of their own [misread]",
    ),
    # what was pasted or merged by mistake
    (
        "Text\n\n---\ntitle: Second\nthemes:\n  - truce\n---\n\nMore",
        "4:1: error: 'title:' would be published: only the front matter at the top of the file is read; move there what stands here between the lines of ---, or remove it [misread]",
    ),
    (
        "Text\n\n##\n\nMore",
        "3:1: warning: '##' is an empty heading; write its words, or remove it [misread]",
    ),
    (
        "<<<<<<< HEAD\nА\n=======\nБ\n>>>>>>> main",
        "1:1: warning: '<<<<<<< HEAD' stays on the page as text: two versions of the text are not merged yet; keep one, and remove the marks [word-processor]",
    ),
    (
        "Text\n\n>>>>>>> main",
        "3:1: error: '>>>>>>> main' is shown as a quotation: two versions of the text are not merged yet; keep one, and remove the marks [word-processor]",
    ),
    (
        "日期\t地点\n1\t2",
        "1:1: warning: '日期 地点' begins a table with tabs, which is shown as one paragraph; write | 日期 | 地点 | and, as the second row, |---|---| [failed-table]",
    ),
    (
        "The `90s and `tis",
        "1:5: warning: '`90s and `' is shown as code, as backticks are around it; write ’ for apostrophes [misread]",
    ),
    (
        "Потім Ð£ÐºÑ€Ð°Ñ—Ð½Ð° сказала",
        "1:7: warning: 'Ð£ÐºÑ€Ð°Ñ—Ð½Ð°' are characters that got lost on their way here; write those that are meant [word-processor]",
    ),
    # stars by mistake
    (
        "That is 5*3*2 in all.",
        "1:9: warning: '5*3*2' is shown as '532', as stars make words italic; write × for times, or a backslash before each star [misread]",
    ),
    (
        "Разом 3*4 і 5*6.",
        "1:7: warning: '3*4 і 5*6' is shown as '34 і 56', as stars make words italic; write × for times, or a backslash before each star [misread]",
    ),
    (
        "بلغ ٥*٣*٢",
        "1:5: warning: '٥*٣*٢' is shown as '٥٣٢', as stars make words italic; write × for times, or a backslash before each star [misread]",
    ),
    (
        "Bürger*innen und Kolleg*innen kamen.",
        "1:1: warning: 'Bürger*innen und Kolleg*innen' is shown as 'Bürgerinnen und Kolleginnen', as stars make words italic; write a backslash before each star [misread]",
    ),
    (
        "О`Коннор і м`яч",
        "1:2: warning: '`Коннор і м`' is shown as code, as backticks are around it; write ’ for apostrophes [misread]",
    ),
    (
        "The Shi`a of Ba`albek",
        "1:8: warning: '`a of Ba`' is shown as code, as backticks are around it; write ’ for apostrophes [misread]",
    ),
    (
        "L`accord d`Istanbul",
        "1:2: warning: '`accord d`' is shown as code, as backticks are around it; write ’ for apostrophes [misread]",
    ),
    # full-width marks
    (
        "参见［［theme：truce|停火］］。",
        "1:3: error: '［［theme：truce|停火］］' stays on the page as text: a link by key has plain brackets; write [[theme:truce|停火]] [bad-mark]",
    ),
    (
        "Див. ［［second］］",
        "1:6: error: '［［second］］' stays on the page as text: a link by key has plain brackets; write [[second]] [bad-mark]",
    ),
    (
        "【【actor:ukraine】】",
        "1:1: error: '【【actor:ukraine】】' stays on the page as text: a link by key has plain brackets; write [[actor:ukraine]] [bad-mark]",
    ),
    (
        "[报告]（https://example.org/a）",
        "1:1: warning: '[报告]（https://example.org/a）' stays on the page as text: some of its marks are full-width; write [报告](https://example.org/a) [failed-link]",
    ),
    (
        "Ось [сторінка]（/about/）",
        "1:5: warning: '[сторінка]（/about/）' stays on the page as text: some of its marks are full-width; write [сторінка](/about/) [failed-link]",
    ),
    (
        "［レポート］(https://example.org/)",
        "1:1: warning: '［レポート］(https://example.org/)' stays on the page as text: some of its marks are full-width; write [レポート](https://example.org/) [failed-link]",
    ),
    (
        "图！[地图]（map.png）",
        "1:2: error: the image '！[地图]（map.png）' is not shown: some of its marks are full-width; write ![地图](map.png) [failed-image]",
    ),
    (
        "＊＊要点＊＊：无条件停火",
        "1:1: warning: '＊＊要点＊＊' stays on the page as text: ＊＊ are full-width stars; write **要点** [failed-emphasis]",
    ),
    (
        "Це ＊＊жирне＊＊ слово",
        "1:4: warning: '＊＊жирне＊＊' stays on the page as text: ＊＊ are full-width stars; write **жирне** [failed-emphasis]",
    ),
    (
        "＞ 引用的话",
        "1:1: warning: '＞ 引用的话' stays on the page as text: ＞ begins no quotation; write > 引用的话 [failed-quotation]",
    ),
    (
        "》引用的话",
        "1:1: warning: '》引用的话' stays on the page as text: 》 begins no quotation; write > 引用的话 [failed-quotation]",
    ),
    (
        "｜日期｜地点｜\n｜1｜2｜",
        "1:1: warning: '｜日期｜地点｜' stays on the page as text: a table is drawn with |, and not with ｜; write |日期|地点| and, as the second row, |---|---| [failed-table]",
    ),
    (
        "｜Дата｜Місце｜\n｜---｜---｜\n｜1｜2｜",
        "1:1: warning: '｜Дата｜Місце｜' stays on the page as text: a table is drawn with |, and not with ｜; write |Дата|Місце| [failed-table]",
    ),
    # a list without its space
    (
        "1.First\n2.Second",
        "1:1: warning: '1.First' begins no list, so its lines are shown as one paragraph: a space is missing behind 1.; write 1. First [failed-list]",
    ),
    (
        "Причини:\n1)Перша\n2)Друга",
        "2:1: warning: '1)Перша' begins no list, so its lines are shown as one paragraph: a space is missing behind 1); write 1) Перша [failed-list]",
    ),
    (
        "1.核实\n2.谈判",
        "1:1: warning: '1.核实' begins no list, so its lines are shown as one paragraph: a space is missing behind 1.; write 1. 核实 [failed-list]",
    ),
    (
        "1、核实\n2、谈判",
        "1:1: warning: '1、核实' begins no list, so its lines are shown as one paragraph: lists are numbered 1. or 1), with a space behind it; write 1. 核实 [failed-list]",
    ),
    (
        "-First\n-Second",
        "1:1: warning: '-First' begins no list, so its lines are shown as one paragraph: a space is missing behind -; write - First [failed-list]",
    ),
    (
        "-Перша\n-Друга",
        "1:1: warning: '-Перша' begins no list, so its lines are shown as one paragraph: a space is missing behind -; write - Перша [failed-list]",
    ),
    (
        "*核实\n*谈判",
        "1:1: warning: '*核实' begins no list, so its lines are shown as one paragraph: a space is missing behind *; write * 核实 [failed-list]",
    ),
    (
        "•First\n•Second",
        "1:1: warning: '•First' begins no list, so its lines are shown as one paragraph: a space is missing behind •; write - First [failed-list]",
    ),
    (
        "а) перша\nб) друга",
        "1:1: warning: 'а) перша' begins no list, so its lines are shown as one paragraph: lists are numbered 1. or 1) here; write 1. перша, or put an empty line between the lines [failed-list]",
    ),
    (
        "(a) first\n(b) second",
        "1:1: warning: '(a) first' begins no list, so its lines are shown as one paragraph: lists are numbered 1. or 1) here; write 1. first, or put an empty line between the lines [failed-list]",
    ),
    (
        "一、核实\n二、谈判",
        "1:1: warning: '一、核实' begins no list, so its lines are shown as one paragraph: lists are numbered 1. or 1) here; write 1. 核实, or put an empty line between the lines [failed-list]",
    ),
    (
        "१. पहला\n२. दूसरा",
        "1:1: warning: '१. पहला' begins no list, so its lines are shown as one paragraph: lists are numbered 1. or 1), with a space behind it; write 1. पहला [failed-list]",
    ),
    (
        "Reasons:\n2. Second\n3. Third",
        "2:1: warning: '2. Second' begins no list, so its lines are shown as one paragraph: right below other words, a list begins with 1; put an empty line before it [failed-list]",
    ),
    (
        "- واحد\n-اثنان",
        "2:1: warning: '-اثنان' is no item of the list, and is shown with the one before it: a space is missing behind -; write - اثنان [failed-list]",
    ),
    (
        "1. Один\n2.Два",
        "2:1: warning: '2.Два' is no item of the list, and is shown with the one before it: a space is missing behind 2.; write 2. Два [failed-list]",
    ),
    (
        "– Перша\n– Друга",
        "1:1: warning: '– Перша' begins no list, so its lines are shown as one paragraph: a list has - and a space; write - Перша, or put an empty line between the lines [failed-list]",
    ),
    *(
        (
            f"{first} Пункт\n{second} Пункт",
            f"1:1: warning: '{first} Пункт' begins no list, so its lines are shown as one paragraph: lists are numbered 1. or 1) here; write 1. Пункт, or put an empty line between the lines [failed-list]",
        )
        for first, second in (
            ("(1)", "(2)"),
            ("（1）", "（2）"),
            ("a.", "b."),
            ("а.", "б."),
            ("i.", "ii."),
            ("①", "②"),
            ("1.1", "1.2"),
        )
    ),
    # what has no end
    (
        "It was **bold and more.",
        "1:8: warning: '**bold' stays on the page as text: it begins bold words, and ** is missing at their end; write ** there, or a backslash before each mark that is meant [failed-emphasis]",
    ),
    (
        "**Що відомо: текст",
        "1:1: warning: '**Що' stays on the page as text: it begins bold words, and ** is missing at their end; write ** there, or a backslash before each mark that is meant [failed-emphasis]",
    ),
    (
        "这是**重点内容。",
        "1:3: warning: '**重点内容。' stays on the page as text: it begins bold words, and ** is missing at their end; write ** there, or a backslash before each mark that is meant [failed-emphasis]",
    ),
    (
        "The *Moskva sank.",
        "1:5: warning: '*Moskva' stays on the page as text: it begins words in italics, and * is missing at their end; write * there, or a backslash before each mark that is meant [failed-emphasis]",
    ),
    (
        "~~Закреслено і",
        "1:1: warning: '~~Закреслено' stays on the page as text: it begins words struck out, and ~~ is missing at their end; write ~~ there, or a backslash before each mark that is meant [failed-emphasis]",
    ),
    (
        "Це **жирний* текст",
        "1:4: warning: '**жирний…' has more stars at its beginning than at its end, so one stays on the page; write as many on both sides [failed-emphasis]",
    ),
    (
        "Use `briefing check here",
        "1:5: warning: '`briefing' stays on the page as text: it begins code, and ` is missing at the end; write ` there, or ’ or “ if an apostrophe or a quotation mark is meant [open-code]",
    ),
    (
        "Команда `перевірити",
        "1:9: warning: '`перевірити' stays on the page as text: it begins code, and ` is missing at the end; write ` there, or ’ or “ if an apostrophe or a quotation mark is meant [open-code]",
    ),
    (
        "运行 `check 命令",
        "1:4: warning: '`check' stays on the page as text: it begins code, and ` is missing at the end; write ` there, or ’ or “ if an apostrophe or a quotation mark is meant [open-code]",
    ),
    # brackets that another program escaped
    (
        "\\[\\[theme:truce|the truce\\]\\]",
        "1:1: warning: '\\[\\[theme:truce|the truce\\]\\]' stays on the page as text: backslashes take away what its brackets mean, as some programs write when one pastes; write [[theme:truce|the truce]], or put it between backticks if it is meant [bad-mark]",
    ),
    (
        "Див. \\[\\[actor:ukraine\\]\\]",
        "1:6: warning: '\\[\\[actor:ukraine\\]\\]' stays on the page as text: backslashes take away what its brackets mean, as some programs write when one pastes; write [[actor:ukraine]], or put it between backticks if it is meant [bad-mark]",
    ),
    (
        "参见\\[\\[source:orda\\]\\]。",
        "1:3: warning: '\\[\\[source:orda\\]\\]' stays on the page as text: backslashes take away what its brackets mean, as some programs write when one pastes; write [[source:orda]], or put it between backticks if it is meant [bad-mark]",
    ),
]


@pytest.mark.parametrize(("text", "line"), EXACT)
def test_an_editor_is_told_what_readers_see_and_what_to_write(text: str, line: str) -> None:
    assert [line_of(remark) for remark in MARKDOWN.block(text).remarks] == [line]


ESCAPED = [
    (r"\[@first\]", "[@first]"),
    (r"Див. \[@first#c1\]", "[@first#c1]"),
    (r"参见\[@first; @second\]。", "[@first; @second]"),
    (r"\[@first\_report\]", "[@first_report]"),
    (r"Там \[\[first|звіт\]\] є", "[[first|звіт]]"),
]


@pytest.mark.parametrize(("text", "right"), ESCAPED)
def test_what_was_escaped_is_told_if_there_is_such_an_article(text: str, right: str) -> None:
    (remark,) = MARKDOWN.block(text).remarks
    assert remark.handle.startswith("first")
    assert f"write {right}, or put it between backticks" in remark.message


CITED = [
    ("[@first،second]", "[@first; @second], or [@first]،second if this is no article"),
    ("[@first,second]", "[@first; @second], or [@first],second if this is no article"),
    ("[@first; @перший، другий]", "[@first; @перший; @другий], or [@first; @перший]، другий if"),
    ("[@first؛ @second]", "[@first; @second]"),
    ("[@first،]", "[@first]"),
    ("[@перша։]", "[@перша]։"),
    ("[@fir\u200dst]", "[@first]"),
    ("[@first c1]", "[@first#c1]"),
    ("[[actor：north]]", "[[actor:north]]"),
    ("[[الأول،]]", "[[article]], or"),
]


@pytest.mark.parametrize(("text", "right"), CITED)
def test_a_citation_with_other_punctuation_is_told_and_never_lost(text: str, right: str) -> None:
    (remark,) = MARKDOWN.block(f"They met {text}.").remarks
    assert (remark.code, remark.warning) == ("bad-mark", False)
    assert f"; write {right}" in remark.message
    assert text in MARKDOWN.block(text).prose.text


TOLD_IN_BRACKETS = [
    "[TK]",
    "[date TK]",
    "（TODO）",
    "【TODO】",
    "(FIXME later)",
    "[XXX]",
    "[TODO: x]",
    "(TK)",
    "(TBC)",
    "[??]",
    "[insert quote here]",
    "[QUOTE]",
    "[перевірити]",
    "(УТОЧНИТИ)",
    "[à vérifier]",
    "[bitte prüfen]",
    "[待核实]",
    "〔待查〕",
    "【待核实】",
]
TOLD_AT_THE_START = [
    "TK: a quote",
    "XXX: check",
    "FIXME the date",
    "**TODO**: дата",
    "- TODO add it",
    "## TODO",
    "Words\nTODO: 核实",
    "谈判结束。TODO：核实",
    "TKTK",
    "???",
    "ПЕРЕВІРИТИ: дату",
    "Lorem ipsum dolor",
]


@pytest.mark.parametrize("text", TOLD_IN_BRACKETS + TOLD_AT_THE_START)
def test_what_is_to_be_done_is_told_once(text: str) -> None:
    assert [remark.code for remark in MARKDOWN.block(text).remarks] == ["editors-mark"]


MEANT = [
    # what is to be done
    "TODO EL PODER para el pueblo.",
    "Lo cambió todo. TODO lo que sabíamos es falso.",
    "TODO MUNDO SABE. ¿TODO? Sí.",
    "Resolution 3379 (XXX) of the Assembly. XXX is a number.",
    "XXX съезд прошёл в Москве.",
    "Turkish Airlines (TK) flies. TK says so. TK-App",
    "土耳其航空（TK）停飞。",
    "A TODO list, and a FIXME tag, are words of programmers.",
    "“We will [check this date],” «[перевірити] дані», and [Check](/about/) it.",
    "What??? A --> B, 10 %% and 20 %% of it, the date (to be confirmed), CHECK it [he said].",
    # changes
    "Braces {a} {x > y} {--} {++} {x~>y}, C++ and a -- b.",
    "Code: `{++x++}`, `TODO: x`, `5*3*2`, `\\[@first\\]` and `-x`.",
    "```\n1.x\n2.y\nTODO: z\nText.\n---\n```",
    # headings
    "What we know\n------------",
    "Що відомо\n=========",
    "Talks with the U.S.\n-------------------",
    "背景\n---",
    "What is known?\n---",
    "One sentence.\n\n---\n\nAnother.",
    "## 3 things to know\n\n# 2024\n\n# 3 days\n\nText",
    "#1 in the list, #3 and № 5",
    # lists that begin with a number
    "1991. Independence.\n1992. War.\n1993. Peace.",
    "2022. Війна.\n\nСлова\n\n2023. Війна.",
    "1. One\n1. Two\n1. Three",
    "1. One\n2. Two\n2. Three",
    "3. Третє\n4. Четверте",
    "> 12. Calls upon all parties;",
    "1. One\n\nText\n\n2. Two\n\nText\n\n3. Three",
    "It was in May\n2024. Then it came.",
    "(2024) and **2024. Then**",
    "2024 was a year, 2024.5 is a number.",
    # stars
    "5 * 3 = 15, 3*4, 5 * 3 * 2 and 2 × 3",
    "Rated 5* or 4* by *The Economist*.",
    "H*2*O, § 5*a*, un*frigging*believable and **10**–**15**",
    "是**重点**的内容*强调*了, Wort*teil*wort",
    "Kolleg*innen kamen.",
    # full-width marks
    "李＊＊和王＊＊说，＊＊＊",
    "＊注：初步数据",
    "数字A＞B，《书名》说",
    "新华社｜北京｜5月",
    "来源【新华社】（https://xinhua.example/）和［1］（https://example.org/）",
    "说！[报告](https://example.org/) [注]（见下）",
    # lists
    "-5 °C in Kyiv\n-3 °C in Lviv",
    "1.5 million\n2.5 million",
    "10.30 came\n11.45 went",
    "Phone:\n+380 44 1\n+380 44 2",
    "а) лише один рядок",
    "A. Smith\nB. Jones\n(see above)",
    "—Hola.\n—Adiós.",
    "– Ні, сказав він.",
    "Київ\n– столиця, а Львів\n– ні.",
    "– Так\\\n– Ні",
    "1.Рядок  \n2.Рядок",
    "A. Smith\nB. Jones",
    "a. one\nc. three",
    "c. 1990\nd. 2010",
    "– d. h. das\ne. g. this",
    "One\n\n---\nsource: the ministry says nothing.",
    "1.1 million\n1.2 million",
    "o um\no outro",
    "- He was\n-5 °C there",
    "`a` and `b`, `Foo`s, «Â» and «Ã», SÃO PAULO, Ñandú, NÃO",
    "cost $$ and $$, x ** y ** z, 10 ** and 20 ** had notes, C:\\",
    "Рядок\\\nрядок",
    "\tTab",
    "One\n\n---\n\nTwo: a line\n\n> > twice",
    "He said:\n1. one\n2. two",
    "1) a\n2) b",
    # ends
    "Costs*, and prices** rose.\n\n**Provisional figures.",
    "| a | b |\n|---|---|\n| 1* | 2** |\n\n*Estimate.\n**Provisional.",
    "Грали у м`яч.",
    "`Abd al-Rahman of the Shi’a in the 90s",
    "In the `90s",
    "They `quoted' it",
    "运行`check`命令 and the `Foo`s",
    "``quoted'' words",
    "snake_case, __init__.py, __main__ and ~~30 days~~ of *60*",
    "The price** rose.\n\n** Provisional.",
    "The price** rose.\n\n\\*\\* Provisional.",
    "The price\\*\\* rose, 5** hotels and f***.",
    # escaped marks
    "\\[sic\\], \\[@UN, \\[\\[a b\\]\\] and \\*\\*x\\*\\*",
]


@pytest.mark.parametrize("text", MEANT)
def test_what_is_meant_is_left_alone(text: str) -> None:
    assert [line_of(one) for one in MARKDOWN.block(text).remarks if not one.handle] == []
    told = {one.code for one in MARKDOWN.inline(text).remarks}
    assert not told & {"editors-mark", "misread", "failed-list", "failed-quotation"}
