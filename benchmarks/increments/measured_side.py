"""Everything that is measured on one engine, one thing after another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from benchmarks.increments import steps
from benchmarks.increments.late_change import CORRECTION, link, rename
from benchmarks.increments.lineage import Lineage
from benchmarks.increments.raw_event import STANDARD_COLUMNS
from benchmarks.increments.raw_indexes import create_indexes, drop_indexes
from benchmarks.increments.same_tables import Snapshot
from benchmarks.increments.scheduler import Scheduler
from benchmarks.increments.sql_side import timed_table
from benchmarks.increments.stream import UNCLAIMED
from benchmarks.increments.stretch import Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from benchmarks.increments.bench_project import BenchProject
    from benchmarks.increments.dbt_run import DbtRun
    from benchmarks.increments.outcome import SideOutcome
    from benchmarks.increments.raw_files import RawFiles
    from benchmarks.increments.settings import Settings

_LARGEST_ORGS_FIRST_USER = "u0-0"
_UNION_COLUMNS = (
    *STANDARD_COLUMNS,
    *("org_id", "org_name", "repo", "project_id", "duration_ms", "num_seats"),
)


@dataclass(frozen=True)
class MeasuredSide:
    """A project on one engine, where its rows come from, and what is noted of it."""

    project: BenchProject
    files: RawFiles
    settings: Settings
    outcome: SideOutcome
    tell: Callable[[str], None]

    @cached_property
    def scheduler(self) -> Scheduler:
        """Who runs the project."""
        return Scheduler(self.project)

    def measure(self) -> None:
        """A history after another; on the one of `rows` all the rest."""
        for history in sorted(self.settings.histories):
            self._build(history)
            self._run_new(history)
            if history == self.settings.rows:
                self._run_everything_else()

    def _build(self, history: int) -> None:
        """Load a history into an empty database and build the project on it."""
        side, stretch = self.project.side, Stretch.history(history)
        side.empty()
        side.add(self.files.production_tables())
        rows = side.add(self.files.raw_tables(stretch))
        side.add(self.files.projects(stretch))
        create_indexes(self.project)
        self.project.command("seed")
        if history == self.settings.rows:
            self.outcome.rows = rows
            self._time_union()
            self._run_all(steps.FULL)
            self._note_path()
            self._time_casts()
            self._run_all(steps.NOTHING_ALL)
            for _ in range(self.settings.rounds):
                self._run(steps.NOTHING)
        else:
            self._run_all(f"{steps.FULL}, {history:,} events")

    def _run_new(self, history: int) -> None:
        """The same new rows on every history, where there are several."""
        if len(self.settings.histories) > 1:
            for stretch in self.settings.same_new:
                self._add(stretch)
                self._run(steps.same_new(history))

    def _run_everything_else(self) -> None:
        *stretches, last = self.settings.new
        for stretch in stretches:
            self.outcome.new_rows.append(self._add(stretch))
            self._run(steps.NEW)
        self._run_late_changes(last)
        if self.project.side.has_indexes:
            self._run_without_indexes(last)
        self._compare_with_refresh()

    def _run_late_changes(self, before: Stretch) -> None:
        """Each by itself. Their time is that up to which everything is loaded."""
        moment = self.files.stream.time_at(before.oldest)
        changes = {
            steps.RENAME: rename(moment),
            steps.CORRECTION: CORRECTION,
            steps.LINK: link(_LARGEST_ORGS_FIRST_USER, moment),
        }
        for step, change in changes.items():
            with self.project.side.open() as warehouse:
                for statement in change.statements:
                    warehouse.execute(statement)
            self._run(step)
        with self.project.side.open() as warehouse:
            query = f"select count(*) from bench.fct_events where anonymous_id = '{UNCLAIMED}'"
            self.outcome.moved = warehouse.rows(query)[0][0]

    def _run_without_indexes(self, stretch: Stretch) -> None:
        drop_indexes(self.project)
        self._run(steps.NOTHING_UNINDEXED)
        self._add(stretch)
        self._run(steps.NEW_UNINDEXED)

    def _time_union(self) -> None:
        """The least that one table of all rows can cost."""
        tables = {
            f"bench_{event.source}.{event.table}": (*STANDARD_COLUMNS, *event.columns)
            for event in self.files.stream.events
        }
        took = self.project.side.plain_union(tables, _UNION_COLUMNS)
        self.outcome.seconds[steps.UNION] = took
        self.tell(f"{self.outcome.name}  {steps.UNION}  {took:.2f} s")

    def _time_casts(self) -> None:
        """The same table once every value is cast and put where the contract wants it."""
        with self.project.side.open() as warehouse:
            took = timed_table(warehouse, "select * from bench_staging.stg_bench__events")
        self.outcome.seconds[steps.CASTS] = took

    def _note_path(self) -> None:
        lineage = Lineage(self.project.manifest()["nodes"])
        (full,) = self.outcome.runs[steps.FULL]
        self.outcome.kinds = lineage.kinds()
        self.outcome.path = lineage.up_to("fct_events", "event_ledger")
        self.outcome.seconds[steps.LEDGER] = full.seconds_of(self.outcome.path)

    def _compare_with_refresh(self) -> None:
        """Note what is there, remove it, build it anew in other schemas, and compare."""
        lineage = Lineage(self.project.manifest()["nodes"])
        relations = lineage.results("fct_events")
        kept = Snapshot.of(self.project.side, "bench", relations)
        self._drop(lineage.schemas())
        self.project.command("seed", schema="fresh")
        self._note(steps.REFRESH, self.project.run(schema="fresh"))
        fresh = Snapshot.of(self.project.side, "fresh", relations)
        self.outcome.differences = tuple(kept.differences(fresh))
        self.outcome.compared = {table: rows for table, (rows, _) in kept.tables.items()}

    def _drop(self, schemas: Iterable[str]) -> None:
        """So that both never lie on the disk."""
        with self.project.side.open() as warehouse:
            for schema in schemas:
                warehouse.execute(f"drop schema if exists {schema} cascade")

    def _add(self, stretch: Stretch) -> int:
        side = self.project.side
        rows = side.add(self.files.raw_tables(stretch))
        side.add(self.files.projects(stretch))
        return rows

    def _run_all(self, step: str) -> None:
        self._note(step, self.scheduler.run_all())

    def _run(self, step: str) -> None:
        self._note(step, self.scheduler.run())

    def _note(self, step: str, run: DbtRun) -> None:
        self.outcome.add(step, run)
        self.tell(
            f"{self.outcome.name}  {step}  {run.model_seconds:.2f} s of models, "
            f"{run.wall_seconds:.1f} s in all"
        )
