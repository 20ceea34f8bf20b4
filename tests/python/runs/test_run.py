"""What a scheduler calls, step by step, with a dbt of the test's own."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from org_funnels.errors import UserError
from org_funnels.quality.findings import Findings
from org_funnels.quality.run import Report
from org_funnels.runs import quality
from org_funnels.runs.run import perform

from .conftest import START, day, lost

if TYPE_CHECKING:
    from datetime import datetime

    from org_funnels.quality.day import Day
    from org_funnels.runs.quality import Checked

    from .conftest import Command

_PROJECT = Path(__file__).parents[3]


class FakeDbt:
    """Writes the records that dbt would, and ends as it is told to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls: list[tuple[str, ...]] = []
        self.loaded_at: dict[str, datetime | None] = {
            "demo_web.account_created": START,
            "demo_web.old": START - timedelta(days=90),
        }
        self.failing: list[str] = []

    def __call__(self, *arguments: str, shown: bool = True) -> str:
        """Run, as `run_dbt` does."""
        del shown
        self.calls.append(arguments)
        self.folder.mkdir(exist_ok=True)
        if arguments[0] == "source":
            self._write("sources.json", [self._source(name) for name in self.loaded_at])
            return ""
        self._write("run_results.json", [*self._failed(), self._built(5), self._built(-1)])
        if self.failing:
            raise UserError("`dbt build` failed.", exit_code=3)
        return "Done. PASS=2 ERROR=0"

    def _write(self, name: str, results: list[dict[str, Any]]) -> None:
        (self.folder / name).write_text(
            json.dumps({"metadata": {"invocation_id": "i1"}, "results": results})
        )

    def _source(self, name: str) -> dict[str, Any]:
        at = self.loaded_at[name]
        criteria = {
            "warn_after": {"count": 12, "period": "hour"},
            "error_after": {"count": 2, "period": "day"},
        }
        state = {"max_loaded_at": f"{at.isoformat()}+00:00", "criteria": criteria} if at else {}
        return {"unique_id": f"source.org_funnels.{name}", "status": "whatever", **state}

    def _failed(self) -> list[dict[str, Any]]:
        return [
            {"unique_id": name, "status": "fail", "message": "Got jane@example.com"}
            for name in self.failing
        ]

    def _built(self, rows: int) -> dict[str, Any]:
        response = {"rows_affected": rows}
        return {"unique_id": "model.p.m", "status": "success", "adapter_response": response}


@pytest.fixture
def dbt(command: Command) -> FakeDbt:
    """Dbt in a project that has the demo's tracking plan."""
    # the plan, and the models that its reconciliations name
    for folder in ("tracking_plan", "models"):
        shutil.copytree(_PROJECT / folder, command.project_dir / folder)
    return FakeDbt(command.project_dir / "target")


def _perform(
    command: Command, dbt: FakeDbt, *days: Day, checkpoints: list[str] | None = None
) -> Checked:
    report = Report(days, Findings(()), (), Path("docs"), command.checks)

    def run_checks(_warehouse: object, _project_dir: object, checkpoint: str) -> Report:
        if checkpoints is not None:
            checkpoints.append(checkpoint)
        return report

    command.monkeypatch.setattr(quality, "run_checks", run_checks)
    return perform(
        command.place,
        command.routes,
        "run-1",
        step=command.step,
        dbt=dbt,
        build_arguments=["--select", "tag:hourly"],
        checkpoint="hourly",
    )


def test_a_run_is_freshness_then_build_then_quality_then_alerts(
    command: Command, dbt: FakeDbt
) -> None:
    checked = _perform(command, dbt, day(12))

    assert (checked.exit_code, command.channel.alerts) == (0, [])
    assert command.steps == ["freshness", "build", "quality", "alerts"]
    place = ("--project-dir", str(command.project_dir), "--target", command.place.target.name)
    assert dbt.calls == [
        ("source", "freshness", *place),
        ("build", "--exclude-resource-type", "unit_test", *place, "--select", "tag:hourly"),
    ]


def test_a_run_checks_what_its_checkpoint_holds(command: Command, dbt: FakeDbt) -> None:
    checkpoints: list[str] = []

    _perform(command, dbt, day(1), checkpoints=checkpoints)

    assert checkpoints == ["hourly"]


def test_a_build_that_fails_is_told_and_nothing_is_checked(command: Command, dbt: FakeDbt) -> None:
    dbt.failing = ["test.p.not_null_users_user_id.a1b2c3", "model.p.dim_users"]

    checked = _perform(command, dbt, lost(12))

    (alert,) = command.channel.alerts
    assert checked.exit_code == 3
    assert command.steps == ["freshness", "build", "alerts"]
    assert alert.title == "[CRITICAL] dbt build failed: 2 of 4 nodes did"
    assert "Failed: not_null_users_user_id, dim_users." in alert.text
    assert "jane@example.com" not in alert.text


def test_a_build_that_goes_well_again_ends_the_incident(command: Command, dbt: FakeDbt) -> None:
    dbt.failing = ["model.p.dim_users"]
    _perform(command, dbt)
    dbt.failing = []

    checked = _perform(command, dbt, day(12))

    assert checked.exit_code == 0
    assert command.channel.titles[1] == "[RESOLVED] dbt build failed: 1 of 3 nodes did"


def test_a_build_that_fails_ends_no_incident_about_data(command: Command, dbt: FakeDbt) -> None:
    _perform(command, dbt, lost(12))
    dbt.failing = ["model.p.dim_users"]

    checked = _perform(command, dbt)

    reasons = {one.reason for one in checked.settlement.open_incidents}
    assert reasons == {"events_missing", "dbt_failed"}


def test_a_source_is_as_fresh_as_its_freshest_table_by_the_runs_own_clock(
    command: Command, dbt: FakeDbt
) -> None:
    def titles_after(hours: int) -> list[str]:
        command.now = START + timedelta(hours=hours)
        _perform(command, dbt)
        return command.channel.titles

    fresh, warned, stale = (titles_after(hours).copy() for hours in (12, 13, 49))

    since = "its newest row was loaded at 2026-11-14 07:00 UTC"
    assert fresh == []
    assert warned == [f"[WARNING] Source web is stale: {since}"]
    assert stale == [*warned, f"[CRITICAL] Source web is stale: {since}"]


def test_a_source_of_which_nothing_could_be_read_is_a_broken_check(
    command: Command, dbt: FakeDbt
) -> None:
    dbt.loaded_at = {"demo_web.account_created": None}

    checked = _perform(command, dbt, day(12))

    assert checked.exit_code == 3
    assert command.channel.titles == [
        "[CRITICAL] Check broken: the freshness of source web could not be read"
    ]


def test_records_of_an_earlier_run_are_not_taken_for_this_ones(
    command: Command, dbt: FakeDbt
) -> None:
    dbt.failing = ["model.p.dim_users"]
    _perform(command, dbt)
    dbt._write = lambda *_: None  # type: ignore[method-assign]

    checked = _perform(command, dbt)

    headlines = {one.headline for one in checked.settlement.open_incidents}
    assert headlines == {"dbt build failed before it built anything"}
