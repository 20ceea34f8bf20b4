"""What the macros refuse: each wrong setting in a sentence, all of them at once."""

from __future__ import annotations

from typing import Any

import pytest
from tests.python.funnels.engine import MACROS

from org_funnels.funnel.rendering import MacroError, Renderer
from org_funnels.tracking_plan.generate.jinja import Call, expression

RENDERER = Renderer("postgres", MACROS)

A: dict[str, Any] = {"name": "a", "event": "a"}
B: dict[str, Any] = {"name": "b", "event": "b"}
X_FROM_A_TO_B = {"event": "x", "from_step": "a", "to_step": "b"}

HEAD = "funnel_attempts: what it is given makes no funnel."
TAIL = (
    "Put it right where the funnel is declared: tracking_plan/funnels.yml, "
    "or the call of the macro."
)
NO_DURATION = (
    "must be longer than nothing and at most 1,000 years: a whole number of seconds, or a number "
    "and second, minute, hour, day or week, such as '14 days'."
)

NO_EVENTS = (
    "says nothing of its events. Give it an event, a where or a predicate (true: any event)."
)


def _attempts(steps: list[dict[str, Any]], **settings: Any) -> str:  # noqa: ANN401
    call = Call("org_funnels.funnel_attempts", ("events", steps), tuple(settings.items()))
    return RENDERER.render(expression(call))


def _refused(steps: list[dict[str, Any]], **settings: Any) -> str:  # noqa: ANN401
    with pytest.raises(MacroError) as refusal:
        _attempts(steps, **settings)
    return str(refusal.value)


def _message(*problems: str) -> str:
    return "\n".join([HEAD, *(f"  - {problem}" for problem in problems), TAIL])


@pytest.mark.parametrize(
    "window", [0, -1, 1.5, True, "14 dasy", "0 days", "days", "-1 day", "1.5 hours", "", [], {}]
)
def test_a_window_is_some_time(window: Any) -> None:  # noqa: ANN401
    assert _refused([A, B], window=window) == _message(f"window is {window}, and {NO_DURATION}")


@pytest.mark.parametrize("maturity", [0, "30 dasy", None])
def test_a_maturity_is_some_time(maturity: Any) -> None:  # noqa: ANN401
    problem = f"maturity is {maturity}, and {NO_DURATION}"

    assert _refused([A, B], maturity=maturity) == _message(problem)


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        ([], "steps is empty, and a funnel has one step or more."),
        ([A, B, A], "the step name a is used twice. Rename one."),
        ([{"event": "a"}, B], "step 1 has no name."),
        (
            [A, {"name": "b"}],
            f"step 2 (b) {NO_EVENTS}",
        ),
        (
            [A, {**B, "first_time": "first"}],
            "first_time of step 2 (b) is first, and must be any or matching.",
        ),
        (
            [{**A, "within": "1 hour"}, B],
            "within of step 1 (a) has no step before it. Leave it out.",
        ),
        ([A, {**B, "within": "1 huor"}], f"within of step 2 (b) is 1 huor, and {NO_DURATION}"),
        (
            [A, {**B, "whithin": "1 hour"}],
            "step 2 (b) has the key whithin, and knows "
            "name, event, where, predicate, within, first_time, first_of, overlap.",
        ),
        (
            [A, {**B, "first_of": "true"}],
            "first_of of step 2 (b) is for first_time any, which it has not.",
        ),
        (
            [A, {**B, "where": [{"op": "=", "value": "x"}]}],
            "step 2 (b): item 1 of its where must be {'column' or 'property', 'op', 'value'}.",
        ),
        (
            [A, {**B, "where": [{"property": "p", "op": "="}]}],
            "step 2 (b): item 1 of its where has no value, and = needs one.",
        ),
    ],
)
def test_a_step_says_what_it_is(steps: list[dict[str, Any]], problem: str) -> None:
    assert _refused(steps) == _message(problem)


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        (
            {"from_step": "c", "to_step": "d"},
            [
                "from_step of exclusion 1 is c, and must be one of the steps: a, b.",
                "to_step of exclusion 1 is d, and must be one of the steps: a, b.",
            ],
        ),
        (
            {"from_step": "b", "to_step": "a"},
            ["exclusion 1 is from b to a, and must be from a step to a later one."],
        ),
        (
            {"to_step": "a"},
            ["exclusion 1 is from a to a, and must be from a step to a later one."],
        ),
        (
            {"event": None},
            [f"exclusion 1 {NO_EVENTS}"],
        ),
    ],
)
def test_an_exclusion_is_between_a_step_and_a_later_one(
    changes: dict[str, Any], problems: list[str]
) -> None:
    assert _refused([A, B], exclusions=[{**X_FROM_A_TO_B, **changes}]) == _message(*problems)


