"""A DuckDB file as Great Expectations can read it: `duckdb+gx:////abs/file.duckdb?schema=analytics`.

Great Expectations fetches rows after it closed its connection. Closing rolls back, and DuckDB then
drops the result, since duckdb-engine gives all cursors one connection: every metric fails with
`list index out of range`. Here each cursor is a connection of its own, on the same open file.
"""

from __future__ import annotations

import atexit
import os
import sys
from typing import Any

import duckdb_engine
from sqlalchemy.dialects import registry


class _Connection(duckdb_engine.ConnectionWrapper):
    """A connection whose cursors keep their results when it rolls back."""

    def __init__(self, raw: Any, schema: str | None) -> None:  # noqa: ANN401  (no types)
        super().__init__(raw)
        self._raw = raw
        self._schema = schema

    def cursor(self) -> Any:  # noqa: ANN401  (no types)
        """A cursor of its own, in the schema: what one sets, another does not see."""
        cursor = self._raw.cursor()
        if self._schema:
            cursor.execute(f"set schema = '{self._schema}'")
        return duckdb_engine.CursorWrapper(cursor, self)


class Dialect(duckdb_engine.Dialect):
    """duckdb-engine's dialect with such connections."""

    driver = "gx"
    supports_statement_cache = False

    def connect(self, *args: Any, **options: Any) -> _Connection:  # noqa: ANN401  (no types)
        """Open the file; `schema` in the URL is where unqualified names are looked up."""
        settings = dict(options.pop("url_config", {}))
        schema = settings.pop("schema", None)
        wrapper = super().connect(*args, url_config=settings, **options)
        return _Connection(wrapper._ConnectionWrapper__c, schema)


def register() -> None:
    """Make the URL known to SQLAlchemy."""
    registry.register("duckdb.gx", __name__, "Dialect")
    atexit.register(_end_quietly)


def _end_quietly() -> None:
    """When Python is gone DuckDB 2.0 lists what it leaked, on a stream that people read."""
    sys.stderr.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
