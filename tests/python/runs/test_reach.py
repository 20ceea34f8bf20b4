"""What a run builds: what something new reaches, and everything where that can't be told."""

from __future__ import annotations

import itertools
import json
import shutil
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from org_funnels.errors import UserError
from org_funnels.quality.findings import Findings
from org_funnels.quality.run import Report
from org_funnels.runs import quality
from org_funnels.runs.run import perform

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from org_funnels.runs.quality import Checked

    from .conftest import Command

_PROJECT = Path(__file__).parents[3]

_IMPRESSIONS = "source:p.demo_web.site_impression+"
_USERS = "source:p.demo_production.users+"
_NARROW = ("--indirect-selection", "empty", "--select")
_LEFT = ("--exclude", "fqn:p.seen")
_NEW_ROW = "insert into segment_web.site_impression values ('b', '2026-11-14 06:30')"


def _model(name: str, kind: str, **told: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "unique_id": f"model.p.{name}",
        "name": name,
        "alias": name,
        "schema": "analytics_state",
        "resource_type": "model",
        "fqn": ["p", name],
        "config": {"materialized": kind},
        "depends_on": {"nodes": []},
        "raw_code": 'select \'{{ env_var("ORG_FUNNELS_COLOUR", "red") }}\'',
        "checksum": {"name": "sha256", "checksum": "x"},
        **told,
    }


@dataclass
class FakeDbt:
    """Reads a project of two models and two sources, and builds nothing."""

    command: Command
    calls: list[tuple[str, ...]] = field(default_factory=list)
    models: list[dict[str, Any]] = field(
        default_factory=lambda: [_model("state_builds", "kept"), _model("seen", "view")]
    )
    meanwhile: str = ""
    fails: bool = False
    invocations: Iterator[int] = field(default_factory=itertools.count)
    database: str = ""

    def __call__(self, *arguments: str, shown: bool = True) -> str:
        """Run, as `run_dbt` does."""
        del shown
        folder = self.command.project_dir / "target"
        folder.mkdir(exist_ok=True)
        if arguments[0] == "source":
            (folder / "manifest.json").write_text(json.dumps(self.manifest))
            return ""
        self.calls.append(arguments[7:])
        invocation = f"i{next(self.invocations)}"
        self.note(invocation)
        record = {"metadata": {"invocation_id": invocation}, "results": []}
        (folder / "run_results.json").write_text(json.dumps(record))
        if self.fails:
            raise UserError("`dbt build` failed.", exit_code=3)
        return "Done."

    @property
    def manifest(self) -> dict[str, Any]:
        """As dbt would write it."""
        sources = [("demo_web", "segment_web", "site_impression")]
        sources += [("demo_production", "production", "users")]
        return {
            "metadata": {"dbt_version": "1.11.0"},
            "nodes": {model["unique_id"]: model for model in self.models},
            "macros": {},
            "sources": {
                f"source.p.{name}.{table}": {
                    "unique_id": f"source.p.{name}.{table}",
                    "database": self.database,
                    "schema": schema,
                    "identifier": table,
                }
                for name, schema, table in sources
            },
        }

    def note(self, invocation: str) -> None:
        """What the hook build_noted() does, and what somebody else does meanwhile."""
        with self.command.place.open() as warehouse:
            warehouse.execute("delete from analytics_state.state_builds")
            warehouse.execute("insert into analytics_state.state_builds values (%s)", [invocation])
            if self.meanwhile:
                warehouse.execute(self.meanwhile)
        self.meanwhile = ""

    @property
    def last(self) -> tuple[str, ...] | None:
        """What the last build was asked for, apart from where; None since it was last looked at."""
        return self.calls.pop() if self.calls else None


@pytest.fixture
def dbt(command: Command) -> FakeDbt:
    """A warehouse with a raw table and a table of production, and a project that has been built."""
    for folder in ("tracking_plan", "models"):
        shutil.copytree(_PROJECT / folder, command.project_dir / folder)
    _execute(
        command,
        "create schema segment_web",
        "create schema production",
        "create schema analytics_state",
        "create table segment_web.site_impression (id text, uuid_ts timestamp)",
        "create table production.users (id text)",
        "create table analytics_state.state_builds (invocation_id text)",
        "insert into segment_web.site_impression values ('a', '2026-11-14 06:00')",
    )
    with command.place.open() as warehouse:
        ((database,),) = warehouse.rows("select current_database()")
    found = FakeDbt(command, database=database)
    _perform(command, found)
    assert found.last == ()
    return found


def _execute(command: Command, *statements: str) -> None:
    with command.place.open() as warehouse:
        for statement in statements:
            warehouse.execute(statement)


def _perform(
    command: Command, dbt: FakeDbt, arguments: Sequence[str] = (), *, everything: bool = False
) -> Checked:
    report = Report((), Findings(()), (), Path("docs"), command.checks)
    command.monkeypatch.setattr(quality, "run_checks", lambda *_: report)
    command.now += timedelta(minutes=1)
    return perform(
        command.place,
        command.routes,
        "run-1",
        step=command.step,
        dbt=dbt,
        build_arguments=arguments,
        everything=everything,
        checkpoint="hourly",
    )


def test_nothing_is_built_where_nothing_is_new_and_all_is_checked(
    command: Command, dbt: FakeDbt
) -> None:
    command.steps.clear()

    checked = _perform(command, dbt)

    assert (checked.exit_code, dbt.last) == (0, None)
    assert command.steps == ["freshness", "reach", "quality", "alerts"]


