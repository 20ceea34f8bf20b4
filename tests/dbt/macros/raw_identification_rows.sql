-- The ids of an identification are cleaned like those of an event, and null where it has none.
{% set columns = {
    'id': {'name': 'id', 'family': 'text'},
    'member': {'name': 'member', 'family': 'float'},
    'group_id': {'name': 'group_id', 'family': 'text'},
} %}
with

raw_rows (id, member, group_id) as (

    values
    (' e-1 ', cast(1042.0 as double precision), ' g-1 '),
    ('e-2', null, 'undefined')

),

answered as (

    {{ org_funnels.raw_identification_rows(
        {'source': 'web', 'table': 't', 'relation': 'raw_rows'},
        {'user_id': 'member', 'group_id': 'group_id', 'anonymous_id': 'gone'}, columns
    ) }}

),

actual_rows as (

    select
        source_table,
        event_id,
        user_id,
        group_id,
        anonymous_id

    from answered

),

expected_rows (source_table, event_id, user_id, group_id, anonymous_id) as (

    values
    ('web.t', 'e-1', '1042', 'g-1', null),
    ('web.t', 'e-2', null, null, null)

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
