"""Views to pages through templates: a site's own before those of the generator."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2

from generator.plan.pages import PlannedPage
from generator.problems import AtLine, Finding, Rejected
from generator.render.environment import Environment
from generator.render.html import Addresses
from generator.render.linked import LinkedData
from generator.render.text_filters import TextFilters

_PACKAGE = Path(__file__).parent.parent / "templates"

FILTERS = ("url", "absolute", "prose", "cite", "cites", "date", "link", "links", "card")
"""What templates can do with the values of their view: methods of Addresses."""
WORDS = ("say", "named", "count", "forms", "capital", "brief")
"""How templates say what is not in their view: methods of TextFilters."""


class Templates:
    """Renders the pages of one site.

    Templates of a site are looked for in its folder `templates/`, and `themes/NAME.html` for one
    theme; `default/NAME.html` always names the generator's own, so that a template can extend the
    one that it replaces.
    """

    def __init__(
        self,
        root: Path,
        addresses: Addresses,
        words: TextFilters,
        linked: LinkedData,
        version: str,
    ) -> None:
        """Find the templates; `version` stands for the generator's code and its own templates."""
        self._root = root
        own = jinja2.FileSystemLoader(_PACKAGE)
        themes = jinja2.FileSystemLoader(root / "themes")
        self._environment = Environment(
            jinja2.ChoiceLoader(
                [
                    jinja2.PrefixLoader({"themes": themes, "default": own}),
                    jinja2.FileSystemLoader(root / "templates"),
                    own,
                ]
            ),
            _PACKAGE,
            version,
        )
        for name in FILTERS:
            self._environment.filters[name] = getattr(addresses, name)
        for name in WORDS:
            self._environment.filters[name] = getattr(words, name)
        self._environment.filters["linked"] = linked.linked

    def render(self, page: PlannedPage) -> bytes:
        """Return the bytes of a page. Raise Rejected where a template is at fault."""
        try:
            template = self._environment.select_template(list(page.templates))
            return template.render(view=page.view, site=page.view.site).encode()
        except jinja2.TemplateSyntaxError as error:
            raise Rejected([self._finding(error.filename, error.lineno, error.message)]) from None
        except jinja2.TemplateNotFound as error:
            message = f"there is no template '{error.name}'"
            raise Rejected([self._finding(*_where(error), message, page)]) from None
        except (UnicodeDecodeError, OSError) as error:
            message = f"a template of the page cannot be read: {error}"
            raise Rejected([self._finding(None, 1, message, page)]) from None
        except Exception as error:
            # Whatever a site's template does wrong, its editor reads a message and no traceback.
            file, line = _where(error)
            if file is None:
                raise
            message = f"{page.view.path or '/'}: {error}"
            if isinstance(error, RecursionError):
                message = (
                    "a template extends or includes itself; to add to the generator's own, "
                    'write {% extends "default/NAME.html" %}'
                )
            raise Rejected([self._finding(file, line, message)]) from None

    def _finding(
        self, file: str | None, line: int, message: str | None, page: PlannedPage | None = None
    ) -> Finding:
        path = page.origin if page else ""
        if file is not None:
            full = Path(file)
            path = (
                full.relative_to(self._root).as_posix()
                if full.is_relative_to(self._root)
                else f"generator/templates/{full.name}"
            )
        return Finding(path, AtLine(line), "template", message or "the template fails")


def _where(error: Exception) -> tuple[str | None, int]:
    """Return the innermost template file and line that an error came through."""
    found: tuple[str | None, int] = (None, 1)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if re.search(r"\.html$", file):
            found = file, trace.tb_lineno
        trace = trace.tb_next
    return found
