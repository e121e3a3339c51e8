"""The types of single values in front matter: what text each accepts, and what it becomes.

Front matter arrives as text, lists and mappings (see `generator.read.yaml`); here text gets its
meaning. Validators raise ValueError, with the message that the editor will read.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Any
from urllib.parse import urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints

from generator.moments import Moment, parse_moment
from generator.prose.references import KEY
from generator.read.characters import trouble_in_key

_KEY = re.compile(KEY)
_ADDRESS = re.compile(r"https?://[^\s<>\"'\\^`{|}]+", re.IGNORECASE)
# No exponents, underscores or infinities: neither degrees nor an order needs them.
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_PATH = re.compile(r"/?[^\s<>\"'\\^`{|}?#]+")
# The form of a BCP 47 tag: whether its parts are registered is not checked.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.IGNORECASE)

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def as_key(written: str) -> str:
    """Return a key, id or file name in NFC, so that it has one spelling.

    Raise ValueError if it cannot be part of an address.
    """
    key = unicodedata.normalize("NFC", written)
    if not _KEY.fullmatch(key):
        if trouble := trouble_in_key(key):
            raise ValueError(trouble)
        raise ValueError(
            f"'{written}' cannot be used as a name; use letters, digits, hyphens, underscores "
            "and dots, starting with a letter or digit"
        )
    return key


def _bool(written: Any) -> bool:
    # `yes` and `on` are booleans only in YAML 1.1, so they are text here.
    if written not in ("true", "false"):
        raise ValueError(f"expected true or false, not {_shown(written)}")
    return bool(written == "true")


def _moment(written: Any) -> Moment:
    if isinstance(written, str):
        return parse_moment(written)
    raise ValueError(f"expected a date such as 2025-05-15, not {_shown(written)}")


def _number(written: Any) -> float:
    if not isinstance(written, str) or not _NUMBER.fullmatch(written):
        raise ValueError(f"{_shown(written)} is not a number")
    return float(written)


def _whole(written: Any) -> int:
    number = _number(written)
    if not number.is_integer():
        raise ValueError(f"'{written}' is not a whole number")
    return int(number)


def _address(written: str) -> str:
    if not _ADDRESS.fullmatch(written):
        raise ValueError(f"'{written}' is not a web address; it must start with https://")
    return written


def _old_path(written: str) -> str:
    """Return the path of an old address of this site, without its leading slash."""
    path = written.removeprefix("/")
    # No step may lead out of the site, and browsers would drop dots and empty steps.
    steps = path.removesuffix("/").split("/")
    if not _PATH.fullmatch(written) or {"..", ".", ""} & set(steps):
        raise ValueError(f"'{written}' is not a path on this site, such as /old/address/")
    return path


def _file_name(written: str) -> str:
    if "/" in written or "\\" in written or written in (".", ".."):
        raise ValueError(f"'{written}' must be the name of a file, without a folder")
    return written


def site_address(written: str) -> str:
    """Return scheme, host and path, with a slash at its end.

    Raise ValueError if it has anything else: pages append their own paths to it.
    """
    address = _address(written)
    try:
        parts = urlsplit(address)
        good = parts.hostname and not parts.query and not parts.fragment and "//" not in parts.path
    except ValueError:  # brackets that are no IPv6 address
        good = False
    if not good:
        raise ValueError(
            f"'{written}' must be scheme, host and path alone, such as https://example.org/path/"
        )
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path.rstrip("/") + "/", "", ""))


def _language(written: str) -> str:
    if not _LANGUAGE.fullmatch(written):
        raise ValueError(f"'{written}' is not a language tag such as en or pt-BR")
    return written


def _host(written: str) -> str:
    if not _HOST.fullmatch(written):
        raise ValueError(f"'{written}' is not a host name such as brief.example.org")
    return written


def _zone(written: str) -> str:
    try:
        ZoneInfo(written)
    except (ValueError, OSError, KeyError):  # OSError: a folder of the database, such as Europe
        raise ValueError(f"'{written}' is not a time zone such as Europe/Kyiv") from None
    return written


def _one_as_list(written: Any) -> Any:
    """Return a single text as a list of one, for keys that take either; all else unchanged."""
    return [written] if isinstance(written, str) else written


def _distinct(items: tuple[str, ...]) -> tuple[str, ...]:
    """Return the items unchanged. Raise ValueError if one is listed twice."""
    for position, item in enumerate(items):
        if item in items[:position]:
            raise ValueError(f"'{item}' is listed twice; remove one of the two")
    return items


def _shown(written: Any) -> str:
    """Return how a message names a value."""
    if isinstance(written, dict):
        return "keys with values"
    return "a list" if isinstance(written, list) else f"'{written}'"


Key = Annotated[Text, AfterValidator(as_key)]
Bool = Annotated[bool, PlainValidator(_bool, json_schema_input_type=bool)]
When = Annotated[Moment, PlainValidator(_moment, json_schema_input_type=str)]
Number = Annotated[float, PlainValidator(_number, json_schema_input_type=float)]
Whole = Annotated[int, PlainValidator(_whole, json_schema_input_type=int)]
Address = Annotated[Text, AfterValidator(_address)]
SiteAddress = Annotated[Text, AfterValidator(site_address)]
OldPath = Annotated[Text, AfterValidator(_old_path)]
FileName = Annotated[Text, AfterValidator(_file_name)]
Language = Annotated[Text, AfterValidator(_language)]
Host = Annotated[Text, AfterValidator(_host)]
Zone = Annotated[Text, AfterValidator(_zone)]
Keys = Annotated[tuple[Key, ...], AfterValidator(_distinct)]
Texts = Annotated[tuple[Text, ...], AfterValidator(_distinct)]
SomeKeys = Annotated[Keys, Field(min_length=1)]
KeyOrKeys = Annotated[SomeKeys, BeforeValidator(_one_as_list)]
