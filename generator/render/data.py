"""Write the data files: everything public as JSON, and all claims as CSV."""

from __future__ import annotations

from msgspec import json

from generator import addresses as at
from generator.language.language import Language
from generator.plan.views.files import ClaimsTableView, DataView
from generator.render.html import Addresses

_BOM = "\ufeff"
"""The byte order mark: without it, Excel takes a CSV file for one in a local encoding."""


def briefing_json(view: DataView, addresses: Addresses, _: Language) -> bytes:
    """Return everything public as JSON, one object on each line.

    The rows are JSON already (`assemble/data.py`) and are only joined here.
    """
    head = {
        "$schema": addresses.absolute(at.DATA_SCHEMA),
        "version": view.version,
        **({"month": view.month} if view.month else {}),
        "site": {"url": addresses.absolute(at.HOME), **json.decode(view.site)},
    }
    members = [json.encode(head).decode()[1:-1]]
    members += (f'"{table.name}": [\n{_lines(table.rows)}]' for table in view.tables)
    # Rows are kept from build to build, whatever the base URL, so it is put in last.
    text = "{" + ",\n".join(members) + "}\n"
    return text.replace(view.placeholder, addresses.absolute(at.HOME)).encode()


def claims_csv(view: ClaimsTableView, addresses: Addresses, _: Language) -> bytes:
    """Return all claims as CSV (RFC 4180), in UTF-8 with a byte order mark."""
    text = "".join((_BOM, ",".join(view.columns), "\r\n", *view.rows))
    return text.replace(view.placeholder, addresses.absolute(at.HOME)).encode()


def _lines(rows: tuple[str, ...]) -> str:
    return ",\n".join(rows) + "\n" if rows else ""
