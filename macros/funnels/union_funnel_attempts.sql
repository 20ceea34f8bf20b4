{#
union_funnel_attempts(funnels)

    The attempts of all declared funnels, one under the other: funnel, and what funnel_attempts()
    says of an attempt but for its steps, for which see union_funnel_steps(). No rows when there is
    no funnel.

    funnels: [{'funnel': name, 'relation': a model made by funnel_attempts()}]
#}
{% macro union_funnel_attempts(funnels) -%}
    {%- set text = dbt.type_string() -%}
    {%- set columns = [
        ['entity_id', text], ['attempt_id', text], ['entered_at', 'timestamp'], ['steps_reached', 'integer'],
        ['steps_before_exclusion', 'integer'], ['status', text], ['is_mature', 'boolean'], ['matures_at', 'timestamp'],
        ['last_reached_at', 'timestamp'], ['finished_at', 'timestamp'], ['excluded_at', 'timestamp'],
    ] -%}
    {%- for item in funnels %}
    select
        cast({{ org_funnels.literal(item['funnel']) }} as {{ text }}) as funnel
        {%- for name, type in columns %},
        cast({{ name }} as {{ type }}) as {{ name }}
        {%- endfor %}
    from {{ item['relation'] }}
    {{- '\n\nunion all\n' if not loop.last }}
    {%- endfor %}
    {%- if not funnels -%}
    {{ org_funnels.empty_rows([['funnel', text]] + columns) }}
    {%- endif -%}
{%- endmacro %}
