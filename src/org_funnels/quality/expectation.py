"""One expectation as Great Expectations stores it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from org_funnels.quality.stable_id import stable_id

Severity = Literal["critical", "warning"]


@dataclass(frozen=True)
class Expectation:
    """What must hold. `name` is its own within the suite and stays when its wording changes."""

    name: str
    description: str
    type: str
    kwargs: dict[str, Any]
    severity: Severity = "critical"

    def document(self, suite: str) -> dict[str, Any]:
        """Its part of the suite's file."""
        return {
            "description": self.description,
            "id": stable_id("expectation", suite, self.name),
            "kwargs": self.kwargs,
            "meta": {"name": self.name},
            "severity": self.severity,
            "type": self.type,
        }


def no_rows(
    name: str, description: str, query: str, severity: Severity = "critical"
) -> Expectation:
    """The query, over `{batch}`, finds nothing wrong. It must select no key: results are stored."""
    return Expectation(
        name, description, "unexpected_rows_expectation", {"unexpected_rows_query": query}, severity
    )
