"""The first line of a CSV file."""

from __future__ import annotations

import csv
import gzip
from io import TextIOWrapper
from typing import TYPE_CHECKING, BinaryIO, cast

from org_funnels.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


def open_csv(path: Path) -> BinaryIO:
    """Open a CSV file, unpacked if its name ends in .gz."""
    if path.suffix == ".gz":
        return cast("BinaryIO", gzip.open(path, "rb"))
    return path.open("rb")


def column_names(path: Path) -> list[str]:
    """The names in the header, in the file's order."""
    with open_csv(path) as file, TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        names = next(csv.reader(text), [])
    doubled = sorted({name for name in names if names.count(name) > 1})
    if not names or doubled or "" in names:
        problem = f"names {', '.join(doubled)} twice" if doubled else "lacks a column name"
        message = (
            f"The header of {path} {problem}.\n"
            f"Its first line must name every column once, separated by commas."
        )
        raise UserError(message)
    return names
