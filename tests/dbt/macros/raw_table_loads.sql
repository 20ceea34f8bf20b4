-- When each row was loaded: a row without a load time is one too.
{% set columns = {
    'uuid_ts': {'name': 'uuid_ts', 'family': 'timestamp'},
} %}
with

raw_rows (uuid_ts) as (

    values
    (timestamp '2026-03-01 00:00:00'),
    (timestamp '2026-03-01 23:59:59'),
    (timestamp '2026-03-01 23:59:59'),
    (timestamp '2026-03-02 00:00:00'),
    (null)

),

actual_rows as (

    {{ org_funnels.raw_table_loads(
        {'source': 'web', 'table': 't', 'relation': 'raw_rows'}, columns
    ) }}

),

expected_rows (source, source_table, loaded_at) as (

    values
    ('web', 'web.t', timestamp '2026-03-01 00:00:00'),
    ('web', 'web.t', timestamp '2026-03-01 23:59:59'),
    ('web', 'web.t', timestamp '2026-03-01 23:59:59'),
    ('web', 'web.t', timestamp '2026-03-02 00:00:00'),
    ('web', 'web.t', timestamp '1970-01-01 00:00:00')

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
