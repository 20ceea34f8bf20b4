"""`org-funnels quality status`, `missing`, `ack`, `mute` and `history`."""

from __future__ import annotations

import json
import stat
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from org_funnels.alerts.owners import Routes
from org_funnels.cli import main
from org_funnels.incidents.finding import Finding, Round
from org_funnels.incidents.memory import read_said
from org_funnels.runs.place import Place, place_of
from org_funnels.runs.settle import settle

if TYPE_CHECKING:
    from click.testing import Result

_PROJECT = Path(__file__).parents[3]
_NOW = datetime(2026, 11, 14, 7, 0)  # noqa: DTZ001  (the log has none)
_BAD = Finding(
    "signups",
    "account-made",
    "events_missing",
    "critical",
    "growth",
    "signups on Thu 12 Nov 2026 (UTC): 85 of 100 have their event",
    ("15 are missing.",),
    "web",
    date(2026, 11, 12),
    15,
)


def _run(*arguments: str) -> Result:
    options = ["--project-dir", str(_PROJECT)]
    return CliRunner().invoke(main, ["quality", *arguments, *options])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A DuckDB file with one open incident."""
    monkeypatch.setenv("DBT_TARGET", "duckdb")
    monkeypatch.setenv("ORG_FUNNELS_DUCKDB_PATH", str(tmp_path / "test.duckdb"))
    found = place_of(None, _PROJECT, _NOW)
    settle(found.log, Round((_BAD,), frozenset({"signups"})), Routes(), "run-1", _NOW)
    return found


@pytest.fixture
def incident_id(place: Place) -> str:
    """The open incident."""
    (incident,) = json.loads(_run("status", "--json").output)
    assert place.target.name == "duckdb"
    return str(incident["incident_id"])


def test_status_shows_what_is_open_and_who_is_at_it(incident_id: str) -> None:
    _run("ack", incident_id, "--for", "2 hours", "--reason", "asked web", "--now", f"{_NOW}")

    result = _run("status", "--now", f"{_NOW}")

    lines = result.output.splitlines()
    assert lines[:3] == [
        "[CRITICAL] signups on Thu 12 Nov 2026 (UTC): 85 of 100 have their event",
        "  15 are missing.",
        f"  Owner growth | incident {incident_id}, opened 2026-11-14 07:00 UTC",
    ]
    assert lines[3].startswith("  Acknowledged until 2026-11-14 09:00 UTC by ")
    assert lines[3].endswith(": asked web")
    assert lines[-1] == "1 incident open. No run was logged yet: run `org-funnels quality run`."


def test_a_mute_holds_until_it_expires_or_is_ended(place: Place) -> None:
    muted = _run("mute", "signups", "--for", "3 days", "--reason", "freeze", "--now", f"{_NOW}")
    ended = _run("mute", "signups", "--end", "--reason", "done", "--now", "2026-11-14 08:00:00")

    assert muted.output == "signups is muted until 2026-11-17 07:00 UTC.\n"
    assert ended.output == "signups is no longer muted.\n"
    assert [one.expires_at.hour for one in read_said(place.log).mutes] == [7, 8]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("mute", "signup"),
            "Error: No check, event source or open incident is called signup. "
            "Did you mean `signups`?\n",
        ),
        (("ack", "7f3a"), "Error: No open incident is called 7f3a. Known: `"),
    ],
)
@pytest.mark.usefixtures("place")
def test_a_name_that_nothing_has_is_refused_with_the_nearest(
    arguments: tuple[str, ...], message: str
) -> None:
    result = _run(*arguments, "--reason", "why not")

    assert result.exit_code == 2
    assert result.stderr.startswith(message)


@pytest.mark.usefixtures("place")
def test_a_length_of_time_that_is_none_is_a_usage_error() -> None:
    result = _run("mute", "signups", "--for", "soon", "--reason", "freeze")

    assert result.exit_code == 2
    assert "`soon` is no length of time." in result.stderr


def test_history_tells_what_happened(incident_id: str) -> None:
    result = _run("history")

    assert result.output.splitlines() == [
        f"2026-11-14 07:00 UTC  incident     {incident_id} opened: {_BAD.headline}",
        f"2026-11-14 07:00 UTC  message      {incident_id} opened to growth by stdout, delivered "
        "at attempt 1",
    ]


@pytest.fixture
def missing_keys(place: Place) -> None:
    """A day on which two were missing, of whom one has its event by now."""
    with place.open() as warehouse:
        warehouse.execute("create schema analytics")
        warehouse.execute("create table analytics.reconciliation as select 'signups' as check_name")
        warehouse.execute(
            "create table analytics.reconciliation_missing_keys as select 'signups' as check_name, "
            "date '2026-11-12' as window_date, key, timestamp '2026-11-12 09:00:00' as "
            "production_at, '{}' as dimensions, healed_at from (values ('u1', null), "
            "('u2', timestamp '2026-11-13 09:00:00')) as keys (key, healed_at)"
        )


@pytest.mark.usefixtures("missing_keys")
def test_the_missing_go_to_a_file_that_nobody_else_can_read(tmp_path: Path) -> None:
    out = tmp_path / "missing.csv"

    shown = _run("missing", "signups", "2026-11-12")
    written = _run("missing", "signups", "2026-11-12", "--out", str(out))

    text = "key,production_at,dimensions\nu1,2026-11-12 09:00:00,{}\n"
    assert shown.output == text
    assert written.output == f"Wrote 1 key to {out}.\n"
    assert out.read_text() == text
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.usefixtures("missing_keys")
def test_who_was_missing_until_the_event_came_late_is_shown_when_asked_for() -> None:
    shown = _run("missing", "signups", "2026-11-12", "--healed")

    assert shown.output == (
        "key,production_at,dimensions,healed_at\n"
        "u1,2026-11-12 09:00:00,{},\n"
        "u2,2026-11-12 09:00:00,{},2026-11-13 09:00:00\n"
    )


def test_a_second_run_is_refused_while_the_first_works(place: Place) -> None:
    from org_funnels.log.lock import one_writer

    with one_writer(place.target, "org-funnels run", _NOW):
        result = _run("run")

    assert result.exit_code == 2
    assert "Error: Another run works on this warehouse: `org-funnels run`" in result.stderr
