"""Draw a history from a seed."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from tests.python.increments.history import Batch, Change, History, Run
from tests.python.increments.pool import RAW_TABLES
from tests.python.increments.production_changes import ProductionChanges
from tests.python.increments.raw_changes import RawChanges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.python.increments.pool import Pool, PoolRow

# After all events of the demo, so that the data's end moves with each batch.
_START = datetime(2026, 7, 2, 12)  # noqa: DTZ001  (the warehouse's times have no zone)

_GAPS = (timedelta(0), timedelta(0), timedelta(minutes=20), timedelta(hours=1), timedelta(3))

# The last statements of a model's transaction are beyond most of these, and it isn't killed then.
_DEEPEST_STATEMENT = 25


def draw_history(seed: int, pool: Pool, increments: Sequence[str], batches: int = 0) -> History:
    """A history of that many batches, or of some, over a share of the pool's rows."""
    random = Random(seed)  # noqa: S311
    batches = batches or random.choice([3, 3, 4, 5])
    deliveries = _deliveries(random, pool, batches)
    variables = {
        "max_users_per_device": random.choice([1, 2, 10]),
        "org_attribution": random.choice(["none", "membership"]),
    }
    loaded_at = _START
    drawn = []
    for number in range(batches):
        loaded_at += random.choice(_GAPS)
        recent = deliveries[max(number - 1, 0) : number + 1]
        changes = _changes(random, pool, loaded_at, recent, number)
        is_last = number == batches - 1
        runs = _odd_runs(random, increments)
        drawn.append(Batch(changes, runs, is_complete=is_last or random.random() < 0.8))
    return History(seed, tuple(drawn), variables)


def _deliveries(random: Random, pool: Pool, batches: int) -> list[dict[str, list[PoolRow]]]:
    """Which rows come with which batch: roughly in their order, or in any; some never."""
    is_ordered = random.random() < 0.5
    found: list[dict[str, list[PoolRow]]] = [{} for _ in range(batches)]
    for raw in RAW_TABLES:
        rows = pool.raw[raw.name]
        share = random.choice([0.5, 1.0]) if len(rows) < 100 else 0.3
        for row in rows:
            if random.random() > share:
                continue
            place = row.number / (len(rows) * 1000 + 1) if is_ordered else random.random()
            if random.random() < 0.2:
                place = random.random()
            found[int(place * batches)].setdefault(raw.name, []).append(row)
    if random.random() < 0.7:
        found[random.randrange(1, batches)] = {}
    return found


def _changes(
    random: Random,
    pool: Pool,
    loaded_at: datetime,
    recent: list[dict[str, list[PoolRow]]],
    batch: int,
) -> tuple[Change, ...]:
    raw = RawChanges(random, pool, loaded_at, recent)
    delivered = recent[-1]
    production = ProductionChanges(random, pool, loaded_at)
    first = 200 * batch + 1
    if not delivered:
        # no event comes or goes, so that what production changes must reach the old ones by itself
        return tuple(production.any(first + n) for n in range(20))
    found = [production.held_back(first + n) for n in range(12 if batch == 0 else 0)]
    found += [
        raw.delivery(table, delivered[table.name])
        for table in RAW_TABLES
        if table.name in delivered
    ]
    # a batch in which hardly anything happens shows what one change does alone
    count = random.choice([0, 2, 10, 30]) if batch else 10
    found += [raw.odd(first + n) for n in range(count * 2)]
    found += [raw.call(first + 100 + n) for n in range(random.randrange(count + 1))]
    found += [raw.busy_device(first + 150 + n) for n in range(random.randrange(count // 2 + 1))]
    found += [production.any(first + n) for n in range(random.randrange(count + 2))]
    return tuple(found)


def _odd_runs(random: Random, increments: Sequence[str]) -> tuple[Run, ...]:
    runs = []
    if random.random() < 0.3:
        share = random.choice([0.2, 0.5])
        runs.append(Run(tuple(name for name in increments if random.random() < share)))
    if random.random() < 0.3:
        dies_at = random.randrange(1, _DEEPEST_STATEMENT)
        runs.append(Run((random.choice(increments),), dies_at=dies_at))
    if random.random() < 0.3:
        some = random.sample(list(increments), random.choice([1, 1, 2]))
        runs.append(Run(tuple(some), full_refresh=True))
    return tuple(run for run in random.sample(runs, len(runs)) if run.models)
