"""The dbt sources of the raw event tables."""

from org_funnels.tracking_plan.generate import jinja, yaml_text
from org_funnels.tracking_plan.generate.event_models import described, events_folder
from org_funnels.tracking_plan.generate.generated_file import GeneratedFile, yaml_file
from org_funnels.tracking_plan.generate.raw_models import IDENTIFICATIONS
from org_funnels.tracking_plan.plan import RawTable, TrackingPlan
from org_funnels.tracking_plan.settings import Source


def sources_file(plan: TrackingPlan) -> GeneratedFile:
    """All sources in one file: a schema each, with freshness."""
    body = yaml_text.to_yaml(
        {"sources": [_source(plan, name, source) for name, source in plan.settings.sources.items()]}
    )
    path = f"{events_folder(plan)}/_{plan.company}__sources.yml"
    return yaml_file(path, ("tracking_plan/",), body)


def _source(plan: TrackingPlan, name: str, source: Source) -> dict[str, yaml_text.Value]:
    events = [table for table in plan.raw_tables.values() if table.source == name]
    return described(
        f"{plan.company}_{name}",
        source.description,
        schema=jinja.expression(
            jinja.Call("var", (f"{plan.company}_{name}_schema", source.schema_))
        ),
        config=_config(source),
        tables=[*(_event_table(table) for table in events), *_identification_tables(source)],
    )


def _config(source: Source) -> dict[str, yaml_text.Value]:
    if not source.freshness:
        return {"loaded_at_field": source.loaded_at, "freshness": None}
    return {
        "loaded_at_field": source.loaded_at,
        "freshness": {
            "warn_after": yaml_text.Flow(source.freshness.warn_after.freshness),
            "error_after": yaml_text.Flow(source.freshness.error_after.freshness),
        },
    }


def _event_table(table: RawTable) -> dict[str, yaml_text.Value]:
    """How fresh a table is that may be missing is not asked: that would be an error each time."""
    events = " and ".join(f"`{event}`" for event in dict.fromkeys(_events(table)))
    description = f"Raw events of {events}, one row per delivery."
    if table.optional:
        return described(
            table.table, f"{description} It may be missing.", config={"freshness": None}
        )
    return described(table.table, description)


def _events(table: RawTable) -> list[str]:
    return [planned.event for planned in table.branches]


def _identification_tables(source: Source) -> list[yaml_text.Value]:
    """They are optional, like all tables of identifications."""
    return [
        described(table, text, config={"freshness": None})
        for kind, text in IDENTIFICATIONS.items()
        if (table := getattr(source, kind))
    ]
