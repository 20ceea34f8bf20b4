"""When one row can be proved not to meet two conditions."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from org_funnels.tracking_plan.condition import ColumnCondition
from org_funnels.tracking_plan.disjoint import are_disjoint


def condition(op: str, value: object = None, column: str = "kind") -> ColumnCondition:
    return ColumnCondition.model_validate({"column": column, "op": op, "value": value})


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("=", "a"), ("=", "b"), True),
        (("=", "a"), ("=", "a"), False),
        (("=", "a"), ("!=", "a"), True),
        (("=", "a"), ("in", ["b", "c"]), True),
        (("=", "a"), ("in", ["a", "b"]), False),
        (("=", "a"), ("not in", ["a", "b"]), True),
        (("in", ["a", "b"]), ("in", ["c"]), True),
        (("!=", "a"), ("!=", "b"), False),
        (("<", 5), (">=", 5), True),
        (("<=", 5), (">=", 5), False),
        (("<=", 4), (">", 5), True),
        (("<=", 6), (">", 5), False),
        (("<", 5), ("<", 9), False),
        (("<", 5), (">", "9"), False),
        (("=", 5), (">", 5), True),
        (("=", "5"), ("=", 6), False),
        (("=", "5"), ("in", [5, 6]), False),
        (("=", True), ("=", False), True),
        (("is set", None), ("is not set", None), True),
        (("is not set", None), ("=", "a"), True),
        (("is not set", None), ("!=", "a"), False),
        (("is not set", None), (">", 3), True),
        (("=", ""), ("is set", None), True),
        (("contains", "abc"), ("not contains", "b"), True),
        (("contains", "b"), ("not contains", "abc"), False),
        (("=", "xay"), ("not contains", "a"), True),
        (("icontains", "ABC"), ("not icontains", "b"), True),
        (("contains", "ABC"), ("not icontains", "b"), True),
        (("icontains", "abc"), ("not contains", "b"), False),
        (("icontains", "b"), ("not icontains", "abc"), False),
        (("=", "xAy"), ("not icontains", "a"), True),
        (("=", "xAy"), ("icontains", "b"), True),
        (("=", "x"), ("icontains", "é"), False),
        (("icontains", "É"), ("not icontains", "É"), False),
        (("=", 5), ("contains", "0"), False),
        (("=", 5), ("icontains", "0"), False),
    ],
)
def test_conditions_on_one_column(
    first: tuple[str, Any], second: tuple[str, Any], *, expected: bool
) -> None:
    one, other = condition(*first), condition(*second)

    assert are_disjoint([one], [other]) is expected
    assert are_disjoint([other], [one]) is expected


def test_conditions_on_two_columns_prove_nothing() -> None:
    assert not are_disjoint([condition("=", "a")], [condition("=", "b", column="tier")])


def test_no_condition_at_all_proves_nothing() -> None:
    assert not are_disjoint([], [condition("=", "a")])


VALUES = st.one_of(st.sampled_from(["", "a", "ab", "b", "1", "2", "true"]), st.integers(0, 3))
LISTS = st.one_of(
    st.lists(st.sampled_from(["", "a", "b", "1"]), min_size=1, max_size=3),
    st.lists(st.integers(0, 3), min_size=1, max_size=3),
)
CONDITIONS = st.one_of(
    st.tuples(st.sampled_from(["=", "!=", ">", ">=", "<", "<="]), VALUES),
    st.tuples(st.sampled_from(["in", "not in"]), LISTS),
    st.tuples(
        st.sampled_from(["contains", "not contains", "icontains", "not icontains"]),
        st.sampled_from(["a", "b", "ab", "AB", ""]),
    ),
    st.tuples(st.sampled_from(["is set", "is not set"]), st.none()),
)
ROWS = [None, "", "a", "ab", "b", "ba", "A", "Ab", "B", "0", "1", "2", "3", "4", "1.5", "true"]


@given(first=CONDITIONS, second=CONDITIONS)
def test_what_is_called_disjoint_has_no_row_in_common(
    first: tuple[str, Any], second: tuple[str, Any]
) -> None:
    if are_disjoint([condition(*first)], [condition(*second)]):
        assert not [row for row in ROWS if meets(row, *first) and meets(row, *second)]


def meets(row: str | None, op: str, value: Any) -> bool:  # noqa: ANN401
    """What the macro `condition` does on a text, written again without it."""
    if op in {"is set", "is not set"}:
        return (row in {None, ""}) == (op == "is not set")
    if row is None:
        return False
    if op in {"in", "not in"}:
        found = [as_kind(row, item) for item in value]
        return None not in found and (found[0] in value) == (op == "in")
    if op.endswith("contains"):
        text, part = (row.lower(), value.lower()) if "icontains" in op else (row, value)
        return (part in text) == (not op.startswith("not"))
    stated = as_kind(row, value)
    if stated is None:
        return False
    return bool(eval(f"stated {'==' if op == '=' else op} value"))  # noqa: S307


def as_kind(row: str, value: object) -> Any:  # noqa: ANN401
    """A text as what it is compared with: the number it states, or itself."""
    if isinstance(value, str):
        return row
    try:
        return float(row)
    except ValueError:
        return None
