"""Bad input is refused clearly, or set aside and counted. Nothing is lost in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.python.acceptance.conftest import Project

    from org_funnels.warehouse import Warehouse

pytestmark = pytest.mark.xdist_group("bad_input")


def test_a_missing_raw_table_is_said_with_where_the_plan_names_it_and_the_rest_builds(
    postgres_warehouse: Warehouse, empty_project: Project
) -> None:
    postgres_warehouse.execute("create schema segment_web")
    postgres_warehouse.execute("create table segment_web.site_impression (id text)")

    done = empty_project.dbt(
        "run",
        "--select",
        "stg_demo__signup_clicked",
        "stg_demo__site_impression",
        "stg_demo__refund_issued",
    )

    assert done.returncode == 1
    said = " ".join(done.stdout.split())
    assert (
        '"segment_web"."signup_clicked" does not exist, and tracking_plan/features/signup.yml:'
        in said
    )
    assert "or say `optional: true` there if it may be missing." in said
    assert "Traceback" not in done.stdout
    # two models, and three hooks
    assert "PASS=5 WARN=0 ERROR=1" in done.stdout


def test_columns_that_are_missing_unknown_or_of_another_type_lose_no_row(
    postgres_warehouse: Warehouse, empty_project: Project
) -> None:
    postgres_warehouse.execute("create schema segment_server")
    postgres_warehouse.execute(
        "create table segment_server.build_passed as select"
        " cast(2001 as double precision) as id, 'nobody' as user_id, 1001 as org_id,"
        " 'soon' as duration_ms, 'x' as \"promo Code\", 'b' as treatment_price,"
        " cast('2026-06-01 10:00:00+02' as timestamptz) as received_at"
    )
    postgres_warehouse.execute(
        "insert into segment_server.build_passed (id, duration_ms)"
        " values (2002, '12.5'), (null, '')"
    )

    done = empty_project.dbt("run", "--select", "stg_demo__build_passed")

    assert done.returncode == 0, done.stdout
    found = postgres_warehouse.rows(
        "select event_id, org_value_1, repo, received_at::text, occurred_at::text, treatments,"
        " properties, uncast_columns, duration_ms::text"
        " from analytics_staging.stg_demo__build_passed order by event_id"
    )
    assert found == [
        (
            "2001",
            "1001",
            None,
            "2026-06-01 08:00:00",
            "2026-06-01 08:00:00",
            '{"price":"b"}',
            '{"duration_ms":"soon","promo code":"x"}',
            "duration_ms",
            None,
        ),
        ("2002", None, None, None, None, "{}", '{"duration_ms":"12.5"}', None, "12.500000000"),
        (None, None, None, None, None, "{}", '{"duration_ms":""}', None, None),
    ]


def test_a_path_of_no_names_is_refused(empty_project: Project) -> None:
    done = empty_project.dbt("parse", "--vars", "{funnel_path_length: 0}")

    assert done.returncode == 2
    assert (
        "int_funnels__paths: funnel_path_length is 0, and must be a whole number of 1 or more."
        in " ".join(done.stdout.split())
    )
