"""What segments there are in the warehouse, for a segment that nobody has a value of.

An attribute and a treatment may go by any name: the tracking plan declares neither, and a misspelt
one is null of everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from org_funnels.funnel.engines import Session
    from org_funnels.funnel.query import Answers
    from org_funnels.tracking_plan.funnel import FunnelDefinition
    from org_funnels.tracking_plan.segment import Segment
    from org_funnels.warehouse import Warehouse

# An attribute of every org, also before anybody paid.
_TIER = "tier"


@dataclass(frozen=True)
class UnknownSegment:
    """A segment by a name that nothing has, and the names that there are of its kind."""

    segment: Segment
    known: frozenset[str]


def unknown_segments(
    session: Session,
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
            known = _attributes(session.warehouse, relations)
        elif segment.treatment:
            known = _treatments(session, relations)
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


def _treatments(session: Session, relations: Mapping[str, str]) -> frozenset[str]:
    names = session.macros.sql("json_keys", "treatments")
    events = relations["fct_events"]
    rows = session.warehouse.rows(f"select distinct {names} from {events}")  # noqa: S608  (ours)
    return frozenset(name for (name,) in rows)
