"""A warehouse with a log, days as the mart would judge them, and a channel that keeps alerts."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.python.quality.days import good_day

from org_funnels.alerts.alert import Alert, Delivery, hash_of
from org_funnels.alerts.owners import Routes
from org_funnels.incidents.finding import Round, Severity
from org_funnels.quality.findings import Findings
from org_funnels.quality.run import Report
from org_funnels.quality.suite import DAILY
from org_funnels.runs import quality
from org_funnels.runs.journal import StepOutcome
from org_funnels.runs.place import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from org_funnels.quality.day import Day
    from org_funnels.runs.quality import Checked
    from org_funnels.warehouse import Warehouse

START = datetime(2026, 11, 14, 7, 0)  # noqa: DTZ001  (the log has none)


def day(number: int, **changes: Any) -> Day:  # noqa: ANN401
    """A good day of November, but for what is given."""
    given = {
        "window_date": date(2026, 11, number),
        "source_loaded_at": START,
        "as_of": START,
        "event_source": "web",
        **changes,
    }
    return good_day(**given)


def lost(number: int, missing: int = 15, **changes: Any) -> Day:  # noqa: ANN401
    """A day of 100 on which so many are missing."""
    reason = "no_event_at_all" if missing == 100 else "below_critical"
    return day(
        number,
        **{
            "matched_count": 100 - missing,
            "missing_count": missing,
            "decision": "critical",
            "decision_reason": reason,
            **changes,
        },
    )


@dataclass
class KeepingChannel:
    """Takes everything, or nothing."""

    takes: bool = True
    alerts: list[Alert] = field(default_factory=list)
    name: str = "kept"
    least: Severity = "warning"

    def send(self, alert: Alert) -> Delivery:
        """Keep what is sent."""
        self.alerts.append(alert)
        body = hash_of(alert.text.encode())
        if self.takes:
            return Delivery(self.name, "delivered", 1, body)
        return Delivery(self.name, "failed", 3, body, "HTTP 500")

    @property
    def titles(self) -> list[str]:
        """The first lines of what was told."""
        return [alert.title for alert in self.alerts]


@dataclass
class Command:
    """`quality run` on a warehouse, hour by hour, with a mart of the test's own."""

    warehouse_target: Any
    monkeypatch: pytest.MonkeyPatch
    project_dir: Path
    channel: KeepingChannel = field(default_factory=KeepingChannel)
    now: datetime = START
    steps: list[str] = field(default_factory=list)
    checks: frozenset[str] = frozenset({"signups", "reconciliation_signups"})

    @property
    def place(self) -> Place:
        """Where it runs."""
        return Place(self.project_dir, self.warehouse_target, lambda: self.now)

    @property
    def routes(self) -> Routes:
        """Everybody is told by the one channel."""
        return Routes("platform", {"platform": (self.channel,)})

    @contextmanager
    def step(self, name: str) -> Iterator[StepOutcome]:
        """A step that nobody watches."""
        self.steps.append(name)
        yield StepOutcome()

    def run(self, *days: Day, results: Findings | None = None, hours: float = 1) -> Checked:
        """One run over these days, and the time that passes after it."""
        judged = tuple(replace(one, as_of=self.now) for one in days)
        report = Report(judged, results or Findings(()), (), Path("docs"), self.checks)
        self.monkeypatch.setattr(quality, "run_checks", lambda *_: report)
        checked = quality.check(
            self.place,
            self.routes,
            f"run-{self.now}",
            self.step,
            Round((), frozenset()),
            checkpoint=DAILY,
        )
        self.now += timedelta(hours=hours)
        return checked


@pytest.fixture
def command(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command on an empty warehouse, on each engine."""
    target = warehouse.target  # type: ignore[attr-defined]
    if warehouse.engine == "duckdb":
        warehouse.close()
    return Command(target, monkeypatch, tmp_path)
