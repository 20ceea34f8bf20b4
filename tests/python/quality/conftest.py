"""Days as the mart judges them, and a mart of them, without dbt."""

from __future__ import annotations

from dataclasses import astuple, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from tests.python.quality.days import good_day

from org_funnels.quality.context_files import FOLDER, context_files
from org_funnels.quality.day import Day
from org_funnels.quality.measurement import keep
from org_funnels.quality.reconciliation_suite import reconciliation_suite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from org_funnels.quality.suite import Suite
    from org_funnels.warehouse import Warehouse

_PLAN = """
company: acme
sources:
  app:
    description: The app.
    schema: raw_app
    freshness: {warn_after: 12 hours, error_after: 2 days}
actions: [opened]
properties:
  org: {kind: org, description: The org.}
  user: {kind: user, description: Who did it.}
"""

_FEATURE = """
feature: report
owner: growth
description: What an org sees of its own data.
events:
  opened:
    description: Somebody opened a report.
    raw:
      - {source: app, table: report_opened, org: {by: name, column: org}}
    properties:
      seats: {type: integer, description: How many.}
      currency: {type: text, description: What in., values: [EUR, USD]}
"""

_TYPES = {
    "date": "date",
    "datetime": "timestamp",
    "Decimal": "numeric(18, 6)",
    "int": "bigint",
    "bool": "boolean",
    "str": "text",
}

# What the expectations read beside the columns of a Day.
_JUDGEMENT = (
    "alpha numeric(18, 6), min_missing integer, event_count bigint, "
    "p_bound_event_count numeric(18, 6)"
)


class MakeDay(Protocol):
    """A day that is fine, but for what is given."""

    def __call__(self, **changes: Any) -> Day: ...  # noqa: ANN401


@pytest.fixture
def make_day() -> MakeDay:
    """A good day, unless said otherwise."""
    return good_day


@pytest.fixture
def critical_day(make_day: MakeDay) -> Day:
    """A day that lost every signup from one browser."""
    return make_day(
        matched_count=85,
        missing_count=15,
        decision="critical",
        decision_reason="below_critical",
        rate_low=Decimal("0.767164"),
        rate_high=Decimal("0.906940"),
        top_dimension="browser",
        top_value="Safari",
        top_missing_count=14,
        top_production_count=20,
    )


@pytest.fixture
def write_mart() -> Callable[[Warehouse, list[Day]], None]:
    """The mart of these days, in the schema where dbt would build it."""

    def write(warehouse: Warehouse, days: list[Day]) -> None:
        names = [field.name for field in fields(Day)]
        kinds = [str(field.type).removesuffix(" | None") for field in fields(Day)]
        columns = ", ".join(f"{n} {_TYPES[k]}" for n, k in zip(names, kinds, strict=True))
        warehouse.execute(f"create schema if not exists {warehouse.schema}")
        warehouse.execute(
            f"create table {warehouse.schema}.reconciliation ({columns}, {_JUDGEMENT})"
        )
        keep(warehouse, [])
        for day in days:
            events = day.matched_count + day.duplicate_count + day.orphan_count
            values = [*astuple(day), Decimal("0.001"), 3, events, Decimal(1)]
            places = ", ".join(["%s"] * len(values))
            warehouse.execute(
                f"insert into {warehouse.schema}.reconciliation values ({places})", values
            )

    return write


@pytest.fixture
def context_dir(tmp_path: Path) -> Path:
    """gx/ as `quality sync` writes it for one check."""
    return write_context(tmp_path / FOLDER, [reconciliation_suite("signups", "account-created")])


def write_context(folder: Path, suites: list[Suite]) -> Path:
    """The files of some suites."""
    for path, text in context_files(suites).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose plan has one source with one event in one raw table."""
    features = tmp_path / "tracking_plan" / "features"
    features.mkdir(parents=True)
    (tmp_path / "tracking_plan" / "tracking_plan.yml").write_text(_PLAN)
    (features / "report.yml").write_text(_FEATURE)
    return tmp_path


@pytest.fixture
def raw_table(warehouse: Warehouse) -> Callable[..., None]:
    """Make the raw table anew, with these columns and rows."""

    def make(columns: str, *rows: tuple[Any, ...]) -> None:
        warehouse.execute("create schema if not exists raw_app")
        warehouse.execute("drop table if exists raw_app.report_opened")
        warehouse.execute(f"create table raw_app.report_opened ({columns})")
        for row in rows:
            places = ", ".join(["%s"] * len(row))
            warehouse.execute(f"insert into raw_app.report_opened values ({places})", row)

    return make
