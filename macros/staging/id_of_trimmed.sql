{#
id_of_trimmed(expression)

    id_of_text() of a text that is trimmed already, such as a column of a subquery: it is read twice.

    expression: text that trimmed() gave
#}
{% macro id_of_trimmed(expression) -%}
    case
        when {{ org_funnels.fold_ascii(expression) }} not in ('', 'null', 'undefined', 'none') then {{ expression }}
    end
{%- endmacro %}
