"""What the macros are told of a funnel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from org_funnels.funnel.rendering import Renderer
from org_funnels.tracking_plan import load_plan
from org_funnels.tracking_plan.generate.funnel_call import (
    attempt_arguments,
    event_arguments,
    event_steps,
    macro_arguments,
    overlap_labels,
    result_arguments,
)
from org_funnels.tracking_plan.names import Names
from org_funnels.tracking_plan.step import Step
from org_funnels.tracking_plan.trial_funnel import TrialFunnel

ROOT = Path(__file__).parents[4]
GOLDEN = load_plan(Path(__file__).parents[1] / "golden")
RELATIONS = {"fct_events": "facts", "int_production__orgs": "orgs"}


def funnel(*steps: dict[str, Any], **settings: Any) -> TrialFunnel:  # noqa: ANN401
    written = {"steps": [{"name": f"s{i}", **step} for i, step in enumerate(steps, 1)], **settings}
    return TrialFunnel.model_validate(written, context=Names(events=None))


def where(value: str) -> list[dict[str, str]]:
    return [{"property": "tier", "op": "=", "value": value}]


ALL = funnel(
    {"event": "a", "first_time": "any"},
    {"event": "b", "where": where("x"), "within": "1 hour", "first_time": "matching"},
    {"any_event": True},
    window="14 days",
    order="strict",
    exclusions=[
        {"name": "left", "event": "c", "where": where("y"), "from_step": "s1", "to_step": "s3"},
        {"any_event": True, "from_step": "s1", "to_step": "s2"},
    ],
    timezone="Asia/Kolkata",
    entry="first",
    on_exclusion="drop_entity",
    **{"from": "2026-03-01"},
    to="2026-03-31",
)
SETTINGS = {
    "window": "14 days",
    "order": "strict",
    "timezone": "Asia/Kolkata",
    "date_from": "2026-03-01",
    "date_to": "2026-03-31",
}


def test_over_events_the_steps_say_what_they_match() -> None:
    assert macro_arguments(ALL) == {
        "steps": [
            {"name": "s1", "event": "a", "first_time": "any", "overlap": "1"},
            {
                "name": "s2",
                "event": "b",
                "where": where("x"),
                "within": "1 hour",
                "first_time": "matching",
                "overlap": "1",
            },
            {"name": "s3", "predicate": "true", "overlap": "1"},
        ],
        "exclusions": [
            {
                "event": "c",
                "where": where("y"),
                "name": "left",
                "from_step": "s1",
                "to_step": "s3",
            },
            {"predicate": "true", "from_step": "s1", "to_step": "s2"},
        ],
        **SETTINGS,
    }


def test_over_the_facts_one_macro_matches_and_the_other_reads_its_flags() -> None:
    assert event_arguments(ALL) == {
        "entity": "org",
        "steps": event_steps(ALL),
        "exclusions": [{"event": "c", "where": where("y")}, {}],
        "order": "strict",
    }
    assert event_steps(ALL) == [
        {"name": "s1", "event": "a", "first_time": "any"},
        {"name": "s2", "event": "b", "where": where("x"), "first_time": "matching"},
        {"name": "s3"},
    ]
    assert attempt_arguments(ALL) == {
        "steps": [
            {
                "name": "s1",
                "predicate": "is_step_1",
                "first_time": "any",
                "first_of": "is_first_of_1",
                "overlap": "1",
            },
            {
                "name": "s2",
                "predicate": "is_step_2",
                "within": "1 hour",
                "first_time": "matching",
                "overlap": "1",
            },
            {"name": "s3", "predicate": "is_step_3", "overlap": "1"},
        ],
        "exclusions": [
            {"predicate": "is_exclusion_1", "name": "left", "from_step": "s1", "to_step": "s3"},
            {"predicate": "is_exclusion_2", "from_step": "s1", "to_step": "s2"},
        ],
        **SETTINGS,
    }


def test_results_are_told_which_attempt_counts() -> None:
    assert result_arguments(ALL) == {"entry": "first", "on_exclusion": "drop_entity"}


def test_what_is_as_the_macros_take_it_is_not_said() -> None:
    plain = funnel({"event": "a"})

    assert macro_arguments(plain) == {"steps": [{"name": "s1", "event": "a", "overlap": "1"}]}
    assert event_arguments(plain) == {"entity": "org", "steps": [{"name": "s1", "event": "a"}]}
    assert result_arguments(plain) == {}


RECORD = {"production": "orgs"}


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([{"event": "a"}, {"event": "b"}, {"event": "a"}], ["1", "2", "1"]),
        ([{"event": "a", "where": where("x")}, {"event": "a", "where": where("y")}], ["1", "2"]),
        ([{"event": "a", "where": where("x")}, {"event": "a"}], ["1", "1"]),
        # two that are apart, and a third that either may meet
        (
            [
                {"event": "a", "where": where("x")},
                {"event": "a", "where": where("y")},
                {"event": "a"},
            ],
            ["1", "1", "1"],
        ),
        ([{"event": "a"}, {"event": "b"}, {"any_event": True}], ["1", "1", "1"]),
        (
            [
                {"event": "a"},
                {"any_event": True, "where": [{"column": "event_name", "op": "!=", "value": "a"}]},
            ],
            ["1", "2"],
        ),
        ([{"event": "b"}, {"event": "a"}, {"event": "a"}, {"event": "b"}], ["1", "2", "2", "1"]),
    ],
)
def test_steps_that_one_event_might_match_have_one_label(
    steps: list[dict[str, Any]], expected: list[str]
) -> None:
    assert overlap_labels(funnel(*steps).steps) == expected


def test_records_and_events_are_apart() -> None:
    steps = [Step.model_validate({"name": "s", **step}) for step in (RECORD, {"any_event": True})]

    assert overlap_labels([steps[0], steps[1], steps[0]]) == ["1", "2", "1"]


@given(names=st.lists(st.sampled_from("abcd"), min_size=1, max_size=8))
def test_labels_are_numbered_as_they_appear(names: list[str]) -> None:
    seen = list(dict.fromkeys(names))

    steps = funnel(*({"event": name} for name in names)).steps

    assert overlap_labels(steps) == [str(seen.index(name) + 1) for name in names]


@pytest.mark.parametrize("engine", ["postgres", "duckdb"])
@pytest.mark.parametrize("name", GOLDEN.funnels)
def test_the_macros_take_what_they_are_told(name: str, engine: Any) -> None:  # noqa: ANN401
    declared = GOLDEN.funnels[name]
    macros = Renderer(engine, ROOT / "macros", RELATIONS, {"include_internal": False})

    events = macros.sql("funnel_events", **event_arguments(declared))
    attempts = macros.sql("funnel_attempts", events="funnel_events", **attempt_arguments(declared))
    left_out = macros.sql("funnel_left_out", declared.entity, event_steps(declared))

    for number in range(1, len(declared.steps) + 1):
        assert f"as is_step_{number}" in events
        assert f"as step_{number}_at" in attempts
    for number in range(1, len(declared.exclusions) + 1):
        assert f"as is_exclusion_{number}" in events
        assert f"is_exclusion_{number}" in attempts
    assert left_out
