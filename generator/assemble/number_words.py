"""Words beside numbers, and for them, where answers to one point only look different.

Which language a value is in is not asked: a word of one language that is another word elsewhere
(`once`, `on`, `due`) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import normalize

from generator.assemble.numbers import DECIMAL, NUMBER
from generator.patterns import pattern

_ACCENT = pattern("(?<=[a-z])[\u0300-\u036f]+")
_WORD = pattern(rf"{NUMBER}[\d{DECIMAL}]+|[^\W_]+(?:'[^\W_]+)*")


def bare(text: str) -> str:
    """Return a folded text without the accents of Latin letters."""
    return normalize("NFC", _ACCENT.sub("", normalize("NFD", text)))


def _pattern(*phrases: str) -> str:
    longest_first = sorted({" ".join(_WORD.findall(bare(one))) for one in phrases}, key=len)[::-1]
    return rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)"


_ALWAYS_OF_AMOUNTS = _pattern(
    *("more than", "less than", "fewer than", "at least", "at most", "as many as", "well over"),
    *("no more than", "not more than", "no less than", "no fewer than", "mehr als", "weniger als"),
    *("більше ніж", "більш ніж", "менш ніж", "больше чем", "более чем", "не менее", "не более"),
    *("أكثر من", "أقل من", "ما لا يقل عن", "على الأقل", "بیش از", "کمتر از", "से अधिक", "से कम"),
    *("से ज़्यादा", "meer dan", "minder dan", "co najmniej", "więcej niż", "mniej niż"),
)
_AMOUNT = pattern(rf"{_ALWAYS_OF_AMOUNTS}|(?<!\w)(?:יותר|פחות) מ")
"""Phrases that stand beside an amount, even where it has no digit: `more than two hours`."""
_PHRASES = pattern(
    _pattern(
        *("or more", "or less", "or so", "up to", "close to", "an estimated", "just over"),
        *("just under", "plus de", "moins de", "au moins", "au plus", "jusqu à", "près de"),
        *("ou plus", "ou moins", "autour de", "à peu près", "à peine", "pas plus de"),
        *("bis zu", "oder mehr", "не менше", "не більше", "по меньшей мере", "как минимум"),
        *("más de", "menos de", "al menos", "por lo menos", "como mínimo", "alrededor de"),
        *("cerca de", "più di", "meno di", "fino a", "mais de", "pelo menos", "ten minste"),
        *("en az", "en fazla", "den fazla", "dan fazla", "ما يقرب من", "कम से कम", "ít nhất"),
    )
)
_BESIDE = frozenset(
    bare(word)
    for word in (
        *(
            "about",
            "around",
            "roughly",
            "approximately",
            "approx",
            "circa",
            "some",
            "almost",
            "nearly",
        ),
        *("over", "under", "above", "below", "only", "just", "exactly", "estimated"),
        *("environ", "presque", "quelque", "exactement"),
        *("etwa", "rund", "ungefähr", "fast", "beinahe", "knapp", "gut", "über", "unter", "genau"),
        *("mindestens", "höchstens"),
        *("близько", "приблизно", "орієнтовно", "майже", "понад", "більше", "менше", "щонайменше"),
        *("принаймні", "щонайбільше", "до", "рівно"),
        *("около", "примерно", "приблизительно", "почти", "свыше", "более", "больше", "менее"),
        *("меньше", "минимум", "максимум", "ровно"),
        *("unos", "unas", "casi", "aproximadamente", "hasta", "quasi", "oltre", "almeno", "quase"),
        *("até", "około", "prawie", "ponad", "niemal", "ongeveer", "bijna", "minstens", "yaklaşık"),
        *("حوالي", "نحو", "تقريبا", "قرابة", "حدود", "تقریبا", "लगभग", "करीब"),
    )
)
"""Words that say nothing of their own beside a number; elsewhere, `nearly agreed` is not agreed."""
_EAST_ASIAN = pattern(
    "大约|大約|大概|超过|超過|不到|不足|至少|最多|左右|以上|以下|以内|以內|未満|余り|少なくとも|およそ|이상|이하|"
    rf"[約约近逾](?= ?{NUMBER})|약(?= ?{NUMBER})|(?<=\d) ?[多余餘](?=[一-鿿])"
)
"""The same in Chinese, Japanese and Korean, which set no space between."""
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve",
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze",
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "нуль один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять",
    "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    "_ _ двух трех четырех пяти шести семи восьми девяти десяти",
    "_ _ двох трьох чотирьох п'яти шести семи восьми дев'яти десяти",
    "_ une дві",
    "_ одна две",
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez _ doce",
    "_ _ dois três quatro _ _ sete oito nove dez",
    "_ _ duas tre quattro cinque sei sette otto _ dieci",
    "_ _ dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć",
    "_ _ dwie trzech czterech pięciu",
    "_ _ twee drie _ vijf zes zeven acht negen tien",
    "_ bir iki üç dört beş altı yedi sekiz dokuz",
)
_TENS = (
    "twenty thirty forty fifty sixty seventy eighty ninety",
    "vingt trente quarante cinquante soixante",
    "zwanzig dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
    "двадцать тридцать _ пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
)
_WRITTEN_OUT = {
    bare(word): number
    for numbers, first, step in ((_ONES, 0, 1), (_TENS, 2, 10))
    for words in numbers
    for number, word in ((at * step, word) for at, word in enumerate(words.split(), first))
}
_SCALES = {
    **dict.fromkeys(("hundred", "hundert"), 2),
    **dict.fromkeys(("thousand", "mille", "tausend", "тисяча", "тисячі", "тисяч"), 3),
    **dict.fromkeys(("тысяча", "тысячи", "тысяч"), 3),
    **dict.fromkeys(("million", "millions", "millionen", "мільйон", "мільйони", "мільйонів"), 6),
    **dict.fromkeys(("миллион", "миллиона", "миллионов"), 6),
    **dict.fromkeys(("billion", "milliard", "milliards", "milliarde", "milliarden"), 9),
    **dict.fromkeys(("мільярд", "мільярди", "мільярдів", "миллиард", "миллиарда"), 9),
}
"""Words that multiply the number before them, each with its power of ten."""
_ARTICLES = frozenset(("a", "an", "un", "une", "ein", "eine"))
_HAN_DIGITS = {
    **{digit: value for value, digit in enumerate("〇一二三四五六七八九")},
    "零": 0,
    "两": 2,
    "兩": 2,
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_GROUPS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN = pattern(
    "[〇零一二两兩三四五六七八九十百千万萬亿億]{2,}|"
    "[一二两兩三四五六七八九十](?=[天日年月个個名人次小週周时時])"
)


def said(folded: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the words of a folded value, without those that only approximate, and its numbers.

    Numbers that are written out are digits, as far as they are known.
    """
    text = bare(folded)
    if not text.isascii():
        text = _HAN.sub(_of_han, text)
    words = list(_multiplied(_digits(word) for word in _WORD.findall(text)))
    numbers = tuple(word for word in words if word[0] == NUMBER or word[0].isdigit())
    text = _AMOUNT.sub(" ", " ".join(words))
    if numbers:
        text = _EAST_ASIAN.sub(" ", _PHRASES.sub(" ", text))
        words = [word for word in text.split() if word not in _BESIDE]
    else:
        words = text.split() or words
    return words, numbers


def _digits(word: str) -> str:
    number = _WRITTEN_OUT.get(word)
    return word if number is None else f"{NUMBER}{number}"


def _multiplied(words: Iterator[str]) -> Iterator[str]:
    """Yield words, with `one million` and `a million` as one number."""
    before = ""
    for word in words:
        power = _SCALES.get(word)
        if power and (before in _ARTICLES or before[1:].isdigit()):
            times = 1 if before in _ARTICLES else int(before[1:])
            before = f"{NUMBER}{times * 10**power}"
            continue
        if before:
            yield before
        before = word
    if before:
        yield before


def _of_han(match: re.Match[str]) -> str:
    """Return a number in Chinese characters as digits."""
    total = section = digit = 0
    written = match[0]
    if all(character in _HAN_DIGITS for character in written) and len(written) > 1:
        value = int("".join(str(_HAN_DIGITS[character]) for character in written))
        return f" {NUMBER}{value} "
    for character in written:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif character in _HAN_UNITS:
            section += (digit or 1) * _HAN_UNITS[character]
            digit = 0
        else:
            total = (total + section + digit) * _HAN_GROUPS[character]
            section = digit = 0
    return f" {NUMBER}{total + section + digit} "
