-- Which columns say something that their type cannot hold, of times that are times already:
-- infinity alone. A time under a property of another type is held against what it says.
{% set columns = {
    'uuid_ts': {'name': 'uuid_ts', 'family': 'timestamptz'},
    'received_at': {'name': 'received_at', 'family': 'timestamp'},
    'sent_at': {'name': 'sent_at', 'family': 'date'},
    'due': {'name': 'due', 'family': 'timestamp'},
    'gone': {'name': 'gone', 'family': 'timestamp'},
} %}
{% set event = {'properties': {'due': 'timestamp', 'gone': 'number'}} %}
with

texts (stated, expected, any_time, gone) as (

    values
    ('finite', '', '2026-03-01', null),
    ('infinite', 'due,uuid_ts,received_at,sent_at', 'infinity', null),
    ('infinitely long ago', 'due,uuid_ts,received_at,sent_at', '-infinity', null),
    ('of another type', 'gone', null, '2026-03-01')

),

raw_rows as (

    select
        stated,
        expected,
        cast(any_time as timestamp with time zone) as uuid_ts,
        cast(any_time as timestamp) as received_at,
        cast(any_time as date) as sent_at,
        cast(any_time as timestamp) as due,
        cast(gone as timestamp) as gone

    from texts

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
