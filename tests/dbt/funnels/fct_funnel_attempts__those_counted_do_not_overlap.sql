-- Of an entity's attempts, each that is counted starts after those before it have ended, and each
-- that is not starts while one of them runs.
with

attempts as (

    select
        attempts.funnel,
        attempts.entity_id,
        attempts.attempt_id,
        attempts.sequence_number,
        attempts.entered_at,
        case
            when attempts.sequence_number is not null
                then coalesce(counted.ended_at, {{ org_funnels.end_of_time() }})
        end as ended_at

    from {{ ref('fct_funnel_attempts') }} as attempts

    left join {{ ref('int_funnels__sequences') }} as counted
        on
            attempts.funnel = counted.funnel
            and attempts.attempt_id = counted.attempt_id

),

compared as (

    select
        *,
        max(ended_at) over (
            partition by funnel, entity_id
            order by sequence_number asc nulls last
            rows between unbounded preceding and 1 preceding
        ) as ended_before_at,
        row_number() over (
            partition by funnel, entity_id order by entered_at, sequence_number asc nulls last
        ) as place,
        max(ended_at) over (
            partition by funnel, entity_id order by entered_at
        ) as running_until

    from attempts

)

select * from compared
where
    entered_at <= case when sequence_number > 1 then ended_before_at end
    or (sequence_number = 1 and place > 1)
    or (running_until >= entered_at) is not true
