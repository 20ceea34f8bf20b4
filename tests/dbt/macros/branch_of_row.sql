-- The first branch whose where and range hold; else the first whose where holds; else none. A where
-- holds when all of its conditions do; a row that was never received counts by its load time.
{% set columns = {
    'kind': {'name': 'kind', 'family': 'text'},
    'size': {'name': 'size', 'family': 'text'},
    'uuid_ts': {'name': 'uuid_ts', 'family': 'timestamp'},
    'received_at': {'name': 'received_at', 'family': 'timestamp'},
} %}
{% set is_a = [{'column': 'kind', 'op': '=', 'value': 'a'}] %}
{% set is_a_or_b = [{'column': 'kind', 'op': 'in', 'value': ['a', 'b']}] %}
{% set is_d_of_2 = [
    {'column': 'kind', 'op': '=', 'value': 'd'}, {'column': 'size', 'op': '=', 'value': 2},
] %}
{% set siblings = [
    {'where': is_a, 'from': none, 'until': '2026-03-01'},
    {'where': is_a, 'from': '2026-03-01', 'until': '2026-04-01'},
    {'where': is_a_or_b, 'from': '2026-01-01', 'until': '2026-02-01'},
    {'where': is_d_of_2, 'from': none, 'until': none},
] %}
with

cases (kind, size, uuid_ts, received_at, expected) as (

    values
    ('a', null, timestamp '2026-05-01 00:00:00', timestamp '2026-02-28 23:59:59', 0),
    ('a', null, timestamp '2026-05-01 00:00:00', timestamp '2026-03-01 00:00:00', 1),
    ('a', null, timestamp '2026-05-01 00:00:00', timestamp '2026-04-01 00:00:00', 0),
    ('b', null, timestamp '2026-05-01 00:00:00', timestamp '2026-01-15 00:00:00', 2),
    ('b', null, timestamp '2026-05-01 00:00:00', timestamp '2026-03-15 00:00:00', 2),
    ('c', null, timestamp '2026-05-01 00:00:00', timestamp '2026-01-15 00:00:00', null),
    (null, null, timestamp '2026-05-01 00:00:00', timestamp '2026-01-15 00:00:00', null),
    ('d', '2', timestamp '2026-05-01 00:00:00', timestamp '2026-01-15 00:00:00', 3),
    ('d', '1', timestamp '2026-05-01 00:00:00', timestamp '2026-01-15 00:00:00', null),
    ('c', '2', timestamp '2026-05-01 00:00:00', timestamp '2026-01-15 00:00:00', null),
    ('a', null, timestamp '2026-03-15 00:00:00', null, 1)

),

answered as (

    select
        *,
        {{ org_funnels.branch_of_row(siblings, columns) }} as actual

    from cases

)

select * from answered
where actual is distinct from expected
