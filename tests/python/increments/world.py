"""A warehouse in which histories are played, each in a copy of the same beginning."""

from __future__ import annotations

import os
import shutil
import signal
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import psycopg2
from tests.python.increments.full_refresh import FullRefresh
from tests.python.increments.pool import load_pool, read_pool
from tests.python.increments.runner import (
    INCREMENTS,
    PROJECT,
    RAW_FOLDERS,
    RAW_VIEWS,
    Profile,
    Runner,
)

from org_funnels.runs.inputs import read_inputs
from org_funnels.runs.manifest import Manifest
from org_funnels.runs.reach import changed_sources, reached_by
from org_funnels.tracking_plan import load_plan
from org_funnels.warehouse import embedded
from org_funnels.warehouse.duckdb import DuckDBWarehouse
from org_funnels.warehouse.postgres import PostgresWarehouse
from org_funnels.warehouse.target import DuckDBTarget, PostgresTarget

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from dbt.contracts.graph.nodes import ModelNode
    from tests.python.increments.history import Batch, History, Run

    from org_funnels.runs.inputs import Inputs
    from org_funnels.warehouse import Warehouse


class Engine(Profile, Protocol):
    """Where the database `world` is."""

    def open(self) -> Warehouse:
        """Connect to it."""

    def keep(self) -> None:
        """Keep it as it is now: the beginning of all histories."""

    def begin(self) -> None:
        """Put the beginning in its place."""

    def hand_over(self) -> None:
        """Let another process have it."""


@dataclass(frozen=True)
class DuckDBFile:
    """A file that is copied."""

    folder: Path
    places: list[int] = field(default_factory=lambda: [0])
    target: str = "duckdb"

    @property
    def environment(self) -> Mapping[str, str]:
        """What profiles.yml reads."""
        return {"ORG_FUNNELS_DUCKDB_PATH": str(self._file)}

    @property
    def _file(self) -> Path:
        return self.folder / str(self.places[-1]) / "world.duckdb"

    def open(self) -> Warehouse:
        """Open the file as dbt does: one process may only have it open in one way."""
        target = DuckDBTarget.model_validate(
            {
                "name": "duckdb",
                "type": "duckdb",
                "path": self._file,
                "schema": "analytics",
                "config_options": {"storage_compatibility_version": "v1.2.0"},
                "settings": {"TimeZone": "UTC"},
            }
        )
        return DuckDBWarehouse.open(target)

    def keep(self) -> None:
        """Copy the file."""
        shutil.copy(self._written(), self.folder / "beginning.duckdb")

    def begin(self) -> None:
        """Copy it to a new place: a run that died may leave the last one open in this process."""
        shutil.rmtree(self._file.parent)
        self._take(self.folder / "beginning.duckdb")

    def hand_over(self) -> None:
        """Copy what is there now to a place that this process has not opened."""
        self._take(self._written())

    def _written(self) -> Path:
        """The file, once all is in it: this process may have it open still."""
        with self.open() as warehouse:
            warehouse.execute("force checkpoint")
        return self._file

    def _take(self, file: Path) -> None:
        self.places.append(len(self.places))
        self._file.parent.mkdir()
        shutil.copy(file, self._file)


@dataclass(frozen=True)
class PostgresDatabase:
    """A database that is the template of others."""

    place: embedded.Place
    target: str = "postgres"

    @property
    def environment(self) -> Mapping[str, str]:
        """What profiles.yml reads."""
        return {
            "PGHOST": "127.0.0.1",
            "PGPORT": str(self.place.port),
            "PGUSER": "postgres",
            "PGDATABASE": "world",
        }

    def open(self) -> Warehouse:
        """Connect to the database."""
        target = PostgresTarget.model_validate(
            {
                "name": "postgres",
                "type": "postgres",
                "host": "127.0.0.1",
                "port": self.place.port,
                "user": "postgres",
                "password": "",
                "dbname": "world",
                "schema": "analytics",
            }
        )
        return PostgresWarehouse.open(target)

    def make(self) -> None:
        """An empty database."""
        self._administer("create database world")

    def keep(self) -> None:
        """Make it a template."""
        self._administer("alter database world rename to beginning")

    def begin(self) -> None:
        """Make a database from the template."""
        self._administer("drop database if exists world with (force)")
        self._administer("create database world template beginning")

    def hand_over(self) -> None:
        """A server has many clients."""

    def die_and_start_again(self) -> None:
        """Kill the server as a kernel without memory does, and start another on its data."""
        pid = embedded.status(self.place).pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        embedded.start(self.place, fsync=False)

    def _administer(self, statement: str) -> None:
        connection = psycopg2.connect(self.place.dsn("postgres"))
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()


