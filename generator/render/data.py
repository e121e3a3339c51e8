"""Data files to bytes."""

from __future__ import annotations

from msgspec import json

from generator import addresses as at
from generator.language.language import Language
from generator.plan.file_views import ClaimsTableView, DataView
from generator.render.html import Addresses

_BOM = "\ufeff"
"""By which spreadsheets know that a file is UTF-8."""


def briefing_json(view: DataView, addresses: Addresses, _: Language) -> bytes:
    """Write everything as JSON, each thing on a line of its own."""
    head = {
        "$schema": addresses.absolute(at.DATA_SCHEMA),
        "version": view.version,
        "site": {"url": addresses.absolute(at.HOME), **json.decode(view.site)},
    }
    members = [json.encode(head).decode()[1:-1]]
    members += (f'"{table.name}": [\n{_lines(table.rows)}]' for table in view.tables)
    text = "{" + ",\n".join(members) + "}\n"
    return text.replace(view.here, addresses.absolute(at.HOME)).encode()


def claims_csv(view: ClaimsTableView, addresses: Addresses, _: Language) -> bytes:
    """Write every claim as a row (RFC 4180)."""
    text = "".join((_BOM, ",".join(view.columns), "\r\n", *view.rows))
    return text.replace(view.here, addresses.absolute(at.HOME)).encode()


def _lines(rows: tuple[str, ...]) -> str:
    return ",\n".join(rows) + "\n" if rows else ""
