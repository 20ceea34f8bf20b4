from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from org_funnels.quality.raw_schema import RawColumn, read_raw_columns
from org_funnels.quality.schema_baseline import (
    BASELINE,
    accepted,
    read_baseline,
    write_baseline,
)
from org_funnels.quality.schema_drift import compare, find_drift
from org_funnels.tracking_plan import load_plan

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from org_funnels.incidents.finding import Finding
    from org_funnels.warehouse import Warehouse

_COLUMNS = "id varchar(40), org text, seats integer, currency text, sent_at timestamptz"


def _accept(warehouse: Warehouse, project: Path) -> None:
    write_baseline(project, read_raw_columns(warehouse, load_plan(project), project))


def _said(found: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(finding.severity, finding.reason, finding.subject) for finding in found]


def test_the_baseline_is_the_same_on_both_engines(
    warehouse: Warehouse, project: Path, raw_table: Callable[..., None]
) -> None:
    raw_table(_COLUMNS)

    _accept(warehouse, project)

    assert (project / BASELINE).read_text() == (
        "source,table,column,kind\n"
        "app,report_opened,currency,text\n"
        "app,report_opened,id,text\n"
        "app,report_opened,org,text\n"
        "app,report_opened,seats,integer\n"
        "app,report_opened,sent_at,timestamptz\n"
    )
    assert find_drift(warehouse, project) == ()


def test_what_is_new_is_said_and_what_has_gone_or_changed_is_a_warning(
    warehouse: Warehouse, project: Path, raw_table: Callable[..., None]
) -> None:
    raw_table(_COLUMNS)
    _accept(warehouse, project)
    raw_table("id text, seats text, currency text, sent_at timestamptz, coupon text")
    warehouse.execute("create table raw_app.report_shared (id text)")

    found = find_drift(warehouse, project)

    assert _said(found) == [
        ("info", "column_new", "app.report_opened.coupon"),
        ("warning", "column_gone", "app.report_opened.org"),
        ("warning", "type_changed", "app.report_opened.seats"),
        ("info", "table_new", "app.report_shared"),
    ]
    assert found[2].headline == "The column seats of app.report_opened was integer, now text"
    assert found[2].details == (
        "In the tracking plan it is read by report-opened.",
        "Put it back; or, where it is meant: org-funnels quality accept app.report_opened",
    )
    assert [finding.owner for finding in found] == ["growth", "growth", "growth", ""]
    assert {finding.source for finding in found} == {"app"}


def test_putting_it_back_ends_the_finding(
    warehouse: Warehouse, project: Path, raw_table: Callable[..., None]
) -> None:
    raw_table(_COLUMNS)
    _accept(warehouse, project)
    raw_table("id text")
    assert len(find_drift(warehouse, project)) == 4

    raw_table(_COLUMNS)

    assert find_drift(warehouse, project) == ()


def test_a_wider_integer_or_a_longer_text_is_no_change(
    warehouse: Warehouse, project: Path, raw_table: Callable[..., None]
) -> None:
    raw_table(_COLUMNS)
    _accept(warehouse, project)
    raw_table(_COLUMNS.replace("integer", "bigint").replace("varchar(40)", "text"))

    assert find_drift(warehouse, project) == ()


def test_a_schema_that_has_gone_is_one_finding_and_not_one_a_table(
    warehouse: Warehouse, project: Path, raw_table: Callable[..., None]
) -> None:
    raw_table(_COLUMNS)
    _accept(warehouse, project)
    warehouse.execute("drop schema raw_app cascade")

    assert _said(find_drift(warehouse, project)) == [("warning", "schema_gone", "app")]


def test_without_a_baseline_that_is_said_and_how_to_write_one(
    warehouse: Warehouse, project: Path, raw_table: Callable[..., None]
) -> None:
    raw_table(_COLUMNS)

    [finding] = find_drift(warehouse, project)

    assert (finding.severity, finding.reason) == ("info", "no_baseline")
    assert finding.details[-1].endswith("org-funnels quality accept")


def test_a_var_of_the_project_says_where_a_source_is(
    warehouse: Warehouse, project: Path, raw_table: Callable[..., None]
) -> None:
    raw_table(_COLUMNS)
    _accept(warehouse, project)
    (project / "dbt_project.yml").write_text("name: acme\nvars: {acme_app_schema: elsewhere}\n")

    assert _said(find_drift(warehouse, project)) == [("warning", "schema_gone", "app")]


def test_accepting_one_table_leaves_the_others_as_they_were() -> None:
    before = [RawColumn("app", "a", "x", "text"), RawColumn("app", "b", "x", "text")]
    now = [RawColumn("app", "a", "x", "integer"), RawColumn("app", "b", "x", "integer")]

    after = accepted(before, now, ["app.b"])

    assert [change.subject for change in compare(before, after)] == ["app.b.x"]
    assert [change.subject for change in compare(after, now)] == ["app.a.x"]
    assert accepted(before, now, []) == now


def test_a_baseline_that_somebody_broke_is_named(project: Path) -> None:
    (project / BASELINE).write_text("source,table\napp,a\n")

    with pytest.raises(Exception, match="is no list of raw columns"):
        read_baseline(project)
