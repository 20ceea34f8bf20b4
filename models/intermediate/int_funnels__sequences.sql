{#
The attempts that totals count, one after another: the first of an entity, and after each the first
that starts after its end. It ends with its last step if it converted, with the exclusion if it was
excluded, else with its window; without a window, never. As funnel_sequence() for one funnel.
#}
{{ config(
    materialized='increment',
    pre_hook="{{ org_funnels.touched_sequences() }}",
    unique_key=['funnel', 'attempt_id'],
    meta={
        'scope': 'exists ('
        'select 1 from touched '
        'where touched_funnel = funnel and touched_entity = entity_id and entered_at >= from_at'
        ') and entered_at >= (select min(from_at) from touched)',
        'logs': [org_funnels.attempt_log()],
        'order': 'entered_at',
        'indexes': ['(funnel, attempt_id)', '(entity_id, entered_at)'],
    },
) }}
{{ org_funnels.also_reads('state_unread') }}
with

attempts as (

    select
        attempts.funnel,
        attempts.entity_id,
        attempts.attempt_id,
        attempts.entered_at as began_at,
        case
            when attempts.status = 'converted' then attempts.last_reached_at
            when attempts.status = 'excluded' then attempts.excluded_at
            else {{ org_funnels.add_seconds('attempts.entered_at', 'funnels.window_seconds') }}
        end as ended_at,
        row_number() over (
            partition by attempts.funnel, attempts.entity_id, attempts.entered_at
            order by {{ org_funnels.funnel_standing() }}
        ) as simultaneous_number

    from {{ ref('int_funnels__attempts') }} as attempts

    inner join {{ ref('int_plan__funnels') }} as funnels
        on attempts.funnel = funnels.funnel

    {{ org_funnels.only_touched(
        'inner join touched '
        'on attempts.funnel = touched_funnel and attempts.entity_id = touched_entity and attempts.entered_at >= from_at '
        'where attempts.entered_at >= (select min(from_at) from touched)'
    ) }}

),

-- of attempts that start together only one can be counted
beginning as (

    select
        funnel,
        entity_id,
        attempt_id,
        began_at,
        ended_at

    from attempts

    where simultaneous_number = 1
    {{ org_funnels.only_touched(
        'union all select funnel, entity_id, attempt_id, began_at, ended_at from turns_before'
    ) }}

),

taken as (

    {{ org_funnels.taken_in_turn('beginning', ['funnel', 'entity_id'], ['attempt_id']) }}

),

final as (

    select
        taken.funnel,
        taken.attempt_id,
        taken.entity_id,
        {{ org_funnels.touched_or_whole(
            'taken.turn_number + coalesce(turns_before.sequence_number - 1, 0)', 'taken.turn_number'
        ) }} as sequence_number,
        taken.began_at as entered_at,
        taken.ended_at

    from taken
    {{ org_funnels.only_touched(
        'left join turns_before '
        'on taken.funnel = turns_before.funnel and taken.entity_id = turns_before.entity_id '
        'where turns_before.attempt_id is distinct from taken.attempt_id'
    ) }}

)

select * from final
