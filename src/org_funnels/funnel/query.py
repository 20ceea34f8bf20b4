"""Run a funnel's SQL: its attempts into a table of the session, and from there what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from org_funnels.funnel.input import ENTRIES
from org_funnels.funnel.summary import Result
from org_funnels.tracking_plan.generate.funnel_call import macro_arguments, result_arguments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from org_funnels.funnel.engines import Session
    from org_funnels.funnel.input import Input
    from org_funnels.funnel.rendering import Renderer
    from org_funnels.tracking_plan.funnel import FunnelDefinition
    from org_funnels.warehouse import Warehouse

ATTEMPTS = "funnel_attempts"


@dataclass(frozen=True)
class Answers:
    """What the engine says: entities, and how many reached so many steps and no more."""

    results: list[Result]
    mature: Mapping[int, int]
    attempts: Mapping[int, int]
    left_out: list[tuple[int, str, int]]


def run_funnel(session: Session, definition: FunnelDefinition, given: Input) -> Answers:
    """Make the table of attempts, and ask it."""
    warehouse, macros = session.warehouse, session.macros
    warehouse.execute(f"create temporary table {ATTEMPTS} as\n{given.attempts}")
    left_out = warehouse.rows(given.left_out) if given.left_out else []
    return Answers(
        results=_results(warehouse, macros, definition, given),
        mature=_mature(warehouse, macros, definition),
        attempts=_sequence(warehouse, macros, definition),
        left_out=[(number, reason, count) for number, reason, count in left_out],
    )


def _results_sql(macros: Renderer, definition: FunnelDefinition, attempts: str) -> str:
    return macros.sql("funnel_results", attempts, **result_arguments(definition))


def _mature(warehouse: Warehouse, macros: Renderer, definition: FunnelDefinition) -> dict[int, int]:
    """By the attempts that are mature, of entities that count at all."""
    chosen = _results_sql(macros, definition, ATTEMPTS)
    mature = _results_sql(macros, definition, "mature_attempts")
    return _counts(
        warehouse,
        f"with chosen as ({chosen}), mature_attempts as (select * from {ATTEMPTS} "  # noqa: S608
        f"where is_mature and entity_id in (select entity_id from chosen)), counted as ({mature})",
    )


def _sequence(
    warehouse: Warehouse, macros: Renderer, definition: FunnelDefinition
) -> dict[int, int]:
    """The attempts that totals count, of entities that count at all."""
    chosen = _results_sql(macros, definition, ATTEMPTS)
    turns = macros.sql("funnel_sequence", ATTEMPTS, macro_arguments(definition).get("window"))
    return _counts(
        warehouse,
        f"with chosen as ({chosen}), turns as ({turns}), counted as (select * from turns "  # noqa: S608
        f"where entity_id in (select entity_id from chosen))",
    )


def _counts(warehouse: Warehouse, counted: str) -> dict[int, int]:
    """How many of them reached so many steps, and no more."""
    rows = warehouse.rows(
        f"{counted} select steps_reached, count(*) from counted group by steps_reached"  # noqa: S608
    )
    return {int(steps): int(count) for steps, count in rows}


def _results(
    warehouse: Warehouse, macros: Renderer, definition: FunnelDefinition, given: Input
) -> list[Result]:
    count = len(definition.steps)
    times = [f"{ENTRIES}.step_{number}_at" for number in range(1, count + 1)]
    columns = [f"{ENTRIES}.entity_id", f"{ENTRIES}.status", *times, *given.segments]
    order = macros.sql("byte_order", f"{ENTRIES}.entity_id")
    rows = warehouse.rows(
        f"with {ENTRIES} as ({_results_sql(macros, definition, ATTEMPTS)}) "  # noqa: S608
        f"select {', '.join(columns)} from {ENTRIES} {' '.join(given.joins)} order by {order}"
    )
    return [_result(row, count) for row in rows]


def _result(row: tuple[Any, ...], step_count: int) -> Result:
    entity_id, status, *rest = row
    reached_at = tuple(at for at in rest[:step_count] if at is not None)
    return Result(str(entity_id), status, reached_at, tuple(rest[step_count:]))
