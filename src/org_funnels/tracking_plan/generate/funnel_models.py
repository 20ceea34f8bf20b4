"""The attempts of each declared funnel, and what all funnels have in common in one model each."""

from collections.abc import Iterable

from org_funnels.tracking_plan.funnel import Funnel
from org_funnels.tracking_plan.funnel_checks import UNORDERED
from org_funnels.tracking_plan.generate import jinja
from org_funnels.tracking_plan.generate.event_models import described, model_files, model_name
from org_funnels.tracking_plan.generate.funnel_call import (
    attempt_arguments,
    event_arguments,
    event_steps,
)
from org_funnels.tracking_plan.generate.funnel_columns import (
    ATTEMPT_COLUMNS,
    LEFT_OUT_COLUMNS,
    STEP_COLUMNS,
    attempt_columns,
    union_columns,
)
from org_funnels.tracking_plan.generate.generated_file import GeneratedFile
from org_funnels.tracking_plan.plan import FUNNELS_FILE, TrackingPlan

# No model reads the clock: status is judged by how far the data reaches.
AS_OF = jinja.Code("'(select as_of from ' ~ ref('int_as_of') ~ ')'")
# A company's own model sees its own project's vars, and not the package's defaults.
MATURITY = jinja.Code("var('default_maturity', 30) * 86400")


def funnel_files(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    """One model a funnel, and three over all; nothing where the plan has no funnel."""
    for name, funnel in plan.funnels.items():
        yield from _funnel(plan, name, funnel)
    if plan.funnels:
        yield from _attempts(plan)
        yield from _steps(plan)
        yield from _left_out(plan)


def funnel_model_name(plan: TrackingPlan, name: str) -> str:
    """The model of a funnel's attempts."""
    return f"funnel_{plan.company}__{name}"


def _funnel(plan: TrackingPlan, name: str, funnel: Funnel) -> Iterable[GeneratedFile]:
    events = jinja.macro("funnel_events", **event_arguments(funnel))
    attempts = jinja.macro(
        "funnel_attempts",
        events="funnel_events",
        **attempt_arguments(funnel),
        as_of=AS_OF,
        **({} if funnel.window else {"maturity": MATURITY}),
        user_id="user_id",
    )
    sql = _ATTEMPTS.format(
        config=jinja.expression(_increment(name, funnel)),
        events=jinja.expression(events, 4),
        attempts=jinja.expression(attempts, 4),
    )
    model = described(
        funnel_model_name(plan, name),
        f"{funnel.title}: {funnel.question} One row per attempt, by {funnel.entity}.",
        config={"meta": {"owner": funnel.owner}},
        columns=attempt_columns(funnel),
    )
    return model_files(_folder(plan), (FUNNELS_FILE,), sql, model)


_ATTEMPTS = """\
{config}
{{{{ org_funnels.also_reads('state_unread') }}}}
with

funnel_events as (

{events}

),

attempts as (

{attempts}

)

select * from attempts
{{{{ org_funnels.only_touched('where ' ~ org_funnels.in_touched_attempts()) }}}}
"""


def _increment(name: str, funnel: Funnel) -> jinja.Call:
    """Which attempts a run computes again. docs/decisions/011 says how."""
    touched = jinja.Call("org_funnels.touched_attempts", (funnel.entity, *_reach(funnel)))
    log: jinja.Value = {"kind": "attempt", "key": f"'{name} ' || entity_id", "at": "entered_at"}
    meta: jinja.Value = {
        "scope": jinja.Code("org_funnels.in_touched_attempts()"),
        "logs": [log],
        "order": "entered_at",
        "indexes": ["(attempt_id)", "(entity_id, entered_at)", "(matures_at)"],
    }
    config = {
        "materialized": "increment",
        "unique_key": "attempt_id",
        "pre_hook": f"{{{{ {jinja.inline(touched)} }}}}",
        "meta": meta,
    }
    return jinja.Call("config", named=tuple(config.items()))


def _reach(funnel: Funnel) -> tuple[jinja.Value, jinja.Value]:
    """How long before an event an attempt may have begun that it changes, and which events do."""
    is_bounded = not any(step.first_time for step in funnel.steps)
    window = funnel.window.text if funnel.window and is_bounded else None
    occurrences = [*funnel.steps, *funnel.exclusions]
    names = list(dict.fromkeys(one.event for one in occurrences if not one.production))
    return window, None if funnel.order == "strict" or None in names else names


def _attempts(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    funnels: list[jinja.Value] = [
        {"funnel": name, "relation": _relation(plan, name)} for name in plan.funnels
    ]
    description = "The attempts at every declared funnel. One row per funnel and attempt."
    return _union(plan, "funnel_attempts", description, ATTEMPT_COLUMNS, funnels)


def _steps(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    funnels: list[jinja.Value] = [
        {
            "funnel": name,
            "relation": _relation(plan, name),
            "step_count": len(funnel.steps),
            **({"order": funnel.order} if funnel.order == UNORDERED else {}),
        }
        for name, funnel in plan.funnels.items()
    ]
    description = (
        "The reached steps of every attempt in every declared funnel. One row per attempt and "
        "step that it reached."
    )
    return _union(plan, "funnel_steps", description, STEP_COLUMNS, funnels)


def _left_out(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    funnels: list[jinja.Value] = [
        {"funnel": name, "entity": funnel.entity, "steps": event_steps(funnel)}
        for name, funnel in plan.funnels.items()
    ]
    description = (
        "What matches a step of a declared funnel and is not counted in it, and why. One row per "
        "funnel, step and reason."
    )
    return _union(plan, "funnel_left_out", description, LEFT_OUT_COLUMNS, funnels)


def _union(
    plan: TrackingPlan,
    name: str,
    description: str,
    columns: dict[str, str],
    funnels: list[jinja.Value],
) -> Iterable[GeneratedFile]:
    model = described(model_name(plan, name), description, columns=union_columns(columns))
    sql = jinja.expression(jinja.union(f"union_{name}", funnels))
    return model_files(_folder(plan), (FUNNELS_FILE,), sql, model)


def _relation(plan: TrackingPlan, name: str) -> jinja.Call:
    return jinja.ref(funnel_model_name(plan, name))


def _folder(plan: TrackingPlan) -> str:
    return f"models/staging/{plan.company}/funnels"
