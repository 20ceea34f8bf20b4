{#
How long after their production rows events were loaded. A lag is at least none: an event may be
loaded before its row says that it happened. What took longer than anybody waits is one lag too long.
#}
{%- set too_many_minutes = 72 * 60 + 1 %}
with

keys as (

    select * from {{ ref('int_reconciliations__keys') }}

),

arrived as (

    select
        check_name,
        window_date,
        least({{ too_many_minutes }}, greatest(0, cast(
            ceil({{ org_funnels.seconds_between('production_at', 'arrived_at') }} / 60) as bigint
        ))) as lag_minutes

    from keys

    where state = 'matched'

),

counted as (

    select
        check_name,
        window_date,
        lag_minutes,
        cast(count(*) as bigint) as arrival_count

    from arrived

    group by check_name, window_date, lag_minutes

)

select * from counted
