"""The made-up company's dbt project in a folder of its own, and its commands."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from benchmarks.increments.dbt_run import DbtRun, spans_of
from benchmarks.increments.memory import peak_of
from org_funnels.tracking_plan import load_plan
from org_funnels.tracking_plan.sync import apply, changes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.increments.raw_event import RawEvent
    from benchmarks.increments.side import Side

_PACKAGE = Path(__file__).parents[2]
_TEMPLATE = Path(__file__).parent / "project"
_OURS = ("DBT_", "ORG_FUNNELS_", "PG")


class DbtError(Exception):
    """A command of dbt's did not end well."""


@dataclass(frozen=True)
class BenchProject:
    """The project on one side."""

    folder: Path
    side: Side
    variables: dict[str, object] = field(default_factory=dict)

    @classmethod
    def make(cls, folder: Path, side: Side, events: tuple[RawEvent, ...]) -> BenchProject:
        """Write it, with the models that follow from a plan of these events."""
        shutil.copytree(_TEMPLATE, folder)
        _write_features(folder / "tracking_plan/features", events)
        apply(changes(load_plan(folder), folder), folder)
        # a refresh of everything is what is measured
        made = cls(folder, side, {"allow_full_refresh": True})
        made.command("deps")
        return made

    def command(self, *arguments: str, schema: str = "bench") -> str:
        """Run dbt and give what it printed, or raise DbtError with it."""
        return self._dbt(arguments, schema)[0]

    def run(self, *arguments: str, schema: str = "bench") -> DbtRun:
        """`dbt run`, measured."""
        _, wall, dbt_bytes, server_bytes = self._dbt(("run", *arguments), schema)
        results = json.loads((self._target / "run_results.json").read_text())
        return DbtRun(spans_of(results), wall, dbt_bytes, server_bytes)

    def seconds_of(self, *arguments: str) -> float:
        """How long a whole command takes."""
        return self._dbt(arguments, "bench")[1]

    def manifest(self) -> dict[str, Any]:
        """As the last command wrote it."""
        found: dict[str, Any] = json.loads((self._target / "manifest.json").read_text())
        return found

    @property
    def _target(self) -> Path:
        return self.folder / "target"

    def _dbt(self, arguments: tuple[str, ...], schema: str) -> tuple[str, float, int, int]:
        output = self.folder / "dbt.out"
        began = time.perf_counter()
        with (
            output.open("w") as file,
            subprocess.Popen(
                self._command_line(arguments),
                stdout=file,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                env=self._environment(schema),
            ) as process,
            peak_of(psutil.Process(process.pid)) as dbt,
            peak_of(self.side.server()) as server,
        ):
            status = process.wait()
        took = time.perf_counter() - began
        printed = output.read_text()
        if status:
            message = f"dbt {' '.join(arguments)} ended with {status}:\n{printed}"
            raise DbtError(message)
        return printed, took, dbt.bytes, server.bytes

    def _command_line(self, arguments: tuple[str, ...]) -> list[str]:
        program = str(Path(sys.executable).with_name("dbt"))
        line = [program, "--log-level", "warn", "--no-use-colors"]
        places = ["--project-dir", str(self.folder), "--profiles-dir", str(self.folder)]
        if arguments[0] != "deps":
            places += ["--target", self.side.target, "--vars", json.dumps(self.variables)]
        return [*line, *arguments, *places]

    def _environment(self, schema: str) -> Mapping[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        return {
            **kept,
            **self.side.environment,
            "ORG_FUNNELS_BENCHMARK_PACKAGE": str(_PACKAGE),
            "ORG_FUNNELS_BENCHMARK_SCHEMA": schema,
        }


def _write_features(folder: Path, events: tuple[RawEvent, ...]) -> None:
    """A file a feature; JSON is YAML too. The template has none, and git keeps no empty folder."""
    folder.mkdir()
    features: dict[str, dict[str, object]] = {}
    for event in events:
        features.setdefault(event.feature, {})[event.action] = event.declaration
    for feature, declared in features.items():
        entry = {
            "feature": feature,
            "owner": "growth",
            "description": "Made up.",
            "events": declared,
        }
        (folder / f"{feature}.yml").write_text(json.dumps(entry, indent=2))
