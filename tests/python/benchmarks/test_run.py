from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.contenders import Limits
from benchmarks.report import as_page
from benchmarks.run import Settings, measure

if TYPE_CHECKING:
    from benchmarks.outcome import Outcome
    from org_funnels.warehouse import embedded
    from org_funnels.warehouse.postgres import PostgresWarehouse

_MACROS = Path(__file__).parents[3] / "macros"
_ROWS = 20_000


@pytest.fixture
def outcome(
    embedded_server: embedded.Place, postgres_warehouse: PostgresWarehouse, tmp_path: Path
) -> Outcome:
    """A run over few events, without the peer, which is no package of ours."""
    settings = Settings(
        rows=_ROWS,
        rounds=1,
        data=tmp_path / "data",
        macros=_MACROS,
        postgres_dsn=embedded_server.dsn(postgres_warehouse.target.dbname),
        command="make bench-funnels",
        with_clickhouse=False,
        limits=Limits(self_join=1),
    )
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    return measure(settings, scratch, lambda _: None)


def test_a_run_times_both_engines_on_everything_and_all_their_answers_agree(
    outcome: Outcome,
) -> None:
    page = as_page(outcome)

    assert outcome.disagreements == ()
    assert outcome.compared[:6] == (
        "plain funnel: DuckDB, events; DuckDB, step table; "
        "PostgreSQL, events; PostgreSQL, step table",
        "that tenth in one org: DuckDB; PostgreSQL",
        "one event for two steps (A, A, B): DuckDB; PostgreSQL",
        "within 7 days of the step before: DuckDB; PostgreSQL",
        "strict: DuckDB; PostgreSQL",
        "unordered: DuckDB; PostgreSQL",
    )
    assert all(count > 0 for count in outcome.plain.entities)
    assert len(outcome.timings) == 32
    assert "\nAll agree: " in page
    # the peer's two, and only they
    assert page.count("| not measured |") == 2
    assert "20,000 events of 200 orgs" in page
