"""The declared funnels: what the tracking plan says of them, and their numbers in the marts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict, Field

from org_funnels.errors import UserError
from org_funnels.funnel.engines import read_only
from org_funnels.funnel.numbers import about, left_out_of, step_names
from org_funnels.funnel.outcome import Numbers, SegmentOutcome, StepOutcome, Times
from org_funnels.funnel.summary import in_order
from org_funnels.quality.day import BUILD_FAILED, require_table
from org_funnels.report.section import mart
from org_funnels.tracking_plan import load_plan
from org_funnels.tracking_plan.nearest import did_you_mean
from org_funnels.warehouse.identifier import quoted_table
from org_funnels.warehouse.profiles import read_target
from org_funnels.warehouse.project import intermediate_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from org_funnels.tracking_plan.funnel import Funnel
    from org_funnels.warehouse import Warehouse

CONVERSION, TIMES, LEFT_OUT = "funnel_conversion", "funnel_times", "funnel_left_out"
PLANNED = "int_plan__funnels"

# One row a step over all time: a funnel that nobody entered has none.
_STEPS = """
select
    conversion.step_name, conversion.entity_count, conversion.attempt_count,
    conversion.mature_entity_count, conversion.in_progress_entity_count,
    conversion.seconds_from_start_sum, times.seconds_from_start_median,
    times.seconds_from_start_p90, conversion.seconds_from_previous_sum,
    times.seconds_from_previous_median, times.seconds_from_previous_p90
from {conversion} as conversion
inner join {times} as times
    on
        conversion.funnel = times.funnel
        and conversion.step_number = times.step_number
        and times.cohort_period = 'all'
        and times.segment = 'all'
