"""Stories of customers for whom all goes well: they try, pay, and move up a tier.

One Ruby shop upgrades in May, one Ruby and one Python shop in June, in every demo; the first also
has a finance manager and shares a freelancer with the second.
"""

from datetime import timedelta
from decimal import Decimal

from org_funnels.demo.cases import Case
from org_funnels.demo.clock import moment
from org_funnels.demo.events import known
from org_funnels.demo.stories.stage import Stage
from org_funnels.demo.world import Org


def tell(stage: Stage) -> None:
    """All stories of this theme."""
    ledgerline = _customer(stage, 1001, "ledgerline", "ruby", 10)
    parsnip = _customer(stage, 1002, "parsnip", "python", 11)
    tern = _customer(stage, 1003, "tern-works", "ruby", 12)
    for org, click, upgrade in (
        (ledgerline, "2026-06-08 09:00:00", "2026-06-09 09:00:00"),
        (parsnip, "2026-06-11 09:00:00", "2026-06-12 09:00:00"),
        (tern, "2026-05-19 09:00:00", "2026-05-20 09:00:00"),
    ):
        _move_up(stage, org, click, upgrade)
    _finance(stage, ledgerline)
    _freelancer(stage, ledgerline, parsnip)
    _numbers_as_ids(stage, ledgerline)


def _customer(stage: Stage, org_id: int, name: str, language: str, day: int) -> Org:
    """From the founding in March to the first payment in May."""
    org = stage.org(org_id, name, f"2026-03-{day} 09:00:00", language=language)
    founder = stage.founder(org)
    stage.event(
        "build_started",
        f"2026-03-{day} 11:00:00",
        known("name", org_id),
        known("repo", org_id),
        by=founder,
        org=name,
        repo=f"{name}/api",
        branch="main",
    )
    stage.event(
        "build_passed",
        f"2026-03-{day} 11:05:00",
        known("id", org_id),
        by=founder,
        org_id=org_id,
        repo=f"{name}/api",
        duration_ms=Decimal("291500.125"),
    )
    row = stage.event(
        "plan_started",
        f"2026-04-{day} 09:00:01",
        known("id", org_id),
        by=founder,
        org_id=org_id,
        to_tier="team",
        num_seats=8,
    )
    started_at = f"2026-04-{day} 09:00:00"
    stage.change_subscription(org, "started", "free", "team", seats=8, at=started_at, row=row)
    return org


def _move_up(stage: Stage, org: Org, click: str, upgrade: str) -> None:
    """A click that asks for more, and a higher tier the day after."""
    founder = stage.founder(org)
    by_name = known("name", org.org_id)
    stage.event(
        "plan_update_clicked", click, by_name, by=founder, org_name=org.name, view="billing"
    )
    row = stage.event(
        "plan_upgraded",
        str(moment(upgrade) + timedelta(seconds=1)),
        by_name,
        by=founder,
        org_name=org.name,
        from_tier="team",
        to_tier="business",
        num_seats=12,
    )
    stage.change_subscription(org, "upgraded", "team", "business", seats=12, at=upgrade, row=row)


def _finance(stage: Stage, org: Org) -> None:
    """Looks at billing and pays, and does nothing else."""
    person = stage.person(50020, "2026-04-09 09:00:00")
    stage.join(person, org, "finance", "2026-04-09 09:10:00")
    by_id = known("id", org.org_id)
    for day in ("2026-04-10", "2026-05-10", "2026-06-10"):
        stage.event(
            "billing_impression",
            f"{day} 15:00:00",
            by_id,
            known("name", org.org_id),
            case=Case.FINANCE_USER,
            by=person,
            org_id=str(org.org_id),
            org_name=org.name,
            view="billing",
        )
        stage.event(
            "invoice_paid",
            f"{day} 15:05:00",
            by_id,
            case=Case.FINANCE_USER,
            by=person,
            org_id=org.org_id,
            amount=Decimal("120.00"),
            currency="USD",
        )


def _freelancer(stage: Stage, first: Org, second: Org) -> None:
    """Belongs to two orgs at the same time."""
    person = stage.person(50021, "2026-05-18 09:00:00")
    stage.join(person, first, "engineer", "2026-05-18 09:10:00")
    stage.join(person, second, "engineer", "2026-05-21 09:10:00")


def _numbers_as_ids(stage: Stage, org: Org) -> None:
    """The org's id went through a column of floating point numbers."""
    founder = stage.founder(org)
    row = stage.event(
        "member_invited",
        "2026-06-10 10:00:00",
        known("id", org.org_id),
        case=Case.NUMBER_AS_ID,
        by=founder,
        org=float(org.org_id),
        invited_email_domain="example.com",
    )
    stage.world.invite(founder.user, org, row.event.at)
    stage.tracker.caused("invitations", org, row.event.at, row)
