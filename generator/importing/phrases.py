"""Words around reports that are no part of them, in the languages that this knows.

Each pattern is one whole line, capital letters aside. `HEADS` are what begins a list of other
reports; the rest stands alone. A line that looks like a sentence is cut by `ALWAYS` only.
"""

from __future__ import annotations

import re

from msgspec import Struct


class _Lines(Struct, frozen=True):
    """Lines of one sort: why they are cut, and their patterns."""

    why: str
    patterns: tuple[str, ...]


_NETWORKS = (
    r"facebook|twitter|x(?: \(twitter\))?|telegram|whatsapp|viber|instagram|linkedin|pinterest|"
    r"reddit|tumblr|tiktok|youtube|threads|bluesky|mastodon|messenger|vk|vkontakte|вконтакте|"
    r"одноклассники|flipboard|pocket|e-?mail|rss|телеграм|фейсбук"
)
_SHARE = _Lines(
    "buttons to share",
    (
        rf"(?:{_NETWORKS}|f|t)(?:[\s,|·/•]+(?:{_NETWORKS}|f|t))*",
        r"(?:share|tweet|print|copy link|link copied|save|bookmark|partager|imprimer|teilen|drucken"
        r"|link kopieren|merken|поділитися|поширити|друкувати|скопіювати посилання|поделиться"
        r"|распечатать|скопировать ссылку|compartir|imprimir|copiar enlace|enviar)[!.:]?",
        r"(?:share|save) (?:this|the|on|via|with)\b.{0,40}",
        rf"(?:partager|teilen|поділитися|поделиться|compartir|auf|sur|en|в|у)\b.{{0,20}}"
        rf"(?:{_NETWORKS})(?: teilen)?",
        r"(?:partager|compartir) (?:cet|l.|este|esta|el|la)\b.{0,30}",
        r"\d+ (?:shares?|partages?|поширень|репостов|compartidos?)",
    ),
)
_FOLLOW = _Lines(
    "invitation to follow",
    (
        r"follow (?:us|our|the)\b.{0,80}",
        r"(?:join|like) (?:us|our)\b.{0,50}(?:facebook|telegram|whatsapp|channel|group).{0,30}",
        r"(?:suivez|rejoignez|retrouvez)[- ]nous\b.{0,80}",
        r"folgen sie (?:uns|der|dem)\b.{0,80}",
        r"(?:підписуйтесь|підписуйтеся|підпишіться|стежте за|читайте нас|слідкуйте за)\b.{0,90}",
        r"(?:подписывайтесь|подпишитесь|следите за|читайте нас|присоединяйтесь)\b.{0,90}",
        r"(?:síguenos|síganos|sigue a|únete a)\b.{0,80}",
    ),
)
_MENU = _Lines(
    "menu",
    (
        r"(?:home|menu|search|close|log ?in|sign ?in|sign ?up|register|my account|subscribe"
        r"|skip to (?:main )?content|back|next|previous|more|view all|see all|load more|show more"
        r"|read more|continue reading|(?:next|previous) (?:article|post)|contact(?: us)?|about us"
        r"|scroll to top|back to top|to top|go to top|english|language)\s*[»›→▼▲↑]*",
        r"(?:accueil|rechercher|fermer|se connecter|connexion|s.inscrire|s.abonner|mon compte"
        r"|aller au contenu(?: principal)?|lire la suite|voir (?:tout|plus)|haut de page"
        r"|retour en haut(?: de page)?|(?:article )?(?:suivant|précédent))",
        r"(?:startseite|suche|schließen|anmelden|registrieren|abonnieren|mein konto|menü"
        r"|zum (?:haupt)?inhalt springen|weiterlesen|mehr(?: anzeigen| laden)?|alle anzeigen"
        r"|nach oben|zurück|weiter|(?:nächster|vorheriger) artikel|impressum|datenschutz)",
        r"(?:головна|меню|пошук|закрити|увійти|вхід|реєстрація|перейти до вмісту|читати далі"
        r"|докладніше|показати (?:більше|ще)|усі новини|всі новини|вгору|нагору|назад|далі|контакти)",
        r"(?:главная|поиск|закрыть|войти|вход|регистрация|перейти к содержанию|читать далее"
        r"|подробнее|показать (?:больше|еще|ещё)|все новости|наверх|вверх|назад|далее|контакты)",
        r"(?:inicio|portada|menú|buscar|cerrar|iniciar sesión|registrarse|suscríbete|suscribirse"
        r"|ir al contenido(?: principal)?|saltar al contenido|leer más|seguir leyendo|ver (?:más|todo)"
        r"|volver arriba|(?:artículo )?(?:siguiente|anterior)|aviso legal)",
    ),
)
_COOKIES = _Lines(
    "cookie notice",
    (
        r".{0,60}(?:this (?:web)?site|our (?:web)?site|we(?: and our partners)?) (?:may )?(?:uses?|store)\b"
        r".{0,60}\bcookies?\b.*",
        r".*\bcookies? (?:to (?:improve|ensure|give|personali[sz]e)|policy|settings|preferences)\b.{0,200}",
        r"(?:accept|reject|allow|manage)(?: all)?(?: cookies?)?(?:[ ,|·]+(?:accept|reject|decline|read more"
        r"|settings|manage options))*",
        r".{0,40}by continuing to (?:use|browse)\b.{0,200}",
        r".{0,60}(?:ce site|notre site|nous) utilis\w+\b.{0,60}\bcookies?\b.*",
        r"(?:tout )?(?:accepter|refuser)(?: tout| et fermer| les cookies)?",
        r".{0,60}(?:diese (?:web)?s(?:eite|ite)|unsere (?:web)?s(?:eite|ite)|wir) (?:verwend|nutz|setz)\w+\b"
        r".{0,60}\bcookies?\b.*",
        r"(?:alle(?: cookies)? )?(?:akzeptieren|ablehnen)",
        r".{0,60}(?:цей сайт|наш сайт|ми) використову\w+.{0,60}(?:cookie|кукі|куки).*",
        r".{0,60}(?:этот сайт|наш сайт|мы) использу\w+.{0,60}(?:cookie|куки).*",
        r"(?:прийняти|відхилити|погоджуюсь|принять|отклонить|согласен)(?: (?:всі|усі|все))?",
        r".{0,60}(?:este sitio|nuestro sitio|nosotros)?\b.{0,20}\b(?:utiliza|utilizamos|usamos|usa)\b.{0,60}"
        r"\bcookies\b.*",
        r"(?:aceptar|rechazar)(?: (?:todo|todas|cookies))*",
    ),
)
_NEWSLETTER = _Lines(
    "newsletter box",
    (
        r"(?:sign up|subscribe)\b.{0,120}(?:newsletter|inbox|e-?mail|updates|briefing|alerts).{0,60}",
        r"get (?:the latest|our)\b.{0,100}(?:inbox|newsletter|e-?mail).{0,60}",
        r".{0,60}\b(?:newsletter|e-?mail address|your e-?mail)\s*[:*!]?",
        r"(?:view|read) (?:this|the) (?:e-?mail|message|newsletter) (?:in|on)\b.{0,40}",
        r"you(?: are|.re) receiving this\b.{0,200}",
        r"(?:unsubscribe|manage (?:your )?preferences|update your preferences)\b.{0,80}",
        r"(?:inscrivez|abonnez)-vous\b.{0,160}",
        r".{0,60}(?:se désinscrire|se désabonner|voir ce message dans votre navigateur).{0,60}",
        r"(?:abonnieren|bestellen) sie\b.{0,120}newsletter.{0,60}",
        r".{0,60}(?:newsletter (?:abbestellen|abonnieren)|im browser (?:ansehen|öffnen|anzeigen)).{0,60}",
        r"(?:підпишіться|підписатися) на (?:нашу )?(?:розсилку|новини)\b.{0,100}",
        r"(?:відписатися|переглянути в браузері|відкрити в браузері)\b.{0,80}",
        r"(?:подпишитесь|подписаться) на (?:нашу )?(?:рассылку|новости)\b.{0,100}",
        r"(?:отписаться|открыть в браузере|посмотреть в браузере)\b.{0,80}",
        r"(?:suscríbete|suscríbase|apúntate)\b.{0,160}",
        r".{0,60}(?:darse de baja|cancelar (?:la )?suscripción|ver en el navegador).{0,60}",
    ),
)
_ADVERT = _Lines(
    "advertisement",
    (
        r"[-–— \[(]*(?:advertisements?|advertising|ad|sponsored(?: content)?|promoted|publicité"
        r"|anzeige|werbung|реклама|на правах реклами|на правах рекламы|publicidad)[-–— \])]*",
        r"(?:article|story|scroll) continues? (?:below|after)\b.{0,40}",
        r"la suite après (?:cette|la) publicité",
    ),
)
_COMMENTS = _Lines(
    "comments",
    (
        r"(?:\d+|no|aucun|keine|немає|нет|sin) (?:comments?|commentaires?|kommentare?|коментар\w*"
        r"|комментари\w*|comentarios?)",
        r"(?:comments?|commentaires?|kommentare?|коментарі|комментарии|comentarios?)\s*[:(]?\s*\d*\)?",
        r"(?:post|leave|add|write) (?:a |your )?(?:comment|reply)\b.{0,30}",
        r"be the first to (?:comment|reply)\b.{0,30}",
        r"(?:laisser|ajouter|écrire) un commentaire",
        r"(?:einen )?kommentar (?:schreiben|verfassen|hinterlassen)",
        r"(?:залишити|додати) коментар|(?:оставить|добавить) комментарий",
        r"(?:deja|dejar|escribe|añadir) un comentario|deja una respuesta",
    ),
)
_PICTURE = _Lines(
    "credit of a picture",
    (
        r"(?:cover )?(?:photos?|images?|pictures?|illustration|graphic|video|file photo)"
        r"(?: credits?| courtesy| by)?\s?(?::|©|/|\bby\b).{0,150}",
        r"(?:crédits? (?:photos?|images?)|photographie|vidéo)\s?[:/©].{0,120}",
        r"(?:foto|bild|grafik|symbolbild|archivfoto|bildquelle)\w{0,5}\s?[:/©].{0,120}",
        r"(?:фото|світлина|ілюстрація|иллюстрация|відео|видео|скріншот|скриншот)"
        r"(?: \w+)?\s?[:/©].{0,120}",
        r"(?:fotografía|imagen|vídeo|ilustración)\s?[:/©].{0,120}",
        r"(?:©|\(c\)) ?[^.!?]{0,60}(?:getty|images|afp|reuters|epa|ap photo|dpa|efe|imago)[^.!?]{0,60}",
        r"[^.!?]{0,80}/ ?(?:getty images|afp|reuters|epa|ap|dpa|efe|imago)(?: photo)?",
    ),
)
_FOOT = _Lines(
    "foot of the page",
    (
        r"(?:copyright|©|\(c\)).{0,160}",
        r".{0,100}(?:all rights reserved|tous droits réservés|alle rechte vorbehalten"
        r"|(?:усі|всі) права захищен\w|все права защищены|todos los derechos reservados).{0,60}",
        r"(?:terms (?:of (?:use|service)|and conditions)|privacy(?: policy)?|cookie policy)"
        r"(?:\s*[|·•/]\s*.{0,60})*",
        r"(?:mentions légales|politique de confidentialité|datenschutzerklärung|agb"
        r"|політика конфіденційності|политика конфиденциальности|política de privacidad)",
        r"(?:published|posted|powered) (?:in|with|by) [^.]{0,40}",
    ),
)
_READING = _Lines(
    "reading time",
    (
        r"(?:reading time|time to read|lecture|temps de lecture|lesezeit|lesedauer|час читання"
        r"|время чтения|tiempo de lectura)\s?:?\s?(?:~|env\.)?\s?\d+.{0,15}",
        r"\d+[- ]?(?:min(?:ute)?s?\.?|minuten|minutos|хв\.?|хвилин\w*|мин\.?|минут\w*)"
        r"(?: (?:read|de lecture|lesezeit|de lectura|читання|чтения))?",
        r"(?:listen to|play) (?:this )?(?:article|story|audio)\b.{0,20}",
        r"(?:écouter|anhören|слухати|слушать|escuchar)\b.{0,30}",
        r"\d[\d,.  ]* ?(?:views?|vues|aufrufe|перегляд\w*|просмотр\w*|visitas|lecturas)",
    ),
)
_TAGS = _Lines(
    "keywords",
    (
        r"(?:tags?|topics?|keywords|filed under|mots[- ]clés|thèmes|schlagw[oö]rte?r?|themen"
        r"|теги|мітки|ключові слова|метки|ключевые слова|etiquetas|temas)\s?:.{0,200}",
        r"(?:#[\w-]+[\s,]*){1,20}",
    ),
)
_MARKS = _Lines(
    "mark of a press release",
    (
        r"(?:#\s*){2,5}|[-–—* ]*(?:ends?|fin|ende|кінець|конец)[-–—* ]*|[*_=–—-]{3,}",
        r"for immediate release|pour diffusion immédiate|zur sofortigen veröffentlichung",
    ),
)
_HEADS = (
    r"(?:related|recent|latest|similar|more|other|top|trending|popular|recommended|breaking)"
    r" (?:posts?|articles?|news|stories|story|coverage|reads|reading|headlines|content|topics)",
    r"(?:read|see|watch) also|also read|(?:also )?read(?: more)?(?= ?:)|more (?:on|from|in|about)\b.{0,40}",
    r"(?:you (?:may|might) also (?:like|be interested in)|most (?:read|popular|viewed)|don.t miss"
    r"|trending(?: now)?|recommended(?: for you)?|what to read next|up next|in other news)",
    r"(?:à )?lire (?:aussi|également)|voir aussi|sur le même (?:sujet|thème)|articles? (?:similaires?|liés?"
    r"|récents?)|à découvrir|les plus lus|(?:dernières|autres) (?:nouvelles|actualités)|nos derniers articles",
    r"(?:lesen|sehen) sie (?:auch|hier|mehr)|mehr (?:zum thema|dazu|lesen)|auch interessant|das könnte sie"
    r" (?:auch )?interessieren|meistgelesen|(?:weitere|ähnliche|neueste|aktuelle) (?:artikel|nachrichten|meldungen"
    r"|beiträge)",
    r"(?:читайте|дивіться|читати) (?:також|ще)|за темою|(?:схожі|останні|інші|популярні|головні) (?:новини|статті"
    r"|матеріали|публікації)|новини за темою|вас може зацікавити|найпопулярніше|стрічка новин|більше новин",
    r"(?:читайте|смотрите|читать) (?:также|ещё|еще)|(?:по|на эту) тем[еу]|(?:похожие|последние|другие|популярные"
    r"|главные) (?:новости|статьи|материалы)|вам может быть интересно|самое популярное|лента новостей",
    r"(?:lea|lee|leer|vea|ver) también|(?:le|te) (?:puede|podría) interesar|más (?:noticias|información|leído"
    r"|sobre)\b.{0,30}|(?:noticias|artículos|notas) relacionad[ao]s|últimas noticias|lo más (?:leído|visto)",
)
_COUNTED = rf"(?:{'|'.join(_HEADS)})"

