"""The macro reconciled_keys on a handful of rows, each a line of the tables at its parts' heads."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

_ROOT = Path(__file__).parents[3]

_PROJECT = f"""
name: org_funnels
version: 0.1.0
profile: scratch
macro-paths: ['{_ROOT / "macros"}']
flags: {{send_anonymous_usage_stats: false}}
"""

_PROFILES = """
scratch:
  target: duckdb
  outputs:
    duckdb: {type: duckdb, path: scratch.duckdb, schema: main, settings: {TimeZone: UTC}}
"""

_EVENTS = """
select
    'event' as disposition,
    'account-created' as event_name,
    event_id,
    user_id,
    '{"ticket":"' || coalesce(user_id, '') || '"}' as properties,
    occurred_at,
    occurred_at + interval '1 minute' as loaded_at
from (
    values
    ('e1', 'u1', timestamp '2026-03-01 10:01:00'),
    ('e2', 'u2', timestamp '2026-03-01 10:02:00'),
    ('e3', 'u2', timestamp '2026-03-01 10:01:00'),
    ('e4', 'u4', timestamp '2026-03-02 10:00:00'),
    ('e5', 'u5', timestamp '2026-03-01 10:01:00'),
    ('e6', 'u6', timestamp '2026-03-01 10:01:00'),
    ('e7', null, timestamp '2026-03-01 10:01:00'),
    ('e8', '', timestamp '2026-03-01 23:00:00'),
    ('e9', null, timestamp '2026-03-02 10:01:00')
) as events (event_id, user_id, occurred_at)
union all
select 'duplicate', 'account-created', 'e10', 'u3', '{}', timestamp '2026-03-01', null
union all
select 'event', 'account-opened', 'e11', 'u3', '{}', timestamp '2026-03-01', null
"""

_PRODUCTION = """
select
    user_id,
    created_at,
    user_id = 'u5' as is_internal,
    case when user_id = 'u3' then '{"browser":"Safari","os":"x"}' else '{}' end as attributes
from (
    values
    ('u1', timestamp '2026-03-01 10:00:00'),
    ('u2', timestamp '2026-03-01 10:00:00'),
    ('u3', timestamp '2026-03-02 04:59:59'),
    ('u4', timestamp '2026-03-01 10:00:00'),
    ('u5', timestamp '2026-03-01 10:00:00')
) as users (user_id, created_at)
"""

_CHECK = """
{{{{ config(materialized='table') }}}}
{{{{ org_funnels.reconciled_keys(
    check_name='signups', production_model=ref('people'), production_key='user_id',
    production_at='created_at',
    production_where=[{{'column': 'is_internal', 'op': '=', 'value': false}}],
    event_name='account-created', event_key={key}, timezone='America/New_York',
    pad_seconds={pad}, dimensions=['browser']
) }}}}
"""

# An org's actions and its events, by story: the tables of the macros for time order and for counts.
_ACTIONS = """
select * from (
    values
    ('both', timestamp '2026-03-01 10:00:00', true),
    ('both', timestamp '2026-03-01 10:05:00', true),
    ('first', timestamp '2026-03-01 10:00:00', true),
    ('first', timestamp '2026-03-01 10:05:00', true),
    ('second', timestamp '2026-03-01 10:00:00', true),
    ('second', timestamp '2026-03-01 12:00:00', true),
    ('early', timestamp '2026-03-01 10:00:00', true),
    ('not_first', timestamp '2026-03-01 10:00:00', false),
    ('not_first', timestamp '2026-03-01 10:05:00', true),
    ('not_any', timestamp '2026-03-01 10:00:00', false),
    ('at_the_pad', timestamp '2026-03-01 10:00:00', true),
    ('beyond', timestamp '2026-03-01 10:00:00', true)
) as actions (org_id, acted_at, counts)
"""

_FACTS = """
select
    'thing-added' as event_name,
    org_id || '-' || cast(occurred_at as text) as event_id,
    org_id,
    org_matched_by,
    occurred_at,
    occurred_at + interval '1 minute' as loaded_at,
    org_id = 'own' as is_internal
