"""What a funnel is run on, as SQL: a file's table of events, or the warehouse's facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from org_funnels.funnel.file_events import TABLE
from org_funnels.funnel.values import segment_value, value_of
from org_funnels.tracking_plan.generate.funnel_call import (
    attempt_arguments,
    event_arguments,
    event_steps,
    macro_arguments,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from org_funnels.funnel.file_events import FileEvents
    from org_funnels.funnel.rendering import Renderer
    from org_funnels.tracking_plan.funnel import FunnelDefinition
    from org_funnels.tracking_plan.segment import Segment

ENTRIES = "entries"

_DAY = 86400


@dataclass(frozen=True)
class Input:
    """The attempts, and what each entry is cut by: joined to `entries`, an expression a segment."""

    attempts: str
    segments: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    left_out: str | None = None


def file_input(macros: Renderer, events: FileEvents, definition: FunnelDefinition) -> Input:
    """A file's events. Its conditions and segments read the columns that were made of them."""
    arguments = dict(macro_arguments(definition))
    for kind in ("steps", "exclusions"):
        arguments[kind] = [_on_columns(events, item) for item in _dicts(arguments.get(kind))]
    columns = [events.values[segment_value(events.file, item)] for item in definition.segments]
    return Input(
        macros.sql("funnel_attempts", events=TABLE, user_id="user_id", **arguments),
        tuple(f"entry_events.{column}" for column in columns),
        (f"left join {TABLE} as entry_events on {ENTRIES}.attempt_id = entry_events.event_id",),
    )


def warehouse_input(
    macros: Renderer, definition: FunnelDefinition, relations: Mapping[str, str], maturity_days: int
) -> Input:
    """The core's facts, the events of which are `relations`' own."""
    events = macros.sql("funnel_events", **event_arguments(definition))
    attempts = macros.sql(
        "funnel_attempts",
        events="funnel_events",
        user_id="user_id",
        as_of=f"(select as_of from {relations['int_as_of']})",  # noqa: S608  (a relation)
        maturity=maturity_days * _DAY,
        **attempt_arguments(definition),
    )
    return Input(
        f"with\n\nfunnel_events as (\n\n{events}\n\n),\n\nattempts as (\n\n{attempts}\n\n)\n\n"
        f"select * from attempts",
        tuple(
            _segment(macros, segment, place) for place, segment in enumerate(definition.segments)
        ),
        tuple(_joins(macros, definition, relations)),
        macros.sql("funnel_left_out", definition.entity, event_steps(definition)),
    )


def _on_columns(events: FileEvents, item: dict[str, Any]) -> dict[str, Any]:
    """A step or exclusion whose conditions read our text columns."""
    where = [
        {
            **{key: condition[key] for key in ("op", "value") if key in condition},
            "column": events.values[_value(events, condition)],
        }
        for condition in item.get("where", [])
    ]
    return {**item, "where": where}


def _value(events: FileEvents, condition: Mapping[str, str]) -> Any:  # noqa: ANN401
    return value_of(events.file, condition.get("property") or condition["column"])


def _dicts(items: Any) -> list[dict[str, Any]]:  # noqa: ANN401  (arguments are plain data)
    return list(items or [])


def _segment(macros: Renderer, segment: Segment, place: int) -> str:
    """The value of a segment at entry."""
    if segment.attribute:
        return f"attribute_{place}.value"
    if segment.treatment:
        return macros.sql("json_value", "entry_events.treatments", segment.treatment)
    return macros.sql("json_value", "entry_events.properties", segment.property_)


def _joins(
    macros: Renderer, definition: FunnelDefinition, relations: Mapping[str, str]
) -> Iterable[str]:
    """What those values are read from: an org's history, or the event that entered."""
    if any(not segment.attribute for segment in definition.segments):
        yield (
            f"left join {relations['fct_events']} as entry_events "
            f"on {ENTRIES}.attempt_id = entry_events.event_id"
        )
    for place, segment in enumerate(definition.segments):
        if segment.attribute:
            yield _attribute_join(macros, f"attribute_{place}", segment, relations)


def _attribute_join(
    macros: Renderer, name: str, segment: Segment, relations: Mapping[str, str]
) -> str:
    return (
        f"left join {relations['int_orgs__attribute_intervals']} as {name} "
        f"on {ENTRIES}.entity_id = {name}.org_id "
        f"and {name}.attribute = {macros.sql('literal', segment.attribute)} "
        f"and {ENTRIES}.entered_at >= {name}.valid_from and {ENTRIES}.entered_at < {name}.valid_to"
    )
