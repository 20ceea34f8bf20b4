{#
funnel_step_rows(record, steps, kind, names)

    The rows of one relation that reach any step of a funnel: see funnel_events().

    record: {'relation', 'id', 'entity', 'user', 'at'}: expressions on the relation's columns
    steps: all steps of the funnel, in order
    kind: 'event' or 'production': which key of a step says that it reads this relation
    names: the values of that key that do
#}
{% macro funnel_step_rows(record, steps, kind, names) -%}
    select
        {% if kind == 'production' -%}
        {{ org_funnels.literal(names[0] ~ ':') }} || {{ record['id'] }} as event_id,
        {%- else -%}
        {{ record['id'] }} as event_id,
        {%- endif %}
        {{ record['entity'] }} as entity_id,
        {{ record['user'] }} as user_id,
        {{ record['at'] }} as occurred_at
        {%- for step in steps %},
        {{ org_funnels.funnel_step_predicate(step) if step.get(kind) in names else 'false' }} as is_step_{{ loop.index }}
        {%- endfor %}
    from {{ record['relation'] }}
    where
        {{ record['entity'] }} is not null
        {%- if kind == 'event' %}
        and event_name in (
            {%- for name in names %}{{ org_funnels.literal(name) }}{{ ', ' if not loop.last }}{% endfor -%}
        )
        {%- endif %}
        {#- a company's own model sees its own project's vars, and not the package's defaults #}
        {%- if not var('include_internal', false) %}
        and not is_internal
        {%- endif %}
{%- endmacro %}
