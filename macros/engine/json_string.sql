{#
json_string(expression)

    The text as a JSON string, with its quotes: `say "hi"` becomes `"say \"hi\""`. Null stays null.

    expression: text
#}
{% macro json_string(expression) -%}
    cast(to_json({{ expression }}) as {{ dbt.type_string() }})
{%- endmacro %}
