{#
conditions(where, columns)

    A `where` of the tracking plan on raw columns as one SQL predicate that is true or false, never
    null. True when there is no condition.

    where: a list of {'column': raw column, 'op', 'value'}
    columns: what raw_table_columns() gave
#}
{% macro conditions(where, columns) -%}
    {%- if not where -%}
        true
    {%- else -%}
        coalesce(
            {%- for item in where %}
            ({{ org_funnels.condition(org_funnels.raw_text(columns, item['column']), item['op'], item.get('value')) }})
            {{- ' and' if not loop.last }}
            {%- endfor -%}
        , false)
    {%- endif -%}
{%- endmacro %}
