"""The seeds that make the plan readable in the warehouse: dictionary, funnels, reconciliations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from org_funnels.tracking_plan.funnel import Funnel
from org_funnels.tracking_plan.funnel_checks import UNORDERED
from org_funnels.tracking_plan.generate import yaml_text
from org_funnels.tracking_plan.generate.csv_text import to_csv
from org_funnels.tracking_plan.generate.event_models import described
from org_funnels.tracking_plan.generate.generated_file import GeneratedFile, yaml_file
from org_funnels.tracking_plan.plan import PlannedEvent, TrackingPlan
from org_funnels.tracking_plan.reconciliation import Reconciliation

Row = Mapping[str, object]
RATE = "numeric(18, 6)"


@dataclass(frozen=True)
class Column:
    """A seed's column."""

    name: str
    description: str
    type: str = "text"


@dataclass(frozen=True)
class Seed:
    """A seed: what a row is, and its columns."""

    name: str
    description: str
    columns: tuple[Column, ...]


EVENTS = Seed(
    "planned_events",
    "The events of the tracking plan. One row per event.",
    (
        Column("event_name", "`<feature>-<action>`."),
        Column("feature", "The first half of the name."),
        Column("action", "The second half, from the plan's closed list."),
        Column("owner", "Who answers for it."),
        Column("description", "What happened when it is sent."),
        Column(
            "raw_tables", "The raw tables that carry it, comma-separated: `<source>.<raw table>`"
        ),
        Column("properties", "What it carries beside the global ones, comma-separated, or null."),
    ),
)
PROPERTIES = Seed(
    "planned_properties",
    "The declared properties of the tracking plan's events. One row per event and property.",
    (
        Column("event_name", "The event."),
        Column("property", "The property's name in `properties`."),
        Column("type", "text, integer, number, boolean or timestamp."),
        Column("description", "What it says, and when it is null."),
    ),
)
FUNNELS = Seed(
    "planned_funnels",
    "The funnels of the tracking plan. One row per funnel.",
    (
        Column("funnel", "The funnel."),
        Column("title", "Its name for people."),
        Column("owner", "Who answers for it."),
        Column("question", "The question that it answers."),
        Column("entity", "Whose attempts are counted: org, user or visitor."),
        Column("window_seconds", "How long an attempt may take. Null: for ever.", "bigint"),
        Column("step_count", "How many steps it has.", "integer"),
        Column(
            "step_order",
            "ordered: one after the other. strict: and nothing else in between. unordered: in any "
            "order, so that its step k is any k of them.",
        ),
        Column("entry", "best: an entity's attempt that came furthest counts. first: its first."),
        Column(
            "on_exclusion",
            "end_attempt: what was reached before an exclusion counts. drop_entity: an entity "
            "whose attempt was ended by one does not count.",
        ),
        Column("timezone", "The IANA time zone of its cohorts."),
        Column(
            "segments",
            "What it is cut by, comma-separated, or null: an attribute's name, `tier`, "
            "`treatment:<name>`, `property:<name>`.",
        ),
    ),
)
FUNNEL_STEPS = Seed(
    "planned_funnel_steps",
    "The steps of the tracking plan's funnels. One row per funnel and step.",
    (
        Column("funnel", "The funnel."),
        Column("step_number", "1 for the first.", "integer"),
        Column(
            "step_name",
            "The step's name, unique in its funnel. Of an unordered funnel any_<k>_of_<n>: so many "
            "of its steps, whichever they are.",
        ),
        Column("declared_name", "The name of the step at this place of the plan."),
        Column("description", "What reaches it."),
    ),
)
RECONCILIATIONS = Seed(
    "planned_reconciliations",
    "The reconciliations of the tracking plan. One row per check.",
    (
        Column("check_name", "The check."),
        Column("title", "What its rows are, in an alert's words."),
        Column("owner", "Who is told."),
        Column("production_model", "The model whose rows must have an event each."),
        Column("production_key", "Its column with the key."),
        Column("event_name", "The event that each must have caused."),
        Column("event_key", "The event's raw value, or property, that is the key."),
        Column("event_sources", "The sources that send the event, comma-separated."),
        Column("match", "key, key_in_time_order or count."),
        Column("timezone", "The IANA time zone whose days it counts by."),
        Column("is_auto", "Its rates follow its own past; the plan states none.", "boolean"),
        Column("target_rate", "The share that should have their event. Null: auto.", RATE),
        Column("critical_below", "The share under which the data is wrong. Null: auto.", RATE),
        Column("alpha", "How likely a false alarm may be, per window.", RATE),
        Column("early_alpha", "The same for each look at a window that is open.", RATE),
        Column("min_missing", "Fewer missing than this never alarm.", "integer"),
        Column("duplicate_limit", "The share of duplicates above which it warns.", RATE),
        Column("orphan_limit", "The share of orphans above which it warns.", RATE),
        Column(
            "max_pending_seconds",
            "How long a window may wait for late data. Null: var max_pending_hours.",
            "bigint",
        ),
        Column("effective_from", "The first day that is judged. Null: as the data says.", "date"),
        Column("pad_seconds", "How far an event may lie from its row. Null: any.", "bigint"),
        Column("dimensions", "What the missing are broken down by, comma-separated, or null."),
    ),
)


