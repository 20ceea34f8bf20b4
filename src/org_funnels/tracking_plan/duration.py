"""A length of time as people write it: `14 days`."""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from org_funnels.tracking_plan.nearest import did_you_mean

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
# 1,000 years: a time of today and that much more is still one that a database can write.
LONGEST = 365_250 * 86400
# What dbt's freshness counts in.
FRESHNESS_PERIODS = ("day", "hour", "minute")


@dataclass(frozen=True)
class Duration:
    """A count of a unit."""

    count: int
    unit: str

    @property
    def seconds(self) -> int:
        """The length in seconds: a day is always 24 hours, whatever a clock does."""
        return self.count * SECONDS[self.unit]

    @property
    def text(self) -> str:
        """As people write it."""
        return f"{self.count} {self.unit}{'s' * (self.count != 1)}"

    @property
    def freshness(self) -> dict[str, int | str]:
        """As dbt's freshness writes it, rounded up to minutes."""
        for period in FRESHNESS_PERIODS:
            if self.seconds % SECONDS[period] == 0:
                return {"count": self.seconds // SECONDS[period], "period": period}
        return {"count": self.seconds // SECONDS["minute"] + 1, "period": "minute"}


def duration_of(value: object) -> Duration:
    """The duration that a text states; the reason why it states none."""
    found = (
        re.fullmatch(r"\s*([0-9]{1,12})\s+([a-z]+?)s?\s*", value)
        if isinstance(value, str)
        else None
    )
    if not found:
        msg = f"`{value}` is no length of time. Write a number and a unit, for example `14 days`."
        raise ValueError(msg)
    if found[2] not in SECONDS:
        hint = did_you_mean(found[2], [f"{unit}s" for unit in SECONDS])
        msg = f"`{value}` has no unit of time. {hint}"
        raise ValueError(msg)
    duration = Duration(int(found[1]), found[2])
    if duration.seconds > LONGEST:
        msg = f"`{value}` is more than 1,000 years. Make it shorter."
        raise ValueError(msg)
    return duration


def _positive(value: object) -> Duration:
    duration = duration_of(value)
    if duration.count == 0:
        msg = f"`{value}` is no time at all. Make it longer than nothing."
        raise ValueError(msg)
    return duration


def _window(value: object) -> Duration | None:
    return None if value == "none" else _positive(value)


_UNITS = "|".join(SECONDS)
_PATTERN = rf"^[0-9]+ ({_UNITS})s?$"

AnyDuration = Annotated[
    Duration, PlainValidator(duration_of), WithJsonSchema({"type": "string", "pattern": _PATTERN})
]
PositiveDuration = Annotated[
    Duration, PlainValidator(_positive), WithJsonSchema({"type": "string", "pattern": _PATTERN})
]
Window = Annotated[
    Duration | None,
    PlainValidator(_window),
    WithJsonSchema({"type": "string", "pattern": rf"^(none|[0-9]+ ({_UNITS})s?)$"}),
]
