"""The prepared step table: what a project would keep for funnels that are asked for again."""

from __future__ import annotations

from benchmarks.event_types import STEP_NAMES, listed


def step_table_sql(events: str, event_id_order: str) -> str:
    """Its rows, in its order: the steps' events alone, the step as a small number."""
    numbers = " ".join(
        f"when '{name}' then {number}" for number, name in enumerate(STEP_NAMES, start=1)
    )
    return (
        f"select entity_id, occurred_at, cast(case event_name {numbers} end as smallint)"
        f" as step_number, event_id, user_id from {events}"
        f" where event_name in ({listed(STEP_NAMES)})"
        f" order by entity_id, occurred_at, {event_id_order}"
    )
