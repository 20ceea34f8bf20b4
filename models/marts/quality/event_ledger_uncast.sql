-- The values that a column's type could not hold. The rows are kept; the typed value is null, and
-- properties has it as text.
with

uncast as (

    select
        deliveries.source_table,
        cast(deliveries.loaded_at as date) as loaded_date,
        listed.column_name

    from {{ ref('int_events__dispositions') }} as deliveries

    cross join {{ org_funnels.rows_of_list('deliveries.uncast_columns') }} as listed (column_name)

    where deliveries.uncast_columns is not null

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
