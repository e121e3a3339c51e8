"""Which themes a report is about, by the words that the site itself uses for them.

Words are weighed by where a theme has them (title, question, points, earlier claims), by how few
themes have them, and by how few articles: tf-idf over what the site has. Words of the general
language count nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from generator.importing.known import Known, KnownTheme
from generator.importing.model import Suggestion
from generator.importing.proposals.languages import frequent_words
from generator.importing.proposals.stems import WORD, stems_of

_TITLE, _POINT, _QUESTION, _PROSE, _SAID = 8.0, 3.0, 1.0, 0.5, 0.5
"""How much a word counts by where a theme has it."""
_SHARE = 0.5
"""Of the best theme's score, from which another is suggested without its title in the text."""
_LEAST_WORDS = 4
"""Different words of a theme that a text must have, if it does not have its title."""
_LEAST_ARTICLES, _MOST_ARTICLES = 8, 200
"""How many articles tell which words are rare."""
_SHOWN = 5
_SENTENCE = re.compile(r"(?<=[.!?。])\s+|\n+")
_MARKS = re.compile(r"\[@[^\]]*\]|\[\[[^\]|]*\|?|\]\]")


def _rarity_in(bodies: Sequence[str], language: str) -> Callable[[str], float]:
    """Return what tells how rare a stem is in articles: from 1, if few have it, down to about 0.

    The latest articles are enough, by the names of their files; a handful says nothing.
    """
    latest = bodies[-_MOST_ARTICLES:]
    number = len(latest)
    if number < _LEAST_ARTICLES:
        return lambda _: 1.0
    having = Counter(stem for body in latest for stem in set(stems_of(body, language)))
    return lambda stem: math.log((1 + number) / (1 + having[stem])) / math.log(1 + number)


class _Score(Struct, frozen=True):
    theme: str
    score: float
    words: tuple[str, ...]
    """The words of the text that count most."""
    title: str
    """The title or synonym that stands in the text; "" if none does."""


class ThemeWords:
    """The words of all themes of a site, weighed."""

    def __init__(self, known: Known, language: str) -> None:
        """Take a site with at least one theme, and the language of the texts.

        The words of themes are taken for words of that language: theirs that are not do no harm.
        """
        self._language = language
        self._themes = known.themes
        said: dict[str, list[str]] = defaultdict(list)
        for article in known.articles:
            for theme, words in article.said.items():
                said[theme].append(words)
        self._weights = {
            theme.name: self._weigh(theme, said.get(theme.name, ())) for theme in known.themes
        }
        having = Counter(stem for weights in self._weights.values() for stem in weights)
        number = len(known.themes)
        rare = _rarity_in([one.body for one in known.articles], language)
        self._rarity = {
            stem: math.log(1 + number / count) * rare(stem) for stem, count in having.items()
        }
        everywhere = {stem for stem, count in having.items() if count == number > 1}
        # What says nothing: words that all themes have, those of grammar, and who is spoken of.
        people = [name for one in known.actors if one.kind == "person" for name in one.names]
        common = (*frequent_words(known.language), *frequent_words(language), *people)
        self._silent = everywhere.union(*(stems_of(word, language) for word in common))

    def suggest(self, text: str) -> tuple[Suggestion, ...]:
        """Return the themes that a text seems to be about, the likeliest first; at least one."""
        scores = sorted(self._scores(text), key=lambda one: -one.score)
        best = scores[0].score
        chosen = [
            one
            for one in scores
            if one.title or (one.score >= _SHARE * best > 0 and len(one.words) >= _LEAST_WORDS)
        ]
        if not chosen:
            why = "a guess: the text has no word of a theme's title or points"
            if scores[0].words:
                why = f"a guess, by few words: {', '.join(scores[0].words[:_SHOWN])}"
            return (Suggestion(scores[0].theme, why),)
        return tuple(Suggestion(one.theme, _why(one)) for one in chosen)

    def nearest(self, sentence: str, among: Sequence[str]) -> tuple[str, str]:
        """Return the theme of a sentence, one of `among`, and its point or ""."""
        stems = set(stems_of(sentence, self._language))
        scores = {name: sum(self._weight(name, stem) for stem in stems) for name in among}
        best = max(among, key=lambda name: scores[name])
        return best, self._point(best, stems)

    def _point(self, name: str, stems: set[str]) -> str:
        """Return the point of a theme whose title a sentence has, most of its words at least."""
        theme = next(theme for theme in self._themes if theme.name == name)
        own = {stem for title in theme.titles for stem in stems_of(title, self._language)}
        best, most = "", 0.0
        for point in theme.points:
            for title in point.titles:
                words = {*stems_of(title, self._language)} - own - self._silent
                words = {stem for stem in words if len(stem) > 2}  # noqa: PLR2004 - "of", "in"
                shared = words & stems
                weight = sum(self._rarity.get(stem, 0.0) for stem in shared)
                if len(shared) * 2 > len(words) and weight > most:
                    best, most = point.id, weight
        return best

    def _weight(self, theme: str, stem: str) -> float:
        weight = self._weights[theme].get(stem, 0.0)
        return weight * self._rarity[stem] if weight and stem not in self._silent else 0.0

    def _scores(self, text: str) -> Iterable[_Score]:
        shown: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for stem, word in zip(
            stems_of(text, self._language), _words(text, self._language), strict=True
        ):
            counts[stem] += 1
            shown.setdefault(stem, word)
        sentences = [set(stems_of(one, self._language)) for one in _SENTENCE.split(text)]
        for theme in self._themes:
            weights: Mapping[str, float] = {
                stem: self._weight(theme.name, stem) * (1 + math.log(count))
                for stem, count in counts.items()
            }
            size = math.sqrt(sum(self._weights[theme.name].values())) or 1.0
            words = sorted(filter(weights.get, weights), key=lambda stem: -weights[stem])
            yield _Score(
                theme.name,
                sum(weights.values()) / size,
                tuple(shown[stem] for stem in words),
                self._title_in(theme, sentences),
            )

    def _title_in(self, theme: KnownTheme, sentences: Sequence[set[str]]) -> str:
        """Return the title or synonym of a theme whose words all stand in one sentence."""
        for title in theme.titles:
            stems = {stem for stem in stems_of(title, self._language) if len(stem) > 1}
            if stems and any(stems <= sentence for sentence in sentences):
                return title
        return ""

    def _weigh(self, theme: KnownTheme, said: Iterable[str]) -> Mapping[str, float]:
        weights: dict[str, float] = {}
        points = theme.points
        for weight, texts in (
            (_TITLE, theme.titles),
            (_POINT, [title for point in points for title in point.titles]),
            (_QUESTION, [theme.question, *(point.question for point in points)]),
            (_PROSE, [_MARKS.sub(" ", theme.prose)]),
            (_SAID, said),
        ):
            for stem in {stem for text in texts for stem in stems_of(text, self._language)}:
                if len(stem) > 2 or not stem.isascii():  # noqa: PLR2004 - "of", "in", "30"
                    weights[stem] = weights.get(stem, 0.0) + weight
        return weights


def _words(text: str, language: str) -> Iterable[str]:
    """Yield the words whose stems `stems_of` yields, as they are written."""
    for match in WORD.finditer(text):
        for _ in stems_of(match[0], language):
            yield match[0]


def _why(score: _Score) -> str:
    words = ", ".join(dict.fromkeys(score.words[:_SHOWN]))
    if score.title:
        return f"its title “{score.title}” is in the text" + (f"; also: {words}" if words else "")
    return f"by its words: {words}"