LINES = (
    *(_ADVERT, _COMMENTS, _MENU, _SHARE, _FOLLOW, _READING, _PICTURE, _TAGS, _MARKS, _FOOT),
    *(_NEWSLETTER, _COOKIES),
)
ALWAYS = (_COOKIES, _NEWSLETTER, _FOLLOW, _FOOT)
"""What is cut even if it is a whole sentence: it speaks to readers of its site."""


def _compiled(lines: _Lines) -> tuple[str, re.Pattern[str]]:
    whole = "|".join(f"(?:{pattern})" for pattern in lines.patterns)
    return lines.why, re.compile(rf"[\W_]*(?:{whole})[\s»›→↓]*[.!]?", re.IGNORECASE)


_SHORT = [_compiled(lines) for lines in LINES]
_LONG = [_compiled(lines) for lines in ALWAYS]
_HEAD = re.compile(rf"[\W_]*{_COUNTED}[\s:»›→…]*", re.IGNORECASE)
_HEADED = re.compile(rf"[\W_]*{_COUNTED}\s?[:|–—»›-]+\s?(?P<rest>.+)", re.IGNORECASE)
_ENTRY = re.compile(r"\s*[|·•›»>/]\s*")
_SENTENCE = re.compile(r"[.!?…。！？][\"'”’»“)\]]*$")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 300
_SENTENCE_WORDS = 8
_MENU_ENTRIES, _MENU_WORDS = 3, 4


