"""Files as values: what an editor wrote, from which the bytes of the file are made."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

Front = dict[str, Any]
"""Keys with their values: a register, or front matter together with the `body` below it."""

File = Front | str | bytes


class _Loader(yaml.SafeLoader):
    """Reads YAML as sites mean it: dates are text, and so is `on`."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - as in the class above
        first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
        if first not in "oO"
    }


def read_file(path: Path) -> File:
    """Return the value of a file of a site."""
    text = path.read_text("utf-8")
    if path.suffix not in (".md", ".yaml"):
        return text
    _, front, body = text.split("---\n", 2) if path.suffix == ".md" else ("", text, None)
    return merged(yaml.load(front, _Loader), {"body": body})


def data_of(file: File) -> bytes:
    """Return the bytes of a file; YAML is written as one line of JSON for each key.

    Surrogates in a text stand for bytes that are not UTF-8. Of a file with the key `cut`, only the
    first third was written.
    """
    if isinstance(file, bytes):
        return file
    if isinstance(file, str):
        return file.encode("utf-8", "surrogateescape")
    front = {key: value for key, value in file.items() if key not in ("body", "cut")}
    lines = (f"{key}: {json.dumps(front[key], ensure_ascii=False)}\n" for key in front)
    text = "".join(lines)
    if "body" in file:
        text = f"---\n{text}---\n{file['body']}"
    return data_of(text[: len(text) // 3] if "cut" in file else text)


def picture(width: int, height: int) -> bytes:
    """Return a grey PNG of a size in pixels; all of them have the same number of bytes."""
    file = BytesIO()
    Image.new("L", (width, height), 128).save(file, "PNG")
    return file.getvalue().ljust(400, b"\0")


def merged(old: Front, new: Front) -> Front:
    """Return keys with others laid over them; those that are None are left out."""
    return {key: value for key, value in {**old, **new}.items() if value is not None}
