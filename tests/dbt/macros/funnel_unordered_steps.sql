-- The rows of the table in macros/funnels/funnel_unordered_steps.sql, an entity each.
{% set funnels = {
    'A, B': ["name = 'a'", "name = 'b'"],
    'A, any': ["name = 'a'", 'true'],
    'A, any, A or B': ["name = 'a'", 'true', "name in ('a', 'b')"],
    'any, A': ['true', "name = 'a'"],
    'three times the same': ["name = 'a'", "name = 'a'", "name = 'a'"],
} %}
with

events (funnel, entity_id, event_id, name, occurred_at) as (

    values
    ('A, B', 'b, a', 'e-01', 'b', timestamp '2026-03-01 00:00:00'),
    ('A, B', 'b, a', 'e-02', 'a', timestamp '2026-03-01 00:10:00'),
    ('A, any', 'b, a', 'e-03', 'b', timestamp '2026-03-01 00:00:00'),
    ('A, any', 'b, a', 'e-04', 'a', timestamp '2026-03-01 00:10:00'),
    ('A, any', 'a, a', 'e-05', 'a', timestamp '2026-03-01 00:00:00'),
    ('A, any', 'a, a', 'e-06', 'a', timestamp '2026-03-01 00:10:00'),
    ('A, any, A or B', 'b, b', 'e-07', 'b', timestamp '2026-03-01 00:00:00'),
    ('A, any, A or B', 'b, b', 'e-08', 'b', timestamp '2026-03-01 00:10:00'),
    ('any, A', 'a', 'e-09', 'a', timestamp '2026-03-01 00:00:00'),
    ('any, A', 'a, b', 'e-10', 'a', timestamp '2026-03-01 00:00:00'),
    ('any, A', 'a, b', 'e-11', 'b', timestamp '2026-03-01 00:10:00'),
    ('three times the same', 'a, a', 'e-12', 'a', timestamp '2026-03-01 00:00:00'),
    ('three times the same', 'a, a', 'e-13', 'a', timestamp '2026-03-01 00:10:00')

),
{% for funnel in funnels %}
events_{{ loop.index }} as (

    select * from events

    where funnel = '{{ funnel }}'

),
{% endfor %}
actual_rows as (
    {% for funnel, predicates in funnels.items() %}
    {%- set steps = [] %}
    {%- for predicate in predicates %}
    {%- do steps.append({'name': 'step ' ~ loop.index, 'predicate': predicate}) %}
    {%- if funnel == 'A, B' %}{% do steps[-1].update({'overlap': loop.index | string}) %}{% endif %}
    {%- endfor %}
    select
        '{{ funnel }}' as funnel,
        entity_id,
        step_1_number,
        step_2_number
    from (
        {{ org_funnels.funnel_attempts('events_' ~ loop.index, steps, order='unordered') }}
    ) as attempts_{{ loop.index }}
    where entered_at = timestamp '2026-03-01 00:00:00'
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

expected_rows (funnel, entity_id, step_1_number, step_2_number) as (

    values
    ('A, B', 'b, a', 2, 1),
    ('A, any', 'b, a', 2, 1),
    ('A, any', 'a, a', 1, 2),
    ('A, any, A or B', 'b, b', 2, 3),
    ('any, A', 'a', 1, null),
    ('any, A', 'a, b', 2, 1),
    ('three times the same', 'a, a', 1, 2)

),

surplus as (

    select * from actual_rows
    except all
    select * from expected_rows

),

missing as (

    select * from expected_rows
    except all
    select * from actual_rows

)

select 'surplus' as problem, * from surplus
union all
select 'missing' as problem, * from missing
