"""The Jinja environment of all templates: strict, with fast autoescaping and compiled templates."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Block, Expr, Getattr, Impossible, TemplateData
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape
from msgspec import Struct

_SPECIAL = re.compile("[&<>\"']")


def escaped(value: Any) -> str:
    """Return a value escaped for HTML, as `markupsafe.escape` does, but faster.

    Nearly all values in templates are markup already, or text without a special character. For
    these it returns the value itself, and saves the call and the new object.
    """
    kind = type(value)
    if kind is Markup or (kind is str and _SPECIAL.search(value) is None):
        return value  # type: ignore[no-any-return]
    return escape(value)


class _CodeGenerator(CodeGenerator):
    """Compiles `{{ … }}` to a call of `escaped` where Jinja calls `escape`.

    It also keeps Jinja from evaluating constant expressions at compile time: the value of `''|url`
    depends on the base URL, but a compiled template is used for all sites.
    """

    def _output_child_to_const(self, node: Expr, frame: Any, finalize: Any) -> str:
        if not isinstance(node, TemplateData):
            raise Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _output_child_pre(self, node: Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class _OwnCodeGenerator(_CodeGenerator):
    """Compiles templates of ours to faster code than those of a site may have.

    All their attributes are fields of views, or what Jinja itself has attributes for; one that is
    missing is a mistake of ours.
    """

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 - of Jinja
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Block(self, node: Block, frame: Frame) -> None:  # noqa: N802 - of Jinja
        if node.scoped or frame.buffer is not None or (frame.toplevel and self.extends_so_far):
            super().visit_Block(node, frame)
        else:
            # Joined, as else each piece of it would pass through the generators of all templates.
            block = f"context.blocks[{node.name!r}][0](context)"
            self.writeline(f"yield concat(list({block}))", node)


class _BytecodeCache(jinja2.FileSystemBytecodeCache):
    """Keeps the generator's own templates compiled, where Python keeps its compiled modules.

    Templates of a site are compiled by each build: code in a cache inside the site's folder could
    have been put there by anybody, and would be run unseen.
    """

    def __init__(self, folder: Path, version: str) -> None:
        """Cache the templates in `folder`; another `version` invalidates what is cached."""
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
            with suppress(OSError):  # as with modules: a cache that cannot be written is no error
                Path(self.directory).mkdir(parents=True, exist_ok=True)
                super().dump_bytecode(bucket)


class Environment(jinja2.Environment):
    """The environment in which templates are compiled and rendered."""

    code_generator_class: type[CodeGenerator] = _OwnCodeGenerator
    escaped = staticmethod(escaped)

    def __init__(self, loader: jinja2.BaseLoader, own: Path, version: str) -> None:
        """Get templates from `loader`.

        Those in the folder `own`, the generator's, stay compiled from build to build until
        `version` changes, which is a digest of all code that compiles them.
        """
        super().__init__(
            loader=loader,
            autoescape=True,
            auto_reload=False,
            optimized=False,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            bytecode_cache=_BytecodeCache(own, version),
        )


class SandboxedEnvironment(ImmutableSandboxedEnvironment, Environment):
    """The same for a site with templates of its own, which see values of views and nothing else.

    In the plain one, a template could run any command, by way of `__globals__`, and who takes over
    the templates of somebody else would have to read all of them. Every attribute and every call is
    looked at, so sites without templates do without.
    """

    code_generator_class = _CodeGenerator

    def __init__(self, loader: jinja2.BaseLoader, own: Path, version: str) -> None:
        """Take the same as `Environment`; calls are compiled otherwise, so apart from its own."""
        super().__init__(loader, own, f"{version} sandboxed")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute, or what says that it is none that templates may see."""
        # Nearly all are fields of views, which are there to be seen: it saves a fifth of rendering.
        if isinstance(obj, Struct) and not attribute.startswith("_"):
            with suppress(AttributeError):
                return getattr(obj, attribute)
        return super().getattr(obj, attribute)
