{#
unread_attempt_periods(reader)

    Which attempts have changed in what a model reads, and in which kind of cohort period: touched_funnel,
    touched_entity, touched_period (day, week, month, all), and from_at and to_at, between which they
    began. An attempt that changed did so in each. One that counts otherwise now does so in those that
    int_funnels__cohort_attempts names, and is then without an entity: which attempt is the best of all
    time says nothing about the month in which it began.

    reader: the name of the model
#}
{% macro unread_attempt_periods(reader) -%}
    select
        attempts.touched_funnel,
        attempts.touched_entity,
        periods.touched_period,
        attempts.from_at,
        attempts.to_at

    from (
        {{ org_funnels.unread_attempts(reader) | indent(8) }}
    ) as attempts

    cross join (values ('day'), ('week'), ('month'), ('all')) as periods (touched_period)

    union

    select
        substring(key from 1 for position(' ' in key) - 1) as touched_funnel,
        cast(null as {{ dbt.type_string() }}) as touched_entity,
        substring(key from position(' ' in key) + 1) as touched_period,
        from_at,
        to_at

    from {{ ref('state_unread') }}

    where reader = {{ org_funnels.literal(reader) }} and kind = 'cohort_attempt'
{%- endmacro %}
