"""The reviewed names: what support found out about names that production does not explain.

They are the same for every seed and size, because a company keeps such a list in its repository:
`seeds/demo/demo_org_aliases.csv` is this list, written out.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from datetime import datetime

from org_funnels.demo.clock import moment
from org_funnels.demo.events import Value


@dataclass(frozen=True, slots=True)
class Alias:
    """A name that means this org in [valid_from, valid_to), whatever production says."""

    org_name: str
    org_id: int
    valid_from: datetime | None
    valid_to: datetime | None
    reason: str


ALIASES = (
    Alias(
        "quarry-beta",
        1011,
        None,
        None,
        "Name of the pilot. It was changed on the first day, before a snapshot saw it.",
    ),
    Alias(
        "meridian",
        1013,
        moment("2026-06-05"),
        moment("2026-06-12"),
        "The reseller's script sent its own name for builds of meridian-retail that week.",
    ),
)

ALIAS_COLUMNS = tuple(field.name for field in fields(Alias))


def alias_rows() -> Iterator[tuple[Value, ...]]:
    """The list as it is written."""
    return (astuple(alias) for alias in ALIASES)
