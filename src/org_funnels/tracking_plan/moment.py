"""The ends of the time in which something counts: moments, and whole days."""

import re
from datetime import UTC, date, datetime
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema


def moment_of(value: object) -> datetime:
    """A date or a time as UTC without a zone, which is how the models keep times."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        msg = f"`{value}` is no date or time. Write one as 2026-03-01 or 2026-03-01 12:00:00."
        raise ValueError(msg) from error
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def day_of(value: object) -> date:
    """A date alone: what says a day has no time."""
    try:
        written = re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", str(value))
        return date.fromisoformat(written[0] if written else "")
    except ValueError as error:
        msg = f"`{value}` is no date. Write one as 2026-03-01."
        raise ValueError(msg) from error


def text_of_moment(moment: datetime | None) -> str | None:
    """As the models write it: a date where the time is midnight."""
    if moment is None:
        return None
    text = moment.isoformat(sep=" ")
    return text.removesuffix(" 00:00:00")


def overlap(
    first: tuple[datetime | None, datetime | None], second: tuple[datetime | None, datetime | None]
) -> bool:
    """Whether two ranges [from, until) share a time; an open end is no limit."""
    return _begins_before_end(first[0], second[1]) and _begins_before_end(second[0], first[1])


def _begins_before_end(start: datetime | None, end: datetime | None) -> bool:
    return start is None or end is None or start < end


Moment = Annotated[
    datetime,
    PlainValidator(moment_of),
    WithJsonSchema({"type": "string", "examples": ["2026-03-01", "2026-03-01 12:00:00"]}),
]
Day = Annotated[
    date,
    PlainValidator(day_of),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-03-01"]}),
]
