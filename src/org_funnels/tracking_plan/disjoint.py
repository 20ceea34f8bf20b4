"""Whether one row can meet two `where`s, as far as their conditions prove that none can.

Two conditions on one column are compared at a time. What is not proved is not claimed.
"""

from collections.abc import Callable, Iterable
from operator import eq, ge, gt, le, lt, ne

from org_funnels.tracking_plan.condition import Condition, Scalar, kind_of

# `is not set` holds for a null, for which nothing else does, and for an empty text.
NOT_SET = ""
PARTS = {"contains", "icontains"}
NO_PARTS = {"not contains", "not icontains"}
COMPARE: dict[str, Callable[[Scalar, Scalar], bool]] = {
    "=": eq, "!=": ne, ">": gt, ">=": ge, "<": lt, "<=": le,
}  # fmt: skip


def are_disjoint(first: Iterable[Condition], second: Iterable[Condition]) -> bool:
    """Whether no row meets both lists of conditions."""
    others = list(second)
    return any(
        _subject(one) == _subject(other) and (_exclude(one, other) or _exclude(other, one))
        for one in first
        for other in others
    )


def _subject(condition: Condition) -> tuple[str | None, str | None]:
    return condition.column, getattr(condition, "property_", None)


def _exclude(one: Condition, other: Condition) -> bool:
    """Whether no value meets both, argued from what the first one allows."""
    allowed = _allowed(one)
    if allowed is not None:
        return all(_holds(other, value) is False for value in allowed)
    if one.op in PARTS and other.op in NO_PARTS:
        return _is_part_of(other, one)
    return _lies_below(one, other)


def _is_part_of(missing: Condition, contained: Condition) -> bool:
    """Whether the part that one condition rules out is in the part that the other asks for.

    Only where case can't come between them: what it is elsewhere than in ASCII, engines decide.
    """
    part, whole = str(missing.value), str(contained.value)
    if missing.op == "not contains":
        return contained.op == "contains" and part in whole
    return part.isascii() and whole.isascii() and part.lower() in whole.lower()


def _allowed(condition: Condition) -> tuple[Scalar, ...] | None:
    """The only values for which a condition holds, where they can be listed."""
    if condition.op == "is not set":
        return (NOT_SET,)
    if condition.op not in {"=", "in"} or condition.value is None:
        return None
    return condition.value if isinstance(condition.value, tuple) else (condition.value,)


def _holds(condition: Condition, value: Scalar) -> bool | None:
    """Whether a condition holds for a value; None where only the warehouse knows."""
    match condition.op, condition.value:
        case "is set" | "is not set", _:
            return (value == NOT_SET) == (condition.op == "is not set")
        case "in" | "not in", tuple(items):
            found = [_compares("=", value, item) for item in items]
            return None if None in found else any(found) == (condition.op == "in")
        case "contains" | "not contains" | "icontains" | "not icontains", str(part):
            found_part = _has_part(value, part, any_case="icontains" in condition.op)
            return None if found_part is None else found_part == (condition.op in PARTS)
        case op, (str() | int() | float() | bool()) as wanted:
            return _compares(op, value, wanted)
    return None


def _has_part(value: Scalar, part: str, *, any_case: bool) -> bool | None:
    """Whether a text has a part; None where only the warehouse knows."""
    if not isinstance(value, str):
        return None
    if not any_case:
        return part in value
    return part.lower() in value.lower() if value.isascii() and part.isascii() else None


def _compares(op: str, value: Scalar, wanted: Scalar) -> bool | None:
    """A text may state the number or the truth that the other names; an empty one can't."""
    if kind_of(value) == kind_of(wanted):
        return COMPARE[op](value, wanted)
    return False if value == NOT_SET else None


def _lies_below(one: Condition, other: Condition) -> bool:
    """`< 5` and `>= 5`: every value of the first is below every value of the second."""
    if one.op not in {"<", "<="} or other.op not in {">", ">="}:
        return False
    top, bottom = one.value, other.value
    if isinstance(top, tuple | None) or isinstance(bottom, tuple | None):
        return False
    if kind_of(top) != kind_of(bottom):
        return False
    touch = (one.op, other.op) == ("<=", ">=")
    return COMPARE["<" if touch else "<="](top, bottom)
