"""What a person should know beside the numbers: a name that nothing goes by, a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from org_funnels.quality.wording import counted
from org_funnels.tracking_plan.nearest import did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from org_funnels.funnel.file_events import FileEvents
    from org_funnels.funnel.segment_names import UnknownSegment
    from org_funnels.tracking_plan.funnel import FunnelDefinition


def notes_on(events: FileEvents, definition: FunnelDefinition) -> Iterable[str]:
    """Sentences on how the file and the definition meet."""
    if not events.kept:
        yield f"{events.file.path} has no event that can be used."
        return
    found = (*definition.steps, *definition.exclusions)
    for name in dict.fromkeys(item.event for item in found if item.event):
        if name not in events.event_names:
            yield f"No event of {events.file.path} is called `{name}`. {_hint(name, events)}"
    for key in events.absent_keys:
        yield f"No event of {events.file.path} has the property `{key}`."
    if events.unreadable_properties:
        yield (
            f"The properties of {events.unreadable_properties:,} rows of {events.file.path} are no "
            f"JSON: they count as events without any."
        )


def notes_on_segments(unknown: Iterable[UnknownSegment]) -> Iterable[str]:
    """Sentences on the segments of which nobody has a value, and never will."""
    for found in unknown:
        segment, known = found.segment, found.known
        if segment.attribute:
            # the names of attributes are configuration, and all of them may be said
            hint = did_you_mean(segment.attribute, known)
            yield f"No org has the attribute `{segment.attribute}`. {hint}"
        elif segment.treatment:
            hint = _nearest_alone(segment.treatment, known, "Events have")
            yield f"No event has the treatment `{segment.treatment}`. {hint}"


def _hint(name: str, events: FileEvents) -> str:
    return _nearest_alone(name, events.event_names, "Its events have")


def _nearest_alone(name: str, known: Collection[str], others: str) -> str:
    """The one that was meant, if any: names that stand in events are data, and are not listed."""
    if near := nearest(name, known):
        return f"Did you mean `{near}`?"
    return f"{others} {counted(len(known), 'other name', 'other names')}."
