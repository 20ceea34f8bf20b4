"""A target of profiles.yml: all that is needed to connect to one warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field


class _Target(BaseModel):
    """What we read; dbt reads more from the same entry."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str
    schema_: str = Field(alias="schema")


class PostgresTarget(_Target):
    """A PostgreSQL server, by dbt-postgres' keys."""

    type: Literal["postgres"]
    host: str
    port: Annotated[int, Field(gt=0, lt=65536)]
    user: str
    password: str = Field(validation_alias=AliasChoices("password", "pass"))
    dbname: str = Field(validation_alias=AliasChoices("dbname", "database"))
    role: str | None = None
    connect_timeout: int = 10
    sslmode: str | None = None
    sslcert: str | None = None
    sslkey: str | None = None
    sslrootcert: str | None = None

    @property
    def ssl(self) -> dict[str, Any]:
        """The SSL settings that are set."""
        return self.model_dump(
            include={"sslmode", "sslcert", "sslkey", "sslrootcert"}, exclude_none=True
        )


class DuckDBTarget(_Target):
    """A DuckDB file, by dbt-duckdb's keys."""

    type: Literal["duckdb"]
    path: Path
    config_options: dict[str, Any] = {}
    settings: dict[str, Any] = {}


Target = Annotated[PostgresTarget | DuckDBTarget, Field(discriminator="type")]
