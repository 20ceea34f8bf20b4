{#
Where every raw row is. raw_count is counted in the raw tables, fact_count in fct_events and the
rest in what became of the deliveries: three countings that know nothing of each other.
#}
{%- set touched_days = '(select touched_table, touched_date from touched)' -%}
{%- set on_touched_day = '(source_table, loaded_date) in ' ~ touched_days -%}
{{ config(
    materialized='increment',
    unique_key=['source_table', 'loaded_date'],
    meta={'scope': on_touched_day},
) }}
{{ org_funnels.also_reads('event_ledger__touched') }}
with

raw_tables as (

    select
        source_table,
        loaded_date,
        sum(row_count) as raw_count

    from {{ ref('int_events__raw_counts') }}
    {{ org_funnels.only_touched('where ' ~ on_touched_day) }}

    group by
        source_table,
        loaded_date

),

facts as (

    select
        source_table,
        cast(loaded_at as date) as loaded_date,
        count(*) as fact_count

    from {{ ref('fct_events') }}
    {{ org_funnels.only_touched('inner join touched on ' ~ org_funnels.loaded_on_touched_day()) }}

    group by
        source_table,
        cast(loaded_at as date)

),

others as (

    select
        source_table,
        cast(loaded_at as date) as loaded_date,
        sum(case when disposition = 'duplicate' then 1 else 0 end) as duplicate_count,
        sum(case when disposition = 'rejected' then 1 else 0 end) as rejected_count,
        sum(case when reason = 'outside_plan' then 1 else 0 end) as outside_plan_count,
        sum(case when reason = 'unplanned' then 1 else 0 end) as unplanned_count,
        sum(case when reason = 'no_id' then 1 else 0 end) as no_id_count,
        sum(case when reason = 'no_time' then 1 else 0 end) as no_time_count,
        sum(case when reason = 'future_time' then 1 else 0 end) as future_time_count

    from {{ ref('int_events__dispositions') }}
    {{ org_funnels.only_touched('inner join touched on ' ~ org_funnels.loaded_on_touched_day()) }}

    where disposition <> 'event'

    group by
        source_table,
        cast(loaded_at as date)

),

days as (

    select source_table, loaded_date from raw_tables

    union

    select source_table, loaded_date from facts

    union

    select source_table, loaded_date from others

),

ledger as (

    select
        days.source_table,
        days.loaded_date,
        cast(coalesce(raw_tables.raw_count, 0) as bigint) as raw_count,
        cast(coalesce(facts.fact_count, 0) as bigint) as fact_count,
        cast(coalesce(others.duplicate_count, 0) as bigint) as duplicate_count,
        cast(coalesce(others.rejected_count, 0) as bigint) as rejected_count,
        cast(coalesce(others.outside_plan_count, 0) as bigint) as outside_plan_count,
        cast(coalesce(others.unplanned_count, 0) as bigint) as unplanned_count,
        cast(coalesce(others.no_id_count, 0) as bigint) as no_id_count,
        cast(coalesce(others.no_time_count, 0) as bigint) as no_time_count,
        cast(coalesce(others.future_time_count, 0) as bigint) as future_time_count

    from days

    left join raw_tables
        on
            days.source_table = raw_tables.source_table
            and days.loaded_date = raw_tables.loaded_date

    left join facts
        on
            days.source_table = facts.source_table
            and days.loaded_date = facts.loaded_date

    left join others
        on
            days.source_table = others.source_table
            and days.loaded_date = others.loaded_date

)

select * from ledger
