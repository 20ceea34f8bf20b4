"""The names of what is timed, by which the page and its budgets find it again."""

from __future__ import annotations

UNION = "plain union of the same rows"
CASTS = "the staging models' union, as a table"
FULL = "full build"
LEDGER = "full build up to fct_events and event_ledger"
NOTHING = "no new rows"
NOTHING_ALL = "no new rows, all of the project run"
NEW = "1 % new rows"
NOTHING_UNINDEXED = "no new rows, no index on raw tables"
NEW_UNINDEXED = "1 % new rows, no index on raw tables"
RENAME = "rename of the largest org"
CORRECTION = "the largest org's name corrected"
LINK = "a link that moves events"
REFRESH = "full refresh of what is there then"


def same_new(history: int) -> str:
    """The same new rows on one of several histories."""
    return f"the same new rows on a history of {history:,}"
