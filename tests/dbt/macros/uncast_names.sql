-- Which columns say something that their type cannot hold, of times that are times already: infinity
-- alone. A time under a property of another type is held against what it says.
{% set columns = {
    'uuid_ts': {'name': 'uuid_ts', 'family': 'timestamptz'},
    'received_at': {'name': 'received_at', 'family': 'timestamp'},
    'sent_at': {'name': 'sent_at', 'family': 'date'},
    'due': {'name': 'due', 'family': 'timestamp'},
    'gone': {'name': 'gone', 'family': 'timestamp'},
} %}
{% set event = {'properties': {'due': 'timestamp', 'gone': 'number'}} %}
with

raw_rows as (

    select
        'finite' as stated,
        '' as expected,
        cast('2026-03-01 09:00:00+02' as timestamp with time zone) as uuid_ts,
        cast('2026-03-01' as timestamp) as received_at,
        cast('2026-03-01' as date) as sent_at,
        cast('2026-03-01' as timestamp) as due,
        cast(null as timestamp) as gone

    union all

    select
        'infinite',
        'due,uuid_ts,received_at,sent_at',
        cast('infinity' as timestamp with time zone),
        cast('-infinity' as timestamp),
        cast('infinity' as date),
        cast('infinity' as timestamp),
        null

    union all

    select
        'none',
        'gone',
        null,
        null,
        null,
        null,
        cast('2026-03-01' as timestamp)

),

answered as (

    select
        stated,
        expected,
        {{ org_funnels.uncast_names(event, {'columns': {}}, columns) }} as actual

    from raw_rows

)

select * from answered
where actual is distinct from expected
