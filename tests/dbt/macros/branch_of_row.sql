-- The first branch whose where and range hold; else the first whose where holds; else none.
{% set columns = {
    'kind': {'name': 'kind', 'family': 'text'},
    'received_at': {'name': 'received_at', 'family': 'timestamp'},
} %}
{% set is_a = [{'column': 'kind', 'op': '=', 'value': 'a'}] %}
{% set is_a_or_b = [{'column': 'kind', 'op': 'in', 'value': ['a', 'b']}] %}
{% set siblings = [
    {'where': is_a, 'from': none, 'until': '2026-03-01'},
    {'where': is_a, 'from': '2026-03-01', 'until': '2026-04-01'},
    {'where': is_a_or_b, 'from': '2026-01-01', 'until': '2026-02-01'},
] %}
with

cases (kind, received_at, expected) as (

    values
    ('a', timestamp '2026-02-28 23:59:59', 0),
    ('a', timestamp '2026-03-01 00:00:00', 1),
    ('a', timestamp '2026-04-01 00:00:00', 0),
    ('b', timestamp '2026-01-15 00:00:00', 2),
    ('b', timestamp '2026-03-15 00:00:00', 2),
    ('c', timestamp '2026-01-15 00:00:00', null),
    (null, timestamp '2026-01-15 00:00:00', null)

),

answered as (

    select
        *,
        {{ org_funnels.branch_of_row(siblings, columns) }} as actual

    from cases

)

select * from answered
where actual is distinct from expected
