"""An event of the made-up company: where it is sent from and how it names its org."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

STANDARD_COLUMNS = (
    "id",
    "anonymous_id",
    "user_id",
    "event",
    "received_at",
    "uuid_ts",
    "sent_at",
    "original_timestamp",
    "timestamp",
)
CONTEXT_COLUMNS = ("context_ip", "context_page_url", "context_user_agent", "context_library_name")

_ORG_COLUMNS = {
    "none": (),
    "id": ("org_id",),
    "name": ("org_name",),
    "repo": ("org_name", "repo"),
}


@dataclass(frozen=True)
class RawEvent:
    """One event of the tracking plan, in one raw table."""

    feature: str
    action: str
    source: Literal["web", "server"]
    org: Literal["none", "id", "name", "repo"]
    share: float
    properties: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The raw table, as Segment would call it."""
        return f"{self.feature}_{self.action}".replace("-", "_")

    @property
    def columns(self) -> tuple[str, ...]:
        """What its raw table has beside the standard columns and the context."""
        return (*_ORG_COLUMNS[self.org], *self.properties)

    @property
    def declaration(self) -> dict[str, object]:
        """The event's entry in the tracking plan."""
        return {
            "description": "Made up.",
            "raw": [{"source": self.source, "table": self.table, "org": self._org_steps}],
            "properties": {
                name: {"type": _PROPERTY_TYPES[name], "description": "Made up."}
                for name in self.properties
            },
        }

    @property
    def _org_steps(self) -> object:
        match self.org:
            case "none":
                return "none"
            case "id":
                return [{"by": "id", "column": "org_id"}]
            case "name":
                return [{"by": "name", "column": "org_name"}]
            case "repo":
                return [{"by": "name", "column": "org_name"}, {"by": "repo"}]


_PROPERTY_TYPES = {"project_id": "text", "duration_ms": "number", "num_seats": "integer"}

# Of how many events in a hundred each is one. The rest is shared by those that are made up further.
_NAMED = (
    RawEvent("site", "impression", "web", "none", 18),
    RawEvent("docs", "impression", "web", "none", 7),
    RawEvent("signup", "clicked", "web", "none", 2),
    RawEvent("dashboard", "impression", "web", "name", 18),
    RawEvent("settings", "impression", "web", "name", 7),
    RawEvent("project", "created", "server", "id", 5, ("project_id",)),
    RawEvent("member", "invited", "server", "id", 5),
    RawEvent("build", "started", "server", "repo", 15),
    RawEvent("build", "passed", "server", "id", 12, ("duration_ms",)),
    RawEvent("build", "failed", "server", "id", 5, ("duration_ms",)),
    RawEvent("plan", "upgraded", "server", "name", 1, ("num_seats",)),
)
FEWEST_EVENTS = len(_NAMED)


def raw_events(count: int) -> tuple[RawEvent, ...]:
    """So many events: those that the funnels know, and others that share what is left."""
    others = count - FEWEST_EVENTS
    left = 100 - sum(event.share for event in _NAMED)
    return (*_NAMED, *(_other(number, left / others) for number in range(others)))


def _other(number: int, share: float) -> RawEvent:
    org: Literal["id", "name"] = "name" if number % 2 else "id"
    return RawEvent(f"area-{number:03}", "clicked", "web", org, share, ("num_seats",))
