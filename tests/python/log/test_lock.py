"""One run at a time, on both engines, and what the second one is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from org_funnels.errors import UserError
from org_funnels.log.lock import one_writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from org_funnels.warehouse import Warehouse

_NOW = datetime(2026, 11, 13, 7, 0)  # noqa: DTZ001  (the log has none)

_HOLD = """
import sys, time
from datetime import datetime
from org_funnels.log.lock import one_writer
from org_funnels.warehouse.target import DuckDBTarget, PostgresTarget
kind = DuckDBTarget if sys.argv[1] == "duckdb" else PostgresTarget
with one_writer(kind.model_validate_json(sys.argv[2]), "org-funnels run", datetime(2026, 11, 13)):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def _held_by_another_process(target: Any) -> Iterator[subprocess.Popen[str]]:  # noqa: ANN401
    document = target.model_dump_json(by_alias=True)
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, target.type, document], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_the_second_run_is_told_who_works(warehouse: Warehouse) -> None:
    target = warehouse.target  # type: ignore[attr-defined]

    with _held_by_another_process(target) as other, pytest.raises(UserError) as raised:
        _hold(target)

    assert raised.value.exit_code == 2
    assert "Another run works on this warehouse: `org-funnels run" in raised.value.message
    assert str(other.pid) in raised.value.message


def test_a_run_that_was_killed_holds_nothing(warehouse: Warehouse) -> None:
    target = warehouse.target  # type: ignore[attr-defined]
    with _held_by_another_process(target) as other:
        os.kill(other.pid, signal.SIGKILL)
        other.wait()

        _eventually(lambda: _hold(target))


def test_the_lock_is_free_when_a_run_has_ended(warehouse: Warehouse) -> None:
    target = warehouse.target  # type: ignore[attr-defined]

    _hold(target)
    _hold(target)


def test_builds_in_two_schemas_of_one_server_do_not_wait_for_each_other(
    postgres_warehouse: Any,  # noqa: ANN401
) -> None:
    target = postgres_warehouse.target
    other = target.model_copy(update={"schema_": "dev"})

    with one_writer(target, "org-funnels run", _NOW):
        _hold(other)


def test_the_file_of_a_lock_that_is_left_behind_is_no_lock(duckdb_warehouse: Any) -> None:  # noqa: ANN401
    target = duckdb_warehouse.target
    Path(f"{target.path}.lock").write_text('{"command": "org-funnels run", "process": 1}')

    _hold(target)


def _hold(target: Any) -> None:  # noqa: ANN401
    with one_writer(target, "org-funnels run", _NOW):
        pass


def _eventually(works: Callable[[], None]) -> None:
    """PostgreSQL needs a moment to see that a client is gone."""
    for _ in range(50):
        try:
            works()
        except UserError:
            time.sleep(0.1)
        else:
            return
    works()
