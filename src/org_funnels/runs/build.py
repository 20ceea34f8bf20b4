"""dbt's part of a run: what is said when it fails, and how many rows it wrote."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from org_funnels.incidents.finding import Finding
from org_funnels.quality.wording import counted
from org_funnels.warehouse.project import read_project

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CHECK_NAME = "build"
BUILD_FAILED = "dbt_failed"

_FAILED = ("error", "fail", "runtime error")
_NAMED = 10
# A file's time is that of the system's last tick, which is before the time that Python has.
_TICK_SECONDS = 0.02


@dataclass(frozen=True)
class BuildResult:
    """What dbt's own record of a build says."""

    failed: tuple[str, ...]
    node_count: int
    row_count: int | None
    invocation_id: str = ""


def target_path(project_dir: Path) -> Path:
    """Where dbt writes its records: DBT_TARGET_PATH, else as dbt_project.yml says."""
    named = os.environ.get("DBT_TARGET_PATH")
    return Path(named or project_dir / str(read_project(project_dir).get("target-path", "target")))


def is_written_since(path: Path, moment: float) -> bool:
    """Whether a record is dbt's of now, and not of an earlier time."""
    return path.is_file() and path.stat().st_mtime >= moment - _TICK_SECONDS


def read_build(project_dir: Path, begun_at: float) -> BuildResult:
    """What the build wrote that began then; nothing where it did not get as far as to write."""
    path = target_path(project_dir) / "run_results.json"
    if not is_written_since(path, begun_at):
        return BuildResult((), 0, None)
    record = json.loads(path.read_text(encoding="utf-8"))
    results = record["results"]
    failed = [_name(one) for one in results if one["status"] in _FAILED]
    rows = list(_rows(results))
    return BuildResult(
        tuple(failed),
        len(results),
        sum(rows) if rows else None,
        record["metadata"]["invocation_id"],
    )


def failure_of(result: BuildResult) -> Finding:
    """The finding of a build that failed. Models and tests are named, their data is not."""
    named = ", ".join(result.failed[:_NAMED])
    rest = len(result.failed) - _NAMED
    return Finding(
        check_name=CHECK_NAME,
        subject="dbt build",
        reason=BUILD_FAILED,
        severity="critical",
        owner="",
        headline=_headline(result),
        details=tuple(
            line
            for line in (
                f"Failed: {named}{f' and {rest} more' if rest > 0 else ''}." if named else "",
                "The marts are as they were, and were not checked. dbt's own words are in "
                "logs/dbt.log where it ran.",
            )
            if line
        ),
    )


def _headline(result: BuildResult) -> str:
    if not result.failed:
        return "dbt build failed before it built anything"
    nodes = counted(result.node_count, "node", "nodes")
    return f"dbt build failed: {len(result.failed):,} of {nodes} did"


def _name(result: Mapping[str, Any]) -> str:
    """`model.org_funnels.dim_orgs` is dim_orgs; a test's id ends in a hash."""
    kind, _, rest = str(result["unique_id"]).partition(".")
    name = rest.partition(".")[2]
    return name.rpartition(".")[0] or name if kind == "test" else name


def _rows(results: list[dict[str, Any]]) -> Iterator[int]:
    """What the adapter knows: it says -1 where it does not."""
    for one in results:
        rows = (one.get("adapter_response") or {}).get("rows_affected")
        if isinstance(rows, int) and rows >= 0:
            yield rows
