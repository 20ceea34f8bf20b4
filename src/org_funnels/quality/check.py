"""A check on something that is too large to be read again for each expectation.

It is measured once a run, with the others of its table in one pass, and the measurement is kept in
the log. The expectation is on the measurement.
"""

from __future__ import annotations

from dataclasses import dataclass

from org_funnels.quality.expectation import Expectation, Severity, no_rows

# The columns that every measurement has; see `measurement`.
_SHOWN = "subject, measure, checked_count, bad_count"


@dataclass(frozen=True)
class Check:
    """What is measured about a table, and when the measurement is too bad.

    fails: a predicate on the columns of a measurement; what could not be measured is not fine
    either. shown: which of them a failure shows beside the two counts. level: what tells two checks
    on one measure apart.
    """

    subject: str
    measure: str
    description: str
    fails: str
    severity: Severity = "critical"
    shown: tuple[str, ...] = ()
    owner: str = ""
    level: str = ""

    def expectation(self) -> Expectation:
        """That its measurement is not too bad."""
        shown = ", ".join([_SHOWN, *self.shown])
        subject, measure = _text(self.subject), _text(self.measure)
        return no_rows(
            "__".join(part for part in (self.subject, self.measure, self.level) if part),
            self.description,
            f"select {shown} from {{batch}} "  # noqa: S608  (names of the plan, in quotes)
            f"where subject = {subject} and measure = {measure} "
            f"and (checked_count is null or ({self.fails}))",
            self.severity,
            subject=self.subject,
            owner=self.owner,
        )


def _text(name: str) -> str:
    """A name in the query of an expectation, in which braces and colons mean something else."""
    quoted = name.replace("'", "''").replace("{", "{{").replace("}", "}}").replace(":", "\\:")
    return f"'{quoted}'"
