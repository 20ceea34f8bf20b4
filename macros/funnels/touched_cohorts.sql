{#
touched_cohorts(cohorts, attempts, funnels, known)

    The query of the cohort periods of entities in which an attempt changed: touched_funnel,
    touched_entity, touched_period, touched_start (the beginning of time for `all`), and

        from_at    a time (UTC) before which nothing of a day, week or month began, and for `all` nothing
                   changed
        is_whole   for `all`: whether all of the entity's attempts are weighed. Not where those that speak
                   for it are known and have not changed: then no earlier one can speak in their place.
                   Where an exclusion removes an entity, it removes all of them at once

    cohorts: a relation with the rows of unread_cohorts()
    attempts: a relation with touched_funnel and touched_entity, once each, and from_at and to_at, between
        which those of unread_attempts() began
    funnels: a relation as int_plan__funnels
    known: a relation as int_funnels__cohort_attempts
#}
{% macro touched_cohorts(cohorts, attempts, funnels, known) -%}
    with

    losing as (

        select
            changed.touched_funnel,
            changed.touched_entity
        from {{ attempts }} as changed
        inner join {{ known }} as known
            on
                changed.touched_funnel = known.funnel
                and changed.touched_entity = known.entity_id
                and known.entered_at between changed.from_at and changed.to_at
        where
            known.cohort_period = 'all'
            and (known.is_best or known.is_mature_best)

    )

    select
        cohorts.*,
        -- a day begins up to 14 hours earlier elsewhere than in UTC
        case
            when cohorts.touched_period = 'all' then changed.from_at
            else {{ org_funnels.add_seconds('cast(cohorts.touched_start as timestamp)', -86400) }}
        end as from_at,
        cohorts.touched_period = 'all'
        and (
            funnels.on_exclusion = 'drop_entity'
            or (cohorts.touched_funnel, cohorts.touched_entity) in (
                select
                    losing.touched_funnel,
                    losing.touched_entity
                from losing
            )
        ) as is_whole
    from {{ cohorts }} as cohorts
    inner join {{ attempts }} as changed
        on
            cohorts.touched_funnel = changed.touched_funnel
            and cohorts.touched_entity = changed.touched_entity
    inner join {{ funnels }} as funnels
        on cohorts.touched_funnel = funnels.funnel
{%- endmacro %}
