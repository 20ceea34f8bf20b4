"""What a run takes from dbt's manifest."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, Any

import pytest

from org_funnels.runs.manifest import Manifest, read_manifest

if TYPE_CHECKING:
    from pathlib import Path


def _manifest(**models: tuple[str, list[str]]) -> Manifest:
    """Models by name: how each is materialized, and what it reads."""
    nodes = {
        f"model.p.{name}": {
            "unique_id": f"model.p.{name}",
            "name": name,
            "alias": f"{name}_alias",
            "schema": "marts",
            "resource_type": "model",
            "fqn": ["p", "folder", name],
            "config": {"materialized": kind},
            "depends_on": {"nodes": [f"model.p.{one}" for one in reads]},
            "created_at": 1.0,
        }
        for name, (kind, reads) in models.items()
    }
    return Manifest(
        {
            "metadata": {"dbt_version": "1.11.0", "invocation_id": "x"},
            "nodes": nodes,
            "sources": {},
            "macros": {"macro.p.m": {"macro_sql": "select 1", "created_at": 1.0}},
        }
    )


def _left(manifest: Manifest) -> list[str]:
    return [name.rpartition(".")[2] for name in manifest.unchanged_views()]


def test_views_are_left_unless_they_read_a_table_that_is_made_anew() -> None:
    manifest = _manifest(
        replaced=("table", []),
        on_it=("view", ["replaced"]),
        between=("ephemeral", ["replaced"]),
        through=("view", ["between"]),
        on_a_view=("view", ["on_it"]),
        kept=("increment", ["replaced"]),
        on_kept=("view", ["kept"]),
        alone=("view", []),
    )

    assert _left(manifest) == ["alone", "on_kept"]


def test_a_view_that_is_named_like_a_folder_is_made_again() -> None:
    manifest = _manifest(alone=("view", []), folder=("view", []))
    manifest.content["nodes"]["model.p.folder"]["fqn"] = ["p", "folder"]

    assert _left(manifest) == ["alone"]


def test_the_code_is_what_dbt_reads_and_not_when() -> None:
    def code(change: dict[str, Any] | None = None, **metadata: str) -> list[str]:
        manifest = _manifest(alone=("view", []))
        manifest.content["nodes"]["model.p.alone"].update(change or {})
        manifest.content["metadata"].update(metadata)
        return list(manifest.code)

    assert code() == code({"created_at": 2.0, "compiled_code": "x"}, invocation_id="y")
    assert code() != code({"raw_code": "select 2"})
    assert code() != code({"config": {"materialized": "table"}})
    assert code() != code(dbt_version="1.11.1")


def test_a_macro_is_code() -> None:
    changed = _manifest()
    changed.content["macros"]["macro.p.m"]["macro_sql"] = "select 2"

    assert list(changed.code) != list(_manifest().code)


def test_a_model_is_found_by_its_name() -> None:
    manifest = _manifest(one=("view", []))

    assert manifest.relation("one") == ("marts", "one_alias")
    assert manifest.relation("other") is None


@pytest.mark.parametrize(("seconds", "is_read"), [(-60, False), (60, True)])
def test_a_manifest_of_an_earlier_run_is_not_taken_for_this_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: int, *, is_read: bool
) -> None:
    monkeypatch.setenv("DBT_TARGET_PATH", str(tmp_path))
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps({"nodes": {}}))
    now = time.time()
    os.utime(path, (now + seconds, now + seconds))

    assert (read_manifest(tmp_path, now) is not None) == is_read


def test_no_manifest_is_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path, 0) is None
