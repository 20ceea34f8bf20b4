{#
union_funnel_left_out(funnels)

    What all declared funnels leave out, one under the other: funnel, and the columns of
    funnel_left_out(). No rows when there is no funnel.

    funnels: [{'funnel': name, 'entity', 'steps'}], the last two as in funnel_left_out()
#}
{% macro union_funnel_left_out(funnels) -%}
    {%- set text = dbt.type_string() -%}
    {%- for item in funnels %}
    select
        cast({{ org_funnels.literal(item['funnel']) }} as {{ text }}) as funnel,
        step_number,
        reason,
        event_count
    from (
        {{ org_funnels.funnel_left_out(item['entity'], item['steps']) | indent(8) }}
    ) as left_out_{{ loop.index }}
    {{- '\n\nunion all\n' if not loop.last }}
    {%- endfor %}
    {%- if not funnels -%}
    {{ org_funnels.empty_rows([
        ['funnel', text], ['step_number', 'integer'], ['reason', text], ['event_count', 'bigint'],
    ]) }}
    {%- endif -%}
{%- endmacro %}
