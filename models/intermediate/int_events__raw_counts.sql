{#
How many rows each raw table holds, counted in the raw tables themselves. An increment counts the load
days again that can have changed: those since the last that it knows of a raw table, less
var('load_overlap'), and the rows whose load time is not known.
#}
{{ config(
    materialized='increment',
    pre_hook="{{ org_funnels.touched_load_days() }}",
    unique_key=['source_table', 'loaded_date'],
    meta={
        'scope': 'exists (select 1 from touched where source_table = touched.touched_table'
        ' and loaded_date between touched.first_date and touched.last_date)',
        'logs': [{'kind': 'source_table', 'key': 'source_table', 'at': 'loaded_date'}],
    },
) }}
{{ org_funnels.also_reads('state_unread') }}
with

loads as (

    select * from {{ ref('int_events__raw_loads') }}
    {{ org_funnels.only_touched(org_funnels.recent_load_days()) }}

),

counted as (

    select
        source,
        source_table,
        cast(loaded_at as date) as loaded_date,
        cast(count(*) as bigint) as row_count,
        max(nullif(loaded_at, {{ org_funnels.unknown_load_time() }})) as last_loaded_at

    from loads

    group by
        source,
        source_table,
        cast(loaded_at as date)

)

select * from counted
