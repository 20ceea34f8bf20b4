"""One way to talk to either engine."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.engine import make_url

from org_funnels.errors import UserError
from org_funnels.warehouse import connect
from org_funnels.warehouse.connection import open_target
from org_funnels.warehouse.target import DuckDBTarget, PostgresTarget

if TYPE_CHECKING:
    from pathlib import Path

    from org_funnels.warehouse import Warehouse, embedded
    from org_funnels.warehouse.duckdb import DuckDBWarehouse
    from org_funnels.warehouse.postgres import PostgresWarehouse


def _postgres(**changed: object) -> PostgresTarget:
    settings: dict[str, object] = {
        "name": "postgres",
        "type": "postgres",
        "host": "127.0.0.1",
        "port": 1,
        "user": "ada",
        "password": "p@ss/word",
        "dbname": "product",
        "schema": "analytics",
    }
    return PostgresTarget.model_validate({**settings, **changed})


def test_parameters_are_percent_s_on_both_engines(warehouse: Warehouse) -> None:
    assert warehouse.rows("select %s, 7 %% 4, '50 %%'", ["a 'quote'"]) == [("a 'quote'", 3, "50 %")]


def test_without_parameters_a_percent_sign_is_itself(warehouse: Warehouse) -> None:
    assert warehouse.rows("select 7 % 4, '%s'") == [(3, "%s")]


def test_a_transaction_that_fails_leaves_nothing(warehouse: Warehouse) -> None:
    def stop_halfway() -> None:
        with warehouse.transaction():
            warehouse.execute("create table t (x integer)")
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        stop_halfway()

    assert warehouse.rows("select 1 from information_schema.tables where table_name = 't'") == []


def test_a_transaction_that_ends_is_kept(warehouse: Warehouse) -> None:
    with warehouse.transaction():
        warehouse.execute("create table t (x integer)")
        warehouse.execute("insert into t values (%s)", [1])

    assert warehouse.rows("select x from t") == [(1,)]


def test_a_statement_outside_a_transaction_is_kept_at_once(
    postgres_warehouse: PostgresWarehouse,
) -> None:
    postgres_warehouse.execute("create table t as select 1 as x")

    with open_target(postgres_warehouse.target) as other:
        assert other.rows("select x from t") == [(1,)]


def test_times_are_in_utc(warehouse: Warehouse) -> None:
    shown = warehouse.rows("select cast(timestamptz '2026-03-01 12:00:00+02' as text)")

    assert shown == [("2026-03-01 10:00:00+00",)]


def test_the_url_is_one_that_sqlalchemy_reads_back(postgres_warehouse: PostgresWarehouse) -> None:
    url = make_url(postgres_warehouse.url)

    assert (url.drivername, url.host, url.username) == (
        "postgresql+psycopg2",
        "127.0.0.1",
        "postgres",
    )
    assert (url.port, url.database) == (
        postgres_warehouse.target.port,
        postgres_warehouse.target.dbname,
    )


def test_the_url_of_duckdb_is_its_file(duckdb_warehouse: DuckDBWarehouse) -> None:
    assert duckdb_warehouse.url == f"duckdb:///{duckdb_warehouse.target.path}"


def test_a_server_that_does_not_answer_says_what_was_tried() -> None:
    with pytest.raises(UserError) as error:
        open_target(_postgres())

    first, second = error.value.message.splitlines()
    assert first.startswith(
        "Cannot connect to PostgreSQL at 127.0.0.1:1, database product, as ada (target postgres "
        "in profiles.yml): "
    )
    assert first.endswith("Connection refused")
    assert second == (
        "Start that server, or put its address right (PGHOST, PGPORT, PGDATABASE, PGUSER, "
        "PGPASSWORD), or use the embedded one with --target embedded."
    )
    assert "p@ss" not in error.value.message


def test_an_embedded_server_that_does_not_run_says_how_to_start_it() -> None:
    with pytest.raises(UserError) as error:
        open_target(_postgres(name="embedded"))

    assert error.value.message.endswith(
        "\nRun `org-funnels warehouse start`, or choose another server with --target."
    )


def test_a_role_is_taken(postgres_warehouse: PostgresWarehouse) -> None:
    changed = postgres_warehouse.target.model_copy(update={"role": "pg_monitor"})

    with open_target(changed) as warehouse:
        assert warehouse.rows("select current_user") == [("pg_monitor",)]


def test_a_duckdb_file_in_use_says_so(duckdb_warehouse: DuckDBWarehouse) -> None:
    path = duckdb_warehouse.target.path
    program = (
        "import sys\n"
        "from org_funnels.errors import UserError\n"
        "from org_funnels.warehouse.duckdb import DuckDBWarehouse\n"
        "from org_funnels.warehouse.target import DuckDBTarget\n"
        "entry = dict(name='duckdb', type='duckdb', schema='s', path=sys.argv[1])\n"
        "try: DuckDBWarehouse.open(DuckDBTarget.model_validate(entry))\n"
        "except UserError as error: print(error.message)"
    )

    told = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    ).stdout

    assert told.startswith(f"Cannot open {path} (target duckdb in profiles.yml): IO Error: ")
    assert told.endswith(
        "\nOne process at a time may use a DuckDB file: end the other one, or set "
        "ORG_FUNNELS_DUCKDB_PATH to another file.\n"
    )


def test_a_duckdb_file_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "x.duckdb"
    target = DuckDBTarget.model_validate(
        {"name": "duckdb", "type": "duckdb", "schema": "analytics", "path": path}
    )

    open_target(target).close()

    assert path.is_file()


def test_a_duckdb_target_keeps_its_settings(tmp_path: Path) -> None:
    target = DuckDBTarget.model_validate(
        {
            "name": "duckdb",
            "type": "duckdb",
            "schema": "analytics",
            "path": tmp_path / "x.duckdb",
            "settings": {"TimeZone": "Asia/Kolkata"},
        }
    )

    with open_target(target) as warehouse:
        assert warehouse.rows("select current_setting('TimeZone')") == [("Asia/Kolkata",)]


def test_connect_reads_the_profile_of_the_current_folder(
    embedded_server: embedded.Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "profiles.yml").write_text(
        "org_funnels:\n  target: embedded\n  outputs:\n    embedded: {type: postgres, "
        "host: 127.0.0.1, port: \"{{ env_var('ORG_FUNNELS_EMBEDDED_PORT') }}\", user: postgres, "
        "password: '', dbname: org_funnels, schema: analytics}\n"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ORG_FUNNELS_EMBEDDED_PORT", str(embedded_server.port))

    with connect() as warehouse:
        assert warehouse.engine == "postgres"
        assert warehouse.schema == "analytics"
        assert warehouse.rows("select current_database()") == [("org_funnels",)]
