"""`org-funnels plan`, as a person runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from org_funnels.cli import main

GOLDEN = Path(__file__).parents[1] / "tracking_plan" / "golden"
MODEL = "models/staging/acme/events/stg_acme__button_created.sql"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the golden project, in step with its plan."""
    folder = tmp_path / "project"
    shutil.copytree(GOLDEN, folder)
    assert run("sync", folder).exit_code == 0
    return folder


def run(command: str, folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["plan", command, *options, "--project-dir", str(folder)])


def test_check_says_what_the_plan_holds(project: Path) -> None:
    result = run("check", project)

    assert result.output == (
        "The tracking plan of acme is sound: 2 events, 2 raw tables, 3 funnels, 1 reconciliation.\n"
    )
    assert result.exit_code == 0


def test_check_names_what_is_wrong_and_ends_with_2(project: Path) -> None:
    path = project / "tracking_plan/funnels.yml"
    path.write_text(path.read_text().replace("button-created", "button-creatd", 1))

    result = run("check", project)

    assert result.output == (
        "Error: The tracking plan has 1 mistake.\n"
        "tracking_plan/funnels.yml:15: no event is called `button-creatd`. "
        "Did you mean `button-created`?\n"
    )
    assert result.exit_code == 2


def test_sync_says_what_it_changed(project: Path) -> None:
    (project / MODEL).unlink()

    result = run("sync", project)

    assert result.output == (
        f"added    {MODEL}\n"
        "The generated files agree with the tracking plan: 2 events, 2 raw tables, 3 funnels, "
        "1 reconciliation.\n"
    )
    assert result.exit_code == 0


def test_sync_check_is_green_where_nothing_differs(project: Path) -> None:
    assert run("sync", project, "--check").exit_code == 0


def test_sync_check_shows_what_differs_writes_nothing_and_ends_with_2(project: Path) -> None:
    path = project / MODEL
    edited = path.read_text().replace("action='created'", "action='made'")
    path.write_text(edited)

    result = run("sync", project, "--check")

    assert result.output == (
        f"changed  {MODEL}\n"
        f"--- {MODEL} (now)\n"
        f"+++ {MODEL} (plan)\n"
        "@@ -5,7 +5,7 @@\n"
        " {{ org_funnels.stage_event(\n"
        "     event_name='button-created',\n"
        "     feature='button',\n"
        "-    action='made',\n"
        "+    action='created',\n"
        "     branches=[\n"
        "         {\n"
        "             'source': 'web',\n"
        "Error: The tracking plan and 1 generated file differ. Run `org-funnels plan sync` and "
        "commit what it writes.\n"
    )
    assert result.exit_code == 2
    assert path.read_text() == edited


def test_show_lists_events_with_their_owners_and_ways_to_the_org(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")

    output = run("show", project).output

    assert "acme: 2 events, 2 raw tables, 3 funnels, 1 reconciliation" in output
    rows = [" ".join(line.replace("│", " ").split()) for line in output.splitlines()]
    assert (
        "button-clicked product web.button_clicked id (org-id), then name (org), then repo, "
        "then group"
    ) in rows
    assert "server.Button Clicked (optional) from 2026-03-01 group (team)" in rows
