{#
Which attempts count in a cohort period. An entity counts once a period in which an attempt of its
starts, by the one that speaks for it: the best, or the first where the funnel says so, chosen as
funnel_results() does. For mature figures, the one of the mature ones. Totals count the attempts of
the sequence, each in the periods in which it starts, but of no entity that is removed from them.
#}
{{ config(
    materialized='increment',
    pre_hook="{{ org_funnels.touched_cohort_attempts() }}",
    unique_key=['funnel', 'attempt_id', 'cohort_period'],
    meta={
        'scope': [
            "cohort_period = 'all' and entered_at >= (select min(from_at) from touched) and "
            "(funnel, entity_id) in (select touched_funnel, touched_entity from touched)",
            "cohort_period = 'all' and entered_at < (select min(from_at) from touched) and "
            "(funnel, entity_id) in (select touched_funnel, touched_entity from touched where is_whole)",
            "cohort_period = 'all' and entered_at < (select min(from_at) from touched) and "
            "(is_best or is_mature_best) and (funnel, entity_id) in "
            "(select touched_funnel, touched_entity from touched where touched_period = 'all' and not is_whole)",
            "cohort_period <> 'all' and entered_at >= (select min(from_at) from touched) and "
            "(funnel, entity_id, cohort_period, cohort_start) in "
            "(select touched_funnel, touched_entity, touched_period, touched_start from touched)",
        ],
        'logs': [
            {
                'kind': 'cohort_attempt',
                'key': "funnel || ' ' || cohort_period",
                'at': 'entered_at',
            },
            {
                'kind': 'best_attempt',
                'key': "case when cohort_period = 'all' and is_best then funnel || ' ' || entity_id end",
                'at': 'entered_at',
            },
        ],
        'order': 'cohort_period, entered_at',
        'indexes': [
            '(funnel, attempt_id)',
            '(entity_id, entered_at)',
            "(entity_id, entered_at) where cohort_period = 'all' and is_best",
        ],
    },
) }}
{{ org_funnels.also_reads('state_unread') }}
with

attempts as (

    select
        attempts.*,
        funnels.on_exclusion,
        case when funnels.entry = 'first' then attempts.entered_at end as first_at,
        {{ org_funnels.local_time('attempts.entered_at', 'funnels.timezone') }} as entered_local

    from {{ org_funnels.touched_or_whole(
        'attempts_of_touched', ref('fct_funnel_attempts')
    ) }} as attempts

    inner join {{ ref('int_plan__funnels') }} as funnels
        on attempts.funnel = funnels.funnel

),

periods (cohort_period) as (

    values ('day'), ('week'), ('month'), ('all')

),

placed as (

    select
        attempts.*,
        periods.cohort_period,
        -- that of `all` has none
        nullif(
            {{ org_funnels.cohort_start(
                'periods.cohort_period', 'attempts.entered_local'
            ) | indent(12) }},
            cast({{ org_funnels.beginning_of_time() }} as date)
        ) as cohort_start

    from attempts

    cross join periods

),

counting as (

    select placed.* from placed
    {{ org_funnels.only_touched(
        'inner join touched on entity_id = touched_entity and ' ~ org_funnels.in_touched_cohorts()
    ) }}

),

ranked as (

    select
        *,
        row_number() over (
            partition by funnel, entity_id, cohort_period, cohort_start
            order by
                first_at asc nulls last,
                {{ org_funnels.funnel_standing() }}
        ) as standing,
        row_number() over (
            partition by funnel, entity_id, cohort_period, cohort_start, is_mature
            order by
                first_at asc nulls last,
                {{ org_funnels.funnel_standing() }}
        ) as standing_by_maturity

    from counting

),

chosen as (

    select
        *,
        standing = 1 as is_chosen,
        is_mature and standing_by_maturity = 1 as is_chosen_mature,
        on_exclusion = 'drop_entity' and status = 'excluded' as is_dropping

    from ranked

),

-- who is removed from a period is in none of its figures, or more would be mature than there are
removed as (

    select
        *,
        max(case when is_chosen and is_dropping then 1 else 0 end) over (
            partition by funnel, entity_id, cohort_period, cohort_start
        ) = 1 as is_entity_removed

    from chosen

    where is_chosen or is_chosen_mature or sequence_number is not null

),

counted as (

    select
        funnel,
        entity_id,
        cohort_period,
        cohort_start,
        attempt_id,
        entered_at,
        steps_reached,
        status,
        is_chosen and not is_dropping as is_best,
        is_chosen_mature and not is_dropping and not is_entity_removed as is_mature_best,
        is_chosen and is_dropping as is_removed,
        sequence_number is not null and not is_entity_removed as is_in_sequence,
        is_mature

    from removed

),

final as (

    select * from counted

    where is_best or is_mature_best or is_removed or is_in_sequence

)

select * from final
