{#
comparable(text, value)

    The text as something to compare with a value of the tracking plan: the number that it states if
    the value is a number, its truth value if it is true or false, else its bytes.

    text: an SQL expression of type text
    value: text, a number or a boolean
#}
{% macro comparable(text, value) -%}
    {%- if value is boolean -%}
        {{ org_funnels.boolean_of_text(text) }}
    {%- elif value is number -%}
        {{ org_funnels.number_of_text(text) }}
    {%- else -%}
        {{ org_funnels.byte_order(text) }}
    {%- endif -%}
{%- endmacro %}
