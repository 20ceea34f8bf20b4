{#
The values that a column's type could not hold. The rows are kept; the typed value is null, and
properties has it as text.
#}
{%- set touched_days = '(select touched_table, touched_date from touched)' -%}
{{ config(
    materialized='increment',
    unique_key=['source_table', 'loaded_date', 'column_name'],
    meta={'scope': '(source_table, loaded_date) in ' ~ touched_days},
) }}
{{ org_funnels.also_reads('event_ledger_uncast__touched') }}
with

uncast as (

    select
        deliveries.source_table,
        cast(deliveries.loaded_at as date) as loaded_date,
        listed.column_name

    from {{ ref('int_events__dispositions') }} as deliveries

    cross join {{ org_funnels.rows_of_list('deliveries.uncast_columns') }} as listed (column_name)

    where
        deliveries.uncast_columns is not null
        {{ org_funnels.only_touched(
            'and (deliveries.source_table, cast(deliveries.loaded_at as date)) in ' ~ touched_days
        ) }}

),

counted as (

    select
        source_table,
        loaded_date,
        column_name,
        cast(count(*) as bigint) as uncast_count

    from uncast

    group by
        source_table,
        loaded_date,
        column_name

)

select * from counted
