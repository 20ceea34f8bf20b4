"""What the funnel macros are given: a definition as plain data."""

from collections.abc import Sequence

from org_funnels.tracking_plan.exclusion import Exclusion
from org_funnels.tracking_plan.funnel import FunnelDefinition
from org_funnels.tracking_plan.generate import jinja
from org_funnels.tracking_plan.generate.event_models import conditions
from org_funnels.tracking_plan.occurrence import Occurrence
from org_funnels.tracking_plan.step import Step

Arguments = dict[str, jinja.Value]

DEFAULTS = {
    "order": "ordered",
    "timezone": "UTC",
    "entry": "best",
    "on_exclusion": "end_attempt",
}


def macro_arguments(definition: FunnelDefinition) -> Arguments:
    """Of funnel_attempts(), over events with the columns that the conditions read."""
    labels = overlap_labels(definition.steps)
    return {
        "steps": [
            {"name": step.name, **_match(step), **_limits(step), "overlap": label}
            for step, label in zip(definition.steps, labels, strict=True)
        ],
        **_differing(
            exclusions=[
                {**_match(exclusion), **_range(exclusion)} for exclusion in definition.exclusions
            ]
        ),
        **_settings(definition),
    }


def event_arguments(definition: FunnelDefinition) -> Arguments:
    """Of funnel_events(), which reads the core's facts and flags what each row matches."""
    return {
        "entity": definition.entity,
        "steps": event_steps(definition),
        **_differing(
            exclusions=[_subject(exclusion) for exclusion in definition.exclusions],
            order=definition.order,
        ),
    }


def event_steps(definition: FunnelDefinition) -> list[jinja.Value]:
    """What each step looks for in the core's facts."""
    return [{"name": step.name, **_subject(step), **_first_time(step)} for step in definition.steps]


def attempt_arguments(definition: FunnelDefinition) -> Arguments:
    """Of funnel_attempts(), over the rows of funnel_events()."""
    labels = overlap_labels(definition.steps)
    return {
        "steps": [
            _flagged_step(number, step, label)
            for number, (step, label) in enumerate(
                zip(definition.steps, labels, strict=True), start=1
            )
        ],
        **_differing(
            exclusions=[
                {"predicate": f"is_exclusion_{number}", **_range(exclusion)}
                for number, exclusion in enumerate(definition.exclusions, start=1)
            ]
        ),
        **_settings(definition),
    }


def result_arguments(definition: FunnelDefinition) -> Arguments:
    """Of funnel_results()."""
    return _differing(entry=definition.entry, on_exclusion=definition.on_exclusion)


def overlap_labels(steps: Sequence[Step]) -> list[str]:
    """One label for steps that might match one event, directly or through others."""
    groups: list[list[Step]] = []
    for step in steps:
        met = [group for group in groups if any(step.may_meet(other) for other in group)]
        groups = [group for group in groups if group not in met]
        groups.append([*(other for group in met for other in group), step])
    group_of = [next(i for i, group in enumerate(groups) if step in group) for step in steps]
    first_seen = list(dict.fromkeys(group_of))
    return [str(first_seen.index(group) + 1) for group in group_of]


def _flagged_step(number: int, step: Step, label: str) -> Arguments:
    first_of = {"first_of": f"is_first_of_{number}"} if step.first_time == "any" else {}
    return {
        "name": step.name,
        "predicate": f"is_step_{number}",
        **_limits(step),
        **first_of,
        "overlap": label,
    }


def _subject(found: Occurrence) -> Arguments:
    """The key of what it is. Any event has none."""
    named: Arguments = {}
    if found.event:
        named["event"] = found.event
    if found.production:
        named["production"] = found.production
    if found.where:
        named["where"] = conditions(found.where)
    return named


def _match(found: Occurrence) -> Arguments:
    """The same for funnel_attempts(), which is told that any event is meant."""
    return _subject(found) or {"predicate": "true"}


def _limits(step: Step) -> Arguments:
    within: Arguments = {"within": step.within.text} if step.within else {}
    return {**within, **_first_time(step)}


def _first_time(step: Step) -> Arguments:
    return {"first_time": step.first_time} if step.first_time else {}


def _range(exclusion: Exclusion) -> Arguments:
    name: Arguments = {"name": exclusion.name} if exclusion.name else {}
    return {**name, "from_step": exclusion.from_step, "to_step": exclusion.to_step}


def _settings(definition: FunnelDefinition) -> Arguments:
    return _differing(
        window=definition.window.text if definition.window else None,
        order=definition.order,
        timezone=definition.timezone,
        date_from=definition.from_.isoformat() if definition.from_ else None,
        date_to=definition.to.isoformat() if definition.to else None,
    )


def _differing(**arguments: jinja.Value) -> Arguments:
    """Without what the macros take by themselves."""
    return {
        name: value
        for name, value in arguments.items()
        if value not in (None, []) and DEFAULTS.get(name) != value
    }
