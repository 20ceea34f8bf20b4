"""Values written as YAML mean the same to dbt."""

from __future__ import annotations

from typing import Any

import yaml  # type: ignore[import-untyped]  # what dbt reads with
from hypothesis import given
from hypothesis import strategies as st

from org_funnels.tracking_plan.generate.yaml_text import Flow, to_yaml

WORDS = st.sampled_from(
    [
        *["yes", "null", "1", "1.5", "a", "sentence", "a:", "b", "#b", "-", "{{", "doc('x')", "}}"],
        *["é", "'", '"', "[", "{", "&a", "*a", "!", "|", ">", "%", "@", "`", ",", "?", "=", "~"],
        *["back\\slash", "2026-03-01", "12:30", "long" * 30],
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), TEXTS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(st.dictionaries(TEXTS, inner, min_size=1, max_size=3), min_size=1, max_size=3),
        st.dictionaries(TEXTS, inner, min_size=1, max_size=3),
    ),
    max_leaves=4,
)


@given(value=st.dictionaries(TEXTS, VALUES, min_size=1, max_size=3))
def test_dbt_reads_what_was_written(value: dict[str, Any]) -> None:
    assert normal(yaml.safe_load(to_yaml(value))) == normal(value)


def test_a_folded_text_is_not_broken_at_a_hyphen_which_would_put_a_space_after_it() -> None:
    written = to_yaml({"a": "plan-update-clicked " * 9})

    assert yaml.safe_load(written)["a"].split() == ["plan-update-clicked"] * 9


def test_long_text_is_folded_and_short_mappings_may_stay_on_a_line() -> None:
    text = (
        "A long sentence that does not fit on the rest of the line, and so begins on the next one."
    )

    assert to_yaml({"models": [{"name": "x", "text": text, "after": Flow({"count": 1})}]}) == (
        f"models:\n  - name: x\n    text: >\n      {text}\n    after: {{count: 1}}\n"
    )


def normal(value: Any) -> Any:  # noqa: ANN401
    """A folded text ends in a newline, which dbt's descriptions do not mind."""
    match value:
        case dict():
            return {normal(key): normal(item) for key, item in value.items()}
        case list():
            return [normal(item) for item in value]
        case str():
            return value.strip()
        case _:
            return value
