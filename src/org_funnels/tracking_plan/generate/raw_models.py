"""The models over raw tables that are not about one event: identifications and row counts."""

from collections.abc import Iterable

from org_funnels.tracking_plan.generate import jinja
from org_funnels.tracking_plan.generate.event_models import (
    FEATURE_FILES,
    described,
    events_folder,
    model_files,
    model_name,
    raw_table_arguments,
)
from org_funnels.tracking_plan.generate.generated_file import GeneratedFile
from org_funnels.tracking_plan.plan import TrackingPlan

SETTINGS_FILE = "tracking_plan/tracking_plan.yml"

IDENTIFICATIONS = {
    "identifies": "Identify calls: who an anonymous id said to be, and when. One row per call.",
    "groups": "Group calls: in which org a user said to be working, and when. One row per call.",
    "aliases": "Alias calls: which user id took over from which. One row per call.",
}
IDENTIFICATION_COLUMNS = {
    "source": "The sender, as the tracking plan names it.",
    "source_table": "`<source>.<raw table>`.",
    "event_id": "Segment's message id; the same for every delivery of one call.",
    "anonymous_id": "The browser's or device's id. Null where the client sent none.",
    "previous_id": "The user id that is no longer used.",
    "user_id": "The user, by the client's own word.",
    "group_id": "The org as the client names it: an id or a name of production.",
    "received_at": "When Segment received it (UTC).",
    "loaded_at": "When the row was loaded (UTC). Never null.",
    "occurred_at": "When it happened, by the client's clock corrected for skew (UTC).",
}
IDS = {
    "identifies": ("anonymous_id", "user_id"),
    "groups": ("anonymous_id", "user_id", "group_id"),
    "aliases": ("previous_id", "user_id"),
}
LOAD_COLUMNS = {
    "source": "The sender, as the tracking plan names it.",
    "source_table": "`<source>.<raw table>`.",
    "loaded_at": "When the row was loaded (UTC); 1970-01-01 where no time is known.",
}


def raw_model_files(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    """The identifications that some source has, and the loads of the raw event tables."""
    for kind in IDENTIFICATIONS:
        yield from _identification(plan, kind)
    yield from _raw_loads(plan)


def _identification(plan: TrackingPlan, kind: str) -> Iterable[GeneratedFile]:
    tables: list[jinja.Value] = [
        {
            "source": name,
            "table": table,
            "relation": jinja.source(f"{plan.company}_{name}", table),
            "loaded_at": source.loaded_at,
        }
        for name, source in plan.settings.sources.items()
        if (table := getattr(source, kind))
    ]
    if not tables:
        return ()
    names = ("source", "source_table", "event_id", *IDS[kind])
    times = ("received_at", "loaded_at", "occurred_at")
    model = described(
        model_name(plan, kind),
        IDENTIFICATIONS[kind],
        columns=[described(name, IDENTIFICATION_COLUMNS[name]) for name in (*names, *times)],
    )
    sql = jinja.expression(jinja.macro(f"stage_{kind}", tables=tables))
    return model_files(events_folder(plan), (SETTINGS_FILE,), sql, model)


def _raw_loads(plan: TrackingPlan) -> Iterable[GeneratedFile]:
    tables: list[jinja.Value] = [
        raw_table_arguments(plan, table) for table in plan.raw_tables.values()
    ]
    model = described(
        model_name(plan, "raw_loads"),
        "The rows of the raw event tables themselves, to hold what the models kept against. "
        "One row per raw row.",
        columns=[described(name, text) for name, text in LOAD_COLUMNS.items()],
    )
    sql = jinja.expression(jinja.macro("stage_raw_loads", tables=tables))
    return model_files(events_folder(plan), (FEATURE_FILES,), sql, model)
