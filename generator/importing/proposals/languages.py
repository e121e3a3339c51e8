"""Which language a text is in, by its most frequent words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

_GENERAL_WORDS = Path(__file__).with_name("general_words.yaml")

_FREQUENT = {
    "en": "the of and to in that for on with said was by from has have are this will not been its "
    "would could which who when where there after before between about during than then many more "
    "most may might must can did does had were what how why whether into over under out up only "
    "also now still some any each other others his her their they them our your you it he she is",
    "fr": "le les des une et du dans que pour est qui sur avec par au pas ce sont été aux selon "
    "la de un en il elle ils elles ne se sa son ses leur leurs mais ou où plus comme après avant "
    "entre être avoir fait cette ces dont quand comment quel quelle",
    "de": "der die das und den von zu mit ist im für auf nicht ein eine dem sich des auch wurde "
    "in er sie es an als bei aus nach wie am um hat haben werden wird sind oder aber noch nur "
    "über vor zum zur einer einem einen kein keine wann wo wer was",
    "es": "el los las una y del que en por con para es se como su más fue al según ha "
    "la de un lo no sus pero o si sobre entre cuando hasta desde donde quién cómo ser son este "
    "esta han había",
    "it": "il gli della che di per è con una del non sono nel alla dei ha anche più la un e",
    "pt": "o os uma do da que em para com não é por dos das foi ao pela mais segundo são",
    "nl": "de het een van en in dat op te voor met zijn niet is aan door ook werd naar",
    "pl": "w na z i że do się nie jest przez dla oraz od po został przy będzie który roku",
    "tr": "ve bir bu için ile da de olarak olan daha çok sonra gibi göre olduğunu",
    "uk": "що на та у з до за не від є як про це його для який була також після але через "
    "і й в зі із її їх він вона вони ми ви яка яке які де коли чи або щоб так ще був були бути",
    "ar": "في من على إلى عن أن إن التي الذي هذا هذه ذلك كما قد لم لا ما مع بعد قبل بين حتى كان "
    "كانت هو هي هم أو ثم حيث خلال عند لكن غير أي منذ وفي ومن وقال",
    "ru": "что на и в с по не из за от как это для его был также после но через который "
    "а у о к до же ли бы он она они мы вы их ее её где когда или чтобы так еще ещё была были",
}
"""Words that say nothing of what a text is about."""
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 3000
_LEAST_SHARE = 0.06
"""The share of frequent words from which a language is believed."""


def language_of(text: str) -> str:
    """Return the language of a text, as a tag; "" if it is too short or none of those known."""
    words = Counter(_WORD.findall(text.casefold())[:_MOST_WORDS])
    number = words.total()
    if number == 0:
        return ""
    shares = {
        language: sum(words[word] for word in frequent.split()) / number
        for language, frequent in _FREQUENT.items()
    }
    # Letters that only one of two near relatives has.
    letters = Counter("".join(words.elements()))
    if letters["і"] + letters["ї"] + letters["є"]:
        shares["ru"] = 0.0
    if letters["ы"] + letters["э"] + letters["ё"]:
        shares["uk"] = 0.0
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= _LEAST_SHARE else ""


def frequent_words(language: str) -> frozenset[str]:
    """Return the words of a language that say nothing of what a text is about."""
    tag = language.partition("-")[0]
    return frozenset((*_FREQUENT.get(tag, "").split(), *_general_words().get(tag, "").split()))


@cache
def _general_words() -> Mapping[str, str]:
    loaded: dict[str, str] = yaml.safe_load(_GENERAL_WORDS.read_text(encoding="utf-8"))
    return loaded
