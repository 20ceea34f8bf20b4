"""Generate the demo: simulate the company, write the data folder and the truth.

The same arguments give the same bytes, on every machine.
"""

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from org_funnels.demo.aliases import ALIAS_COLUMNS, alias_rows
from org_funnels.demo.cells import Kept, cells_of
from org_funnels.demo.consequences import LostEvent, lost_events
from org_funnels.demo.production import name_intervals, production_rows
from org_funnels.demo.simulation import Simulation, simulate
from org_funnels.demo.tables import CALL_TABLES, EVENT_TABLES
from org_funnels.demo.truth import (
    Arrived,
    EventTruth,
    LostSignup,
    OrgConflict,
    case_lines,
    event_truths,
    lost_signups,
    org_conflicts,
    planted_cases,
    raw_row_line,
)
from org_funnels.demo.world import World
from org_funnels.demo.writer import Row, Written, word, write_index, write_lines, write_table

Lines = tuple[Sequence[str], Iterable[Row]]

DEFAULT_ORGS = 400
DEFAULT_DAYS = 120
DEFAULT_SEED = 1


@dataclass(frozen=True, slots=True)
class Summary:
    """How much was written, to print."""

    orgs: int
    users: int
    raw_rows: int
    events: int
    duplicates: int
    rejected: int
    calls: int
    lost_signups: int
    tables: int
    cases: int


def generate(out: Path, orgs: int, days: int, seed: int) -> Summary:
    """Write a whole demo into a folder, over what an earlier one left there."""
    with _no_search_for_garbage():
        simulation = simulate(orgs, days, seed)
        return _write(out, simulation)


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """A million objects that stay are not looked through again and again: a third of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _write(out: Path, simulation: Simulation) -> Summary:
    out.mkdir(parents=True, exist_ok=True)
    tables = [*_write_raw(out, simulation), *_write_production(out, simulation.arrived.world)]
    write_index(out, tables)
    write_lines(out / "aliases.csv", ALIAS_COLUMNS, alias_rows())
    lost_count = _write_truth(out / "truth", simulation)
    return _summary(simulation, tables, lost_count)


def _write_raw(out: Path, simulation: Simulation) -> Iterator[Written]:
    """All raw tables, also those in which nothing happened."""
    rows: dict[str, list[Kept]] = defaultdict(list)
    for row in simulation.arrived.rows:
        rows[row.event.raw.name].append(row)
    for call in simulation.arrived.calls:
        rows[call.raw.name].append(call)
    for raw in (*EVENT_TABLES.values(), *CALL_TABLES):
        cells = cells_of(raw)
        lines = ([cell(row) for cell in cells] for row in rows[raw.name])
        yield write_table(out, f"raw/{raw.table.schema}", raw.table, lines)


def _write_production(out: Path, world: World) -> Iterator[Written]:
    for table, rows in production_rows(world).items():
        folder = "snapshots" if table.schema == "snapshots" else "production"
        yield write_table(out, folder, table, rows)


def _write_truth(truth: Path, simulation: Simulation) -> int:
    """The truth files; gives how many signups were lost."""
    arrived = simulation.arrived
    lost = list(lost_signups(arrived, simulation.signups))
    raw_header = ("source_table", "loaded_date", "event_id", "disposition", "reason")
    write_lines(truth / "raw_rows.csv", raw_header, map(raw_row_line, arrived.rows))
    write_lines(truth / "events.csv", EventTruth._fields, _event_lines(arrived))
    write_lines(truth / "lost_signups.csv", LostSignup._fields, lost)
    lost_of_server = lost_events(simulation.consequences, arrived.rows)
    write_lines(truth / "lost_events.csv", LostEvent._fields, lost_of_server)
    conflicts = org_conflicts(arrived.rows)
    write_lines(truth / "org_conflicts.csv", OrgConflict._fields, conflicts)
    case_header = ("case", "source_table", "event_id", "disposition")
    write_lines(truth / "cases.csv", case_header, case_lines(arrived.rows))
    _write_world_truth(truth, arrived.world)
    return len(lost)


def _event_lines(arrived: Arrived) -> Iterator[Row]:
    """The lines of events.csv; only the last column is a boolean."""
    for truth in event_truths(arrived):
        yield (*truth[:-1], word(truth.is_internal))


def _write_world_truth(truth: Path, world: World) -> None:
    """What an independent count of the funnels needs to know of production."""
    for name, (header, rows) in {
        "orgs": _org_lines(world),
        "subscription_changes": _change_lines(world),
        "repos": _repo_lines(world),
        "org_names": _name_lines(world),
    }.items():
        write_lines(truth / f"{name}.csv", header, rows)


def _org_lines(world: World) -> Lines:
    header = ("org_id", "created_at", "is_internal", "deleted_at")
    return header, (
        (org.org_id, org.created_at, word(org.is_internal), org.deleted_at)
        for org in world.orgs.values()
    )


def _change_lines(world: World) -> Lines:
    header = ("change_id", "org_id", "kind", "from_tier", "to_tier", "changed_at")
    return header, (
        (
            change.change_id,
            change.org.org_id,
            change.kind,
            change.from_tier,
            change.to_tier,
            change.changed_at,
        )
        for change in world.changes
    )


def _repo_lines(world: World) -> Lines:
    """The repositories that production still has: a deleted org took its own with it."""
    header = ("repo_id", "org_id", "language", "created_at", "deleted_at")
    return header, (
        (repo.repo_id, repo.org.org_id, repo.language, repo.created_at, repo.deleted_at)
        for repo in world.repos
        if repo.org.deleted_at is None
    )


def _name_lines(world: World) -> Lines:
    header = ("org_id", "org_name", "valid_from", "valid_to")
    return header, (astuple(interval) for interval in name_intervals(world))


def _summary(simulation: Simulation, tables: list[Written], lost_count: int) -> Summary:
    arrived = simulation.arrived
    counts = Counter(row.disposition for row in arrived.rows)
    return Summary(
        orgs=len(arrived.world.orgs),
        users=len(arrived.world.users),
        raw_rows=len(arrived.rows),
        events=counts["event"],
        duplicates=counts["duplicate"],
        rejected=counts["rejected"],
        calls=len(arrived.calls),
        lost_signups=lost_count,
        tables=len(tables),
        cases=len(planted_cases(arrived, simulation.signups)),
    )
