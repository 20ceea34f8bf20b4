"""What happens to a company between the runs of dbt, and which runs there are.

All chance is spent when a history is drawn: its changes are SQL that is the same on both engines,
so that a history is played again from its seed, and a change can be left out of it to find out
whether it matters.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Change:
    """Something that happens in a raw table or in production."""

    text: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """A run of dbt that is not the complete one: of some models, anew, or to its death."""

    models: tuple[str, ...] = ()
    full_refresh: bool = False
    # the statement of the first model before which the run dies; 0: it does not
    dies_at: int = 0


@dataclass(frozen=True)
class Batch:
    """What happens before a run, the odd runs first, and whether a complete one follows them."""

    changes: tuple[Change, ...]
    odd_runs: tuple[Run, ...] = ()
    is_complete: bool = True

    @property
    def is_undisturbed(self) -> bool:
        """Whether the complete run is the only one, and may build what something new reaches."""
        return self.is_complete and not self.odd_runs


@dataclass(frozen=True)
class History:
    """One company's life."""

    seed: int
    batches: tuple[Batch, ...]
    variables: Mapping[str, object] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many changes and odd runs it has."""
        return sum(len(batch.changes) + len(batch.odd_runs) for batch in self.batches)

    def without(self, left_out: set[int]) -> History:
        """The same, less the changes and odd runs of these numbers."""
        numbers = iter(range(self.size))
        batches = tuple(_less(batch, numbers, left_out) for batch in self.batches)
        return replace(self, batches=batches)

    def __str__(self) -> str:
        """What happens, to be read by a person."""
        lines = [f"seed {self.seed}, {dict(self.variables)}"]
        for number, batch in enumerate(self.batches):
            lines += [f"  {number}: {change.text}" for change in batch.changes]
            lines += [f"  {number}: {run}" for run in batch.odd_runs]
            lines.append(f"  {number}: {'' if batch.is_complete else 'no '}complete run")
        return "\n".join(lines)


def _less(batch: Batch, numbers: Iterator[int], left_out: set[int]) -> Batch:
    changes = tuple(change for change in batch.changes if next(numbers) not in left_out)
    runs = tuple(run for run in batch.odd_runs if next(numbers) not in left_out)
    return replace(batch, changes=changes, odd_runs=runs)
