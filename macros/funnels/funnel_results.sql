{#
funnel_results(attempts, entry, on_exclusion)

    The attempt that speaks for each entity: one row per entity, with the columns of attempts.

        best    the most steps before exclusions; of those, one that was not excluded, then the
                earliest to finish, then the latest to start
        first   the one that began first

    attempts: a relation or CTE made by funnel_attempts()
    entry: best | first
    on_exclusion: end_attempt: an excluded attempt keeps the steps before it; drop_entity: an entity
        whose attempt was excluded is left out
#}
{% macro funnel_results(attempts, entry='best', on_exclusion='end_attempt') -%}
    {%- if entry not in ['best', 'first'] or on_exclusion not in ['end_attempt', 'drop_entity'] -%}
        {{ exceptions.raise_compiler_error(
            "funnel_results: entry is " ~ entry ~ ", and must be best or first; on_exclusion is " ~ on_exclusion
            ~ ", and must be end_attempt or drop_entity. Correct the funnel in tracking_plan/funnels.yml, or the call."
        ) }}
    {%- endif -%}
    select
        *
    from (
        select
            *,
            row_number() over (
                partition by entity_id
                order by {{ org_funnels.funnel_standing(entry) }}
            ) as standing
        from {{ attempts }}
    ) as funnel__ranked

    where
        standing = 1
        {%- if on_exclusion == 'drop_entity' %}
        and status <> 'excluded'
        {%- endif %}
{%- endmacro %}
