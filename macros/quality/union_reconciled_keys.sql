{#
union_reconciled_keys(relations)

    The keys of all reconciliations of a company under each other; no rows, of the same types, when
    it has none.

    relations: a list of relations, each what reconciled_keys() gave
#}
{% macro union_reconciled_keys(relations) -%}
    {%- set columns = org_funnels.reconciled_keys_columns() -%}
    {%- for relation in relations %}
    select
        {%- for name, type in columns %}
        {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ relation }}
    {{- '\n    union all' if not loop.last }}
    {%- else %}
    {{ org_funnels.empty_rows(columns) }}
    {%- endfor %}
{%- endmacro %}
