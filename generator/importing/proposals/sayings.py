"""Who says what in a paragraph: quotations with their speakers, and statements that are reported.

Verbs of saying are listed by language; a speaker is the actor who is named nearest to one of them,
outside quotation marks. What is uncertain is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.importing.proposals.mentions import ActorMention, Names
from generator.prose.quoted import places
from generator.validate.attribution import VERBS_OF_SAYING

_MORE_VERBS = (
    "states|noted|notes|emphasi[sz]ed|remarked|indicated|confirmed|announced|explained|declared|"
    "asserting|cautioned|asked|replied|suggested|mentioned|"
    "explique|expliqué|précise|précisé|ajoute|ajouté|souligne|souligné|annonce|annoncé|"
    "betont|teilte|meinte|fügte|"
    "dijo|dice|afirmó|afirma|declaró|señaló|explicó|aseguró|añadió|anunció|indicó|advirtió|"
    "повідомив|повідомила|повідомили|наголосив|наголосила|зазначив|зазначила|підкреслив|"
    "підкреслила|пояснив|пояснила|"
    "сказал|говорит|заявил|сообщил|сообщила|сообщили|отметил|отметила|"
    "подчеркнул|подчеркнула|добавил|добавила|пояснил|пояснила"
)
"""Verbs that tell of acts and things as well: a candidate too many is soon deleted."""
_VERBS = "|".join((*sorted(VERBS_OF_SAYING - {"claims", "nie"}), _MORE_VERBS))
_ACCORDING = r"according to|selon|d[’']après|laut|nach angaben|según|за словами|по словам|на думку"
_VERB = re.compile(
    rf"(?<![\w-])(?:a (?=dit|\w+é\b))?(?:{_VERBS})(?![\w-])(?!\s+by\b)", re.IGNORECASE
)
_SOURCE = re.compile(rf"(?<!\w)(?:{_ACCORDING})(?!\w)", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?<!\w)(?:he|she|they|it|il|elle|ils|elles|er|sie|él|ella|він|вона|вони|он|она|они)(?!\w)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"[.!?…。！？][\"'”’»“)\]]*\s+(?=[\"'“”„«‘(\[]*[^\W\d_a-zа-яіїєґёà-ÿ]|\d)"
)
_ABBREVIATED = re.compile(r"(?:\b(?:[A-ZА-Я]|Mr|Mrs|Ms|Dr|St|No|vs|bzw|Nr|p\.?m|a\.?m)\.)\s+$")
_NAME = r"(?P<name>[^\W\d_a-zа-яіїєґёà-ÿ][^\W\d_]+(?:[ -][^\W\d_a-zа-яіїєґёà-ÿ][^\W\d_]+){1,3})"
_NAME_BEFORE = re.compile(rf"{_NAME}\s*(?:,[^,.]{{1,60}},\s*)?$")
_NAME_AFTER = re.compile(rf"\s+{_NAME}")
_PHRASE = (
    # A definite noun phrase: `the harbour master`, `the office of roads`. Or a name. Other words
    # with a capital letter, such as those that begin a sentence, are none.
    r"(?P<name>(?:(?:[Tt]he|[Ll]e|[Ll]a|[Ll]es|[Dd]er|[Dd]ie|[Dd]as|[Ee]l|[Ll]os|[Ll]as)\s+|[Ll][’'])"
    r"[^\W\d_][\w’'-]*(?:\s+(?:of|for|de|du|des|del|der|des|von|für)(?:\s+(?:the|la|el))?\s+[\w-]+"
    r"|\s+(?!(?:and|et|und|y|has|have|had|also|later|then|on|in|at|that|who|which)\b)[^\W\d_][\w’'-]*){0,4}"
    r"|(?-i:[^\W\d_a-zа-яіїєґёà-ÿ][\w’'-]+(?:\s+[^\W\d_a-zа-яіїєґёà-ÿ][\w’'-]+){1,3})"
    r"|(?:ال\w+(?:\s+ال\w+|\s+\w+){0,2}))"
)
_PHRASE_BEFORE = re.compile(
    _PHRASE
    + r"(?:\s*,[^,.]{1,60},)?(?:\s+(?:also|later|then|has|have|had|hat|haben|a|ont|ha|han))?\s*$"
)
_PHRASE_AFTER = re.compile(r"\s+(?:by\s+)?" + _PHRASE)
_SLAVIC_AFTER = re.compile(
    r"\s+(?!(?:він|вона|вони|он|она|они|що|что)\b)(?P<name>[а-яіїєґё][\w’'-]+"
    r"(?:\s+(?!(?:на|у|в|під|под|после|після|о|об|во|со|зі|з|с|по|та|и|і|й|що|что)\b)[\w’'-]+){0,2})"
)
"""Without articles, what stands between a quotation with its verb and the next small word."""
_LABEL = re.compile(r"\s*:\s+(?P<words>\S.+)")
"""What follows the name of a speaker in a transcript."""
_NO_ROLES = frozenset(
    (
        *("also", "later", "then", "since", "has", "have", "had", "was", "is", "too", "once"),
        *("again", "never", "not"),
    )
)
"""What may stand between a name and its verb without making another speaker of it."""
_LISTED = re.compile(r"\s*(?:,|(?:,\s*)?(?:and|und|et|y|та|и|і|й|&))\s*(?:the\s+)?")
"""What stands between the names of several who speak."""
_PRONOUN_DOUBT = "the text has a pronoun: is it somebody else's?"
_LEAST_LETTERS, _LEAST_WORDS = 12, 3
_BEHIND = 6
"""Characters between words in quotation marks and the verb behind them, at most: `», — `."""
_NEAR = 90
"""Characters between a verb of saying and its speaker, at most."""


class Saying(Struct, frozen=True):
    """Something that somebody says, in the words of the report."""

    sentence: str
    quote: str
    by: tuple[str, ...]
    """The keys of actors; none if who speaks is none of them."""
    direct: bool
    """Whether the words stand in quotation marks."""
    doubt: str = ""
    """What is uncertain about the speaker."""
    speaker: str = ""
    """Who speaks, in the words of the report, if that is no actor."""


class _Speakers(Struct, frozen=True):
    """Who speaks, as keys of actors, or in the words of the report; nobody if it has neither."""

    keys: tuple[str, ...] = ()
    doubt: str = ""
    named: str = ""


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a paragraph begins and ends; none is cut within quotation marks.

    A quotation of several sentences is in one with the words that tell who said it.
    """
    quoted = places(text)
    start = 0
    for match in _SENTENCE_END.finditer(text):
        at = match.end()
        inside = any(begin < match.start() + 1 < end and at <= end + 1 for begin, end in quoted)
        if inside or _ABBREVIATED.search(text[start:at]):
            continue
        yield start, at
        start = at
    if text[start:].strip():
        yield start, len(text)


