"""After some events of a funnel came and others went: what they touch is computed again, no more.

The outcome is that of computing all, for a funnel of any shape. What is tried here is how far an
event reaches, touched_attempts(). That dbt's runs keep to it is tried in tests/python/increments.
CI tries one shape in eight, `FUNNEL_TRIALS=1 pytest` all.
"""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from tests.python.funnels.macro_call import EVENTS, attempts_call, columns_of
from tests.python.funnels.shapes import all_shapes
from tests.python.funnels.streams import batches
from tests.python.funnels.trials import trials

from org_funnels.tracking_plan.generate.jinja import Call, expression

if TYPE_CHECKING:
    from datetime import datetime

    from tests.python.funnels.definition import Event, Funnel
    from tests.python.funnels.engine import Engine

pytestmark = pytest.mark.xdist_group("funnels")

# Two funnels and what lies between them are slow to render.
_EVERY = 1 if "FUNNEL_TRIALS" in os.environ else 8
SHAPES = dict(list(all_shapes().items())[::_EVERY])


@pytest.mark.parametrize("name", SHAPES)
@trials
@given(batch=batches())
def test_what_events_touch_computed_again_is_all_computed_again(
    name: str, batch: list[Event], engines: dict[str, Engine]
) -> None:
    random = Random(batch[0].event_id)  # noqa: S311  (no secret)
    before, after = (_some(random, batch) for _ in range(2))
    ends = sorted(random.choice(_ends(batch)) for _ in range(2))
    model = _model(SHAPES[name], before, after, ends)

    for engine in engines.values():
        engine.load(batch)

        assert engine.rows(model) == []


def _some(random: Random, batch: list[Event]) -> list[str]:
    """The ids of most events: another choice is a few that came and a few that went."""
    return [one.event_id for one in batch if one.event_id and random.random() < 0.9]


def _ends(batch: list[Event]) -> list[datetime]:
    """Where the data may end: about when something happens or a window closes."""
    times = [one.occurred_at for one in batch if one.occurred_at]
    return [at + shift for at in times[:20] for shift in (timedelta(0), timedelta(hours=1))]


def _model(funnel: Funnel, before: list[str], after: list[str], ends: list[datetime]) -> str:
    """The rows by which an increment differs from all computed again."""
    columns = ", ".join(columns_of(funnel))
    in_touched = "{{ org_funnels.in_touched_attempts() }}"
    return f"""
        with
        events_before as (select * from {EVENTS} where event_id in {_listed(before)}),
        events_after as (select * from {EVENTS} where event_id in {_listed(after)}),
        changed_events as (
            (select * from events_before except select * from events_after)
            union all
            (select * from events_after except select * from events_before)
        ),
        unread as (
            select
                'events' as upstream, 'org_event' as kind,
                coalesce(event_name, '') || ' ' || entity_id as key,
                occurred_at as from_at, occurred_at as to_at
            from changed_events
            where entity_id is not null and occurred_at is not null
            union all
            select 'end', 'as_of', 'as_of', timestamp '{ends[0]}', timestamp '{ends[1]}'
        ),
        attempts_before as ({_attempts(funnel, "events_before", ends[0])}),
        touched as ({expression(_stretches(funnel))}),
        events_of_touched as (
            select events_after.*
            from events_after
            inner join touched
                on touched_entity = entity_id and occurred_at between from_at and until_at
        ),
        computed as (
            select * from ({_attempts(funnel, "events_of_touched", ends[1])}) as attempts
            where {in_touched}
        ),
        increment as (
            select {columns} from attempts_before where not {in_touched}
            union all
            select {columns} from computed
        ),
        whole as (
            select {columns}
            from ({_attempts(funnel, "events_after", ends[1])}) as attempts
        )
        (select 'surplus' as problem, * from (table increment except all table whole) as rows)
        union all
        (select 'missing' as problem, * from (table whole except all table increment) as rows)
    """


def _attempts(funnel: Funnel, events: str, end: datetime) -> str:
    call = attempts_call(replace(funnel, as_of=end))
    return expression(Call(call.name, (events, *call.positional[1:]), call.named))


def _stretches(funnel: Funnel) -> Call:
    """Whoever asks for an entity's first event may be touched by any of its events."""
    is_bounded = funnel.window and not any(step.first_time for step in funnel.steps)
    window = int(funnel.window.total_seconds()) if funnel.window and is_bounded else None
    arguments = ("org", window, None, "unread", "attempts_before")
    return Call("org_funnels.touched_stretches", arguments)


def _listed(ids: list[str]) -> str:
    return f"({', '.join(repr(one) for one in ['', *ids])})"
