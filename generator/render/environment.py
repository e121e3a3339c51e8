"""Jinja as all templates use it: strict, everything escaped, and that in fewer steps."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.nodes import Expr, Impossible, TemplateData
from markupsafe import Markup, escape

_SPECIAL = re.compile("[&<>\"']")


def shown(value: Any) -> str:
    """Return a value as it goes into a page: like `escape`, but faster where nothing is special.

    Nearly all that templates show is markup already, or words without a special character.
    """
    kind = type(value)
    if kind is Markup or (kind is str and _SPECIAL.search(value) is None):
        return value  # type: ignore[no-any-return]
    return escape(value)


class _CodeGenerator(CodeGenerator):
    """Compiles `{{ … }}` to a call of `shown` where Jinja calls `escape`.

    Nothing is worked out beforehand: what a filter makes of a constant, such as `''|url`, differs
    from site to site, and what was compiled for one serves all.
    """

    def _output_child_to_const(self, node: Expr, frame: Any, finalize: Any) -> str:
        if not isinstance(node, TemplateData):
            raise Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Keeps the generator's own templates compiled, where Python keeps its modules compiled.

    Templates of a site are compiled anew by each build: nothing that lies in a site's folders is
    run but what its editors wrote.
    """

    def __init__(self, folder: Path, version: str) -> None:
        super().__init__(str(Path(cache_from_source(str(folder / "any.py"))).parent), "%s.jinja")
        self._folder = folder
        self._version = version

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        own = filename is not None and Path(filename).is_relative_to(self._folder)
        return super().get_cache_key(name, filename) if own else ""

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(self._version + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key:
            with suppress(OSError):
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.key and not sys.dont_write_bytecode:
            with suppress(OSError):  # as with modules, it is no matter if it cannot be kept
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)


class Environment(jinja2.Environment):
    """Where templates come from, and how they are read.

    Those in the folder `own` are kept compiled; `version` stands for what compiles them.
    """

    code_generator_class = _CodeGenerator
    shown = staticmethod(shown)

    def __init__(self, loader: jinja2.BaseLoader, own: Path, version: str) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            auto_reload=False,
            optimized=False,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=_Compiled(own, version),
        )
