"""News agencies, by the names that they have in texts and in credits."""

from __future__ import annotations

from collections.abc import Mapping

_UNMISTAKABLE: Mapping[str, tuple[str, ...]] = {
    "Agence France-Presse": ("AFP",),
    "Agencia EFE": (),
    "Anadolu": (),
    "ANSA": (),
    "Associated Press": (),
    "Deutsche Presse-Agentur": ("dpa",),
    "Europa Press": (),
    "Interfax-Ukraine": ("Інтерфакс-Україна",),
    "Interfax": ("Интерфакс", "Інтерфакс"),
    "Kyodo": (),
    "PA Media": (),
    "Press Trust of India": (),
    "Reuters": ("Рейтер", "رويترز"),
    "RIA Novosti": ("РИА Новости",),
    "TASS": ("ТАСС",),
    "Ukrinform": ("Укрінформ",),
    "UNIAN": ("УНІАН",),
    "United Press International": (),
    "Xinhua": ("新华社",),
}
_IN_CREDITS: Mapping[str, tuple[str, ...]] = {
    "Agencia EFE": ("EFE",),
    "APA": (),
    "Associated Press": ("AP",),
    "Belga": (),
    "Bloomberg": (),
    "CTK": (),
    "Lusa": (),
    "PAP": (),
    "Press Trust of India": ("PTI",),
    "SDA": (),
    "United Press International": ("UPI",),
}
"""Names that mean something else, too, where they stand in a text."""
IN_TEXTS = tuple(name for full, others in _UNMISTAKABLE.items() for name in (full, *others))
"""Names that mean an agency wherever they stand."""
FULL_NAMES = {
    name: full
    for names in (_UNMISTAKABLE, _IN_CREDITS)
    for full, others in names.items()
    for name in (full, *others)
}
"""The full name of each agency by all names that it has."""
