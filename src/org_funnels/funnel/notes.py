"""What a person should know of a file that is no error: a name that nothing goes by, a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from org_funnels.tracking_plan.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from org_funnels.funnel.file_events import FileEvents
    from org_funnels.tracking_plan.funnel import FunnelDefinition


def notes_on(events: FileEvents, definition: FunnelDefinition) -> Iterable[str]:
    """Sentences on how the file and the definition meet."""
    if not events.kept:
        yield f"{events.file.path} has no event that can be used."
        return
    found = (*definition.steps, *definition.exclusions)
    for name in dict.fromkeys(item.event for item in found if item.event):
        if name not in events.event_names:
            hint = did_you_mean(name, events.event_names)
            yield f"No event of {events.file.path} is called `{name}`. {hint}"
    for key in events.absent_keys:
        yield f"No event of {events.file.path} has the property `{key}`."
    if events.unreadable_properties:
        yield (
            f"The properties of {events.unreadable_properties:,} rows of {events.file.path} are no "
            f"JSON: they count as events without any."
        )
