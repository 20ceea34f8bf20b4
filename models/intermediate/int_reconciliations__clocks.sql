{#
How far each check can see: a day is judged once its end plus the arrival lag has been loaded.
#}
{{ config(materialized='view') }}

{%- set min_lag_seconds = 15 * 60 -%}
{%- set max_lag_seconds = 72 * 60 * 60 %}

with

evaluations as (

    select * from {{ ref('int_reconciliations__evaluations') }}

),

lags as (

    select * from {{ ref('int_reconciliations__lags') }}

),

-- the 99.9th percentile in whole numbers: the engines' own functions differ in their last digit
arrival_lags as (

    select
        check_name,
        last_date,
        min(lag_minutes) * 60 as lag_seconds

    from lags

    where arrived_count * 1000 >= learned_count * 999

    group by check_name, last_date

)

select
    evaluations.check_name,
    evaluations.as_of,
    evaluations.production_loaded_at,
    evaluations.source_loaded_at,
    cast(
        greatest({{ min_lag_seconds }}, least(
            {{ max_lag_seconds }},
            coalesce(arrival_lags.lag_seconds, {{ max_lag_seconds }})
        )) as bigint
    ) as arrival_lag_seconds,
    evaluations.first_date,
    evaluations.last_date

from evaluations

left join arrival_lags
    on
        evaluations.check_name = arrival_lags.check_name
        and evaluations.last_date = arrival_lags.last_date
