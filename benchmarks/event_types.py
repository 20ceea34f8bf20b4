"""What happens in the made-up events: five steps of a funnel, and what is no step of it."""

from __future__ import annotations

STEP_NAMES = (
    "project-created",
    "repo-connected",
    "build-started",
    "member-invited",
    "plan-upgraded",
)

# Of how many events in a hundred it is one: fewer at each step, and more than half are none.
SHARES = {
    "project-created": 12,
    "repo-connected": 10,
    "build-started": 8,
    "member-invited": 6,
    "plan-upgraded": 4,
    "page-viewed": 30,
    "log-opened": 20,
    "settings-opened": 10,
}


def listed(names: tuple[str, ...]) -> str:
    """Names as SQL texts between commas."""
    return ", ".join(f"'{name}'" for name in names)
