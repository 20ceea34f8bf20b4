"""Judge a simulated year with the project's own models, in one build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from benchmarks.quality.simulated_sql import input_models

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from benchmarks.quality.scenario import Check

# What decides, from the keys of a check to what is said of its days.
JUDGING_MODELS = (
    "tallies", "arrivals", "lags", "clocks", "windows", "early_counts", "baselines", "bounds",
    "pools", "decisions",
)  # fmt: skip

_PROJECT = """
name: org_funnels
version: 0.1.0
profile: simulated
macro-paths: ['{macros}']
flags: {{send_anonymous_usage_stats: false}}
models: {{+materialized: table}}
vars: {{max_pending_hours: 24}}
"""
_PROFILES = """
simulated:
  target: duckdb
  outputs:
    duckdb: {type: duckdb, path: year.duckdb, schema: main, threads: 1, settings: {TimeZone: UTC}}
"""


class BuildError(Exception):
    """dbt could not build the year; its output."""


def judged_year(project: Path, folder: Path, checks: Iterable[Check]) -> duckdb.DuckDBPyConnection:
    """The database with the year, built in an empty folder. `project`: where the models are."""
    _lay_out(project, folder, input_models(checks))
    dbt = str(Path(sys.executable).with_name("dbt"))
    done = subprocess.run(
        [dbt, "run", "--quiet"],
        cwd=folder,
        env={**os.environ, "DBT_PROFILES_DIR": str(folder), "DBT_TARGET_PATH": "target"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildError(done.stdout + done.stderr)
    return duckdb.connect(str(folder / "year.duckdb"), read_only=True)


def _lay_out(project: Path, folder: Path, inputs: Mapping[str, str]) -> None:
    (folder / "dbt_project.yml").write_text(_PROJECT.format(macros=project / "macros"))
    (folder / "profiles.yml").write_text(_PROFILES)
    models = folder / "models"
    models.mkdir()
    for name, sql in inputs.items():
        (models / f"{name}.sql").write_text(sql)
    for name in JUDGING_MODELS:
        file = f"int_reconciliations__{name}.sql"
        shutil.copy(project / "models" / "intermediate" / file, models / file)
