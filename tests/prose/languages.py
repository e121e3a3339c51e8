"""Sentences in twelve languages, each with the quotation marks of its own and of others."""

from __future__ import annotations

from typing import NamedTuple


class Language(NamedTuple):
    """What was said in a language, what was never said, and how the language quotes."""

    said: str
    never_said: str
    quoting: str
    """A sentence with `…` for the quotation, in the marks of the language."""
    nested: str
    """The same with the second kind of marks."""


LANGUAGES = {
    "en": Language(
        "We don’t want a thirty-day ceasefire of the weak, we want peace",
        "We never wanted this peace",
        "The minister said “…” to reporters.",
        "The minister’s aides’ words were ‘…’, he said.",
    ),
    "fr": Language(
        "L’accord n’est pas un cessez-le-feu, c’est une pause",
        "L’accord est une capitulation",
        "Le ministre a dit « … » hier.",
        "D’après l’agence, c’était ‹ … ›, dit-il.",
    ),
    "de": Language(
        "Wir fordern eine bedingungslose Waffenruhe ab Montag",
        "Wir fordern gar nichts mehr",
        "Er sagte: „…“ und ging.",
        "Er sagte »…«, so die Zeitung.",
    ),
    "uk": Language(
        "Ми погодилися на об’єктивні умови перемир’я на тридцять днів",
        "Ми ніколи не підемо на поступки",
        "Президент заявив: «…».",
        "Президент сказав „…” учора.",
    ),
    "sv": Language(
        "Vi vill ha ett villkorslöst vapenstillestånd i trettio dagar",
        "Vi vill inte ha något avtal",
        "Hon sade ”…” i går.",
        "Hon sade ’…’ i går.",
    ),
    "ar": Language(
        "نريد وقفا كاملا وغير مشروط لإطلاق النار",
        "لا نريد السلام أبدا",
        "قال الوزير: «…» أمس.",
        "قال الوزير ”…“ أمس.",
    ),
    "he": Language(
        'אנחנו רוצים שָׁלוֹם ולא רק הפסקת אש, אמר צה"ל',
        "אנחנו לא רוצים דבר",
        "השר אמר: ”…” אתמול.",
        'השר אמר "…" אתמול.',
    ),
    "hi": Language(
        "हम तीस दिनों के युद्धविराम की शर्तें मानते हैं",
        "हम कोई समझौता नहीं करेंगे",
        "मंत्री ने कहा, “…”।",
        "मंत्री ने कहा, ‘…’।",
    ),
    "ko": Language(
        "우리는 삼십 일 동안 무조건 휴전한다",
        "우리는 결코 협상하지 않는다",
        "장관은 “…”고 말했다.",
        "장관은 ‘…’고 말했다.",
    ),
    "zh": Language(
        "我们要求无条件停火三十天，然后才能谈判",
        "我们永远不会投降",
        "部长说：「…」，然后离开。",
        "部长说『…』的时候",
    ),
    "ja": Language(
        "われわれは三十日間の無条件停戦をロシアに求める",
        "交渉には決して応じない",
        "大臣は「…」と述べた。",
        "大臣は『…』と述べた。",
    ),
    "th": Language(
        "เราต้องการหยุดยิงโดยไม่มีเงื่อนไขสามสิบวัน",
        "เราจะไม่ยอมแพ้เด็ดขาด",
        "รัฐมนตรีกล่าวว่า “…” เมื่อวาน",
        'รัฐมนตรีกล่าวว่า"…"เมื่อวาน',
    ),
}

SPACED = ("en", "fr", "de", "uk", "sv", "ar", "he", "hi", "ko")
"""Languages that set words apart by spaces."""
