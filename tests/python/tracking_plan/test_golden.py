"""What is written for a plan with one of everything awkward, file by file.

golden/ is a project of its own. Where a change is meant: `org-funnels plan sync --project-dir
tests/python/tracking_plan/golden`, then read its diff, and leave its schema/ out.
"""

from pathlib import Path

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from org_funnels.tracking_plan import load_plan
from org_funnels.tracking_plan.document import read_document
from org_funnels.tracking_plan.funnel import Funnels
from org_funnels.tracking_plan.plan import COMPANY_MODELS
from org_funnels.tracking_plan.sync import changes

GOLDEN = Path(__file__).parent / "golden"


def test_the_golden_project_is_what_its_plan_says() -> None:
    found = changes(load_plan(GOLDEN), GOLDEN)

    differing = [change for change in found if "/schema/" not in change.path]
    assert [line for change in differing for line in change.diff(40)] == []


def test_the_golden_project_has_one_of_each_kind_of_file() -> None:
    names = {path.name for path in GOLDEN.rglob("*") if path.is_file()}

    assert names > {
        "_acme__sources.yml",
        "stg_acme__button_clicked.sql",
        "stg_acme__unplanned.sql",
        "stg_acme__identifies.sql",
        "funnel_acme__go.sql",
        "stg_acme__funnel_attempts.sql",
        "stg_acme__funnel_steps.sql",
        "stg_acme__funnel_left_out.sql",
        "reconciliation_acme__creations.sql",
        "acme_planned_events.csv",
    }
    assert "stg_acme__groups.sql" not in names


def test_no_event_can_have_the_name_of_another_model_of_the_company() -> None:
    plan = load_plan(GOLDEN)
    models = {path.stem.removeprefix("stg_acme__") for path in GOLDEN.rglob("stg_acme__*.sql")}

    assert models - {event.table for event in plan.events} <= set(COMPANY_MODELS)


def test_an_editor_finds_nothing_wrong_in_any_part_of_a_funnel() -> None:
    file = "tracking_plan/funnels.yml"
    value = read_document(GOLDEN / file, file).value

    errors = Draft202012Validator(Funnels.model_json_schema()).iter_errors(value)

    assert [error.message for error in errors] == []
