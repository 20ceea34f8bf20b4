"""Put the parts of an outcome together, for a trial and for a declared funnel alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from org_funnels.funnel.outcome import Outcome
from org_funnels.funnel.summary import entity_outcome, segment_outcomes, step_outcomes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from org_funnels.funnel.query import Answers
    from org_funnels.tracking_plan.funnel import FunnelDefinition


def trial_outcome(
    name: str,
    engine: str,
    definition: FunnelDefinition,
    answers: Answers,
    left_out: Mapping[str, int] | None = None,
) -> Outcome:
    """The outcome of a trial; `left_out` is what was left out of a file."""
    names = step_names(definition)
    in_warehouse = left_out_of(definition, answers.left_out)
    return Outcome(
        **about(name, engine, definition),
        steps=step_outcomes(names, answers),
        segments={
            segment.text: segment_outcomes(place, len(names), answers.results)
            for place, segment in enumerate(definition.segments)
        },
        **(in_warehouse if left_out is None else {**in_warehouse, "left_out": dict(left_out)}),
        entities={result.entity_id: entity_outcome(result) for result in answers.results},
    )


def about(name: str, engine: str, definition: FunnelDefinition) -> dict[str, Any]:
    """What the definition says, as keys of the outcome."""
    return {
        "funnel": name,
        "title": definition.title,
        "owner": definition.owner,
        "question": definition.question,
        "engine": engine,
        "entity": definition.entity,
        "order": definition.order,
        "window_seconds": definition.window.seconds if definition.window else None,
    }


def step_names(definition: FunnelDefinition) -> list[str]:
    """The steps as they are shown: an unordered funnel's are how many were completed."""
    if definition.order == "unordered":
        total = len(definition.steps)
        return [f"any_{number}_of_{total}" for number in range(1, total + 1)]
    return [step.name for step in definition.steps]


def left_out_of(
    definition: FunnelDefinition, rows: Iterable[tuple[int, str, int]]
) -> dict[str, Any]:
    """What was left out in the warehouse, as keys of the outcome: number, reason, count."""
    totals: dict[str, int] = {}
    by_step: dict[str, dict[str, int]] = {}
    for number, reason, count in sorted(rows):
        by_step.setdefault(definition.steps[number - 1].name, {})[reason] = int(count)
        totals[reason] = totals.get(reason, 0) + int(count)
    return {"left_out": totals, "left_out_by_step": by_step}
