"""The log as one story: what happened when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from org_funnels.incidents.wording import moment
from org_funnels.log.tables import EVALUATIONS, INCIDENT_CHANGES, NOTIFICATIONS, RUNS
from org_funnels.runs.journal import ENDED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from org_funnels.log import Log


@dataclass(frozen=True)
class Entry:
    """One thing that happened, in words, and the row of the log that says so."""

    at: datetime
    what: str
    text: str
    row: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """For a program to read."""
        return {"at": self.at, "what": self.what, **self.row}


def read_history(log: Log, check_name: str | None) -> list[Entry]:
    """Runs, incidents and messages in their order; of one check, how its days were judged."""
    entries = (
        _evaluations(log, check_name)
        if check_name
        else [*_runs(log), *_changes(log), *_messages(log)]
    )
    return sorted(entries, key=lambda entry: entry.at)


def _runs(log: Log) -> Iterator[Entry]:
    rows = log.rows(RUNS)
    ended = {row["run_id"] for row in rows if row["state"] == ENDED}
    for row in rows:
        if row["state"] == ENDED:
            text = f"{row['command']} ended with {row['exit_code']}: {row['result']}"
            yield Entry(row["logged_at"], "run", text, row)
        elif row["run_id"] not in ended:
            text = f"{row['command']} began and has not ended: it works, or was killed"
            yield Entry(row["logged_at"], "run", text, row)


def _changes(log: Log) -> Iterator[Entry]:
    for row in log.rows(INCIDENT_CHANGES):
        why = f" ({row['resolution_text']})" if row["resolution_text"] else ""
        text = f"{row['incident_id']} {row['change']}: {row['headline']}{why}"
        yield Entry(row["changed_at"], "incident", text, row)


def _messages(log: Log) -> Iterator[Entry]:
    for row in log.rows(NOTIFICATIONS):
        error = f": {row['error']}" if row["error"] else ""
        text = (
            f"{row['incident_id']} {row['kind']} to {row['owner']} by {row['channel']}, "
            f"{row['status']} at attempt {row['attempts']}{error}"
        )
        yield Entry(row["sent_at"], "message", text, row)


def _evaluations(log: Log, check_name: str) -> Iterator[Entry]:
    for row in log.rows(EVALUATIONS):
        if row["check_name"] == check_name:
            text = (
                f"{row['window_date']} {row['decision']}, {row['decision_reason']}: "
                f"{row['matched_count']:,} of {row['production_count']:,} matched, "
                f"data as of {moment(row['as_of'])}"
            )
            yield Entry(row["evaluated_at"], "evaluation", text, row)
