"""The whole benchmark over few events, on the engine that has all of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.increments import steps
from benchmarks.increments.budgets import budgets
from benchmarks.increments.page import as_page
from benchmarks.increments.postgres_side import PostgresSide
from benchmarks.increments.run import measure
from benchmarks.increments.settings import Settings

if TYPE_CHECKING:
    from benchmarks.increments.outcome import Outcome
    from org_funnels.warehouse import embedded

pytestmark = pytest.mark.xdist_group("bench_increments")

_ROWS = 20_000


@pytest.fixture(scope="module")
def outcome(embedded_server: embedded.Place, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    scratch = tmp_path_factory.mktemp("scratch")
    settings = Settings(
        rows=_ROWS,
        histories=(_ROWS,),
        events=12,
        plan_events=0,
        rounds=1,
        data=tmp_path_factory.mktemp("data"),
        command="make bench-increments",
    )
    return measure(settings, [PostgresSide(embedded_server, scratch)], scratch, lambda _: None)


def test_what_increments_leave_is_what_a_full_refresh_gives(outcome: Outcome) -> None:
    (side,) = outcome.sides

    assert outcome.differences == ()
    assert side.compared["_intermediate.int_events__dispositions"] > _ROWS
    assert side.compared[".fct_events"] > 0.98 * _ROWS
    assert side.compared[".event_ledger"] > 300
    assert side.moved == pytest.approx(_ROWS / 100, rel=0.2)


def test_each_step_is_timed_and_each_budget_has_a_verdict(outcome: Outcome) -> None:
    (side,) = outcome.sides

    assert set(side.runs) == {
        steps.FULL,
        steps.NOTHING,
        steps.NOTHING_ALL,
        steps.NEW,
        steps.RENAME,
        steps.CORRECTION,
        steps.LINK,
        steps.NOTHING_UNINDEXED,
        steps.NEW_UNINDEXED,
        steps.REFRESH,
    }
    verdicts = [budget.verdict(outcome.timings) for budget in budgets(side.name, (_ROWS,))]
    assert len(verdicts) == 6
    assert "not measured" not in verdicts


def test_the_event_path_is_a_part_of_the_full_build(outcome: Outcome) -> None:
    (side,) = outcome.sides
    (full,) = side.runs[steps.FULL]

    assert 0 < side.seconds[steps.LEDGER] < full.model_seconds < full.wall_seconds
    assert any(node.endswith(".int_events__dispositions") for node in side.path)
    assert not any(node.endswith(".funnel_conversion") for node in side.path)
    assert full.dbt_bytes > 50 * 2**20
    assert full.server_bytes > 10 * 2**20


def test_the_page_says_all_of_it(outcome: Outcome) -> None:
    page = as_page(outcome)

    assert "Written by `make bench-increments`." in page
    assert "After all of these runs every table holds the same rows as a full refresh" in page
    assert "shared_buffers" in page
    assert "| PostgreSQL, 1 % new rows | PostgreSQL, full build | " in page
    assert "not measured" not in page
