{#
The rows of each check, counted by the hours in which they happened and in which their event was
loaded: all that is needed to say how a day looked at any time.
#}
with

keys as (

    select * from {{ ref('int_reconciliations__keys') }}

),

counted as (

    select
        check_name,
        window_date,
        state,
        date_trunc('hour', production_at) as production_hour,
        date_trunc('hour', arrived_at) as arrived_hour,
        cast(count(*) as bigint) as row_count,
        cast(sum(event_count) as bigint) as event_count

    from keys

    group by
        check_name,
        window_date,
        state,
        date_trunc('hour', production_at),
        date_trunc('hour', arrived_at)

)

select * from counted
