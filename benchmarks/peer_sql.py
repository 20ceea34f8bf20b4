"""SQL of what people would use instead, and of what an engine can't do without."""

from __future__ import annotations

from benchmarks.event_types import STEP_NAMES, listed
from benchmarks.funnel import WINDOW_DAYS

_WINDOW_MICROSECONDS = WINDOW_DAYS * 86_400 * 1_000_000


def bound(events: str, condition: str = f"event_name in ({listed(STEP_NAMES)})") -> str:
    """Reading the steps' events and grouping them by entity: less is not possible."""
    return (
        f"select count(*), sum(events), max(latest) from ("
        f"select entity_id, count(*) as events, max(occurred_at) as latest "
        f"from {events} where {condition} group by entity_id) as entities"
    )


def window_funnel(events: str, mode: str = "strict_once") -> str:
    """ClickHouse: how far each entity got. Times, events and users are not to be had."""
    mode = f", '{mode}'" if mode else ""
    moment = "toUInt64(toUnixTimestamp64Micro(occurred_at))"
    conditions = ", ".join(f"event_name = '{name}'" for name in STEP_NAMES)
    return (
        f"select steps, count(*), sum(steps * toUInt64(substring(entity_id, 5))) from ("
        f"select entity_id, windowFunnel({_WINDOW_MICROSECONDS}{mode})({moment}, {conditions}) "
        f"as steps from {events} where event_name in ({listed(STEP_NAMES)}) group by entity_id) "
        f"group by steps"
    )


def self_join(events: str, *, with_window: bool) -> str:
    """Each step's events joined with all that were found for the step before, and entities counted.

    So the best-known funnel macro for dbt does it, which knows no window; with one there are fewer
    pairs.
    """
    ctes = [
        f"step_1 as (select entity_id, occurred_at as entered_at, occurred_at from {events} "
        f"where event_name = '{STEP_NAMES[0]}')"
    ]
    for number, name in enumerate(STEP_NAMES[1:], start=2):
        until = f" and later.occurred_at <= earlier.entered_at + interval '{WINDOW_DAYS} days'"
        ctes.append(
            f"step_{number} as (select later.entity_id, earlier.entered_at, later.occurred_at "
            f"from {events} as later inner join step_{number - 1} as earlier "
            f"on later.entity_id = earlier.entity_id and earlier.occurred_at <= later.occurred_at"
            f"{until if with_window else ''} where later.event_name = '{name}')"
        )
    counts = " union all ".join(
        f"select {number} as step_number, count(distinct entity_id) as entities from step_{number}"
        for number in range(1, len(STEP_NAMES) + 1)
    )
    return f"with {', '.join(ctes)} {counts} order by step_number"
