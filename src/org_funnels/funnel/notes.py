"""What a person should know of a file that is no error: a name that nothing goes by, a count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from org_funnels.tracking_plan.nearest import nearest

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
            yield f"No event of {events.file.path} is called `{name}`. {_hint(name, events)}"
    for key in events.absent_keys:
        yield f"No event of {events.file.path} has the property `{key}`."
    if events.unreadable_properties:
        yield (
            f"The properties of {events.unreadable_properties:,} rows of {events.file.path} are no "
            f"JSON: they count as events without any."
        )


def _hint(name: str, events: FileEvents) -> str:
    """The one that was meant, if any: a file's names are data, and are not listed."""
    if near := nearest(name, events.event_names):
        return f"Did you mean `{near}`?"
    return f"Its events have {len(events.event_names):,} other names."
