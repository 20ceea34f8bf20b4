{#
funnel_step_rows(record, steps, exclusions, order)

    The rows of one relation that a funnel reads: see funnel_events().

    record: what funnel_records() says of the relation
    steps, exclusions, order: as in funnel_events()
#}
{% macro funnel_step_rows(record, steps, exclusions=[], order='ordered') -%}
    {%- set names = [] -%}
    {%- for matcher in steps + exclusions if not matcher.get('production') -%}
        {%- do names.append(matcher.get('event')) -%}
    {%- endfor -%}
    select
        {% if record['production'] -%}
        {{ org_funnels.literal(record['production'] ~ ':') }} || {{ record['id'] }} as event_id,
        {%- else -%}
        {{ record['id'] }} as event_id,
        {%- endif %}
        {{ record['entity'] }} as entity_id,
        {{ record['user'] }} as user_id,
        {{ record['at'] }} as occurred_at
        {%- for step in steps %},
        {{ org_funnels.funnel_record_predicate(step, record) }} as is_step_{{ loop.index }}
        {%- endfor %}
        {%- for step in steps if step.get('first_time') == 'any' %},
        {{ org_funnels.funnel_record_predicate({'event': step.get('event'), 'production': step.get('production')}, record) -}}
        {{ ' as is_first_of_' ~ (steps.index(step) + 1) }}
        {%- endfor %}
        {%- for exclusion in exclusions %},
        {{ org_funnels.funnel_record_predicate(exclusion, record) }} as is_exclusion_{{ loop.index }}
        {%- endfor %}
    from {{ record['relation'] }}
    {{ org_funnels.only_touched(
        'inner join touched on touched_entity = ' ~ record['entity'] ~ ' and ' ~ record['at'] ~ ' between from_at and until_at'
        ~ ' and ' ~ record['at'] ~ ' between (select min(from_at) from touched) and (select max(until_at) from touched)'
    ) }}
    where
        {{ record['entity'] }} is not null
        {#- a step of any event reads them all, and so does a strict funnel #}
        {%- if not record['production'] and order != 'strict' and none not in names %}
        and event_name in (
            {%- for name in names | unique %}{{ org_funnels.literal(name) }}{{ ', ' if not loop.last }}{% endfor -%}
        )
        {%- endif %}
        {#- a company's own model sees its own project's vars, and not the package's defaults #}
        {%- if not var('include_internal', false) %}
        and not is_internal
        {%- endif %}
{%- endmacro %}