def sayings(paragraphs: Sequence[str], names: Names) -> Iterator[Saying]:
    """Yield what is said in the paragraphs of a report, in order."""
    last = ""  # who spoke last, for "he added"
    for text in paragraphs:
        quoted = [(start, end) for start, end in places(text) if _is_worth(text[start:end])]
        mentions = names.mentions(text)
        if mentions and (spoken := _LABEL.match(text, mentions[0].end)) and mentions[0].start == 0:
            words = spoken["words"].strip()
            yield Saying(text, words.rstrip("."), (mentions[0].key,), direct=True)
            last = mentions[0].key
            continue
        for start, end in sentences(text):
            sentence = text[start:end].strip()
            inside = [(a, b) for a, b in quoted if start <= a < end]
            outside = [m for m in mentions if start <= m.start < end and not _in(m.start, quoted)]
            speakers = _speakers(text, start, end, outside, quoted, last)
            by, doubt = speakers.keys, speakers.doubt
            if speakers.named:
                last = ""  # a pronoun behind it means somebody who is no actor
            elif by and not doubt:
                last = by[0]
            elif outside and not by:
                people = [m.key for m in outside if names.actors[m.key].kind == "person"]
                last = people[0] if people else last
            named = speakers.named
            for a, b in inside:
                if by or named:
                    words = text[a:b].strip().rstrip(",.;")
                    yield Saying(sentence, words, by, direct=True, doubt=doubt, speaker=named)
            if not inside and (by or named) and doubt != _PRONOUN_DOUBT:
                words = sentence.rstrip(".")
                yield Saying(sentence, words, by, direct=False, doubt=doubt, speaker=named)


def _is_worth(words: str) -> bool:
    return len(words) >= _LEAST_LETTERS and len(words.split()) >= _LEAST_WORDS


def _in(at: int, quoted: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in quoted)


