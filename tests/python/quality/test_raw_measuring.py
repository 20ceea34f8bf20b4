"""What is counted among raw rows, on both engines, and what of it is too bad."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from org_funnels.errors import UserError
from org_funnels.quality.raw_checks import raw_checks
from org_funnels.quality.raw_measuring import measure_raw
from org_funnels.tracking_plan import load_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from org_funnels.quality.measurement import Measurement
    from org_funnels.warehouse import Warehouse

_COLUMNS = "id text, user_id text, org text, seats text, currency text, uuid_ts timestamptz"
_TABLE = "app.report_opened"
_USUALLY_5_OF_100 = {"usual_checked_count": 100, "usual_bad_count": 5}


@pytest.fixture(autouse=True)
def _marts(warehouse: Warehouse) -> None:
    """The end of the data is 12 November 12:00; the longest silence so far lasted three days."""
    warehouse.execute(f"create schema {warehouse.schema}")
    warehouse.execute(f"create table {warehouse.schema}.reconciliation (as_of timestamp)")
    warehouse.execute(
        f"insert into {warehouse.schema}.reconciliation values (timestamp '2026-11-12 12:00:00')"
    )
    warehouse.execute(
        f"create table {warehouse.schema}.event_ledger "
        "(source_table text, loaded_date date, raw_count bigint)"
    )
    for day, count in (("2026-11-01", 3), ("2026-11-02", 0), ("2026-11-04", 1), ("2026-11-05", 1)):
        warehouse.execute(
            f"insert into {warehouse.schema}.event_ledger values (%s, cast(%s as date), %s)",
            [_TABLE, day, count],
        )


def _measured(warehouse: Warehouse, project: Path) -> dict[str, Measurement]:
    measurements, broken = measure_raw(warehouse, load_plan(project), project)
    assert broken == []
    return {measurement.measure: measurement for measurement in measurements}


def _counts(measurement: Measurement) -> tuple[int | None, ...]:
    return (
        measurement.checked_count,
        measurement.bad_count,
        measurement.usual_checked_count,
        measurement.usual_bad_count,
    )


def test_ids_types_and_values_are_counted_as_staging_reads_them(
    warehouse: Warehouse, project: Path, raw_table: Callable[..., None]
) -> None:
    now = "2026-11-12 11:00:00+00"
    raw_table(
        _COLUMNS,
        ("e1", "u1", "Acme", "12.0", "EUR", now),
        ("e2", " ", "null", "ten", "eur", now),
        (None, "undefined", None, "", "None", now),
        ("e4", "u1", "Acme", None, "USD", "2026-10-20 00:00:00+00"),
        ("e5", None, "Acme", "x", "XXX", "2026-01-01 00:00:00+00"),
    )

    found = _measured(warehouse, project)

    assert {name: _counts(one) for name, one in found.items()} == {
        "is_fresh": (1, 0, 0, 0),
        "exists": (1, 0, 0, 0),
        "still_comes": (0, 0, 0, 0),
        "has_id": (3, 1, 1, 0),
        "has_actor": (3, 2, 1, 0),
        "has_org": (3, 2, 1, 0),
        "seats_is_integer": (2, 1, 0, 0),
        "currency_is_known": (2, 1, 1, 0),
    }


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("", ""),
        ("freshness: ", "# freshness: "),
        ("column: org}}", "column: org}, optional: true}"),
    ],
    ids=["as_it_is", "without_freshness", "optional"],
)
def test_what_is_measured_is_what_is_asserted(
    warehouse: Warehouse, project: Path, said: str, instead: str
) -> None:
    for file in (project / "tracking_plan").rglob("*.yml"):
        file.write_text(file.read_text().replace(said, instead))

    measurements, _ = measure_raw(warehouse, load_plan(project), project)

    measured = [(one.subject, one.measure) for one in measurements]
    asserted = {(one.subject, one.measure) for one in raw_checks(load_plan(project), "app")}
    assert sorted(measured) == sorted(asserted)


def test_silence_is_measured_to_the_end_of_the_data_and_beside_the_longest_so_far(
    warehouse: Warehouse, project: Path, raw_table: Callable[..., None]
) -> None:
    raw_table(_COLUMNS, ("e1", "u1", "Acme", "1", "EUR", "2026-11-12 11:00:00+02"))

    found = _measured(warehouse, project)

    assert found["is_fresh"].seconds == 3 * 3600
    assert found["still_comes"].seconds == 3 * 3600
    assert found["still_comes"].usual_seconds == 3 * 86400


def test_a_table_that_the_plan_lets_end_may_be_silent(
    warehouse: Warehouse, project: Path, raw_table: Callable[..., None]
) -> None:
    feature = project / "tracking_plan/features/report.yml"
    ended = feature.read_text().replace("column: org}}", "column: org}, until: 2026-11-12}")
    feature.write_text(ended)
    raw_table(_COLUMNS, ("e1", "u1", "Acme", "1", "EUR", "2026-11-01 11:00:00+00"))

    assert _measured(warehouse, project)["still_comes"].seconds is None


def test_a_column_that_the_table_lacks_says_nothing(
    warehouse: Warehouse, project: Path, raw_table: Callable[..., None]
) -> None:
    raw_table("id text, received_at text", ("e1", "2026-11-12T11:00:00Z"))

    found = _measured(warehouse, project)

    assert _counts(found["has_org"]) == (1, 1, 0, 0)
    assert _counts(found["seats_is_integer"]) == (0, 0, 0, 0)


def test_a_ledger_that_dbt_has_not_built_says_what_to_run(
    warehouse: Warehouse, project: Path
) -> None:
    warehouse.execute(f"drop table {warehouse.schema}.event_ledger")

    with pytest.raises(UserError, match="dbt has not built it here yet"):
        measure_raw(warehouse, load_plan(project), project)


def test_a_table_that_has_gone_is_bad_and_not_broken(warehouse: Warehouse, project: Path) -> None:
    found = _measured(warehouse, project)

    assert _counts(found["exists"]) == (1, 1, 0, 0)
    assert _counts(found["has_id"]) == (0, 0, 0, 0)
    assert found["is_fresh"].newest_loaded_at is None


def test_a_table_that_cannot_be_read_is_broken_and_the_others_are_measured(
    warehouse: Warehouse, project: Path
) -> None:
    warehouse.execute("create schema raw_app")
    warehouse.execute(
        "create view raw_app.report_opened as select cast(note as integer) as id, "
        "cast(note as text) as uuid_ts from (select 'secret' as note) as notes"
    )

    measurements, broken = measure_raw(warehouse, load_plan(project), project)

    assert [(one.suite, one.subject) for one in broken] == [("raw_app", _TABLE)]
    assert "secret" not in broken[0].reason
    assert len(measurements) == 8


@pytest.mark.parametrize(
    ("measure", "values", "fails"),
    [
        ("has_id", {"checked_count": 100, "bad_count": 1}, False),
        ("has_id", {"checked_count": 100, "bad_count": 2}, True),
        ("has_org", {**_USUALLY_5_OF_100, "checked_count": 20, "bad_count": 3}, False),
        ("has_org", {**_USUALLY_5_OF_100, "checked_count": 20, "bad_count": 4}, True),
        ("has_org", {**_USUALLY_5_OF_100, "checked_count": 19, "bad_count": 19}, False),
        ("exists", {"bad_count": 1}, True),
        ("seats_is_integer", {"checked_count": 100, "bad_count": 5}, False),
        ("seats_is_integer", {"checked_count": 100, "bad_count": 6}, True),
        ("currency_is_known", {"checked_count": 100, "bad_count": 1}, True),
        ("still_comes", {"seconds": 172_800, "usual_seconds": 0}, False),
        ("still_comes", {"seconds": 172_801, "usual_seconds": 86_400}, True),
        ("still_comes", {"seconds": 518_400, "usual_seconds": 259_200}, False),
        ("still_comes", {"seconds": 172_801, "usual_seconds": None}, False),
    ],
)
def test_where_a_measurement_becomes_too_bad(
    warehouse: Warehouse, project: Path, measure: str, values: dict[str, int | None], fails: bool
) -> None:
    [check] = [one for one in raw_checks(load_plan(project), "app") if one.measure == measure]
    columns = ", ".join(f"cast(%s as bigint) as {name}" for name in values)

    query = f"select 1 from (select {columns}) as one where {check.fails}"
    found = warehouse.rows(query, list(values.values()))

    assert bool(found) is fails
