"""The types of single values in front matter: what text each accepts, and what it becomes.

Front matter arrives as text, lists and mappings (see `generator.read.yaml`); here text gets its
meaning. Validators raise ValueError, with the message that the editor will read.
"""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files
from typing import Annotated, Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
)

from generator import addresses, limits
from generator.moments import Moment, parse_moment, parse_period
from generator.patterns import pattern
from generator.prose.quoted import unquoted
from generator.prose.references import KEY
from generator.prose.words import is_name
from generator.read.characters import trouble_in_key
from generator.read.files import UNSHOWABLE
from generator.validate.web_addresses import SCHEME, site_address, web_address

_KEY = pattern(KEY)
# No exponents, underscores or infinities: neither degrees nor an order needs them.
_NUMBER = pattern(r"[+-]?\d+(?:\.\d+)?")
_LEADING_ZEROS = pattern(r"([+-]?)0+(?=\d)")
_DECIMAL_COMMA = pattern(r"(?<=\d)[,٫，](?=\d+$)")
_PAIR = pattern(r"([+-]?\d+(?:\.\d+)?)°?(?:\s*[,;]\s+|;)([+-]?\d+(?:\.\d+)?)°?")
"""Two numbers, as maps give the place of something."""
_MINUS = {ord("−"): "-", ord("–"): "-"}
_IN_DEGREES = pattern(r"[°º'′’\"″]|\d\s*[NSEWНСЗВ]$", re.IGNORECASE)
_NOT_IN_PATHS = pattern(r"https?://|[\t\n\r<>\"\\^`{|}?#]", re.IGNORECASE)
# The form of a BCP 47 tag: whether its parts are registered is not checked.
_LANGUAGE = pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_EMAIL = pattern(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\".]{2,}")
_COUNTRIES = {
    "at": "de",
    "by": "be",
    "cn": "zh",
    "cz": "cs",
    "dk": "da",
    "gb": "en",
    "gr": "el",
    "jp": "ja",
    "ua": "uk",
    "us": "en",
    "vn": "vi",
}
"""Codes of countries that are taken for those of their languages, and that no language has."""
_HOST = pattern(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)

_MAX_PATH = 1000
"""Bytes of an old address, at most. Systems have limits from 1,024 for the whole path of a file."""
_SHOWN = 40
"""Characters of an overlong name that a message shows."""

