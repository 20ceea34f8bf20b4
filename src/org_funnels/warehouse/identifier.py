"""Names of schemas, tables and columns as they stand in SQL."""

from __future__ import annotations


def quoted(name: str) -> str:
    """One name, spelt exactly so whatever it holds: `org-name`, `timestamp`, a quote."""
    return '"' + name.replace('"', '""') + '"'


def quoted_table(schema: str, table: str) -> str:
    """A table with its schema."""
    return f"{quoted(schema)}.{quoted(table)}"
