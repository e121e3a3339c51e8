"""Templates show every value as Jinja's own escaping would."""

from pathlib import Path

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup, escape

from generator.render.environment import Environment, escaped

TEMPLATES = {
    "plain": "{{ value }}",
    "twice": "<p title='{{ value }}'>{{ value|upper }}</p>",
    "joined": "{{ [value, value]|join('<br>') }} {{ value ~ '<i>' }}",
    "set": "{% set kept %}<b>{{ value }}</b>{% endset %}{{ kept }}",
    "macro": "{% macro one(x) %}<i>{{ x }}</i>{% endmacro %}{{ one(value) }} {{ one('<') }}",
    "call": (
        "{% macro box() %}[{{ caller() }}]{% endmacro %}{% call box() %}{{ value }}{% endcall %}"
    ),
    "loop": "{% for c in [value] %}{{ loop.index }}{{ c }}{% endfor %}",
    "include": "{% include 'plain' %}",
    "safe": "{{ value|safe }}",
    "filter": "{% filter upper %}{{ value }}{% endfilter %}",
}
LOADER = jinja2.DictLoader(TEMPLATES)
OURS = Environment(LOADER, Path("nowhere"), "1")
JINJAS = jinja2.Environment(loader=LOADER, autoescape=True)

values = (
    st.text(st.sampled_from("a &<>\"'é\x00"))
    | st.text()
    | st.integers()
    | st.none()
    | st.text().map(escape)
    | st.text().map(Markup)
)


@settings(deadline=None)
@given(values)
def test_a_value_is_shown_as_jinja_would_escape_it(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))


@pytest.mark.parametrize("name", sorted(TEMPLATES))
@settings(deadline=None)
@given(value=values)
def test_a_template_gives_what_it_would_give_under_jinjas_own_compiler(
    name: str, value: object
) -> None:
    ours, jinjas = (env.get_template(name).render(value=value) for env in (OURS, JINJAS))
    assert ours == jinjas


def test_what_is_not_there_is_still_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        OURS.from_string("{{ nothing }}").render()


def test_own_templates_are_compiled_once_for_each_version_and_others_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("sys.pycache_prefix", None)
    own, theirs = tmp_path / "own", tmp_path / "theirs"
    for folder in (own, theirs):
        folder.mkdir()
        (folder / f"{folder.name}.html").write_text("{{ 1 }}")

    def compiled(version: str) -> list[str]:
        """Return the names of the templates that are compiled to render both."""
        names: list[str] = []

        class Noting(Environment):
            def compile(self, source, name=None, *rest, **more):  # type: ignore[no-untyped-def]
                names.append(name)
                return super().compile(source, name, *rest, **more)

        environment = Noting(jinja2.FileSystemLoader([own, theirs]), own, version)
        assert environment.get_template("own.html").render() == "1"
        assert environment.get_template("theirs.html").render() == "1"
        return names

    assert compiled("1") == ["own.html", "theirs.html"]
    assert compiled("1") == ["theirs.html"]
    assert compiled("2") == ["own.html", "theirs.html"]
    for file in (own / "__pycache__").iterdir():
        file.write_bytes(b"damaged")
    assert compiled("2") == ["own.html", "theirs.html"]
    (own / "own.html").write_text("{{ 0 + 1 }}")
    assert compiled("2") == ["own.html", "theirs.html"]


def test_what_was_compiled_for_one_site_serves_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("sys.pycache_prefix", None)
    (tmp_path / "page.html").write_text(
        "{% set x = 'a'|url %}{{ ''|url }} {{ x }} {{ ('b'|url)|upper }}"
    )

    def rendered(base: str) -> str:
        environment = Environment(jinja2.FileSystemLoader(tmp_path), tmp_path, "1")
        environment.filters["url"] = lambda path: f"{base}{path}"
        return environment.get_template("page.html").render()

    assert rendered("/") == "/ /a /B"
    assert rendered("/repo/") == "/repo/ /repo/a /REPO/B"
