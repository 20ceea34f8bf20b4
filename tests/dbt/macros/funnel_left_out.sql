-- What matches a step and is in no attempt is counted for that step: nobody's, and internal ones.
-- A step that nothing matches, or from which nothing is left out, says 0.
{% set events = {
    'production': none, 'relation': 'events', 'id': 'event_id', 'entity': 'org_id', 'user': 'user_id', 'at': 'occurred_at',
} %}
with

events (event_name, org_id, is_internal) as (

    values
    ('a-opened', 'o-1', false),
    ('a-opened', null, false),
    ('a-opened', null, false),
    ('a-opened', 'o-1', true),
    ('a-opened', null, true),
    ('a-closed', 'o-1', false),
    ('a-other', null, false)

),

actual_rows as (

    {{ org_funnels.funnel_left_out_of(
        events, [[1, {'event': 'a-opened'}], [3, {'event': 'a-closed'}], [4, {'event': 'a-never'}]]
    ) }}

),

expected_rows (step_number, reason, event_count) as (

    values
    (1, 'no_entity', 2),
    (1, 'internal', 2),
    (3, 'no_entity', 0),
    (3, 'internal', 0),
    (4, 'no_entity', 0),
    (4, 'internal', 0)

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
