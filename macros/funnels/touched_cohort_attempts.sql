{#
touched_cohort_attempts()

    A pre-hook of int_funnels__cohort_attempts. Makes, for this transaction:

        touched                the cohort periods in which an entity's attempts are weighed again: see
                               touched_cohorts()
        attempts_of_touched    the attempts that are weighed: see attempts_of_touched_cohorts()

    Nothing where the model is not there yet.
#}
{% macro touched_cohort_attempts() -%}
    {%- if execute and load_relation(this) is not none -%}
        {#- tables, because PostgreSQL takes a query's result for a few rows, and loops over both -#}
        {%- do org_funnels.temporary_table('changed_cohorts', '(' ~ org_funnels.unread_cohorts(this.identifier) ~ ')') -%}
        {%- do org_funnels.temporary_table('changed_attempts',
            '(select touched_funnel, touched_entity, min(from_at) as from_at, max(to_at) as to_at from ('
            ~ org_funnels.unread_attempts(this.identifier) ~ ') as unread group by touched_funnel, touched_entity)'
        ) -%}
        {%- do org_funnels.temporary_table('touched', '(' ~ org_funnels.touched_cohorts(
            'changed_cohorts', 'changed_attempts', ref('int_plan__funnels'), this
        ) ~ ')') -%}
        {%- do org_funnels.temporary_table('attempts_of_touched', '('
            ~ org_funnels.touched_bounds(org_funnels.attempts_of_touched_cohorts(ref('fct_funnel_attempts'), this)) ~ ')') -%}
    {%- endif -%}
{%- endmacro %}