def _speakers(
    text: str,
    start: int,
    end: int,
    mentions: Sequence[ActorMention],
    quoted: Sequence[tuple[int, int]],
    last: str,
) -> _Speakers:
    """Return who speaks in a sentence, and what is uncertain about that."""
    for source in _SOURCE.finditer(text, start, end):
        after = [m for m in mentions if 0 <= m.start - source.end() <= _NEAR // 2]
        if after and not _in(source.start(), quoted):
            return _Speakers((after[0].key,))
    for verb in _VERB.finditer(text, start, end):
        if _in(verb.start(), quoted):
            continue
        if found := _subject(text, verb, mentions, quoted):
            keys = tuple(dict.fromkeys(one.key for one in found))
            return _Speakers(
                keys, "several are named" if len(keys) > 1 else _role(text, verb, found[0])
            )
        near = text[max(start, verb.start() - 25) : min(end, verb.end() + 12)]
        if last and _PRONOUN.search(near):
            return _Speakers((last,), _PRONOUN_DOUBT)
    return _Speakers(named=_unknown(text, start, end, quoted))


def _unknown(text: str, start: int, end: int, quoted: Sequence[tuple[int, int]]) -> str:
    """Return who speaks in a sentence, in its words, `the council`; "" if nobody is named so."""
    for source in _SOURCE.finditer(text, start, end):
        if not _in(source.start(), quoted) and (found := _PHRASE_AFTER.match(text, source.end())):
            return found["name"]
    for verb in _VERB.finditer(text, start, end):
        if _in(verb.start(), quoted):
            continue
        after_quote = any(0 <= verb.start() - at <= _BEHIND for _, at in quoted)
        if after_quote:
            for pattern in (_PHRASE_AFTER, _SLAVIC_AFTER):
                if found := pattern.match(text, verb.end(), end):
                    return found["name"]
        if found := _PHRASE_BEFORE.search(text, max(start, verb.start() - _NEAR), verb.start()):
            return found["name"]
        if found := _PHRASE_AFTER.match(text, verb.end(), end):
            return found["name"]
    return ""


def _subject(
    text: str,
    verb: re.Match[str],
    mentions: Sequence[ActorMention],
    quoted: Sequence[tuple[int, int]],
) -> Sequence[ActorMention]:
    """Return the actors who are the subject of a verb: right behind it, or before it."""
    after_quote = any(0 <= verb.start() - end <= _BEHIND for _, end in quoted)
    behind = [m for m in mentions if 0 <= m.start - verb.end() <= 40]  # noqa: PLR2004
    if after_quote and behind:
        return behind[:1]
    before = [m for m in mentions if m.end <= verb.start()]
    if not before:
        return ()
    between = text[before[-1].end : verb.start()]
    if between.strip() == ",":
        # The end of what is put between commas: `The mayor, who had come from the dam, said`.
        opened = [m for m in before if text[m.end : m.end + 1] == ","]
        return opened[:1]
    if len(between) > _NEAR or _breaks(between):
        return ()
    listed = [before[-1]]
    for mention in reversed(before[:-1]):
        if not _LISTED.fullmatch(text, mention.end, listed[0].start):
            break
        listed.insert(0, mention)
    return listed


def _role(text: str, verb: re.Match[str], speaker: ActorMention) -> str:
    """Return what is uncertain of a speaker who may be named by a role, `the U.S. president`."""
    between = text[speaker.end : verb.start()].strip()
    words = [word for word in between.split() if word not in _NO_ROLES and not word.endswith("ly")]
    if words and between.islower() and re.fullmatch(r"[\w’'-]+(?: [\w’'-]+){0,3}", between):
        named = text[speaker.start : verb.start()].strip()
        return f"the text says “{named}”: is there an actor for that?"
    return ""


def _breaks(between: str) -> bool:
    """Return whether words part a name from the verb behind it: another one has its place.

    A role or an apposition between commas does not: `the mayor, who had come by boat, said`.
    """
    if between.count(",") == 1 and not re.search(
        r",\s*(?:however|too|also|meanwhile)?,?\s*$", between
    ):
        return not re.match(r"\s*,?\s*(?:who|qui|der|die|який|которая|который|que)\b", between)
    return bool(
        re.search(r"[;:—]|\b(?:and|but|while|that|und|et|mais|y|та|и|але|но)\b", between)
    ) or (_PRONOUN.search(between) is not None)


def unknown_speakers(paragraphs: Sequence[str], names: Names) -> Iterator[str]:
    """Yield the names of who is said to say something, and is none of the known actors."""
    seen: set[str] = set()
    for text in paragraphs:
        quoted = places(text)
        known = [(m.start, m.end) for m in names.mentions(text)]
        for verb in _VERB.finditer(text):
            if _in(verb.start(), quoted):
                continue
            for found in (
                _NAME_BEFORE.search(text, max(0, verb.start() - 2 * _NEAR), verb.start()),
                _NAME_AFTER.match(text, verb.end()),
            ):
                if found is None or any(
                    a < found.end("name") and found.start("name") < b for a, b in known
                ):
                    continue
                if found["name"] not in seen:
                    seen.add(found["name"])
                    yield found["name"]
