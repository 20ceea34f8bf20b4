"""Writing what follows from a plan: nothing too much, nothing too little, nothing by halves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from org_funnels.errors import UserError
from org_funnels.tracking_plan.sync import apply, changes

if TYPE_CHECKING:
    from tests.python.tracking_plan.conftest import Project

MODEL = "models/staging/acme/events/stg_acme__plan_clicked.sql"


def sync(project: Project) -> list[tuple[str, str]]:
    todo = changes(project.load(), project.folder)
    apply(todo, project.folder)
    return [(change.kind, change.path) for change in todo]


def test_a_second_sync_changes_nothing(project: Project) -> None:
    assert len(sync(project)) > 20
    assert sync(project) == []


def test_a_file_that_was_edited_is_put_right(project: Project) -> None:
    sync(project)
    path = project.folder / MODEL
    before = path.read_text()
    path.write_text(before.replace("plan_clicked", "clicked_plan"))

    assert sync(project) == [("changed", MODEL)]
    assert path.read_text() == before


def test_a_long_diff_is_cut_and_says_by_how_much(project: Project) -> None:
    change = changes(project.load(), project.folder)[0]

    assert len(change.diff(1000)) > 5
    assert change.diff(5)[5:] == [f"… {len(change.diff(1000)) - 5} more lines"]


def test_what_an_event_that_is_gone_left_behind_is_removed(project: Project) -> None:
    sync(project)
    project.remove("funnels.yml")
    project.edit(
        "features/plan.yml",
        "  clicked:\n    description: A user clicked to change the subscription.\n"
        "    raw:\n      - {source: web, table: plan_clicked, org: none}\n",
        "",
    )

    removed = {path for kind, path in sync(project) if kind == "removed"}

    assert removed == {
        MODEL,
        MODEL.replace(".sql", ".yml"),
        "models/staging/acme/funnels/funnel_acme__upgrade.sql",
        "models/staging/acme/funnels/funnel_acme__upgrade.yml",
        *(
            f"models/staging/acme/funnels/stg_acme__funnel_{name}.{suffix}"
            for name in ("attempts", "steps", "left_out")
            for suffix in ("sql", "yml")
        ),
    }
    assert not (project.folder / MODEL).exists()


def test_a_file_that_a_person_wrote_is_never_removed(project: Project) -> None:
    own = project.folder / "models/staging/acme/events/stg_acme__own.sql"
    own.parent.mkdir(parents=True)
    own.write_text("select 1 as id\n")

    sync(project)

    assert own.read_text() == "select 1 as id\n"


def test_a_file_that_a_person_wrote_is_never_overwritten(project: Project) -> None:
    own = project.folder / MODEL
    own.parent.mkdir(parents=True)
    own.write_text("select 1 as id\n")

    with pytest.raises(UserError) as raised:
        sync(project)

    assert raised.value.message == (
        f"These files were not written by `org-funnels plan sync`: {MODEL}. It would overwrite "
        "them. Move or delete them, or rename what the plan calls so."
    )
    assert own.read_text() == "select 1 as id\n"


def test_a_write_that_fails_leaves_the_old_file(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(project)
    path = project.folder / MODEL
    path.write_text(path.read_text() + "-- edited\n")
    monkeypatch.setattr(Path, "replace", _fail)

    with pytest.raises(OSError, match="disk"):
        sync(project)

    assert path.read_text().endswith("-- edited\n")
    assert [file.name for file in path.parent.iterdir() if file.name.startswith(".")] == []


def _fail(*_: object) -> None:
    raise OSError("disk is full")


def test_a_line_that_moves_in_the_plan_moves_only_in_the_places_that_name_it(
    project: Project,
) -> None:
    sync(project)
    project.edit("features/plan.yml", "events:\n", "\nevents:\n")

    assert {path for _, path in sync(project)} == {
        MODEL,
        MODEL.replace("clicked", "upgraded"),
        MODEL.replace("plan_clicked", "raw_loads"),
    }
