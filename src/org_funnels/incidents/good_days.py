"""The days on which a check found all as it should be."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from org_funnels.incidents.finding import Judged

# So many of them end an incident: what comes after is another.
ENOUGH = 2


class GoodDays:
    """Complete days that are good, by check."""

    def __init__(self, judged: Iterable[Judged]) -> None:
        days: dict[str, list[date]] = defaultdict(list)
        for one in judged:
            if one.standing == "good":
                days[one.check_name].append(one.window)
        self._days = {name: sorted(found) for name, found in days.items()}

    def part(self, check_name: str, first: date, last: date) -> bool:
        """Whether two days of a check have enough good ones in between to be two troubles."""
        days = self._days.get(check_name, [])
        return bisect_left(days, last) - bisect_right(days, first) >= ENOUGH

    def follow(self, check_name: str, last: date) -> bool:
        """Whether enough good ones have come after a day."""
        days = self._days.get(check_name, [])
        return len(days) - bisect_right(days, last) >= ENOUGH
