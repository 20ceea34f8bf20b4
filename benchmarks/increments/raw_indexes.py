"""The indexes that the project says its raw tables want."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.increments.bench_project import BenchProject


def create_indexes(project: BenchProject) -> int:
    """Make what `dbt run-operation raw_table_indexes` prints, and give how many there are."""
    if not project.side.has_indexes:
        return 0
    statements = index_statements(project.command("run-operation", "raw_table_indexes"))
    with project.side.open() as warehouse:
        for statement in statements:
            warehouse.execute(statement)
    return len(statements)


def drop_indexes(project: BenchProject) -> None:
    """Remove every index on raw tables."""
    query = (
        "select schemaname, indexname from pg_indexes "
        "where schemaname in ('bench_web', 'bench_server')"
    )
    with project.side.open() as warehouse:
        for schema, name in warehouse.rows(query):
            warehouse.execute(f'drop index {schema}."{name}"')


def index_statements(printed: str) -> list[str]:
    """The statements among the lines that dbt printed."""
    return [line.rstrip(";") for line in printed.splitlines() if line.startswith("create index")]
