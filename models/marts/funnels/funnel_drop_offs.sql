{#
Who has not converted: each entity by the attempt that speaks for it over all time, how far it came,
what it did not do, and who last used it.
#}
{%- set touched = '(select touched_funnel, touched_entity from touched)' -%}
{%- set in_touched = '(funnel, entity_id) in ' ~ touched -%}
{{ config(
    materialized='increment',
    unique_key=['funnel', 'entity_id'],
    meta={'scope': in_touched},
) }}
{{ org_funnels.also_reads('funnel_drop_offs__touched') }}
with

bests as (

    select * from {{ ref('int_funnels__bests') }}
    {{ org_funnels.only_touched('where ' ~ in_touched) }}

),

funnels as (

    select * from {{ ref('int_plan__funnels') }}

),

planned as (

    select * from {{ ref('int_plan__funnel_steps') }}

),

steps as not materialized (

    select * from {{ ref('fct_funnel_steps') }}

),

-- of an unordered funnel any of the steps may be those that are reached
missing_steps as (

    select
        bests.funnel,
        bests.attempt_id,
        string_agg(planned.declared_name, ',' order by planned.step_number) as missing_step_names

    from bests

    inner join planned
        on bests.funnel = planned.funnel

    left join steps
        on
            bests.funnel = steps.funnel
            and bests.attempt_id = steps.attempt_id
            and planned.declared_name = steps.step_name

    where steps.step_name is null

    group by
        bests.funnel,
        bests.attempt_id

),

last_seen as (

    select * from {{ ref('int_funnels__last_seen') }}

),

orgs as (

    select * from {{ ref('dim_orgs') }}

),

final as (

    select
        -- who
        bests.funnel,
        funnels.entity,
        bests.entity_id,
        orgs.org_name,
        orgs.tier as org_tier,

        -- where it stopped
        bests.attempt_id,
        bests.status,
        bests.steps_reached as last_step_number,
        steps.step_name as last_step_name,
        steps.user_id as last_step_user_id,
        case when funnels.step_order <> 'unordered' then next_steps.declared_name end
            as next_step_name,
        missing_steps.missing_step_names,

        -- whom to call
        last_seen.last_seen_event_name,
        last_seen.last_user_id,

        -- times
        bests.entered_at,
        bests.last_reached_at,
        bests.excluded_at,
        bests.matures_at,
        last_seen.last_seen_at,
        last_seen.last_used_at,
        orgs.deleted_at as org_deleted_at

    from bests

    inner join funnels
        on bests.funnel = funnels.funnel

    inner join steps
        on
            bests.funnel = steps.funnel
            and bests.attempt_id = steps.attempt_id
            and bests.steps_reached = steps.step_number

    -- who has converted has no next step
    inner join planned as next_steps
        on
            bests.funnel = next_steps.funnel
            and bests.steps_reached = next_steps.step_number - 1

    left join missing_steps
        on
            bests.funnel = missing_steps.funnel
            and bests.attempt_id = missing_steps.attempt_id

    left join last_seen
        on
            funnels.entity = last_seen.entity
            and bests.entity_id = last_seen.entity_id

    left join orgs
        on
            funnels.entity = 'org'
            and bests.entity_id = orgs.org_id

)

select * from final