def test_an_unordered_funnel_has_neither_exclusions_nor_a_step_before() -> None:
    steps = [A, {**B, "within": 60}]

    message = _refused(steps, order="unordered", exclusions=[X_FROM_A_TO_B])

    assert message == _message(
        "within of step 2 (b) has no meaning where the order is unordered. "
        "Leave it out, or change the order.",
        "an unordered funnel has no exclusions: nothing lies between its steps. "
        "Leave them out, or change the order.",
    )


def test_an_order_is_one_of_three() -> None:
    assert _refused([A, B], order="stict") == _message(
        "order is stict, and must be ordered, strict or unordered."
    )


@pytest.mark.parametrize("steps", [None, "a", A, ["a", "b"], 2])
def test_steps_are_a_list_of_dicts(steps: Any) -> None:  # noqa: ANN401
    assert _refused(steps) == _message(
        "steps must be a list of dicts, such as [{'name': 'did', 'event': 'a-done'}]."
    )


@pytest.mark.parametrize("name", ["date_from", "date_to"])
@pytest.mark.parametrize(
    "day",
    [
        *("1 March", "2026-3-1", ""),
        *("2026-13-01", "2026-00-01", "2026-02-30", "2026-01-00", "0000-01-01"),
    ],
)
def test_a_day_is_written_as_one_and_there_is_such_a_day(name: str, day: str) -> None:
    assert _refused([A, B], **{name: day}) == _message(
        f"{name} is {day}, and must be a day such as 2026-03-01, or none."
    )


@pytest.mark.parametrize("day", ["2026-01-01", "2026-12-31", "2024-02-29", "0001-01-01"])
def test_a_day_that_there_is_is_taken(day: str) -> None:
    assert f"date '{day}'" in _attempts([A, B], date_from=day, date_to=day)


def test_an_unordered_funnel_has_no_more_than_eight_kinds_of_steps_that_may_meet() -> None:
    steps = [{"name": f"s{number}", "predicate": f"amount > {number}"} for number in range(9)]

    assert "step_8_at" in _attempts(steps[:8], order="unordered")
    with pytest.raises(MacroError) as refusal:
        _attempts(steps, order="unordered")
    assert str(refusal.value) == (
        "funnel_attempts: an unordered funnel has 9 different steps that one event might match, "
        "and 8 are the most. Give its steps an `event` each, or an `overlap` label that tells "
        "which of them are apart."
    )


def test_a_range_of_days_goes_forward() -> None:
    assert _refused([A, B], date_from="2026-03-02", date_to="2026-03-01") == _message(
        "date_from is 2026-03-02, after date_to, 2026-03-01: "
        "no attempt could begin. Turn them round."
    )


@pytest.mark.parametrize("timezone", [None, "", 1])
def test_a_time_zone_has_a_name(timezone: Any) -> None:  # noqa: ANN401
    assert _refused([A, B], timezone=timezone) == _message(
        f"timezone is {timezone}, and must be an IANA name such as 'Europe/Berlin', or 'UTC'."
    )


def test_everything_that_is_wrong_is_told_at_once() -> None:
    steps = [{**A, "within": 0}, A, {"name": "c", "first_time": "ever"}]
    exclusion = {"event": "x", "from_step": "z", "to_step": "a"}

    message = _refused(
        steps, window="14 dasy", order="any", exclusions=[exclusion], date_to="soon", maturity=0
    )

    assert message == _message(
        "within of step 1 (a) has no step before it. Leave it out.",
        f"within of step 1 (a) is 0, and {NO_DURATION}",
        "the step name a is used twice. Rename one.",
        f"step 3 (c) {NO_EVENTS}",
        "first_time of step 3 (c) is ever, and must be any or matching.",
        "from_step of exclusion 1 is z, and must be one of the steps: a, a, c.",
        f"window is 14 dasy, and {NO_DURATION}",
        f"maturity is 0, and {NO_DURATION}",
        "order is any, and must be ordered, strict or unordered.",
        "date_to is soon, and must be a day such as 2026-03-01, or none.",
    )


@pytest.mark.parametrize(("name", "value"), [("entry", "last"), ("on_exclusion", "drop_actor")])
def test_results_are_of_an_entry_and_a_policy_that_there_are(name: str, value: str) -> None:
    call = Call("org_funnels.funnel_results", ("attempts",), ((name, value),))

    with pytest.raises(MacroError, match=f"^funnel_results: .*{name} is {value}, and must be "):
        RENDERER.render(expression(call))


def test_a_sequence_has_a_window_that_is_some_time() -> None:
    call = Call("org_funnels.funnel_sequence", ("attempts",), (("window", "14 dasy"),))

    with pytest.raises(MacroError) as refusal:
        RENDERER.render(expression(call))

    assert str(refusal.value) == f"funnel_sequence: window is 14 dasy, and {NO_DURATION}"


@pytest.mark.parametrize("window", [None, 1, "1 second", "14 days", "1 week", " 2  hours "])
def test_what_is_no_mistake_is_taken(window: Any) -> None:  # noqa: ANN401
    assert "step_2_at" in _attempts([A, B], window=window)