# Deferred, because the Shape of a whole file builds the validators of all classes in it. Otherwise
# each class would build its own as well, which every command would wait for.
STRICT = ConfigDict(extra="forbid", defer_build=True)
"""How the classes of front matter are validated: an unknown key is an error."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def as_key(written: str) -> str:
    """Return a key, id or file name in NFC, so that it has one spelling.

    Raise ValueError if it cannot be part of an address, or of the path of a file.
    """
    key = unicodedata.normalize("NFC", written)
    if not _KEY.fullmatch(key) or not (key.isascii() or is_name(key)):
        if trouble := trouble_in_key(key):
            raise ValueError(trouble)
        raise ValueError(
            f"'{written}' cannot be used as a name; use letters, digits, hyphens, underscores "
            "and dots, starting with a letter or digit"
        )
    _check_length(key)
    return key


def as_reference(written: str) -> str:
    """Return the key of something elsewhere in NFC. Raise ValueError if it is not what it seems.

    That nothing can have it as its key is told where it is looked up.
    """
    key = unicodedata.normalize("NFC", written)
    if not is_key(key) and (trouble := trouble_in_key(key)):
        raise ValueError(trouble)
    return key


def is_key(written: str) -> bool:
    """Return whether a text can be a key."""
    try:
        as_key(written)
    except ValueError:
        return False
    return True


def _check_length(name: str) -> None:
    """Raise ValueError if a name is too long for that of a file or folder."""
    length = len(name.encode())
    if length > limits.MAX_NAME:
        raise ValueError(
            f"'{name[:_SHOWN]}…' is too long: with {length} bytes in UTF-8, no file could have "
            f"this name; shorten it to at most {limits.MAX_NAME} (a Latin letter takes 1, a "
            "Cyrillic, Greek or Arabic one 2, most others 3)"
        )


def _claim_name(written: str) -> str:
    """Return the name of a claim, `article#claim`. Raise ValueError if it is not one."""
    # The @ and the brackets of citations are accepted here, too.
    article, _, claim = written.removeprefix("[").removesuffix("]").removeprefix("@").partition("#")
    if claim and not article:
        raise ValueError(f"'{written}' names no article; write its id before the #: ID{written}")
    if not claim:
        raise ValueError(
            f"'{written}' names no claim; write the id of the article, # and the id of the claim: "
            "2025-05-11-name#c1"
        )
    return f"{as_key(article)}#{as_key(claim)}"


def _bool(written: Any) -> bool:
    # `yes` and `on` are booleans only in YAML 1.1, so they are text here.
    if written not in ("true", "false"):
        raise ValueError(f"expected true or false, not {_shown(written)}")
    return bool(written == "true")


def _moment(written: Any) -> Moment:
    if isinstance(written, str):
        return parse_moment(written)
    raise ValueError(f"expected a date such as 2025-05-15, not {_shown(written)}")


def _period(written: Any) -> Moment:
    return parse_period(written) if isinstance(written, str) else _moment(written)


def is_pair(written: Any) -> bool:
    """Return whether a value is two numbers in the place of one."""
    return isinstance(written, str) and _PAIR.fullmatch(written) is not None


def _number(written: Any) -> float:
    if isinstance(written, str) and (pair := _PAIR.fullmatch(written)):
        raise ValueError(
            f"'{written}' is two numbers; of a place, write lat: {pair[1]} (degrees north) and, "
            f"on a line of its own, lon: {pair[2]} (degrees east)"
        )
    if not isinstance(written, str) or not _NUMBER.fullmatch(written):
        meant = (
            _DECIMAL_COMMA.sub(".", written).translate(_MINUS) if isinstance(written, str) else ""
        )
        hint = f"; write {meant}" if _NUMBER.fullmatch(meant) else ""
        if isinstance(written, str) and _IN_DEGREES.search(written):
            hint = "; write degrees as a number such as 50.45, south and west with a - before it"
        raise ValueError(f"{_shown(written)} is not a number{hint}")
    if zeros := _LEADING_ZEROS.match(written):
        raise ValueError(
            f"'{written}' begins with a needless 0; write {written.replace(zeros[0], zeros[1], 1)}"
        )
    return float(written)


def _whole(written: Any) -> int:
    number = _number(written)
    if not number.is_integer():
        raise ValueError(f"'{written}' is not a whole number")
    return int(number)


def _old_path(written: str) -> str:
    """Return the path of an old address of this site as browsers send it, decoded.

    It has no leading slash, and is the path of a file.
    """
    if bad := _NOT_IN_PATHS.search(written):
        raise ValueError(_not_a_path(written, bad[0]))
    try:
        path = unquote(written.removeprefix("/"), errors="strict")
    except UnicodeDecodeError:
        raise ValueError(
            f"'{written}' is not a path on this site: what its % signs stand for is not UTF-8; "
            "write its letters themselves"
        ) from None
    steps = path.removesuffix("/").split("/")
    # No step may lead out of the site, and browsers would drop dots and empty steps.
    is_path = not {"..", ".", ""} & set(steps) and "%2f" not in written.lower()
    if not is_path or UNSHOWABLE.search(path) or "\\" in path:
        raise ValueError(f"'{written}' is not a path on this site, such as /old/address/")
    for step in steps:
        _check_length(step)
    if len(steps) > limits.PATH_FOLDERS:
        raise ValueError(
            f"'{written[:_SHOWN]}…' is in more than {limits.PATH_FOLDERS} folders; shorten it"
        )
    if len(path.encode()) > _MAX_PATH:
        raise ValueError(f"'{written[:_SHOWN]}…' is too long: an address has at most 1,000 bytes")
    return path


def _old_theme(written: str) -> str:
    """Return the old address of a theme, given that or only its old name."""
    if "/" in written:
        path = _old_path(written)
        return path if path.endswith((".html", "/")) else f"{path}/"
    return addresses.theme(as_key(written))


def _not_a_path(written: str, character: str) -> str:
    if SCHEME.match(written):
        return f"'{written}' is a whole web address; write its path alone, such as /old/address/"
    if character in "?#":
        return (
            f"'{written}' has a {character}, and what comes after it never reaches the files of a "
            "site; write the path before it alone"
        )
    return f"'{written}' is not a path on this site, such as /old/address/"


def _file_name(written: str) -> str:
    if "/" in written or "\\" in written or written in (".", ".."):
        raise ValueError(f"'{written}' must be the name of a file, without a folder")
    return written


def _language(written: str) -> str:
    if not _LANGUAGE.fullmatch(written):
        raise ValueError(f"'{written}' is not a language tag such as en or pt-BR")
    first = written.partition("-")[0]
    if meant := _COUNTRIES.get(first.lower()):
        raise ValueError(f"'{first}' is the code of a country, not of a language; write {meant}")
    return written


def _email(written: str) -> str:
    if written.lower().startswith("mailto:"):
        raise ValueError(f"'{written}' is a link; write {written[len('mailto:') :]} alone")
    if not _EMAIL.fullmatch(written):
        raise ValueError(f"'{written}' is not an e-mail address such as desk@example.org")
    return written


def _host(written: str) -> str:
    if not _HOST.fullmatch(written):
        raise ValueError(f"'{written}' is not a host name such as brief.example.org")
    return written


def _zone(written: str) -> str:
    try:
        ZoneInfo(written)
        # Machines have files of their own beside those of the database: localtime, posixrules.
        is_known = written in files("tzdata").joinpath("zones").read_text("utf-8").split()
    except (ValueError, OSError, KeyError):  # OSError: a folder of the database, such as Europe
        is_known = False
    if not is_known:
        raise ValueError(f"'{written}' is not a time zone such as Europe/Kyiv")
    return written


def _one_as_list(written: Any) -> Any:
    """Return a single text as a list of one, for keys that take either; all else unchanged."""
    return [written] if isinstance(written, str) else written


def _distinct(items: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items unchanged. Raise ValueError if one is listed twice."""
    seen: set[str] = set()
    for item in items:
        if item in seen:
            raise ValueError(f"'{item}' is listed twice; remove one of the two")
        seen.add(item)
    return items


