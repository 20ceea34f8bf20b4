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
    {%- for name, value, known in [
        ('entry', entry, ['best', 'first']), ('on_exclusion', on_exclusion, ['end_attempt', 'drop_entity']),
    ] if value not in known -%}
        {{ exceptions.raise_compiler_error(
            "funnel_results: " ~ name ~ " is " ~ value ~ ", and must be " ~ known | join(' or ')
            ~ ". Correct it where the funnel is declared, in tracking_plan/funnels.yml, or in the call."
        ) }}
    {%- endfor -%}
    select *
    from (
        select distinct on (entity_id) *
        from {{ attempts }}
        order by entity_id, {{ org_funnels.funnel_standing(entry) }}
    ) as funnel__results
    {%- if on_exclusion == 'drop_entity' %}
    where status <> 'excluded'
    {%- endif %}
{%- endmacro %}
