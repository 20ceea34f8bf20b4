"""What is wrong in a tracking plan, and where."""

from collections.abc import Iterable
from dataclasses import dataclass

from org_funnels.errors import UserError


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: the file as a person would type it, the line, and what to do about it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        """As editors and terminals make it a link."""
        return f"{self.file}:{self.line}: {self.message}"


class PlanError(UserError):
    """All the mistakes of a tracking plan at once, in the order of its files and lines."""

    def __init__(self, problems: Iterable[Problem], what: str = "tracking plan") -> None:
        self.problems = tuple(sorted(set(problems)))
        count = len(self.problems)
        title = f"The {what} has {count} mistake{'' if count == 1 else 's'}."
        super().__init__("\n".join([title, *map(str, self.problems)]))
