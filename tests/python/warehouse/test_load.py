"""Folders of CSV files become tables, alike on both engines."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from org_funnels.errors import UserError
from org_funnels.warehouse.load import LoadedTable, load_folder

if TYPE_CHECKING:
    from pathlib import Path

    from org_funnels.warehouse import Warehouse
    from org_funnels.warehouse.duckdb import DuckDBWarehouse
    from org_funnels.warehouse.postgres import PostgresWarehouse


def _describe(folder: Path, columns: dict[str, str], lines: list[str], table: str = "t") -> None:
    """A folder with one more table of raw.<table>."""
    (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    listing = folder / "tables.json"
    found = json.loads(listing.read_text())["tables"] if listing.exists() else []
    typed = [{"name": name, "type": kind} for name, kind in columns.items()]
    found.append({"schema": "raw", "table": table, "file": f"{table}.csv", "columns": typed})
    listing.write_text(json.dumps({"tables": found}))


def _rejected(warehouse: Warehouse, folder: Path) -> str:
    with pytest.raises(UserError) as error:
        load_folder(warehouse, folder)
    return error.value.message


def test_every_type_keeps_its_value(warehouse: Warehouse, tmp_path: Path) -> None:
    columns = {
        "a_text": "text",
        "a_bigint": "bigint",
        "an_integer": "integer",
        "a_double": "double precision",
        "a_numeric": "numeric",
        "a_price": "numeric(12,2)",
        "a_boolean": "boolean",
        "a_timestamp": "timestamp",
        "a_timestamptz": "timestamptz",
        "a_date": "date",
    }
    values = (
        "x,9007199254740993,-7,1042.5,0.12345,19.90,true,2026-03-01 09:00:00.123456,"
        "2026-03-01 09:00:00+02,2026-03-01"
    )
    _describe(tmp_path, columns, [",".join(columns), values, "," * 9])

    loaded = load_folder(warehouse, tmp_path)

    assert loaded == [LoadedTable("raw", "t", 2)]
    assert warehouse.rows("select * from raw.t where a_text is not null") == [
        (
            "x",
            9007199254740993,
            -7,
            1042.5,
            Decimal("0.12345"),
            Decimal("19.90"),
            True,
            datetime(2026, 3, 1, 9, 0, 0, 123456),  # noqa: DTZ001  (it has no zone)
            datetime(2026, 3, 1, 7, tzinfo=UTC),
            date(2026, 3, 1),
        )
    ]
    assert warehouse.rows("select * from raw.t where a_text is null") == [(None,) * 10]


def test_null_and_the_empty_string_stay_apart(warehouse: Warehouse, tmp_path: Path) -> None:
    _describe(tmp_path, {"id": "integer", "x": "text"}, ["id,x", "1,", '2,""', "3,NULL", "4,\\N"])

    load_folder(warehouse, tmp_path)

    assert warehouse.rows("select x from raw.t order by id") == [
        (None,),
        ("",),
        ("NULL",),
        ("\\N",),
    ]


def test_quotes_commas_and_line_ends_within_a_value_are_kept(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    _describe(
        tmp_path, {"id": "integer", "x": "text"}, ["id,x", '1,"a ""b"", c', 'd"', "2,ü 🦆 \\"]
    )

    load_folder(warehouse, tmp_path)

    assert warehouse.rows("select x from raw.t order by id") == [('a "b", c\nd',), ("ü 🦆 \\",)]


def test_names_that_are_no_plain_words_are_kept(warehouse: Warehouse, tmp_path: Path) -> None:
    names = ["org-name", "timestamp", 'say "x"', "Order"]
    header = ",".join('"' + name.replace('"', '""') + '"' for name in names)
    _describe(tmp_path, dict.fromkeys(names, "text"), [header, "a,b,c,d"], table="a-b")

    load_folder(warehouse, tmp_path)

    assert warehouse.rows(
        'select "org-name", "timestamp", "say ""x""", "Order" from raw."a-b"'
    ) == [("a", "b", "c", "d")]


def test_columns_are_filled_by_name_and_not_by_place(warehouse: Warehouse, tmp_path: Path) -> None:
    _describe(tmp_path, {"a": "text", "b": "text"}, ["b,a", "of b,of a"])

    load_folder(warehouse, tmp_path)

    assert warehouse.rows("select a, b from raw.t") == [("of a", "of b")]


