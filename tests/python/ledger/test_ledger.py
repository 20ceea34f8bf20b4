"""What the ledger says, and what counting again says of it, on both engines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from org_funnels.ledger.drift import Drift, Stretch, find_drifts, stretches
from org_funnels.ledger.entry import Entry, read_entries

if TYPE_CHECKING:
    from org_funnels.warehouse import Warehouse


def test_a_raw_table_is_its_load_days_added_up(built: Warehouse) -> None:
    assert read_entries(built)[0] == Entry(
        source_table="web.a",
        raw_count=6,
        fact_count=4,
        duplicate_count=1,
        rejected_count=1,
        rejected_by_reason=(0, 1, 0, 0, 0),
        unbalanced_days=0,
    )


def test_days_that_cancel_out_are_unbalanced_all_the_same(built: Warehouse) -> None:
    entry = read_entries(built)[1]

    assert entry.difference == 0
    assert entry.unbalanced_days == 2


def test_counting_again_finds_rows_that_came_and_went_but_not_on_the_newest_day(
    built: Warehouse,
) -> None:
    assert find_drifts(built, "analytics_intermediate") == [
        Drift("web.a", date(2026, 3, 2), 2, 2, 1, 0),
        Drift("web.a", date(2026, 3, 3), 0, 1, 0, 0),
        Drift("web.b", date(2026, 3, 1), 2, 1, 1, 1),
    ]


def test_a_stretch_holds_all_drifts_of_its_raw_table() -> None:
    days = [date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 5)]
    drifts = [Drift("web.a", day, 1, 2, 1, 1) for day in days]
    drifts.append(Drift("web.b", date(2026, 4, 1), 1, 2, 1, 1))

    found = stretches(drifts)

    assert found == [
        Stretch("web.a", date(2026, 3, 2), date(2026, 3, 9)),
        Stretch("web.b", date(2026, 4, 1), date(2026, 4, 1)),
    ]
    assert found[0].command == (
        "org-funnels backfill --from 2026-03-02 --to 2026-03-09 --table web.a"
    )