from (
    values
    ('both', 'id', timestamp '2026-03-01 10:01:00'),
    ('both', 'name', timestamp '2026-03-01 10:06:00'),
    ('first', 'id', timestamp '2026-03-01 10:06:00'),
    ('second', 'id', timestamp '2026-03-01 12:01:00'),
    ('early', 'id', timestamp '2026-03-01 09:55:00'),
    ('early', 'id', timestamp '2026-03-01 10:01:00'),
    ('not_first', 'id', timestamp '2026-03-01 10:06:00'),
    ('not_any', 'id', timestamp '2026-03-01 10:01:00'),
    ('at_the_pad', 'id', timestamp '2026-03-01 10:10:00'),
    ('beyond', 'id', timestamp '2026-03-01 10:10:01'),
    ('unknown', 'group', timestamp '2026-03-01 10:01:00')
) as facts (org_id, org_matched_by, occurred_at)
"""

_IN_TIME_ORDER = """
{{ config(materialized='table') }}
{{ org_funnels.reconciled_keys(
    check_name='things', match='key_in_time_order', production_model=ref('actions'),
    production_key='org_id', production_at='acted_at',
    production_where=[{'column': 'counts', 'op': '=', 'value': true}],
    event_name='thing-added', event_key='org', timezone='UTC', pad_seconds=600
) }}
"""

_DAYS = """
select * from (
    values
    (timestamp '2026-03-01 10:00:00', false), (timestamp '2026-03-01 11:00:00', false),
    (timestamp '2026-03-02 10:00:00', false), (timestamp '2026-03-02 11:00:00', false),
    (timestamp '2026-03-03 10:00:00', false),
    (timestamp '2026-03-04 10:00:00', true), (timestamp '2026-03-04 11:00:00', false)
) as days (acted_at, is_internal)
"""

_DAYS_FACTS = """
union all
select 'day-counted', cast(occurred_at as text), null, null, occurred_at, occurred_at, is_internal
from (
    values
    (timestamp '2026-03-01 10:01:00', false), (timestamp '2026-03-01 11:01:00', false),
    (timestamp '2026-03-02 11:01:00', false),
    (timestamp '2026-03-03 10:01:00', false), (timestamp '2026-03-03 10:02:00', false),
    (timestamp '2026-03-04 10:01:00', true), (timestamp '2026-03-04 11:01:00', false)
) as facts (occurred_at, is_internal)
"""

# Crowded minutes of many keys, for what no table of cases would think of.
_PAD_MINUTES = 4
_KEYS = 300


def _crowded() -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The minutes of the actions and of the events of each key."""
    rng = Random(7)  # noqa: S311  (no secret)

    def minutes() -> list[int]:
        return sorted(rng.sample(range(24), rng.randint(0, 7)))

    keys = [f"k{number}" for number in range(_KEYS)]
    return {key: minutes() for key in keys}, {key: minutes() for key in keys}


def _most_pairs(actions: list[int], events: list[int]) -> int:
    """The largest matching, by augmenting paths: no greed in it."""
    taken_by: dict[int, int] = {}

    def finds(action: int, tried: set[int]) -> bool:
        for place, event in enumerate(events):
            if abs(event - actions[action]) <= _PAD_MINUTES and place not in tried:
                tried.add(place)
                if place not in taken_by or finds(taken_by[place], tried):
                    taken_by[place] = action
                    return True
        return False

    return sum(finds(action, set()) for action in range(len(actions)))


def _as_rows(minutes: dict[str, list[int]]) -> str:
    return ", ".join(
        f"('{key}', timestamp '2026-03-01 10:{minute:02}:00')"
        for key, of_key in minutes.items()
        for minute in of_key
    )


_CROWDED_ACTIONS = f"""
select * from (values {_as_rows(_crowded()[0])}) as actions (org_id, acted_at)
"""

