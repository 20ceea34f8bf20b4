"""The stage on which the stories are told: short words for orgs, users, events and their faults."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from org_funnels.demo.cases import Case
from org_funnels.demo.clock import END
from org_funnels.demo.events import Browser, Call, Event, RawRow, Reference, Value, known
from org_funnels.demo.people import Signup
from org_funnels.demo.tables import EVENT_TABLES
from org_funnels.demo.tracker import PROMPT, Delivery, Tracker, deliver
from org_funnels.demo.world import Org, OrgVersion, Role, User, UserVersion, World

FIRST_STORY_ORG_ID = 1001
FIRST_STORY_USER_ID = 50001
_AGENT = "Mozilla/5.0 (X11; Linux x86_64) Chrome/148.0 Safari/537.36"


def reserved_names() -> set[str]:
    """The names, in lower case, that everyday orgs must not take."""
    return set()


@dataclass(slots=True)
class Stage:
    """Where stories put what happens. Rows made here are spared from everyday faults."""

    world: World
    rows: list[RawRow] = field(default_factory=list)
    signups: list[Signup] = field(default_factory=list)
    tracker: Tracker = field(default_factory=lambda: Tracker(Random("stories")))
    merged: dict[str, str] = field(default_factory=dict)

    @property
    def calls(self) -> list[Call]:
        """The identify, group and alias calls of the stories."""
        return self.tracker.calls
