-- The times rest on the entities that are counted, no more and no fewer.
with

counted as (

    select
        funnel,
        cohort_period,
        cohort_start,
        segment,
        segment_value,
        step_number,
        step_name,
        entity_count

    from {{ ref('funnel_conversion') }}

),

timed as (

    select
        funnel,
        cohort_period,
        cohort_start,
        segment,
        segment_value,
        step_number,
        step_name,
        entity_count

    from {{ ref('funnel_times') }}

),

missing as (

    select * from counted
    except all
    select * from timed

),

surplus as (

    select * from timed
    except all
    select * from counted

)

select 'missing' as problem, * from missing
union all
select 'surplus' as problem, * from surplus
