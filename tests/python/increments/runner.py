"""Run dbt in this process, which parses the project once and runs it often."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from unittest.mock import patch

from dbt.adapters.sql.connections import SQLConnectionManager
from dbt.cli.main import dbtRunner
from dbt.contracts.graph.nodes import ModelNode
from dbt_common.exceptions import DbtRuntimeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dbt.contracts.graph.manifest import Manifest

PROJECT = Path(__file__).parents[3]

_FLAGS = ("--no-write-json", "--no-print", "--log-level", "none", "--log-level-file", "none")

# Views on raw tables, which are made once; the rest of staging are results like the marts.
RAW_FOLDERS = ("models/staging/demo/events", "models/staging/demo/production")
RAW_VIEWS = tuple(f"config.materialized:view,path:{folder}" for folder in RAW_FOLDERS)


# The models that are written as differences, and all that they read.
INCREMENTS = "+config.materialized:increment"


class DeathError(DbtRuntimeError):
    """What a run is told instead of being killed."""


class Profile(Protocol):
    """A target of profiles.yml, and what its variables are."""

    @property
    def target(self) -> str:
        """Its name."""

    @property
    def environment(self) -> Mapping[str, str]:
        """Its variables."""


class Runner:
    """The project, parsed for one target."""

    def __init__(self, profile: Profile, folder: Path) -> None:
        self._profile = profile
        self._places = [
            *("--target", profile.target),
            *("--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT)),
            *("--target-path", str(folder), "--log-path", str(folder)),
        ]
        # the database is the warehouse's, the code dbt's: nothing of a run is kept in it
        self.manifest: Manifest = self._invoke(None, "parse").result
        # {name: the whole query of a model, as dbt compiled it in the last run of it}
        self.compiled: dict[str, str] = {}

    @cached_property
    def models(self) -> dict[str, ModelNode]:
        """The project's models by name, each after those that it reads."""
        found: dict[str, ModelNode] = {}
        for node in self.manifest.nodes.values():
            self._add(node, found)
        return found

    @property
    def increments(self) -> list[str]:
        """Names of the models that are written as differences."""
        return [
            name for name, node in self.models.items() if node.config.materialized == "increment"
        ]

    def run(
        self,
        *arguments: str,
        variables: Mapping[str, object] | None = None,
        command: str = "run",
    ) -> None:
        """Run models, all but the views of staging or as the arguments say, and have no error."""
        failed = self._results(command, arguments, variables)
        assert failed == [], "\n".join(f"{name}: {message}" for name, message in failed)

    def run_to_death(self, model: str, statement: int, variables: Mapping[str, object]) -> bool:
        """Run increments until a model's n-th statement; give whether the run came to it."""
        chosen = ("--select", INCREMENTS, "--exclude", *RAW_VIEWS, "--fail-fast")
        with _dies_at(self.models[model].unique_id, statement):
            failed = self._results("run", chosen, variables)
        assert all("killed here" in message for _, message in failed), failed
        return failed != []

    def statements_of(self, model: str) -> list[str]:
        """Run a model and give all that it said to the database."""
        with _heard(self.models[model].unique_id) as statements:
            self.run("--select", model)
        return statements

    def _results(
        self, command: str, arguments: Sequence[str], variables: Mapping[str, object] | None
    ) -> list[tuple[str, str]]:
        given = ["--vars", json.dumps(dict(variables or {}))]
        done = self._invoke(self.manifest, command, *arguments, *given, "--threads", "1")
        if done.result is None:
            raise RuntimeError from done.exception
        results = list(done.result.results)
        for result in results:
            if getattr(result.node, "compiled_code", None):
                self.compiled[result.node.name] = result.node.compiled_code
        return [
            (result.node.name, str(result.message))
            for result in results
            if result.status not in ("success", "skipped")
        ]

    def _invoke(self, manifest: Manifest | None, command: str, *arguments: str) -> Any:  # noqa: ANN401
        with patch.dict(os.environ, self._profile.environment):
            done = dbtRunner(manifest).invoke([*_FLAGS, command, *arguments, *self._places])
        if done.exception is not None:
            raise done.exception
        return done

    def _add(self, node: object, found: dict[str, ModelNode]) -> None:
        if not isinstance(node, ModelNode) or node.name in found:
            return
        for upstream in node.depends_on.nodes:
            if upstream in self.manifest.nodes:
                self._add(self.manifest.nodes[upstream], found)
        found[node.name] = node


@contextmanager
def _dies_at(unique_id: str, statement: int) -> Iterator[None]:
    """Until then nothing is committed that dbt hasn't committed; from then on nothing is run."""
    with _heard(unique_id, deaf_from=statement):
        yield


@contextmanager
def _heard(unique_id: str, deaf_from: int | None = None) -> Iterator[list[str]]:
    """What a node says to the database; from its n-th statement on nothing is run."""
    add_query = SQLConnectionManager.add_query
    said: list[str] = []

    def heard(self: SQLConnectionManager, sql: str, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        if self.get_thread_connection().name == unique_id:
            said.append(sql)
            if deaf_from is not None and len(said) >= deaf_from:
                raise DeathError("killed here")
        return add_query(self, sql, *arguments, **named)

    SQLConnectionManager.add_query = heard  # type: ignore[method-assign]
    try:
        yield said
    finally:
        SQLConnectionManager.add_query = add_query  # type: ignore[method-assign]
