"""Findings of one check by day, and a world in which runs follow one another."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from org_funnels.incidents.decide import Decision, State, decide
from org_funnels.incidents.finding import Finding, Judged, Round
from org_funnels.incidents.incident import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from org_funnels.incidents.decide import Message
    from org_funnels.incidents.finding import Standing
    from org_funnels.incidents.incident import Incident
    from org_funnels.incidents.mute import Said

START = datetime(2026, 11, 13, 7, 0)  # noqa: DTZ001  (the log has none)


class MakeFinding(Protocol):
    """A finding about one day, but for what is given."""

    def __call__(self, day: int, **changes: Any) -> Finding: ...  # noqa: ANN401


@pytest.fixture
def bad() -> MakeFinding:
    """15 signups are missing on a day of November."""

    def make(day: int, **changes: Any) -> Finding:  # noqa: ANN401
        finding = Finding(
            check_name="signups",
            subject="signup-done",
            reason="events_missing",
            severity="critical",
            owner="growth",
            headline=f"Signups on {day} Nov: 15 are missing",
            source="web",
            window=date(2026, 11, day),
            missing_count=15,
        )
        return replace(finding, **changes)

    return make


def judged(day: int, standing: Standing = "good", **changes: Any) -> Judged:  # noqa: ANN401
    """A day of November that is not bad."""
    found = Judged("signups", date(2026, 11, day), standing, 0, "99 %, target 97 %")
    return replace(found, **changes)


@dataclass
class World:
    """The log in memory: what was decided is kept, and each message reaches its owner."""

    now: datetime = START
    state: State = field(default_factory=State)
    reaches: bool = True
    said: list[tuple[str, str]] = field(default_factory=list)

    def run(
        self,
        *findings: Finding,
        judged: Sequence[Judged] = (),
        examined: Sequence[str] | None = None,
        hours: float = 1,
    ) -> Decision:
        """One run, and `hours` that pass after it."""
        names = {"signups", *(one.check_name for one in findings)}
        names |= {one.check_name for one in judged}
        found = Round(findings, frozenset(names if examined is None else examined), tuple(judged))
        decision = decide(self.state, found, self.now, "platform")
        self._keep(decision)
        self.now += timedelta(hours=hours)
        return decision

    def say(self, said: Said) -> None:
        """What people said, from now on."""
        self.state = replace(self.state, said=said)

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """All of them as they stand."""
        return self.state.incidents

    @property
    def kinds(self) -> list[str]:
        """What was told, in order."""
        return [kind for _, kind in self.said]

    def _keep(self, decision: Decision) -> None:
        known = {one.incident_id: one for one in self.state.incidents}
        known.update({one.incident.incident_id: one.incident for one in decision.changes})
        told = dict(self.state.told)
        for message in decision.messages if self.reaches else ():
            told.update(self._told(message))
        self.state = replace(self.state, incidents=tuple(known.values()), told=told)

    def _told(self, message: Message) -> dict[str, Told]:
        self.said += [(item.incident.incident_id, item.kind) for item in message.items]
        return {
            item.incident.incident_id: Told(
                item.kind,
                item.number,
                item.incident.severity,
                item.incident.missing_count,
                self.now,
            )
            for item in message.items
        }


@pytest.fixture
def world() -> World:
    """Nothing has happened yet."""
    return World()