where conversion.funnel = %s and conversion.cohort_period = 'all' and conversion.segment = 'all'
order by conversion.step_number
"""
_NOBODY = (0,) * 4 + (None,) * 6


class Declared(BaseModel):
    """One line of `funnel list`."""

    model_config = ConfigDict(frozen=True)

    funnel: str
    title: str
    owner: str
    entity: str
    steps: list[str]
    entered: int | None = Field(description="Entities that entered. Null where nothing is built.")
    converted: int | None = Field(description="Entities that reached the last step.")


def declared_funnels(
    project_dir: Path, target: str | None
) -> tuple[list[Declared], UserError | None]:
    """Every funnel of the plan; with their numbers, or with why there are none."""
    plan = load_plan(project_dir)
    try:
        with read_only(read_target(target, project_dir)) as warehouse:
            require_table(warehouse, CONVERSION)
            ends = _ends(warehouse)
    except UserError as error:
        return [_declared(name, funnel, None) for name, funnel in plan.funnels.items()], error
    return [_declared(name, funnel, ends) for name, funnel in plan.funnels.items()], None


def declared_numbers(project_dir: Path, target_name: str | None, name: str) -> Numbers:
    """A declared funnel with its numbers, as dbt built them last."""
    funnel = _find(load_plan(project_dir).funnels, name)
    target = read_target(target_name, project_dir)
    with read_only(target) as warehouse:
        for table in (CONVERSION, TIMES, LEFT_OUT):
            require_table(warehouse, table)
        _check_built(warehouse, intermediate_schema(project_dir, warehouse.schema), name)
        return Numbers(
            **about(name, target.name, funnel),
            steps=_steps(warehouse, name, step_names(funnel)),
            segments=_segments(warehouse, name, [segment.text for segment in funnel.segments]),
            **left_out_of(funnel, _left_out(warehouse, name)),
        )


def _find(funnels: Mapping[str, Funnel], name: str) -> Funnel:
    if name in funnels:
        return funnels[name]
    message = f"No funnel is called `{name}` in the tracking plan. {did_you_mean(name, funnels)}"
    raise UserError(message)


def _check_built(warehouse: Warehouse, schema: str, name: str) -> None:
    require_table(warehouse, PLANNED, schema)
    table = quoted_table(schema, PLANNED)
    if not warehouse.rows(f"select 1 from {table} where funnel = %s", [name]):  # noqa: S608
        raise _not_built(name)


def _not_built(name: str) -> UserError:
    message = (
        f"The funnel {name} is not in the marts as the tracking plan has it: the plan has changed "
        f"since dbt built them.\nRun `org-funnels plan sync`, then `dbt build`."
    )
    return UserError(message, BUILD_FAILED)


def _ends(warehouse: Warehouse) -> dict[str, tuple[int, int]]:
    """How many entered each funnel, and how many reached its last step."""
    rows = warehouse.rows(
        "select funnel, step_number, entity_count "  # noqa: S608  (a mart)
        f"from {mart(warehouse, CONVERSION)} "
        "where cohort_period = 'all' and segment = 'all' order by funnel, step_number"
    )
    found = {}
    for name, steps in groupby(rows, key=lambda row: row[0]):
        counts = [int(count) for _, _, count in steps]
        found[name] = (counts[0], counts[-1])
    return found


def _declared(name: str, funnel: Funnel, ends: Mapping[str, tuple[int, int]] | None) -> Declared:
    # a funnel that nobody entered is not in the mart
    entered, converted = (None, None) if ends is None else ends.get(name, (0, 0))
    return Declared(
        funnel=name,
        title=funnel.title,
        owner=funnel.owner,
        entity=funnel.entity,
        steps=[step.name for step in funnel.steps],
        entered=entered,
        converted=converted,
    )


def _steps(warehouse: Warehouse, name: str, names: Sequence[str]) -> list[StepOutcome]:
    sql = _STEPS.format(conversion=mart(warehouse, CONVERSION), times=mart(warehouse, TIMES))
    rows = warehouse.rows(sql, [name]) or [(step, *_NOBODY) for step in names]
    if [row[0] for row in rows] != list(names):
        raise _not_built(name)
    return [_step(number, step, row) for number, (step, *row) in enumerate(rows, start=1)]


def _step(number: int, name: str, row: Sequence[Any]) -> StepOutcome:
    entity_count, attempt_count, mature_count, in_progress_count = map(int, row[:4])
    return StepOutcome(
        number=number,
        name=name,
        entity_count=entity_count,
        attempt_count=attempt_count,
        mature_entity_count=mature_count,
        in_progress_entity_count=in_progress_count,
        seconds_from_start=_times(entity_count, row[4:7]),
        seconds_from_previous=_times(entity_count, row[7:10]) if number > 1 else None,
    )


def _times(count: int, found: Sequence[Any]) -> Times | None:
    """A mean is made here, from a sum and a count."""
    if not count:
        return None
    total, median, p90 = map(float, found)
    return Times(mean=total / count, median=median, p90=p90)


def _segments(
    warehouse: Warehouse, name: str, segments: Iterable[str]
) -> dict[str, list[SegmentOutcome]]:
    rows = warehouse.rows(
        "select segment, segment_value, step_number, entity_count "  # noqa: S608  (a mart)
        f"from {mart(warehouse, CONVERSION)} where funnel = %s and cohort_period = 'all' "
        "and segment <> 'all' order by step_number",
        [name],
    )
    found: dict[str, dict[str | None, list[int]]] = {segment: {} for segment in segments}
    for segment, value, _, count in rows:
        found.setdefault(segment, {}).setdefault(value, []).append(int(count))
    return {segment: in_order(counts) for segment, counts in found.items()}


def _left_out(warehouse: Warehouse, name: str) -> list[tuple[int, str, int]]:
    rows = warehouse.rows(
        "select step_number, reason, event_count "  # noqa: S608  (a mart)
        f"from {mart(warehouse, LEFT_OUT)} where funnel = %s",
        [name],
    )
    return [(number, reason, count) for number, reason, count in rows]
