"""What a check reports, whichever check it is: the neutral value that incidents are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

Severity = Literal["info", "warning", "critical"]
Standing = Literal["good", "pending", "unjudged"]

_RANKS: dict[str, int] = {"info": 0, "warning": 1, "critical": 2}

# A check that did not run says nothing about the data.
CHECK_BROKEN = "check_broken"


@dataclass(frozen=True)
class Key:
    """What is wrong, the same from run to run: it is the same trouble as long as this is equal."""

    check_name: str
    subject: str
    reason: str
    window: date | None = None


@dataclass(frozen=True)
class Finding:
    """Something that is wrong now. No field may hold a key of a row or a personal datum.

    subject: what it is about, such as a raw table's column.
    reason: the class of trouble, such as `events_missing`; a check may give several.
    owner: a name in owners.yml, and "" for whoever keeps the platform.
    source: the event source, where there is one: three checks that fail on it are one incident.
    window: the day that it is about, or None for a state of things.
    source_is_silent: this one finding says that the whole source has fallen silent.
    """

    check_name: str
    subject: str
    reason: str
    severity: Severity
    owner: str
    headline: str
    details: tuple[str, ...] = ()
    source: str | None = None
    window: date | None = None
    missing_count: int = 0
    source_is_silent: bool = False

    @property
    def key(self) -> Key:
        """What makes it the same finding in another run."""
        return Key(self.check_name, self.subject, self.reason, self.window)


@dataclass(frozen=True)
class Judged:
    """A window of a check by day that is not bad.

    good: complete and as it should be. pending: events may still arrive. unjudged: too small, or
    without anything to compare. `said` is how it stands, in a few words: `99 % (target 97 %)`.
    """

    check_name: str
    window: date
    standing: Standing
    missing_count: int = 0
    said: str = ""


@dataclass(frozen=True)
class Round:
    """All that one run found. A check that could not be looked at is not in `examined`.

    unchecked: the ids of incidents whose check is no more, so that nobody will look again.
    """

    findings: tuple[Finding, ...]
    examined: frozenset[str]
    judged: tuple[Judged, ...] = ()
    unchecked: frozenset[str] = frozenset()


def worst(severities: Iterable[Severity]) -> Severity:
    """The most severe of some; info where there is none."""
    return max(severities, key=rank, default="info")


def rank(severity: Severity) -> int:
    """The greater, the more severe."""
    return _RANKS[severity]
