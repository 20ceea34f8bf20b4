"""The raw schemas as somebody has accepted them: a committed file, one line a column."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from org_funnels.errors import UserError
from org_funnels.quality.raw_schema import RawColumn

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

BASELINE = "tracking_plan/raw_schema.csv"

_HEADER = ["source", "table", "column", "kind"]


def read_baseline(project_dir: Path) -> tuple[RawColumn, ...] | None:
    """What was accepted; None where nothing ever was."""
    path = project_dir / BASELINE
    if not path.is_file():
        return None
    header, *rows = list(csv.reader(StringIO(path.read_text(encoding="utf-8")))) or [[]]
    if header != _HEADER or any(len(row) != len(_HEADER) for row in rows):
        message = (
            f"{path} is no list of raw columns: each line must be {','.join(_HEADER)}.\n"
            f"Put it right, or write it anew with `org-funnels quality accept`."
        )
        raise UserError(message)
    return tuple(sorted(RawColumn(*row) for row in rows))


def write_baseline(project_dir: Path, columns: Iterable[RawColumn]) -> None:
    """Accept these columns, and no others."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER)
    writer.writerows(
        [column.source, column.table, column.name, column.kind] for column in sorted(columns)
    )
    path = project_dir / BASELINE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.getvalue(), encoding="utf-8")


def accepted(
    before: Iterable[RawColumn], now: Iterable[RawColumn], tables: Collection[str]
) -> list[RawColumn]:
    """The baseline in which these tables are as they are now; without any named, all are."""
    return [
        *(column for column in before if tables and column.source_table not in tables),
        *(column for column in now if not tables or column.source_table in tables),
    ]