def test_what_reads_a_source_that_changed_is_built_without_the_views(
    command: Command, dbt: FakeDbt
) -> None:
    _execute(command, _NEW_ROW)
    _perform(command, dbt)
    one = dbt.last
    _execute(command, "insert into production.users values ('u')", _NEW_ROW)
    _perform(command, dbt)

    assert one == (*_NARROW, _IMPRESSIONS, *_LEFT)
    assert dbt.last == (*_NARROW, _USERS, _IMPRESSIONS, *_LEFT)


def test_a_source_that_cannot_be_read_is_built_each_time(command: Command, dbt: FakeDbt) -> None:
    broken = "create view production.users as select cast(id as integer) as id from production.old"
    _execute(command, "alter table production.users rename to old", broken)
    _execute(command, "insert into production.old values ('none')")
    _perform(command, dbt)
    dbt.calls.clear()

    _perform(command, dbt)

    assert dbt.last == (*_NARROW, _USERS, *_LEFT)


def test_a_change_is_built_once(command: Command, dbt: FakeDbt) -> None:
    _execute(command, _NEW_ROW)
    _perform(command, dbt)
    dbt.calls.clear()

    _perform(command, dbt)

    assert dbt.last is None


def test_what_comes_while_it_builds_is_new_to_the_next_run(command: Command, dbt: FakeDbt) -> None:
    _execute(command, "insert into production.users values ('u')")
    dbt.meanwhile = _NEW_ROW
    _perform(command, dbt)
    dbt.calls.clear()

    _perform(command, dbt)

    assert dbt.last == (*_NARROW, _IMPRESSIONS, *_LEFT)


def test_after_a_build_that_failed_everything_is_built(command: Command, dbt: FakeDbt) -> None:
    _execute(command, _NEW_ROW)
    dbt.fails = True
    failed = _perform(command, dbt)
    dbt.fails = False
    dbt.calls.clear()

    mended = _perform(command, dbt)

    assert (failed.exit_code, mended.exit_code) == (3, 0)
    assert dbt.last == ()


def test_after_a_build_that_was_not_this_commands_everything_is_built(
    command: Command, dbt: FakeDbt
) -> None:
    dbt.note("somebody's")
    _perform(command, dbt)
    assert dbt.last == ()

    _perform(command, dbt, ["--select", "one"])
    assert dbt.last == ("--select", "one")

    _perform(command, dbt)
    assert dbt.last == ()


def test_after_a_change_of_the_code_everything_is_built(
    command: Command, dbt: FakeDbt, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built() -> tuple[str, ...] | None:
        dbt.calls.clear()
        _perform(command, dbt)
        return dbt.last

    dbt.models[1]["raw_code"] = "select 2"
    assert built() == ()

    (command.project_dir / "dbt_project.yml").write_text("vars: {include_internal: true}")
    assert built() == ()

    dbt.models[1]["raw_code"] = "select '{{ env_var(\"ORG_FUNNELS_COLOUR\") }}'"
    assert built() == ()
    monkeypatch.setenv("ORG_FUNNELS_COLOUR", "green")
    assert built() == ()

    seed = command.project_dir / "large.csv"
    seed.write_text("a")
    checksum = {"name": "path", "checksum": "large.csv"}
    place = {"root_path": str(command.project_dir), "original_file_path": "large.csv"}
    dbt.models.append(_model("large", "seed", resource_type="seed", checksum=checksum, **place))
    assert built() == ()
    seed.write_text("b")
    assert built() == ()
    assert built() is None


def test_the_projects_own_packages_have_variables_too(command: Command, dbt: FakeDbt) -> None:
    package = command.project_dir / "dbt_packages" / "one"
    package.mkdir(parents=True)
    (package / "dbt_project.yml").write_text("vars: {a: 1}")

    _perform(command, dbt)

    assert dbt.last == ()


def test_after_a_change_of_a_sources_columns_everything_is_built(
    command: Command, dbt: FakeDbt
) -> None:
    _execute(command, "alter table production.users add column name text")

    _perform(command, dbt)

    assert dbt.last == ()


def test_everything_is_built_on_request(command: Command, dbt: FakeDbt) -> None:
    _perform(command, dbt, everything=True)
    assert dbt.last == ()

    _perform(command, dbt)
    assert dbt.last is None


def test_once_a_day_everything_is_built(command: Command, dbt: FakeDbt) -> None:
    command.now += timedelta(hours=23)
    _execute(command, _NEW_ROW)
    _perform(command, dbt)
    assert dbt.last == (*_NARROW, _IMPRESSIONS, *_LEFT)

    command.now += timedelta(hours=1)
    _perform(command, dbt)
    assert dbt.last == ()


@pytest.mark.usefixtures("dbt")
def test_a_project_that_dbt_cannot_read_is_for_its_build_to_say(command: Command) -> None:
    def fails(*arguments: str, shown: bool = True) -> str:
        del shown
        message = f"`dbt {arguments[0]}` failed."
        raise UserError(message, exit_code=3)

    (command.project_dir / "target/manifest.json").unlink()

    checked = _perform(command, fails)  # type: ignore[arg-type]

    assert checked.exit_code == 3
    assert command.channel.titles == ["[CRITICAL] dbt build failed before it built anything"]