def seed_files(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    """The seeds, and their YAML in one file. A seed of a plan without its like has no rows."""
    seeds = {
        EVENTS: map(_event, plan.events),
        PROPERTIES: _properties(plan.events),
        FUNNELS: [_funnel(name, funnel) for name, funnel in plan.funnels.items()],
        FUNNEL_STEPS: _funnel_steps(plan.funnels),
        RECONCILIATIONS: [_check(name, item, plan) for name, item in plan.reconciliations.items()],
    }
    for seed, rows in seeds.items():
        columns = [column.name for column in seed.columns]
        path = f"seeds/{plan.company}/{plan.company}_{seed.name}.csv"
        yield GeneratedFile(path, to_csv(columns, rows))
    body = yaml_text.to_yaml({"seeds": [_described(plan, seed) for seed in seeds]})
    yield yaml_file(f"seeds/{plan.company}/_{plan.company}__planned.yml", ("tracking_plan/",), body)


def _described(plan: TrackingPlan, seed: Seed) -> yaml_text.Value:
    return described(
        f"{plan.company}_{seed.name}",
        seed.description,
        config={"column_types": {column.name: column.type for column in seed.columns}},
        columns=[described(column.name, column.description) for column in seed.columns],
    )


def _event(event: PlannedEvent) -> Row:
    tables = dict.fromkeys(planned.branch.source_table for planned in event.branches)
    return {
        "event_name": event.name,
        "feature": event.feature,
        "action": event.action,
        "owner": event.owner,
        "description": event.event.description,
        "raw_tables": ",".join(tables),
        "properties": ",".join(event.event.properties),
    }


def _properties(events: Iterable[PlannedEvent]) -> Iterable[Row]:
    for event in events:
        for name, declared in event.event.properties.items():
            yield {
                "event_name": event.name,
                "property": name,
                "type": declared.type,
                "description": declared.description,
            }


def _funnel(name: str, funnel: Funnel) -> Row:
    return {
        "funnel": name,
        "title": funnel.title,
        "owner": funnel.owner,
        "question": funnel.question,
        "entity": funnel.entity,
        "window_seconds": funnel.window.seconds if funnel.window else None,
        "step_count": len(funnel.steps),
        "step_order": funnel.order,
        "entry": funnel.entry,
        "on_exclusion": funnel.on_exclusion,
        "timezone": funnel.timezone,
        "segments": ",".join(segment.text for segment in funnel.segments),
    }


def _funnel_steps(funnels: Mapping[str, Funnel]) -> Iterable[Row]:
    for name, funnel in funnels.items():
        for number, (step_name, description) in enumerate(_steps(funnel), 1):
            yield {
                "funnel": name,
                "step_number": number,
                "step_name": step_name,
                "declared_name": funnel.steps[number - 1].name,
                "description": description,
            }


def _steps(funnel: Funnel) -> list[tuple[str, str]]:
    """The names and descriptions of what is reached, from the first to the last."""
    declared = [(step.name, step.description or step.sentence) for step in funnel.steps]
    if funnel.order != UNORDERED:
        return declared
    of = len(declared)
    any_of = "; ".join(f"{name}: {description.rstrip('.')}" for name, description in declared)
    return [
        (f"any_{number}_of_{of}", f"{number} of these {of} in any order. {any_of}.")
        for number in range(1, of + 1)
    ]


def _check(name: str, check: Reconciliation, plan: TrackingPlan) -> Row:
    return {
        "check_name": name,
        "title": check.title or name.replace("_", " "),
        "owner": check.owner,
        "production_model": check.production.model,
        "production_key": check.production.key,
        "event_name": check.event.name,
        "event_key": check.event.property_ or check.event.key,
        "event_sources": ",".join(_sources(check.event.name, plan)),
        "match": check.match,
        "timezone": check.timezone,
        "is_auto": str(check.target.is_auto).lower(),
        "target_rate": check.target.rate,
        "critical_below": check.target.critical_below,
        "alpha": check.target.alpha,
        "early_alpha": check.target.early_alpha,
        "min_missing": check.target.min_missing,
        "duplicate_limit": check.limits.duplicates,
        "orphan_limit": check.limits.orphans,
        "max_pending_seconds": check.max_pending.seconds if check.max_pending else None,
        "effective_from": check.effective_from,
        "pad_seconds": check.pad.seconds if check.pad else None,
        "dimensions": ",".join(dimension.name for dimension in check.dimensions),
    }


def _sources(event_name: str, plan: TrackingPlan) -> list[str]:
    """The sources whose tables carry an event."""
    branches = [
        part for event in plan.events if event.name == event_name for part in event.branches
    ]
    return sorted({planned.branch.source for planned in branches})