def test_a_folder_without_a_listing_is_text_by_schema_and_table(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "plain.csv").write_text("id,n\n1,007\n")
    (tmp_path / "raw" / "packed.csv.gz").write_bytes(gzip.compress(b"id\n1\n2\n"))
    (tmp_path / "truth.csv").write_text("not,in,a,schema\n")

    loaded = load_folder(warehouse, tmp_path, {"raw": "github_raw"})

    assert loaded == [LoadedTable("github_raw", "packed", 2), LoadedTable("github_raw", "plain", 1)]
    assert warehouse.rows("select id, n from github_raw.plain") == [("1", "007")]


def test_loading_again_replaces_the_rows(warehouse: Warehouse, tmp_path: Path) -> None:
    _describe(tmp_path, {"x": "text"}, ["x", "old", "older"])
    load_folder(warehouse, tmp_path)
    (tmp_path / "t.csv").write_text("x\nnew\n")

    load_folder(warehouse, tmp_path)

    assert warehouse.rows("select x from raw.t") == [("new",)]


def test_loading_other_columns_replaces_the_table(warehouse: Warehouse, tmp_path: Path) -> None:
    _describe(tmp_path, {"x": "text"}, ["x", "1"])
    load_folder(warehouse, tmp_path)
    (tmp_path / "tables.json").unlink()
    _describe(tmp_path, {"x": "integer"}, ["x", "1"])

    load_folder(warehouse, tmp_path)

    assert warehouse.rows("select x from raw.t") == [(1,)]


