{#
What each check has learned of how long its events take. Only from days so old that even the slowest
event has arrived: on younger days the quick ones are too many, and the lag would come out too short.
#}
{%- set slowest_days = 3 -%}
{%- set learning_days = 28 %}
with

evaluations as (

    select distinct
        check_name,
        last_date

    from {{ ref('int_reconciliations__evaluations') }}

),

arrivals as (

    select * from {{ ref('int_reconciliations__arrivals') }}

),

learned as (

    select
        evaluations.check_name,
        evaluations.last_date,
        arrivals.lag_minutes,
        cast(sum(arrivals.arrival_count) as bigint) as arrival_count

    from evaluations

    inner join arrivals
        on
            evaluations.check_name = arrivals.check_name
            and arrivals.window_date >= {{ org_funnels.days_later(
                'evaluations.last_date', -slowest_days - learning_days
            ) }}
            and arrivals.window_date
            < {{ org_funnels.days_later('evaluations.last_date', -slowest_days) }}

    group by evaluations.check_name, evaluations.last_date, arrivals.lag_minutes

),

cumulated as (

    select
        check_name,
        last_date,
        lag_minutes,
        cast(
            sum(arrival_count) over (
                partition by check_name, last_date
                order by lag_minutes asc nulls last
                rows between unbounded preceding and current row
            ) as bigint
        ) as arrived_count,
        cast(sum(arrival_count) over (partition by check_name, last_date) as bigint)
            as learned_count

    from learned

)

select * from cumulated
