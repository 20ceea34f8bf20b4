"""Stories about tables that follow one another, and one that holds several events.

brasswood clicked through all three clients. Each table counts only in its time, by when the row
was received.
"""

from datetime import timedelta

from org_funnels.demo.cases import Case
from org_funnels.demo.events import RawRow, known
from org_funnels.demo.stories.stage import AT_ONCE, Stage
from org_funnels.demo.tracker import Delivery, load_time

_ORG = 1019
_NAME = "brasswood"


def tell(stage: Stage) -> None:
    """All stories of this theme."""
    stage.org(_ORG, _NAME, "2026-03-14 09:00:00", language="python")
    _in_time(stage)
    _out_of_time(stage)
    _buttons(stage)
    _upgraded_in_two_tables(stage)


def _first(stage: Stage, at: str, case: Case, delivery: Delivery = AT_ONCE) -> RawRow:
    return stage.event(
        "click_plan_update",
        at,
        known("name", _ORG),
        case=case,
        by=stage.people[50019],
        delivery=delivery,
        dashed_org_name=_NAME,
        view="billing",
    )


def _second(stage: Stage, at: str, case: Case) -> RawRow:
    return stage.event(
        "update_plan_clicked",
        at,
        known("name", _ORG),
        case=case,
        by=stage.people[50019],
        delivery=AT_ONCE,
        org=_NAME.upper(),
    )


def _third(stage: Stage, at: str, case: Case | None = None) -> RawRow:
    return stage.event(
        "plan_update_clicked",
        at,
        known("name", _ORG),
        case=case,
        by=stage.people[50019],
        delivery=AT_ONCE,
        org_name=_NAME,
        view="billing",
    )


def _in_time(stage: Stage) -> None:
    """One click after another, at the first and the last moment of each client."""
    for at in ("2026-04-01 09:00:00", "2026-04-14 23:59:59"):
        _first(stage, at, Case.LEGACY_TABLE)
    for at in ("2026-04-15 00:00:00", "2026-05-14 23:59:59.999"):
        _second(stage, at, Case.LEGACY_TABLE)
    for at in ("2026-05-15 00:00:00", "2026-06-01 09:00:00"):
        _third(stage, at)


def _out_of_time(stage: Stage) -> None:
    """Old clients that were not closed, and a new one that was tried too early."""
    _first(stage, "2026-04-15 00:00:00", Case.OUTSIDE_PLAN)
    _first(stage, "2026-04-14 20:00:00", Case.OUTSIDE_PLAN, Delivery(lag=timedelta(hours=9)))
    _first(stage, "2026-06-11 09:00:00", Case.OUTSIDE_PLAN)
    _second(stage, "2026-04-14 23:59:59.999", Case.OUTSIDE_PLAN)
    _second(stage, "2026-05-15 00:00:00", Case.OUTSIDE_PLAN)
    _second(stage, "2026-06-11 10:00:00", Case.OUTSIDE_PLAN)
    _third(stage, "2026-05-14 10:00:00", Case.OUTSIDE_PLAN)
    row = _first(stage, "2026-06-11 11:00:00", Case.OUTSIDE_PLAN_AND_NO_ID)
    row.id = None


def _buttons(stage: Stage) -> None:
    """Two buttons that the plan knows, one that it does not, and none."""
    for minute, button, case in (
        (0, "compare", None),
        (1, "cancel", None),
        (2, "help", Case.UNPLANNED_BUTTON),
        (3, None, Case.UNPLANNED_BUTTON),
    ):
        stage.event(
            "plan_button_clicked",
            f"2026-06-12 09:0{minute}:00",
            known("name", _ORG),
            case=case,
            by=stage.people[50019],
            org=_NAME,
            button=button,
            view="billing",
        )


def _upgraded_in_two_tables(stage: Stage) -> None:
    """The last upgrade of the old table was replayed into the new one, under the same id."""
    org = stage.world.orgs[_ORG]
    stage.change_subscription(org, "started", "free", "team", seats=10, at="2026-04-02 09:00:00")
    case = Case.DUPLICATE_IN_ANOTHER_TABLE
    old = stage.event(
        "upgraded_plan",
        "2026-05-14 09:00:01",
        known("id", _ORG),
        case=case,
        by=stage.people[50019],
        org="1019",
        from_tier="team",
        to_tier="business",
        seats="ten",
    )
    old.show(Case.VALUE_NOT_A_NUMBER)
    stage.change_subscription(
        org, "upgraded", "team", "business", seats=10, at="2026-05-14 09:00:00", row=old
    )
    new = stage.event(
        "plan_upgraded",
        "2026-05-15 02:00:00",
        known("name", _ORG),
        case=case,
        by=stage.people[50019],
        org_name=_NAME,
        from_tier="team",
        to_tier="business",
        num_seats=10,
    )
    new.event.event_id = new.id = old.event.event_id
    new.disposition = "duplicate"
    new.timestamp = new.original_timestamp = old.timestamp
    new.uuid_ts = load_time(new.event.raw, new.received_at) if new.received_at else None
