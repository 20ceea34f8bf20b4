"""Values written as Jinja mean the same to dbt."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment

from org_funnels.tracking_plan.generate import jinja

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=20,
)


def evaluated(expression: str) -> Any:  # noqa: ANN401
    """What Jinja makes of `{{ keep(…) }}`."""
    kept: list[Any] = []
    Environment(autoescape=True).from_string(expression).render(keep=kept.append)
    return kept[0]


@given(value=VALUES)
def test_jinja_reads_what_was_written(value: Any) -> None:  # noqa: ANN401
    assert evaluated(jinja.expression(jinja.Call("keep", (value,)), 4)) == value


@given(value=st.dictionaries(st.text("ab", max_size=9), st.lists(st.text("cd", max_size=30))))
def test_no_line_is_longer_than_100_characters(value: dict[str, list[str]]) -> None:
    expression = jinja.expression(jinja.Call("keep", (value,)), 4)

    assert max(len(line) for line in expression.splitlines()) <= 100


def test_what_fits_on_a_line_stays_on_it() -> None:
    call = jinja.macro("stage_groups", tables=[{"source": "web", "relation": jinja.ref("x")}])

    assert jinja.expression(call) == (
        "{{ org_funnels.stage_groups(tables=[{'source': 'web', 'relation': ref('x')}]) }}"
    )


def test_what_does_not_fit_has_one_item_a_line_and_a_comma_after_each() -> None:
    call = jinja.macro(
        "f", where=[{"column": "c" * 40, "op": "="}, {"column": "d" * 40, "op": "!="}]
    )

    assert jinja.expression(call, 4) == (
        "    {{ org_funnels.f(\n"
        "        where=[\n"
        f"            {{'column': '{'c' * 40}', 'op': '='}},\n"
        f"            {{'column': '{'d' * 40}', 'op': '!='}},\n"
        "        ],\n"
        "    ) }}"
    )


def test_code_stands_as_it_is() -> None:
    call = jinja.macro("f", as_of=jinja.Code("'x' ~ ref('y')"), text="'x' ~ ref('y')")

    assert jinja.expression(call) == (
        "{{ org_funnels.f(as_of='x' ~ ref('y'), text=\"'x' ~ ref('y')\") }}"
    )