_CROWDED_FACTS = f"""
union all
select
    'crowd-moved', org_id || cast(occurred_at as text), org_id, 'id', occurred_at, occurred_at,
    false
from (values {_as_rows(_crowded()[1])}) as facts (org_id, occurred_at)
"""

_CROWDED = """
{{ config(materialized='table') }}
{{ org_funnels.reconciled_keys(
    check_name='crowd', match='key_in_time_order', production_model=ref('crowded_actions'),
    production_key='org_id', production_at='acted_at', production_where=[],
    event_name='crowd-moved', event_key='org', timezone='UTC', pad_seconds=240
) }}
"""

_BY_COUNT = """
{{ config(materialized='table') }}
{{ org_funnels.reconciled_keys(
    check_name='days', match='count', production_model=ref('days'), production_key=none,
    production_at='acted_at', production_where=[], event_name='day-counted', event_key=none,
    timezone='UTC', has_internal=true
) }}
"""

_MODELS = {
    "fct_events": _FACTS + _DAYS_FACTS + _CROWDED_FACTS,
    "crowded_actions": _CROWDED_ACTIONS,
    "crowded": _CROWDED,
    "actions": _ACTIONS,
    "in_time_order": _IN_TIME_ORDER,
    "days": _DAYS,
    "by_count": _BY_COUNT,
    "int_events__dispositions": _EVENTS,
    "people": _PRODUCTION,
    "padded": _CHECK.format(key="'user_id'", pad=3600),
    "unpadded": _CHECK.format(key="'user_id'", pad="none"),
    "by_property": _CHECK.format(key="{'property': 'ticket'}", pad=3600),
    "together": "{{ org_funnels.union_reconciled_keys([ref('padded'), ref('unpadded')]) }}",
    "none_declared": "{{ org_funnels.union_reconciled_keys([]) }}",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    """A project of nothing but the macros and a few rows, built once."""
    folder = tmp_path_factory.mktemp("scratch")
    (folder / "dbt_project.yml").write_text(_PROJECT)
    (folder / "profiles.yml").write_text(_PROFILES)
    (folder / "models").mkdir()
    for name, sql in _MODELS.items():
        (folder / "models" / f"{name}.sql").write_text(sql)
    program = Path(sys.executable).parent / "dbt"
    result = subprocess.run(
        [program, "run", "--quiet"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DBT_PROFILES_DIR": str(folder)},
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return duckdb.connect(str(folder / "scratch.duckdb"), read_only=True)


def _rows(built: duckdb.DuckDBPyConnection, model: str, columns: str) -> list[tuple[Any, ...]]:
    return built.execute(
        f"select {columns} from {model} order by key nulls last, window_date"
    ).fetchall()


def test_each_row_of_the_manuals_table_is_so(built: duckdb.DuckDBPyConnection) -> None:
    assert _rows(built, "padded", "key, state, event_count") == [
        ("u1", "matched", 1),
        ("u2", "matched", 2),
        ("u3", "missing", 0),
        ("u4", "missing", 1),
        ("u5", "excluded", 1),
        ("u6", "orphan", 1),
        (None, "orphan", 2),
        (None, "orphan", 1),
    ]


def test_without_a_pad_an_event_matches_however_far_it_is(
    built: duckdb.DuckDBPyConnection,
) -> None:
    states = dict(_rows(built, "unpadded", "key, state"))

    assert states["u4"] == "matched"
    assert states["u3"] == "missing"


def test_a_property_can_be_the_key(built: duckdb.DuckDBPyConnection) -> None:
    columns = "key, state, event_count, window_date"

    assert _rows(built, "by_property", columns) == _rows(built, "padded", columns)


def test_the_event_that_arrived_first_is_the_one(built: duckdb.DuckDBPyConnection) -> None:
    assert built.execute(
        "select event_id, strftime(arrived_at, '%H:%M') from padded where key = 'u2'"
    ).fetchall() == [("e3", "10:02")]


def test_a_day_is_the_time_zones_own(built: duckdb.DuckDBPyConnection) -> None:
    """04:59:59 UTC is still the first of March in New York."""
    assert built.execute(
        "select cast(window_date as text) from padded where key = 'u3'"
    ).fetchall() == [("2026-03-01",)]


def test_only_the_declared_dimensions_are_kept(built: duckdb.DuckDBPyConnection) -> None:
    dimensions = dict(_rows(built, "padded", "key, dimensions"))

    assert dimensions["u3"] == '{"browser":"Safari"}'
    assert dimensions["u1"] == dimensions["u6"] == "{}"


@pytest.mark.parametrize(
    ("org", "expected"),
    [
        ("both", [("both#1", "matched", "10:01"), ("both#2", "matched", "10:06")]),
        ("first", [("first#1", "matched", "10:06"), ("first#2", "missing", None)]),
        ("second", [("second#1", "missing", None), ("second#2", "matched", "12:01")]),
        ("early", [("early#+1", "orphan", "10:01"), ("early#1", "matched", "09:55")]),
        ("not_first", [("not_first#-1", "excluded", None), ("not_first#1", "matched", "10:06")]),
        ("not_any", [("not_any#-1", "excluded", None)]),
        ("at_the_pad", [("at_the_pad#1", "matched", "10:10")]),
        ("beyond", [("beyond#+1", "orphan", "10:10"), ("beyond#1", "missing", None)]),
    ],
)
def test_actions_that_repeat_are_paired_one_to_one_in_time_order(
    built: duckdb.DuckDBPyConnection, org: str, expected: list[tuple[str, str, str | None]]
) -> None:
    found = built.execute(
        "select key, state, strftime(occurred_at, '%H:%M') from in_time_order"
        " where split_part(key, '#', 1) = ? order by key",
        [org],
    ).fetchall()

    assert found == expected


def test_no_other_pairing_leaves_fewer_actions_without_an_event(
    built: duckdb.DuckDBPyConnection,
) -> None:
    actions, events = _crowded()
    expected = {key: _most_pairs(actions[key], events[key]) for key in actions if actions[key]}

    found = dict(
        built.execute(
            "select split_part(key, '#', 1), cast(count(*) filter (state = 'matched') as integer)"
            " from crowded where production_at is not null group by 1"
        ).fetchall()
    )
    used = built.execute(
        "select count(event_id), count(distinct event_id) from crowded"
    ).fetchall()[0]

    assert found == expected
    assert used[0] == used[1] == sum(map(len, events.values()))


def test_an_event_whose_org_is_only_guessed_has_no_key(built: duckdb.DuckDBPyConnection) -> None:
    assert built.execute(
        "select state, event_count from in_time_order where key is null"
    ).fetchall() == [("orphan", 1)]


def test_counts_alone_are_held_against_each_other_by_day(built: duckdb.DuckDBPyConnection) -> None:
    """Of internal rows neither side counts."""
    assert _rows(built, "by_count", "key, state, event_count") == [
        ("2026-03-01#1", "matched", 1),
        ("2026-03-01#2", "matched", 1),
        ("2026-03-02#1", "matched", 1),
        ("2026-03-02#2", "missing", 0),
        ("2026-03-03#+1", "orphan", 1),
        ("2026-03-03#1", "matched", 1),
        ("2026-03-04#-1", "excluded", 0),
        ("2026-03-04#1", "matched", 1),
    ]


def test_a_union_holds_all_checks_and_none_is_an_empty_one(
    built: duckdb.DuckDBPyConnection,
) -> None:
    counts = built.execute(
        "select (select count(*) from together), (select count(*) from none_declared)"
    ).fetchall()
    types = [
        [column[:2] for column in built.execute(f"describe {model}").fetchall()]
        for model in ("together", "none_declared")
    ]

    assert counts == [(16, 0)]
    assert types[0] == types[1]
