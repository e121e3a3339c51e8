"""Templates show every value as Jinja's own escaping would."""

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from generator.render.environment import Environment, shown

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
OURS = Environment(LOADER)
JINJAS = jinja2.Environment(loader=LOADER, autoescape=True)

values = (
    st.text(st.sampled_from("a &<>\"'é\x00"))
    | st.text()
    | st.integers()
    | st.none()
    | st.text().map(escape)
    | st.text().map(Markup)
)


@given(values)
def test_a_value_is_shown_as_jinja_would_escape_it(value: object) -> None:
    assert str(shown(value)) == str(escape(value))


@pytest.mark.parametrize("name", sorted(TEMPLATES))
@given(value=values)
def test_a_template_gives_what_it_would_give_under_jinjas_own_compiler(
    name: str, value: object
) -> None:
    ours, jinjas = (env.get_template(name).render(value=value) for env in (OURS, JINJAS))
    assert ours == jinjas


def test_what_is_not_there_is_still_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        OURS.from_string("{{ nothing }}").render()