def is_sentence(text: str) -> bool:
    """Return whether a line looks like a sentence of a report, or several."""
    ends = _SENTENCE.search(text.rstrip()) is not None
    return ends and len(_WORD.findall(text)) >= _SENTENCE_WORDS


def why_cut(text: str) -> str:
    """Return why a line is no part of a report, by its words alone; "" if it may be one."""
    if len(text) > _LONGEST * 2:
        return ""
    if is_sentence(text) or len(text) > _LONGEST:
        return next((why for why, pattern in _LONG if pattern.fullmatch(text)), "")
    if why := next((why for why, pattern in _SHORT if pattern.fullmatch(text)), ""):
        return why
    return "menu" if _is_menu(text) else ""


def begins_list(text: str) -> bool:
    """Return whether a line is the heading of a list of other reports: `Related posts`."""
    return _HEAD.fullmatch(text) is not None


def leads_elsewhere(text: str) -> bool:
    """Return whether a line is one link to another report: `Read also: Bridge closed`."""
    found = _HEADED.fullmatch(text)
    return found is not None and not is_sentence(found["rest"])


def _is_menu(text: str) -> bool:
    """Return whether a line is a row of short words between bars: `Home | News | Sport`."""
    entries = [entry for entry in _ENTRY.split(text.strip(" |·•›»>/")) if entry]
    are_short = all(len(_WORD.findall(entry)) <= _MENU_WORDS for entry in entries)
    return len(entries) >= _MENU_ENTRIES and are_short and _SENTENCE.search(text) is None
