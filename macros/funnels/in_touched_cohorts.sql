{#
in_touched_cohorts(of_entities)

    Whether a row is of a cohort period that an increment computes again, as SQL on its funnel,
    cohort_period and cohort_start, and on the temporary table `touched` of unread_cohorts().

    of_entities: whether only those of the entity are meant: the row has an entity_id then
#}
{% macro in_touched_cohorts(of_entities=false) -%}
    exists (
        select 1 from touched
        where
            touched_funnel = funnel
            {{ 'and touched_entity = entity_id' if of_entities }}
            and touched_period = cohort_period
            and touched_start = coalesce(cohort_start, cast({{ org_funnels.beginning_of_time() }} as date))
    )
{%- endmacro %}