def test_a_view_survives_loading_the_same_columns_again(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    columns = {"x": "numeric(12,2)", "at": "timestamptz", "on": "timestamp", "n": "numeric"}
    _describe(tmp_path, columns, [",".join(columns), "1,,,"])
    load_folder(warehouse, tmp_path)
    warehouse.execute("create view raw.v as select x from raw.t")

    load_folder(warehouse, tmp_path)

    assert warehouse.rows("select x from raw.v") == [(Decimal("1.00"),)]


def test_a_folder_with_one_bad_file_changes_nothing(warehouse: Warehouse, tmp_path: Path) -> None:
    _describe(tmp_path, {"x": "text"}, ["x", "kept"], table="first")
    _describe(tmp_path, {"x": "integer"}, ["x", "1"], table="second")
    load_folder(warehouse, tmp_path)
    (tmp_path / "first.csv").write_text("x\nlost\n")
    (tmp_path / "second.csv").write_text("x\nn/a\n")

    _rejected(warehouse, tmp_path)

    assert warehouse.rows("select x from raw.first") == [("kept",)]
    assert warehouse.rows("select x from raw.second") == [(1,)]


def test_a_value_of_another_type_is_told_by_line_and_column_and_never_shown(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    _describe(tmp_path, {"id": "text", "n": "integer"}, ["id,n", "a,1", "b,s3cret"])

    assert _rejected(warehouse, tmp_path) == (
        f"Cannot copy {tmp_path / 't.csv'}, line 3, column n into raw.t: the value is none of the "
        f"column's type.\nPut that line right, or give its column the type text."
    )


def test_a_line_with_too_many_values_is_told_and_never_shown(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    _describe(tmp_path, {"id": "text", "n": "text"}, ["id,n", "a,1", "b,2,s3cret"])

    message = _rejected(warehouse, tmp_path)

    assert message.startswith(f"Cannot copy {tmp_path / 't.csv'}, line 3 into raw.t: ")
    assert "s3cret" not in message


def test_a_broken_archive_is_named(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    whole = gzip.compress(b"id\n" + b"".join(b"%d\n" % n for n in range(100_000)))
    (tmp_path / "raw" / "t.csv.gz").write_bytes(whole[: len(whole) // 2])

    message = _rejected(warehouse, tmp_path)

    assert message.startswith(f"Cannot copy {tmp_path / 'raw' / 't.csv.gz'}")


def test_all_disagreements_of_a_listing_are_told_at_once(
    duckdb_warehouse: DuckDBWarehouse, tmp_path: Path
) -> None:
    _describe(tmp_path, {"a": "text", "b": "text"}, ["a,c", "1,2"])
    _describe(tmp_path, {"x": "text"}, ["x"], table="gone")
    (tmp_path / "gone.csv").unlink()

    assert _rejected(duckdb_warehouse, tmp_path) == (
        f"{tmp_path / 'tables.json'} and its files disagree:\n"
        f"  {tmp_path / 't.csv'} lacks the column b\n"
        f"  {tmp_path / 't.csv'} has the column c, which has no type\n"
        f"  {tmp_path / 'gone.csv'} is not there"
    )


def test_a_type_that_is_not_known_is_named_with_those_that_are(
    duckdb_warehouse: DuckDBWarehouse, tmp_path: Path
) -> None:
    _describe(tmp_path, {"a": "text); drop table x"}, ["a"])

    assert _rejected(duckdb_warehouse, tmp_path) == (
        f"{tmp_path / 'tables.json'} and its files disagree:\n"
        f"  {tmp_path / 't.csv'}: column a has the type 'text); drop table x', which is none of "
        f"text, bigint, integer, double precision, numeric, boolean, timestamp, timestamptz, date, "
        f"numeric(precision, scale)"
    )


def test_a_listing_of_another_shape_is_told_field_by_field(
    duckdb_warehouse: DuckDBWarehouse, tmp_path: Path
) -> None:
    (tmp_path / "tables.json").write_text(
        '{"tables": [{"schema": "s", "table": "t", "fiel": "x"}]}'
    )

    assert _rejected(duckdb_warehouse, tmp_path) == (
        f"{tmp_path / 'tables.json'} cannot be read as a list of tables:\n"
        f"  tables.0.file: Field required\n"
        f"  tables.0.columns: Field required\n"
        f"  tables.0.fiel: Extra inputs are not permitted"
    )


def test_a_header_that_names_a_column_twice_is_named(
    duckdb_warehouse: DuckDBWarehouse, tmp_path: Path
) -> None:
    _describe(tmp_path, {"a": "text"}, ["a,a"])

    assert _rejected(duckdb_warehouse, tmp_path) == (
        f"The header of {tmp_path / 't.csv'} names a twice.\n"
        f"Its first line must name every column once, separated by commas."
    )


def test_a_header_with_a_nameless_column_is_refused(
    duckdb_warehouse: DuckDBWarehouse, tmp_path: Path
) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "t.csv").write_text("a,,c\n1,2,3\n")

    assert _rejected(duckdb_warehouse, tmp_path).startswith(
        f"The header of {tmp_path / 'raw' / 't.csv'} lacks a column name.\n"
    )


def test_a_byte_order_mark_is_no_part_of_a_name(warehouse: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "t.csv").write_text("id\n1\n", encoding="utf-8-sig")

    load_folder(warehouse, tmp_path)

    assert warehouse.rows("select id from raw.t") == [("1",)]


def test_an_empty_file_lacks_its_header(duckdb_warehouse: DuckDBWarehouse, tmp_path: Path) -> None:
    _describe(tmp_path, {"a": "text"}, [])
    (tmp_path / "t.csv").write_text("")

    assert "lacks a column name" in _rejected(duckdb_warehouse, tmp_path)


def test_one_table_from_two_files_is_refused(
    duckdb_warehouse: DuckDBWarehouse, tmp_path: Path
) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "t.csv").write_text("a\n")
    (tmp_path / "raw" / "t.csv.gz").write_bytes(gzip.compress(b"a\n"))

    assert _rejected(duckdb_warehouse, tmp_path) == (
        "Several files would become raw.t.\nName each table once, as .csv or as .csv.gz."
    )


def test_a_folder_that_is_missing_or_empty_is_named(
    duckdb_warehouse: DuckDBWarehouse, tmp_path: Path
) -> None:
    assert _rejected(duckdb_warehouse, tmp_path / "no") == (
        f"There is no folder {tmp_path / 'no'}.\nName a folder of CSV files."
    )
    assert _rejected(duckdb_warehouse, tmp_path) == (
        f"{tmp_path} holds no tables.\nIt needs a tables.json, or files named "
        f"<schema>/<table>.csv or <schema>/<table>.csv.gz."
    )


def test_tables_are_reported_as_they_are_filled(
    duckdb_warehouse: DuckDBWarehouse, tmp_path: Path
) -> None:
    _describe(tmp_path, {"x": "text"}, ["x", "1"], table="first")
    _describe(tmp_path, {"x": "text"}, ["x"], table="second")
    told: list[LoadedTable] = []

    loaded = load_folder(duckdb_warehouse, tmp_path, on_table=told.append)

    assert told == loaded == [LoadedTable("raw", "first", 1), LoadedTable("raw", "second", 0)]


def test_postgresql_knows_the_size_of_what_it_has_just_loaded(
    postgres_warehouse: PostgresWarehouse, tmp_path: Path
) -> None:
    _describe(tmp_path, {"x": "text"}, ["x", *map(str, range(500))])

    load_folder(postgres_warehouse, tmp_path)

    assert postgres_warehouse.rows(
        "select reltuples from pg_class where oid = 'raw.t'::regclass"
    ) == [(500.0,)]
