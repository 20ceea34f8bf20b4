{#
attempts_of_touched_cohorts(attempts, known)

    The query of the attempts of the touched entities that are weighed against each other: those since the
    earliest touched time, and of what is before it those that speak for an entity over all time, or all of
    it where that has to be found out anew.

    attempts: a relation as fct_funnel_attempts
    known: a relation as int_funnels__cohort_attempts
#}
{% macro attempts_of_touched_cohorts(attempts, known) -%}
    {%- set in_touched = 'inner join touched on attempts.funnel = touched_funnel and attempts.entity_id = touched_entity' -%}
    select attempts.*
    from {{ attempts }} as attempts
    {{ in_touched }} and touched_period = 'all'
    where attempts.entered_at >= (select min(from_at) from touched)

    union all

    select attempts.*
    from {{ attempts }} as attempts
    {{ in_touched }} and is_whole
    where attempts.entered_at < (select min(from_at) from touched)

    union all

    select attempts.*
    from {{ attempts }} as attempts
    inner join (
        select
            known.funnel,
            known.attempt_id
        from {{ known }} as known
        inner join touched
            on
                known.funnel = touched_funnel
                and known.entity_id = touched_entity
        where
            known.cohort_period = 'all'
            and (known.is_best or known.is_mature_best)
            and known.entered_at < (select min(from_at) from touched)
            and touched_period = 'all'
            and not is_whole
    ) as speaking
        on
            attempts.funnel = speaking.funnel
            and attempts.attempt_id = speaking.attempt_id
    where attempts.entered_at < (select min(from_at) from touched)
{%- endmacro %}
