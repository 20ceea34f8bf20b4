"""Who has not converted, and who used it last: plain Python over the truth, for tests."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from org_funnels.demo.attempts import Attempt, Moment, best
from org_funnels.demo.funnels import FUNNELS, attempts, events
from org_funnels.demo.segments import read


class DropOff(NamedTuple):
    """What funnel_drop_offs says of one entity."""

    org_name: str | None
    status: str
    last_step_number: int
    last_step_user_id: str | None
    last_seen_event_name: str | None
    last_user_id: str | None
    last_reached_at: datetime
    last_seen_at: datetime | None
    last_used_at: datetime | None


def drop_offs(folder: Path, name: str, as_of: datetime) -> dict[str, DropOff]:
    """Every entity whose best attempt at a funnel has not converted."""
    funnel = FUNNELS[name]
    names = org_names(folder) if funnel.entity == "org" else {}
    done = events_of_each(folder, funnel.entity)
    found = {}
    for entity_id, of_entity in attempts(folder, name).items():
        attempt = best(of_entity)
        status = attempt.status(funnel.definition, as_of)
        if status != "converted":
            org_name = names.get(entity_id)
            found[entity_id] = _drop_off(attempt, status, org_name, done.get(entity_id, []))
    return found


def _drop_off(attempt: Attempt, status: str, org_name: str | None, done: list[Moment]) -> DropOff:
    last = attempt.reached[-1]
    used = [event for event in done if event.user_id]
    return DropOff(
        org_name=org_name,
        status=status,
        last_step_number=attempt.steps_reached,
        last_step_user_id=last.user_id,
        last_seen_event_name=done[-1].name if done else None,
        last_user_id=used[-1].user_id if used else None,
        last_reached_at=last.at,
        last_seen_at=done[-1].at if done else None,
        last_used_at=used[-1].at if used else None,
    )


@cache
def events_of_each(folder: Path, entity: str) -> Mapping[str, list[Moment]]:
    """The events of every org, user or visitor in order of time, simultaneous ones by their ids."""
    by_entity: dict[str, list[Moment]] = defaultdict(list)
    for event in sorted(
        events(folder, entity), key=lambda item: (item.at, item.moment_id.encode())
    ):
        by_entity[event.entity_id].append(event)
    return dict(by_entity)


def org_names(folder: Path) -> Mapping[str, str]:
    """The last name of every org."""
    held = sorted(read(folder / "truth" / "org_names.csv"), key=lambda name: name["valid_from"])
    return {record["org_id"]: record["org_name"] for record in held}
