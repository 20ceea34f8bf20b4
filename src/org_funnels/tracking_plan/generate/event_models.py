"""The staging model of each event, and the union of them all."""

from collections.abc import Iterable, Mapping

from org_funnels.tracking_plan.branch import Branch
from org_funnels.tracking_plan.condition import Condition
from org_funnels.tracking_plan.contract import EVENT_COLUMNS
from org_funnels.tracking_plan.feature import Event
from org_funnels.tracking_plan.generate import jinja, yaml_text
from org_funnels.tracking_plan.generate.generated_file import GeneratedFile, sql_file, yaml_file
from org_funnels.tracking_plan.moment import text_of_moment
from org_funnels.tracking_plan.plan import PlannedBranch, PlannedEvent, RawTable, TrackingPlan

FEATURE_FILES = "tracking_plan/features/"


def event_files(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    """One model an event, the rows that no event takes, and their union."""
    for event in plan.events:
        yield from _event(plan, event)
    yield from _unplanned(plan)
    yield from _union(plan)


def model_name(plan: TrackingPlan, name: str) -> str:
    """A staging model of the company."""
    return f"stg_{plan.company}__{name}"


def model_files(
    folder: str, plan_files: tuple[str, ...], sql: str, model: Mapping[str, yaml_text.Value]
) -> Iterable[GeneratedFile]:
    """A model's SQL, and its YAML under the same stem."""
    stem = f"{folder}/{model['name']}"
    yield sql_file(f"{stem}.sql", plan_files, sql)
    yield yaml_file(f"{stem}.yml", plan_files, yaml_text.to_yaml({"models": [model]}))


def events_folder(plan: TrackingPlan) -> str:
    """Where the models of events are."""
    return f"models/staging/{plan.company}/events"


def described(name: str, description: str, **more: yaml_text.Value) -> dict[str, yaml_text.Value]:
    """A model's or a column's entry."""
    return {"name": name, "description": description, **more}


def raw_table_arguments(plan: TrackingPlan, table: RawTable) -> dict[str, jinja.Value]:
    """What every macro over raw tables needs to know of one."""
    return {
        "source": table.source,
        "table": table.table,
        "relation": jinja.source(f"{plan.company}_{table.source}", table.table),
        "loaded_at": plan.settings.sources[table.source].loaded_at,
        "optional": table.optional,
        "declared_in": table.branches[0].declared_in,
    }


def conditions(where: Iterable[Condition]) -> list[jinja.Value]:
    """A `where` as the macros take it."""
    return [condition.model_dump(by_alias=True, exclude_none=True) for condition in where]


def _event(plan: TrackingPlan, event: PlannedEvent) -> Iterable[GeneratedFile]:
    call = jinja.macro(
        "stage_event",
        event_name=event.name,
        feature=event.feature,
        action=event.action,
        branches=[_branch(plan, event.event, planned) for planned in event.branches],
        properties={name: declared.type for name, declared in event.event.properties.items()},
        treatment_prefix=plan.settings.treatments.prefix,
    )
    tables = " and ".join(f"`{planned.branch.source_table}`" for planned in event.branches)
    rows = f"One row per row of {tables} filed under `{event.name}`."
    model = described(
        model_name(plan, event.table),
        f"{event.event.description} {rows}",
        config={"meta": {"owner": event.owner, "event_name": event.name}},
        columns=[*contract_columns(), *_property_columns(event.event)],
    )
    return model_files(events_folder(plan), (event.file,), jinja.expression(call), model)


def _branch(plan: TrackingPlan, event: Event, planned: PlannedBranch) -> dict[str, jinja.Value]:
    branch = planned.branch
    table = plan.raw_tables[branch.source_table]
    columns = {name: event.column_of(name, branch) for name in event.properties}
    return {
        **raw_table_arguments(plan, table),
        "declared_in": planned.declared_in,
        "org": [step.model_dump(exclude_none=True) for step in branch.org],
        "repo": branch.column_of("repo", plan.settings),
        "view": branch.column_of("view", plan.settings),
        **_range(branch),
        "columns": {name: column for name, column in columns.items() if name != column},
        "siblings": siblings(table),
        "position": table.branches.index(planned),
    }


def siblings(table: RawTable) -> list[jinja.Value]:
    """All that the plan takes from a raw table, in the order in which a row is offered."""
    return [
        {"where": conditions(planned.branch.where), **_range(planned.branch)}
        for planned in table.branches
    ]


def _range(branch: Branch) -> dict[str, jinja.Value]:
    return {"from": text_of_moment(branch.from_), "until": text_of_moment(branch.until)}


def contract_columns() -> list[yaml_text.Value]:
    """The columns of the event contract, described once, in the core."""
    return [
        described(name, f"{{{{ doc('org_funnels', 'event_contract__{name}') }}}}")
        for name in EVENT_COLUMNS
    ]


def _property_columns(event: Event) -> list[yaml_text.Value]:
    return [described(name, declared.description) for name, declared in event.properties.items()]


def _unplanned(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    """Only where a raw table is split: elsewhere every row belongs to an event."""
    tables = [table for table in plan.raw_tables.values() if table.is_split]
    if not tables:
        return ()
    arguments: list[jinja.Value] = [
        {**raw_table_arguments(plan, table), "siblings": siblings(table)} for table in tables
    ]
    model = described(
        model_name(plan, "unplanned"),
        "Rows of raw tables that the tracking plan splits by a `where` and of which no event takes "
        "these. One row per such row; they are rejected as `unplanned`.",
        columns=contract_columns(),
    )
    sql = jinja.expression(jinja.macro("stage_unplanned", tables=arguments))
    return model_files(events_folder(plan), (FEATURE_FILES,), sql, model)


def _union(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    names = [event.table for event in plan.events]
    if any(table.is_split for table in plan.raw_tables.values()):
        names.append("unplanned")
    relations: list[jinja.Value] = [jinja.ref(model_name(plan, name)) for name in names]
    model = described(
        model_name(plan, "events"),
        "Every row of every raw event table of the tracking plan, in the columns of the event "
        "contract. One row per raw row: nothing is filtered or deduplicated yet.",
        # so a run may read each of them by itself: macros/events/delivery_relations.sql
        config={"meta": {"is_union_of_parents": True}},
        columns=contract_columns(),
    )
    sql = jinja.expression(jinja.union("union_events", relations))
    return model_files(events_folder(plan), (FEATURE_FILES,), sql, model)
