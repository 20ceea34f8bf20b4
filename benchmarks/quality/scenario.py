"""What is simulated: checks of several sizes, ways to arrive, and losses."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

# Days that only teach how long events take, before the first that is judged.
WARM_UP_DAYS = 35
INCIDENT_EVERY_DAYS = 12
INCIDENT_HOURS = 48

SIZES = (20, 300, 5000)


@dataclass(frozen=True)
class LagShape:
    """How long events take, as SQL over a number `u` in [0, 1), in seconds."""

    name: str
    seconds: str
    description: str


LAG_SHAPES = (
    LagShape("server", "-20 * ln(1 - u)", "seconds: exponential, mean 20 s"),
    LagShape("web", "-3600 * ln(1 - u)", "hours: exponential, mean 1 h, 99.9 % within 7 h"),
    LagShape(
        "mobile",
        "case when u < 0.9 then 60 * u else -43200 * ln(10 * (1 - u)) end",
        "days: 10 % exponential, mean 12 h, 99.9 % within 56 h",
    ),
)


@dataclass(frozen=True)
class Loss:
    """What share of the events an incident loses."""

    name: str
    share: float


HEALTHY = Loss("healthy", 0.0)
OUTAGE = Loss("outage", 1.0)
PARTIAL = Loss("loss_15", 0.15)


@dataclass(frozen=True)
class Check:
    """One simulated reconciliation. One event in a hundred is missing, whatever happens."""

    rows_per_day: int
    lag: LagShape
    loss: Loss
    days: int

    @property
    def name(self) -> str:
        """Its name among the checks."""
        return f"{self.loss.name}_{self.lag.name}_{self.rows_per_day}"


def checks_of(
    sizes: tuple[int, ...], healthy_days: int, incident_days: int, lags: tuple[LagShape, ...]
) -> list[Check]:
    """Every size with every way to arrive: well, with outages, and with losses of 15 %."""
    days = {HEALTHY: healthy_days, OUTAGE: incident_days, PARTIAL: incident_days}
    return [Check(size, lag, loss, days[loss]) for loss, lag, size in product(days, lags, sizes)]
