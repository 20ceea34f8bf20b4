{#
What each entity did between a step and the next: by the attempt that speaks for it over all time. A
stretch begins with a step, that very time included, and ends before the time of the next step; where
that was not reached, with the exclusion, the window or the end of the data, included. So an event is
in one stretch of an attempt at most. The events that reached the attempt's own steps are in none.
#}
{%- set path_length = var('funnel_path_length') %}
{% if path_length is not integer or path_length < 1 %}
    {{ exceptions.raise_compiler_error(
        "int_funnels__paths: funnel_path_length is " ~ path_length ~ ", and must be a whole number of 1 or "
        ~ "more. It is how many event names a path shows; correct it among the vars in dbt_project.yml."
    ) }}
{% endif %}
{%- set touched_entities -%}
    (
        select
            funnels.entity as touched_kind,
            touched.touched_entity,
            min(touched.best_at) as from_at
        from touched
        inner join {{ ref('int_plan__funnels') }} as funnels
            on touched.touched_funnel = funnels.funnel
        where touched.best_at is not null
        group by funnels.entity, touched.touched_entity
    )
{%- endset %}
{%- set since_best -%}
    events.occurred_at >= entities.from_at
    and events.occurred_at >= (select min(best_at) from touched)
{%- endset %}
{{ config(
    materialized='increment',
    unique_key=['funnel', 'attempt_id', 'step_number'],
    meta={
        'scope': org_funnels.in_touched_attempts(of_funnels=true),
        'order': 'entered_at',
        'indexes': ['(entity_id, entered_at)'],
    },
) }}
{{ org_funnels.also_reads('int_funnels__paths__touched') }}
with

bests as (

    select * from {{ ref('int_funnels__bests') }}
    {{ org_funnels.only_touched(
        'where ' ~ org_funnels.in_touched_attempts(of_funnels=true)
        ~ ' and entered_at >= (select min(best_at) from touched)'
    ) }}

),

funnels as (

    select * from {{ ref('int_plan__funnels') }}

),

planned as (

    select * from {{ ref('int_plan__funnel_steps') }}

),

as_of as (

    select * from {{ ref('int_as_of') }}

),

events as (

    select * from {{ org_funnels.touched_or_whole(
        '(' ~ org_funnels.entity_events(
            org_funnels.touched_ref('fct_events'), ref('int_plan__funnels'), touched_entities, since_best
        ) ~ ') as events',
        ref('int_funnels__entity_events')
    ) }}

),

steps as (

    select
        bests.*,
        steps.step_number,
        steps.reached_at,
        lead(steps.reached_at) over (
            partition by steps.funnel, steps.attempt_id order by steps.step_number
        ) as next_reached_at,
        lead(steps.seconds_from_previous) over (
            partition by steps.funnel, steps.attempt_id order by steps.step_number
        ) as seconds_to_next,
        array_agg(steps.event_id) over (
            partition by steps.funnel, steps.attempt_id
        ) as step_event_ids

    from bests

    inner join {{ ref('fct_funnel_steps') }} as steps
        on
            bests.funnel = steps.funnel
            and bests.attempt_id = steps.attempt_id
            {{ org_funnels.only_touched(
                'and steps.entered_at >= (select min(best_at) from touched)'
            ) }}

),

stretches as (

    select
        steps.funnel,
        steps.attempt_id,
        steps.step_number,
        planned.step_name,
        next_planned.step_name as next_step_name,
        case when steps.next_reached_at is null then steps.status else 'reached' end as outcome,
        coalesce(steps.seconds_to_next, 0) as seconds,
        funnels.entity,
        steps.entity_id,
        steps.entered_at,
        steps.step_event_ids,
        steps.reached_at,
        steps.next_reached_at,
        -- least() passes over the null of a funnel without a window
        coalesce(
            steps.excluded_at,
            least(
                {{ org_funnels.add_seconds('steps.entered_at', 'funnels.window_seconds') }},
                as_of.as_of
            )
        ) as stopped_at

    from steps

    inner join funnels
        on steps.funnel = funnels.funnel

    inner join planned
        on
            steps.funnel = planned.funnel
            and steps.step_number = planned.step_number

    -- after the last step there is no next one
    inner join planned as next_planned
        on
            steps.funnel = next_planned.funnel
            and steps.step_number = next_planned.step_number - 1

    cross join as_of

),

-- a stretch in which nothing happened has one row, without an event
events_between as (

    select
        stretches.funnel,
        stretches.attempt_id,
        stretches.entity_id,
        stretches.entered_at,
        stretches.step_number,
        stretches.step_name,
        stretches.next_step_name,
        stretches.outcome,
        stretches.seconds,
        events.event_id,
        events.event_name,
        events.occurred_at

    from stretches

    left join events
        on
            stretches.entity = events.entity
            and stretches.entity_id = events.entity_id
            and stretches.reached_at <= events.occurred_at
            and (
                stretches.next_reached_at > events.occurred_at
                or (
                    stretches.next_reached_at is null
                    and stretches.stopped_at >= events.occurred_at
                )
            )
            and not {{ org_funnels.list_contains('stretches.step_event_ids', 'events.event_id') }}

),

following_each_other as (

    select
        *,
        lag(event_name) over (
            partition by funnel, attempt_id, step_number
            order by occurred_at, {{ org_funnels.byte_order('event_id') }}
        ) as previous_event_name

    from events_between

),

numbered as (

    select
        *,
        row_number() over (
            partition by funnel, attempt_id, step_number
            order by occurred_at, {{ org_funnels.byte_order('event_id') }}
        ) as name_number

    from following_each_other

    where event_name is distinct from previous_event_name or event_name is null

),

paths as (

    select
        funnel,
        attempt_id,
        entity_id,
        entered_at,
        step_number,
        step_name,
        next_step_name,
        outcome,
        cast(seconds as numeric(18, 6)) as seconds,
        coalesce(
            string_agg(
                case when name_number <= {{ path_length }} then event_name else '...' end,
                ' > ' order by name_number
            ),
            '(nothing)'
        ) as event_path,
        max(name_number) > {{ path_length }} as is_cut

    from numbered

    where name_number <= {{ path_length + 1 }}

    group by
        funnel,
        attempt_id,
        entity_id,
        entered_at,
        step_number,
        step_name,
        next_step_name,
        outcome,
        seconds

)

select * from paths
