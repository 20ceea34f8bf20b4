"""One expectation as Great Expectations stores it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from org_funnels.quality.stable_id import stable_id

Severity = Literal["critical", "warning"]


@dataclass(frozen=True)
class Expectation:
    """What must hold. `name` is its own within the suite and stays when its wording changes.

    subject and owner: which table it is about and who answers for that, where the suite is about
    several.
    """

    name: str
    description: str
    type: str
    kwargs: dict[str, Any]
    severity: Severity = "critical"
    subject: str = ""
    owner: str = ""

    def document(self, suite: str) -> dict[str, Any]:
        """Its part of the suite's file."""
        about = {"subject": self.subject, "owner": self.owner}
        return {
            "description": self.description,
            "id": stable_id("expectation", suite, self.name),
            "kwargs": self.kwargs,
            "meta": {"name": self.name, **{key: said for key, said in about.items() if said}},
            "severity": self.severity,
            "type": self.type,
        }


def no_rows(
    name: str,
    description: str,
    query: str,
    severity: Severity = "critical",
    *,
    subject: str = "",
    owner: str = "",
) -> Expectation:
    """The query, over `{batch}`, finds nothing wrong. It must select no key: results are stored."""
    kwargs = {"unexpected_rows_query": query}
    return Expectation(
        name, description, "unexpected_rows_expectation", kwargs, severity, subject, owner
    )
