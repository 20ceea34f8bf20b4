{#
funnel_left_out(entity, steps)

    What matches a step of a declared funnel and is not in it, counted: step_number, reason,
    event_count. A row for each step and reason, also where the count is 0.

        no_entity   it has no org, user or visitor that it could be an attempt of
        internal    an internal org or user did it, and var('include_internal') is false

    entity, steps: as in funnel_events()
#}
{% macro funnel_left_out(entity, steps) -%}
    {%- for record in org_funnels.funnel_records(entity, steps) %}
    {%- set of_record = [] -%}
    {%- for step in steps -%}
        {%- if (step.get('production') or none) == record['production'] -%}{%- do of_record.append([loop.index, step]) -%}{%- endif -%}
    {%- endfor %}
    {{ org_funnels.funnel_left_out_of(record, of_record) }}
    {{- '\n\n    union all\n' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
