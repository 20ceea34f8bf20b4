"""What segments there are in the warehouse, for a segment that nobody has a value of.

An attribute and a treatment may go by any name: the tracking plan declares neither, and a misspelt
one is null of everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from org_funnels.funnel.query import Answers
    from org_funnels.tracking_plan.funnel import FunnelDefinition
    from org_funnels.tracking_plan.segment import Segment
    from org_funnels.warehouse import Warehouse

# An attribute of every org, also before anybody paid.
_TIER = "tier"
_TREATMENT_NAMES = {
    "duckdb": "unnest(json_keys(treatments))",
    "postgres": "jsonb_object_keys(cast(treatments as jsonb))",
}


@dataclass(frozen=True)
class UnknownSegment:
    """A segment by a name that nothing has, and the names that there are of its kind."""

    segment: Segment
    known: frozenset[str]


def unknown_segments(
    warehouse: Warehouse,
    relations: Mapping[str, str],
    definition: FunnelDefinition,
    answers: Answers,
) -> list[UnknownSegment]:
    """Attributes and treatments that nobody has. The events are read for an empty one alone."""
    found = []
    for place, segment in enumerate(definition.segments):
        if any(result.segments[place] is not None for result in answers.results):
            continue
        if segment.attribute:
            known = _attributes(warehouse, relations)
        elif segment.treatment:
            known = _treatments(warehouse, relations)
        else:
            # a property is one of the tracking plan's, which is checked before
            continue
        if (segment.attribute or segment.treatment) not in known:
            found.append(UnknownSegment(segment, known))
    return found


def _attributes(warehouse: Warehouse, relations: Mapping[str, str]) -> frozenset[str]:
    table = relations["int_orgs__attribute_intervals"]
    rows = warehouse.rows(f"select distinct attribute from {table}")  # noqa: S608  (a relation)
    return frozenset({_TIER, *(name for (name,) in rows)})


def _treatments(warehouse: Warehouse, relations: Mapping[str, str]) -> frozenset[str]:
    names = _TREATMENT_NAMES[warehouse.engine]
    rows = warehouse.rows(f"select distinct {names} from {relations['fct_events']}")  # noqa: S608
    return frozenset(name for (name,) in rows)
