"""The renderer against dbt itself: the same macros must give the same SQL, byte for byte."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from org_funnels.funnel.rendering import MacroError, Renderer, render_models

if TYPE_CHECKING:
    from org_funnels.warehouse.warehouse import Engine

ROOT = Path(__file__).parents[3]
MACROS = ROOT / "macros"

# Real models, so that all that a declared funnel calls is called.
_FOLDERS = (
    ROOT / "models/staging/demo/funnels",
    ROOT / "tests/python/tracking_plan/golden/models/staging/acme/funnels",
)
_CORE = (
    "fct_events", "fct_subscription_changes", "int_production__orgs", "int_production__users",
    "int_as_of", "state_unread",
)  # fmt: skip
# Macros that only a file of events needs.
_FILES = """
{{ org_funnels.timestamp_of_text('x') }}
{{ org_funnels.id_of_text(org_funnels.text_of('x', org_funnels.type_family('DOUBLE'))) }}
{{ org_funnels.utc('x', 'timestamptz') }}
{{ org_funnels.json_value('x', "it's $.a \\u00e9") }}
{{ org_funnels.funnel_results('attempts', entry='first', on_exclusion='drop_entity') }}
{{ org_funnels.funnel_sequence('attempts', '14 days') }}
{{ dbt.type_string() }} {{ dbt.type_timestamp() }} {{ dbt.dateadd('day', 1, 'x') }}
"""
_PROFILE = {
    "duckdb": {"type": "duckdb", "path": ":memory:", "schema": "main"},
    "postgres": {
        "type": "postgres", "host": "nowhere.invalid", "port": 1, "user": "u", "password": "p",
        "dbname": "memory", "schema": "main", "threads": 1,
    },
}  # fmt: skip


@pytest.fixture(scope="session")
def models() -> dict[str, str]:
    """Every generated funnel model of the demo and of the golden company, and more."""
    paths = [path for folder in _FOLDERS for path in sorted(folder.glob("*.sql"))]
    return {"files": _FILES, **{path.stem: path.read_text(encoding="utf-8") for path in paths}}


@pytest.mark.parametrize("engine", ["duckdb", "postgres"])
def test_every_model_is_what_dbt_makes_of_it(
    models: dict[str, str], engine: Engine, tmp_path: Path
) -> None:
    compiled = _compiled_by_dbt(models, engine, tmp_path)
    relations = {name: f'"memory"."main"."{name}"' for name in (*models, *_CORE)}

    rendered = render_models(models, engine, MACROS, relations)

    assert len(models) > 10
    assert {name: sql.strip() for name, sql in rendered.items()} == compiled


def _compiled_by_dbt(models: dict[str, str], engine: Engine, folder: Path) -> dict[str, str]:
    """In a project of these models alone, with no database to ask."""
    (folder / "models").mkdir()
    for name, text in {**dict.fromkeys(_CORE, "select 1 as one"), **models}.items():
        (folder / "models" / f"{name}.sql").write_text(text, encoding="utf-8")
    project = {"name": "org_funnels", "version": "0.1.0", "profile": "p", "config-version": 2}
    project_files = {
        "dbt_project.yml": {**project, "macro-paths": [str(MACROS)]},
        "profiles.yml": {"p": {"target": engine, "outputs": {engine: _PROFILE[engine]}}},
    }
    for name, content in project_files.items():
        # every JSON document is a YAML document
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    dbt = Path(sys.executable).with_name("dbt")
    subprocess.run(
        [dbt, "--quiet", "compile", "--no-populate-cache", "--no-introspect"],
        cwd=folder,
        env={**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
        check=True,
    )
    written = folder / "target/compiled/org_funnels/models"
    return {name: _text(written / f"{name}.sql") for name in models}


def _text(path: Path) -> str:
    # as it was written: a carriage return in a macro is one of the blanks that are trimmed
    return path.read_bytes().decode().strip()


def test_what_a_macro_refuses_is_said_in_its_own_words() -> None:
    renderer = Renderer("duckdb", MACROS)

    with pytest.raises(MacroError, match="window is 14 dasy"):
        renderer.sql("funnel_attempts", "events", [{"name": "a"}], window="14 dasy")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{{ ref('fct_orders') }}", "The macros read the model fct_orders, which is not to be had"),
        ("{{ var('as_of') }}", r"The macros read var\('as_of'\), which has no value"),
        ("{{ org_funnels.no_such() }}", "cannot be rendered: .* has no attribute 'no_such'"),
        ("{{ org_funnels.utc(zone='UTC') }}", "cannot be rendered: macro .* takes no keyword"),
        ("{{ adapter.dispatch('no_such')() }}", "There is no macro no_such for duckdb"),
        ("{% if %}", "cannot be rendered: "),
    ],
)
def test_what_is_not_there_is_named(text: str, says: str) -> None:
    with pytest.raises(MacroError, match=says):
        Renderer("duckdb", MACROS).render(text)


def test_a_macro_may_return_a_value_to_another_in_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text(
        "{% macro outer() %}{{ inner()[1] }}{% endmacro %}"
        "{% macro inner() %}lost {{ return([1, 2]) }} lost{% endmacro %}"
    )

    assert Renderer("duckdb", tmp_path).sql("outer") == "2"
