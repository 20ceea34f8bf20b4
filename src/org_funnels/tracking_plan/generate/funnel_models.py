"""The attempts of each declared funnel, and the union of their steps."""

from collections.abc import Iterable

from org_funnels.tracking_plan.funnel import Funnel
from org_funnels.tracking_plan.generate import jinja, yaml_text
from org_funnels.tracking_plan.generate.event_models import (
    conditions,
    described,
    model_files,
    model_name,
)
from org_funnels.tracking_plan.generate.generated_file import GeneratedFile
from org_funnels.tracking_plan.plan import TrackingPlan
from org_funnels.tracking_plan.step import Step

FUNNELS_FILE = "tracking_plan/funnels.yml"

STEP_COLUMNS = {
    "funnel": "The funnel.",
    "entity_id": "The org, user or visitor whose attempt it is.",
    "attempt_id": "The event that began the attempt: the step_1_event_id.",
    "entered_at": "When the attempt began (UTC).",
    "steps_reached": "How many steps the attempt reached in all.",
    "step_number": "Which step this is, 1 for the first.",
    "reached_at": "When the step was reached (UTC).",
    "event_id": "The event, or the production record, that reached it.",
    "user_id": "Who reached it. Null where nobody is known to have.",
}


def funnel_files(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    """One model a funnel, and their steps in one; nothing where the plan has no funnel."""
    for name, funnel in plan.funnels.items():
        yield from _funnel(plan, name, funnel)
    if plan.funnels:
        yield from _union(plan)


def funnel_model_name(plan: TrackingPlan, name: str) -> str:
    """The model of a funnel's attempts."""
    return f"funnel_{plan.company}__{name}"


def _folder(plan: TrackingPlan) -> str:
    return f"models/staging/{plan.company}/funnels"


def _funnel(plan: TrackingPlan, name: str, funnel: Funnel) -> Iterable[GeneratedFile]:
    events = jinja.macro(
        "funnel_events", entity=funnel.entity, steps=[_subject(step) for step in funnel.steps]
    )
    attempts = jinja.macro(
        "funnel_attempts",
        events="funnel_events",
        steps=[_step(number, step) for number, step in enumerate(funnel.steps, 1)],
        window_seconds=funnel.window.seconds if funnel.window else None,
    )
    sql = _ATTEMPTS.format(
        events=jinja.expression(events, 4), attempts=jinja.expression(attempts, 4)
    )
    model = described(
        funnel_model_name(plan, name),
        f"{funnel.title}: {funnel.question} One row per attempt, by {funnel.entity}.",
        config={"meta": {"owner": funnel.owner}},
        columns=list(_columns(funnel)),
    )
    return model_files(_folder(plan), (FUNNELS_FILE,), sql, model)


_ATTEMPTS = """\
with

funnel_events as (

{events}

),

attempts as (

{attempts}

)

select * from attempts
"""


def _subject(step: Step) -> dict[str, jinja.Value]:
    kind, subject = ("event", step.event) if step.event else ("production", step.production)
    return {"name": step.name, kind: subject, "where": conditions(step.where)}


def _step(number: int, step: Step) -> dict[str, jinja.Value]:
    return {"name": step.name, "predicate": f"is_step_{number}"}


def _columns(funnel: Funnel) -> Iterable[yaml_text.Value]:
    yield described("entity_id", f"The {funnel.entity} whose attempt it is.")
    yield described("entered_at", "When the attempt began (UTC): the time of its first step.")
    yield described("steps_reached", f"How many of the {len(funnel.steps)} steps it reached.")
    for number, step in enumerate(funnel.steps, 1):
        prefix = f"step_{number}"
        yield described(
            f"{prefix}_at", f"When `{step.name}` was reached (UTC). Null if it was not."
        )
        yield described(f"{prefix}_event_id", f"The event or record that reached `{step.name}`.")
        yield described(f"{prefix}_user_id", f"Who reached `{step.name}`, where that is known.")


def _union(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    funnels: list[jinja.Value] = [
        {
            "funnel": name,
            "relation": jinja.ref(funnel_model_name(plan, name)),
            "step_count": len(funnel.steps),
        }
        for name, funnel in plan.funnels.items()
    ]
    model = described(
        model_name(plan, "funnel_steps"),
        "The reached steps of every attempt in every declared funnel. One row per attempt and "
        "step that it reached.",
        columns=[described(name, text) for name, text in STEP_COLUMNS.items()],
    )
    sql = jinja.expression(jinja.union("union_funnel_steps", funnels))
    return model_files(_folder(plan), (FUNNELS_FILE,), sql, model)
