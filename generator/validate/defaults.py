"""The claims of an article as they are meant: its `defaults` put in, `theme/point` taken apart.

All that judges claims gets them from here, so every rule holds for what is meant, wherever that is
written, and `origins` tells where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields

from msgspec import Struct
from msgspec.structs import replace

from generator.problems import AtKey, Finding, KeyPath, Severity, Spot, nearest
from generator.read.written import Value
from generator.validate import models
from generator.validate.untyped import raw_claims, text, themes_of

Values = dict[str, Value]

NONE = "none"
"""What a claim says that is to have no default."""
DECLINED = ("point", "on", "via")
"""The keys of which a claim may say so. It always has a theme and a kind, and facts get no `by`."""

_KEYS = frozenset(field.name for field in fields(models.Defaults))
_OF_ARTICLES = frozenset(field.name for field in fields(models.ArticleFront))
_POSITIONS = frozenset(kind.value for kind in models.Kind if not kind.is_fact)


class Effective(Struct, frozen=True):
    """The front matter of an article with its claims as they are meant."""

    front: Values
    defaults: Values = {}
    """Its defaults, with their point taken apart."""
    origins: Mapping[KeyPath, AtKey] = {}
    """Where values of claims and defaults are written, if that is elsewhere."""
    findings: tuple[Finding, ...] = ()
    untold: frozenset[str] = frozenset()
    """Keys that are no further problem where claims lack them: it is told of the defaults that
    they are broken."""

    def is_inherited(self, keys: KeyPath) -> bool:
        """Return whether a value of a claim is written in the defaults."""
        return keys in self.origins and self.origins[keys].keys[0] == "defaults"

    def placed(self, spot: Spot) -> Spot:
        """Return the spot of a value where it is really written."""
        if not isinstance(spot, AtKey) or spot.name:  # a key itself is not inherited
            return spot
        for end in range(2, len(spot.keys) + 1):
            if origin := self.origins.get(spot.keys[:end]):
                return replace(origin, keys=(*origin.keys, *spot.keys[end:]))
        return spot

    def told(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield findings where their values are written, each once, and those of this module."""
        yield from self.findings
        for finding in dict.fromkeys(replace(one, spot=self.placed(one.spot)) for one in findings):
            keys = finding.spot.keys if isinstance(finding.spot, AtKey) else ()
            is_of_claim = keys[:1] == ("claims",)
            if not (is_of_claim and finding.code == "missing-key" and keys[-1] in self.untold):
                yield finding


def effective(path: str, front: Values) -> Effective:
    """Return the front matter of the article in the file `path` with its claims as they are meant.

    A default holds for a claim that does not have its key, a `point` for claims about its theme,
    and `by` for positions. `none` in a claim keeps `point`, `on` or `via` away.
    """
    claims = raw_claims(front)
    if not _OF_ARTICLES.issuperset(front) or "defaults" in front or _has_slash(claims):
        return _Reading(path, front).effective()
    return Effective(front)  # most articles


def _has_slash(claims: Iterable[tuple[int, Values]]) -> bool:
    return any("/" in (text(claim.get("point")) or "") for _, claim in claims)


