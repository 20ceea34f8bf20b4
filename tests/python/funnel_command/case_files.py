"""A case of ../shared/funnels/cases.jsonl as a person would hand it in: a definition and a file."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Case = dict[str, Any]

_OPERATORS = {"is_set": "is set", "is_not_set": "is not set"}
_BREAKDOWN = "$browser"


def write_case(case: Case, folder: Path) -> tuple[Path, Path]:
    """The definition's file and the events' file."""
    definition, events = folder / "case.yml", folder / "case.csv"
    # every JSON document is a YAML document
    definition.write_text(json.dumps(_definition(case)), encoding="utf-8")
    _write_events(case, events)
    return definition, events


def _definition(case: Case) -> dict[str, Any]:
    steps = [{"name": f"step_{place}", **_step(step)} for place, step in enumerate(case["steps"])]
    return {
        "window": f"{case['window_seconds']:.0f} seconds" if case["window_seconds"] else "none",
        "order": case["mode"],
        "steps": steps,
        **{key: case[key] for key in ("entry", "timezone") if key in case},
        **{to: case[key] for key, to in (("date_from", "from"), ("date_to", "to")) if key in case},
        **_exclusions(case),
        **_segments(case),
    }


def _step(step: dict[str, Any]) -> dict[str, Any]:
    first_time = {"first_time": step["first_time"]} if step.get("first_time") else {}
    return {**_occurrence(step), **first_time}


def _exclusions(case: Case) -> dict[str, Any]:
    if "exclusions" not in case:
        return {}
    policy = {"drop_actor": "drop_entity"}.get(case["exclusion_policy"], case["exclusion_policy"])
    exclusions = [
        {
            **_occurrence(item),
            "from_step": f"step_{item['from_step']}",
            "to_step": f"step_{item['to_step']}",
        }
        for item in case["exclusions"]
    ]
    return {"exclusions": exclusions, "on_exclusion": policy}


def _segments(case: Case) -> dict[str, Any]:
    cut = "per_breakdown_counts" in case["expected"]
    return {"segments": [{"property": _BREAKDOWN}]} if cut else {}


def _occurrence(item: dict[str, Any]) -> dict[str, Any]:
    what = {"event": item["event"]} if item["event"] is not None else {"any_event": True}
    where = [_condition(condition) for condition in item.get("filters") or []]
    return {**what, **({"where": where} if where else {})}


def _condition(condition: dict[str, Any]) -> dict[str, Any]:
    value = {"value": condition["value"]} if condition.get("value") is not None else {}
    op = _OPERATORS.get(condition["op"], condition["op"])
    return {"property": condition["key"], "op": op, **value}


def _write_events(case: Case, path: Path) -> None:
    found = [event.get("properties") or {} for event in case["events"]]
    names = sorted({name for properties in found for name in properties} | _keys_read(case))
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["event_id", "entity_id", "occurred_at", "event_name", *names])
        for place, event in enumerate(case["events"]):
            properties = event.get("properties") or {}
            head = [f"e{place:05}", event["actor"], event["timestamp"], event["event"]]
            rows.writerow([*head, *(_text(properties.get(name)) for name in names)])


def _keys_read(case: Case) -> set[str]:
    items = [*case["steps"], *case.get("exclusions", [])]
    return {condition["key"] for item in items for condition in item.get("filters") or []}


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
