{#
At least the first attempt of each entity that is counted is counted too, and no attempt twice. Each
counts in one day, one week and one month, so that their totals are equal, unless the funnel removes
entities: that may be from a day and not from the month. Promise P6.
#}
with

attempts as (

    select
        funnel,
        count(*) as attempt_count

    from {{ ref('fct_funnel_attempts') }}

    group by funnel

),

conversion as (

    select
        funnel,
        cohort_period,
        step_number,
        sum(attempt_count) as attempt_count,
        sum(entity_count) as entity_count

    from {{ ref('funnel_conversion') }}

    where segment = 'all'

    group by
        funnel,
        cohort_period,
        step_number

),

compared as (

    select
        conversion.*,
        funnels.on_exclusion,
        attempts.attempt_count as attempts_at_most,
        case
            when conversion.step_number = 1 and conversion.cohort_period = 'all'
                then conversion.entity_count
            else 0
        end as attempts_at_least,
        min(conversion.attempt_count) over (
            partition by conversion.funnel, conversion.step_number
        ) as attempts_of_some_period

    from conversion

    left join attempts
        on conversion.funnel = attempts.funnel

    left join {{ ref('int_plan__funnels') }} as funnels
        on conversion.funnel = funnels.funnel

)

select * from compared
where
    (attempt_count between attempts_at_least and attempts_at_most) is not true
    or (on_exclusion is distinct from 'drop_entity' and attempt_count <> attempts_of_some_period)
