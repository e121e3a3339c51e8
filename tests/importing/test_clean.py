"""What is around a report is cut, whatever language it is in; no sentence of a report is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.importing.clean import clean
from generator.importing.documents.plain import read_text
from generator.importing.model import Block, BlockKind, Document
from generator.importing.phrases import begins_list, leads_elsewhere, why_cut
from tests.tried import tried

AROUND = [
    *("Advertisement", "- Реклама -", "Publicité", "Anzeige", "Publicidad", "[Advertisement]"),
    *("0 Comments", "Post a Comment", "2 commentaires", "Keine Kommentare", "12 коментарів"),
    *("Оставить комментарий", "Sin comentarios", "Home | News | Sport", "Home > World > Europe"),
    *("Scroll to Top", "Lire la suite", "Nach oben", "Читати далі", "Все новости", "Leer más"),
    *("X", "Facebook Telegram X", "Share this story", "Partager sur Facebook", "Auf X teilen"),
    *("Поділитися у Facebook", "Поделиться", "Compartir", "12 shares", "Tweet", "Copy link"),
    *("Follow Us on Facebook", "Suivez-nous sur Telegram", "Folgen Sie uns auf X"),
    *("Стежте за нами у соцмережах", "Подписывайтесь на наш канал", "Síguenos en Instagram"),
    *("5 min read", "Temps de lecture : 4 min", "Lesezeit: 3 Min.", "Час читання: 2 хв"),
    *("Photo: AFP", "cover Photo: Dall-E", "Crédit photo : Getty", "Foto: dpa", "Фото: архів"),
    *("Tags: bridge, river", "#bridge #river", "Теги: міст", "Mots-clés : pont"),
    *("###", "FOR IMMEDIATE RELEASE", "-ends-", "© 2025 Lake Radio", "All rights reserved."),
    *("Tous droits réservés", "Alle Rechte vorbehalten", "Усі права захищено", "Privacy policy"),
    *("Sign up for our newsletter", "Unsubscribe", "View this email in your browser"),
    *("Newsletter abbestellen", "Відписатися", "Отписаться от рассылки", "Darse de baja"),
    "This website uses cookies to improve your experience. We'll assume you're ok with this.",
    "We value your privacy. We use cookies to measure how many people read this site, and why.",
    *("Nous utilisons des cookies pour mesurer l’audience.", "Tout accepter", "Alle akzeptieren"),
    "Diese Website verwendet Cookies, damit Sie sie besser nutzen können als ohne diese.",
    *("Ми використовуємо файли cookie.", "Utilizamos cookies propias y de terceros."),
]
LISTS = [
    *("Related posts", "Recent News", "Latest news", "Lire aussi", "À lire aussi :", "Read also"),
    *("Lesen Sie auch", "Mehr zum Thema", "Читайте також", "За темою", "Последние новости"),
    *("Te puede interesar", "Noticias relacionadas", "You may also like", "Most read"),
]
REPORTED = [
    "The regulator said that this website uses cookies without asking anybody first.",
    "Copyright law changes on Monday, the ministry said in a long letter to the publishers.",
    "Follow-up talks were to begin in June, and both sides said that they would come.",
    "Die Polizei wirbt auf Facebook um Zeugen, die den Unfall an der Brücke gesehen haben.",
    "Підписуйтесь, сказав голова зборів, і люди підписувалися під зверненням до самого вечора.",
    "Follow us, the sign at the old ferry says, and nobody has done so since the spring.",
    "He declined.",
    "The newsletter of the town is printed on paper and is read by nine people in ten.",
    "“Share the road,” the sign says, and nobody on the whole long bridge ever does it.",
]


@pytest.mark.parametrize("line", AROUND)
def test_a_line_around_a_report_is_cut(line: str) -> None:
    assert why_cut(line)


@pytest.mark.parametrize("line", LISTS)
def test_the_heading_of_a_list_of_other_reports_is_known(line: str) -> None:
    assert begins_list(line)


@pytest.mark.parametrize(
    "line", ["Read also: Ferry runs again", "Lire aussi : Le bac", "Читайте також: Пором ходить"]
)
def test_a_link_to_another_report_is_known(line: str) -> None:
    assert leads_elsewhere(line)


@pytest.mark.parametrize("line", REPORTED)
def test_a_sentence_of_a_report_is_left_in(line: str) -> None:
    assert why_cut(line) == ""
    assert not begins_list(line)


def cleaned(text: str) -> tuple[str, list[str]]:
    """Return the title and the blocks that are left of a text."""
    found = clean(read_text(text), lambda name: name.startswith("Lake Radio"))
    assert found.metadata.title is not None
    return found.metadata.title.value, [block.text for block in found.blocks]


BODY = "The bridge stays closed until October, the town council decided on Thursday evening."
MORE = "It will be built again from the river bed up, and that takes the whole of the summer."


def test_a_title_that_stands_there_twice_is_the_title() -> None:
    text = f"News\n\nBridge stays closed\n\n07:30\nBridge stays closed\n\n{BODY}\n\n{MORE}"
    assert cleaned(text) == ("Bridge stays closed", [BODY, MORE])


def test_the_title_of_the_page_names_the_outlet() -> None:
    title = "Bridge stays closed this year"
    text = f"{title} | Town | Lake Radio\n\n{title}\n\n{BODY}"
    found = clean(read_text(text), lambda _: False)
    assert found.metadata.outlet is not None
    assert found.metadata.outlet.value == "Lake Radio"


def test_a_list_of_other_reports_in_the_middle_takes_one_line_along() -> None:
    text = f"Bridge stays closed\n\n{BODY}\n\nRead also\n\nFerry runs again\n\nThe detour\n\n{MORE}"
    assert cleaned(text) == ("Bridge stays closed", [BODY, "The detour", MORE])


def test_a_line_that_relays_a_known_outlet_is_a_credit() -> None:
    text = f"Bridge stays closed\n\nTown shuts old bridge for a year — Lake Radio News\n\n{BODY}"
    found = clean(read_text(text), lambda name: name.startswith("Lake Radio"))
    assert found.metadata.via is not None
    assert found.metadata.via.value == "Lake Radio News"
    assert [block.text for block in found.blocks] == [BODY]


def test_a_subtitle_is_left_in() -> None:
    subtitle = "Council votes after three hours — and the ferry is too small"
    assert cleaned(f"Bridge stays closed\n\n{subtitle}\n\n{BODY}")[1] == [subtitle, BODY]


LINES = st.sampled_from([*AROUND, *LISTS, *REPORTED, BODY, MORE, "Bridge stays closed", "07:30"])
BLOCKS = st.builds(Block, LINES, st.sampled_from(BlockKind))


@tried(200)
@given(st.lists(BLOCKS, min_size=1, max_size=12))
def test_every_block_is_left_in_or_listed_as_cut(blocks: list[Block]) -> None:
    found = clean(Document(tuple(blocks)), lambda _: True)
    left = [block.text for block in found.blocks]
    assert sorted([*left, *(cut.text for cut in found.cuts)]) == sorted(b.text for b in blocks)


@tried(200)
@given(st.lists(BLOCKS, min_size=1, max_size=12))
def test_no_sentence_of_a_report_is_cut(blocks: list[Block]) -> None:
    found = clean(Document(tuple(blocks)), lambda _: True)
    assert not {cut.text for cut in found.cuts} & {*REPORTED, BODY, MORE}
