"""The funnels that are timed, as arguments of the public macro funnel_attempts()."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from benchmarks.event_file import AS_OF
from benchmarks.event_types import STEP_NAMES

WINDOW_DAYS = 14


@dataclass(frozen=True)
class Funnel:
    """A funnel by name: its steps, and what else funnel_attempts() is told."""

    name: str
    steps: tuple[dict[str, Any], ...]
    others: dict[str, Any] = field(default_factory=dict)

    @property
    def step_count(self) -> int:
        """How many steps it has."""
        return len(self.steps)

    @property
    def arguments(self) -> dict[str, Any]:
        """All that the macro is given, but for the relation of events."""
        return {
            "steps": [dict(step) for step in self.steps],
            "window": f"{WINDOW_DAYS} days",
            "as_of": AS_OF,
            "user_id": "user_id",
            **self.others,
        }


_BY_NAME = tuple({"name": name, "event": name} for name in STEP_NAMES)
_WITHIN_A_WEEK = (_BY_NAME[0], *({**step, "within": "7 days"} for step in _BY_NAME[1:]))
_TWICE_THE_SAME = (
    {"name": "first project", "event": STEP_NAMES[0]},
    {"name": "second project", "event": STEP_NAMES[0]},
    {"name": "repo", "event": STEP_NAMES[1]},
)

# The one that every budget is about.
PLAIN = Funnel("plain", _BY_NAME)

# The same, asked of a table that has only the events of its steps, numbered.
PREPARED = Funnel(
    "plain",
    tuple(
        {"name": name, "predicate": f"step_number = {number}", "overlap": name}
        for number, name in enumerate(STEP_NAMES, start=1)
    ),
)

UNLIMITED = Funnel("windowless", _BY_NAME, {"window": None})

GENERAL = (
    Funnel("one event for two steps (A, A, B)", _TWICE_THE_SAME),
    Funnel("within 7 days of the step before", _WITHIN_A_WEEK),
    Funnel("strict", _BY_NAME, {"order": "strict"}),
    Funnel("unordered", _BY_NAME, {"order": "unordered"}),
)
