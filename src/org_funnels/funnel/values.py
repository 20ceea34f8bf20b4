"""What a definition reads of each event in a file, beside its name: properties, each a text column.

A property is a column of the file, or a key of its column `properties` where that is JSON. They
are made into text once, by the rules that fct_events' properties were made by, so that every
comparison gives what it would give in the warehouse.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from org_funnels.tracking_plan.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from org_funnels.funnel.events_file import EventsFile, FileColumn
    from org_funnels.funnel.rendering import Renderer
    from org_funnels.tracking_plan.funnel import FunnelDefinition
    from org_funnels.tracking_plan.segment import Segment

PROPERTIES, TREATMENTS = "properties", "treatments"

_NESTED = ("STRUCT", "MAP", "UNION")


@dataclass(frozen=True)
class Value:
    """A text that a condition or a segment reads: a column, or a key of a column of JSON."""

    column: str
    key: str | None = None


def values_read(file: EventsFile, definition: FunnelDefinition) -> dict[Value, str]:
    """Every value that the definition reads, and the column of ours that holds it."""
    values = [
        *(value_of(file, name) for name in _properties(definition)),
        *(segment_value(file, segment) for segment in definition.segments),
    ]
    return {value: f"value_{number}" for number, value in enumerate(dict.fromkeys(values), start=1)}


def value_of(file: EventsFile, name: str) -> Value:
    """A property by its name: a column of that name, else a key of `properties`."""
    if name in file.columns or PROPERTIES not in file.columns:
        return Value(name)
    return Value(PROPERTIES, name)


def segment_value(file: EventsFile, segment: Segment) -> Value:
    """What a segment is cut by: in a file, an attribute of the org is a property of the event."""
    if segment.treatment:
        return Value(TREATMENTS, segment.treatment)
    return value_of(file, segment.property_ or segment.attribute or "")


def unknown_values(file: EventsFile, values: Iterable[Value]) -> Iterable[str]:
    """What the definition reads and the file does not have."""
    for column in dict.fromkeys(value.column for value in values):
        if column not in file.columns:
            hint = did_you_mean(column, file.columns)
            yield f"the definition reads the column `{column}`, which is missing. {hint}"


def text_sql(macros: Renderer, value: Value, column: FileColumn) -> str:
    """The value as text."""
    if value.key is None:
        return column_text(macros, column)
    # what is no JSON has no properties; how often that is so is counted
    json = f"case when json_valid({json_text(column)}) then {json_text(column)} end"
    return macros.sql("json_value", json, value.key)


def column_text(macros: Renderer, column: FileColumn) -> str:
    """A column as text, written as the warehouse's macros write it; a nested one as JSON."""
    if _is_nested(column):
        return json_text(column)
    return macros.sql("text_of", column.sql, macros.sql("type_family", column.type))


def json_text(column: FileColumn) -> str:
    """A column of JSON as text: an export of fct_events has it so, others as a nested type."""
    if _is_nested(column):
        return f"cast(to_json({column.sql}) as varchar)"
    return f"cast({column.sql} as varchar)"


def _is_nested(column: FileColumn) -> bool:
    return column.type.startswith(_NESTED) or column.type.endswith("]")


def _properties(definition: FunnelDefinition) -> Sequence[str]:
    found = (*definition.steps, *definition.exclusions)
    return [
        condition.property_ or condition.column or ""
        for occurrence in found
        for condition in occurrence.where
    ]