def _in_one_list(lists: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    """Return lists of values unchanged. Raise ValueError if a value is in two of them."""
    seen: set[str] = set()
    for values in lists:
        for value in values:
            if value in seen:
                raise ValueError(
                    f"'{value}' is in two lists; values in one list are one answer, so keep it in "
                    "one of them"
                )
        seen.update(values)
    return lists


def _shown(written: Any) -> str:
    """Return how a message names a value."""
    if isinstance(written, dict):
        return "keys with values"
    return "a list" if isinstance(written, list) else f"'{written}'"


def _told(**facts: Any) -> Any:
    """Return what a JSON Schema says of a type beyond the kind of its values; it checks nothing."""
    return Field(json_schema_extra=facts)


_KEY_PATTERN = r"^[^\s/\\#?&|<>\[\]{}()@:;,\"'!*%.-][^\s/\\#?&|<>\[\]{}()@:;,\"'!*%]*$"
"""Nearly what `as_key` accepts: schemas know no letters of all scripts."""
_DAY_PATTERN = r"\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d([.,]\d+)?)? ?([Zz]|[+−-]\d\d(:?\d\d)?)?)?"
_WEB = _told(pattern="^[Hh][Tt][Tt][Pp][Ss]?://[^\\s<>]+$", examples=["https://example.org/report"])
_UNIQUE = _told(uniqueItems=True)

Quote = Annotated[Text, AfterValidator(unquoted)]
Key = Annotated[Text, AfterValidator(as_key), _told(pattern=_KEY_PATTERN)]
Name = Annotated[Text, AfterValidator(as_reference)]
"""The key of something that other files define, and that is looked up there. What that is, is in
`keys.REFERS`, by the key that it is the value of."""
ClaimName = Annotated[Text, AfterValidator(_claim_name), _told(examples=["2025-05-11-istanbul#c1"])]
Bool = Annotated[bool, PlainValidator(_bool, json_schema_input_type=bool)]
When = Annotated[
    Moment,
    PlainValidator(_moment, json_schema_input_type=str),
    _told(pattern=f"^{_DAY_PATTERN}$", examples=["2025-05-15", "2025-05-15T12:30+03:00"]),
]
Period = Annotated[
    Moment,
    PlainValidator(_period, json_schema_input_type=str),
    _told(pattern=rf"^({_DAY_PATTERN}|\d{{4}}(-\d\d)?)$", examples=["2025-05-15", "2025-05"]),
]
Number = Annotated[float, PlainValidator(_number, json_schema_input_type=float)]
Whole = Annotated[int, PlainValidator(_whole, json_schema_input_type=int)]
Address = Annotated[Text, AfterValidator(web_address), _WEB]
SiteAddress = Annotated[Text, AfterValidator(site_address), _WEB]
OldPath = Annotated[Text, AfterValidator(_old_path), _told(examples=["/old/address/"])]
OldTheme = Annotated[Text, AfterValidator(_old_theme), _told(examples=["old-name"])]
FileName = Annotated[Text, AfterValidator(_file_name), _told(pattern=r"^[^/\\]+$")]
Language = Annotated[
    Text,
    AfterValidator(_language),
    _told(pattern=f"^{_LANGUAGE.pattern}$", examples=["en", "pt-BR"]),
]
Host = Annotated[Text, AfterValidator(_host), _told(examples=["brief.example.org"])]
Email = Annotated[
    Text,
    AfterValidator(_email),
    _told(pattern=f"^{_EMAIL.pattern}$", examples=["desk@example.org"]),
]
Zone = Annotated[Text, AfterValidator(_zone), _told(examples=["UTC", "Europe/Kyiv"])]
Names = Annotated[tuple[Name, ...], AfterValidator(_distinct), _UNIQUE]
ClaimNames = Annotated[tuple[ClaimName, ...], AfterValidator(_distinct), _UNIQUE]
Texts = Annotated[tuple[Text, ...], AfterValidator(_distinct), _UNIQUE]
SomeNames = Annotated[Names, Field(min_length=1)]
SomeTexts = Annotated[Texts, Field(min_length=1)]
Alike = Annotated[tuple[SomeTexts, ...], AfterValidator(_in_one_list)]
NameOrNames = Annotated[
    SomeNames, BeforeValidator(_one_as_list, json_schema_input_type=Name | SomeNames)
]
