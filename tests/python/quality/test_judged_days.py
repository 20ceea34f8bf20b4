"""The acceptance tests of the notes that are about judging: from rows to the mart, on each engine.

The numbers are those of the notes' section 5.8. What is told of a judged day, and what Great
Expectations makes of it, is tested where that is done.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from tests.python.conftest import duckdb_target, postgres_target
from tests.python.quality.judged import Event, Person, Planned, build, write_project

from org_funnels.warehouse.duckdb import DuckDBWarehouse
from org_funnels.warehouse.postgres import PostgresWarehouse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from org_funnels.warehouse import Warehouse, embedded

Story = tuple[list[Person], list[Event]]

_AS_OF = datetime(2026, 3, 20, 12, 0)  # noqa: DTZ001  (the warehouse has none)
_DAY = datetime(2026, 3, 10, 9, 0)  # noqa: DTZ001
_MINUTE = timedelta(minutes=1)
_SCHEMA = "judged_days"

# A day of so many rows, and how many of them have their event.
_SIZES = {
    "eighty_five": (100, 85),
    "ninety_six": (100, 96),
    "two_of_three": (3, 2),
    "none_of_three": (3, 0),
    "all_lost": (100, 0),
    "twice": (100, 85),
}
_CHECKS = [
    *(Planned(name) for name in _SIZES),
    Planned("new_york", timezone="America/New_York"),
    Planned("staff"),
    Planned("long_ago"),
    Planned("mixed"),
    Planned("mixed_auto", is_auto=True),
    Planned("mixed_count", match="count"),
    Planned("mixed_in_order", match="key_in_time_order", pad_seconds=600),
]


@pytest.fixture(scope="module")
def marts(
    embedded_server: embedded.Place, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Warehouse]]:
    """All stories, built once on each engine."""
    folder = tmp_path_factory.mktemp("judged") / "project"
    write_project(folder, _CHECKS, _stories(), _AS_OF)
    file, port = folder / "judged.duckdb", embedded_server.port
    same = f"schema: {_SCHEMA}, threads: 2"
    build(folder, f"{{type: duckdb, path: '{file}', {same}, settings: {{TimeZone: UTC}}}}")
    build(
        folder,
        f"{{type: postgres, host: 127.0.0.1, port: {port}, user: postgres, password: '', "
        f"dbname: org_funnels, {same}}}",
    )
    with (
        DuckDBWarehouse.open(duckdb_target(file)) as duckdb,
        PostgresWarehouse.open(postgres_target(embedded_server, "org_funnels")) as postgres,
    ):
        yield {"duckdb": duckdb, "postgres": postgres}
        postgres.execute(f"drop schema {_SCHEMA} cascade")


@pytest.fixture(params=["postgres", "duckdb"])
def mart(request: pytest.FixtureRequest, marts: dict[str, Warehouse]) -> Warehouse:
    """The marts of one engine."""
    return marts[request.param]


def test_1_a_day_without_any_event_is_critical(mart: Warehouse) -> None:
    """The day before had its events; of this one there is no event row at all."""
    assert _judged(mart, "all_lost", "decision, decision_reason, event_count") == [
        (date(2026, 3, 9), "ok", "on_target", 100),
        (date(2026, 3, 10), "critical", "no_event_at_all", 0),
    ]


def test_2_fifteen_duplicates_do_not_hide_fifteen_missing(mart: Warehouse) -> None:
    counts = "decision, production_count, event_count, missing_count, duplicate_count"

    assert _judged(mart, "twice", counts) == [(_DAY.date(), "critical", 100, 100, 15, 15)]


@pytest.mark.parametrize(
    ("check", "decision"),
    [
        ("eighty_five", "critical"),
        ("ninety_six", "ok"),
        ("two_of_three", "ok"),
        ("none_of_three", "critical"),
    ],
)
def test_3_a_bare_rate_does_not_decide(mart: Warehouse, check: str, decision: str) -> None:
    assert _judged(mart, check, "decision") == [(_DAY.date(), decision)]


def test_5_an_event_of_the_next_local_day_matches_also_where_the_clock_changes(
    mart: Warehouse,
) -> None:
    """Rows of the first and the last minute of days with 25, 23 and 24 hours, by New York's clock.

    The event of the last one is dated the day after.
    """
    counts = "production_count, matched_count, orphan_count, window_ends_at"

    assert _judged(mart, "new_york", counts) == [
        (date(2025, 11, 2), 3, 3, 0, _utc(2025, 11, 3, 5)),
        (date(2026, 3, 8), 3, 3, 0, _utc(2026, 3, 9, 4)),
        (date(2026, 3, 10), 3, 3, 0, _utc(2026, 3, 11, 4)),
    ]


def test_6_test_users_are_left_out_of_both_sides(mart: Warehouse) -> None:
    """Of five, three have an event: no row, no event, no orphan and no missing key is theirs."""
    counts = "production_count, event_count, missing_count, orphan_count, excluded_count"

    assert _judged(mart, "staff", counts) == [(_DAY.date(), 15, 15, 0, 0, 5)]
    assert _rows_of(mart, f"select key from {_SCHEMA}.reconciliation_missing_keys", "staff") == []


def test_7_the_only_bad_day_is_found_though_it_is_the_last_of_251(mart: Warehouse) -> None:
    days = _judged(mart, "long_ago", "decision")

    assert len(days) == 251
    assert [day for day in days if day[1] != "ok"] == [(_DAY.date(), "critical")]


def test_11_every_model_has_equal_rows_on_both_engines(marts: dict[str, Warehouse]) -> None:
    models = _models(marts["postgres"])
    decisions = marts["duckdb"].rows(f"select distinct decision from {_SCHEMA}.reconciliation")

    assert len(models) > 12
    assert models == _models(marts["duckdb"])
    assert {"critical", "ok", "pending", "no_source", "too_few", "warning"} == {
        decision for (decision,) in decisions
    }
    assert [name for name in models if _counted(marts, "postgres", name) == Counter()] == []
    different = [
        name
        for name in models
        if _counted(marts, "postgres", name) != _counted(marts, "duckdb", name)
    ]
    assert different == []


def _judged(mart: Warehouse, check: str, columns: str) -> list[tuple[Any, ...]]:
    """The days of a check on which anything happened."""
    return _rows_of(
        mart,
        f"select window_date, {columns} from (select * from {_SCHEMA}.reconciliation"
        " where production_count + event_count > 0) as days",
        check,
    )


def _rows_of(mart: Warehouse, query: str, check: str) -> list[tuple[Any, ...]]:
    return sorted(mart.rows(f"{query} where check_name = %s", [check]))


def _models(mart: Warehouse) -> list[str]:
    return [
        name
        for (name,) in mart.rows(
            "select table_name from information_schema.tables where table_schema = %s"
            " and (table_name like %s or table_name like %s) order by table_name",
            [_SCHEMA, "int_reconciliations%", "reconciliation%"],
        )
    ]


def _counted(marts: dict[str, Warehouse], engine: str, model: str) -> Counter[tuple[Any, ...]]:
    """The rows of a model, however they are ordered, each as often as it is there."""
    rows = marts[engine].rows(f"select * from {_SCHEMA}.{model}")
    return Counter(tuple(_comparable(value) for value in row) for row in rows)


def _comparable(value: object) -> object:
    """A number by its value: 1 and 1.0 are alike, but not 1 and true."""
    if isinstance(value, bool):
        return str(value)
    return Decimal(value).normalize() if isinstance(value, int | Decimal) else value


def _stories() -> Story:
    """Every story's rows of production, and the events that came."""
    told = [
        *(_day_of(check, _DAY, *size) for check, size in _SIZES.items()),
        _day_of("all_lost", _DAY - timedelta(days=1), 100, 100),
        _sent_again(_day_of("twice", _DAY, 100, 85)[1][:15]),
        _new_york(),
        _day_of("staff", _DAY, 15, 15),
        _day_of("staff", _DAY + _MINUTE, 5, 3, is_internal=True),
        *(
            _day_of("long_ago", _DAY - timedelta(days=number), 10, 10 if number else 2)
            for number in range(251)
        ),
        *(_mixed(check) for check in _CHECKS if check.check_name.startswith("mixed")),
    ]
    return [row for rows, _ in told for row in rows], [one for _, events in told for one in events]


