{#
json_object(pairs)

    A JSON object as text, its keys sorted and its values text; what is null is left out. So a
    column that a raw table gains later changes no older row. `{}` when nothing is left; never null.

    pairs: a dict of key: SQL expression of type text
#}
{% macro json_object(pairs) -%}
    {%- if not pairs -%}
        cast('{}' as {{ dbt.type_string() }})
    {%- else -%}
        {#- sorted by code point, as collate "C" would: the default of dictsort folds case #}
        '{' || concat_ws(
            ',',
            {%- for key, expression in pairs | dictsort(case_sensitive=true) %}
            {{ dbt.string_literal(dbt.escape_single_quotes(tojson(key) ~ ':')) }} || {{ org_funnels.json_string(expression) }}
            {{- ',' if not loop.last }}
            {%- endfor %}
        ) || '}'
    {%- endif -%}
{%- endmacro %}
