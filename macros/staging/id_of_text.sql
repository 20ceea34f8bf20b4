{#
id_of_text(expression)

    The text trimmed, or null where it is one of the ways in which a client says that it has none.

        ' u-1 '                                    u-1
        '', 'null', 'undefined', 'None', 'NONE'    null
        null                                       null

    expression: text
#}
{% macro id_of_text(expression) -%}
    {{ org_funnels.id_of_trimmed(org_funnels.trimmed(expression)) }}
{%- endmacro %}
