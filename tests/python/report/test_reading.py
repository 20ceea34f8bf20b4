"""What is read from the marts, on both engines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from org_funnels.errors import UserError
from org_funnels.report.funnels import Step, read_funnels
from org_funnels.report.ledger import Entry, read_ledger
from org_funnels.report.next_steps import sql_prompt
from org_funnels.report.screen import read_screen
from org_funnels.report.unmatched import Issue, Reason, read_unmatched

if TYPE_CHECKING:
    from org_funnels.warehouse import Warehouse

_MARTS = """
create schema analytics;
create schema analytics_intermediate;
create table analytics_intermediate.int_plan__funnels as
    select 'f' as funnel, 'Signup' as title, 'growth' as owner, 'Why?' as question,
        'org' as entity, cast(86400 as bigint) as window_seconds;
create table analytics.funnel_conversion as
    select * from (values
        ('f', 'all', 'all', 2, 'paid', 3, 2, 1),
        ('f', 'all', 'all', 1, 'created', 9, 8, 0),
        ('f', 'day', 'all', 1, 'created', 5, 5, 0),
        ('f', 'all', 'tier', 1, 'created', 4, 4, 0)
    ) as steps (funnel, cohort_period, segment, step_number, step_name, entity_count,
        mature_entity_count, in_progress_entity_count);
create table analytics.fct_events as
    select * from (values
        ('no_org', 'anonymous'), ('no_org', cast(null as text)), (null, null),
        ('ambiguous', 'anonymous'), ('no_org', 'no_id')
    ) as events (org_unmatched_reason, user_unmatched_reason);
create table analytics.unresolved_orgs as
    select * from (values
        ('unknown_name', 'name', 'a', 3, 1), ('unknown_name', 'name', 'b', 4, 0),
        ('no_org', null, null, 70, 70)
    ) as issues (issue, step_by, step_value, event_count, lost_event_count);
create table analytics.event_ledger as
    select * from (values
        ('web.a', 10, 8, 1, 1, 0, 1, 0, 0, 0), ('web.b', 5, 5, 0, 0, 0, 0, 0, 0, 0),
        ('server.a', 2, 2, 0, 0, 0, 0, 0, 0, 0)
    ) as ledger (source_table, raw_count, fact_count, duplicate_count, rejected_count,
        outside_plan_count, unplanned_count, no_id_count, no_time_count, future_time_count)
"""


@pytest.fixture
def marts(warehouse: Warehouse) -> Warehouse:
    """A warehouse in which dbt built a few rows."""
    for statement in _MARTS.split(";"):
        warehouse.execute(statement)
    return warehouse


def test_a_funnel_is_read_over_all_time_and_everybody_in_the_order_of_its_steps(
    marts: Warehouse,
) -> None:
    (funnel,) = read_funnels(marts, Path())

    assert (funnel.title, funnel.entity, funnel.window_seconds) == ("Signup", "org", 86_400)
    assert funnel.steps == (Step("f", 1, "created", 9, 8, 0), Step("f", 2, "paid", 3, 2, 1))


def test_reasons_are_counted_over_all_events_and_issues_over_their_values(
    marts: Warehouse,
) -> None:
    unmatched = read_unmatched(marts)

    assert unmatched.event_count == 5
    assert unmatched.without_org == (Reason("no_org", 3), Reason("ambiguous", 1))
    assert unmatched.without_user == (Reason("anonymous", 2), Reason("no_id", 1))
    assert unmatched.issues == (Issue("unknown_name", "name", 2, 7, 1),)


def test_the_ledger_is_added_up_by_source(marts: Warehouse) -> None:
    assert read_ledger(marts) == [
        Entry("server", 2, 2, 0, 0, (0, 0, 0, 0, 0)),
        Entry("web", 15, 13, 1, 1, (0, 1, 0, 0, 0)),
    ]


def test_a_mart_that_is_not_built_says_what_to_run(marts: Warehouse) -> None:
    with pytest.raises(UserError, match=r"no table analytics\.reconciliation: .*\nRun `dbt build`"):
        read_screen(marts, None, Path())


def test_the_sql_prompt_is_one_that_the_engine_has(marts: Warehouse) -> None:
    prompt = sql_prompt(marts, "mine")

    if marts.engine == "postgres":
        assert prompt == "org-funnels warehouse psql --target mine"
    else:
        assert prompt.startswith('python -c "import duckdb; duckdb.connect(')
