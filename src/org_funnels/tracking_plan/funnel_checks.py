"""What the parts of a funnel say of each other: names, order, whose records, what to cut by."""

from collections.abc import Iterable, Mapping

from org_funnels.tracking_plan.coherent import Written, entries, text
from org_funnels.tracking_plan.complaint import Complaint
from org_funnels.tracking_plan.contract import STEP_RECORDS
from org_funnels.tracking_plan.moment import day_of
from org_funnels.tracking_plan.names import Names
from org_funnels.tracking_plan.nearest import did_you_mean

UNORDERED = "unordered"
# The segment of the marts that is everybody.
WHOLE = "all"
ENTITIES = {"org", "user", "visitor"}


def funnel_complaints(funnel: Written, names: Names) -> Iterable[Complaint]:
    """All of them. `funnel` is as it is written: any value may be of any kind."""
    yield from _dates(funnel)
    yield from _repeated(funnel, "steps", "step name")
    yield from _repeated(funnel, "exclusions", "exclusion name")
    yield from _within(funnel)
    yield from _exclusions(funnel)
    yield from _of_others(funnel, "steps")
    yield from _of_others(funnel, "exclusions")
    yield from _segments(funnel, names)


def _dates(funnel: Written) -> Iterable[Complaint]:
    try:
        first, last = day_of(funnel.get("from")), day_of(funnel.get("to"))
    except ValueError:
        return
    if first > last:
        yield Complaint(("to",), f"`to` {last} is before `from` {first}, so no attempt counts.")


def _repeated(funnel: Written, key: str, what: str) -> Iterable[Complaint]:
    names = [text(entry, "name") for entry in entries(funnel, key)]
    for position, name in enumerate(names):
        if name is not None and name in names[:position]:
            yield Complaint((key, position), f"the {what} `{name}` is used twice. Rename one.")


def _within(funnel: Written) -> Iterable[Complaint]:
    for position, step in enumerate(entries(funnel, "steps")):
        if step.get("within") is None:
            continue
        if funnel.get("order") == UNORDERED:
            message = "no step of an unordered funnel has a step before it. Use `window`."
        elif position == 0:
            message = "the first step has no step before it. Use `window`, or move `within`."
        else:
            continue
        yield Complaint(
            ("steps", position, "within"),
            f"`within` counts from the step before, and {message}",
        )


def _exclusions(funnel: Written) -> Iterable[Complaint]:
    written = entries(funnel, "exclusions")
    if written and funnel.get("order") == UNORDERED:
        yield Complaint(
            ("exclusions",),
            "an exclusion lies between two steps, and an unordered funnel has no order. Take the "
            "exclusions out, or make it `ordered`.",
        )
        return
    steps = [text(step, "name") or "" for step in entries(funnel, "steps")]
    for position, exclusion in enumerate(written):
        for problem in _range_problems(exclusion, steps):
            yield Complaint(("exclusions", position, *problem.at), problem.message)


def _range_problems(exclusion: Written, steps: list[str]) -> Iterable[Complaint]:
    ends = {key: text(exclusion, key) for key in ("from_step", "to_step")}
    unknown = {key: name for key, name in ends.items() if name is not None and name not in steps}
    for key, name in unknown.items():
        hint = did_you_mean(name, {*steps} - {""})
        yield Complaint((key,), f"`{key}` is `{name}`, which is no step of the funnel. {hint}")
    first, last = ends["from_step"], ends["to_step"]
    if unknown or first is None or last is None:
        return
    if steps.index(first) >= steps.index(last):
        yield Complaint(
            ("to_step",),
            f"`from_step` `{first}` does not come before `to_step` `{last}`, so nothing lies "
            "between them. Swap them, or name a later step.",
        )


def _of_others(funnel: Written, key: str) -> Iterable[Complaint]:
    """A subscription belongs to an org: nobody can say which of its users changed it."""
    entity = text(funnel, "entity")
    for position, entry in enumerate(entries(funnel, key)):
        whose = STEP_RECORDS.get(text(entry, "production") or "")
        if whose and entity in ENTITIES and entity not in whose:
            yield Complaint(
                (key, position),
                f"production's {entry['production']} are by {' or '.join(whose)}, and this funnel "
                f"is by {entity}. Use an event here, or change the entity.",
            )


def _segments(funnel: Written, names: Names) -> Iterable[Complaint]:
    value = funnel.get("segments")
    seen: list[object] = []
    for position, written in enumerate(value if isinstance(value, list) else []):
        segment = {"attribute": written} if isinstance(written, str) else written
        if segment in seen:
            message = f"the segment `{_shown(written)}` is listed twice. Keep one."
            yield Complaint(("segments", position), message)
        elif problem := _segment_problem(segment, funnel, names):
            yield Complaint(("segments", position), problem)
        seen.append(segment)


def _shown(segment: object) -> str:
    if isinstance(segment, Mapping):
        return ", ".join(f"{key}: {value}" for key, value in segment.items())
    return str(segment)


def _segment_problem(segment: object, funnel: Written, names: Names) -> str | None:
    if not names.are_declared:
        return None
    match segment:
        case {"attribute": str(attribute)}:
            return _attribute_problem(attribute, text(funnel, "entity"))
        case {"treatment": str(name)}:
            return _entry_problem("treatment", name, _entry_steps(funnel), names)
        case {"property": str(name)}:
            return _entry_problem("property", name, _entry_steps(funnel), names)
    return None


def _attribute_problem(attribute: str, entity: str | None) -> str | None:
    if attribute == WHOLE:
        return f"`{WHOLE}` is there by itself: what is not cut at all. Take it out."
    if entity not in ENTITIES or entity == "org":
        return None
    return (
        f"`{attribute}` is an org's, and this funnel is by {entity}. Cut it by a `property` or a "
        "`treatment`, or change the entity."
    )


def _entry_steps(funnel: Written) -> list[Written]:
    """The steps with which an attempt may begin."""
    steps = entries(funnel, "steps")
    return [step for step in (steps if funnel.get("order") == UNORDERED else steps[:1]) if step]


def _entry_problem(kind: str, name: str, steps: list[Written], names: Names) -> str | None:
    """A property or treatment is the one of the event with which the attempt begins."""
    if steps and all(step.get("production") is not None for step in steps):
        record = steps[0]["production"]
        return f"an attempt begins with a record of {record}, which has no {kind} `{name}`."
    return _property_problem(name, steps, names) if kind == "property" else None


def _property_problem(name: str, steps: list[Written], names: Names) -> str | None:
    events = [event for step in steps if (event := text(step, "event"))]
    if any(step.get("any_event") for step in steps):
        return names.shared_property_problem(name)
    if not events or any(names.event_problem(event) for event in events):
        return None
    if len(events) == 1:
        return names.property_problem(events[0], name)
    return names.shared_property_problem(name, events)