class World:
    """The demo company on one engine: its project parsed, its beginning built."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine, self.folder = engine, folder
        with engine.open() as warehouse:
            load_pool(warehouse, folder / "demo")
            self.pool = read_pool(warehouse)
        self.runner = Runner(engine, folder / "dbt")
        self._manifest = Manifest(self.runner.manifest.writable_manifest().to_dict())
        self._plan = load_plan(PROJECT)
        # of the sources, when all was last built and nothing else has run since
        self._fingerprints: Mapping[str, str | None] = {}
        self.runner.run(command="seed")
        self.runner.run()
        with engine.open() as warehouse:
            self._full_refresh = FullRefresh(warehouse, self.runner)
        engine.keep()

    def differences(self, history: History) -> list[str]:
        """Play a history; give what was not as a full refresh has it, at the first such moment."""
        self.engine.begin()
        self._fingerprints = {}
        for number, batch in enumerate(history.batches):
            following = history.batches[number + 1 : number + 2]
            is_all = all(one.is_undisturbed for one in following)
            self.play(batch, history.variables, is_all=is_all)
            if batch.is_complete and (found := self.compared(is_last=not following)):
                return [f"batch {number}: {difference}" for difference in found]
        return []

    def play(self, batch: Batch, variables: Mapping[str, object], *, is_all: bool) -> None:
        """What happens, and the runs after it."""
        self.change(batch)
        inputs = self._inputs()
        for run in batch.odd_runs:
            self._run(run, variables)
        if batch.is_undisturbed and self._fingerprints:
            self._run_reached(inputs, variables)
        elif batch.is_complete:
            self.run_all(variables, is_all=is_all)
        is_known = batch.is_complete and is_all
        self._fingerprints = inputs.fingerprints if is_known else {}

    def change(self, batch: Batch) -> None:
        """What happens in raw tables and in production."""
        with self.engine.open() as warehouse:
            for change in batch.changes:
                for statement in change.statements:
                    warehouse.execute(statement)

    def run_all(self, variables: Mapping[str, object], *, is_all: bool) -> None:
        """Every increment and what it reads; if asked for also what only reads increments."""
        chosen = () if is_all else ("--select", INCREMENTS)
        self.runner.run(*chosen, "--exclude", *RAW_VIEWS, variables=variables)

    def _inputs(self) -> Inputs:
        with self.engine.open() as warehouse:
            return read_inputs(warehouse, self._manifest.sources, self._plan, PROJECT)

    def _run_reached(self, inputs: Inputs, variables: Mapping[str, object]) -> None:
        """As `org-funnels run` does after a run that was complete: what something new reaches."""
        changed = changed_sources(self._manifest, self._fingerprints, inputs)
        if changed:
            self.runner.run(*reached_by(self._manifest, changed), variables=variables)

    def compared(self, *, is_last: bool) -> list[str]:
        """What differs from a full refresh: of the increments, or of everything."""
        models = self.runner.models
        names = set(models) if is_last else with_upstream(models, self.runner.increments)
        with self.engine.open() as warehouse:
            return self._full_refresh.differences(
                warehouse, [name for name in models if name in names and self._is_result(name)]
            )

    def _is_result(self, name: str) -> bool:
        """Not views on views on raw tables: they are the same query over the same rows."""
        models = self.runner.models
        read = with_upstream(models, [name])
        return any(models[upstream].config.materialized != "view" for upstream in read)

    def _run(self, run: Run, variables: Mapping[str, object]) -> None:
        if run.dies_at:
            self.runner.run_to_death(run.models[0], run.dies_at, variables)
        else:
            anew = ["--full-refresh"] if run.full_refresh else []
            chosen = [*run.models, *self._views(run.models)]
            self.runner.run(*anew, "--select", *chosen, variables=variables)

    def _views(self, names: Iterable[str]) -> list[str]:
        """Views between them and what they read: PostgreSQL drops those with a rebuilt table."""
        models = self.runner.models
        return [
            name
            for name in with_upstream(models, names)
            if models[name].config.materialized == "view"
            and not models[name].original_file_path.startswith(RAW_FOLDERS)
        ]


def with_upstream(models: Mapping[str, ModelNode], names: Iterable[str]) -> set[str]:
    """Names of models and of all that they read."""
    by_id = {node.unique_id: name for name, node in models.items()}
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            upstream = models[name].depends_on.nodes
            waiting += [by_id[unique_id] for unique_id in upstream if unique_id in by_id]
    return found
