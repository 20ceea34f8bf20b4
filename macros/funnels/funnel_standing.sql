{#
funnel_standing(entry)

    The order by in which the attempt that speaks for its entity is the first: see funnel_results().

    entry: best | first
#}
{% macro funnel_standing(entry='best') -%}
    {{- 'entered_at, ' if entry == 'first' -}}
    steps_before_exclusion desc,
    case when status = 'excluded' then 1 else 0 end,
    finished_at,
    entered_at desc,
    {{ org_funnels.byte_order('attempt_id') }}
{%- endmacro %}
