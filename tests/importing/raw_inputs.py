"""Raw inputs as editors have them, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.importing.making import inserted, paragraph, table, word

RAW = Path(__file__).parent / "raw"


class RawInput(NamedTuple):
    """A file, and what its draft must say."""

    data: bytes
    title: str
    kept: tuple[str, ...]
    """Sentences and headings of the report, in order."""
    front: tuple[str, ...]
    """Lines of the front matter."""
    gone: tuple[str, ...] = ()
    """What is around the report."""


def _file(name: str, encode: Callable[[str], bytes] = str.encode) -> bytes:
    return encode((RAW / name).read_text(encoding="utf-8"))


MINUTES = word(
    paragraph("Minutes of the session on the bridge", "Heading1"),
    paragraph("The town council met on 15 May 2025 and decided that the bridge stays closed."),
    inserted("The motion was carried with 21 votes to 6."),
    table({"Pier": "Cracks", "North": "12 millimetres"}),
    paragraph("“We shall publish every bill,” the mayor said."),
)

INPUTS = {
    "a saved newspaper page with JSON-LD.html": RawInput(
        _file("gazette-page.html"),
        "Old bridge to stay closed until autumn",
        (
            "The old bridge will stay closed until the first week of October, the town council "
            "decided on Thursday.",
            "“The northern pier has to be taken down and built again,” the chief engineer told the "
            "council. Cracks of up to 12 millimetres had been found in April.",
            "The repair will cost 4.6 million, of which the Ministry of Transport pays half. "
            "“Nobody will have to pay a higher fare for this,” the mayor said after the vote.",
            "## Detour over the dam",
            "It adds about twenty minutes to the way to school, as parents told this newspaper.",
            "> “My children leave home before the sun is up.”",
            "The council meets again on 12 June.",
        ),
        (
            "source: bank-gazette",
            "published: 2025-05-16T18:03:00+03:00",
            "updated: 2025-05-17T09:00:00+03:00",
            'url: "https://bank-gazette.example/2025/05/bridge-closed"',
            'authors: ["City desk"]',
            "themes: [bridge, fares]",
        ),
        (
            *(
                "By the city desk",
                "Skip to content",
                "Sport",
                "cookies",
                "Accept all",
                "min read",
                "Telegram",
            ),
            *("Photo: Town Hall", "Advertisement", "Read also", "Ferry to run", "3 Comments"),
            *("They said the same", "newsletter", "All rights reserved", "track("),
        ),
    ),
    "a saved page in French with Open Graph.html": RawInput(
        _file("courrier-page.html"),
        "Le vieux pont restera fermé jusqu’à l’automne",
        (
            "Le vieux pont ne rouvrira pas avant le mois d’octobre, a décidé jeudi le conseil "
            "municipal.",
            "« Le pilier nord doit être démoli et reconstruit », a expliqué l’ingénieur en chef "
            "devant les élus.",
            "Les travaux coûteront 4,6 millions d’euros. Le tarif du tramway n’augmentera pas, a "
            "promis le maire, qui recevra les riverains lundi.",
        ),
        (
            "source: courrier-des-deux-rives",
            "via: agence-france-presse",
            "published: 2025-05-16T17:20:00+02:00",
            'url: "https://courrier-deux-rives.example/pont"',
            "language: fr-FR",
            "themes: [bridge, fares]",
        ),
        ("Accueil", "Publié", "Partager", "Lire aussi", "Un bac", "AFP", "Inscrivez", "réservés"),
    ),
    "a page in German that says it is Latin-1.html": RawInput(
        _file("tageblatt-page.html", lambda text: text.encode("cp1252")),
        "Alte Brücke bleibt bis Herbst gesperrt",
        (
            "Die alte Brücke bleibt bis Anfang Oktober gesperrt, wie der Stadtrat am Donnerstag "
            "beschlossen hat.",
            "„Der nördliche Pfeiler muss abgetragen und neu gebaut werden“, sagte der leitende "
            "Ingenieur im Rat.",
            "Die Arbeiten kosten 4,6 Millionen Euro; das Verkehrsministerium übernimmt die Hälfte. "
            "An den Fahrpreisen ändere sich nichts, heißt es im Rathaus.",
            "Busse fahren bis dahin über den Damm, was den Weg zur Schule um zwanzig Minuten "
            "verlängert.",
        ),
        ("published: 2025-05-16T18:03", "language: de", "themes: [bridge, fares]"),
        ("Startseite", "Veröffentlicht", "Foto", "Lesen Sie", "Fähre", "Anzeige", "vorbehalten"),
    ),
    "a text in Ukrainian as copied from a page.txt": RawInput(
        _file("visnyk.txt"),
        "Старий міст не відкриють до осені",
        (
            "Старий міст не відкриють до жовтня: таке рішення міська рада ухвалила у четвер після "
            "тривалого обговорення.",
            "«Північну опору треба розібрати і збудувати знову», — сказав головний інженер на "
            "засіданні.",
            "Ремонт коштуватиме 4,6 мільйона гривень, половину оплатить Міністерство транспорту. "
            "Вартість проїзду у трамваї не зміниться, запевнив міський голова.",
        ),
        ("published: 2025-05-16T18:03", "language: uk", "themes: [fares, bridge]"),
        (
            *("Головна", "Новини", "16 травня", "Фото", "Читайте також", "Пором", "Telegram"),
            *("Поділитися", "За темою", "депо", "Школярам", "права захищені"),
        ),
    ),
    "a text in Russian in Windows-1251.txt": RawInput(
        _file("vestnik.txt", lambda text: text.encode("cp1251")),
        "Старый мост не откроют до осени",
        (
            "Старый мост останется закрытым до октября, решил в четверг городской совет после "
            "долгого обсуждения.",
            "«Северную опору надо разобрать и построить заново», — заявил главный инженер на "
            "заседании совета.",
            "Ремонт обойдется в 4,6 миллиона, половину заплатит министерство транспорта. Тарифы на "
            "трамвай не изменятся, пообещал мэр.",
        ),
        (
            *("via: tass", "published: 2025-05-16T18:03", "language: ru"),
            *("# read as cp1251: look whether all letters are right", "themes: [bridge, fares]"),
        ),
        ("Читайте также", "Паром", "По материалам", "Подписывайтесь", "Все новости"),
    ),
    "a page in Spanish without metadata.html": RawInput(
        _file("diario-page.html"),
        "El puente viejo seguirá cerrado hasta el otoño",
        (
            "El puente viejo seguirá cerrado hasta octubre, según decidió el jueves el "
            "ayuntamiento tras un largo debate.",
            "«Hay que derribar el pilar norte y construirlo de nuevo», dijo el ingeniero jefe ante "
            "los concejales.",
            "La obra costará 4,6 millones de euros y las tarifas del tranvía no subirán, prometió "
            "el alcalde al final de la sesión.",
        ),
        (
            "source: diario-de-las-dos-orillas",
            "published: 2025-05-16T17:20",
            "language: es",
            "themes: [bridge, fares]",
        ),
        ("Portada", "interesar", "transbordador", "Publicidad", "Síguenos", "reservados"),
    ),
    "a Word document.docx": RawInput(
        MINUTES,
        "Minutes of the session on the bridge",
        (
            "The town council met on 15 May 2025 and decided that the bridge stays closed.",
            "The motion was carried with 21 votes to 6.",
            "North\n\n12 millimetres",
            "“We shall publish every bill,” the mayor said.",
        ),
        ("themes: [bridge]",),
    ),
    "a Google document.html": RawInput(
        _file("shared-document.html"),
        "What the council decided about the bridge",
        (
            "The town council met on Thursday for three hours and decided that the bridge stays "
            "closed.",
            "It did not decide who pays for the detour, which costs 900 a day.",
            "- The northern pier is built again.\n- The southern pier is looked at in June.",
            "“We shall publish every bill,” the mayor said.",
        ),
        ("themes: [bridge]",),
        ("font-size",),
    ),
    "a newsletter.html": RawInput(
        _file("newsletter.html"),
        "Letter from the river: the bridge stays closed",
        (
            "Good morning. The bridge stays closed until October, and this letter explains why.",
            "“The pier is as soft as cheese,” the chief engineer said to us last night.",
            "Three families have moved their shops to the other bank since April.",
        ),
        ("themes: [bridge]",),
        ("in your browser", "You are receiving", "Unsubscribe"),
    ),
    "a press release.txt": RawInput(
        _file("press-release.txt"),
        "Ministry of Transport pays half of the bridge repair",
        (
            "The Ministry of Transport will pay half of the repair of the old bridge. The money "
            "comes from the fund for crossings of national importance, and the first part of it is "
            "paid in June.",
            '"A town on two banks needs its bridge, and it needs it before the winter," the '
            "Ministry of Transport said in its decision.",
            "The repair costs 4.6 million. Work begins on 2 June and ends in the first week of "
            "October.",
            "Contact: press office of the Ministry of Transport",
        ),
        ("published: 2025-05-16", "themes: [bridge]"),
        ("IMMEDIATE RELEASE", "###"),
    ),
    "a transcript.txt": RawInput(
        _file("transcript.txt"),
        "Council session on the bridge, transcript",
        (
            "CHAIR: The session is open. We have one matter today, which is the bridge.",
            "CHIEF ENGINEER: The cracks in the northern pier are 12 millimetres wide. We measured "
            "them twice.",
            "MAYOR: So it cannot wait until next year?",
            "CHIEF ENGINEER: No.",
            "CHAIR: We vote. The motion is carried with 21 votes to 6.",
        ),
        ("published: 2025-05-15", "# Actors in the text: engineer, mayor"),
    ),
    "a wire story.txt": RawInput(
        _file("wire.txt"),
        "Old bridge closed until October",
        (
            "TWO BANKS, May 16 (Reuters) - The old bridge between the two banks of the town will "
            "stay closed until the first week of October, the town council said on Thursday after "
            "a session of three hours.",
            "About 14,000 people crossed the bridge every day.",
        ),
        ("via: reuters", "themes: [bridge]"),
    ),
    "the same wire story elsewhere.txt": RawInput(
        _file("wire-reprint.txt"),
        "Town's old bridge shut till autumn",
        ("About 14,000 people crossed the bridge every day, local shopkeepers say.",),
        ("via: reuters", "published: 2025-05-16T20:15+03:00"),
        ("Home", "Published", "Source:", "Related", "Fire brigade", "School year"),
    ),
    "Markdown of another program.md": RawInput(
        _file("notes.md"),
        "Fares stay as they are",
        (
            "The fares on the tram stay as they are in 2025, the town council decided.",
            "- A single ticket costs 8.\n- Pupils ride free of charge.",
            "> “We keep our word,” the mayor said.",
        ),
        (
            "source: town-hall",
            "published: 2025-05-18",
            'url: "https://town-hall.example/news/fares"',
            'authors: ["Town Hall press office"]',
            "themes: [fares]",
        ),
        ("tram.jpg",),
    ),
    "one line.txt": RawInput(
        _file("one-line.txt"),
        "The old bridge stays closed until October because its northern pier has to be built again "
        "from the …",
        (
            "The old bridge stays closed until October because its northern pier has to be built "
            "again from the river bed up.",
        ),
        ("# title: first words, as there is no headline", "themes: [bridge]"),
    ),
    "UTF-16 without a mark.txt": RawInput(
        _file("vestnik.txt", lambda text: text.encode("utf-16-be")),
        "Старый мост не откроют до осени",
        ("Старый мост останется закрытым до октября, решил в четверг городской совет",),
        ("via: tass", "language: ru"),
    ),
}
