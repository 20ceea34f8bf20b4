"""The macros on a relation of one's own: its form, its names, and what they give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.python.funnels.definition import Event, Funnel, Predicate, Step
from tests.python.funnels.macro_call import (
    attempts_call,
    columns_of,
    results_call,
    sequence_call,
)
from tests.python.funnels.notation import at, funnel, stream

from org_funnels.tracking_plan.generate.jinja import expression

if TYPE_CHECKING:
    from tests.python.funnels.engine import Engine

pytestmark = pytest.mark.xdist_group("funnels")

ENGINES = pytest.mark.parametrize("engine_name", ["postgres", "duckdb"])

# In a CTE, with columns that the macros have names for, too.
RENAMED = """
with
own_events as (
    select
        id as event_id, org as entity_id, happened as occurred_at, event_name,
        1 as step_mask, 1 as position, 1 as standing, 1 as as_of, 1 as status, 1 as ended_at
    from (
        select event_id as id, entity_id as org, occurred_at as happened, event_name
        from trials.events
    ) as renamed
),
attempts as (
{{ org_funnels.funnel_attempts('own_events', [
    {'name': 'a', 'event': 'A', 'first_time': 'any'},
    {'name': 'b', 'predicate': "event_name = 'B'"},
]) }}
)
select step_2_event_id, step_2_user_id, status from attempts
"""


@ENGINES
def test_events_may_be_a_cte_with_columns_of_any_name(
    engine_name: str, engines: dict[str, Engine]
) -> None:
    engines[engine_name].load(stream("A@0 B@1h"))

    assert engines[engine_name].rows(RENAMED) == [("e2", None, "converted")]


@ENGINES
@pytest.mark.parametrize("order", ["ordered", "strict", "unordered"])
def test_the_columns_are_those_of_an_attempt_in_their_order(
    order: str, engine_name: str, engines: dict[str, Engine]
) -> None:
    engine, definition = engines[engine_name], funnel("A B A", "14d", order=order)
    engine.load(stream("A@0"))
    attempts = expression(attempts_call(definition))
    model = f"with attempts as ({attempts})\n"

    found = {
        "attempts": engine.columns(attempts),
        "results": engine.columns(model + expression(results_call("best", "end_attempt"))),
        "sequence": engine.columns(
            f"{model} select * from ({expression(sequence_call(definition))}) as counted"
        ),
    }

    assert found["attempts"] == columns_of(definition)
    assert found["results"] == columns_of(definition)
    assert found["sequence"] == [*columns_of(definition), "sequence_number"]


@ENGINES
@pytest.mark.parametrize(
    "name", ["it's", 'a "b"', "100 %", "%s", "{{ a }}", "\\", "é\n", "$$", "?"]
)
def test_an_event_may_have_any_name(
    name: str, engine_name: str, engines: dict[str, Engine]
) -> None:
    event = Event("e1", "o-1", at("0"), name, properties={name: name})
    where = {"where": [{"property": name, "op": "=", "value": name}]}
    step = Step(name, Predicate(lambda _: True, {"event": name, **where}))
    engines[engine_name].load([event])

    rows = engines[engine_name].answers(Funnel((step,)))

    assert [row[2] for row in rows if row[0] == "attempts"] == ["o-1"]


@ENGINES
def test_no_events_make_no_attempt(engine_name: str, engines: dict[str, Engine]) -> None:
    for order in ("ordered", "strict", "unordered"):
        engines[engine_name].load([])

        assert engines[engine_name].answers(funnel("A * B", order=order)) == []


@ENGINES
@pytest.mark.parametrize("order", ["ordered", "strict", "unordered"])
@pytest.mark.parametrize("second", ["B", "A"])
def test_ids_may_be_numbers(
    second: str, order: str, engine_name: str, engines: dict[str, Engine]
) -> None:
    model = f"""
        with own_events (event_id, entity_id, occurred_at, event_name) as (
            values (1, 7, timestamp '2026-03-01 00:00:00', 'A'),
            (2, 7, timestamp '2026-03-01 00:10:00', '{second}')
        ),
        attempts as (
        {{{{ org_funnels.funnel_attempts('own_events', [
            {{'name': 'a', 'event': 'A'}}, {{'name': 'b', 'event': '{second}'}},
        ], window='1 hour', order='{order}', user_id='entity_id') }}}}
        ),
        results as ({{{{ org_funnels.funnel_results('attempts') }}}})
        select step_1_event_id, step_2_event_id, step_2_user_id from results
    """

    assert engines[engine_name].rows(model) == [("1", "2", "7")]
