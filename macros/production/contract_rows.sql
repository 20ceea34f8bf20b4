{#
contract_rows(model_name, columns)

    The columns of a contract from the company's model of that name, as they are: a wrong type is
    for the enforced contract to refuse, not for a cast to hide. With '' the company has no such
    thing: no rows, of the right types.

    model_name: a model or seed of the company layer, from a var, or ''
    columns: [name, type] pairs
#}
{% macro contract_rows(model_name, columns) -%}
    {%- if model_name -%}
        select
            {%- for name, type in columns %}
            {{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ ref(model_name) }}
    {%- else -%}
        {{ org_funnels.empty_rows(columns) }}
    {%- endif -%}
{%- endmacro %}
