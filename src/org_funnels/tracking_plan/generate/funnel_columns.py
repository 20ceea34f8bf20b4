"""The columns of the funnels' models, for their readers."""

from collections.abc import Iterable

from org_funnels.tracking_plan.funnel import Funnel
from org_funnels.tracking_plan.funnel_checks import UNORDERED
from org_funnels.tracking_plan.generate import yaml_text
from org_funnels.tracking_plan.generate.event_models import described

REACHED = "How many steps count as reached, 1 or more: after an exclusion, those before it."
RESULT = {
    "steps_before_exclusion": "How many steps it reached whatever else happened in between.",
    "status": (
        "converted: all steps are reached. excluded: an exclusion ended it. in_progress: there is "
        "still time. dropped: there is none left."
    ),
    "is_mature": "Its time was over at as_of, so that it is as it will stay.",
    "matures_at": "When its time is over (UTC): the end of its window, included.",
    "last_reached_at": "When the last of steps_reached was (UTC).",
    "finished_at": "When the last of steps_before_exclusion was (UTC): the earlier, the better.",
    "excluded_at": "When an exclusion ended it (UTC). Null where none did.",
}
ENTITY = "The org, user or visitor whose attempt it is."
ATTEMPT = "The event or record that began the attempt: the step_1_event_id."
ENTERED = "When the attempt began (UTC): the time of its first step."

ATTEMPT_COLUMNS = {
    "funnel": "The funnel.",
    "entity_id": ENTITY,
    "attempt_id": "The event or record that began the attempt, unique in its funnel.",
    "entered_at": ENTERED,
    "steps_reached": REACHED,
    **RESULT,
}
STEP_COLUMNS = {
    "funnel": "The funnel.",
    "entity_id": ENTITY,
    "attempt_id": ATTEMPT,
    "entered_at": ENTERED,
    "steps_reached": "How many steps the attempt reached in all.",
    "step_number": "Which step this is, 1 for the first; of an unordered funnel, the k-th done.",
    "declared_number": "Its place in the tracking plan: another one in an unordered funnel only.",
    "reached_at": "When the step was reached (UTC).",
    "event_id": "The event or record that reached it; a record's begins with its kind.",
    "user_id": "Who reached it. Null where nobody is known to have.",
}
LEFT_OUT_COLUMNS = {
    "funnel": "The funnel.",
    "step_number": "The step that they match, 1 for the first, in the order of the tracking plan.",
    "reason": "no_entity: nobody knows whose they are. internal: the company's own people.",
    "event_count": "How many events and records.",
}


def union_columns(texts: dict[str, str]) -> list[yaml_text.Value]:
    """The entries of a model over all funnels."""
    return [described(name, text) for name, text in texts.items()]


def attempt_columns(funnel: Funnel) -> list[yaml_text.Value]:
    """The entries of one funnel's model."""
    texts = {
        "entity_id": f"The {funnel.entity} whose attempt it is.",
        "attempt_id": ATTEMPT,
        "entered_at": ENTERED,
        "steps_reached": f"{REACHED.partition(',')[0]}, of {len(funnel.steps)}.",
        **RESULT,
        **dict(_step_columns(funnel)),
    }
    return union_columns(texts)


def _step_columns(funnel: Funnel) -> Iterable[tuple[str, str]]:
    for number, step in enumerate(funnel.steps, 1):
        prefix = f"step_{number}"
        if funnel.order == UNORDERED:
            done = f"{number} of {len(funnel.steps)}"
            yield f"{prefix}_at", f"When the steps done came to {done} (UTC). Null if they did not."
            yield f"{prefix}_event_id", f"The event or record that brought them to {done}."
            yield f"{prefix}_user_id", "Whose that was, where that is known."
            yield f"{prefix}_number", "Which step it was, by its place in the tracking plan."
        else:
            yield f"{prefix}_at", f"When `{step.name}` was reached (UTC). Null if it was not."
            yield f"{prefix}_event_id", f"The event or record that reached `{step.name}`."
            yield f"{prefix}_user_id", f"Who reached `{step.name}`, where that is known."
