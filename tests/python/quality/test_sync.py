from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from org_funnels.cli import main
from org_funnels.errors import UserError
from org_funnels.quality.context_files import context_files
from org_funnels.quality.reconciliation_suite import reconciliation_suite
from org_funnels.quality.suites import read_suites
from org_funnels.quality.sync import differences, require_synced
from org_funnels.tracking_plan import load_plan

_ROOT = Path(__file__).parents[3]
_SIGNUPS = reconciliation_suite("signups", "account-created")
_ORGS = reconciliation_suite("orgs", "org-created")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a tracking plan, the models that it names, and no gx/ yet."""
    for folder in ("tracking_plan", "models/staging"):
        shutil.copytree(_ROOT / folder, tmp_path / folder)
    return tmp_path


def _sync(project: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["quality", "sync", *options, "--project-dir", str(project)])
    return result.exit_code, result.output


@pytest.mark.parametrize("project_dir", [_ROOT, _ROOT / "examples/github"])
def test_the_committed_context_agrees_with_the_tracking_plan(project_dir: Path) -> None:
    assert differences(project_dir).paths == []


def test_sync_writes_what_is_missing_once(project: Path) -> None:
    first, second = _sync(project), _sync(project)

    assert first[0] == 0
    assert "written  gx/expectations/reconciliation_signups.json\n" in first[1]
    assert second == (0, "gx/ agrees with the tracking plan.\n")


def test_check_writes_nothing_and_names_the_files(project: Path) -> None:
    _sync(project)
    suite = project / "gx" / "expectations" / "reconciliation_signups.json"
    suite.write_text("{}")

    code, output = _sync(project, "--check")

    assert code == 1
    assert output == (
        "Error: These files differ from the tracking plan: "
        "gx/expectations/reconciliation_signups.json.\n"
        "Run `org-funnels quality sync` and commit what it writes.\n"
    )
    assert suite.read_text() == "{}"


def test_files_of_a_check_that_the_plan_dropped_are_removed(project: Path) -> None:
    _sync(project)
    left = project / "gx" / "expectations" / "reconciliation_gone.json"
    left.write_text("{}")

    code, output = _sync(project)

    assert code == 0
    assert output.startswith("removed  gx/expectations/reconciliation_gone.json\n")
    assert not left.exists()


def test_a_run_on_a_context_that_the_plan_left_behind_is_refused(project: Path) -> None:
    with pytest.raises(UserError, match="Run `org-funnels quality sync`"):
        require_synced(project)


def test_a_new_check_changes_no_line_of_the_others_suites() -> None:
    alone = context_files([_SIGNUPS])
    together = context_files([_SIGNUPS, _ORGS])

    changed = [path for path, text in alone.items() if together[path] != text]
    assert sorted(changed) == [
        "checkpoints/daily.json",
        "checkpoints/hourly.json",
        "great_expectations.yml",
    ]


def test_no_two_things_have_one_id() -> None:
    files = context_files([_SIGNUPS, _ORGS])
    suites = [json.loads(text) for path, text in files.items() if path.startswith("expectations/")]

    ids = [item["id"] for suite in suites for item in [suite, *suite["expectations"]]]
    assert len(ids) == len(set(ids)) == 26


def test_no_address_of_a_warehouse_is_in_a_committed_file() -> None:
    committed = context_files([_SIGNUPS])["great_expectations.yml"]

    assert "connection_string: ${ORG_FUNNELS_GX_URL}" in committed
    assert "://" not in committed


def test_all_suites_of_the_demo_are_daily_and_those_of_the_marts_are_not_hourly() -> None:
    suites = read_suites(_ROOT)

    hourly = [suite.name for suite in suites.of("hourly")]
    checks = [f"reconciliation_{name}" for name in load_plan(_ROOT).reconciliations]
    assert hourly == [*checks, "raw_web", "raw_server"]
    marts = ["marts_core", "marts_funnels", "marts_quality"]
    assert [suite.name for suite in suites.of("daily")] == hourly + marts


def test_no_two_expectations_of_the_demo_have_one_id_or_one_name() -> None:
    for suite in read_suites(_ROOT).all():
        names = [one.name for one in suite.expectations]
        assert len(names) == len(set(names)) > 1, suite.name


def test_where_only_counts_are_compared_too_few_events_are_a_warning() -> None:
    counted = reconciliation_suite("signups", "account-created", has_keys=False)

    levels = {one.name: one.severity for one in counted.expectations}
    assert (levels["enough_events"], levels["no_critical_day"]) == ("warning", "critical")
    assert {one.name: one.severity for one in _SIGNUPS.expectations}["enough_events"] == "critical"
