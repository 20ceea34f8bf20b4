{#
is_amiss(columns, measure)

    True where a raw row is not as a measure of raw_table_counts() wants it; never null.

        kind     type      values       the columns say
        filled                          nothing, null    true     none of them says anything
        filled                          nothing, u1      false
        typed    integer                12.0             false
        typed    integer                ten              true
        typed    integer                nothing          false
        listed             [EUR, USD]   usd              true     case is kept
        listed             [EUR, USD]   nothing          false

    columns, measure: as in raw_table_counts(); another kind stops the run
#}
{% macro is_amiss(columns, measure) -%}
    {%- set name = measure['columns'][0] -%}
    {%- if measure['kind'] == 'filled' -%}
        {%- for one in measure['columns'] -%}
            {{ org_funnels.raw_id(columns, one) }} is null{{ ' and ' if not loop.last }}
        {%- endfor -%}
    {%- elif measure['kind'] == 'typed' -%}
        {{ org_funnels.raw_id(columns, name) }} is not null
            and ({{ org_funnels.raw_property(columns, name, measure['type']) }}) is null
    {%- elif measure['kind'] == 'listed' -%}
        coalesce({{ org_funnels.raw_id(columns, name) }} not in (
            {%- for value in measure['values'] %}{{ org_funnels.literal(value) }}{{ ', ' if not loop.last }}{% endfor -%}
        ), false)
    {%- else -%}
        {{ exceptions.raise_compiler_error(
            "is_amiss: kind is " ~ measure['kind'] ~ ", and must be one of filled, typed, listed."
        ) }}
    {%- endif -%}
{%- endmacro %}
