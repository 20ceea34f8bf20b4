"""Whether what increments left is what a full refresh gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from benchmarks.increments.side import Side

# rows, and a sum of their hashes
Fingerprint = tuple[int, int]


@dataclass(frozen=True)
class Snapshot:
    """What tables held at one moment, by what follows the schema's first name: `_staging.a`."""

    tables: Mapping[str, Fingerprint]

    @classmethod
    def of(cls, side: Side, schema: str, relations: Iterable[tuple[str, str]]) -> Snapshot:
        """Of relations that are given as in the schema `bench`, in that schema or in another."""
        return cls(
            {
                f"{found.removeprefix('bench')}.{name}": side.fingerprint(
                    f"{found.replace('bench', schema, 1)}.{name}",
                    _columns(side, found.replace("bench", schema, 1), name),
                )
                for found, name in relations
            }
        )

    def differences(self, other: Snapshot) -> list[str]:
        """A sentence for each table that is not the same."""
        return [
            f"{table}: {ours[0]:,} rows after the increments, {theirs[0]:,} after a full refresh"
            + (", and the same number is not the same rows" if ours[0] == theirs[0] else "")
            for table, ours in self.tables.items()
            if ours != (theirs := other.tables[table])
        ]


def _columns(side: Side, schema: str, table: str) -> list[str]:
    """In their order, without those that say when a row was computed."""
    query = (
        "select column_name from information_schema.columns "
        f"where table_schema = '{schema}' and table_name = '{table}' order by ordinal_position"
    )
    with side.open() as warehouse:
        return [f'"{name}"' for (name,) in warehouse.rows(query) if not name.startswith("_")]
