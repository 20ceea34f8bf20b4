"""The keys of each declared reconciliation, and the union of them all."""

from collections.abc import Iterable

from org_funnels.tracking_plan.generate import jinja
from org_funnels.tracking_plan.generate.event_models import (
    conditions,
    described,
    model_files,
    model_name,
)
from org_funnels.tracking_plan.generate.generated_file import GeneratedFile
from org_funnels.tracking_plan.plan import TrackingPlan
from org_funnels.tracking_plan.reconciliation import Caused, Dimension, Reconciliation

RECONCILIATIONS_FILE = "tracking_plan/reconciliations.yml"

KEYS = {
    "key": "The production row's key, or an orphan's. Null for events that carry no key at all.",
    "key_in_time_order": "The production row's key and its number among those of the key, "
    "`7#2`; an orphan's with a plus, `7#+2`. Null for events that carry no key at all.",
    "count": "The day and the row's number in it, `2026-03-01#17`: there is no key.",
}
COLUMNS = {
    "check_name": "The reconciliation.",
    "key": "What names the row in its check; macros/quality/reconciled_keys.sql says how.",
    "window_date": "The local day of production_at; for an orphan, the day of its first event.",
    "production_at": "When it happened in production (UTC). Null for an orphan.",
    "event_id": "The matching event that arrived first. Null where the event is missing.",
    "occurred_at": "When that event happened (UTC).",
    "arrived_at": "When that event was loaded (UTC).",
    "event_count": "How many events are the row's: more than one are duplicates.",
    "state": "matched, missing, orphan (no such row) or excluded (the row is not to be counted).",
    "dimensions": "What to break the missing down by: a JSON object with text values.",
}


def reconciliation_files(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    """One model a reconciliation, and their union; nothing where the plan has none."""
    for name, declared in plan.reconciliations.items():
        yield from _reconciliation(plan, name, declared)
    if plan.reconciliations:
        yield from _union(plan)


def _model_name(plan: TrackingPlan, name: str) -> str:
    return f"reconciliation_{plan.company}__{name}"


def _folder(plan: TrackingPlan) -> str:
    return f"models/staging/{plan.company}/reconciliations"


def _reconciliation(
    plan: TrackingPlan, name: str, declared: Reconciliation
) -> Iterable[GeneratedFile]:
    call = jinja.macro(
        "reconciled_keys",
        check_name=name,
        match=declared.match,
        production_model=jinja.ref(declared.production.relation),
        production_key=declared.production.key,
        production_at=declared.production.at,
        production_where=conditions(declared.production.where),
        event_name=declared.event.name,
        event_key=_event_key(declared.event),
        timezone=declared.timezone,
        pad_seconds=declared.pad.seconds if declared.pad else None,
        dimensions=[_dimension(dimension) for dimension in declared.dimensions],
        has_internal=declared.production.has_internal,
    )
    columns = {**COLUMNS, "key": KEYS[declared.match]}
    model = described(
        _model_name(plan, name),
        f"`{declared.event.name}` held against production's {declared.production.model}. "
        f"{declared.description or ''} One row per key of either side.".replace("  ", " "),
        config={"meta": {"owner": declared.owner}},
        columns=[described(column, text) for column, text in columns.items()],
    )
    return model_files(_folder(plan), (RECONCILIATIONS_FILE,), jinja.expression(call), model)


def _event_key(event: Caused) -> jinja.Value:
    return {"property": event.property_} if event.property_ else event.key


def _dimension(dimension: Dimension) -> jinja.Value:
    return {"column": dimension.column} if dimension.column else dimension.attribute


def _union(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    relations: list[jinja.Value] = [
        jinja.ref(_model_name(plan, name)) for name in plan.reconciliations
    ]
    model = described(
        model_name(plan, "reconciled_keys"),
        "The keys of every declared reconciliation. One row per check and key of either side.",
        columns=[described(column, text) for column, text in COLUMNS.items()],
    )
    sql = jinja.expression(jinja.union("union_reconciled_keys", relations))
    return model_files(_folder(plan), (RECONCILIATIONS_FILE,), sql, model)