def _day_of(
    check: str, at: datetime, rows: int, arrived: int, *, is_internal: bool = False
) -> Story:
    """So many rows of a check, and the events of the first of them."""
    people = [
        Person(check, f"{check}-{at:%m%d%H%M}-{number}", at, is_internal=is_internal)
        for number in range(rows)
    ]
    return people, [_event(person) for person in people[:arrived]]


def _event(person: Person, late: timedelta = _MINUTE) -> Event:
    """Its event, a minute after it, and loaded so much later."""
    at = person.created_at + _MINUTE
    return Event(f"{person.check_name}-done", f"e-{person.user_id}", person.user_id, at, at + late)


def _sent_again(events: list[Event]) -> Story:
    return [], [replace(event, event_id=f"{event.event_id}-again") for event in events]


def _new_york() -> Story:
    """The first second of three local days, two hours after it, and the last second, in UTC."""
    days = [
        (_utc(2025, 11, 2, 4), _utc(2025, 11, 3, 5)),
        (_utc(2026, 3, 8, 5), _utc(2026, 3, 9, 4)),
        (_utc(2026, 3, 10, 4), _utc(2026, 3, 11, 4)),
    ]
    people = [
        Person("new_york", f"{at}", at)
        for first, end in days
        for at in (first, first + timedelta(hours=2), end - timedelta(seconds=1))
    ]
    return people, [_event(person) for person in people]


def _mixed(check: Planned) -> Story:
    """Forty days to the end of the data: of all sizes, with losses, late events and strangers.

    Where actions may repeat, a few people do all of them.
    """
    rng = Random(11)  # noqa: S311  (no secret)
    doers = 7 if check.match == "key_in_time_order" else 100
    people, events = [], []
    for number in range(40):
        day = _AS_OF.replace(hour=0) - timedelta(days=number)
        lost = rng.choice([0.0, 0.0, 0.01, 0.05, 0.5])
        for row in range(rng.choice([0, 1, 2, 4, 30, 60])):
            at = day + timedelta(minutes=rng.randrange(24 * 60 if number else 12 * 60))
            browser = rng.choice(['{"browser":"Safari"}', '{"browser":"Firefox"}', "{}"])
            name = f"{check.check_name}-{number}-{row % doers}"
            people.append(Person(check.check_name, name, at, attributes=browser))
            event = _event(people[-1], timedelta(minutes=rng.choice([1, 1, 5, 90, 60 * 30])))
            if rng.random() >= lost and event.loaded_at <= _AS_OF:
                events.append(replace(event, event_id=f"{name}-{row}"))
        if rng.random() < 0.2:
            events.append(_event(Person(check.check_name, f"stranger-{number}", day)))
    return people, events


def _utc(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour)  # noqa: DTZ001
