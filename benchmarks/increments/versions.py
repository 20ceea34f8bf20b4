"""What the figures were taken with."""

from __future__ import annotations

from importlib.metadata import version

_PACKAGES = ("dbt-core", "dbt-duckdb", "dbt-postgres")


def versions() -> dict[str, str]:
    """Of the packages that decide how long a run takes."""
    return {package: version(package) for package in _PACKAGES}