class _Reading:
    """Collects what is meant in one article, and where it is written."""

    def __init__(self, path: str, front: Values) -> None:
        self._path = path
        self._front = front
        self._origins: dict[KeyPath, AtKey] = {}
        self._findings: list[Finding] = []
        self._themes = themes_of(front)
        written = front.get("defaults")
        self._defaults = written if isinstance(written, dict) else {}
        self._taken: set[str] = set()
        """The defaults that some claim takes."""

    def effective(self) -> Effective:
        """Return all that was collected."""
        claims = self._front.get("claims")
        defaults = self._defaults = self._apart(self._defaults, ("defaults",))
        point_theme = self._theme_of_point(defaults)
        front = self._front
        if isinstance(claims, list):
            meant = [
                self._meant(self._apart(claim, ("claims", at)), at, point_theme)
                if isinstance(claim, dict)
                else claim
                for at, claim in enumerate(claims)
            ]
            front = {**front, "claims": meant}
            # Of which theme a point is that names none is a problem of its own.
            lost = {"point"} if point_theme is None else set()
            self._findings += self._unused(claims, lost)
        untold = frozenset(self._meant_by_mistake())
        return Effective(front, defaults, self._origins, tuple(self._findings), untold)

    def _apart(self, values: Values, at: KeyPath) -> Values:
        """Return the keys of a claim or the defaults, with theme and point of `theme/point`."""
        written = text(values.get("point")) or ""
        if "/" not in written:
            return values
        theme, _, point = map(str.strip, written.partition("/"))
        spot = AtKey((*at, "point"))
        if not theme or not point:
            lacks = "theme" if not theme else "point"
            message = f"'{written}' names no {lacks}; write theme/point, such as ceasefire/length"
            self._findings.append(Finding(self._path, spot, "bad-value", message))
            return {key: value for key, value in values.items() if key != "point"}
        own = text(values.get("theme"))
        if own is not None and own != theme:
            message = (
                f"'theme' says '{own}', but 'point' names one of '{theme}' ('{written}'); leave "
                "'theme' out, or correct one of the two"
            )
            at_theme = AtKey((*at, "theme"))
            self._findings.append(Finding(self._path, at_theme, "theme-of-point", message))
        self._origins[*at, "theme"] = replace(spot, words=theme)
        self._origins[*at, "point"] = replace(spot, words=point, nth=theme.count(point))
        return {**values, "theme": theme, "point": point}

    def _theme_of_point(self, defaults: Values) -> str | None:
        """Return the theme of the default point, None without one."""
        if "point" not in defaults:
            return None
        if theme := text(defaults.get("theme")):
            return theme
        if len(self._themes) == 1:
            return self._themes[0]
        if self._themes and not _misspelt("theme", defaults):
            message = (
                f"the article has several themes ({', '.join(self._themes)}); say which one this "
                f"point is of: {self._themes[0]}/{text(defaults['point'])}"
            )
            spot = AtKey(("defaults", "point"))
            self._findings.append(Finding(self._path, spot, "missing-key", message))
        return None

    def _meant(self, claim: Values, at: int, point_theme: str | None) -> Values:
        """Return a claim with the defaults that it takes."""
        meant = dict(claim)
        for key in DECLINED:
            if key in self._defaults and text(claim.get(key)) == NONE:
                del meant[key]
        only = self._themes[0] if len(self._themes) == 1 else None
        # The theme and the kind come first, as they decide on the others.
        for key in ("theme", "kind", "point", "by", "on", "via"):
            if claim.get(key) is not None or self._defaults.get(key) is None:
                continue
            if key == "by" and text(meant.get("kind")) not in _POSITIONS:
                continue
            if key == "point" and (text(meant.get("theme")) or only) != point_theme:
                continue
            meant[key] = self._defaults[key]
            self._taken.add(key)
            self._origins["claims", at, key] = self._origin(key)
        return meant

    def _origin(self, key: str) -> AtKey:
        """Return where a default is written."""
        keys = ("defaults", key)
        return self._origins.get(keys, AtKey(keys))

    def _unused(self, claims: list[Value], lost: set[str]) -> Iterator[Finding]:
        """Yield a warning for each default that no claim takes, but not for those in `lost`."""
        if self._defaults and not claims:
            message = "these are defaults for claims, and there are none; leave them out"
            yield self._warning(AtKey(("defaults",), name=True), message)
            return
        # `theme/point` is one key, and used if either is.
        parts = {"theme", "point"} if ("defaults", "theme") in self._origins else set()
        taken = self._taken | lost | (parts if parts & self._taken else set())
        for key in self._defaults:
            if key not in _KEYS or key in taken or (key == "theme" and parts):
                continue
            message = f"no claim takes this '{key}', as each says its own; leave it out"
            if key == "by":
                message = (
                    "no claim takes this 'by', which is for positions that do not say whose they "
                    "are; leave it out"
                )
            elif key == "point":
                message = (
                    "no claim takes this 'point', which is for claims about its theme that name "
                    "none; leave it out"
                )
            yield self._warning(AtKey(("defaults", key), name=True), message)

    def _warning(self, spot: AtKey, message: str) -> Finding:
        return Finding(self._path, spot, "unused-default", message, Severity.WARNING)

    def _meant_by_mistake(self) -> Iterator[str]:
        """Yield the defaults that there would be if the defaults were right."""
        if "defaults" not in self._front:
            strange = [name for name in self._front if name not in _OF_ARTICLES]
            yield from _KEYS if any(nearest(name, ["defaults"]) for name in strange) else ()
            yield from (name for name in strange if name in _KEYS)  # not indented
        elif not isinstance(self._front["defaults"], dict):
            yield from _KEYS
        else:
            yield from (key for key in _KEYS if _misspelt(key, self._defaults))


def _misspelt(key: str, values: Values) -> bool:
    return any(name not in _KEYS and nearest(name, [key]) for name in values)
