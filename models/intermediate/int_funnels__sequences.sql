{#
The attempts that totals count, one after another: the first of an entity, and after each the first
that starts after its end. It ends with its last step if it converted, with the exclusion if it was
excluded, else with its window; without a window, never. As funnel_sequence() for one funnel.
#}
{%- set touched = '(select touched_funnel, touched_entity from touched)' -%}
{%- set in_touched = '(funnel, entity_id) in ' ~ touched -%}
{{ config(
    materialized='increment',
    unique_key=['funnel', 'attempt_id'],
    meta={
        'scope': in_touched,
        'logs': [org_funnels.attempt_log()],
        'indexes': ['(funnel, attempt_id)'],
    },
) }}
{{ org_funnels.also_reads('int_funnels__sequences__touched') }}
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
        'where (attempts.funnel, attempts.entity_id) in ' ~ touched
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

),

taken as (

    {{ org_funnels.taken_in_turn('beginning', ['funnel', 'entity_id'], ['attempt_id']) }}

),

final as (

    select
        funnel,
        attempt_id,
        entity_id,
        turn_number as sequence_number,
        began_at as entered_at,
        ended_at

    from taken

)

select * from final
