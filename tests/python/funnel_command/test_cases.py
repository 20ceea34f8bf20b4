"""The cases of other engines' own tests, each run by the command as a person would run it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from tests.python.funnel_command.case_files import Case, write_case

from org_funnels.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterable

_FILE = Path(__file__).parents[4] / "shared" / "funnels" / "cases.jsonl"


def _cases() -> list[Case]:
    if not _FILE.is_file():
        return []
    return [json.loads(line) for line in _FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.skipif(not _FILE.is_file(), reason="the cases are not beside this checkout")
@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["id"])
def test_a_case_gives_what_its_own_engine_says(case: Case, tmp_path: Path) -> None:
    definition, events = write_case(case, tmp_path)

    result = CliRunner().invoke(
        main, ["funnel", "run", str(definition), "--events", str(events), "--json"]
    )

    assert result.exit_code == 0, result.output
    assert list(_differences(json.loads(result.stdout), case["expected"])) == []


def _differences(outcome: dict[str, Any], expected: dict[str, Any]) -> Iterable[str]:
    """What is stated, and differs from what the command says. None: not stated."""
    for name, stated in expected.items():
        found: Any = _histogram(outcome, stated) if name == "histogram" else _FOUND[name](outcome)
        if isinstance(stated, list):
            pairs = zip(found, stated, strict=True)
            found = [None if want is None else value for value, want in pairs]
        if isinstance(stated, dict):
            found = {key: found.get(key, 0) for key in stated}
        if found != stated:
            yield f"{name} is {found}, and should be {stated}"


def _counts(outcome: dict[str, Any]) -> list[int]:
    return [step["entity_count"] for step in outcome["steps"]]


def _furthest(outcome: dict[str, Any]) -> dict[str, int]:
    return {name: entity["steps_reached"] for name, entity in outcome["entities"].items()}


def _seconds(outcome: dict[str, Any]) -> dict[str, float]:
    return {name: entity["seconds_from_start"][-1] for name, entity in outcome["entities"].items()}


def _segments(outcome: dict[str, Any]) -> dict[str, list[int]]:
    (segment,) = outcome["segments"].values()
    return {item["value"] or "": item["entity_counts"] for item in segment}


def _from_previous(outcome: dict[str, Any], statistic: str) -> list[float | None]:
    return [(step["seconds_from_previous"] or {}).get(statistic) for step in outcome["steps"]]


def _histogram(outcome: dict[str, Any], stated: list[list[float]]) -> list[list[float]]:
    """How many converted in each stated bin, which ends where the next one begins."""
    entities = outcome["entities"].values()
    seconds = [one["seconds_from_start"][-1] for one in entities if one["status"] == "converted"]
    starts = [start for start, _ in stated]
    ends = [*starts[1:], float("inf")]
    return [
        [start, sum(start <= one < end for one in seconds)]
        for start, end in zip(starts, ends, strict=True)
    ]


_FOUND = {
    "per_step_counts": _counts,
    "per_actor_max_step": _furthest,
    "conversion_seconds_per_actor": _seconds,
    "average_conversion_seconds": lambda outcome: _from_previous(outcome, "mean"),
    "median_conversion_seconds": lambda outcome: _from_previous(outcome, "median"),
    "per_breakdown_counts": _segments,
}
