"""Tell how an org pays: it starts, clicks for a higher tier, moves up or down, leaves.

Each change is a row of production first, and an event a moment later.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from org_funnels.demo.cases import Case
from org_funnels.demo.clock import LAST_ACT, SECOND_CLIENT, THIRD_CLIENT, whole_second
from org_funnels.demo.consequences import CHECK_OF_KIND
from org_funnels.demo.events import RawRow, Reference, Value, known
from org_funnels.demo.orgs import UPGRADES, Life
from org_funnels.demo.spelling import careless_id, careless_name, plain_name, shouted_name
from org_funnels.demo.work import Scribe
from org_funnels.demo.world import TIERS, SubscriptionChange

_CLICKS_WITHOUT_UPGRADE = 0.35
_UPGRADES_WITHOUT_CLICK = 0.12
_WRITTEN_OUT = 10
_MONTH = timedelta(days=30)


@dataclass(slots=True)
class Subscription:
    """What an org pays now, and what it paid from when on."""

    tier: str
    seats: int
    prices: list[tuple[datetime, int]] = field(default_factory=list)

    def note(self, change: SubscriptionChange) -> None:
        """Remember the price from a change on."""
        self.prices.append((change.changed_at, change.mrr_after))

    @property
    def changed_at(self) -> datetime:
        """The last change."""
        return self.prices[-1][0]

    def price(self, moment: datetime) -> Decimal:
        """Dollars a month at that moment."""
        paid = [price for since, price in self.prices if since <= moment]
        return Decimal(paid[-1]).quantize(Decimal("0.01"))


def tell_subscription(life: Life, scribe: Scribe) -> None:
    """From the first payment to the last; an org that never pays only looks at the price."""
    if life.pays_from is None or life.pays_from >= LAST_ACT:
        if life.hooked_at and scribe.chance(0.3):
            _look_at_billing(life, life.hooked_at + timedelta(days=2), scribe)
        return
    subscription = Subscription(
        scribe.rng.choices(TIERS[1:], (82, 15, 3))[0], len(life.members) + scribe.rng.randint(1, 6)
    )
    _start(life, subscription, life.pays_from, scribe)
    _want_more(life, subscription, life.pays_from, scribe)
    _end(life, subscription, scribe)
    _pay(life, life.pays_from, subscription, scribe)


def _start(life: Life, subscription: Subscription, at: datetime, scribe: Scribe) -> None:
    tier, seats = subscription.tier, subscription.seats
    change = scribe.world.change_subscription(life.org, "started", "free", tier, seats=seats, at=at)
    subscription.note(change)
    values: dict[str, Value] = {"org_id": life.org.org_id, "to_tier": tier, "num_seats": seats}
    row = scribe.act("plan_started", _after(at, scribe), life.founder, values, _by_id(life))
    _note_event(change, row, scribe)


def _want_more(life: Life, subscription: Subscription, begin: datetime, scribe: Scribe) -> None:
    """Click for a higher tier, compare, and perhaps move up; sales move some without a click."""
    wants = scribe.chance(UPGRADES[life.language])
    at = whole_second(begin + timedelta(days=scribe.rng.triangular(2, 50, 12)))
    clicks = 1 - _UPGRADES_WITHOUT_CLICK if wants else _CLICKS_WITHOUT_UPGRADE
    if scribe.chance(clicks):
        _click_for_more(life, at, scribe)
    if wants and subscription.tier != TIERS[-1]:
        _upgrade(life, subscription, _next_days(at, 6, scribe), scribe)


def _click_for_more(life: Life, at: datetime, scribe: Scribe) -> None:
    for number in range(scribe.rng.choice((1, 1, 2, 3))):
        moment = at - number * timedelta(hours=scribe.rng.uniform(0.01, 30))
        if moment > life.org.created_at:
            tell_plan_update_clicked(life, moment, scribe)
    if scribe.chance(0.5):
        _press_button(life, at - timedelta(minutes=3), "compare", scribe)


def tell_plan_update_clicked(life: Life, at: datetime, scribe: Scribe) -> None:
    """Three clients, three tables, three ways to write the name."""
    if at < SECOND_CLIENT:
        spelling = careless_name(life.org, at, scribe.rng)
        table, values = "click_plan_update", {"org-name": spelling.text, "view": "billing"}
    elif at < THIRD_CLIENT:
        spelling = shouted_name(life.org, at)
        table, values = "update_plan_clicked", {"org": spelling.text}
    else:
        spelling = careless_name(life.org, at, scribe.rng)
        table, values = "plan_update_clicked", {"org_name": spelling.text, "view": "billing"}
    legacy = () if table == "plan_update_clicked" else (Case.LEGACY_TABLE,)
    scribe.click(
        table, at, life.founder, {**values}, spelling.reference, cases=spelling.cases + legacy
    )


def _press_button(life: Life, at: datetime, button: str, scribe: Scribe) -> None:
    spelling = careless_name(life.org, at, scribe.rng)
    values: dict[str, Value] = {"org": spelling.text, "button": button, "view": "billing"}
    scribe.click(
        "plan_button_clicked", at, life.founder, values, spelling.reference, cases=spelling.cases
    )


def _upgrade(life: Life, subscription: Subscription, at: datetime, scribe: Scribe) -> None:
    if at >= LAST_ACT:
        return
    before = subscription.tier
    subscription.tier = TIERS[TIERS.index(before) + 1]
    subscription.seats += scribe.rng.randint(0, 8)
    change = scribe.world.change_subscription(
        life.org, "upgraded", before, subscription.tier, seats=subscription.seats, at=at
    )
    subscription.note(change)
    row = _tell_plan_upgraded(life, before, subscription, _after(at, scribe), scribe)
    _note_event(change, row, scribe)


def _tell_plan_upgraded(
    life: Life, before: str, subscription: Subscription, at: datetime, scribe: Scribe
) -> RawRow | None:
    """The old table knew the org by id and wrote seats as text; the new one by name."""
    values: dict[str, Value] = {"from_tier": before, "to_tier": subscription.tier}
    if at < THIRD_CLIENT:
        seats = "ten" if subscription.seats == _WRITTEN_OUT else str(subscription.seats)
        values |= {"org": str(life.org.org_id), "seats": seats}
        return scribe.act("upgraded_plan", at, life.founder, values, _by_id(life))
    spelling = plain_name(life.org, at)
    values |= {"org_name": spelling.text, "num_seats": subscription.seats}
    return scribe.act("plan_upgraded", at, life.founder, values, spelling.reference)


def _end(life: Life, subscription: Subscription, scribe: Scribe) -> None:
    """Some move down a tier, some leave, and a few of those come back."""
    at = whole_second(subscription.changed_at + timedelta(days=scribe.rng.uniform(20, 80)))
    if at >= LAST_ACT:
        return
    if scribe.chance(0.1) and subscription.tier != "team":
        _downgrade(life, subscription, at, scribe)
    elif scribe.chance(0.2):
        _churn(life, subscription, at, scribe)


def _downgrade(life: Life, subscription: Subscription, at: datetime, scribe: Scribe) -> None:
    before = subscription.tier
    subscription.tier = TIERS[TIERS.index(before) - 1]
    change = scribe.world.change_subscription(
        life.org, "downgraded", before, subscription.tier, seats=subscription.seats, at=at
    )
    subscription.note(change)
    values: dict[str, Value] = {
        "org_id": life.org.org_id,
        "from_tier": before,
        "to_tier": subscription.tier,
    }
    row = scribe.act("plan_downgraded", _after(at, scribe), life.founder, values, _by_id(life))
    _note_event(change, row, scribe)


def _churn(life: Life, subscription: Subscription, at: datetime, scribe: Scribe) -> None:
    before = subscription.tier
    _press_button(life, at - timedelta(minutes=2), "cancel", scribe)
    change = scribe.world.change_subscription(
        life.org, "churned", before, "free", seats=subscription.seats, at=at
    )
    subscription.note(change)
    values: dict[str, Value] = {"org_id": life.org.org_id, "from_tier": before}
    row = scribe.act("plan_cancelled", _after(at, scribe), life.founder, values, _by_id(life))
    _note_event(change, row, scribe)
    again = whole_second(at + timedelta(days=scribe.rng.uniform(3, 20)))
    if scribe.chance(0.25) and again < LAST_ACT:
        _start(life, subscription, again, scribe)
    else:
        life.ends_at = min(life.ends_at, at)


def _pay(life: Life, begin: datetime, subscription: Subscription, scribe: Scribe) -> None:
    """An invoice a month, looked at and paid by finance where there is somebody."""
    at = begin + timedelta(days=1)
    while at < life.ends_at:
        payer = life.payer(at)
        _look_at_billing(life, at, scribe)
        values: dict[str, Value] = {
            "org_id": life.org.org_id,
            "amount": subscription.price(at),
            "currency": "USD",
        }
        scribe.act("invoice_paid", at + timedelta(minutes=4), payer, values, _by_id(life))
        at += _MONTH


def _look_at_billing(life: Life, at: datetime, scribe: Scribe) -> None:
    by_id = careless_id(life.org, scribe.rng)
    by_name = careless_name(life.org, at, scribe.rng)
    values: dict[str, Value] = {
        "org_id": by_id.text,
        "org_name": by_name.text,
        "view": "billing",
    }
    scribe.click(
        "billing_impression",
        at,
        life.payer(at),
        values,
        by_id.reference,
        by_name.reference,
        cases=by_id.cases + by_name.cases,
    )


def _by_id(life: Life) -> Reference:
    """The org as the server names it."""
    return known("id", life.org.org_id)


def _note_event(change: SubscriptionChange, row: RawRow | None, scribe: Scribe) -> None:
    check = CHECK_OF_KIND[change.kind]
    scribe.tracker.caused(check, change.org, change.changed_at, row)


def _after(at: datetime, scribe: Scribe) -> datetime:
    return at + timedelta(milliseconds=scribe.rng.randint(50, 2500))


def _next_days(at: datetime, days: float, scribe: Scribe) -> datetime:
    return whole_second(at + timedelta(days=scribe.rng.uniform(0.001, days)))
