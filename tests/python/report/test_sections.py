"""What each section shows of given values, as it stands in a log of 100 columns."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

from org_funnels.quality.day import Day
from org_funnels.report.funnels import Funnel, Step, show_funnels
from org_funnels.report.ledger import Entry, show_ledger
from org_funnels.report.next_steps import places, show_next_steps
from org_funnels.report.reconciliations import show_reconciliations
from org_funnels.report.unmatched import Issue, Reason, Unmatched, show_unmatched

if TYPE_CHECKING:
    from rich.console import RenderableType


def _text(shown: RenderableType, width: int = 100) -> str:
    """Without the blanks at the ends of lines, which only pad a table."""
    console = Console(file=StringIO(), width=width, highlight=False)
    with console.capture() as capture:
        console.print(shown, crop=False)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


def _funnel(**changes: Any) -> Funnel:  # noqa: ANN401
    steps = (
        Step("f", 1, "created", 400, 300, 0),
        Step("f", 2, "connected", 100, 90, 10),
        Step("f", 3, "paid", 0, 0, 0),
    )
    given = {
        "name": "f",
        "title": "New org to paying org",
        "owner": "growth",
        "question": "How many buy?",
        "entity": "org",
        "window_seconds": 2_592_000,
        "steps": steps,
        **changes,
    }
    return Funnel(**given)


def _day(**changes: Any) -> Day:  # noqa: ANN401
    moment = datetime(2026, 11, 14, 6, 0)  # noqa: DTZ001  (the mart has none)
    given = {
        "check_name": "signups",
        "window_date": date(2026, 11, 12),
        "title": "Signups",
        "owner": "growth",
        "event_name": "account-created",
        "production_model": "users",
        "timezone": "UTC",
        "target_rate": Decimal("0.97"),
        "production_count": 100,
        "matched_count": 85,
        "missing_count": 15,
        "excluded_count": 0,
        "duplicate_count": 0,
        "orphan_count": 0,
        "decision": "critical",
        "decision_reason": "below_critical",
        "is_final": True,
        "rate_low": Decimal("0.767164"),
        "rate_high": Decimal("0.906940"),
        "top_dimension": "browser",
        "top_value": "Safari",
        "top_missing_count": 14,
        "top_production_count": 20,
        "arrival_lag_seconds": 900,
        "source_loaded_at": moment,
        "as_of": moment,
        **changes,
    }
    return Day(**given)


def test_a_funnel_shows_how_many_are_left_at_each_step() -> None:
    assert _text(show_funnels([_funnel()])) == (
        """
FUNNELS

New org to paying org  by org, within 30 days, owner growth
How many buy?
step        orgs   of all   of the step before   of all, mature
─────────────────────────────────────────────────────────────────────────────────────
created      400    100 %                                 100 %   ████████████████████
connected    100     25 %                 25 %             30 %   █████
paid           0      0 %                  0 %              0 %""".replace("─" * 85, "─" * 86)
    )


def test_a_funnel_without_a_window_says_so_and_an_hour_is_an_hour() -> None:
    assert "without a limit in time" in _text(show_funnels([_funnel(window_seconds=None)]))
    assert "within 1 h," in _text(show_funnels([_funnel(window_seconds=3600)]))
    assert "within 1 day," in _text(show_funnels([_funnel(window_seconds=86_400)]))


def test_a_company_without_attempts_is_told_so() -> None:
    assert "No funnel has an attempt yet." in _text(show_funnels([]))


def test_bad_days_are_shown_with_what_explains_them_and_the_others_counted() -> None:
    good = _day(window_date=date(2026, 11, 11), decision="ok", matched_count=99, missing_count=1)

    text = _text(show_reconciliations([good, _day()]))

    assert "Signups  users in production against account-created, owner growth" in text
    assert (
        "2 days: 1 as they should be, 1 critical. In all 184 of 200 have their event, 16 lack it."
        in text
    )
    assert "Thu 12 Nov 2026   critical    100        15         85 %   76.7-90.7 %" in text
    assert "browser Safari: 14 missing" in text
    assert "Wed 11 Nov 2026" not in text


def test_only_the_newest_bad_days_are_listed() -> None:
    days = [_day(window_date=date(2026, 11, 1) + timedelta(days=number)) for number in range(12)]

    text = _text(show_reconciliations(days))

    assert "Thu 12 Nov 2026" in text
    assert "Mon 2 Nov 2026" not in text
    assert "2 earlier days are bad too." in text


@pytest.mark.parametrize(
    ("decision", "reason", "words"),
    [
        ("critical", "source_silent", "the source has loaded nothing"),
        ("stale", "source_is_behind", "the source is behind"),
        ("stale", "production_is_behind", "production is behind"),
        ("warning", "production_silent", "production has no row"),
        ("warning", "too_many_duplicates", "too many duplicates"),
        ("warning", "too_many_orphans", "too many events that no row explains"),
    ],
)
def test_a_day_that_is_bad_for_another_reason_than_lost_events_says_why(
    decision: str, reason: str, words: str
) -> None:
    day = _day(decision=decision, decision_reason=reason)

    text = _text(show_reconciliations([day]), width=200)

    assert words in text
    assert decision in text
    assert "Safari" not in text


def test_days_that_nobody_can_judge_are_counted_in_words() -> None:
    days = [_day(decision=decision) for decision in ("stale", "pending", "too_few", "no_source")]

    text = _text(show_reconciliations(days), width=200)

    assert (
        "4 days: 1 not complete yet, 1 waiting for data for too long, 1 with too few rows to "
        "judge, 1 without a production row." in text
    )


def test_reasons_are_said_in_words() -> None:
    unmatched = Unmatched(
        1000,
        (Reason("no_org", 400), Reason("ambiguous", 1)),
        (Reason("anonymous", 100),),
        (Issue("conflict", "name", 2, 5, 0),),
        "select * from analytics.unresolved_orgs",
    )

    text = _text(show_unmatched(unmatched))

    assert "no_org         400     40 %   the event names none" in text
    assert "ambiguous        1    0.1 %   several orgs held the name at that time" in text
    assert "anonymous      100     10 %   nobody has claimed the browser" in text
    assert "conflict (name)" in text
    assert "List them: select * from analytics.unresolved_orgs" in text


def test_a_ledger_that_balances_says_so() -> None:
    text = _text(show_ledger([Entry("web", 100, 90, 8, 2, (0, 0, 2, 0, 0))]))

    assert "web           100      90            8          2   no_id 2" in text
    assert text.endswith("It balances: every raw row is in one of the three.")


def test_a_lost_row_and_one_from_nowhere_do_not_cancel_out() -> None:
    entries = [Entry("web", 100, 99, 0, 0, (0,) * 5), Entry("server", 100, 101, 0, 0, (0,) * 5)]

    assert _text(show_ledger(entries)).endswith("2 rows do not balance.")


def test_a_document_that_is_not_there_is_the_command_that_makes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBT_TARGET_PATH", "built")
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "static_index.html").touch()

    data_docs, dbt_docs = places(tmp_path)

    assert data_docs.text == "not written yet: org-funnels quality run"
    assert dbt_docs.text == str(tmp_path / "built" / "static_index.html")


def test_a_command_is_whole_in_a_narrow_window() -> None:
    prompt = "org-funnels warehouse psql --target embedded-somewhere-with-a-long-name"

    text = _text(show_next_steps(places(Path()), prompt), width=60)

    assert prompt in text
